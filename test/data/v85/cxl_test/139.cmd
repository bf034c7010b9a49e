cxl list --list-opts
