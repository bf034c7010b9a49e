cxl list -Bv
