# SPDX-License-Identifier: GPL-2.0-only
The simulated kernel's EDAC interface: attributes and Feature values are consistent.

  $ cxl-sim new sim
  $ scrub=sys/bus/edac/devices/cxl_mem3/scrub0
  $ ecs=sys/bus/edac/devices/cxl_mem3/ecs_fru
  $ write() { cxl-sim write sim "$1" "$2"; }
  $ read_() { cxl-sim read sim "$1"; }
  $ bytes() { cxl-sim show sim mem3 | awk -v u="$1" '$1 == "feature" { on = index($2, u) } on && $1 == "current" { print $2 }'; }
  $ for a in enable_background min_cycle_duration max_cycle_duration current_cycle_duration; do read_ $scrub/$a; done
  0
  3600
  918000
  43200
  $ bytes 96dad7d6
  030c0100

A write to sysfs changes the Feature and the file.

  $ write $scrub/current_cycle_duration 86400 && write $scrub/enable_background 1
  $ bytes 96dad7d6; cat sim/$scrub/current_cycle_duration
  03180101
  86400
  $ cxl-sim rpc sim fwctl0 0 501 96dad7d6fde8482ba73375774e06db8a0000040000
  code 0x00, 4 bytes
  03180101
  $ cxl-sim log sim | grep 0x0502
  mem3 0x0502 in=34 out=0 code=0x00 route=edac scope=- flags=0x8
  mem3 0x0502 in=34 out=0 code=0x00 route=edac scope=- flags=0x8

Seconds are truncated to hours, and hours to 8 bits before the check of the minimum.

  $ write $scrub/current_cycle_duration 7300; read_ $scrub/current_cycle_duration
  7200
  $ write $scrub/current_cycle_duration 3599; read_ $scrub/current_cycle_duration
  EINVAL
  7200
  $ write $scrub/current_cycle_duration 921600; read_ $scrub/current_cycle_duration
  EINVAL
  7200
  $ write $scrub/current_cycle_duration 925200; read_ $scrub/current_cycle_duration
  3600
  $ write $scrub/current_cycle_duration ten
  EINVAL
  [1]
  $ write $scrub/min_cycle_duration 0
  EACCES
  [1]
  $ write $scrub/enable_background 2
  EINVAL
  [1]
  $ write $scrub/enable_background n; read_ $scrub/enable_background
  0

ECS: attributes per FRU, with one common log entry type; reset is write-only.

  $ write ${ecs}1/threshold 1024; write ${ecs}2/mode 1; write ${ecs}0/log_entry_type 0
  $ bytes e5b13f22
  000103000001040000010b0000
  $ for f in 0 1 2; do read_ $ecs$f/log_entry_type; read_ $ecs$f/mode; read_ $ecs$f/threshold; done | xargs
  0 0 256 0 0 1024 0 1 256
  $ write ${ecs}1/reset 1; bytes e5b13f22
  000103000001040000010b0000
  $ read_ ${ecs}1/reset
  EACCES
  [1]
  $ write ${ecs}1/reset 0
  EINVAL
  [1]
  $ write ${ecs}1/threshold 300
  EINVAL
  [1]
  $ write ${ecs}1/mode 7
  EINVAL
  [1]
  $ write ${ecs}7/mode 1
  ENOENT
  [1]

Faults of the device as reported by the kernel, and faults of one attribute.

  $ fault() { cxl-sim fault sim mem3 "$@"; }
  $ fault 0502 code 2 --count 1; write $scrub/enable_background 1
  ENXIO
  [1]
  $ fault 0502 code 0x0f --count 1; write $scrub/enable_background 1
  EFAULT
  [1]
  $ fault 0502 background --count 1; write $scrub/enable_background 1
  ETIMEDOUT
  [1]
  $ fault 0501 short 2 --count 1; read_ $scrub/enable_background
  EIO
  [1]
  $ fault 0502 ignore --count 1; write $scrub/enable_background 0; read_ $scrub/enable_background
  1
  $ fault edac:scrub0/enable_background busy --count 1; write $scrub/enable_background 0
  EBUSY
  [1]
  $ fault edac:scrub0/enable_background ignore --count 1; write $scrub/enable_background 0; read_ $scrub/enable_background
  1
  $ fault edac-read:scrub0/enable_background errno EIO --count 1
  $ read_ $scrub/enable_background; read_ $scrub/enable_background
  EIO
  1

