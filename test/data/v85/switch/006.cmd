cxl list -D
