cxl list -h
