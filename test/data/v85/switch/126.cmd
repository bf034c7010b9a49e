cxl list -M -r region0
