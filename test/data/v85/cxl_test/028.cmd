cxl list -PED
