# SPDX-License-Identifier: GPL-2.0-only
daxctl: create, destroy, enable, disable and reconfigure devices.

  $ umask 022; export CXL_SIM=$PWD/sim; dax() { cxl-sim daxctl "$@"; }
  $ new() { rm -rf sim; cxl-sim new sim; : >sim/dev/kmsg; "$@"; cxl-sim writes sim --clear >/dev/null; }
  $ empty() { { dax reconfigure-device -m devdax -f dax0.0; dax destroy-device -f dax0.0; } >/dev/null 2>&1; }
  $ two() { empty; for i in 1 2; do dax create-device -s 512M >/dev/null 2>&1; done; }
  $ writes() { cxl-sim writes sim --clear | sed 's/^write /  /;s,bus/dax/drivers/,,'; }
  $ list() { dax list -i | jq -r '.[] | [.chardev, .size, .mode, .state // "", .online_memblocks // ""] | @tsv' | tr '\t' ' '; }
  $ error() { "$@" 2>&1 | sed -n 's/^  Error: //p'; echo ${PIPESTATUS[0]}; }

Devices are named with and without "dax", as a device node, in lists, or are "all"; each is a target once. Those that are done already are done.

  $ new two; list; dax disable-device /dev/dax0.1,0.2 dax0.1; writes; dax disable-device all; writes; list
  dax0.0 0 devdax disabled 
  dax0.1 536870912 devdax  
  dax0.2 536870912 devdax  
  disabled 2 devices
    device_dax/unbind dax0.1
    device_dax/remove_id dax0.1
    device_dax/unbind dax0.2
    device_dax/remove_id dax0.2
  disabled 2 devices
  dax0.0 0 devdax disabled 
  dax0.1 536870912 devdax disabled 
  dax0.2 536870912 devdax disabled 
  $ dax enable-device all; writes; dax enable-device all; writes; dax disable-device 0.2 -r 0; dax enable-device dax0.2 -r region0; writes; list
  enabled 2 devices
    device_dax/new_id dax0.1
    device_dax/new_id dax0.2
  enabled 2 devices
  disabled 1 device
  enabled 1 device
    device_dax/unbind dax0.2
    device_dax/remove_id dax0.2
    device_dax/new_id dax0.2
  dax0.0 0 devdax disabled 
  dax0.1 536870912 devdax  
  dax0.2 536870912 devdax  

No target is changed if one of them does not exist; "all" may be none.

  $ new two; dax disable-device dax0.1 dax9.9; dax disable-device dax0.1 -r 1; dax disable-device all -r 1; dax disable-device dax0.10; dax disable-device x,0.1; dax destroy-device 'all,dax7.0' -f; dax enable-device ''; writes
  dax9.9: no such DAX device; see 'daxctl list -i'
    Warning: no device was changed
  disabled 0 devices
  dax0.1: no such DAX device in region 1; see 'daxctl list -i'
  disabled 0 devices
    Warning: no DAX device in region 1
  disabled 0 devices
  dax0.10: no such DAX device; see 'daxctl list -i'
  disabled 0 devices
  x: no such DAX device; see 'daxctl list -i'
    Warning: no device was changed
  disabled 0 devices
  dax7.0: no such DAX device; see 'daxctl list -i'
    Warning: no device was changed
  destroyed 0 devices
  the name of the DAX device is empty; see 'daxctl list -i'
  enabled 0 devices
  $ for i in disable-device enable-device destroy-device reconfigure-device\ -s1G online-memory offline-memory; do error dax $i; error dax $i -x dax0.1; done
  specify a device to disable, or "all"
  129
  unknown switch `x'
  129
  specify a device to enable, or "all"
  129
  unknown switch `x'
  129
  specify a device to destroy, or "all"
  129
  unknown switch `x'
  129
  specify a device to reconfigure, or "all"
  129
  unknown switch `x'
  129
  specify a device to online memory for, or "all"
  129
  unknown switch `x'
  129
  specify a device to offline memory for, or "all"
  129
  unknown switch `x'
  129

