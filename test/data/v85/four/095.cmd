cxl list -e
