cxl list -m all
