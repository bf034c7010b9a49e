# SPDX-License-Identifier: GPL-2.0-only
Configuration files of daxctl: reconfigure-device --check-config, and check-config.

  $ cxl-sim new sim > /dev/null; export CXL_SIM=$PWD/sim; mkdir -p sim/etc/daxctl.conf.d sim/usr/lib/daxctl.conf.d
  $ conf() { printf '%b\n' "${@:2}" > "sim/etc/daxctl.conf.d/$1.conf"; }
  $ apply() { cxl-sim daxctl reconfigure-device --check-config "$@"; }
  $ check() { cxl-sim daxctl check-config "$@"; }
  $ mode() { cxl-sim daxctl list | jq -c '.[]|[.mode, .align, .online_memblocks // empty]'; }

Without a section, the messages and the exit status are those of ndctl.

  $ apply dax0.0
  no UUID match for dax0.0 found in config files
  dax0.0: missing or malformed config section
  $ apply all --format json 2> /dev/null | jq -c .
  [{"chardev":"dax0.0","changed":false}]
  $ check | jq -c .
    Warning: no section [reconfigure-device NAME] in the files daxctl.conf.d/*.conf of /etc and /usr/lib
  [{"chardev":"dax0.0","result":"no_match"}]

The settings are in the files.

  $ for option in --mode=devdax -N --no-movable --size=1G --align=2M --input=f; do apply $option dax0.0 2>&1 | sed -n 1p; done
    Error: --check-config is incompatible with --mode
    Error: --check-config is incompatible with --no-online
    Error: --check-config is incompatible with --no-movable
    Error: --check-config is incompatible with --size
    Error: --check-config is incompatible with --align
    Error: --check-config is incompatible with --input
  $ apply -m devdax dax0.0 > /dev/null 2>&1
  [129]

Volatile regions: by serial number and PCI address of a memory device, and by node. Memory that is online is set offline, without --force.

  $ conf a '[reconfigure-device test]\nmemdev.serial = 0xc1\nmode = devdax'; apply dax0.0 --dry-run | jq -c '.[] | [.verdict, .section, .file, .line, (.steps | length)]'; mode
  ["allowed","test","/etc/daxctl.conf.d/a.conf",1,4]
  ["system-ram",2097152,16]
  $ apply dax0.0 | jq -c '.[].mode'; mode
  reconfigured 1 device
  "devdax"
  ["devdax",2097152]
  $ conf a '[reconfigure-device test]\nmemdev.pci = 0E:00.0\nnode = 1\nmovable = no'; apply dax0.0 > /dev/null
  dax0.0: kernel policy will auto-online memory, aborting: auto_online_blocks is online_movable; write offline to /sys/devices/system/memory/auto_online_blocks before (it starts as memhp_default_state= of the kernel command line), or use --force
  reconfigured 0 devices
  [3]
  $ check > out
  dax0.0: kernel policy will auto-online memory, aborting: auto_online_blocks is online_movable; write offline to /sys/devices/system/memory/auto_online_blocks before (it starts as memhp_default_state= of the kernel command line), or use --force
  [3]
  $ jq -c '.[] | [.result, .mode, .online, .movable, .verdict]' out
  ["match","system-ram",true,false,"auto_online"]
  $ sed -i 's/= no/= yes/' sim/etc/daxctl.conf.d/a.conf; apply dax0.0 > /dev/null; mode
  reconfigured 1 device
  ["system-ram",2097152,16]

Memory that kernel policy has set online in another zone is moved, if the section has the key "movable".

  $ zones() { cxl-sim daxctl list --blocks | jq -c '.[] | [.online_memblocks, .movable, .memory_blocks.zones]'; }
  $ cxl-sim daxctl offline-memory dax0.0 >/dev/null 2>&1; cxl-sim daxctl online-memory dax0.0 --no-movable >/dev/null; zones; cxl-sim writes sim --clear >/dev/null
  onlined memory for 1 device
  [16,false,["Normal"]]
  $ conf a '[reconfigure-device test]\nnode = 1'; apply dax0.0 >/dev/null; zones; cxl-sim writes sim --clear
    Warning: dax0.0: 16 memory blocks are not in zone Movable: another program, or a udev rule, see 'cxl check', has set them online before; to change the zone, set them offline first, see daxctl-offline-memory(1)
  reconfigured 1 device
  [16,false,["Normal"]]
  $ conf a '[reconfigure-device test]\nnode = 1\nmovable = yes'; check | jq -c '.[] | [.changes, (.steps | map(.step) | .[0], .[-1])]'; apply dax0.0 --dry-run | jq -c '.[] | [.verdict, .changed, (.steps | length)]'; zones
  [true,"set the memory of dax0.0 offline, and remove it","set the memory online in zone Movable"]
  ["allowed",true,2]
  [16,false,["Normal"]]
  $ apply dax0.0 --format json | jq -c '.[] | [.changed, .online_memblocks]'; zones; cxl-sim writes sim --clear | sort | uniq -c | sed -n '1p;$p'; check | jq -c '.[].changes'
  reconfigured 1 device
  [true,16]
  [16,true,["Movable"]]
        1 write dax0.0/state online_movable
        1 write dax0.0/state unplugged
  false
  $ cxl-sim daxctl undo --yes 2>&1 >/dev/null | tail -n 1; zones; apply dax0.0 >/dev/null; zones
  onlined memory for 1 device
  [16,false,["Normal"]]
  reconfigured 1 device
  [16,true,["Movable"]]

Nothing is written if the device is as its section describes it.

  $ sums() { find sim/sys -type f -exec md5sum {} + | sort; }; sums > before; for i in 1 2; do apply dax0.0 --format json 2> /dev/null | jq -c '.[] | [.changed, .section, .steps]'; done; diff before <(sums)
  [false,"test",null]
  [false,"test",null]
  $ check | jq -c '.[] | [.result, .changes, .steps]'
  ["match",false,null]
  $ sed -i 's/movable = yes/online = no/' sim/etc/daxctl.conf.d/a.conf; cxl-sim daxctl offline-memory dax0.0; apply dax0.0 > /dev/null; mode; check | jq -c '.[] | [.changes, .online, .movable]'
  offlined memory for 1 device
  reconfigured 1 device
  ["system-ram",2097152,0]
  [false,false,null]
  $ sed -i '/online = no/d' sim/etc/daxctl.conf.d/a.conf; check | jq -c '.[] | [.changes, .steps]'; apply dax0.0 > /dev/null; mode
  [true,[{"step":"set the memory online in zone Movable"}]]
  reconfigured 1 device
  ["system-ram",2097152,16]

Why a section does not match.

  $ conf b '[reconfigure-device serial]\nmemdev.serial = 3' '[reconfigure-device uuid]\nregion.uuid = ed93e918-e165-49d8-921d-383d7b9660c5' '[reconfigure-device ndctl]\nnvdimm.uuid = ed93e918-e165-49d8-921d-383d7b9660c5' '[reconfigure-device none]\nmode = devdax'
  $ check | jq -r '.[].sections[] | "\(.section), line \(.line): \(.matches), \(.reason)"'
    Warning: /etc/daxctl.conf.d/b.conf:1: section 'serial' matches no device
    Warning: /etc/daxctl.conf.d/b.conf:3: section 'uuid' matches no device
    Warning: /etc/daxctl.conf.d/b.conf:5: section 'ndctl' matches no device
    Warning: /etc/daxctl.conf.d/b.conf:7: section 'none' matches no device
  test, line 1: true, null
  serial, line 1: false, memdev.serial of the device is 0xc0, 0xc1
  uuid, line 3: false, the device has no region.uuid
  ndctl, line 5: false, the device has no nvdimm.uuid
  none, line 7: false, it has no key that selects devices: nvdimm.uuid, region.uuid, memdev.serial, memdev.pci or node
  $ check dax0.0 --format table --columns chardev,result,mode,changes,section,line,matches
  CHARDEV RESULT MODE       CHANGES SECTION LINE MATCHES
  dax0.0  match  system-ram false   test       1 true
  dax0.0  match  system-ram false   serial     1 false
  dax0.0  match  system-ram false   uuid       3 false
  dax0.0  match  system-ram false   ndctl      5 false
  dax0.0  match  system-ram false   none       7 false

Tables of the devices, of what would be done, and of the sections.

  $ mv sim/etc/daxctl.conf.d/b.conf b; cp sim/etc/daxctl.conf.d/a.conf a; conf a '[reconfigure-device test]\nnode = 1\nmode = devdax'; COLUMNS=80 "$TESTS/pty" -- sh -c 'cxl-sim daxctl check-config' </dev/null | sed 's/ *$//'; check --format pairs | cut -c 1-70
  CHARDEV RESULT MODE   CHANGES
  dax0.0  match  devdax true
  
  CHARDEV STEP
  dax0.0  set the memory of dax0.0 offline, and remove it
  dax0.0  unbind dax0.0 from driver kmem
  dax0.0  add dax0.0 to the devices of driver device_dax
  dax0.0  bind dax0.0 to driver device_dax
  
  CHARDEV SECTION FILE                      LINE MATCHES
  dax0.0  test    /etc/daxctl.conf.d/a.conf    1 true
  CHARDEV="dax0.0" RESULT="match" MODE="devdax" CHANGES="true"
  CHARDEV="dax0.0" STEP="set the memory of dax0.0 offline, and remove it
  CHARDEV="dax0.0" STEP="unbind dax0.0 from driver kmem" CXL_PATH="/sys/
  CHARDEV="dax0.0" STEP="add dax0.0 to the devices of driver device_dax"
  CHARDEV="dax0.0" STEP="bind dax0.0 to driver device_dax" CXL_PATH="/sy
  CHARDEV="dax0.0" SECTION="test" FILE="/etc/daxctl.conf.d/a.conf" LINE=
  $ conf b '[reconfigure-device none]\nnode = 9'; check --format table 2>/dev/null | sed 's/ *$//'; for i in a b; do mv $i sim/etc/daxctl.conf.d/$i.conf; done
  CHARDEV RESULT MODE   CHANGES
  dax0.0  match  devdax true
  
  CHARDEV STEP
  dax0.0  set the memory of dax0.0 offline, and remove it
  dax0.0  unbind dax0.0 from driver kmem
  dax0.0  add dax0.0 to the devices of driver device_dax
  dax0.0  bind dax0.0 to driver device_dax
  
  CHARDEV SECTION FILE                      LINE MATCHES REASON
  dax0.0  test    /etc/daxctl.conf.d/a.conf    1 true
  dax0.0  none    /etc/daxctl.conf.d/b.conf    1 false   node of the device is 1

Two sections with different settings; with the same settings, either applies.

  $ conf b '[reconfigure-device other]\nnode = 1\nmode = devdax'; apply dax0.0
  dax0.0: two sections with different settings match: 'test' (/etc/daxctl.conf.d/a.conf:1) and 'other' (/etc/daxctl.conf.d/b.conf:1); add keys to them, or remove one, see daxctl-check-config(1)
  reconfigured 0 devices
  [1]
  $ mode
  ["system-ram",2097152,16]
  $ check 2> /dev/null > out
  [1]
  $ jq -c '.[] | [.result, .verdict, [.sections[].matches], (.error | length > 0)]' out
  ["ambiguous","config_ambiguous",[true,true],true]
  $ conf b '[reconfigure-device other]\nnode = 1'; apply dax0.0 > /dev/null
  reconfigured 1 device

What is not known is a warning; a value that is not valid is an error if its section matches.

  $ conf b '[monitor]\nx = 1\n[reconfigure-device other]\nnode = 1\nmodus = devdax'; check 2>&1 > /dev/null
    Warning: /etc/daxctl.conf.d/b.conf:1: unknown section 'monitor', which is ignored
    Warning: /etc/daxctl.conf.d/b.conf:5: unknown key 'modus', which is ignored
  $ conf b '[reconfigure-device other]\nnode = 1\nmode = ram'; apply dax0.0
    Warning: /etc/daxctl.conf.d/b.conf:3: invalid mode 'ram': expected system-ram, devdax or famfs
  dax0.0: section 'other' (/etc/daxctl.conf.d/b.conf:3): invalid mode 'ram': expected system-ram, devdax or famfs
  reconfigured 0 devices
  [1]
  $ sed -i s/1/2/ sim/etc/daxctl.conf.d/b.conf; apply dax0.0 > /dev/null 2>&1

Alignment: the device is disabled for the change. One that does not fit fails before anything is changed.

  $ rm sim/etc/daxctl.conf.d/b.conf; conf a '[reconfigure-device test]\nnode = 1\nmode = devdax\nalign = 1G'; check | jq -c '.[] | [.align, .steps[].step]' | grep -o 'unbind.*'
  unbind dax0.0 from driver kmem","set alignment of dax0.0 to 1 GiB","add dax0.0 to the devices of driver device_dax","bind dax0.0 to driver device_dax"]
  $ sed -i s/1G/4G/ sim/etc/daxctl.conf.d/a.conf; apply dax0.0
    Warning: /etc/daxctl.conf.d/a.conf:4: invalid align '4G': expected a page size such as 4K, 2M or 1G
  dax0.0: section 'test' (/etc/daxctl.conf.d/a.conf:4): invalid align '4G': expected a page size such as 4K, 2M or 1G
  reconfigured 0 devices
  [1]
  $ mode
  ["system-ram",2097152,16]

Files: regular ones only, those of /etc in place of those with the same names of /usr/lib. One that cannot be read, or is too large, may have the section that applies.

  $ printf '[reconfigure-device lib]\nnode = 1\n' > sim/usr/lib/daxctl.conf.d/a.conf; printf '[reconfigure-device z]\nnode = 1\n' > sim/usr/lib/daxctl.conf.d/z.conf; rm sim/etc/daxctl.conf.d/a.conf
  $ sections() { check | jq -c '[.[].sections[] | .file]'; }; sections; conf a ''; sections
  ["/usr/lib/daxctl.conf.d/a.conf","/usr/lib/daxctl.conf.d/z.conf"]
  ["/usr/lib/daxctl.conf.d/z.conf"]
  $ cxl-sim dump --output d > /dev/null 2>&1; ls d/{etc,usr/lib}/daxctl.conf.d
  d/etc/daxctl.conf.d:
  a.conf
  
  d/usr/lib/daxctl.conf.d:
  a.conf
  z.conf
  $ mkdir sim/etc/daxctl.conf.d/d.conf; mkfifo sim/etc/daxctl.conf.d/f.conf; ln -s a.conf sim/etc/daxctl.conf.d/l.conf; touch sim/etc/daxctl.conf.d/{x,.conf}; sections
    Warning: /etc/daxctl.conf.d/d.conf: not a regular file, which is ignored
    Warning: /etc/daxctl.conf.d/f.conf: not a regular file, which is ignored
    Warning: /etc/daxctl.conf.d/l.conf: not a regular file, which is ignored
  ["/usr/lib/daxctl.conf.d/z.conf"]
  $ mv sim/etc/daxctl.conf.d aside; : > sim/etc/daxctl.conf.d; sections; rm sim/etc/daxctl.conf.d; mv aside sim/etc/daxctl.conf.d
    Warning: /etc/daxctl.conf.d: not a directory, which is ignored
  ["/usr/lib/daxctl.conf.d/a.conf","/usr/lib/daxctl.conf.d/z.conf"]
  $ rm -rf sim/etc/daxctl.conf.d/*; truncate -s 2M sim/etc/daxctl.conf.d/big.conf; apply dax0.0
    Warning: /etc/daxctl.conf.d/big.conf: larger than 1048576 bytes
  dax0.0: a configuration file cannot be read; see the warnings
  reconfigured 0 devices
  [1]
  $ check 2> /dev/null > out
  [1]
  $ jq -c '.[] | [.result, .verdict, .sections[].matches]' out; rm sim/etc/daxctl.conf.d/big.conf
  ["unknown","config_unreadable",true,true]

A value of the device that cannot be read: the section may match.

  $ conf a '[reconfigure-device uuid]\nregion.uuid = ed93e918-e165-49d8-921d-383d7b9660c5\nmode = devdax'; rm sim/usr/lib/daxctl.conf.d/*; uuid=$(readlink -f sim/sys/bus/cxl/devices/region0)/uuid; rm -f "$uuid"; printf 'nonsense\n' > "$uuid"; apply dax0.0
  dax0.0: cannot read its region.uuid, with which section 'uuid' (/etc/daxctl.conf.d/a.conf:1) selects devices
  reconfigured 0 devices
  [1]
  $ check 2> /dev/null > out
  [1]
  $ jq -c '.[] | [.result, .sections[]]' out
  ["unknown",{"section":"uuid","file":"/etc/daxctl.conf.d/a.conf","line":1,"reason":"region.uuid of the device cannot be read"}]
  $ printf 'ED93E918-e165-49d8-921d-383d7b9660c5\n' > "$uuid"; check | jq -c '.[] | [.result, .changes]'
  ["match",true]

Names of devices: a name of no device is an error, and the others are checked.

  $ check dax9.0 dax0.0 | jq -c '.[].chardev'
  dax9.0: no such DAX device; see 'daxctl list -i'
  "dax0.0"
  $ check -r 7 | jq -c .; check -r 0 0.0 | jq -c '.[].chardev'
  []
  "dax0.0"

Memory that comes back with another alignment is new memory, which kernel policy may set online.

  $ rm -f sim/etc/daxctl.conf.d/*; rm -rf sim; cxl-sim new sim >/dev/null; mkdir -p sim/etc/daxctl.conf.d; echo online_kernel >sim/sys/devices/system/memory/auto_online_blocks
  $ conf a '[reconfigure-device test]\nnode = 1\nalign = 1G'; apply dax0.0 --dry-run >/dev/null 2>&1; echo $?; apply dax0.0 2>&1 | grep -o 'aborting: .* is [a-z_]*'; check >out 2>/dev/null; echo $?; zones
  3
  aborting: auto_online_blocks is online_kernel
  3
  [16,true,["Movable"]]
  $ echo offline >sim/sys/devices/system/memory/auto_online_blocks; check | jq -c '.[].steps[-1].step'; apply dax0.0 >/dev/null; zones; mode; cxl-sim daxctl undo --yes 2>&1 | sed 's, of 20[^ ]*,,'
  "set the memory online in zone Movable"
  reconfigured 1 device
  [16,true,["Movable"]]
  ["system-ram",1073741824,16]
  undo: the last change, reconfigure-device cannot be undone: changes of this kind cannot be undone; see cxl-undo(1) and 'cxl audit'
  []

The mode famfs, from system-ram, in which the kernel creates volatile regions.

  $ conf a '[reconfigure-device test]\nnode = 1\nmode = famfs'; check | jq -c '.[].steps[].step'; apply dax0.0 >/dev/null; mode; cxl-sim daxctl undo --yes 2>&1 >/dev/null | tail -n 1; mode
  "set the memory of dax0.0 offline, and remove it"
  "unbind dax0.0 from driver kmem"
  "add dax0.0 to the devices of driver fsdev_dax"
  "bind dax0.0 to driver fsdev_dax"
  reconfigured 1 device
  ["famfs",1073741824]
  reconfigured 1 device
  ["system-ram",1073741824,16]

The lock of another process, of which there are as many as devices at boot, is waited for.

  $ conf a '[reconfigure-device test]\nnode = 1\nmode = devdax'; flock sim/run/cxl/topology.lock sleep 12 & sleep 0.3; apply dax0.0 >/dev/null; mode
  reconfigured 1 device
  ["devdax",1073741824]

The file in the manual page: it has no unknown key and no invalid value.

  $ rm -rf sim; cxl-sim new sim >/dev/null; mkdir sim/etc/daxctl.conf.d; awk '/^----$/ { block += !inside; inside = !inside; next } inside && block == 2' "$TESTS"/../Documentation/daxctl-config.adoc >sim/etc/daxctl.conf.d/cxl.conf
  $ check | jq -c '.[] | [.result, .mode, .align, .sections[]]'
    Warning: /etc/daxctl.conf.d/cxl.conf:7: section 'expansion' matches no device
    Warning: /etc/daxctl.conf.d/cxl.conf:13: section 'store' matches no device
  ["match","devdax",null,{"section":"application","file":"/etc/daxctl.conf.d/cxl.conf","line":2,"matches":true},{"section":"expansion","file":"/etc/daxctl.conf.d/cxl.conf","line":7,"matches":false,"reason":"memdev.pci of the device is 0000:0d:00.0, 0000:0e:00.0"},{"section":"store","file":"/etc/daxctl.conf.d/cxl.conf","line":13,"matches":false,"reason":"the device has no region.uuid"}]

Namespaces of ndctl, in the persistent region of CXL that has the same number: UUIDs of both, and the memory devices of the region.

  $ cxl-sim new pmem --tree "$TESTS/data/pmem.tree" > /dev/null; export CXL_SIM=$PWD/pmem; mkdir -p pmem/etc/daxctl.conf.d
  $ nd=devices/platform/ACPI0017:00/root0/nvdimm-bridge0/ndbus0/region1; dax=pmem/sys/$nd/dax1.1/dax1.0; mkdir -p $dax pmem/sys/$nd/namespace1.5
  $ echo 520093696 > $dax/size; echo 2097152 > $dax/align; echo 3 > $dax/target_node; ln -s ../../../$nd/dax1.1/dax1.0 pmem/sys/bus/dax/devices/dax1.0; ln -s ../../../../../../../../../bus/dax/drivers/device_dax $dax/driver
  $ echo namespace1.5 > pmem/sys/$nd/dax1.1/namespace; echo ed93e918-e165-49d8-921d-383d7b9660c5 > pmem/sys/$nd/dax1.1/uuid; echo f36d02ff-1d9f-4fb9-a5b9-8ceb10a00fe3 > pmem/sys/$nd/namespace1.5/uuid
  $ for key in nvdimm.uuid=ED93E918-e165-49d8-921d-383d7b9660c5 nvdimm.uuid=f36d02ff-1d9f-4fb9-a5b9-8ceb10a00fe3 region.uuid=5c1f0a70-0000-4000-8000-000000000000 memdev.serial=0xa0 memdev.pci=0000:0e:00.0 node=3 nvdimm.uuid=5c1f0a70-0000-4000-8000-000000000000; do
  >     printf '[reconfigure-device x]\n%s\n' $key > pmem/etc/daxctl.conf.d/x.conf; check dax1.0 | jq -c '.[] | [.result, .changes, .sections[].reason // empty]'; done
  ["match",true]
  ["match",true]
  ["match",true]
  ["match",true]
  ["match",true]
  ["match",true]
  ["no_match",null,"nvdimm.uuid of the device is ed93e918-e165-49d8-921d-383d7b9660c5, f36d02ff-1d9f-4fb9-a5b9-8ceb10a00fe3"]
  $ cxl-sim daxctl list -d dax1.0 --provider | jq -c '.[] | [.provider, .cxl]'
  ["nvdimm",{"region":"region1","memdevs":["mem0","mem1"]}]

Nor does a section permit the kernel to take the memory of other devices, which have no driver.

  $ rm -rf sim; cxl-sim new sim; export CXL_SIM=$PWD/sim; { cxl-sim daxctl reconfigure-device -m devdax -f dax0.0; cxl-sim daxctl destroy-device -f dax0.0; for i in 1 2; do cxl-sim daxctl create-device -s 256M; done; cxl-sim daxctl disable-device dax0.1 dax0.2; } >/dev/null 2>&1; rm -rf sim/sys/bus/dax/drivers/kmem
  $ mkdir -p sim/etc/daxctl.conf.d; printf '[reconfigure-device a]\nnode = 1\n' > sim/etc/daxctl.conf.d/a.conf; cxl-sim daxctl reconfigure-device -C dax0.1 --dry-run --columns chardev,verdict --noheadings
  dax0.1: the kernel would take the memory of dax0.2, too, which has no driver; enable it first, see daxctl-enable-device(1), or use --force
  dax0.1  takes_others
  [3]
