cxl list -m 0000:85:00.0
