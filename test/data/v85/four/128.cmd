cxl list -S
