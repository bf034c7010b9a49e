cxl list -BR
