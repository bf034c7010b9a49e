cxl list -P -p port1 -S
