cxl list -m mem0,1
