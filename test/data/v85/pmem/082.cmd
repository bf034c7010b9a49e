cxl list -p pci0000:0c
