# SPDX-License-Identifier: GPL-2.0-only
daxctl undo: which commands undo each change of a device, and that everything is as before.

  $ umask 022; export CXL_SIM=$PWD/sim; dax() { cxl-sim daxctl "$@"; }; memory=sim/sys/devices/system/memory
  $ new() { rm -rf sim; cxl-sim new sim; echo offline >$memory/auto_online_blocks; : >sim/dev/kmsg; "$@"; cxl-sim writes sim --clear >/dev/null; }
  $ devdax() { dax reconfigure-device -m devdax -f dax0.0 >/dev/null 2>&1; }; disabled() { devdax; dax disable-device dax0.0 2>/dev/null; }
  $ empty() { disabled; dax destroy-device dax0.0 2>/dev/null; }
  $ small() { empty; dax create-device -s 512M >/dev/null 2>&1; dax disable-device dax0.1 2>/dev/null; }
  $ off() { dax offline-memory dax0.0 2>/dev/null; }
  $ fault() { cxl-sim fault sim sysfs "$@"; }; nofault() { : >sim/state/faults; }
  $ two() { empty; for i in 1 2; do dax create-device -s 512M >/dev/null 2>&1; done; }
  $ ledger() { tr '\t' ' ' <sim/var/lib/cxl/undo | grep -E '^(run|never)'; }
  $ cat >ranges <<EOF
  > {"chardev": "dax0.1", "size": 536870912, "align": 2097152, "mappings": [{"page_offset": 0, "start": "0x110000000", "end": "0x11fffffff"}, {"page_offset": 65536, "start": "0x130000000", "end": "0x13fffffff"}]}
  > EOF

Not as before are "create" and "seed" of the region, which name the device that was created last, and "state" of kmem: the
last request, which was to add the memory without setting it online.

  $ tree() { (cd sim/sys && find . -type f ! -name uevent ! -name create ! -name seed -exec grep -H . {} + 2>/dev/null | sort; find . -type l -printf '%p %l\n' | sort; cd ../state; find . -path './dax_ids/*' -type f); }
  $ each() { # COMMAND...
  >     tree >before; dax "$@" >/dev/null 2>&1 || echo failed; ledger; dax undo --yes >/dev/null 2>&1 || echo "not undone"; tree | diff before - | sed -n 's,\./.*/,/,; s/^</-/p; s/^>/+/p'; }
  $ new empty; each create-device; each create-device -s 256M -a 4096; each create-device --input ranges
  run disable-device dax0.1
  run destroy-device dax0.1
  run disable-device dax0.1
  run destroy-device dax0.1
  run disable-device dax0.1
  run destroy-device dax0.1
  $ new small; each reconfigure-device -s 1G dax0.1; each reconfigure-device -a 4096 dax0.1; each reconfigure-device -s 768M -a 4096 dax0.1; each enable-device dax0.1; each reconfigure-device -m system-ram -N dax0.1; each reconfigure-device -m system-ram dax0.1; each reconfigure-device -m famfs dax0.1
  run reconfigure-device dax0.1 --size 536870912
  run reconfigure-device dax0.1 --align 2097152
  run reconfigure-device dax0.1 --size 536870912 --align 2097152
  run disable-device dax0.1
  run offline-memory dax0.1
  run reconfigure-device dax0.1 --mode devdax
  run disable-device dax0.1
  run offline-memory dax0.1
  run reconfigure-device dax0.1 --mode devdax
  run disable-device dax0.1
  run disable-device dax0.1
  $ new devdax; each disable-device dax0.0; each reconfigure-device -m famfs dax0.0; each reconfigure-device -m system-ram dax0.0
  run enable-device dax0.0
  run reconfigure-device dax0.0 --mode devdax
  run offline-memory dax0.0
  run reconfigure-device dax0.0 --mode devdax
  $ new; each offline-memory dax0.0; each reconfigure-device -m devdax -f dax0.0; off; each online-memory dax0.0; each online-memory --no-movable dax0.0; each reconfigure-device -m system-ram dax0.0; each reconfigure-device -m devdax dax0.0
  run online-memory dax0.0
  run reconfigure-device dax0.0 --mode system-ram
  - /state:online_movable
  + /state:offline
  run offline-memory dax0.0
  run offline-memory dax0.0
  run offline-memory dax0.0
  run reconfigure-device dax0.0 --mode system-ram --no-online

What cannot be undone: memory that was released, and memory of which a part was online.

  $ new small; dax reconfigure-device -s 256M dax0.1 2>/dev/null; ledger; dax destroy-device dax0.1 2>/dev/null; ledger
  never changes of this kind cannot be undone
  never changes of this kind cannot be undone
  $ new; cxl-sim write sim sys/devices/system/memory/memory40/state offline; dax reconfigure-device -m devdax -f dax0.0 >/dev/null 2>&1; ledger; new; cxl-sim write sim sys/devices/system/memory/memory40/state offline; dax offline-memory dax0.0 2>/dev/null; ledger
  never changes of this kind cannot be undone
  never changes of this kind cannot be undone

