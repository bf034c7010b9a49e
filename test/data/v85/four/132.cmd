cxl list --memd
