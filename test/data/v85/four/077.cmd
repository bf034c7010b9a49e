cxl list -p port1
