cxl list -BPEMDRT -m mem0
