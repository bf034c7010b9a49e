cxl list -M -s 0xa0 -m mem0
