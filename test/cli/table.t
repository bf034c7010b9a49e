# SPDX-License-Identifier: GPL-2.0-only
Rows: --columns, width of tables, a single object, pairs for shells.

  $ cxl-sim new tree --tree "$TESTS/data/example.tree" > /dev/null
  $ list() { cxl list --sysroot tree "$@"; }

Names of columns are those of JSON; case and - or _ do not matter, and the list has commas, blanks or
both. Unknown names are an error that lists the known ones; one that an object can have is accepted.

  $ list -M --columns 'RAM-SIZE Memdev, decode_state,numa-Node' --noheadings | tr -s ' '
  1024.00 MiB mem0 0
  1024.00 MiB mem1 0
   mem2 1
   512.00 MiB mem3 1
  $ list -R --columns region,foo,SIZE,b-ar 2>&1 > out | head -1 | cut -c 1-77; wc -c < out
    Error: invalid --columns 'foo, b-ar': expected some of memdev, pmem_size, p
  0
  $ list -R --columns region,foo 2> /dev/null
  [129]
  $ for f in tree pairs table; do for c in foo ', '; do list -R --format $f --columns "$c" 2>&1; done; done > out
  [129]
  $ grep -oE "invalid --columns '(foo)?': .* memdev, .* and 106 more" out | sed 's/: .*//' | sort | uniq -c
        3 invalid --columns ''
        3 invalid --columns 'foo'

Similar names come first, and a long list is shortened.

  $ for c in memdv ram-siz,seral firmware.num_slot zzz; do list -M --columns $c 2>&1 | head -1; done
    Error: invalid --columns 'memdv': expected some of memdev, pmem_size, pmem_qos_class, ram_size, ram_qos_class, health.KEY, alert_config.KEY, serial, numa_node, host, firmware_version, state, poison_injectable, partition_info.KEY, firmware.KEY, offset and 106 more, the keys of --format json
    Error: invalid --columns 'ram-siz, seral': expected some of ram_size, serial, memdev, pmem_size, pmem_qos_class, ram_qos_class, health.KEY, alert_config.KEY, numa_node, host, firmware_version, state, poison_injectable, partition_info.KEY, firmware.KEY, offset and 106 more, the keys of --format json
    Error: invalid --columns 'firmware.num_slot': expected some of firmware.num_slots, firmware.active_slot, firmware.staged_slot, firmware.online_activate_capable, firmware.slot_N_version, firmware.fw_update_in_progress, firmware.remaining_size
    Error: invalid --columns 'zzz': expected some of memdev, pmem_size, pmem_qos_class, ram_size, ram_qos_class, health.KEY, alert_config.KEY, serial, numa_node, host, firmware_version, state, poison_injectable, partition_info.KEY, firmware.KEY, offset and 106 more, the keys of --format json

Keys of nested objects are checked, too; the object itself is not a column.

  $ for c in health health.foo firmware.slot_x_version mappings partition-info; do list -M --columns "memdev,$c" 2>&1 | head -1 | cut -c 1-99; done
    Error: invalid --columns 'health': expected some of health.maintenance_needed, health.performance
    Error: invalid --columns 'health.foo': expected some of health.maintenance_needed, health.perform
    Error: invalid --columns 'firmware.slot_x_version': expected some of firmware.num_slots, firmware
    Error: invalid --columns 'mappings': expected some of memdev, pmem_size, pmem_qos_class, ram_size
    Error: invalid --columns 'partition-info': expected some of partition_info.total_size, partition_
  $ for c in health.temperature FIRMWARE.slot-2-version daxregion.id; do list -M --columns "$c" || echo "$c"; done
    Warning: nothing in the result has any of the columns 'health.temperature'
    Warning: nothing in the result has any of the columns 'FIRMWARE.slot-2-version'
    Warning: nothing in the result has any of the columns 'daxregion.id'
  $ cxl get-feature mem0 ecs --columns value.nosuch,value 2>&1 | head -1 | cut -c 1-99
    Error: invalid --columns 'value.nosuch, value': expected some of value.enabled, value.cycle_hours
  $ cxl send-command mem0 identify --columns output.total_capacit 2>&1 | head -1 | cut -c 1-99
    Error: invalid --columns 'output.total_capacit': expected some of output.total_size, output.fw_re
  $ cxl send-command mem0 identify --columns memdev,outpu 2>&1 | head -1 | cut -c 1-99
    Error: invalid --columns 'outpu': expected some of output_size_max, memdev, serial, opcode, name,
  $ cxl list-features --columns current.,x 2>&1 | head -1 | cut -c 1-99
    Error: invalid --columns 'current., x': expected some of current.enabled, current.cycle_hours, cu
  $ cxl --complete get-feature mem0 ecs --columns value.c | cut -f 1; cxl --complete list --columns memdev,partition_info.a | cut -f 1
  value.cycle_hours
  value.cycle_changeable
  memdev,partition_info.active_volatile_size
  memdev,partition_info.active_persistent_size

