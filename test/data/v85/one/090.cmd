cxl list -BMD -p port1
