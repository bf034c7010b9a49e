cxl list -p pci0000:34
