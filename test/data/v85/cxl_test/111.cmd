cxl list -r all -i
