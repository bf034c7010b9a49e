# SPDX-License-Identifier: GPL-2.0-only
What a fabric manager sees: ports, virtual switches, logical devices and heads of modelled components.

  $ new() { rm -rf sim; cxl-sim new sim --devices "$TESTDIR/../data/fabric.sim"; : >sim/dev/kmsg; }; export CXL_SIM=$PWD/sim; new
  $ fault() { cxl-sim fault sim "$@"; }

  $ cxl-sim fm ports mctp:1,9 --format table; cxl-sim fm vcs mctp:1,9 --format table; cxl-sim fm lds mctp:1,9/port:3 --format table; cxl-sim fm heads mctp:1,12 --format table
  MEMDEV   PORT STATE      CONNECTED-TYPE CONNECTED-MODE NEGOTIATED-WIDTH CURRENT-SPEED-CODE LD-COUNT
  mctp:1,9    0 upstream   none           68b-flit                     16                  5        0
  mctp:1,9    3 downstream type3-mld      68b-flit                      8                  5        2
  mctp:1,9    5 downstream none           none                          0                  0        0
  MEMDEV   VIRTUAL-SWITCH VPPB STATUS  PORT LD STATE
  mctp:1,9              0    0 ld         3  0 enabled
  mctp:1,9              0    1 ld         3  1 enabled
  mctp:1,9              0    2 port       5    enabled
  mctp:1,9              0    3 unbound         enabled
  MEMDEV          LD RANGE1-MULTIPLIER RANGE2-MULTIPLIER
  mctp:1,9/port:3  0                 1                 0
  mctp:1,9/port:3  1                 3                 0
  MEMDEV    HEAD PORT NEGOTIATED-WIDTH CURRENT-SPEED-CODE LTSSM
  mctp:1,12    0    0               16                  5 l0
  mctp:1,12    1    1                8                  4 l0
  $ cxl-sim fm ports mctp:1,9 --format json | jq -c '.[0] | [.memdev, .serial, .ports[1]]'
  ["mctp:1,9","0x5100",{"port":3,"state":"downstream","connected_mode":"68b-flit","connected_type":"type3-mld","supported_modes":14,"max_width":8,"negotiated_width":8,"supported_speeds":31,"max_speed_code":5,"current_speed_code":5,"ltssm":"l0","first_lane":16,"link_state":4,"ld_count":2}]
  $ cxl-sim fm extents mctp:1,12 --format table; cxl-sim fm extents mctp:1,12 --format json | jq -c '.[0].extents[0]'
  MEMDEV    HOST        DPA     LENGTH TAG
  mctp:1,12    0          0 256.00 MiB 00010203-0405-0607-0809-0a0b0c0d0e0f
  mctp:1,12    0 0x20000000 256.00 MiB 00000000-0000-0000-0000-000000000000
  {"host":0,"dpa":0,"length":268435456,"tag":"00010203-0405-0607-0809-0a0b0c0d0e0f","shared_sequence":0}
  $ cxl-sim fm lds mctp:1,9/port:3 --format json | jq -c '.[0].lds[]'
  {"ld":0,"granularity_code":0,"range1_multiplier":1,"range2_multiplier":0}
  {"ld":1,"granularity_code":0,"range1_multiplier":3,"range2_multiplier":0}

Only for what has them.

  $ cxl-sim fm ports mem0; echo $?; cxl-sim fm lds mctp:1,9; echo $?; cxl-sim fm links mctp:1,9 2>&1 | head -1; cxl-sim fm ports 2>&1 | head -1
  mem0: the kernel has no interface for command 0x5100; see 'cxl list-commands'
  []
  4
  mctp:1,9: command 0x5400 is not supported by mctp:1,9; see 'cxl list-commands'
  []
  4
    Error: invalid fm command 'links': expected ports, vcs, lds, heads or extents
    Error: missing argument: expected ports|vcs|lds|heads|extents <address>... [<options>]

