cxl list -R
