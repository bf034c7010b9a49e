cxl list -b ACPI.CXL -u
