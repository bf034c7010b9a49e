cxl list -Mi
