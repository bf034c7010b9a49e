cxl list -Bu
