cxl list -e 5
