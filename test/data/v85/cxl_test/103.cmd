cxl list -d 0.0 -T
