cxl list -m cxl_mem.1
