cxl list -E
