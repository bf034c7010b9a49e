cxl list -d decoder99.9
