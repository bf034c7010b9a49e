cxl list -BT
