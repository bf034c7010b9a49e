cxl list --memdev=mem0 -i
