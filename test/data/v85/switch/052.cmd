cxl list --verbose
