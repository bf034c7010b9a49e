cxl list -e 2
