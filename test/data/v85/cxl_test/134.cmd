cxl list --memdevs=yes
