# SPDX-License-Identifier: GPL-2.0-only
Writes to topology attributes: decoders, regions, memory and drivers, with the errors of the kernel.

  $ export CXL_SIM=sim
  $ new() { rm -rf sim; cxl-sim new sim "$@"; }
  $ write() { cxl-sim write sim "sys/$1" "$2"; }
  $ set() { write "bus/cxl/devices/$1" "$2"; }
  $ show() { for a; do echo "$a $(cxl-sim read sim "sys/bus/cxl/devices/$a")"; done; }
  $ data=$TESTS/data
  $ cxl() { write bus/cxl/drivers/"$1" "$2"; }
  $ names() { ls sim/sys/bus/cxl/devices | grep -v decoder | sort -V | tr '\n' ' '; echo; }
  $ tree() { (cd sim/sys && find . -type l -printf '%p %l\n' -o -type d -printf '%p/\n' -o -empty -printf '%p\n'; grep -ra '' .) | LC_ALL=C sort; }

DPA of endpoint decoders

mem3 has 512 MiB of volatile memory. A mode is needed first; only partitions that exist can be set.

  $ new; set decoder7.0/dpa_size 0x10000000; show decoder7.0/mode
  EBUSY
  decoder7.0/mode none
  $ set decoder7.0/mode none; set decoder7.0/mode pmem; set decoder7.0/mode RAM; set decoder7.0/mode ram
  EINVAL
  EINVAL
  EINVAL
  $ set decoder7.0/mode $'ram\n'; show decoder7.0/mode
  decoder7.0/mode ram

Multiples of 256 MiB, in order of the decoders, as long as there is memory.

  $ set decoder7.0/dpa_size 0x8000000; set decoder7.0/dpa_size x; set decoder7.0/dpa_size 0x30000000; set decoder7.1/mode ram
  EINVAL
  EINVAL
  ENOSPC
  $ set decoder7.1/dpa_size 0x10000000
  EBUSY
  $ set decoder7.0/dpa_size 268435456; set decoder7.1/dpa_size 0x10000000; show decoder7.{0,1}/dpa_{size,resource}
  decoder7.0/dpa_size 0x0000000010000000
  decoder7.0/dpa_resource 0x0
  decoder7.1/dpa_size 0x0000000010000000
  decoder7.1/dpa_resource 0x10000000

Free in reverse order. An allocation that fails has freed the old one.

  $ set decoder7.0/dpa_size 0; set decoder7.0/dpa_size 0x20000000
  EBUSY
  EBUSY
  $ set decoder7.1/dpa_size 0x20000000; show decoder7.1/dpa_{size,resource}
  ENOSPC
  decoder7.1/dpa_size 0x0000000000000000
  decoder7.1/dpa_resource 0xffffffffffffffff
  $ set decoder7.1/dpa_size 0; set decoder7.0/dpa_size 0x20000000; set decoder7.0/dpa_size 0; show decoder7.0/{mode,dpa_size}
  decoder7.0/mode ram
  decoder7.0/dpa_size 0x0000000000000000

A decoder that is enabled, and attributes that cannot be written.

  $ set decoder3.0/mode ram; set decoder3.0/dpa_size 0; set decoder3.0/dpa_resource 0; set decoder3.0/size 0; set decoder1.0/start 0
  EBUSY
  EBUSY
  EACCES
  EACCES
  EACCES
  $ set port1/decoders_committed 0; set decoder0.0/size 0
  EACCES
  EACCES
