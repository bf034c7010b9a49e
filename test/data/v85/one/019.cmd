cxl list -Di
