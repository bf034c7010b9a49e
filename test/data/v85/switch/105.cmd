cxl list -M -d root
