cxl list --endpoints --no-endpoints