A device with a fixed cycle; a caller without CAP_SYS_RAWIO.

  $ cat > dev <<'END'
  > device mem0
  >   feature 96dad7d6-fde8-482b-a733-75774e06db8a
  >     sizes 4 2
  >     effects 0x0202
  >     current 02060600
  > END
  $ cxl-sim new fixed --tree "$TESTS/data/example.tree" --devices dev
  $ cd fixed && printf 'CapEff:\t0000000000000000\n' > weak && cd ..
  $ cat fixed/sys/bus/edac/devices/cxl_mem0/scrub0/*_cycle_duration
  21600
  918000
  21600
  $ cxl-sim write fixed sys/bus/edac/devices/cxl_mem0/scrub0/current_cycle_duration 43200
  EOPNOTSUPP
  [1]
  $ cp fixed/weak fixed/proc/self/status
  $ cxl-sim write fixed sys/bus/edac/devices/cxl_mem0/scrub0/enable_background 1
  EPERM
  [1]
  $ cxl-sim log fixed
  mem0 0x0501 in=21 out=4 code=0x00 route=edac scope=-

Taint and kernel log: bits are added, records are appended, long records are refused.

  $ write proc/sys/kernel/tainted 64; write proc/sys/kernel/tainted 512; read_ proc/sys/kernel/tainted
  576
  $ write dev/kmsg one; write dev/kmsg two; cat sim/dev/kmsg
  one
  two
  $ write dev/kmsg "$(printf '%01025d' 0)"
  EINVAL
  [1]
  $ cxl-sim write fixed bus/edac/devices 1
  usage: cxl-sim write DIR sys/PATH|proc/PATH|dev/PATH|etc/PATH VALUE
  [129]
  $ cxl-sim write fixed proc/sys/kernel/tainted 64
  EPERM
  [1]

Repairs: the kernel keeps the low bits of a number that is too large, and checks only the address.
No capability is needed.

  $ rm -r sim; cxl-sim new sim; cp fixed/weak sim/proc/self/status; set() { write sys/bus/edac/devices/cxl_mem2/$1 $2; cat sim/sys/bus/edac/devices/cxl_mem2/$1 2>/dev/null; }
  $ for n in channel rank bank_group bank; do set mem_repair0/$n 257; done; set mem_repair0/row 0x1000005; set mem_repair0/nibble_mask 0xf000000f; set mem_repair0/row 12; set mem_repair0/dpa 0x40; set mem_repair0/dpa 0x40000000; set mem_repair0/bank zz
  1
  1
  1
  1
  0x1000005
  0xf000000f
  0xc
  0x40
  EINVAL
  0x40
  EINVAL
  1
  $ set mem_repair0/persist_mode 1; set mem_repair1/persist_mode 1; set mem_repair0/repair_type ppr; set mem_repair0/max_dpa 0; set mem_repair0/bank9 1; set mem_repair7/bank 1
  1
  EACCES
  0
  EACCES
  row-sparing
  EACCES
  0x3fffffff
  ENOENT
  ENOENT
  [1]
  $ set mem_repair0/repair 2; set mem_repair0/repair 1; set mem_repair1/repair 1; cxl-sim log sim
  EINVAL
  mem2 0x0600 in=16 out=0 code=0x00 route=edac scope=-
  mem2 0x0600 in=14 out=0 code=0x00 route=edac scope=-
  $ cxl-sim fault sim mem2 edac:mem_repair0/bank errno EPERM; set mem_repair0/bank 3
  EPERM
  1
