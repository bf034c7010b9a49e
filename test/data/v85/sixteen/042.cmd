cxl list -DT
