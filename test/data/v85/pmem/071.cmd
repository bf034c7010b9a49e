cxl list -b 0
