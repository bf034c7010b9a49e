cxl list -Du
