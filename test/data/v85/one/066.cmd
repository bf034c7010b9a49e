cxl list -s 160
