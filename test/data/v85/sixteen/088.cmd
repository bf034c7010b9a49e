cxl list -PE -p pci0000:84
