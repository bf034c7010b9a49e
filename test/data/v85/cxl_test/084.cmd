cxl list -P -p port1
