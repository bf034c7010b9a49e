cxl list -PT -s 0xa0
