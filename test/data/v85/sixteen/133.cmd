cxl list --regi
