# SPDX-License-Identifier: GPL-2.0-only
daxctl: a step that fails, and an interruption: what was done before is undone, and nothing else is changed.

  $ export CXL_SIM=$PWD/sim; devdax() { cxl-sim daxctl reconfigure-device -m devdax -f dax0.0 >/dev/null 2>&1; }
  $ new() { rm -rf sim; cxl-sim new sim; : >sim/dev/kmsg; "$@"; cxl-sim writes sim --clear >/dev/null; }
  $ disabled() { devdax; cxl-sim daxctl disable-device dax0.0 2>/dev/null; }; empty() { devdax; cxl-sim daxctl destroy-device -f dax0.0 2>/dev/null; }
  $ old() { rm -rf sim; echo 'kmem_state no' >devices; cxl-sim new sim --devices devices; }
  $ writes() { cxl-sim writes sim --clear | sed 's/^write /  /;s,bus/dax/drivers/,,'; }
  $ tree() { (cd sim/sys && find . -type f ! -name CDAT ! -name config -exec grep -H . {} + | sort; find . -type l -printf '%p %l\n' | sort; cd ../state; find . -path './dax_ids/*' -type f); }
  $ each() { # PREPARE FAULT COMMAND...: the fault at each write; what is left is printed
  >     local prepare=$1 fault=$2 count i; shift 2
  >     new $prepare; cxl-sim daxctl "$@" >/dev/null 2>&1; count=$(cxl-sim writes sim | wc -l)
  >     for ((i = 0; i < count; i++)); do
  >         new $prepare; tree >before; cxl-sim fault sim sysfs '*' $fault --after $i --count 1
  >         cxl-sim daxctl "$@" 2>&1 >/dev/null | sed -E 's/: cannot write.*(; the changes before|; [0-9]+ change)/: ...\1/;s/: cannot write .*/: .../' | head -n 1; writes
  >         tree | diff before - | sed -n 's,\./.*/,/,; s/^</-/p; s/^>/+/p'
  >     done; }

