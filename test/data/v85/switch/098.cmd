cxl list -EMD -e endpoint4
