# SPDX-License-Identifier: GPL-2.0-only
daxctl with devices of dax_hmem: memory that the firmware reserves for a purpose, which no CXL region has.

Directories, attributes and links are those of drivers/dax/hmem and bus.c of Linux 7.3; the numbers of hmem.N and of the
DAX region are the same. The memory of hmem.1 begins at 8 GiB, that of hmem.2 at 16 GiB.

  $ umask 022; export CXL_SIM=$PWD/sim; dax() { cxl-sim daxctl "$@"; }; platform=sim/sys/devices/platform
  $ hmem() { # N START END SIZE NODE
  >     local r=$platform/hmem_platform.0/hmem.$1 d=$platform/hmem_platform.0/hmem.$1/dax$1.0
  >     mkdir -p $r/dax_region $d/mapping0 sim/sys/bus/platform/drivers/hmem
  >     echo platform:hmem >$r/modalias; ln -s ../../../../bus/platform/drivers/hmem $r/driver; ln -s ../../../../bus/platform $r/subsystem
  >     echo $1 >$r/dax_region/id; echo $4 >$r/dax_region/size; echo 2097152 >$r/dax_region/align; echo 0 >$r/dax_region/available_size
  >     : >$r/dax_region/create; : >$r/dax_region/seed; install -m 200 /dev/null $r/dax_region/delete
  >     echo $4 >$d/size; echo 2097152 >$d/align; echo $5 >$d/target_node; echo 0 >$d/numa_node; echo $2 >$d/resource; echo dax:t0 >$d/modalias
  >     echo 0 >$d/memmap_on_memory; echo 250:$1 >$d/dev; install -m 200 /dev/null $d/mapping
  >     echo $2 >$d/mapping0/start; echo $3 >$d/mapping0/end; echo 0x0 >$d/mapping0/page_offset
  >     ln -s ../../../../../bus/dax $d/subsystem; ln -s ../../../devices/platform/hmem_platform.0/hmem.$1/dax$1.0 sim/sys/bus/dax/devices/dax$1.0; }
  $ new() { rm -rf sim; cxl-sim new sim; : >sim/dev/kmsg; hmem 1 0x200000000 0x23fffffff 1073741824 2; "$@"; cxl-sim writes sim --clear >/dev/null; }

The kernel binds them to kmem, unless dax_hmem was loaded with region_idle=1.

  $ boot() { for i; do cxl-sim write sim sys/bus/dax/drivers/kmem/bind dax$i; done; }
  $ writes() { cxl-sim writes sim --clear | sed 's/^write /  /;s,bus/dax/drivers/,,'; }
  $ list() { dax list | jq -r '.[] | [.chardev, .mode, .state // "", .online_memblocks // ""] | @tsv' | tr '\t' ' '; }

Lists: a region of its own, and where the memory comes from.

  $ new boot 1.0; dax list --provider | jq -c '.[]'
  {"chardev":"dax0.0","size":2147483648,"target_node":1,"align":2097152,"mode":"system-ram","online_memblocks":16,"total_memblocks":16,"movable":true,"provider":"cxl","cxl":{"region":"region0","memdevs":["mem0","mem1"]}}
  {"chardev":"dax1.0","size":1073741824,"target_node":2,"align":2097152,"mode":"system-ram","online_memblocks":8,"total_memblocks":8,"movable":true,"provider":"hmem"}
  $ dax list -RD --provider -r 1 | jq -c '.[]'
  {"path":"/platform/hmem_platform.0/hmem.1","id":1,"size":1073741824,"align":2097152,"provider":"hmem","devices":[{"chardev":"dax1.0","size":1073741824,"target_node":2,"align":2097152,"mode":"system-ram","online_memblocks":8,"total_memblocks":8,"movable":true}]}
  $ dax list -D -M -r region1 | jq -c '.[].mappings'
  [{"page_offset":0,"start":8589934592,"end":9663676415,"size":1073741824}]

Other devices with the same addresses are named: only one of them can have a driver.

  $ hmem 3 0x140000000 0x15fffffff 536870912 2; dax list --provider | jq -c '.[] | [.chardev, .provider, .overlaps]'; dax reconfigure-device -m devdax dax3.0; list
  ["dax0.0","cxl",["dax3.0"]]
  ["dax1.0","hmem",null]
  ["dax3.0","hmem",["dax0.0"]]
  cxl-sim: device_dax: dax3.0 cannot be bound
  dax3.0: bind dax3.0 to driver device_dax: cannot write 'dax3.0' to /sys/bus/dax/drivers/device_dax/bind: Device or resource busy; the changes before it were undone; it is in use, or not in a state for it; see the kernel log
  reconfigured 0 devices
  dax0.0 system-ram  16
  dax1.0 system-ram  8
  dax3.0 devdax disabled 