Each write of a command fails.

  $ each empty 'errno EIO' create-device -s 256M
  dax0.1: create dax0.1 in region 0: ...
    dax_region0/dax_region/create 1 EIO
  dax0.1: set size of dax0.1 to 256 MiB: ...; the changes before it were undone; see the kernel log
    dax_region0/dax_region/create 1
    dax0.1/size 268435456 EIO
    dax_region0/dax_region/delete dax0.1
  dax0.1: add dax0.1 to the devices of driver device_dax: ...; the changes before it were undone; see the kernel log
    dax_region0/dax_region/create 1
    dax0.1/size 268435456
    device_dax/new_id dax0.1 EIO
    dax0.1/size 0
    dax_region0/dax_region/delete dax0.1
  $ each devdax 'errno EIO' reconfigure-device -m system-ram -f dax0.0
  dax0.0: unbind dax0.0 from driver device_dax: ...
    device_dax/unbind dax0.0 EIO
  dax0.0: remove dax0.0 from the devices of driver device_dax: ...; the changes before it were undone; see the kernel log
    device_dax/unbind dax0.0
    device_dax/remove_id dax0.0 EIO
    device_dax/bind dax0.0
  dax0.0: bind dax0.0 to driver kmem: ...; the changes before it were undone; see the kernel log
    device_dax/unbind dax0.0
    device_dax/remove_id dax0.0
    kmem/bind dax0.0 EIO
    device_dax/new_id dax0.0
    device_dax/bind dax0.0 EBUSY
  $ each '' 'errno EIO' reconfigure-device -m devdax -f dax0.0
  dax0.0: set the memory of dax0.0 offline, and remove it: ...
    dax0.0/state unplugged EIO
  dax0.0: unbind dax0.0 from driver kmem: ...; the changes before it were undone; see the kernel log
    dax0.0/state unplugged
    kmem/unbind dax0.0 EIO
    dax0.0/state unplugged
    dax0.0/state online_movable
  dax0.0: add dax0.0 to the devices of driver device_dax: ...; the changes before it were undone; see the kernel log
    dax0.0/state unplugged
    kmem/unbind dax0.0
    device_dax/new_id dax0.0 EIO
    kmem/bind dax0.0
    dax0.0/state unplugged
    dax0.0/state online_movable
  $ each devdax 'errno EIO' reconfigure-device -m famfs dax0.0
  dax0.0: unbind dax0.0 from driver device_dax: ...
    device_dax/unbind dax0.0 EIO
  dax0.0: remove dax0.0 from the devices of driver device_dax: ...; the changes before it were undone; see the kernel log
    device_dax/unbind dax0.0
    device_dax/remove_id dax0.0 EIO
    device_dax/bind dax0.0
  dax0.0: add dax0.0 to the devices of driver fsdev_dax: ...; the changes before it were undone; see the kernel log
    device_dax/unbind dax0.0
    device_dax/remove_id dax0.0
    fsdev_dax/new_id dax0.0 EIO
    device_dax/new_id dax0.0
    device_dax/bind dax0.0 EBUSY
  $ each devdax 'errno EIO' disable-device dax0.0
  dax0.0: unbind dax0.0 from driver device_dax: ...
    device_dax/unbind dax0.0 EIO
  dax0.0: remove dax0.0 from the devices of driver device_dax: ...; the changes before it were undone; see the kernel log
    device_dax/unbind dax0.0
    device_dax/remove_id dax0.0 EIO
    device_dax/bind dax0.0
  $ each disabled 'errno EIO' enable-device dax0.0
  dax0.0: add dax0.0 to the devices of driver device_dax: ...
    device_dax/new_id dax0.0 EIO
  $ each devdax 'errno EIO' destroy-device -f dax0.0
  dax0.0: unbind dax0.0 from driver device_dax: ...
    device_dax/unbind dax0.0 EIO
  dax0.0: remove dax0.0 from the devices of driver device_dax: ...; the changes before it were undone; see the kernel log
    device_dax/unbind dax0.0
    device_dax/remove_id dax0.0 EIO
    device_dax/bind dax0.0
  dax0.0: release the memory of dax0.0: ...; the changes before it were undone; see the kernel log
    device_dax/unbind dax0.0
    device_dax/remove_id dax0.0
    dax0.0/size 0 EIO
    device_dax/new_id dax0.0
    device_dax/bind dax0.0 EBUSY

