cxl list -m "mem0 mem1"
