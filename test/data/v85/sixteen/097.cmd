cxl list -e 99
