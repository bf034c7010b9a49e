cxl list -m 0000:0d:00.0
