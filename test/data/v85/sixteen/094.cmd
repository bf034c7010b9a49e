cxl list -e endpoint5
