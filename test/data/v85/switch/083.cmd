cxl list -p 99
