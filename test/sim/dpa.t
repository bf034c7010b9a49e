# SPDX-License-Identifier: GPL-2.0-only
reserve-dpa and free-dpa: DPA of endpoint decoders, in their order.

  $ new() { rm -rf sim; cxl-sim new sim; : >sim/dev/kmsg; }; export CXL_SIM=$PWD/sim; new
  $ writes() { cxl-sim writes sim --clear | sed 's/^write //'; }
  $ events() { sed 's/.*cxl-audit: //' sim/dev/kmsg | jq -c '[.event, .verb, .device, .verdict, .result]'; : >sim/dev/kmsg; }
  $ short() { jq -c '.[] | [.memdev, .decoder, .changed]'; }

The output is that of ndctl: the memory device and the decoder.

  $ cxl-sim reserve-dpa mem3 -s 256M | jq -c '.[] | [keys_unsorted, .decoder]'; writes; events
  reservation completed on 1 mem device
  [["memdev","ram_size","ram_qos_class","serial","numa_node","host","firmware_version","poison_injectable","decoder"],{"decoder":"decoder7.0","interleave_ways":1,"state":"disabled","dpa_resource":0,"dpa_size":268435456,"mode":"ram"}]
  decoder7.0/mode ram
  decoder7.0/dpa_size 0x10000000
  ["intent","reserve-dpa","mem3","allowed",null]
  ["outcome","reserve-dpa","mem3","allowed","done"]
  $ cxl-sim free-dpa mem3 | jq -c '.[].decoder'; writes; events
  reservation release completed on 1 mem device
  {"decoder":"decoder7.0","interleave_ways":1,"state":"disabled","mode":"ram"}
  decoder7.0/dpa_size 0x0
  ["intent","free-dpa","mem3","allowed",null]
  ["outcome","free-dpa","mem3","allowed","done"]

By default all that is free, with the next decoder; the volatile type unless another one is given.

  $ cxl-sim reserve-dpa mem3 --size 256M --format json | jq -c '.[]'
  reservation completed on 1 mem device
  {"memdev":"mem3","serial":"0xc3","decoder":"decoder7.0","changed":true,"steps":[{"step":"reserve 0x10000000 bytes of mem3 with decoder7.0","path":"/sys/devices/platform/ACPI0017:00/root0/port2/port5/endpoint7/decoder7.0/dpa_size","value":"0x10000000"}]}
  $ cxl-sim reserve-dpa mem3 --dry-run --columns decoder,value --format table; cxl-sim reserve-dpa mem3 -t volatile --format json | short; cxl-sim reserve-dpa mem3
  DECODER    VALUE
  decoder7.1 ram
  decoder7.1 0x10000000
  reservation completed on 1 mem device
  ["mem3","decoder7.1",true]
  mem3: no decoder is free; see 'cxl list -D -i'
  reservation completed on 0 mem device
  []
  [1]
  $ new; cxl-sim reserve-dpa mem2 -t pmem --format json | short; cxl-sim reserve-dpa mem2
  reservation completed on 1 mem device
  ["mem2","decoder6.0",true]
  mem2: no available capacity of type ram; use --type pmem
  reservation completed on 0 mem device
  []
  [1]
  $ cxl-sim list -D -i -d endpoint | jq -c '.[] | select(.mode) | [.decoder, .mode]'; cxl-sim list -D -d endpoint | jq -c '.[].decoder'
  ["decoder3.0","ram"]
  ["decoder4.0","ram"]
  ["decoder6.0","pmem"]
  "decoder3.0"
  "decoder4.0"

