cxl list -Ri
