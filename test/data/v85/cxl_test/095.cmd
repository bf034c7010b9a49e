cxl list -e 18
