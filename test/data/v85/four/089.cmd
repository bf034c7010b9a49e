cxl list -M -p port1
