cxl list -BMD
