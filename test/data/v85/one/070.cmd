cxl list -b root0
