cxl list -M -s 0xac -m mem0
