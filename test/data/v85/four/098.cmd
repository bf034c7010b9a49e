cxl list -EMD -e
