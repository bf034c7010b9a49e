cxl list -e endpoint4
