cxl list -PE -p cxl_host_bridge.0
