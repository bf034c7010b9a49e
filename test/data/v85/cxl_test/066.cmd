cxl list -s 2
