cxl list --bogus
