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

Memory blocks

  $ new; block() { write devices/system/memory/memory40/"$@"; }; state() { (cd sim/sys/devices/system/memory/memory40 && echo $(cat state online valid_zones)); }
  $ block state online; block state online_movable; block state x; block state offline; state; block state offline; block state $'online\n'; state
  EINVAL
  EINVAL
  EINVAL
  offline 0 Normal Movable
  EINVAL
  online 1 Normal
  $ block state offline; block state online_movable; state; block state offline; block state online_kernel; state; block valid_zones Movable
  online 1 Movable
  online 1 Normal
  EACCES

The older attribute is not an error if there is nothing to do.

  $ block online 1; block online 0; state; block online 0; block online 2; block online Y; state
  offline 0 Normal Movable
  EINVAL
  online 1 Normal

Memory that is in use: the write fails as often as the test wants.

  $ cxl-sim fault sim sysfs 'memory40/state=offline' errno EBUSY --count 1; block state offline; state; block state offline; state
  EBUSY
  online 1 Normal
  offline 0 Normal Movable

DAX drivers

Memory that is online stays when kmem is unbound, and cannot be added again.

  $ driver() { write bus/dax/drivers/"$1" "$2"; }; bound() { basename "$(readlink sim/sys/bus/dax/devices/dax0.0/driver)"; }
  $ driver kmem/unbind dax0.1; driver device_dax/unbind dax0.0; driver kmem/bind dax0.0; driver kmem/unbind dax0.0; bound; ls sim/sys/bus/dax/drivers/kmem
  ENODEV
  ENODEV
  EBUSY
  
  bind
  new_id
  remove_id
  unbind
  $ ls sim/sys/devices/system/memory | grep -c memory; driver kmem/bind dax0.0; bound
  16
  EBUSY
  

Without memory that is online it is removed. device_dax binds names in its list only, at once.

  $ new; for i in $(seq 34 49); do write devices/system/memory/memory$i/state offline; done; driver kmem/unbind dax0.0; ls sim/sys/devices/system/memory; driver device_dax/bind dax0.0
  auto_online_blocks
  block_size_bytes
  ENODEV
  $ for i in '' dax dax0 dax0. dax0.0x x0.0; do driver device_dax/new_id "$i"; driver device_dax/remove_id "$i"; done 2>&1 | sort | uniq -c | sed 's/^ *//'
  12 EINVAL
  $ driver device_dax/new_id dax0.0; bound; driver kmem/bind dax0.0; driver device_dax/unbind dax0.0; driver device_dax/bind dax0.0; bound
  device_dax
  EBUSY
  device_dax
  $ driver device_dax/unbind dax0.0; driver device_dax/remove_id dax0.0; driver device_dax/remove_id dax0.0; driver device_dax/bind dax0.0; grep -c DRIVER sim/sys/bus/dax/devices/dax0.0/uevent
  ENODEV
  0
  [1]
  $ echo offline >sim/sys/devices/system/memory/auto_online_blocks; driver kmem/bind dax0.0; bound; write devices/system/memory/memory49/state x; (cd sim/sys/devices/system/memory; cat memory{34,49}/state)
  kmem
  EINVAL
  offline
  offline
  $ driver kmem/unbind dax0.0; echo -1 >"$(realpath sim/sys/bus/dax/devices/dax0.0)/target_node"; driver kmem/bind dax0.0
  EINVAL

A device that a tree has bound by name keeps its name.

  $ new --tree $data/four.tree; driver device_dax/unbind dax2.0; driver device_dax/bind dax2.0; readlink sim/sys/bus/dax/devices/dax2.0/driver
  ../../../../../../../../bus/dax/drivers/device_dax

Not modelled: sizes and mappings of DAX devices.

  $ new; for i in size align mapping memmap_on_memory; do write bus/dax/devices/dax0.0/$i 1; done; set dax_region0/dax_region/create 1; set dax_region0/dax_region/delete dax0.0
  EOPNOTSUPP
  EOPNOTSUPP
  EOPNOTSUPP
  EOPNOTSUPP
  EOPNOTSUPP
  EOPNOTSUPP
