cxl list -p endpoint
