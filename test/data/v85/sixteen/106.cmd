cxl list -M -d decoder0.0
