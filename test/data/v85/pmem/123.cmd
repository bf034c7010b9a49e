cxl list -R -m mem0
