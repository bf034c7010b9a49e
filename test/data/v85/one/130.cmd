cxl list -Z
