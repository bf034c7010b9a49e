cxl list extra
