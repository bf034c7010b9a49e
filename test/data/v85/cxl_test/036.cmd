cxl list -BPEMDR
