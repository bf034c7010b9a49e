cxl list -R -d decoder0.0
