cxl list -e 4
