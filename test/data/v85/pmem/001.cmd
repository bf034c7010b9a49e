cxl list 
