cxl list -m mem99 -u
