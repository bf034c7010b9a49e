cxl list -s 161
