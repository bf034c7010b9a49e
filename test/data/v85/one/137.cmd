cxl list -M extra words
