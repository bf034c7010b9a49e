cxl list -M -S -p
