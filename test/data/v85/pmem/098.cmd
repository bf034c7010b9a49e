cxl list -EMD -e endpoint2
