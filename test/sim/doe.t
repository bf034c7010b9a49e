# SPDX-License-Identifier: GPL-2.0-only
"cxl doe list": DOE mailboxes and protocols, TSM and IDE. Those of the simulated system are in cxl/sim/pci.c.

  $ cxl-sim new clean > /dev/null; path=sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0
  $ fresh() { rm -rf t; cp -a clean t; fn=t/$path; }; fresh
  $ doe() { cxl doe list --sysroot t "$@"; }
  $ put() { printf "$2" | dd of=$fn/config bs=1 seek=$(($1)) conv=notrunc status=none; }

DOE: memory devices and switches; other functions if they are named.

  $ fresh; doe | jq -c '.[] | [.address, .memdev, .port, (.mailboxes | length), (.protocols | length)]'
  ["0000:0d:00.0","mem0",null,1,2]
  ["0000:0e:00.0","mem1",null,1,2]
  ["0000:e1:00.0","mem2",null,1,2]
  ["0000:e2:00.0","mem3",null,1,2]
  ["0000:df:00.0",null,"port5",1,2]
  $ doe --format json | jq -c '.[0]'
  {"address":"0000:0d:00.0","memdev":"mem0","mailboxes":[{"offset":464,"version":1,"interrupt_supported":true,"interrupt_number":0,"interrupt_enabled":false,"busy":false,"interrupt_status":false,"error":false,"object_ready":false}],"protocols":[{"protocol":"0001:00","name":"discovery","kernel_uses":true},{"protocol":"1e98:02","name":"cdat","kernel_uses":true}]}
  $ doe 0000:0c:00.0 port5 E0:01.0 0 serial:0xc1 /dev/cxl/mem0 | jq -c '.[] | [.address, .memdev, .port, .dport_of, (.mailboxes | length)]'
  ["0000:0c:00.0",null,null,"port1",0]
  ["0000:df:00.0",null,"port5",null,1]
  ["0000:e0:01.0",null,null,"port5",0]
  ["0000:0d:00.0","mem0",null,null,1]
  ["0000:0e:00.0","mem1",null,null,1]
  $ rp=t/sys/devices/pci0000:0c/0000:0c:00.0; mkdir $rp/doe_features; touch $rp/doe_features/0001:01
  $ doe | jq -c '.[] | select(.dport_of) | [.address, .dport_of, .protocols]'
  ["0000:0c:00.0","port1",[{"protocol":"0001:01","name":"cma_spdm","kernel_uses":false}]]
  $ mkdir -p t/sys/devices/pci0000:00/0000:00:1f.3; ln -s ../../../devices/pci0000:00/0000:00:1f.3 t/sys/bus/pci/devices
  $ doe 00:1F.3 | jq -c .
  [{"address":"0000:00:1f.3"}]
  $ for n in port1 decoder0.0 root0 endpoint3 00:1f.4 10000:00:1f.3 mem9 ''; do doe "$n"; echo $?; done 2>&1 | grep -v '^\[\]$'
  port1: the device is not a PCI function
  1
  decoder0.0: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
  1
  root0: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
  1
  endpoint3: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
  1
  00:1f.4: no such PCI function
  1
  10000:00:1f.3: no such PCI function
  1
  mem9: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
  1
  the name of the memory device is empty; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
  1
  $ doe all | cmp - <(doe)
  $ doe mem0 mem9 | jq length; echo ${PIPESTATUS[0]}
  mem9: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
  1
  2

