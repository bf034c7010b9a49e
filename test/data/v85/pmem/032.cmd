cxl list -MR
