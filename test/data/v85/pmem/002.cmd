cxl list -M