Protocols, and which of them the kernel uses: CMA while the TSM is connected, CDAT if cxl_port has found it.

  $ for p in 0001:01 0001:02 1e98:00 8086:07 x; do echo $p >$fn/doe_features/$p; done; doe mem0 | jq -c '.[0].protocols[]'
  {"protocol":"0001:00","name":"discovery","kernel_uses":true}
  {"protocol":"0001:01","name":"cma_spdm","kernel_uses":false}
  {"protocol":"0001:02","name":"secured_cma_spdm","kernel_uses":false}
  {"protocol":"1e98:00","name":"cxl_compliance","kernel_uses":false}
  {"protocol":"1e98:02","name":"cdat","kernel_uses":true}
  {"protocol":"8086:07","kernel_uses":false}
  {"protocol":"x"}
  $ mkdir $fn/tsm; echo tsm0 >$fn/tsm/connect; echo 0000:0d:00.0 >$fn/tsm/dsm; echo >$fn/tsm/bound; echo tsm0 >$fn/authenticated
  $ rm t/sys/bus/cxl/devices/endpoint3/CDAT; doe mem0 | jq -c '.[0] | (.protocols[] | select(.kernel_uses)), .tsm'
  {"protocol":"0001:00","name":"discovery","kernel_uses":true}
  {"protocol":"0001:01","name":"cma_spdm","kernel_uses":true}
  {"protocol":"0001:02","name":"secured_cma_spdm","kernel_uses":true}
  {"authenticated":true,"connected":true,"tsm":"tsm0","bound":false,"dsm":"0000:0d:00.0"}
  $ echo >$fn/tsm/connect; echo >$fn/authenticated; doe mem0 | jq -c '.[0] | (.protocols[] | select(.kernel_uses)), .tsm'
  {"protocol":"0001:00","name":"discovery","kernel_uses":true}
  {"authenticated":false,"connected":false,"bound":false,"dsm":"0000:0d:00.0"}

What the kernel uses is left out if that cannot be read.

  $ rm -r t; cp -a clean t; echo "$path/tsm/connect EIO" >>t/state/errors; mkdir $fn/tsm; : >$fn/tsm/connect
  $ for p in 0001:01 0001:02; do echo $p >$fn/doe_features/$p; done
  $ cxl-sim -C t doe list mem0 --format json | jq -c '.[0].protocols[]'; echo ${PIPESTATUS[0]}
    Warning: cannot read /sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/tsm/connect: Input/output error
  {"protocol":"0001:00","name":"discovery","kernel_uses":true}
  {"protocol":"0001:01","name":"cma_spdm"}
  {"protocol":"0001:02","name":"secured_cma_spdm"}
  {"protocol":"1e98:02","name":"cdat","kernel_uses":true}
  1
  $ cp clean/state/errors t/state/errors; echo "$path/tsm/connect EACCES" >>t/state/errors
  $ cxl-sim -C t doe list mem0 --format json | jq -c '.[0].protocols[]'; echo ${PIPESTATUS[0]}
    Warning: cannot read /sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/tsm/connect: Permission denied
  {"protocol":"0001:00","name":"discovery","kernel_uses":true}
  {"protocol":"0001:01","name":"cma_spdm"}
  {"protocol":"0001:02","name":"secured_cma_spdm"}
  {"protocol":"1e98:02","name":"cdat","kernel_uses":true}
  1

A kernel without this directory has mailboxes, but does not show their protocols.

  $ fresh; rm -r $fn/doe_features; doe mem0 mem1 | jq -c '.[] | [.memdev, (.mailboxes | length), .protocols]'
    Warning: DOE protocols are not supported by this kernel (needs Linux 6.16)
  ["mem0",1,null]
  ["mem1",1,[{"protocol":"0001:00","name":"discovery","kernel_uses":true},{"protocol":"1e98:02","name":"cdat","kernel_uses":true}]]

State of the mailbox, and IDE: two link streams, one selective stream.

  $ fresh; doe=$(doe mem0 | jq '.[0].mailboxes[0].offset'); put $doe+4 '\x07\x00\x00\x00\x02\x00\x00\x00\x07\x00\x00\x80'
  $ doe mem0 | jq -c '.[0].mailboxes'
  [{"offset":464,"version":1,"interrupt_supported":true,"interrupt_number":3,"interrupt_enabled":true,"busy":true,"interrupt_status":true,"error":true,"object_ready":true}]
  $ put $doe '\x30\x00\x01\x00\x43\x20\x00\x01\x00\x00\x00\x00\x01\x00\x00\x11\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
  $ put $doe+0x1c '\x00\x00\x00\x00\x01\x00\x00\x22\x00\x00\x00\x00'; echo 3 >t/sys/devices/pci0000:0c/available_secure_streams
  $ rm -r $fn/doe_features; doe mem0 | jq -c '.[0]'
  {"address":"0000:0d:00.0","memdev":"mem0","mailboxes":[],"ide":{"link":true,"selective":true,"flow_through":false,"partial_header_encryption":false,"aggregation":false,"pcrc":false,"key_management":true,"configuration_requests":false,"algorithm":"aes_gcm_256_96b_mac","tee_limited":true,"flow_through_enabled":false,"link_streams":2,"selective_streams":1,"streams":[{"type":"link","stream_id":17,"enabled":true,"state":"secure"},{"type":"selective","stream_id":34,"enabled":true,"state":"insecure"}],"available_streams":3}}

