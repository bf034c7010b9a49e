cxl list -P -p endpoint