Tables fit 100 characters: texts are wrapped, less important columns left out, and what still does not
fit is printed in blocks.

  $ list -M --format table | head -1
  MEMDEV   PMEM-SIZE PMEM-QOS-CLASS    RAM-SIZE SERIAL NUMA-NODE HOST         FIRMWARE-VERSION
  $ m=$(echo tree/sys/devices/pci*/*/*/mem0); seq -s x 100 > $m/firmware_version; list -M --format table | head -1
  MEMDEV   PMEM-SIZE    RAM-SIZE SERIAL NUMA-NODE HOST
  $ seq -s ' ' 30 > $m/firmware_version; list -M --format table | head -3 | cut -c 72-
       FIRMWARE-VERSION
  00.0 1 2 3 4 5 6 7 8 9 10 11
       12 13 14 15 16 17 18 19

A single object is printed with one line for each key, unless columns are selected.

  $ list -r region0 --format table
  region                  region0
  resource                0x110000000
  size                    2.00 GiB
  type                    ram
  interleave_ways         2
  interleave_granularity  256
  decode_state            commit
  locked                  false
  $ list -r region0 --format table --columns region,size
  REGION      SIZE
  region0 2.00 GiB
  $ list -r region0 --noheadings --format table | wc -l
  1

Pairs: every row is one line that a shell can evaluate, whatever the values contain.

  $ printf 'a"$(touch x)`touch y`\\b c\n' > $m/firmware_version
  $ list -m mem0 --format pairs
  MEMDEV="mem0" RAM_SIZE="1024.00 MiB" RAM_QOS_CLASS="0" SERIAL="0xc0" NUMA_NODE="0" HOST="0000:0d:00.0" FIRMWARE_VERSION="a\"\$(touch x)\`touch y\`\\b c" POISON_INJECTABLE="true"
  $ eval "$(list -m mem0 --format pairs)"; echo "$FIRMWARE_VERSION" | cmp - $m/firmware_version; ls
  out
  tree
  $ list -M --format pairs --bytes --columns memdev,pmem_size
  MEMDEV="mem0" PMEM_SIZE=""
  MEMDEV="mem1" PMEM_SIZE=""
  MEMDEV="mem2" PMEM_SIZE="1073741824"
  MEMDEV="mem3" PMEM_SIZE=""
  $ list -BT --format pairs | grep -c '^BUS="root0" DPORT='
  2

On a terminal, the width is that of the terminal, if it is less; nothing is cut. In other locales than
those of UTF-8, everything is ASCII.

  $ printf 'sim 1.0\n' > $m/firmware_version
  $ narrow() { script -qec "stty cols 40; cxl list --sysroot tree $*" /dev/null < /dev/null | tr -d '\r'; }
  $ narrow -M --format table | head -8
  memdev             mem0
  ram_size           1024.00 MiB
  ram_qos_class      0
  serial             0xc0
  numa_node          0
  host               0000:0d:00.0
  firmware_version   sim 1.0
  poison_injectable  true
  $ COLUMNS=40 script -qec "cxl list --sysroot tree -M --format table" /dev/null < /dev/null | head -1 | tr -d '\r'
  memdev             mem0
  $ COLUMNS=40 list -M --format table | head -1
  MEMDEV   PMEM-SIZE PMEM-QOS-CLASS    RAM-SIZE SERIAL NUMA-NODE HOST         FIRMWARE-VERSION
  $ narrow -M --columns memdev,serial,host,firmware_version,poison_injectable | tail -1
  mem3     0xc3 0000:e2:00.0 sim 1.3          true
  $ narrow --format tree | head -3 | sed 's/ *$//'
  NAME                 SIZE    RAM-SIZE
  root0
  \xe2\x94\x9c\xe2\x94\x80port1 (esc)
  $ for o in '-M --format table' '--format tree' '-M --format pairs' '-m mem0 --format table'; do
  >     LC_ALL=C list $o | LC_ALL=C grep -P '[^\x00-\x7f]'; done
  [1]
  $ printf 'gr\xc3\xbc\xc3\x9fe\n' > $m/firmware_version; for l in C C.UTF-8; do
  >     for o in '-m mem0' '-M'; do LC_ALL=$l list $o --format table | grep -m 1 -oE '(gr[^ ]*e)'; done; done
  gr??e
  gr??e
  gr\xc3\xbc\xc3\x9fe (esc)
  gr\xc3\xbc\xc3\x9fe (esc)
  $ LC_ALL=C.UTF-8 list -m mem0 --format pairs | grep -o 'FIRMWARE[^ ]*'
  FIRMWARE_VERSION="gr????e"

--format json prints JSON always; -u alone prints nothing for an empty result, as ndctl does.

  $ list -m mem9 -u; list -m mem9 -u --format json; list -m mem9 --format json 2> /dev/null
    Warning: no matching devices found
  
    Warning: no matching devices found
  
  []
  []
  $ chmod 000 tree/sys/bus/cxl/devices 2> /dev/null; mv tree/sys/bus/cxl/devices tree/sys/bus/cxl/d
  $ touch tree/sys/bus/cxl/devices; list -u --format json
  cxl: cannot list CXL devices: Not a directory
  []
  [1]
