cxl list -vu
