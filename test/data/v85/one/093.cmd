cxl list -R -p root
