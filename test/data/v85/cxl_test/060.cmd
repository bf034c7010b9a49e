cxl list -mmem0 -u
