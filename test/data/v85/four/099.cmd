cxl list -d root
