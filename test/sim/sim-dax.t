# SPDX-License-Identifier: GPL-2.0-only
DAX devices and regions of the simulated system do what drivers/dax of Linux 7.3 does, with its errors.

  $ export CXL_SIM=sim
  $ new() { rm -rf sim; cxl-sim new sim "$@"; }
  $ dax() { cxl-sim write sim "sys/bus/dax/devices/dax0.$1" "$2"; }
  $ driver() { cxl-sim write sim "sys/bus/dax/drivers/$1" "$2"; }
  $ group() { cxl-sim write sim "sys/bus/cxl/devices/dax_region0/dax_region/$1" "$2"; }
  $ block() { cxl-sim write sim "sys/devices/system/memory/memory$1/state" "$2"; }
  $ all() { for i in $(seq 34 49); do block $i "$1"; done; }
  $ blocks() { (cd sim/sys/devices/system/memory && grep -H . memory*/valid_zones 2>/dev/null | sed 's/memory//;s,/valid_zones,,' | sort -n | sed 's/[0-9]*://' | uniq -c | sed 's/^ *//'); }
  $ show() { (cd sim/sys/bus/dax/devices && for i in dax*; do echo "$i [$(basename "$(readlink $i/driver)")] $(cat $i/size $i/resource $i/align | tr '\n' ' ')$(for m in $i/mapping?*; do [ -e $m ] && cat $m/start $m/end $m/page_offset | tr '\n' ' '; done)"; done); (cd sim/sys/bus/cxl/devices/dax_region0/dax_region; echo "available $(cat available_size), create '$(cat create)', seed '$(cat seed)'"); }
  $ idle() { new; dax 0/state unplugged; driver kmem/unbind dax0.0; dax 0/size 0; }

State of kmem: all memory at once. It is the last request, not what the blocks are.

  $ new; cat sim/sys/bus/dax/devices/dax0.0/state; blocks; dax 0/state offline; dax 0/state x; dax 0/state ''; dax 0/state online; dax 0/state online_movable; all offline; dax 0/state online_movable; blocks
  online_movable
  16 Movable
  EINVAL
  EINVAL
  EINVAL
  EBUSY
  16 Normal Movable
  $ new; block 40 offline; dax 0/state unplugged; cat sim/sys/bus/dax/devices/dax0.0/state; blocks; dax 0/size 0; dax 0/state online_kernel; blocks; dax 0/state online_kernel; dax 0/state unplugged; dax 0/state online; blocks
  unplugged
  EBUSY
  16 Normal
  16 Normal
  $ driver kmem/unbind dax0.0; ls sim/sys/bus/dax/devices/dax0.0/state 2>&1; blocks; driver kmem/bind dax0.0
  ls: cannot access 'sim/sys/bus/dax/devices/dax0.0/state': No such file or directory
  16 Normal
  EBUSY
  [1]
  $ new; cxl-sim write sim sys/devices/system/memory/auto_online_blocks x; cxl-sim write sim sys/devices/system/memory/auto_online_blocks offline; dax 0/state unplugged; driver kmem/unbind dax0.0; driver kmem/bind dax0.0; cat sim/sys/bus/dax/devices/dax0.0/state; blocks; dax 0/state online; all online_kernel; dax 0/state unplugged; blocks
  EINVAL
  offline
  16 Normal Movable
  EBUSY

Kernels before 7.3 do not have it.

  $ echo 'kmem_state no' >old; new --devices old; cxl-sim show sim | grep kmem; ls sim/sys/bus/dax/devices/dax0.0/state 2>&1; all offline; driver kmem/unbind dax0.0; blocks; driver kmem/bind dax0.0; blocks; ls sim/sys/bus/dax/devices/dax0.0/state 2>&1
  kmem_state no
  ls: cannot access 'sim/sys/bus/dax/devices/dax0.0/state': No such file or directory
  16 Movable
  ls: cannot access 'sim/sys/bus/dax/devices/dax0.0/state': No such file or directory
  [2]

