cxl list -Di -r region1
