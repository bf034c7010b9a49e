cxl list -PT -s 0xac