A device without memory has no driver; it is left out of "all", and the first device of a region is never deleted.

  $ new two; dax enable-device dax0.0; dax disable-device dax0.0; dax reconfigure-device -m devdax dax0.0; dax destroy-device dax0.0; writes
  dax0.0: it has no memory; give it a size first, see daxctl-reconfigure-device(1)
  enabled 0 devices
  disabled 1 device
  dax0.0: it has no memory; give it a size first, see daxctl-reconfigure-device(1)
  reconfigured 0 devices
  destroyed 1 device
  $ dax enable-device all,0.1; dax enable-device all dax0.0; dax enable-device /dev/all 0.0; dax offline-memory all dax0.0 2>&1 | cut -d ' ' -f 1; writes
  enabled 2 devices
  dax0.0: it has no memory; give it a size first, see daxctl-reconfigure-device(1)
  enabled 2 devices
  dax0.0: it has no memory; give it a size first, see daxctl-reconfigure-device(1)
  enabled 2 devices
  dax0.0:
  dax0.1:
  dax0.2:
  offlined
  $ dax destroy-device dax0.1; dax destroy-device -f dax0.1; dax destroy-device -f dax0.1; writes; dax destroy-device all; dax destroy-device -f all; writes; list
  dax0.1: it is active, specify --force for deletion
  destroyed 0 devices
  destroyed 1 device
  dax0.1: no such DAX device; see 'daxctl list -i'
  destroyed 0 devices
    device_dax/unbind dax0.1
    device_dax/remove_id dax0.1
    dax0.1/size 0
    dax_region0/dax_region/delete dax0.1
  dax0.2: it is active, specify --force for deletion
  destroyed 1 device
  destroyed 2 devices
    device_dax/unbind dax0.2
    device_dax/remove_id dax0.2
    dax0.2/size 0
    dax_region0/dax_region/delete dax0.2
  dax0.0 0 devdax disabled 

The mode system-ram is for other commands: the memory is set offline first, unless --force is given.

  $ new; dax disable-device dax0.0; dax enable-device dax0.0; dax destroy-device dax0.0; dax reconfigure-device -m devdax dax0.0; dax reconfigure-device -s 1G dax0.0; dax reconfigure-device -a 4096 dax0.0; dax reconfigure-device -m famfs dax0.0; writes
  dax0.0: status operations are only applicable in devdax mode; see daxctl-offline-memory(1) and daxctl-reconfigure-device(1)
  disabled 0 devices
  dax0.0: status operations are only applicable in devdax mode; it is enabled, see 'daxctl list'
  enabled 0 devices
  dax0.0: it is active, specify --force for deletion
  destroyed 0 devices
  dax0.0: 16 of 16 memory blocks are online; set them offline first, see daxctl-offline-memory(1), or use --force
  reconfigured 0 devices
  dax0.0: it is enabled; change its mode to devdax first
  reconfigured 0 devices
  dax0.0: it is enabled; change its mode to devdax first
  reconfigured 0 devices
  dax0.0: it is in system-ram mode; it must be in devdax mode to convert to famfs
  reconfigured 0 devices
  $ dax destroy-device -f dax0.0; writes; list
  destroyed 1 device
    dax0.0/state unplugged
    kmem/unbind dax0.0
    dax0.0/size 0
  dax0.0 0 devdax disabled 

