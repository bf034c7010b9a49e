cxl list -r region0
