cxl list -EMD
