cxl list -m nonsense
