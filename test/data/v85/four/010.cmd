cxl list -i
