cxl list -Ru
