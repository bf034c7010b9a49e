cxl list -P -p root -S
