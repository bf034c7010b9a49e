# SPDX-License-Identifier: GPL-2.0-only
daxctl online-memory and offline-memory: block by block, or all memory of a device at once.

  $ umask 022; export CXL_SIM=$PWD/sim; dax() { cxl-sim daxctl "$@"; }; memory=sim/sys/devices/system/memory
  $ new() { rm -rf sim; cxl-sim new sim; : >sim/dev/kmsg; "$@"; cxl-sim writes sim --clear >/dev/null; }
  $ off() { dax offline-memory dax0.0 2>/dev/null; }; unplugged() { cxl-sim write sim sys/bus/dax/devices/dax0.0/state unplugged; }
  $ three() { { dax reconfigure-device -m devdax -f dax0.0; dax destroy-device -f dax0.0; for i in 1 2 3; do dax create-device -s 256M; done; dax reconfigure-device -m system-ram dax0.1 dax0.2; } >/dev/null 2>&1; }
  $ writes() { cxl-sim writes sim --clear | sed 's/^write //'; }; count() { writes | sed 's/memory[0-9]*/memory/' | sort | uniq -c | sed 's/^ */  /'; }
  $ blocks() { (cd $memory && cat memory*/valid_zones 2>/dev/null | sort | uniq -c | sed 's/^ */  /'); }
  $ fault() { cxl-sim fault sim sysfs "$@"; }; nofault() { : >sim/state/faults; }

The last block is the first one that is set offline. A second run has nothing to do.

  $ new; dax offline-memory dax0.0 -v; writes | sed -n '1p;$p'; blocks; dax offline-memory dax0.0 -v; dax offline-memory dax0.0 --format json | jq -c .; writes
  dax0.0: 16 memory sections offlined
  offlined memory for 1 device
  memory49/state offline
  memory34/state offline
    16 Normal Movable
  dax0.0: 0 memory sections offlined
  offlined memory for 1 device
  offlined memory for 1 device
  [{"chardev":"dax0.0","online_memblocks":0,"total_memblocks":16,"changed":false}]
  $ dax online-memory dax0.0 -v; writes | sed -n '1p;$p'; blocks; dax online-memory dax0.0 -v --format json | jq -c .; writes
  dax0.0: 16 memory sections onlined
  onlined memory for 1 device
  memory34/state online_movable
  memory49/state online_movable
    16 Movable
  dax0.0: 0 memory sections onlined
  onlined memory for 1 device
  [{"chardev":"dax0.0","online_memblocks":16,"total_memblocks":16,"changed":false}]
  $ off; dax online-memory --no-movable dax0.0; count; blocks; dax online-memory dax0.0; dax online-memory --no-movable dax0.0; count
  onlined memory for 1 device
    16 memory/state offline
    16 memory/state online_kernel
    16 Normal
    Warning: dax0.0: 16 memory blocks are not in zone Movable: another program, or a udev rule, see 'cxl check', has set them online before; to change the zone, set them offline first, see daxctl-offline-memory(1)
  onlined memory for 1 device
  onlined memory for 1 device

Some blocks are in this state already, for whatever reason.

  $ new; for i in 34 40 49; do echo offline >$memory/memory$i/state; done; dax online-memory dax0.0 -v; writes; dax offline-memory -v dax0.0 | wc -l; count
  dax0.0: 3 memory sections onlined
  onlined memory for 1 device
  memory34/state online_movable
  memory40/state online_movable
  memory49/state online_movable
  dax0.0: 16 memory sections offlined
  offlined memory for 1 device
  0
    16 memory/state offline

