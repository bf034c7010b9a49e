cxl list -M -s 0x2 -m mem0
