cxl list -P -m mem0
