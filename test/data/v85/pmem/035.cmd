cxl list -MEP
