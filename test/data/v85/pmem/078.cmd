cxl list -p 1
