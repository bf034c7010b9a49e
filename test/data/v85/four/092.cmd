cxl list -D -p root -S
