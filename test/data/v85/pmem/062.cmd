cxl list -m mem99
