cxl list -B -m mem0
