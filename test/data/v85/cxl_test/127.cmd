cxl list -BPEMDR -b cxl_test -p port1 -m mem0