A configuration space that is not valid, or the part of it that an ordinary user gets: one warning.

  $ fresh; put 0x100 '\x23\x00\x01\x10'; doe mem0 | jq -c .
  [{"address":"0000:0d:00.0","memdev":"mem0","problem":"the list of capabilities is a loop","mailboxes":[],"protocols":[{"protocol":"0001:00","name":"discovery","kernel_uses":true},{"protocol":"1e98:02","name":"cdat","kernel_uses":true}]}]
  $ for m in 0d:00.0 0e:00.0; do truncate -s 64 t/sys/devices/pci0000:0c/*/0000:$m/config; done
  $ doe mem0 mem1 | jq -c '.[]'
    Warning: only the first 64 bytes of the PCI configuration space can be read
  {"address":"0000:0d:00.0","memdev":"mem0","protocols":[{"protocol":"0001:00","name":"discovery","kernel_uses":true},{"protocol":"1e98:02","name":"cdat","kernel_uses":true}]}
  {"address":"0000:0e:00.0","memdev":"mem1","protocols":[{"protocol":"0001:00","name":"discovery","kernel_uses":true},{"protocol":"1e98:02","name":"cdat","kernel_uses":true}]}

Captured trees of Linux have no configuration spaces.

  $ for t in switch cxl_test; do cxl-sim new $t --tree "$TESTS/data/$t.tree" >/dev/null; done
  $ cxl doe list --sysroot switch | jq -c '.[]'; cxl doe list --sysroot cxl_test; echo $?
  {"address":"0000:0f:00.0","memdev":"mem0","protocols":[{"protocol":"0001:00","name":"discovery","kernel_uses":true},{"protocol":"1e98:02","name":"cdat","kernel_uses":true}]}
  {"address":"0000:10:00.0","memdev":"mem1","protocols":[{"protocol":"0001:00","name":"discovery","kernel_uses":true},{"protocol":"1e98:02","name":"cdat","kernel_uses":true}]}
  {"address":"0000:11:00.0","memdev":"mem2","protocols":[{"protocol":"0001:00","name":"discovery","kernel_uses":true},{"protocol":"1e98:02","name":"cdat","kernel_uses":true}]}
  {"address":"0000:12:00.0","memdev":"mem3","protocols":[{"protocol":"0001:00","name":"discovery","kernel_uses":true},{"protocol":"1e98:02","name":"cdat","kernel_uses":true}]}
  {"address":"0000:0d:00.0","port":"port2","protocols":[{"protocol":"0001:00","name":"discovery","kernel_uses":true},{"protocol":"1e98:02","name":"cdat","kernel_uses":true}]}
    Warning: no CXL device is a PCI function
  []
  0

Usage.

  $ cxl doe list --help | head -2; cxl doe receive mem0; echo $?; cxl doe; echo $?
  
   usage: cxl doe (list [<memdev>|<port>|<address>]...|all | send <address>
    Error: invalid doe command 'receive': expected list or send
  
   usage: cxl doe (list [<memdev>|<port>|<address>]...|all | send <address>
          <vendor>:<type>) [<options>]
  
   See 'cxl doe --help' for a description of the options.
  129
    Error: missing argument: expected (list [<memdev>|<port>|<address>]...|all | send <address> <vendor>:<type>) [<options>]
  
   usage: cxl doe (list [<memdev>|<port>|<address>]...|all | send <address>
          <vendor>:<type>) [<options>]
  
   See 'cxl doe --help' for a description of the options.
  129
