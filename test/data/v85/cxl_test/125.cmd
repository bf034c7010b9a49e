cxl list -PT -s 0x2
