cxl list -E -m mem0
