cxl list -m 0000:0e:00.0