Already reserved is success, if it is the same. What is reserved otherwise, or part of a region, remains.

  $ new; cxl-sim reserve-dpa mem3 -s 256M -d 0 --format json | short; cxl-sim reserve-dpa mem3 -s 256M -d decoder7.0 --format json | short; cxl-sim reserve-dpa mem3 -s 512M -d 0
  reservation completed on 1 mem device
  ["mem3","decoder7.0",true]
  reservation completed on 1 mem device
  ["mem3","decoder7.0",false]
  mem3: decoder7.0 has reserved 256 MiB already; see cxl-free-dpa(1)
  reservation completed on 0 mem device
  []
  [1]
  $ cxl-sim free-dpa mem0; cxl-sim free-dpa mem0 -d 0 --force; cxl-sim free-dpa mem3 -d 1 --format json | short; writes >/dev/null
  mem0: no decoder has a reservation that can be released; see 'cxl list -D -i'
  reservation release completed on 0 mem device
  []
  mem0: decoder3.0 is part of a region; destroy the region first
  reservation release completed on 0 mem device
  []
  reservation release completed on 1 mem device
  ["mem3","decoder7.1",false]

  $ new; cxl-sim reserve-dpa mem3 -t ram -s 256M >/dev/null; cxl-sim free-dpa mem3 -d 0 -t pmem; writes
  reservation completed on 1 mem device
  mem3: decoder7.0 is of type ram
  reservation release completed on 0 mem device
  []
  decoder7.0/mode ram
  decoder7.0/dpa_size 0x10000000

Decoders in another order are rejected by the kernel; --force tries it.

  $ new; cxl-sim reserve-dpa mem3 -s 256M -d 1; echo $?; cxl-sim reserve-dpa mem3 -s 256M >/dev/null; cxl-sim reserve-dpa mem3 -s 256M >/dev/null; writes >/dev/null
  mem3: decoder7.1 is out of sequence: decoder7.0 is free; use --force to try it
  reservation completed on 0 mem device
  []
  3
  reservation completed on 1 mem device
  reservation completed on 1 mem device
  $ cxl-sim free-dpa mem3 -d 0; echo $?; cxl-sim free-dpa mem3 -d 0 --force; writes; cxl-sim free-dpa mem3 --format json | short; cxl-sim free-dpa mem3 --format json | short
  mem3: decoder7.0 is out of sequence: decoder7.1 has a reservation; use --force to try it
  reservation release completed on 0 mem device
  []
  3
  mem3: cannot write '0x0' to /sys/devices/platform/ACPI0017:00/root0/port2/port5/endpoint7/decoder7.0/dpa_size: Device or resource busy; it is in use, or not in a state for it; see the kernel log
  reservation release completed on 0 mem device
  []
  decoder7.0/dpa_size 0x0 EBUSY
  reservation release completed on 1 mem device
  ["mem3","decoder7.1",true]
  reservation release completed on 1 mem device
  ["mem3","decoder7.0",true]

A dry run with --force has the exit status of the real run.

  $ try() { for o in --dry-run ''; do cxl-sim "$@" --force $o 2>&1 >/dev/null | head -1; cxl-sim "$@" -f $o >/dev/null 2>&1; echo $?; done; }
  $ new; try reserve-dpa mem3 -d 1 -s 256M; for i in 1 2; do cxl-sim reserve-dpa mem3 -s 256M >/dev/null 2>&1; done; try free-dpa mem3 -d 0
  mem3: the kernel refuses it: decoder7.1 is out of sequence: decoder7.0 is free
  1
  mem3: cannot write '0x10000000' to /sys/devices/platform/ACPI0017:00/root0/port2/port5/endpoint7/decoder7.1/dpa_size: Device or resource busy; it is in use, or not in a state for it; see the kernel log
  1
  mem3: the kernel refuses it: decoder7.0 is out of sequence: decoder7.1 has a reservation
  1
  mem3: cannot write '0x0' to /sys/devices/platform/ACPI0017:00/root0/port2/port5/endpoint7/decoder7.0/dpa_size: Device or resource busy; it is in use, or not in a state for it; see the kernel log
  1

