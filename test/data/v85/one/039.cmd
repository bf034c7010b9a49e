cxl list -BPEMDRTXiu
