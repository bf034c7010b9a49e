cxl list -BPEMDRTi
