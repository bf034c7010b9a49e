cxl list -d decoder0.0