An interruption after each write. The driver may have bound the device when its name was added: it is unbound before the name is removed.

  $ each empty interrupt-after create-device -s 256M
  dax0.1: interrupted; the changes before it were undone
    dax_region0/dax_region/create 1
    dax_region0/dax_region/delete dax0.1
  dax0.1: interrupted; the changes before it were undone
    dax_region0/dax_region/create 1
    dax0.1/size 268435456
    dax0.1/size 0
    dax_region0/dax_region/delete dax0.1
  dax0.1: interrupted; the changes before it were undone
    dax_region0/dax_region/create 1
    dax0.1/size 268435456
    device_dax/new_id dax0.1
    device_dax/unbind dax0.1
    device_dax/remove_id dax0.1
    dax0.1/size 0
    dax_region0/dax_region/delete dax0.1
  $ each devdax interrupt-after reconfigure-device -m famfs dax0.0
  dax0.0: interrupted; the changes before it were undone
    device_dax/unbind dax0.0
    device_dax/bind dax0.0
  dax0.0: interrupted; the changes before it were undone
    device_dax/unbind dax0.0
    device_dax/remove_id dax0.0
    device_dax/new_id dax0.0
    device_dax/bind dax0.0 EBUSY
  dax0.0: interrupted; the changes before it were undone
    device_dax/unbind dax0.0
    device_dax/remove_id dax0.0
    fsdev_dax/new_id dax0.0
    fsdev_dax/unbind dax0.0
    fsdev_dax/remove_id dax0.0
    device_dax/new_id dax0.0
    device_dax/bind dax0.0 EBUSY
  $ each '' interrupt-after reconfigure-device -m devdax -f dax0.0
  dax0.0: interrupted; the changes before it were undone
    dax0.0/state unplugged
    dax0.0/state unplugged
    dax0.0/state online_movable
  dax0.0: interrupted; the changes before it were undone
    dax0.0/state unplugged
    kmem/unbind dax0.0
    kmem/bind dax0.0
    dax0.0/state unplugged
    dax0.0/state online_movable
  dax0.0: interrupted; the changes before it were undone
    dax0.0/state unplugged
    kmem/unbind dax0.0
    device_dax/new_id dax0.0
    device_dax/unbind dax0.0
    device_dax/remove_id dax0.0
    kmem/bind dax0.0
    dax0.0/state unplugged
    dax0.0/state online_movable
  $ each devdax interrupt-after disable-device dax0.0
  dax0.0: interrupted; the changes before it were undone
    device_dax/unbind dax0.0
    device_dax/bind dax0.0
  disabled 1 device
    device_dax/unbind dax0.0
    device_dax/remove_id dax0.0
  - /uevent:DRIVER=device_dax
  - /dax0.0
  - /device_dax
  - /dax0.0
  $ each disabled interrupt-after enable-device dax0.0
  dax0.0: interrupted; the changes before it were undone
    device_dax/new_id dax0.0
    device_dax/unbind dax0.0
    device_dax/remove_id dax0.0

Mappings of a file, and an alignment.

  $ cat >two <<EOF
  > {"chardev": "dax0.1", "size": 8388608, "align": 4096, "mappings": [{"page_offset": 1024, "start": "0x130000000", "end": "0x1303fffff"}, {"page_offset": 0, "start": 5368709120, "end": 5372903423}]}
  > EOF
  $ each empty 'errno EIO' create-device --input two
  dax0.1: create dax0.1 in region 0: ...
    dax_region0/dax_region/create 1 EIO
  dax0.1: set alignment of dax0.1 to 4 KiB: ...; the changes before it were undone; see the kernel log
    dax_region0/dax_region/create 1
    dax0.1/align 4096 EIO
    dax_region0/dax_region/delete dax0.1
  dax0.1: add 0x140000000-0x1403fffff to dax0.1: ...; the changes before it were undone; see the kernel log
    dax_region0/dax_region/create 1
    dax0.1/align 4096
    dax0.1/mapping 140000000-1403fffff EIO
    dax0.1/align 2097152
    dax_region0/dax_region/delete dax0.1
  dax0.1: add 0x130000000-0x1303fffff to dax0.1: ...; the changes before it were undone; see the kernel log
    dax_region0/dax_region/create 1
    dax0.1/align 4096
    dax0.1/mapping 140000000-1403fffff
    dax0.1/mapping 130000000-1303fffff EIO
    dax0.1/size 0
    dax0.1/align 2097152
    dax_region0/dax_region/delete dax0.1
  dax0.1: add dax0.1 to the devices of driver device_dax: ...; the changes before it were undone; see the kernel log
    dax_region0/dax_region/create 1
    dax0.1/align 4096
    dax0.1/mapping 140000000-1403fffff
    dax0.1/mapping 130000000-1303fffff
    device_dax/new_id dax0.1 EIO
    dax0.1/size 0
    dax0.1/size 0
    dax0.1/align 2097152
    dax_region0/dax_region/delete dax0.1