Size and alignment of a device that has a driver are fixed, and those of a region in use.

  $ new; show; dax 0/size 0x1000; dax 0/size x; dax 0/size 0x200000; dax 0/align 4097; dax 0/align x; dax 0/align 4096; dax 0/resource 1; dax 0/mapping0/start 1; group size 1; group create 1; group create 2; group create x; group delete dax0.0; group delete dax0.1; group delete x
  dax0.0 [kmem] 2147483648 0x110000000 2097152 0x110000000 0x18fffffff 0x0 
  available 0, create '', seed ''
  EINVAL
  EINVAL
  EBUSY
  EINVAL
  ENXIO
  EBUSY
  EACCES
  EACCES
  EACCES
  ENOSPC
  EINVAL
  EINVAL
  EBUSY
  ENXIO
  ENXIO
  [1]

Create and delete: the first device remains, the lowest number is taken. Devices without memory have no driver.

  $ idle; show; group create 1; group create 0x1; ls sim/dev | grep dax; cat sim/dev/dax0.*; driver device_dax/new_id dax0.1; driver device_dax/bind dax0.1; driver kmem/bind dax0.0; show; group delete dax0.0
  dax0.0 [] 0 0x110000000 2097152 
  available 2147483648, create '', seed ''
  dax0.0
  dax0.1
  dax0.2
  250:0
  250:1
  250:2
  ENXIO
  ENXIO
  dax0.0 [] 0 0x110000000 2097152 
  dax0.1 [] 0 0x110000000 2097152 
  dax0.2 [] 0 0x110000000 2097152 
  available 2147483648, create 'dax0.2', seed 'dax0.1'
  EBUSY
  [1]
  $ group delete dax0.1; group create 1; ls sim/dev sim/sys/bus/dax/devices | grep ^dax | sort | uniq -c | sed 's/^ *//'; dax 1/size 0x8000000; group delete dax0.1; group delete dax0.2; driver device_dax/bind dax0.1; show
  2 dax0.0
  2 dax0.1
  2 dax0.2
  EBUSY
  dax0.0 [] 0 0x110000000 2097152 
  dax0.1 [device_dax] 134217728 0x110000000 2097152 0x110000000 0x117ffffff 0x0 
  available 2013265920, create 'dax0.1', seed ''
  $ for i in target_node numa_node memmap_on_memory modalias; do cat sim/sys/bus/dax/devices/dax0.1/$i; done; grep DEVNAME sim/sys/bus/dax/devices/dax0.1/uevent
  1
  0
  0
  dax:t0
  DEVNAME=dax0.1

Size: the first space is taken, the last range is extended or reduced; several ranges are not adjacent.

  $ idle; group create 1; group create 1; dax 0/size 0x10000000; dax 1/size 0x10000000; dax 2/size 0x10000000; dax 0/size 0x20000000; show
  dax0.0 [] 536870912 0x110000000 2097152 0x110000000 0x11fffffff 0x0 0x140000000 0x14fffffff 0x10000 
  dax0.1 [] 268435456 0x120000000 2097152 0x120000000 0x12fffffff 0x0 
  dax0.2 [] 268435456 0x130000000 2097152 0x130000000 0x13fffffff 0x0 
  available 1073741824, create 'dax0.2', seed 'dax0.1'
  $ dax 1/size 0; dax 2/size 0x24000000; dax 0/size 0x28000000; dax 2/size 0x64000000; dax 2/size 0x64200000; show
  ENOSPC
  ENOSPC
  dax0.0 [] 671088640 0x110000000 2097152 0x110000000 0x11fffffff 0x0 0x140000000 0x14fffffff 0x10000 0x154000000 0x15bffffff 0x20000 
  dax0.1 [] 0 0x110000000 2097152 
  dax0.2 [] 603979776 0x130000000 2097152 0x130000000 0x13fffffff 0x0 0x120000000 0x12fffffff 0x10000 0x150000000 0x153ffffff 0x20000 
  available 872415232, create 'dax0.2', seed 'dax0.1'

