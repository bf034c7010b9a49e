cxl list --memdevs --ports --idle --human
