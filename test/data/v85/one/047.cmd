cxl list -vi
