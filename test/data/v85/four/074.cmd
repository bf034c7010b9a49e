cxl list -b 7
