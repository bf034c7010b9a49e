cxl list -Ei