Which type they have is not known: a driver gets the name, and loses it when the device leaves the driver.

  $ new boot 1.0; dax reconfigure-device -m devdax -f dax1.0 | jq -c .; writes; dax reconfigure-device -m famfs dax1.0 | jq -c '.[].mode'; writes; dax reconfigure-device -m devdax dax1.0 | jq -c '.[].mode'; writes; dax reconfigure-device -m system-ram dax1.0 | jq -c .; writes
  reconfigured 1 device
  [{"chardev":"dax1.0","size":1073741824,"target_node":2,"align":2097152,"mode":"devdax"}]
    dax1.0/state unplugged
    kmem/unbind dax1.0
    kmem/remove_id dax1.0
    device_dax/new_id dax1.0
  reconfigured 1 device
  "famfs"
    device_dax/unbind dax1.0
    device_dax/remove_id dax1.0
    fsdev_dax/new_id dax1.0
  reconfigured 1 device
  "devdax"
    fsdev_dax/unbind dax1.0
    fsdev_dax/remove_id dax1.0
    device_dax/new_id dax1.0
  reconfigured 1 device
  [{"chardev":"dax1.0","size":1073741824,"target_node":2,"align":2097152,"mode":"system-ram","online_memblocks":8,"total_memblocks":8,"movable":true}]
    device_dax/unbind dax1.0
    device_dax/remove_id dax1.0
    kmem/new_id dax1.0
  $ dax disable-device dax1.0; dax offline-memory dax1.0; dax reconfigure-device -m devdax dax1.0 >/dev/null; dax disable-device dax1.0; writes; dax enable-device dax1.0; writes; list
  dax1.0: status operations are only applicable in devdax mode; see daxctl-offline-memory(1) and daxctl-reconfigure-device(1)
  disabled 0 devices
  offlined memory for 1 device
  reconfigured 1 device
  disabled 1 device
    memory71/state offline
    memory70/state offline
    memory69/state offline
    memory68/state offline
    memory67/state offline
    memory66/state offline
    memory65/state offline
    memory64/state offline
    dax1.0/state unplugged
    kmem/unbind dax1.0
    kmem/remove_id dax1.0
    device_dax/new_id dax1.0
    device_dax/unbind dax1.0
    device_dax/remove_id dax1.0
  enabled 1 device
    device_dax/new_id dax1.0
  dax0.0 system-ram  16
  dax1.0 devdax  

Each change is undone. Only the name that kmem has got remains, where kmem has bound the device by its type before.

  $ tree() { (cd sim/sys && find . -type f ! -name uevent ! -name CDAT ! -name config -exec grep -H . {} + | sort; find . -type l -printf '%p %l\n' | sort; cd ../state; find . -path './dax_ids/*' -type f); }
  $ each() { # COMMAND...
  >     tree >before; dax "$@" >/dev/null 2>&1 || echo failed; dax undo --dry-run --yes --format json | jq -r '.[].command'; dax undo --yes >/dev/null 2>&1 || echo "undo failed"; tree | diff before - | sed -n 's,/.*/,/,; s/^</-/p; s/^>/+/p'; }
  $ new boot 1.0; each reconfigure-device -m devdax -f dax1.0; each offline-memory dax1.0
  daxctl reconfigure-device dax1.0 --mode system-ram
  + ./dax1.0
  daxctl online-memory dax1.0
  $ new; each enable-device dax1.0; each reconfigure-device -m system-ram dax1.0
  daxctl disable-device dax1.0
  daxctl offline-memory dax1.0
  daxctl reconfigure-device dax1.0 --mode devdax
  daxctl disable-device dax1.0

Devices of the same type that are disabled: the kernel binds them, too, when a driver gets a name.

  $ new; hmem 2 0x400000000 0x43fffffff 1073741824 2; for i in --dry-run '' -f; do dax reconfigure-device -m system-ram $i dax1.0 >/dev/null; echo $?; done; writes; list
  dax1.0: the kernel would take the memory of dax2.0, too, which has no driver; enable it first, see daxctl-enable-device(1), or use --force
  3
  dax1.0: the kernel would take the memory of dax2.0, too, which has no driver; enable it first, see daxctl-enable-device(1), or use --force
  reconfigured 0 devices
  3
    Warning: the kernel has enabled dax2.0, too
  reconfigured 1 device
  0
    kmem/new_id dax1.0
  dax0.0 system-ram  16
  dax1.0 system-ram  8
  dax2.0 system-ram  8
  $ new; hmem 2 0x400000000 0x43fffffff 1073741824 2; dax enable-device dax1.0; writes; list
  enabled 1 device
    device_dax/new_id dax1.0
    device_dax/unbind dax2.0 ENODEV
  dax0.0 system-ram  16
  dax1.0 devdax  
  dax2.0 devdax disabled 

