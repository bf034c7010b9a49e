cxl list -d switch
