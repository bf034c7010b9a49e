cxl list -MD
