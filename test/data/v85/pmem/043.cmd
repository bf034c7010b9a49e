cxl list -RT
