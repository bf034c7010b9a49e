cxl list -e mem0
