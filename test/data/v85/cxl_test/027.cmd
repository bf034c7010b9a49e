cxl list -PM
