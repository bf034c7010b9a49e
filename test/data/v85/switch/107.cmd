cxl list -DR -d root
