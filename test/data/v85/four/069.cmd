cxl list -M -s 0xa1 -m mem0
