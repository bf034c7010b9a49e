cxl list -v
