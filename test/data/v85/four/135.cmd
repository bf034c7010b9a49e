cxl list -memdev
