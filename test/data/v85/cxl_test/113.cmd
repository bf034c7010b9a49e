cxl list -r region77
