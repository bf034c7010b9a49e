cxl list -BM