Memory is online again as it was, whatever the kernel does with new memory, and whatever was requested before.

  $ blocks() { cat sim/sys/devices/system/memory/memory*/valid_zones | sort | uniq -c | sed 's/^ */  /'; }; policy() { echo $1 >sim/sys/devices/system/memory/auto_online_blocks; }
  $ for i in offline online_kernel online_movable; do new; policy $i; cxl-sim fault sim sysfs '*/new_id' errno EIO; cxl-sim daxctl reconfigure-device -m devdax -f dax0.0 2>&1 | grep -o 'error; .* undone'; writes; blocks; done
  error; the changes before it were undone
    dax0.0/state unplugged
    kmem/unbind dax0.0
    device_dax/new_id dax0.0 EIO
    kmem/bind dax0.0
    dax0.0/state unplugged
    dax0.0/state online_movable
    16 Movable
  error; the changes before it were undone
    dax0.0/state unplugged
    kmem/unbind dax0.0
    device_dax/new_id dax0.0 EIO
    kmem/bind dax0.0
    dax0.0/state unplugged
    dax0.0/state online_movable
    16 Movable
  error; the changes before it were undone
    dax0.0/state unplugged
    kmem/unbind dax0.0
    device_dax/new_id dax0.0 EIO
    kmem/bind dax0.0
    dax0.0/state unplugged
    dax0.0/state online_movable
    16 Movable
  $ new; policy offline; cxl-sim daxctl reconfigure-device -m devdax -f dax0.0 >/dev/null 2>&1; cxl-sim daxctl reconfigure-device -m system-ram --no-movable dax0.0 >/dev/null; cat sim/sys/bus/dax/devices/dax0.0/state; cxl-sim fault sim sysfs '*/new_id' errno EIO; cxl-sim writes sim --clear >/dev/null; cxl-sim daxctl reconfigure-device -m devdax -f dax0.0 2>&1 | grep -o 'error; .* undone'; writes; blocks
  reconfigured 1 device
  offline
  error; the changes before it were undone
    dax0.0/state unplugged
    kmem/unbind dax0.0
    device_dax/new_id dax0.0 EIO
    kmem/bind dax0.0
    dax0.0/state unplugged
    dax0.0/state online_kernel
    16 Normal
  $ cxl-sim daxctl offline-memory dax0.0; cxl-sim writes sim --clear >/dev/null; cxl-sim daxctl reconfigure-device -m devdax dax0.0 2>&1 | grep -o 'error; .* undone'; writes; blocks
  offlined memory for 1 device
  error; the changes before it were undone
    dax0.0/state unplugged
    kmem/unbind dax0.0
    device_dax/new_id dax0.0 EIO
    kmem/bind dax0.0
    16 Normal Movable

Memory of a kernel without attribute state is set offline block by block.

  $ for i in memory47/state=offline kmem/unbind device_dax/new_id; do old; tree >before; cxl-sim fault sim sysfs "*$i" errno EBUSY; cxl-sim daxctl reconfigure-device -m devdax -f dax0.0 2>&1 | sed 's/: cannot write[^;]*/: .../;s/(.*)//'; writes | uniq -c -s 12 | sed 's/^ *//'; tree | diff before -; done
  dax0.0: set memory block 47 
  reconfigured 0 devices
  2   memory49/state offline
  1   memory47/state offline EBUSY
  2   memory48/state online_movable
  dax0.0: unbind dax0.0 from driver kmem: ...; the changes before it were undone; it is in use, or not in a state for it; see the kernel log
  reconfigured 0 devices
  16   memory49/state offline
  1   kmem/unbind dax0.0 EBUSY
  16   memory34/state online_movable
  dax0.0: add dax0.0 to the devices of driver device_dax: ...; the changes before it were undone; it is in use, or not in a state for it; see the kernel log
  reconfigured 0 devices
  16   memory49/state offline
  1   kmem/unbind dax0.0
  1   device_dax/new_id dax0.0 EBUSY
  1   kmem/bind dax0.0
  16   memory34/state online_movable EINVAL