Create: the first region with space, or the one that is named; all of the space, or a size. The second one fails.

  $ new empty; dax create-device -r 0 -s 1G -u; writes; dax create-device -r region0 -a 4k; writes; dax create-device; dax create-device -r 7; dax create-device -s 1G; writes
  created 1 device
  {
    "chardev":"dax0.1",
    "size":"1024.00 MiB (1073.74 MB)",
    "target_node":1,
    "align":2097152,
    "mode":"devdax"
  }
    dax_region0/dax_region/create 1
    dax0.1/size 1073741824
    device_dax/new_id dax0.1
  created 1 device
  [
    {
      "chardev":"dax0.2",
      "size":1073741824,
      "target_node":1,
      "align":4096,
      "mode":"devdax"
    }
  ]
    dax_region0/dax_region/create 1
    dax0.2/align 4096
    dax0.2/size 1073741824
    device_dax/new_id dax0.2
  region0: no space is available; see 'daxctl list -RD'
  created 0 devices
  7: no such DAX region; see 'daxctl list -R'
  created 0 devices
  region0: no space is available; see 'daxctl list -RD'
  created 0 devices
  $ new empty; dax create-device -s 1000; dax create-device -s 3M; dax create-device -s 4G; dax create-device -a 1G -s 512M; dax create-device -a 8192; writes; list
  region0: the size of 1000 bytes is not a multiple of 2 MiB
  
   usage: cxl-sim daxctl create-device [<options>]
  
   See 'cxl-sim daxctl --help' for a description of the options.
  region0: the size of 3 MiB is not a multiple of 2 MiB
  
   usage: cxl-sim daxctl create-device [<options>]
  
   See 'cxl-sim daxctl --help' for a description of the options.
  region0: 2 GiB are available, 4 GiB are needed; see 'daxctl list -RD'
  created 0 devices
  region0: the size of 512 MiB is not a multiple of 1 GiB
  
   usage: cxl-sim daxctl create-device [<options>]
  
   See 'cxl-sim daxctl --help' for a description of the options.
    Error: invalid --align '8192': expected a page size such as 4K, 2M or 1G
  
   usage: cxl-sim daxctl create-device [<options>]
  
   See 'cxl-sim daxctl --help' for a description of the options.
  dax0.0 0 devdax disabled 
  $ for i in region0 '-s 0' '-s x' '-s -1' '-s 99999999999G' '-a 0' '-a x' '--input f -s 1G' '--input f -r 0' -x; do error dax create-device $i; done
  unknown parameter "region0"
  129
  invalid --size '0': expected a size such as 256M, without leading zeros
  129
  invalid --size 'x': expected a size such as 256M, without leading zeros
  129
  invalid --size '-1': expected a size such as 256M, without leading zeros
  129
  invalid --size '99999999999G': expected a size such as 256M, without leading zeros
  129
  invalid --align '0': expected a page size such as 4K, 2M or 1G
  129
  invalid --align 'x': expected a page size such as 4K, 2M or 1G
  129
  --input is incompatible with --size, --align and --region
  129
  --input is incompatible with --size, --align and --region
  129
  unknown switch `x'
  129
  $ new empty; dax create-device -s 512M --format json | jq -c '.[0]|del(.mappings)'; dax create-device -s 512M --format pairs; dax create-device -s 2G --format envelope 2>/dev/null | jq -c '[.result, .errors[].code]'
  created 1 device
  {"chardev":"dax0.1","size":536870912,"target_node":1,"align":2097152,"mode":"devdax","changed":true}
  created 1 device
  CHARDEV="dax0.2" SIZE="512.00 MiB" TARGET_NODE="1" ALIGN="2.00 MiB" MODE="devdax" CHANGED="true"
  CHARDEV="dax0.2" PAGE_OFFSET="0" START="0x130000000" END="0x14fffffff" SIZE="512.00 MiB"
  [[],"no_space"]

A region that has no available_size: its devices are fixed.

  $ new empty; dax create-device -s 512M --format table --columns chardev,size; dax destroy-device -f dax0.1; dax create-device -s 512M --format table --columns chardev,start
  created 1 device
  CHARDEV       SIZE
  dax0.1  512.00 MiB
  destroyed 1 device
  created 1 device
  CHARDEV       START
  dax0.1  0x110000000
  $ new empty; dax create-device >/dev/null 2>&1; dax disable-device all; rm -f sim/sys/bus/cxl/devices/dax_region0/dax_region/{create,delete,seed,available_size}; for i in create-device 'destroy-device -f dax0.1' 'reconfigure-device -s 1G dax0.1' 'reconfigure-device -a 4k dax0.1'; do dax $i; echo $?; done
  disabled 1 device
  region0: no device can be created in region 0
  created 0 devices
  4
  dax0.1: devices of this region cannot be destroyed
  destroyed 0 devices
  4
  dax0.1: the size and alignment of devices of this region are fixed
  reconfigured 0 devices
  4
  dax0.1: the size and alignment of devices of this region are fixed
  reconfigured 0 devices
  4

Size and alignment: of a disabled device. Nothing is printed, as ndctl does. What it has already is no change.

  $ new two; dax reconfigure-device -s 256M dax0.1; dax disable-device dax0.1; dax reconfigure-device -s 256M dax0.1; dax reconfigure-device -s 256M dax0.1; dax reconfigure-device -s 768M -a 4096 dax0.1; dax reconfigure-device -a 1G dax0.1; dax reconfigure-device -a 1G -s 1G dax0.1; dax reconfigure-device -s 2M -a 2M dax0.1; dax reconfigure-device -s 3M dax0.1; dax reconfigure-device -s 8G dax0.1; writes; list
  dax0.1: it is enabled; disable it first, see daxctl-disable-device(1)
  reconfigured 0 devices
  disabled 1 device
  reconfigured 1 device
  reconfigured 1 device
  reconfigured 1 device
  dax0.1: the size of 768 MiB is not a multiple of 1 GiB
  
   usage: cxl-sim daxctl reconfigure-device <device>...|all [<options>]
  
   See 'cxl-sim daxctl --help' for a description of the options.
  dax0.1: the size of a range of 512 MiB is not a multiple of 1 GiB
  
   usage: cxl-sim daxctl reconfigure-device <device>...|all [<options>]
  
   See 'cxl-sim daxctl --help' for a description of the options.
  reconfigured 1 device
  dax0.1: the size of 3 MiB is not a multiple of 2 MiB
  
   usage: cxl-sim daxctl reconfigure-device <device>...|all [<options>]
  
   See 'cxl-sim daxctl --help' for a description of the options.
  dax0.1: 1534 MiB are available, 8190 MiB are needed; see 'daxctl list -RD'
  reconfigured 0 devices
    device_dax/unbind dax0.1
    device_dax/remove_id dax0.1
    dax0.1/size 268435456
    dax0.1/align 4096
    dax0.1/size 805306368
    dax0.1/align 2097152
    dax0.1/size 2097152
  dax0.0 0 devdax disabled 
  dax0.1 2097152 devdax disabled 
  dax0.2 536870912 devdax  
  $ for i in '-s x' '-a 0' '-a x' '-m x' '-m devdax -N' '-m famfs -N'; do error dax reconfigure-device dax0.1 $i; done
  invalid --size 'x': expected a size such as 256M, without leading zeros
  129
  invalid --align '0': expected a page size such as 4K, 2M or 1G
  129
  invalid --align 'x': expected a page size such as 4K, 2M or 1G
  129
  unknown mode 'x': expected devdax, system-ram or famfs
  129
  --no-online is incompatible with --mode=devdax
  129
  --no-online is incompatible with --mode=famfs
  129

Modes: each one to each other.

  $ new two; for i in famfs devdax system-ram system-ram; do dax reconfigure-device -m $i dax0.1 | jq -c .; done; dax reconfigure-device -m famfs dax0.1; dax reconfigure-device -f -m devdax all | jq -c '.[]'; writes
  reconfigured 1 device
  [{"chardev":"dax0.1","size":536870912,"target_node":1,"align":2097152,"mode":"famfs"}]
  reconfigured 1 device
  [{"chardev":"dax0.1","size":536870912,"target_node":1,"align":2097152,"mode":"devdax"}]
  reconfigured 1 device
  [{"chardev":"dax0.1","size":536870912,"target_node":1,"align":2097152,"mode":"system-ram","online_memblocks":4,"total_memblocks":4,"movable":true}]
  reconfigured 1 device
  [{"chardev":"dax0.1","size":536870912,"target_node":1,"align":2097152,"mode":"system-ram","online_memblocks":4,"total_memblocks":4,"movable":true}]
  dax0.1: it is in system-ram mode; it must be in devdax mode to convert to famfs
  reconfigured 0 devices
  reconfigured 2 devices
  {"chardev":"dax0.1","size":536870912,"target_node":1,"align":2097152,"mode":"devdax"}
  {"chardev":"dax0.2","size":536870912,"target_node":1,"align":2097152,"mode":"devdax"}
    device_dax/unbind dax0.1
    device_dax/remove_id dax0.1
    fsdev_dax/new_id dax0.1
    fsdev_dax/unbind dax0.1
    fsdev_dax/remove_id dax0.1
    device_dax/new_id dax0.1
    device_dax/unbind dax0.1
    device_dax/remove_id dax0.1
    kmem/bind dax0.1
    dax0.1/state unplugged
    kmem/unbind dax0.1
    device_dax/new_id dax0.1

The kernel would set the memory online in its own way.

  $ new two; for i in -N --no-movable; do dax reconfigure-device -m system-ram $i dax0.1; dax reconfigure-device -m system-ram --dry-run $i dax0.1 | jq -c .; done; writes; echo online_kernel >sim/sys/devices/system/memory/auto_online_blocks; dax reconfigure-device -m system-ram dax0.1; dax reconfigure-device -m system-ram -N dax0.1; dax reconfigure-device -m system-ram --no-movable dax0.1 | jq -c .; dax reconfigure-device -m system-ram -f dax0.2 | jq -c .; echo offline >sim/sys/devices/system/memory/auto_online_blocks; writes
  dax0.1: kernel policy will auto-online memory, aborting: auto_online_blocks is online_movable; write offline to /sys/devices/system/memory/auto_online_blocks before (it starts as memhp_default_state= of the kernel command line), or use --force
  reconfigured 0 devices
  dax0.1: kernel policy will auto-online memory, aborting: auto_online_blocks is online_movable; write offline to /sys/devices/system/memory/auto_online_blocks before (it starts as memhp_default_state= of the kernel command line), or use --force
  [{"chardev":"dax0.1","dry_run":true,"changed":false,"verdict":"auto_online"}]
  dax0.1: kernel policy will auto-online memory, aborting: auto_online_blocks is online_movable; write offline to /sys/devices/system/memory/auto_online_blocks before (it starts as memhp_default_state= of the kernel command line), or use --force
  reconfigured 0 devices
  dax0.1: kernel policy will auto-online memory, aborting: auto_online_blocks is online_movable; write offline to /sys/devices/system/memory/auto_online_blocks before (it starts as memhp_default_state= of the kernel command line), or use --force
  [{"chardev":"dax0.1","dry_run":true,"changed":false,"verdict":"auto_online"}]
  dax0.1: kernel policy will auto-online memory, aborting: auto_online_blocks is online_kernel; write offline to /sys/devices/system/memory/auto_online_blocks before (it starts as memhp_default_state= of the kernel command line), or use --force
  reconfigured 0 devices
  dax0.1: kernel policy will auto-online memory, aborting: auto_online_blocks is online_kernel; write offline to /sys/devices/system/memory/auto_online_blocks before (it starts as memhp_default_state= of the kernel command line), or use --force
  reconfigured 0 devices
  reconfigured 1 device
  [{"chardev":"dax0.1","size":536870912,"target_node":1,"align":2097152,"mode":"system-ram","online_memblocks":4,"total_memblocks":4,"movable":false}]
    Warning: dax0.2: 4 memory blocks are not in zone Movable: kernel policy (auto_online_blocks is online_kernel) has set them online before; to change the zone, set them offline first, see daxctl-offline-memory(1)
  reconfigured 1 device
  [{"chardev":"dax0.2","size":536870912,"target_node":1,"align":2097152,"mode":"system-ram","online_memblocks":4,"total_memblocks":4,"movable":false}]
    device_dax/unbind dax0.1
    device_dax/remove_id dax0.1
    kmem/bind dax0.1
    device_dax/unbind dax0.2
    device_dax/remove_id dax0.2
    kmem/bind dax0.2
  $ dax reconfigure-device -m devdax -f all >/dev/null; dax reconfigure-device -m system-ram -N dax0.1 | jq -c .; dax reconfigure-device -m system-ram dax0.1 --dry-run | jq -c .; dax reconfigure-device -m system-ram dax0.1 --format json | jq -c .; dax reconfigure-device -m system-ram dax0.1 --format json | jq -c .; dax reconfigure-device -m system-ram --no-movable dax0.2 | jq -c .
  reconfigured 2 devices
  reconfigured 1 device
  [{"chardev":"dax0.1","size":536870912,"target_node":1,"align":2097152,"mode":"system-ram","online_memblocks":0,"total_memblocks":4}]
  [{"chardev":"dax0.1","dry_run":true,"changed":true,"verdict":"allowed","online_memblocks":0,"total_memblocks":4}]
  reconfigured 1 device
  [{"chardev":"dax0.1","changed":true,"online_memblocks":4,"total_memblocks":4}]
  reconfigured 1 device
  [{"chardev":"dax0.1","changed":false,"online_memblocks":4,"total_memblocks":4}]
  reconfigured 1 device
  [{"chardev":"dax0.2","size":536870912,"target_node":1,"align":2097152,"mode":"system-ram","online_memblocks":4,"total_memblocks":4,"movable":false}]

kmem adds whole blocks: it needs one, and a node.

  $ new empty; dax create-device -s 64M >/dev/null 2>&1; dax reconfigure-device -m system-ram dax0.1; rm "$(realpath sim/sys/bus/dax/devices/dax0.1)/target_node"; dax reconfigure-device -m system-ram dax0.1; writes; list
  dax0.1: it has no whole memory block, which is what the kernel adds; see /sys/devices/system/memory/block_size_bytes
  reconfigured 0 devices
  dax0.1: the kernel has no NUMA node for its memory; the tables SRAT or CEDT of the firmware assign no node to its addresses
  reconfigured 0 devices
    dax_region0/dax_region/create 1
    dax0.1/size 67108864
    device_dax/new_id dax0.1
  dax0.0 0 devdax disabled 
  dax0.1 67108864 devdax  

A dry run has the exit status of the real run, an object for each device, and changes nothing.

  $ new two; for i in 'disable-device all' 'enable-device all' 'destroy-device all' 'destroy-device -f all' 'create-device -s 1G' 'create-device -s 9G' 'reconfigure-device -m system-ram all' 'reconfigure-device -m famfs dax0.1' 'reconfigure-device -s 1G dax0.0 dax0.1' 'disable-device dax9.9'; do dax $i --dry-run >out 2>/dev/null; echo "$i $?"; jq -c 'map([.chardev, .changed, .verdict, (.steps // [] | length)])' out; writes; cp -a sim kept; dax $i >/dev/null 2>&1; echo "  $?"; rm -r sim; mv kept sim; done
  disable-device all 0
  [["dax0.1",true,"allowed",2],["dax0.2",true,"allowed",2]]
    0
  enable-device all 0
  [["dax0.1",false,"allowed",0],["dax0.2",false,"allowed",0]]
    0
  destroy-device all 2
  [["dax0.0",false,"allowed",0],["dax0.1",false,"active",0],["dax0.2",false,"active",0]]
    2
  destroy-device -f all 0
  [["dax0.0",false,"allowed",0],["dax0.1",true,"allowed",4],["dax0.2",true,"allowed",4]]
    0
  create-device -s 1G 0
  [["dax0.3",true,"allowed",4]]
    0
  create-device -s 9G 1
  [["region0",false,"no_space",0]]
    1
  reconfigure-device -m system-ram all 0
  [["dax0.1",true,"allowed",4],["dax0.2",true,"allowed",4]]
    0
  reconfigure-device -m famfs dax0.1 0
  [["dax0.1",true,"allowed",4]]
    0
  reconfigure-device -s 1G dax0.0 dax0.1 2
  [["dax0.0",true,"allowed",1],["dax0.1",false,"enabled",0]]
    2
  disable-device dax9.9 1
  []
    1

Programs that use the device: open files, and file systems.

  $ new two; mkdir -p sim/proc/4711/fd; : >sim/proc/4711/maps; echo app >sim/proc/4711/comm; ln -s /dev/dax0.1 sim/proc/4711/fd/3; for i in disable-device 'reconfigure-device -m system-ram' 'reconfigure-device -m famfs' 'destroy-device -f' 'disable-device -f'; do dax $i dax0.1 >/dev/null; echo $?; done; writes
  dax0.1: refusing to disable dax0.1: process 4711 (app) uses /dev/dax0.1; stop using it, or use --force
  disabled 0 devices
  3
  dax0.1: refusing to reconfigure dax0.1: process 4711 (app) uses /dev/dax0.1; stop using it, or use --force
  reconfigured 0 devices
  3
  dax0.1: refusing to reconfigure dax0.1: process 4711 (app) uses /dev/dax0.1; stop using it, or use --force
  reconfigured 0 devices
  3
  destroyed 1 device
  0
  dax0.1: no such DAX device; see 'daxctl list -i'
  disabled 0 devices
  1
    device_dax/unbind dax0.1
    device_dax/remove_id dax0.1
    dax0.1/size 0
    dax_region0/dax_region/delete dax0.1
  $ new two; dax reconfigure-device -m famfs dax0.1 >/dev/null 2>&1; echo '/dev/dax0.1 /mnt famfs rw 0 0' >>sim/proc/mounts; dax disable-device dax0.1; dax disable-device dax0.2
  dax0.1: refusing to disable dax0.1: dax0.1 is mounted on /mnt; stop using it, or use --force
  disabled 0 devices
  disabled 1 device

The module of its driver is held while a device is open; other processes are looked at only then, or if that is not known.

  $ for n in 0 1 x; do new two; mkdir -p sim/proc/4711/fd sim/sys/bus/dax/drivers/device_dax/module; : >sim/proc/4711/maps; echo app >sim/proc/4711/comm; ln -s /dev/dax0.1 sim/proc/4711/fd/3; echo $n >sim/sys/bus/dax/drivers/device_dax/module/refcnt; dax disable-device dax0.1 --dry-run >/dev/null; echo $?; done
  0
  dax0.1: refusing to disable dax0.1: process 4711 (app) uses /dev/dax0.1; stop using it, or use --force
  3
  dax0.1: refusing to disable dax0.1: process 4711 (app) uses /dev/dax0.1; stop using it, or use --force
  3

Threads of the kernel have no files; a program cannot look like one by its name.

  $ new two; mkdir -p sim/proc/77/fd; : >sim/proc/77/maps; echo 'x) S 2 0 0 0 -1 2129984' >sim/proc/77/comm; ln -s /dev/dax0.1 sim/proc/77/fd/3; for i in '77 (x) S 2 0 0 0 -1 2129984) S 1 77 77 0 -1 4194304 0 0' '77 (kworker/0:1) I 2 0 0 0 -1' 'x' '77 (kworker/0:1) I 2 0 0 0 -1 69238880 0 0'; do echo "$i" >sim/proc/77/stat; dax disable-device dax0.1 2>&1 | head -n 1; done
  dax0.1: refusing to disable dax0.1: process 77 (x) S 2 0 0 0 -1 2129984) uses /dev/dax0.1; stop using it, or use --force
  dax0.1: refusing to disable dax0.1: process 77 (x) S 2 0 0 0 -1 2129984) uses /dev/dax0.1; stop using it, or use --force
  dax0.1: refusing to disable dax0.1: process 77 (x) S 2 0 0 0 -1 2129984) uses /dev/dax0.1; stop using it, or use --force
  disabled 1 device

The policy can deny verbs for a memory device that has a part of the memory. There is one record of the intent and one of the outcome for each device.

  $ new two; mkdir -p sim/etc/cxl/policy.d; echo 'deny serial 0xc1 verb disable-device' >sim/etc/cxl/policy.d/10.conf; : >sim/dev/kmsg; dax disable-device dax0.1; dax disable-device -f dax0.1 --dry-run; echo 'deny serial 0xc3 verb disable-device' >sim/etc/cxl/policy.d/10.conf; dax disable-device dax0.1; dax reconfigure-device -m system-ram dax0.2 >/dev/null; dax create-device -s 64M >/dev/null; dax offline-memory dax0.2; writes
  dax0.1: refusing to disable dax0.1: denied by policy /etc/cxl/policy.d/10.conf:1: 'deny serial 0xc1 verb disable-device'; see 'cxl policy show'
  disabled 0 devices
  dax0.1: refusing to disable dax0.1: denied by policy /etc/cxl/policy.d/10.conf:1: 'deny serial 0xc1 verb disable-device'; see 'cxl policy show'
  [
    {
      "chardev":"dax0.1",
      "dry_run":true,
      "changed":false,
      "verdict":"policy_denied",
      "steps":[
        {
          "step":"unbind dax0.1 from driver device_dax",
          "path":"\/sys\/bus\/dax\/drivers\/device_dax\/unbind",
          "value":"dax0.1"
        },
        {
          "step":"remove dax0.1 from the devices of driver device_dax",
          "path":"\/sys\/bus\/dax\/drivers\/device_dax\/remove_id",
          "value":"dax0.1"
        }
      ]
    }
  ]
  disabled 1 device
  reconfigured 1 device
  created 1 device
  offlined memory for 1 device
    device_dax/unbind dax0.1
    device_dax/remove_id dax0.1
    device_dax/unbind dax0.2
    device_dax/remove_id dax0.2
    kmem/bind dax0.2
    dax_region0/dax_region/create 1
    dax0.3/size 67108864
    device_dax/new_id dax0.3
    memory41/state offline
    memory40/state offline
    memory39/state offline
    memory38/state offline
  $ cxl-sim audit | jq -c '.[] | [.event, .verb, .device, .path, .verdict, .result]' | sed 's,/sys/devices/platform.*region0/,,'
  ["refused","disable-device","dax0.1","bus/dax/drivers/device_dax/unbind","policy_denied",null]
  ["intent","disable-device","dax0.1","bus/dax/drivers/device_dax/unbind","allowed",null]
  ["outcome","disable-device","dax0.1","bus/dax/drivers/device_dax/unbind","allowed","done"]
  ["intent","reconfigure-device","dax0.2","bus/dax/drivers/device_dax/unbind","allowed",null]
  ["outcome","reconfigure-device","dax0.2","bus/dax/drivers/device_dax/unbind","allowed","done"]
  ["intent","create-device","dax0.3","devices/platform/ACPI0017:00/root0/decoder0.0/region0/dax_region0/dax_region/create","allowed",null]
  ["outcome","create-device","dax0.3","devices/platform/ACPI0017:00/root0/decoder0.0/region0/dax_region0/dax_region/create","allowed","done"]
  ["intent","offline-memory","dax0.2","devices/system/memory/memory41/state","allowed",null]
  ["outcome","offline-memory","dax0.2","devices/system/memory/memory41/state","allowed","done"]

A memory device of the region that is not known may be one that the policy denies.

  $ new two; mkdir -p sim/etc/cxl/policy.d; printf 'deny serial 0xc1 verb %s\n' disable-device disable-region >sim/etc/cxl/policy.d/10.conf; rm sim/sys/bus/cxl/devices/region0/target1; dax disable-device dax0.1; cxl-sim disable-region region0 -f 2>&1 >/dev/null | head -n 1; echo 'deny serial 0xc1 verb sanitize-memdev' >sim/etc/cxl/policy.d/10.conf; dax disable-device dax0.1
  dax0.1: refusing to disable dax0.1: denied by policy /etc/cxl/policy.d/10.conf:1: 'deny serial 0xc1 verb disable-device'; see 'cxl policy show'
  disabled 0 devices
  region0: cannot read the attributes of region0: No such file or directory
  disabled 1 device

A name that is too long is none, wherever it would be cut.

  $ new two; long=$(printf '%056d' 0); dax disable-device /$long/dax0.07 2>&1 | cut -c 1-20; dax disable-device "/$long/all" "$long$long" 2>&1 | grep -o 'no such.*'
  /0000000000000000000
  disabled 0 devices
  no such DAX device; see 'daxctl list -i'

A kernel without the driver of a mode: nothing is done.

  $ rm -rf sim; cxl-sim new sim; cxl-sim daxctl reconfigure-device -f -m devdax dax0.0 >/dev/null 2>&1; rm -r sim/sys/bus/dax/drivers/fsdev_dax; cxl-sim writes sim --clear >/dev/null
  $ cxl-sim daxctl reconfigure-device -m famfs dax0.0; cxl-sim writes sim; cxl-sim daxctl list | jq -c '.[].mode'
  dax0.0: not supported by this kernel (devdax needs CONFIG_DEV_DAX, system-ram CONFIG_DEV_DAX_KMEM, famfs Linux 7.1): the driver is not loaded
  reconfigured 0 devices
  "devdax"

The kernel creates another device than the one that was expected, since a program that takes no lock has created one at
the same time: nothing is written to it.

  $ rm -rf sim; cxl-sim new sim; cxl-sim daxctl reconfigure-device -f -m devdax dax0.0 >/dev/null 2>&1; cxl-sim daxctl disable-device dax0.0 2>/dev/null; cxl-sim daxctl reconfigure-device -s 512M dax0.0 2>/dev/null
  $ mkdir sim/sys/devices/platform/ACPI0017:00/root0/decoder0.0/region0/dax_region0/dax0.1; cxl-sim writes sim --clear >/dev/null; cxl-sim daxctl create-device; cxl-sim writes sim; cxl-sim daxctl list -i | jq -c '.[] | [.chardev, .size]'
  dax0.1: create dax0.1 in region 0: the kernel has created dax0.2, and not dax0.1; it is left as it is; another program may create devices, too; destroy it, and try again
  created 0 devices
  write dax_region0/dax_region/create 1
  ["dax0.0",536870912]
  ["dax0.2",0]
