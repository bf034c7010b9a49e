# SPDX-License-Identifier: GPL-2.0-only
daxctl: writes that the kernel accepts without effect, what other programs do meanwhile, and what is not known.

  $ umask 022; export CXL_SIM=$PWD/sim; dax() { cxl-sim daxctl "$@"; }; memory=sim/sys/devices/system/memory
  $ new() { rm -rf sim; cxl-sim new sim; echo offline >$memory/auto_online_blocks; : >sim/dev/kmsg; "$@"; cxl-sim writes sim --clear >/dev/null; }
  $ devdax() { dax reconfigure-device -m devdax -f dax0.0 >/dev/null 2>&1; }; disabled() { devdax; dax disable-device dax0.0 2>/dev/null; }
  $ empty() { disabled; dax destroy-device dax0.0 2>/dev/null; }; two() { empty; for i in 1 2; do dax create-device -s 512M >/dev/null 2>&1; done; }
  $ small() { empty; dax create-device -s 512M >/dev/null 2>&1; dax disable-device dax0.1 2>/dev/null; }
  $ off() { dax offline-memory dax0.0 2>/dev/null; }; unplugged() { cxl-sim write sim sys/bus/dax/devices/dax0.0/state unplugged; }
  $ writes() { cxl-sim writes sim --clear | sed 's/^write /  /;s,bus/dax/drivers/,,'; }
  $ fault() { cxl-sim fault sim sysfs "$@"; }

A write without effect is noticed, except that of remove_id, which sysfs does not show.

  $ ignored() { # PREPARE COMMAND...: each write is ignored once
  >     local prepare=$1 count i; shift
  >     new $prepare; rm -rf kept; cp -a sim kept; dax "$@" >/dev/null 2>&1; count=$(cxl-sim writes sim | wc -l)
  >     for ((i = 0; i < count; i++)); do
  >         rm -r sim; cp -a kept sim; fault '*' ignore --after $i --count 1; dax "$@" 2>&1 >/dev/null | sed -E 's,/sys/[^ ]*/,,g; s/; see .*//; s/created .*, and/created ..., and/' | head -n 1
  >         dax list -i | jq -r '.[] | [.chardev, .size, .align, .mode, .state // ""] | @tsv' | tr '\t' ' ' | sed 's/^/  /'
  >     done; }
  $ ignored devdax disable-device dax0.0
  dax0.0: remove dax0.0 from the devices of driver device_dax: the kernel has accepted it without effect: driver still exists; the changes before it were undone
    dax0.0 2147483648 2097152 devdax 
  disabled 1 device
    dax0.0 2147483648 2097152 devdax disabled
  $ ignored disabled enable-device dax0.0
  dax0.0: bind dax0.0 to driver device_dax: cannot write 'dax0.0' to bind: No such device; the changes before it were undone
    dax0.0 2147483648 2097152 devdax disabled
  $ ignored disabled reconfigure-device -m system-ram -N dax0.0
  dax0.0: bind dax0.0 to driver kmem: the kernel has accepted it without effect: dax0.0 does not exist
    dax0.0 2147483648 2097152 devdax disabled
  $ ignored small reconfigure-device -s 1G dax0.1
  dax0.1: set size of dax0.1 to 1 GiB: the kernel has accepted '1073741824' for size, but the value read back is '536870912'
    dax0.0 0 2097152 devdax disabled
    dax0.1 536870912 2097152 devdax disabled
  $ ignored small reconfigure-device -s 256M dax0.1
  dax0.1: set size of dax0.1 to 256 MiB: the kernel has accepted '268435456' for size, but the value read back is '536870912'
    dax0.0 0 2097152 devdax disabled
    dax0.1 536870912 2097152 devdax disabled
  $ ignored small reconfigure-device -a 4096 dax0.1
  dax0.1: set alignment of dax0.1 to 4 KiB: the kernel has accepted '4096' for align, but the value read back is '2097152'
    dax0.0 0 2097152 devdax disabled
    dax0.1 536870912 2097152 devdax disabled
  $ ignored small destroy-device dax0.1
  dax0.1: release the memory of dax0.1: the kernel has accepted '0' for size, but the value read back is '536870912'
    dax0.0 0 2097152 devdax disabled
    dax0.1 536870912 2097152 devdax disabled
  dax0.1: the kernel has accepted it without effect: dax0.1 still exists
    dax0.0 0 2097152 devdax disabled
    dax0.1 0 2097152 devdax disabled
  $ ignored empty create-device -s 256M -a 4096
  dax0.1: create dax0.1 in region 0: the kernel has accepted it without effect: dax0.1 does not exist
    dax0.0 0 2097152 devdax disabled
  dax0.1: set alignment of dax0.1 to 4 KiB: the kernel has accepted '4096' for align, but the value read back is '2097152'; the changes before it were undone
    dax0.0 0 2097152 devdax disabled
  dax0.1: set size of dax0.1 to 256 MiB: the kernel has accepted '268435456' for size, but the value read back is '0'; the changes before it were undone
    dax0.0 0 2097152 devdax disabled
  dax0.1: bind dax0.1 to driver device_dax: cannot write 'dax0.1' to bind: No such device; the changes before it were undone
    dax0.0 0 2097152 devdax disabled

