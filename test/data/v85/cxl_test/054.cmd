cxl list -m 0
