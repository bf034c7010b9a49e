cxl list -M -b root0
