cxl list -DR -r region0 -T
