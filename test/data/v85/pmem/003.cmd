cxl list -B
