cxl list -EMD -e endpoint5