Decoders that the firmware has committed without capacity are passed over.

  $ decoder() { find sim/sys/devices -type d -name "$1"; }
  $ new; echo 1 >"$(decoder decoder7.0)/locked"; cxl-sim reserve-dpa mem3 -s 256M -d 0; cxl-sim reserve-dpa mem3 -s 256M --dry-run --format json | short
  mem3: decoder7.0 is committed without capacity until the next reset; use another decoder
  reservation completed on 0 mem device
  []
  ["mem3","decoder7.1",true]
  $ new; echo 1 >"$(decoder endpoint7)/decoders_committed"; cxl-sim reserve-dpa mem3 -s 256M --dry-run --format json | short; rm "$(decoder endpoint7)/decoders_committed"; cxl-sim reserve-dpa mem3 -s 256M --dry-run --format json | short
  ["mem3","decoder7.1",true]
  ["mem3","decoder7.0",true]
  $ new; echo many >"$(decoder endpoint7)/decoders_committed"; cxl-sim reserve-dpa mem3 -s 256M 2>&1 | head -1; writes
  mem3: cannot read which decoders of endpoint7 are committed: invalid value

Volatile memory before persistent memory that is reserved cannot be reserved any more.

  $ new; memdev=$(dirname "$(find sim/sys/devices -path '*/mem3/serial')"); mkdir -p "$memdev/pmem"; echo 0x20000000 >"$memdev/pmem/size"
  $ cxl-sim reserve-dpa mem3 -t pmem -s 256M --format json | short; writes >/dev/null; cxl-sim reserve-dpa mem3 -t ram; cxl-sim reserve-dpa mem3 -t pmem --format json | short; writes
  reservation completed on 1 mem device
  ["mem3","decoder7.0",true]
  mem3: no available capacity of type ram: persistent memory, which is behind it, is reserved; see cxl-free-dpa(1)
  reservation completed on 0 mem device
  []
  reservation completed on 1 mem device
  ["mem3","decoder7.1",true]
  decoder7.1/mode pmem
  decoder7.1/dpa_size 0x10000000

The types do not share capacity, a decoder is reserved with one of them, and the hint is not to use the other type if this one is full.

  $ dir() { readlink -f "sim/sys/bus/cxl/devices/$1"; }; both() { new; mkdir -p "$(dir mem3)/pmem"; echo 0x20000000 >"$(dir mem3)/pmem/size"; }
  $ reserve() { cxl-sim reserve-dpa mem3 "$@" 2>&1 | grep ^mem3; writes; }
  $ both; reserve -t ram -s 256M -d 0; reserve -t pmem -s 256M -d 0; reserve -t pmem
  decoder7.0/mode ram
  decoder7.0/dpa_size 0x10000000
  mem3: decoder7.0 has reserved 256 MiB already; see cxl-free-dpa(1)
  decoder7.1/mode pmem
  decoder7.1/dpa_size 0x20000000
  $ both; reserve -t ram; reserve -t ram; rm -r "$(dir mem3)/pmem"; reserve -t pmem
  decoder7.0/mode ram
  decoder7.0/dpa_size 0x20000000
  mem3: no available capacity of type ram; see 'cxl list -D -i'
  mem3: no available capacity of type pmem; use --type ram
  $ new; rm -r "$(dir mem3)/pmem"; reserve -t pmem
  mem3: no available capacity of type pmem; use --type ram

A decoder that once had persistent memory is no obstacle.

  $ both; reserve -t pmem; cxl-sim free-dpa mem3 >/dev/null 2>&1; writes; cxl-sim create-region -d decoder0.1 -m mem3 -t ram --dry-run | jq -r '.[].steps[].step' | grep -e mode -e reserve; reserve -t ram
  decoder7.0/mode pmem
  decoder7.0/dpa_size 0x20000000
  decoder7.0/dpa_size 0x0
  set the mode of decoder7.0 to ram
  reserve 0x20000000 bytes of mem3 with decoder7.0
  decoder7.0/mode ram
  decoder7.0/dpa_size 0x20000000

