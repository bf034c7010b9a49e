cxl list -D -m mem0
