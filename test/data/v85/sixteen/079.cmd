cxl list -p root
