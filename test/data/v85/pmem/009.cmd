cxl list -X
