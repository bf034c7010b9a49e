cxl list -Pu