Memory that is set online as a whole: kmem reports success if one of several ranges was added.

  $ cat >ranges <<EOF
  > {"chardev": "dax0.1", "size": 536870912, "align": 2097152, "mappings": [{"page_offset": 0, "start": "0x110000000", "end": "0x11fffffff"}, {"page_offset": 65536, "start": "0x130000000", "end": "0x13fffffff"}]}
  > EOF
  $ ranges() { empty; { dax create-device --input ranges; dax reconfigure-device -m system-ram dax0.1; cxl-sim write sim sys/bus/dax/devices/dax0.1/state unplugged; } >/dev/null 2>&1; }
  $ new ranges; fault dax0.1/state=online_movable late 1000 --count 1; (until grep -q 'count 0' sim/state/faults; do sleep 0.02; done; mkdir $memory/memory38; echo offline >$memory/memory38/state) & dax online-memory dax0.1 --format json | jq -c .; wait; dax list -D -d dax0.1 --blocks | jq -c '.[].memory_blocks'
  dax0.1: the kernel has accepted it, but 2 of 4 memory blocks are online in zone Movable; see the kernel log
  onlined memory for 0 devices
  [{"chardev":"dax0.1","online_memblocks":2,"total_memblocks":3,"changed":true}]
  {"size":134217728,"online":"34-35","offline":"38","zones":["Movable"]}
  $ new ranges; dax online-memory dax0.1 --no-movable --format json | jq -c .
  onlined memory for 1 device
  [{"chardev":"dax0.1","online_memblocks":4,"total_memblocks":4,"changed":true}]

Zones that are not known are no other zones.

  $ new; rm $memory/memory40/valid_zones; dax online-memory dax0.0; echo Normal >$memory/memory41/valid_zones; dax online-memory dax0.0
  onlined memory for 1 device
    Warning: dax0.0: 1 memory block is not in zone Movable: another program, or a udev rule, see 'cxl check', has set it online before; to change the zone, set it offline first, see daxctl-offline-memory(1)
  onlined memory for 1 device

Policies for the memory devices that have a part of the memory, and for others.

  $ deny() { mkdir -p sim/etc/cxl/policy.d; echo "deny serial $1 verb $2" >sim/etc/cxl/policy.d/10.conf; }
  $ new; for i in 0xc1 0xc3; do deny $i offline-memory; dax offline-memory dax0.0; done
  dax0.0: refusing to set the memory of dax0.0 offline: denied by policy /etc/cxl/policy.d/10.conf:1: 'deny serial 0xc1 verb offline-memory'; see 'cxl policy show'
  offlined memory for 0 devices
  offlined memory for 1 device
  $ new unplugged; for i in 0xc1 0xc3; do deny $i online-memory; dax online-memory dax0.0; done
  dax0.0: refusing to set the memory of dax0.0 online: denied by policy /etc/cxl/policy.d/10.conf:1: 'deny serial 0xc1 verb online-memory'; see 'cxl policy show'
  onlined memory for 0 devices
  onlined memory for 1 device

The topology is locked before it is read: what another command has changed meanwhile is known.

  $ meanwhile() { (flock 9; sleep 0.7; "$@") 9<sim/run/cxl/topology.lock & while flock -n sim/run/cxl/topology.lock true; do sleep 0.02; done; }
  $ new two; meanwhile cxl-sim write sim sys/bus/dax/drivers/device_dax/unbind dax0.1; dax disable-device dax0.1; wait; writes
  disabled 1 device
    device_dax/unbind dax0.1
  $ new two; other() { cxl-sim write sim sys/bus/cxl/devices/dax_region0/dax_region/create 1; }; meanwhile other; dax create-device -s 256M 2>&1 | grep chardev; wait; writes
      "chardev":"dax0.4",
    dax_region0/dax_region/create 1
    dax_region0/dax_region/create 1
    dax0.4/size 268435456
    device_dax/new_id dax0.4

Configuration files: a device without memory is as it is to be. A memory device that is missing may be any.

  $ conf() { mkdir -p sim/etc/daxctl.conf.d; printf '%s\n' '[reconfigure-device test]' "$@" >sim/etc/daxctl.conf.d/a.conf; }
  $ new empty; conf 'node = 1'; echo online_kernel >$memory/auto_online_blocks; dax check-config | jq -c '.[] | [.chardev, .result, .changes, .steps]'; dax reconfigure-device -C dax0.0 --format json | jq -c .; echo ${PIPESTATUS[0]}; writes
  ["dax0.0","match",false,null]
  reconfigured 1 device
  [{"chardev":"dax0.0","changed":false,"section":"test","file":"/etc/daxctl.conf.d/a.conf","line":1}]
  0
  $ new; r=sim/sys/bus/cxl/devices/region0; for i in 0xc0 0xc1 0xc3; do conf "memdev.serial = $i"; dax check-config 2>/dev/null | jq -c '.[] | [.result, .verdict]'; done; rm $r/target1; for i in 0xc0 0xc1 0xc3; do conf "memdev.serial = $i"; dax check-config 2>/dev/null | jq -c '.[] | [.result, .verdict]'; done
  ["match",null]
  ["match",null]
  ["no_match",null]
  ["match",null]
  ["unknown","config_unknown"]
  ["unknown","config_unknown"]
