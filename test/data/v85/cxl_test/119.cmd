cxl list -PT -m mem0
