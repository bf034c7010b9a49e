cxl list -u