What is added has to fit the alignment; all ranges have to fit a new one. 4 KiB are not enough: 2 MiB are the minimum.

  $ idle; dax 0/align 4096; dax 0/size 4096; dax 0/size 0x200000; dax 0/align 0x40000000; dax 0/size 0x40000000; dax 0/align 0x40000000; dax 0/size 0x40200000; dax 0/size 0x80000000; dax 0/align 2097152; dax 0/size 0x200000; show
  EINVAL
  EINVAL
  EINVAL
  dax0.0 [] 2097152 0x110000000 2097152 0x110000000 0x1101fffff 0x0 
  available 2145386496, create '', seed ''
  $ idle; dax 0/align 4096; dax 0/size 0x200000; dax 0/align 0x40000000; cat sim/sys/bus/dax/devices/dax0.0/align; dax 0/mapping 150000000-18fffffff; dax 0/size 0x200000; dax 0/size 0x40200000; dax 0/align 0x40000000; dax 0/size 0x80000000
  EINVAL
  4096
  EINVAL

Mappings: two hexadecimal addresses in the region. A size that does not fit the alignment is ignored.

  $ idle; for i in '' - x 1 110000000 110000000- -110000000 110000000-x 0-1fffff 18fe00000-1901fffff 110200000-1101fffff; do dax 0/mapping "$i"; done; dax 0/mapping 110000000-110000fff; dax 0/mapping 120000000-0x1201fffff; dax 0/mapping 110000000-1101fffff; dax 0/mapping 120000000-1203fffff; dax 0/mapping 120200000-1201fffff; show
  EINVAL
  EINVAL
  EINVAL
  EINVAL
  EINVAL
  EINVAL
  EINVAL
  EINVAL
  ENOMEM
  ENOMEM
  ENOMEM
  EBUSY
  dax0.0 [] 4194304 0x120000000 2097152 0x120000000 0x1201fffff 0x0 0x110000000 0x1101fffff 0x200 
  available 2143289344, create '', seed ''
  $ driver device_dax/new_id dax0.0; dax 0/mapping 130000000-1301fffff; dax 0/size 0; show; driver device_dax/unbind dax0.0; dax 0/size 0x200000; show
  EBUSY
  dax0.0 [device_dax] 6291456 0x120000000 2097152 0x120000000 0x1201fffff 0x0 0x110000000 0x1101fffff 0x200 0x130000000 0x1301fffff 0x400 
  available 2141192192, create '', seed ''
  dax0.0 [] 2097152 0x120000000 2097152 0x120000000 0x1201fffff 0x0 
  available 2145386496, create '', seed ''

Addresses that are not those of a section cannot be mapped. kmem adds whole blocks only, and needs one.

  $ idle; dax 0/mapping 110001000-110200fff; driver device_dax/new_id dax0.0; driver kmem/bind dax0.0; dax 0/size 0; dax 0/size 0x7e00000; driver kmem/bind dax0.0; dax 0/size 0x10200000; driver kmem/bind dax0.0; blocks; dax 0/state unplugged; blocks
  cxl-sim: device_dax: dax0.0 cannot be bound
  EINVAL
  EINVAL
  2 Movable
  $ idle; dax 0/mapping 111000000-1211fffff; dax 0/mapping 131000000-1411fffff; driver kmem/bind dax0.0; ls sim/sys/devices/system/memory | grep memory
  memory35
  memory39

