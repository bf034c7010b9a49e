cxl list -Mu
