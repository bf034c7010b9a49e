cxl list -DR
