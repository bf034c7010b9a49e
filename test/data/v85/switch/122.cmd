cxl list -DT -m mem0 -d root
