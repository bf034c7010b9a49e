cxl list -b cxl_test
