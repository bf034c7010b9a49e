cxl list -RX