Counts that are not those of the request, or of the reply.

  $ for o in 0x5100 0x5101 0x5200; do for f in ones 'short 4' 'short 60' 'code 2'; do fault switch0 $o $f; cxl-sim fm ports mctp:1,9 --format json | jq -c 'length'; cxl-sim fm vcs mctp:1,9 --format json | jq -c 'length'; fault switch0 $o none; done; done
  mctp:1,9: command 0x5101: the reply is not valid: its counts are not those of the request or of its length
  0
  mctp:1,9: command 0x5200: the reply is not valid: its counts are not those of the request or of its length
  0
  mctp:1,9: command 0x5100: the reply is not valid: its counts are not those of the request or of its length
  0
  mctp:1,9: command 0x5100: the reply is not valid: its counts are not those of the request or of its length
  0
  mctp:1,9: command 0x5100: the reply is not valid: its counts are not those of the request or of its length
  0
  mctp:1,9: command 0x5100: the reply is not valid: its counts are not those of the request or of its length
  0
  mctp:1,9: command 0x5100: the device returned code 0x02: invalid input
  0
  mctp:1,9: command 0x5100: the device returned code 0x02: invalid input
  0
  mctp:1,9: command 0x5101: the reply is not valid: its counts are not those of the request or of its length
  0
  1
  mctp:1,9: command 0x5101: the reply is not valid: its counts are not those of the request or of its length
  0
  1
  1
  1
  mctp:1,9: command 0x5101: the device returned code 0x02: invalid input
  0
  1
  1
  mctp:1,9: command 0x5200: the reply is not valid: its counts are not those of the request or of its length
  0
  1
  mctp:1,9: command 0x5200: the reply is not valid: its counts are not those of the request or of its length
  0
  1
  1
  1
  mctp:1,9: command 0x5200: the device returned code 0x02: invalid input
  0
  $ fault switch0 0x5101 flip 4; cxl-sim fm ports mctp:1,9; fault switch0 0x5101 none; fault owner 0x5400 short 2; cxl-sim list-targets mctp:1,9 --format json | jq -c '.[] | select(.error) | [.memdev, .message]'; fault owner 0x5400 none
  mctp:1,9: command 0x5101: the reply is not valid: its counts are not those of the request or of its length
  []
  ["mctp:1,9/port:3","command 0x5400: the response is too short: 2 bytes"]
  $ for o in 0x5400 0x5401; do for f in ones 'short 4' 'short 30'; do fault owner $o $f; cxl-sim fm lds mctp:1,9/port:3 --format json | jq -c 'length'; fault owner $o none; done; done
  mctp:1,9/port:3: command 0x5401: the reply is not valid: its counts are not those of the request or of its length
  0
  mctp:1,9/port:3: command 0x5400: the reply is not valid: its counts are not those of the request or of its length
  0
  1
  mctp:1,9/port:3: command 0x5401: the reply is not valid: its counts are not those of the request or of its length
  0
  mctp:1,9/port:3: command 0x5401: the reply is not valid: its counts are not those of the request or of its length
  0
  mctp:1,9/port:3: command 0x5401: the reply is not valid: its counts are not those of the request or of its length
  0
  $ for o in 0x5500 0x5501; do for f in ones 'short 4' 'short 12'; do fault pool $o $f; cxl-sim fm heads mctp:1,12 --format json | jq -c 'length'; fault pool $o none; done; done
  mctp:1,12: command 0x5501: the reply is not valid: its counts are not those of the request or of its length
  0
  mctp:1,12: command 0x5500: the reply is not valid: its counts are not those of the request or of its length
  0
  1
  mctp:1,12: command 0x5501: the reply is not valid: its counts are not those of the request or of its length
  0
  mctp:1,12: command 0x5501: the reply is not valid: its counts are not those of the request or of its length
  0
  mctp:1,12: command 0x5501: the reply is not valid: its counts are not those of the request or of its length
  0

  $ for o in 0x5600 0x5603; do for f in ones 'short 20' 'short 80' 'flip 0' 'flip 8' 'flip 12'; do fault pool $o $f; cxl-sim fm extents mctp:1,12 --format json | jq -c 'length'; fault pool $o none; done; done
  mctp:1,12: command 0x5603: the reply is not valid: its counts are not those of the request or of its length
  0
  mctp:1,12: command 0x5600: the reply is not valid: its counts are not those of the request or of its length
  0
  mctp:1,12: command 0x5600: the reply is not valid: its counts are not those of the request or of its length
  0
  mctp:1,12: command 0x5603: the reply is not valid: its counts are not those of the request or of its length
  0
  1
  1
  mctp:1,12: command 0x5603: the reply is not valid: its counts are not those of the request or of its length
  0
  mctp:1,12: command 0x5603: the reply is not valid: its counts are not those of the request or of its length
  0
  mctp:1,12: command 0x5603: the reply is not valid: its counts are not those of the request or of its length
  0
  mctp:1,12: command 0x5603: the reply is not valid: its counts are not those of the request or of its length
  0
  mctp:1,12: command 0x5603: the reply is not valid: its counts are not those of the request or of its length
  0
  mctp:1,12: command 0x5603: the reply is not valid: its counts are not those of the request or of its length
  0

A secret goes to no terminal and no log: to a file of its owner, or to another program.

  $ sed -i '/^component switch0/,/^  feature/{s/  cel 0x5100.*/&\n  cel 0x5105 0x0002\n  cel 0x5107 0x0000\n  reply 0x5107 5ec4e7005ec4e7005ec4e7005ec4e700/}' sim/state/devices
  $ cxl-sim send-command mctp:1,9 0x5107 virtual_switch=0 2>&1 | head -1; cxl-sim send-command mctp:1,9 0x5107 virtual_switch=0 -o secret --format json 2>&1 | grep -c 5ec4; stat -c '%a %s' secret; cxl-sim send-command mctp:1,9 0x5107 virtual_switch=0 -o - 2>/dev/null | cmp - secret; "$TESTS/pty" -- cxl-sim send-command mctp:1,9 0x5107 virtual_switch=0 -o - | head -1
    Error: the response of 0x5107 is secret: use --output FILE
  0
  600 16
    Error: refusing to write binary data to a terminal; use --output FILE or a pipe
  $ cxl-sim send-command mctp:1,9 0x5105 -i secret --dry-run -f --format json 2>&1 | grep -e 5ec4 -e input_; CXL_LOG=debug cxl-sim send-command mctp:1,9 0x5105 -i secret -f --confirm 0x5100@mctp:1,9 2>&1 | grep -c -i 5ec4; grep -c 5ec4 sim/dev/kmsg
      "input_bytes":16,
  0
  0
  [1]