Steps that cannot be undone either are named.

  $ new devdax; cxl-sim fault sim sysfs '*fsdev_dax/new_id' interrupt-after; cxl-sim fault sim sysfs '*fsdev_dax/unbind' errno EIO; cxl-sim daxctl reconfigure-device -m famfs dax0.0; writes
  dax0.0: interrupted; 2 changes remain: unbind dax0.0 from driver device_dax (cannot write 'dax0.0' to /sys/bus/dax/drivers/device_dax/bind: Device or resource busy), add dax0.0 to the devices of driver fsdev_dax (cannot write 'dax0.0' to /sys/bus/dax/drivers/fsdev_dax/unbind: Input/output error)
  reconfigured 0 devices
    device_dax/unbind dax0.0
    device_dax/remove_id dax0.0
    fsdev_dax/new_id dax0.0
    fsdev_dax/unbind dax0.0 EIO
    device_dax/new_id dax0.0
    device_dax/bind dax0.0 EBUSY

A driver that tries all its devices when a name is added changes no other device: those that are disabled stay so.

  $ new empty; for i in 1 2; do cxl-sim daxctl create-device -s 512M >/dev/null 2>&1; done; cxl-sim daxctl disable-device dax0.1; cxl-sim daxctl create-device -s 512M 2>&1 | jq -R . >/dev/null; cxl-sim daxctl list | jq -c '.[]|[.chardev, .mode, .state]'
  disabled 1 device
  ["dax0.1","devdax","disabled"]
  ["dax0.2","devdax",null]
  ["dax0.3","devdax",null]
  $ cxl-sim daxctl reconfigure-device -m system-ram -f dax0.2 >/dev/null; cxl-sim fault sim sysfs '*/new_id' errno EIO --count 1; cxl-sim daxctl reconfigure-device -m devdax -f dax0.2 2>&1 | head -n 1; cxl-sim daxctl list | jq -c '.[]|[.chardev, .mode, .state]'
  reconfigured 1 device
  dax0.2: add dax0.2 to the devices of driver device_dax: cannot write 'dax0.2' to /sys/bus/dax/drivers/device_dax/new_id: Input/output error; the changes before it were undone; see the kernel log
  ["dax0.1","devdax","disabled"]
  ["dax0.2","system-ram",null]
  ["dax0.3","devdax",null]

Devices that the driver matches by their type are bound, too, and unbound again. Their memory would be set online: that is refused.

  $ nvdimm() { d=sim/sys/devices/platform/ACPI0017:00/root0/nvdimm-bridge0/ndbus0/region7/$1; mkdir -p $d/mapping0 $d/../dax_region; echo 0 >$d/target_node; echo 2097152 >$d/align; echo 268435456 >$d/size; echo ${2}0000000 >$d/resource; echo ${2}0000000 >$d/mapping0/start; echo ${2}fffffff >$d/mapping0/end; echo 0 >$d/mapping0/page_offset; ln -s ../../../../../../../../bus/dax $d/subsystem; ln -s ../../../devices/platform/ACPI0017:00/root0/nvdimm-bridge0/ndbus0/region7/$1 sim/sys/bus/dax/devices/$1; }
  $ list() { cxl-sim daxctl list | jq -c '.[]|[.chardev, .mode, .state]'; }
  $ new empty; nvdimm dax7.0 0x100; nvdimm dax7.1 0x101; cxl-sim daxctl create-device -s 1G >/dev/null; writes; list; cxl-sim daxctl disable-device dax0.1; cxl-sim daxctl enable-device dax7.0; cxl-sim daxctl enable-device dax0.1; writes; list
  created 1 device
    dax_region0/dax_region/create 1
    dax0.1/size 1073741824
    device_dax/new_id dax0.1
    device_dax/unbind dax7.0
    device_dax/unbind dax7.1
  ["dax0.1","devdax",null]
  ["dax7.0","devdax","disabled"]
  ["dax7.1","devdax","disabled"]
  disabled 1 device
  enabled 1 device
  enabled 1 device
    device_dax/unbind dax0.1
    device_dax/remove_id dax0.1
    device_dax/bind dax7.0
    device_dax/new_id dax0.1
    device_dax/unbind dax7.1
  ["dax0.1","devdax",null]
  ["dax7.0","devdax",null]
  ["dax7.1","devdax","disabled"]
  $ cxl-sim daxctl disable-device dax0.1; for i in --dry-run '' -f; do cxl-sim daxctl reconfigure-device -m system-ram $i dax7.0 >/dev/null; echo $?; done; writes; list
  disabled 1 device
  dax7.0: the kernel would take the memory of dax0.1, too, which has no driver; enable it first, see daxctl-enable-device(1), or use --force
  3
  dax7.0: the kernel would take the memory of dax0.1, too, which has no driver; enable it first, see daxctl-enable-device(1), or use --force
  reconfigured 0 devices
  3
    Warning: the kernel has enabled dax0.1, too
  reconfigured 1 device
  0
    device_dax/unbind dax0.1
    device_dax/remove_id dax0.1
    device_dax/unbind dax7.0
    kmem/new_id dax7.0
  ["dax0.1","system-ram",null]
  ["dax7.0","system-ram",null]
  ["dax7.1","devdax","disabled"]

