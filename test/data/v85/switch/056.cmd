cxl list -m 0000:0f:00.0