Counts: a device whose memory cannot be set online is not done, although its mode was changed.

  $ new two; fault memory40/state=online_movable errno ENOMEM; dax reconfigure-device -m system-ram dax0.1 dax0.2 --format json | jq -c '.[]'; echo ${PIPESTATUS[0]}; ledger
  dax0.2: memory block 40 (0x140000000-0x147ffffff): cannot write 'online_movable' to /sys/devices/system/memory/memory40/state: Cannot allocate memory; 3 of 4 memory blocks are online; the device is in mode system-ram; see the kernel log
  reconfigured 1 device
  {"chardev":"dax0.1","changed":true,"steps":[{"step":"unbind dax0.1 from driver device_dax","path":"/sys/bus/dax/drivers/device_dax/unbind","value":"dax0.1"},{"step":"remove dax0.1 from the devices of driver device_dax","path":"/sys/bus/dax/drivers/device_dax/remove_id","value":"dax0.1"},{"step":"bind dax0.1 to driver kmem","path":"/sys/bus/dax/drivers/kmem/bind","value":"dax0.1"}],"online_memblocks":4,"total_memblocks":4}
  {"chardev":"dax0.2","changed":true,"steps":[{"step":"unbind dax0.2 from driver device_dax","path":"/sys/bus/dax/drivers/device_dax/unbind","value":"dax0.2"},{"step":"remove dax0.2 from the devices of driver device_dax","path":"/sys/bus/dax/drivers/device_dax/remove_id","value":"dax0.2"},{"step":"bind dax0.2 to driver kmem","path":"/sys/bus/dax/drivers/kmem/bind","value":"dax0.2"}],"failed_blocks":[{"memory_block":40,"start":5368709120,"end":5502926847,"error":"Cannot allocate memory","reason":"see the kernel log"}],"online_memblocks":3,"total_memblocks":4}
  2
  run offline-memory dax0.2
  run reconfigure-device dax0.2 --mode devdax
  run offline-memory dax0.1
  run reconfigure-device dax0.1 --mode devdax
  $ new devdax; fault memory40/state=online_movable errno ENOMEM; dax reconfigure-device -m system-ram dax0.0 >/dev/null; echo $?; ledger; nofault; dax undo --yes >/dev/null; dax list | jq -c '.[].mode'
  dax0.0: memory block 40 (0x140000000-0x147ffffff): cannot write 'online_movable' to /sys/devices/system/memory/memory40/state: Cannot allocate memory; 15 of 16 memory blocks are online; the device is in mode system-ram; see the kernel log
  reconfigured 0 devices
  1
  run offline-memory dax0.0
  run reconfigure-device dax0.0 --mode devdax
  daxctl offline-memory dax0.0
  daxctl reconfigure-device dax0.0 --mode devdax
  offlined memory for 1 device
  reconfigured 1 device
  "devdax"

Memory that was set offline or online is undone, also if a block has failed.

  $ new; fault memory40/state=offline errno EBUSY; dax offline-memory dax0.0 >/dev/null 2>&1; echo $?; ledger; nofault; dax undo --yes; dax list | jq -c '.[] | [.online_memblocks, .movable]'
  1
  run online-memory dax0.0
  daxctl online-memory dax0.0
  onlined memory for 1 device
  [16,true]
  $ new off; fault memory40/state=online_movable errno ENOMEM; dax online-memory dax0.0 >/dev/null 2>&1; ledger
  run offline-memory dax0.0

If one device remains changed in part, no change of the command is undone.

  $ new two; for i in fsdev_dax device_dax; do fault "*$i/new_id=dax0.2" errno EIO; done; dax reconfigure-device -m famfs dax0.1 dax0.2 2>&1 >/dev/null | grep -o '[0-9] changes* remain\|reconfigured.*'; ledger; dax undo --yes 2>&1 | sed -E 's/of [0-9TZ:-]{20}/of T/'
  2 changes remain
  reconfigured 1 device
  never it has failed
  undo: the last change, reconfigure-device of T, cannot be undone: it has failed; see cxl-undo(1) and 'cxl audit'
  []
  $ new two; fault '*fsdev_dax/new_id=dax0.2' errno EIO; dax reconfigure-device -m famfs dax0.1 dax0.2 2>&1 >/dev/null | grep -o 'the changes before it were undone\|reconfigured.*'; ledger
  the changes before it were undone
  reconfigured 1 device
  run reconfigure-device dax0.1 --mode devdax