All devices in mode system-ram; those without memory are left out of "all".

  $ new three; dax offline-memory all; dax offline-memory dax0.1,dax0.2 --format json | jq -c '.[]'; dax online-memory /dev/dax0.1 0.2 -r 0; dax online-memory dax0.0 dax0.1; dax offline-memory all -r 1; dax offline-memory all -r region1; dax offline-memory dax0.1 -r region1; count
  dax0.3: memory operations are not applicable in devdax mode; change its mode first, see daxctl-reconfigure-device(1)
  offlined memory for 2 devices
  offlined memory for 2 devices
  {"chardev":"dax0.1","online_memblocks":0,"total_memblocks":2,"changed":false}
  {"chardev":"dax0.2","online_memblocks":0,"total_memblocks":2,"changed":false}
  onlined memory for 2 devices
  dax0.0: memory operations are not applicable in devdax mode; change its mode first, see daxctl-reconfigure-device(1)
  onlined memory for 1 device
    Warning: no DAX device in region 1
  offlined memory for 0 devices
    Warning: no DAX device in region1
  offlined memory for 0 devices
  dax0.1: no such DAX device in region1; see 'daxctl list -i'
  offlined memory for 0 devices
    4 memory/state offline
    4 memory/state online_movable
  $ dax offline-memory dax0.1 dax9.9; dax offline-memory; count
  dax9.9: no such DAX device; see 'daxctl list -i'
    Warning: no device was changed
  offlined memory for 0 devices
    Error: specify a device to offline memory for, or "all"
  
   usage: cxl-sim daxctl offline-memory <device>...|all [<options>]
  
   See 'cxl-sim daxctl --help' for a description of the options.
  $ for i in 0 -1 x '' 604801 1.5; do dax offline-memory dax0.1 --timeout "$i" 2>&1 | head -n 1; done; dax offline-memory --no-movable dax0.1 2>&1 | head -n 1
    Error: invalid --timeout '0': expected 1 to 604800 seconds
    Error: invalid --timeout '-1': expected 1 to 604800 seconds
    Error: invalid --timeout 'x': expected 1 to 604800 seconds
    Error: invalid --timeout '': expected 1 to 604800 seconds
    Error: invalid --timeout '604801': expected 1 to 604800 seconds
    Error: invalid --timeout '1.5': expected 1 to 604800 seconds
    Error: unknown option `no-movable'

Blocks that fail: the others are done, and a repeat goes on. Each one is an object with the reason.

  $ new; fault memory40/state=offline errno EBUSY; fault memory42/state=offline errno EAGAIN; dax offline-memory dax0.0; count; dax offline-memory dax0.0 --format json 2>/dev/null | jq -c '.[] | (.failed_blocks[], del(.failed_blocks))'; echo ${PIPESTATUS[0]}; count; fault memory40/state=offline none; dax offline-memory dax0.0; nofault; dax offline-memory dax0.0; count
  dax0.0: memory block 42 (0x150000000-0x157ffffff): cannot write 'offline' to /sys/devices/system/memory/memory42/state: Resource temporarily unavailable; memory block 40: Device or resource busy; pages of it are in use and cannot be moved now, for example since a program has pinned them; try again with --timeout; 14 of 16 memory blocks are offline; see the kernel log
  offlined memory for 0 devices
    14 memory/state offline
    1 memory/state offline EAGAIN
    1 memory/state offline EBUSY
  {"memory_block":42,"start":5637144576,"end":5771362303,"zone":"Movable","error":"Resource temporarily unavailable","reason":"see the kernel log"}
  {"memory_block":40,"start":5368709120,"end":5502926847,"zone":"Movable","error":"Device or resource busy","reason":"pages of it are in use and cannot be moved now, for example since a program has pinned them; try again with --timeout"}
  {"chardev":"dax0.0","online_memblocks":2,"total_memblocks":16,"changed":false}
  1
    1 memory/state offline EAGAIN
    1 memory/state offline EBUSY
  dax0.0: memory block 42 (0x150000000-0x157ffffff): cannot write 'offline' to /sys/devices/system/memory/memory42/state: Resource temporarily unavailable; 15 of 16 memory blocks are offline; see the kernel log
  offlined memory for 0 devices
  offlined memory for 1 device
    2 memory/state offline
    1 memory/state offline EAGAIN
  $ new; fault memory40/state=offline errno EBUSY; echo Normal >$memory/memory40/valid_zones; dax offline-memory dax0.0; echo 0 >$memory/memory40/removable; dax offline-memory dax0.0
  dax0.0: memory block 40 (0x140000000-0x147ffffff): cannot write 'offline' to /sys/devices/system/memory/memory40/state: Device or resource busy; 15 of 16 memory blocks are offline; it is not in zone Movable: the kernel uses it itself, and may never release it; set the memory online as movable after the next boot
  offlined memory for 0 devices
  dax0.0: memory block 40 (0x140000000-0x147ffffff): cannot write 'offline' to /sys/devices/system/memory/memory40/state: Device or resource busy; 15 of 16 memory blocks are offline; the kernel says that the block is not removable
  offlined memory for 0 devices
  [1]
  $ new off; fault memory40/state=online_movable errno ENOMEM; dax online-memory dax0.0 --format json | jq -c '.[] | (.failed_blocks[], del(.failed_blocks))'; count; nofault; dax online-memory dax0.0; count
  dax0.0: memory block 40 (0x140000000-0x147ffffff): cannot write 'online_movable' to /sys/devices/system/memory/memory40/state: Cannot allocate memory; 15 of 16 memory blocks are online; see the kernel log
  onlined memory for 0 devices
  {"memory_block":40,"start":5368709120,"end":5502926847,"error":"Cannot allocate memory","reason":"see the kernel log"}
  {"chardev":"dax0.0","online_memblocks":15,"total_memblocks":16,"changed":true}
    15 memory/state online_movable
    1 memory/state online_movable ENOMEM
  onlined memory for 1 device
    1 memory/state online_movable

Blocks that fail for the same reason are named as ranges.

  $ new; for i in 49 47 46 45 40 37 38; do fault memory$i/state=offline errno EBUSY; done; dax offline-memory dax0.0; new off; for i in 34 35 36 41; do fault memory$i/state=online_movable errno ENOMEM; done; dax online-memory dax0.0
  dax0.0: memory block 49 (0x188000000-0x18fffffff): cannot write 'offline' to /sys/devices/system/memory/memory49/state: Device or resource busy; memory blocks 45-47, 40, 37-38 failed, too; 9 of 16 memory blocks are offline; pages of it are in use and cannot be moved now, for example since a program has pinned them; try again with --timeout
  offlined memory for 0 devices
  dax0.0: memory block 34 (0x110000000-0x117ffffff): cannot write 'online_movable' to /sys/devices/system/memory/memory34/state: Cannot allocate memory; memory blocks 35-36, 41 failed, too; 12 of 16 memory blocks are online; see the kernel log
  onlined memory for 0 devices
  [1]

What the kernel says about the block while it tries is quoted, not what it says about something else. What the block itself says counts more.

  $ new; fault memory41/state=offline late 1000
  $ said() { (sleep 0.4; printf '<4>%s\n' "$@" 'cxl_pci 0000:e1:00.0: AER: corrected error received' 'cxl_mem mem0: other' >>sim/dev/kmsg; mv $memory/memory41/state .) & dax offline-memory dax0.0; wait; mv state $memory/memory41; echo online >$memory/memory41/state; }
  $ said 'migrating pfn 148000 failed ret:1' 'page dumped because: unmovable page'; said 'migrating pfn 148000 failed ret:1'; said; echo 0 >$memory/memory41/removable; said 'page dumped because: unmovable page'
  dax0.0: memory block 41 (0x148000000-0x14fffffff): cannot write 'offline' to /sys/devices/system/memory/memory41/state: Invalid argument; the kernel: page dumped because: unmovable page; 15 of 16 memory blocks are offline; a page of it belongs to the kernel, which cannot move it
  offlined memory for 0 devices
  dax0.0: memory block 41 (0x148000000-0x14fffffff): cannot write 'offline' to /sys/devices/system/memory/memory41/state: Invalid argument; the kernel: migrating pfn 148000 failed ret:1; 15 of 16 memory blocks are offline; see the kernel log
  offlined memory for 0 devices
  dax0.0: memory block 41 (0x148000000-0x14fffffff): cannot write 'offline' to /sys/devices/system/memory/memory41/state: Invalid argument; 15 of 16 memory blocks are offline; see the kernel log
  offlined memory for 0 devices
  dax0.0: memory block 41 (0x148000000-0x14fffffff): cannot write 'offline' to /sys/devices/system/memory/memory41/state: Invalid argument; the kernel: page dumped because: unmovable page; 15 of 16 memory blocks are offline; the kernel says that the block is not removable
  offlined memory for 0 devices

A block with a pinned page, which the kernel tries without end until a signal comes: it gets its share of the time, and the others are tried, too. Another signal ends nothing.

  $ new; fault memory49/state=offline errno EINTR; dax offline-memory dax0.0 --timeout 2 --format json | jq -c '.[] | [.online_memblocks, .failed_blocks[]]'
  dax0.0: memory block 49 (0x188000000-0x18fffffff): timed out; 15 of 16 memory blocks are offline; pages of it are in use and cannot be moved now, for example since a program has pinned them; try again
  offlined memory for 0 devices
  [1,{"memory_block":49,"start":6576668672,"end":6710886399,"zone":"Movable","error":"timed out","reason":"pages of it are in use and cannot be moved now, for example since a program has pinned them; try again"}]
  $ new; fault memory49/state=offline errno EBUSY --count 1; fault memory49/state=offline errno EINTR --after 1; dax offline-memory dax0.0 --timeout 1 --format json 2>/dev/null | jq -c '.[].failed_blocks | length'
  1
  $ new; fault memory45/state=offline errno EINTR --count 1; dax offline-memory dax0.0; count
  offlined memory for 1 device
    16 memory/state offline
    1 memory/state offline EINTR

Another program has done it meanwhile.

  $ new; fault memory45/state=offline late 1000; (sleep 0.3; echo offline >$memory/memory44/state) & dax offline-memory dax0.0 --format json | jq -c .; wait; count
  offlined memory for 1 device
  [{"chardev":"dax0.0","online_memblocks":0,"total_memblocks":16,"changed":true}]
    15 memory/state offline
    1 memory/state offline EINVAL

Several devices: one that fails is no reason to leave out the others.

  $ new three; fault memory34/state=offline errno EBUSY; dax offline-memory dax0.1 dax0.2; echo $?; count
  dax0.1: memory block 34 (0x110000000-0x117ffffff): cannot write 'offline' to /sys/devices/system/memory/memory34/state: Device or resource busy; 1 of 2 memory blocks are offline; pages of it are in use and cannot be moved now, for example since a program has pinned them; try again with --timeout
  offlined memory for 1 device
  2
    3 memory/state offline
    1 memory/state offline EBUSY

With a time limit, blocks that are busy are tried again after the others.

  $ new; fault memory49/state=offline errno EBUSY --count 3; dax offline-memory dax0.0 --timeout 5 -v; writes | sed -n '1,2p;16,$p'
  dax0.0: 16 memory sections offlined
  offlined memory for 1 device
  memory49/state offline EBUSY
  memory48/state offline
  memory34/state offline
  memory49/state offline EBUSY
  memory49/state offline EBUSY
  memory49/state offline
  $ new; fault memory48/state=offline errno EBUSY; dax offline-memory dax0.0 --timeout 1; [ $(writes | wc -l) -lt 20 ]; blocks
  dax0.0: memory block 48 (0x180000000-0x187ffffff): cannot write 'offline' to /sys/devices/system/memory/memory48/state: Device or resource busy; timed out; 15 of 16 memory blocks are offline; pages of it are in use and cannot be moved now, for example since a program has pinned them; try again
  offlined memory for 0 devices
    1 Movable
    15 Normal Movable

Interruption: what was done remains, and is reported.

  $ new; fault memory45/state=offline interrupt-after; dax offline-memory dax0.0 --format json | jq -c .; count; dax offline-memory dax0.0; count
  dax0.0: interrupted; 5 of 16 memory blocks are offline
  offlined memory for 0 devices
  [{"chardev":"dax0.0","online_memblocks":11,"total_memblocks":16,"changed":true}]
    5 memory/state offline
  offlined memory for 1 device
    11 memory/state offline
  $ new; fault memory45/state=offline kill-after; (dax offline-memory dax0.0) 2>/dev/null; echo $?; count; nofault; dax offline-memory dax0.0; count
  137
    5 memory/state offline
  offlined memory for 1 device
    11 memory/state offline

Memory that is unplugged: it is added and set online as a whole. Setting it offline has nothing to do.

  $ new unplugged; dax list | jq -c '.[]'; dax offline-memory dax0.0 --format json | jq -c .; dax online-memory dax0.0 --dry-run | jq -c .; dax online-memory dax0.0 --format json | jq -c .; writes; blocks; dax online-memory dax0.0; writes
  {"chardev":"dax0.0","size":2147483648,"target_node":1,"align":2097152,"mode":"system-ram","online_memblocks":0,"total_memblocks":0,"state":"unplugged"}
  offlined memory for 1 device
  [{"chardev":"dax0.0","online_memblocks":0,"total_memblocks":0,"changed":false}]
  [{"chardev":"dax0.0","online_memblocks":0,"total_memblocks":0,"dry_run":true,"changed":true,"verdict":"allowed"}]
  onlined memory for 1 device
  [{"chardev":"dax0.0","online_memblocks":16,"total_memblocks":16,"changed":true}]
  dax0.0/state online_movable
    16 Movable
  onlined memory for 1 device
  $ new unplugged; fault dax0.0/state=online_kernel errno ENOMEM; dax online-memory --no-movable dax0.0; dax online-memory -v dax0.0; writes; blocks
  dax0.0: cannot write 'online_kernel' to /sys/devices/platform/ACPI0017:00/root0/decoder0.0/region0/dax_region0/dax0.0/state: Cannot allocate memory; the device has no memory now; see the kernel log
  onlined memory for 0 devices
  dax0.0: 16 memory sections onlined
  onlined memory for 1 device
  dax0.0/state online_kernel ENOMEM
  dax0.0/state online_movable
    16 Movable
  $ new unplugged; fault dax0.0/state=online_movable ignore; dax online-memory dax0.0; blocks
  dax0.0: the kernel has accepted 'online_movable' for /sys/devices/platform/ACPI0017:00/root0/decoder0.0/region0/dax_region0/dax0.0/state, but the value read back is 'unplugged'; the device has no memory now; see the kernel log
  onlined memory for 0 devices
  $ new unplugged; dax online-memory dax0.0 2>/dev/null; off; dax online-memory dax0.0; count
  onlined memory for 1 device
    1 dax0.0/state online_movable
    16 memory/state offline
    16 memory/state online_movable

Dry runs: an object for each device, and the exit status of the real run.

  $ new three; for i in 'offline-memory all' 'offline-memory dax0.1 dax0.2' 'online-memory dax0.1' 'online-memory dax0.3' 'offline-memory dax9.9'; do dax $i --dry-run >out 2>/dev/null; echo "$i $?"; jq -c '.[]' out; writes; cp -a sim kept; dax $i >/dev/null 2>&1; echo "  $?"; rm -r sim; mv kept sim; done
  offline-memory all 2
  {"chardev":"dax0.1","online_memblocks":2,"total_memblocks":2,"dry_run":true,"changed":true,"verdict":"allowed"}
  {"chardev":"dax0.2","online_memblocks":2,"total_memblocks":2,"dry_run":true,"changed":true,"verdict":"allowed"}
  {"chardev":"dax0.3","dry_run":true,"changed":false,"verdict":"not_system_ram"}
    2
  offline-memory dax0.1 dax0.2 0
  {"chardev":"dax0.1","online_memblocks":2,"total_memblocks":2,"dry_run":true,"changed":true,"verdict":"allowed"}
  {"chardev":"dax0.2","online_memblocks":2,"total_memblocks":2,"dry_run":true,"changed":true,"verdict":"allowed"}
    0
  online-memory dax0.1 0
  {"chardev":"dax0.1","online_memblocks":2,"total_memblocks":2,"dry_run":true,"changed":false,"verdict":"allowed"}
    0
  online-memory dax0.3 1
  {"chardev":"dax0.3","dry_run":true,"changed":false,"verdict":"not_system_ram"}
    1
  offline-memory dax9.9 1
    1

A state that cannot be read, or that is going offline, is not offline.

  $ new off; echo going-offline >$memory/memory40/state; dax list | jq -c '.[].online_memblocks'; rm $memory/memory41/state; dax offline-memory dax0.0; dax reconfigure-device -m devdax dax0.0; writes
  1
  dax0.0: cannot read which memory blocks are online: Input/output error
  offlined memory for 0 devices
  dax0.0: cannot read which memory blocks are online: Input/output error
  reconfigured 0 devices

The policy, and the records: one for all blocks of a device.

  $ new; mkdir -p sim/etc/cxl/policy.d; echo 'deny serial 0xc0 verb offline-memory' >sim/etc/cxl/policy.d/10.conf; : >sim/dev/kmsg; dax offline-memory dax0.0; echo 'deny serial 0xc0 verb disable-device' >sim/etc/cxl/policy.d/10.conf; fault memory40/state=offline errno EBUSY --count 1; dax offline-memory dax0.0 >/dev/null 2>&1; count; cxl-sim audit | jq -c '.[] | [.event, .verb, .device, .path, .verdict, .result]'
  dax0.0: refusing to set the memory of dax0.0 offline: denied by policy /etc/cxl/policy.d/10.conf:1: 'deny serial 0xc0 verb offline-memory'; see 'cxl policy show'
  offlined memory for 0 devices
    15 memory/state offline
    1 memory/state offline EBUSY
  ["refused","offline-memory","dax0.0","devices/system/memory/memory49/state","policy_denied",null]
  ["intent","offline-memory","dax0.0","devices/system/memory/memory49/state","allowed",null]
  ["outcome","offline-memory","dax0.0","devices/system/memory/memory49/state","allowed","failed"]

Dumps and other captured systems cannot be changed.

  $ new; CXL_SIM_READ_ONLY=1 dax offline-memory dax0.0; CXL_SIM_READ_ONLY=1 dax online-memory dax0.0; writes
  dax0.0: refusing to set the memory of dax0.0 offline: a captured system cannot be changed; omit --from or --sysroot, or use --dry-run
  offlined memory for 0 devices
  onlined memory for 1 device

Each block is read back: the kernel may have accepted a request without an effect.

  $ new; fault memory49/state=offline ignore; dax offline-memory dax0.0; nofault; off; fault memory34/state=online_movable ignore; dax online-memory dax0.0 --format json 2>/dev/null | jq -c '.[] | [.changed, .online_memblocks, .failed_blocks[].memory_block]'
  dax0.0: memory block 49 (0x188000000-0x18fffffff): the kernel has accepted it, but the block is not offline; 15 of 16 memory blocks are offline; see the kernel log
  offlined memory for 0 devices
  [true,15,34]

reconfigure-device --timeout: memory that is busy is asked again, as by offline-memory, in one step or block by block.

  $ old() { rm -rf sim; echo 'kmem_state no' >devices; cxl-sim new sim --devices devices; : >sim/dev/kmsg; cxl-sim writes sim --clear >/dev/null; }
  $ busy() { "$1"; fault "$2" errno EBUSY ${3:+--count $3}; dax reconfigure-device -m devdax -f --timeout 1 dax0.0 2>&1 | sed 's/.*: timed out/timed out/'; writes | sort | uniq -c | grep -E "(unplugged|memory49/state).*EBUSY|device_dax/bind" | sed 's/^ *1 /once /;s/^ *[0-9]* /often /'; }
  $ busy new dax0.0/state=unplugged 1; busy old memory49/state=offline 1; busy new dax0.0/state=unplugged; busy old memory49/state=offline
  reconfigured 1 device
  [
    {
      "chardev":"dax0.0",
      "size":2147483648,
      "target_node":1,
      "align":2097152,
      "mode":"devdax"
    }
  ]
  once dax0.0/state unplugged EBUSY
  reconfigured 1 device
  [
    {
      "chardev":"dax0.0",
      "size":2147483648,
      "target_node":1,
      "align":2097152,
      "mode":"devdax"
    }
  ]
  once memory49/state offline EBUSY
  timed out; a page of it is in use, or cannot be moved; try again, or see daxctl-offline-memory(1)
  reconfigured 0 devices
  often dax0.0/state unplugged EBUSY
  timed out; a page of it is in use, or cannot be moved; try again, or see daxctl-offline-memory(1)
  reconfigured 0 devices
  often memory49/state offline EBUSY

A block that another program sets online before the driver is unbound: the kernel would never release it.

  $ old; fault memory34/state=offline late 1000; (until [ "$(cat $memory/memory49/state)" = offline ]; do sleep 0.05; done; cxl-sim write sim sys/devices/system/memory/memory49/state online) & dax reconfigure-device -m devdax -f dax0.0 2>&1 | sed 's/devices.*memory4/memory4/'; wait; writes | grep -c kmem/unbind; dax list | jq -c '.[] | [.mode, .online_memblocks]'
  dax0.0: unbind dax0.0 from driver kmem: /sys/memory49/state: Invalid argument); another program may use it; try again
  reconfigured 0 devices
  0
  ["system-ram",16]


The kernel adds a device with some of its blocks if it cannot add all of them: that is no success.

  $ new; rm -r $memory/memory4[2-9]; dax online-memory dax0.0; dax online-memory dax0.0 --format json 2>/dev/null | jq -c '.[] | [.changed, .online_memblocks, .total_memblocks]'; dax offline-memory dax0.0
  dax0.0: 8 of 16 memory blocks exist: the kernel has not added the rest; see the kernel log
  onlined memory for 0 devices
  [false,8,8]
  offlined memory for 1 device
  $ old; rm -r $memory/memory4[2-9]; dax reconfigure-device -m system-ram dax0.0
  dax0.0: 8 of 16 memory blocks exist: the kernel has not added the rest; the device is in mode system-ram; see the kernel log
  reconfigured 0 devices
  [
    {
      "chardev":"dax0.0",
      "size":2147483648,
      "target_node":1,
      "align":2097152,
      "mode":"system-ram",
      "online_memblocks":8,
      "total_memblocks":8,
      "movable":true
    }
  ]
  [1]

With a time limit, memory that is added as a whole is tried again, too. An interruption is not taken for memory in use.

  $ new unplugged; fault dax0.0/state=online_movable errno EBUSY --count 2; dax online-memory dax0.0 --timeout 20; blocks
  onlined memory for 1 device
    16 Movable
  $ old; fault memory45/state=offline errno EBUSY; timeout -s INT 2 cxl-sim daxctl reconfigure-device -m devdax -f dax0.0 --timeout 100 2>&1 | cut -c1-120
  dax0.0: interrupted; the changes before it were undone
  reconfigured 0 devices
