cxl list -R -b ACPI.CXL
