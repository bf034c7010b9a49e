cxl list -s 172
