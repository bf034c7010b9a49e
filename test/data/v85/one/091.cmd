cxl list -D -p endpoint
