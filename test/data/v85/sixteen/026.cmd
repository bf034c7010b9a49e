cxl list -BER
