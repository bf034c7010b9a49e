cxl list "-m mem0"
