cxl list -r 1
