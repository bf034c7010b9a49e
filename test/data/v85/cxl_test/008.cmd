cxl list -T
