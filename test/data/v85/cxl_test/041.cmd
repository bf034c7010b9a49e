cxl list -PT
