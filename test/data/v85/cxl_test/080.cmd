cxl list -p switch
