cxl list -vv -u
