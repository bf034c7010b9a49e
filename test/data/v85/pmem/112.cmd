cxl list -r 0,1