Without kmem, they are of the type of device_dax.

  $ new; hmem 2 0x400000000 0x43fffffff 1073741824 2; dax reconfigure-device -m devdax -f dax0.0 >/dev/null; rm -r sim/sys/bus/dax/drivers/kmem; writes >/dev/null; dax enable-device dax1.0; writes; list; dax reconfigure-device -m system-ram dax1.0
  reconfigured 1 device
  enabled 1 device
    device_dax/new_id dax1.0
    device_dax/unbind dax2.0
  dax0.0 devdax  
  dax1.0 devdax  
  dax2.0 devdax disabled 
  dax1.0: the kernel would take the memory of dax2.0, too, which has no driver; enable it first, see daxctl-enable-device(1), or use --force
  reconfigured 0 devices
  [3]

The firmware may have made it of memory of a CXL device, and which one is not known: rules that deny an action for one
of them apply, see cxl-policy(1). Configuration files select it by its node.

  $ new boot 1.0; mkdir -p sim/etc/cxl/policy.d sim/etc/daxctl.conf.d; echo 'deny serial 0xc0 verb offline-memory' >sim/etc/cxl/policy.d/10.conf; for i in 0 1; do dax offline-memory dax$i.0; done
  dax0.0: refusing to set the memory of dax0.0 offline: denied by policy /etc/cxl/policy.d/10.conf:1: 'deny serial 0xc0 verb offline-memory'; see 'cxl policy show'
  offlined memory for 0 devices
  dax1.0: refusing to set the memory of dax1.0 offline: denied by policy /etc/cxl/policy.d/10.conf:1: 'deny serial 0xc0 verb offline-memory'; see 'cxl policy show'
  offlined memory for 0 devices
  [3]
  $ printf '%s\n' '[reconfigure-device node]' 'node = 2' 'mode = devdax' '[reconfigure-device cxl]' 'node = 2' 'memdev.serial = 0xc0' >sim/etc/daxctl.conf.d/a.conf; dax check-config dax1.0 | jq -c '.[] | [.result, .changes, (.sections[] | [.section, .matches, .reason])]'; dax reconfigure-device -C dax1.0 | jq -c '.[].mode'
  ["match",true,["node",true,null],["cxl",false,"the device has no memdev.serial"]]
  reconfigured 1 device
  "devdax"

Size: a device gives back memory, and another one is created from it. A region without space is left out, unless it is named.

  $ new; dax reconfigure-device -s 256M dax1.0; dax create-device -s 512M | jq -c '.[]'; dax create-device -r 0 2>&1; dax create-device | jq -c '.[] | [.chardev, .size]'; writes; dax list -RD -r 1 -M | jq -c '.[] | .available_size, (.devices[] | [.chardev, .mappings])'
  reconfigured 1 device
  created 1 device
  {"chardev":"dax1.1","size":536870912,"target_node":2,"align":2097152,"mode":"devdax"}
  region0: no space is available; see 'daxctl list -RD'
  created 0 devices
  created 1 device
  ["dax1.2",268435456]
    dax1.0/size 268435456
    hmem.1/dax_region/create 1
    dax1.1/size 536870912
    device_dax/new_id dax1.1
    device_dax/unbind dax1.0 ENODEV
    hmem.1/dax_region/create 1
    dax1.2/size 268435456
    device_dax/new_id dax1.2
    device_dax/unbind dax1.0 ENODEV
  null
  ["dax1.0",[{"page_offset":0,"start":8589934592,"end":8858370047,"size":268435456}]]
  ["dax1.1",[{"page_offset":0,"start":8858370048,"end":9395240959,"size":536870912}]]
  ["dax1.2",[{"page_offset":0,"start":9395240960,"end":9663676415,"size":268435456}]]
  $ dax destroy-device -f dax1.1; each create-device; dax destroy-device -f all -r 1; dax list -iD -r 1 | jq -c '.[] | [.chardev, .size, .state]'; dax list -R -r 1 | jq -c '.[].available_size'
  destroyed 1 device
  daxctl disable-device dax1.1
  daxctl destroy-device dax1.1
  - ./create:dax1.2
  destroyed 2 devices
  ["dax1.0",0,"disabled"]
  1073741824
  $ each reconfigure-device -s 1G dax1.0; dax reconfigure-device -s 1G dax1.0; dax list -M -d dax1.0 | jq -c '.[].mappings'
  daxctl reconfigure-device dax1.0 --size 0
  reconfigured 1 device
  [{"page_offset":0,"start":8589934592,"end":9663676415,"size":1073741824}]