Size and alignment that are undone together: neither is possible alone.

  $ new disabled; cxl-sim daxctl reconfigure-device -s 512M dax0.0; cxl-sim daxctl reconfigure-device -s 1G -a 1G dax0.0; cxl-sim daxctl undo --yes; cxl-sim daxctl list -i | jq -c '.[] | [.size, .align]'
  reconfigured 1 device
  reconfigured 1 device
  daxctl reconfigure-device dax0.0 --size 536870912 --align 2097152
  reconfigured 1 device
  [536870912,2097152]

The driver of a mode that is not loaded takes all devices without one that it matches: their memory may be set online.

  $ new disabled; cxl-sim daxctl reconfigure-device -s 512M dax0.0; cxl-sim daxctl create-device -s 512M >/dev/null; rm -r sim/sys/bus/dax/drivers/kmem; cxl-sim daxctl reconfigure-device -m system-ram dax0.1
  reconfigured 1 device
  created 1 device
  dax0.1: the kernel would take the memory of dax0.0, too, which has no driver; enable it first, see daxctl-enable-device(1), or use --force
  reconfigured 0 devices
  [3]

A change of the other tool: the commands are those of that one, and it has to undo them.

  $ new true; cxl-sim enable-memdev mem3 2>/dev/null; cxl-sim disable-memdev mem3 2>/dev/null; cxl-sim daxctl undo --dry-run 2>/dev/null | jq -c '.[] | [.verdict, .command]'
  ["other_tool","cxl enable-memdev mem3"]
  $ cxl-sim daxctl offline-memory dax0.0 -v --dry-run | jq -c '.[] | [.dry_run, .changed]'
  [true,true]

The memory blocks of a device that was unplugged (Linux 7.3) remain, and this is said.

  $ for c in 'online-memory dax0.0' 'reconfigure-device -m devdax dax0.0'; do new; cxl-sim write sim sys/bus/dax/devices/dax0.0/state unplugged; cxl-sim daxctl $c >/dev/null 2>&1; cxl-sim daxctl undo -y; done
    Warning: dax0.0 has memory blocks, offline, and had none
  daxctl offline-memory dax0.0
  offlined memory for 1 device
    Warning: dax0.0 has memory blocks, offline, and had none
  daxctl reconfigure-device dax0.0 --mode system-ram --no-online
  dax0.0: kernel policy will auto-online memory, aborting: auto_online_blocks is online_movable; write offline to /sys/devices/system/memory/auto_online_blocks before (it starts as memhp_default_state= of the kernel command line), or use --force
  reconfigured 0 devices
  [3]
