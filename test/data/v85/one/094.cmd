cxl list -e endpoint2
