cxl list -BPEMDR -b ACPI.CXL -p port1 -m mem0
