cxl list -RXTiu
