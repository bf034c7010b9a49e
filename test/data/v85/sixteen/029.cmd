cxl list -EM
