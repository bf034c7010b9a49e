cxl list -e endpoint18
