cxl list -p cxl_host_bridge.0
