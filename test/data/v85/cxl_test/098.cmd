cxl list -EMD -e endpoint18
