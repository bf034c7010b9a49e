cxl list -P