Capacity that is no multiple of 256 MiB, and reservations that exceed it or whose sum has more than 64 bits.

  $ new; echo 0x28000000 >"$(dir mem3)/ram/size"; reserve; echo 0x10000000 >"$(dir mem3)/ram/size"; reserve
  decoder7.0/mode ram
  decoder7.0/dpa_size 0x20000000
  mem3: no available capacity of type ram; see 'cxl list -D -i'
  $ new; for d in 7.0 7.1; do echo ram >"$(dir decoder$d)/mode"; echo 0xfffffffff0000000 >"$(dir decoder$d)/dpa_size"; done; reserve
  mem3: invalid size of decoder7.1
  $ rm -rf sim; cxl-sim new sim --tree "$TESTS/data/four.tree"; cxl-sim destroy-region -f all; writes >/dev/null
  destroyed 2 regions
  $ reserve -s 256M -d 3; cxl-sim create-region -d decoder0.0 -t ram -m mem3 --dry-run | jq -r '.[].steps[].step' | grep reserve
  mem3: decoder4.3 is out of sequence: decoder4.0 is free; use --force to try it
  reserve 0x20000000 bytes of mem3 with decoder4.0
  $ for d in 4.0:0xf000000000000000 4.1:0x1000000010000000; do r=$(dir decoder${d%:*}); echo ram >$r/mode; echo ${d#*:} >$r/dpa_size; echo 0x10000000 >$r/size; done; cxl-sim create-region -d decoder0.0 -t ram -m mem3
  decoder0.0: decoder4.1 of mem3 was committed by the firmware, without a region; a reset of the system is needed
  created 0 regions
  [1]

A write that fails: the mode of a decoder without a reservation is of no consequence.

  $ new; cxl-sim fault sim sysfs decoder7.0/dpa_size errno ENOSPC; cxl-sim reserve-dpa mem3 -t ram; writes; events
  mem3: cannot write '0x20000000' to /sys/devices/platform/ACPI0017:00/root0/port2/port5/endpoint7/decoder7.0/dpa_size: No space left on device; see the kernel log
  reservation completed on 0 mem device
  []
  decoder7.0/mode ram
  decoder7.0/dpa_size 0x20000000 ENOSPC
  ["intent","reserve-dpa","mem3","allowed",null]
  ["outcome","reserve-dpa","mem3","allowed","failed"]

What the kernel accepts without effect is a failure, too.

  $ ignored() { cxl-sim fault sim sysfs "$1" ignore --count 1; shift; cxl-sim "$@"; writes; events; }
  $ new; ignored decoder7.0/dpa_size reserve-dpa mem3 -s 256M
  mem3: the kernel has accepted '0x10000000' for /sys/devices/platform/ACPI0017:00/root0/port2/port5/endpoint7/decoder7.0/dpa_size, but the value read back is '0x0000000000000000'; see the kernel log
  reservation completed on 0 mem device
  []
  decoder7.0/mode ram
  decoder7.0/dpa_size 0x10000000
  ["intent","reserve-dpa","mem3","allowed",null]
  ["outcome","reserve-dpa","mem3","allowed","failed"]
  $ new; echo pmem >"$(find sim/sys/devices -path '*/decoder7.0/mode')"; ignored decoder7.0/mode reserve-dpa mem3 -s 256M
  mem3: the kernel has accepted 'ram' for /sys/devices/platform/ACPI0017:00/root0/port2/port5/endpoint7/decoder7.0/mode, but the value read back is 'pmem'; see the kernel log
  reservation completed on 0 mem device
  []
  decoder7.0/mode ram
  ["intent","reserve-dpa","mem3","allowed",null]
  ["outcome","reserve-dpa","mem3","allowed","failed"]
  $ cxl-sim reserve-dpa mem3 -s 256M >/dev/null; writes >/dev/null; events >/dev/null; ignored decoder7.0/dpa_size free-dpa mem3
  reservation completed on 1 mem device
  mem3: the kernel has accepted '0x0' for /sys/devices/platform/ACPI0017:00/root0/port2/port5/endpoint7/decoder7.0/dpa_size, but the value read back is '0x0000000010000000'; see the kernel log
  reservation release completed on 0 mem device
  []
  decoder7.0/dpa_size 0x0
  ["intent","free-dpa","mem3","allowed",null]
  ["outcome","free-dpa","mem3","allowed","failed"]
  $ cxl-sim free-dpa mem3 --format json | short
  reservation release completed on 1 mem device
  ["mem3","decoder7.0",true]

All devices are checked first.

  $ new; cxl-sim reserve-dpa mem3 mem2 -t ram; echo $?; writes; events
  mem2: no available capacity of type ram; use --type pmem
    Warning: no device was changed
  reservation completed on 0 mem device
  []
  1

Releasing of "all" leaves out those without a reservation, disabled ones included; not so a decoder that is named.

  $ new; cxl-sim reserve-dpa mem3 -s 256M >/dev/null; cxl-sim disable-memdev mem2; writes >/dev/null; events >/dev/null
  reservation completed on 1 mem device
  disabled 1 mem
  $ cxl-sim free-dpa all -d 0 2>&1 | head -3; cxl-sim free-dpa all --dry-run --format json | short; cxl-sim free-dpa all --format json | short; cxl-sim free-dpa all; writes; events
  mem0: decoder3.0 is part of a region; destroy the region first
  mem1: decoder4.0 is part of a region; destroy the region first
  mem2: the memory device has no endpoint, or is not enabled; see cxl-enable-memdev(1)
  ["mem3","decoder7.0",true]
  reservation release completed on 1 mem device
  ["mem3","decoder7.0",true]
    Warning: no matching devices found
  
  reservation release completed on 0 mem device
  []
  decoder7.0/dpa_size 0x0
  ["intent","free-dpa","mem3","allowed",null]
  ["outcome","free-dpa","mem3","allowed","done"]
  $ cxl-sim free-dpa mem2 mem3; echo $?
  mem2: the memory device has no endpoint, or is not enabled; see cxl-enable-memdev(1)
  mem3: no decoder has a reservation that can be released; see 'cxl list -D -i'
    Warning: no device was changed
  reservation release completed on 0 mem device
  []
  1

Arguments, and devices that cannot.

  $ new; try() { cxl-sim reserve-dpa "$@" 2>&1 | head -1; }
  $ try mem3 -s 1M; try mem3 -s 0; try mem3 -s 1T; try mem3 -s 1X; try mem3 -t any; try mem3 -d 9; try mem3 -d decoder3.0; try mem3 -t pmem; try mem9; try
  mem3: size 1 MiB is not a multiple of 256 MiB
    Error: invalid --size '0': expected a size such as 256M, without leading zeros
  mem3: size 1 TiB exceeds the available capacity, 512 MiB; see 'cxl list -D -i'
    Error: invalid --size '1X': expected a size such as 256M, without leading zeros
    Error: option `type' has invalid value 'any': expected ram, pmem or volatile
  mem3: no match for decoder '9'; see 'cxl list -D -i'
  mem3: no match for decoder 'decoder3.0'; see 'cxl list -D -i'
  mem3: no available capacity of type pmem; use --type ram
  mem9: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
    Error: missing argument: expected <memdev>...|all [<options>]
  $ cxl-sim free-dpa mem3 -t pmem; cxl-sim disable-memdev mem3; cxl-sim reserve-dpa mem3; writes
  mem3: no decoder has a reservation that can be released; see 'cxl list -D -i'
  reservation release completed on 0 mem device
  []
  disabled 1 mem
  mem3: the memory device has no endpoint, or is not enabled; see cxl-enable-memdev(1)
  reservation completed on 0 mem device
  []
  bus/cxl/drivers/cxl_mem/unbind mem3
