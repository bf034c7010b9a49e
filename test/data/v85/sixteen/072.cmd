cxl list -b ACPI.CXL
