cxl list -vv
