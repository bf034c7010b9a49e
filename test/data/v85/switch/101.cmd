cxl list -d endpoint
