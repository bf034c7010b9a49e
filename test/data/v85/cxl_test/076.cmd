cxl list -R -b cxl_test
