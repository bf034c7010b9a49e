cxl list -D -r region0
