cxl list -BPD