new_id tries all devices without a driver that match: by the names so far, and by their type.

  $ idle; group create 1; group create 1; for i in 0 1 2; do dax $i/size 0x8000000; done; driver kmem/new_id dax0.7; show
  dax0.0 [kmem] 134217728 0x110000000 2097152 0x110000000 0x117ffffff 0x0 
  dax0.1 [kmem] 134217728 0x118000000 2097152 0x118000000 0x11fffffff 0x0 
  dax0.2 [kmem] 134217728 0x120000000 2097152 0x120000000 0x127ffffff 0x0 
  available 1744830464, create 'dax0.2', seed ''
  $ for i in 0 1 2; do dax $i/state unplugged; driver kmem/unbind dax0.$i; done; driver device_dax/new_id dax0.1; driver device_dax/unbind dax0.1; driver fsdev_dax/bind dax0.1; driver fsdev_dax/new_id dax0.2; driver device_dax/new_id dax0.00; driver device_dax/new_id dax0.0; show
  ENODEV
  EINVAL
  dax0.0 [device_dax] 134217728 0x110000000 2097152 0x110000000 0x117ffffff 0x0 
  dax0.1 [device_dax] 134217728 0x118000000 2097152 0x118000000 0x11fffffff 0x0 
  dax0.2 [fsdev_dax] 134217728 0x120000000 2097152 0x120000000 0x127ffffff 0x0 
  available 1744830464, create 'dax0.2', seed ''

Blocks that are online when kmem is unbound stay: no driver can have the memory. The rest of a device is removed.

  $ idle; dax 0/mapping 110000000-117ffffff; dax 0/mapping 120000000-127ffffff; driver kmem/bind dax0.0; block 36 offline; driver kmem/unbind dax0.0; ls sim/sys/devices/system/memory | grep memory; driver device_dax/new_id dax0.0; driver kmem/bind dax0.0; dax 0/size 0; dax 0/mapping 120000000-127ffffff; dax 0/mapping 110000000-117ffffff; driver kmem/bind dax0.0; dax 0/state unplugged; ls sim/sys/devices/system/memory | grep memory
  memory34
  cxl-sim: device_dax: dax0.0 cannot be bound
  EBUSY
  memory34

A region that is disabled has no devices; they are made again, and bound by name first.

  $ idle; group create 1; dax 0/size 0x8000000; dax 1/size 0x8000000; driver device_dax/new_id dax0.0; driver device_dax/new_id dax0.1; cxl-sim write sim sys/bus/cxl/drivers/cxl_region/unbind region0; ls sim/dev sim/sys/bus/dax/devices | grep ^dax; cxl-sim write sim sys/bus/cxl/drivers/cxl_region/bind region0; show; ls sim/dev | grep dax
  dax0.0 [device_dax] 2147483648 0x110000000 2097152 0x110000000 0x18fffffff 0x0 
  available 0, create '', seed ''
  dax0.0
  $ driver device_dax/remove_id dax0.0; for i in unbind bind; do cxl-sim write sim sys/bus/cxl/drivers/cxl_region/$i region0; done; show
  dax0.0 [kmem] 2147483648 0x110000000 2097152 0x110000000 0x18fffffff 0x0 
  available 0, create '', seed ''

memmap_on_memory is fixed while kmem has the device. Devices of nvdimm are fixed.

  $ new; dax 0/memmap_on_memory 1; dax 0/memmap_on_memory 0; dax 0/memmap_on_memory x; dax 0/state unplugged; dax 0/memmap_on_memory n; driver kmem/unbind dax0.0; dax 0/memmap_on_memory n; cat sim/sys/bus/dax/devices/dax0.0/memmap_on_memory
  EBUSY
  EINVAL
  EBUSY
  0
  $ new --tree "$TESTS/data/four.tree"; ls sim/sys/bus/dax/devices sim/dev | grep ^dax; cat sim/sys/bus/dax/devices/dax2.0/dev sim/dev/dax2.0
  dax1.0
  dax2.0
  dax1.0
  dax2.0
  254:1
  254:1
  $ new; rm sim/sys/bus/cxl/devices/dax_region0/dax_region/create; dax 0/state unplugged; driver kmem/unbind dax0.0; for i in size align mapping; do dax 0/$i 0; done
  EACCES
  EACCES
  EACCES
  [1]
