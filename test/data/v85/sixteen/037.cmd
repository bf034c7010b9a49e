cxl list -BPEMDRT
