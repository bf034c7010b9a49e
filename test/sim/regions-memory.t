# SPDX-License-Identifier: GPL-2.0-only
create-region, enable-region, disable-region and destroy-region: memory, its users, and kernels that show less.

  $ new() { rm -rf sim; cxl-sim new sim; : >sim/dev/kmsg; }; export CXL_SIM=$PWD/sim; new
  $ writes() { cxl-sim writes sim --clear | sed 's/^write //'; }
  $ same() { diff -r --no-dereference "$1/sys" "$2/sys" && echo same; }
  $ keep() { rm -rf before; cp -a sim before; }

Kernels before 6.3 do not show the mode of a region, those before 7.1 not whether it is locked: nothing else may be missing.

  $ dir() { readlink -f "sim/sys/bus/cxl/devices/$1"; }; steps() { "$@" --dry-run 2>/dev/null | jq -r '.[].steps[].step'; }
  $ new; cxl-sim create-region -d decoder0.1 -t pmem >/dev/null 2>&1; rm "$(dir region1)"/{mode,locked}; steps cxl-sim destroy-region -f region1
  unbind region1 from driver cxl_region
  reset the decoders of region1
  detach decoder6.0 from region1
  release 0x40000000 bytes of decoder6.0
  delete region1
  $ keep; cxl-sim destroy-region -f region1; grep -o 'create-region.*-t.pmem' sim/var/lib/cxl/undo | tr '\t' ' '; rm -r sim; mv before sim
  destroyed 1 region
  create-region -d decoder0.1 -t pmem
  $ mkdir -p sim/sys/class/block; ln -s ../../devices/platform/ACPI0017:00/root0/nvdimm-bridge0/ndbus0/region1/namespace1.0/block/pmem1 sim/sys/class/block/pmem1; echo '/dev/pmem1 /data ext4 rw 0 0' >>sim/proc/mounts; cxl-sim disable-region region1
  region1: refusing to disable region1: the device is in use: pmem1 is mounted on /data; unmount or offline the memory first, or use --force to override
  disabled 0 regions
  [3]
  $ grep -v pmem1 sim/proc/mounts >mounts; cp mounts sim/proc/mounts; d=sim/sys/devices/platform/ACPI0017:00/root0/nvdimm-bridge0/ndbus0/region1/namespace1.0/block/pmem1; mkdir -p $d/holders/dm-0 sim/proc/4711/fd; : >sim/proc/4711/maps; ln -s /dev/pmem1 sim/proc/4711/fd/3
  $ cxl-sim disable-region region1; rmdir $d/holders/dm-0; cxl-sim disable-region region1; rm sim/proc/4711/fd/3; cxl-sim disable-region region1
  region1: refusing to disable region1: the device is in use: pmem1 is part of dm-0, process 4711 uses /dev/pmem1; unmount or offline the memory first, or use --force to override
  disabled 0 regions
  region1: refusing to disable region1: the device is in use: process 4711 uses /dev/pmem1; end the process first, or use --force to override
  disabled 0 regions
  disabled 1 region

Loop devices: on its block device, on another file, without a file, and with one that is not known. The kernel has a directory "loop" while there is a file.

  $ on() { new; cxl-sim create-region -d decoder0.1 -t pmem >/dev/null 2>&1; mkdir -p sim/sys/class/block; ln -s ../../devices/platform/ACPI0017:00/root0/nvdimm-bridge0/ndbus0/region1/namespace1.0/block/pmem1 sim/sys/class/block/pmem1; mkdir -p sim/sys/devices/virtual/block/loop3/loop; ln -s ../../devices/virtual/block/loop3 sim/sys/class/block/loop3; }
  $ for file in /dev/pmem1 /data/pmem1.img /dev/pmem7; do on; echo $file >sim/sys/class/block/loop3/loop/backing_file; cxl-sim disable-region region1; done; on; rmdir sim/sys/class/block/loop3/loop; cxl-sim disable-region region1; on; ln -s backing_file sim/sys/class/block/loop3/loop/backing_file; cxl-sim disable-region region1
  region1: refusing to disable region1: the device is in use: pmem1 is used by loop3; unmount or offline the memory first, or use --force to override
  disabled 0 regions
  disabled 1 region
  disabled 1 region
  disabled 1 region
  region1: refusing to disable region1: cannot determine whether the device is in use: cannot read which file a loop device uses; use --force to override
  disabled 0 regions
    Warning: cannot read /sys/class/block/loop3/loop/backing_file: Too many levels of symbolic links
  [3]
  $ new; for i in 1 2; do cxl-sim create-region -d decoder0.1 -t pmem -s 256M -m mem2 >/dev/null 2>&1; done; mkdir -p sim/sys/class/block; ln -s ../../devices/platform/ACPI0017:00/root0/nvdimm-bridge0/ndbus0/region1/namespace1.0/block/pmem1 sim/sys/class/block/pmem1; echo '/dev/pmem1 /data ext4 rw 0 0' >>sim/proc/mounts; cxl-sim disable-memdev mem2
  mem2: refusing to disable mem2: the device is in use: part of region1, part of region2, pmem1 is mounted on /data; disable and destroy the region first, or use --force to override
  disabled 0 mem
  [3]
  $ new; rm "$(dir region0)/size"; cxl-sim disable-region region0; cxl-sim destroy-region -f region0; writes
  region0: cannot read the attributes of region0: No such file or directory
  disabled 0 regions
  region0: cannot read the attributes of region0: No such file or directory
  destroyed 0 regions

An active region has an address and a size: without them, its memory cannot be set offline.

  $ for size in 0 -1 0xffffffffffffffff; do new; echo $size >"$(dir region0)/size"; cxl-sim destroy-region -f region0; cxl-sim disable-region -f region0; writes; done
  region0: cannot read the attributes of region0: invalid value
  destroyed 0 regions
  region0: cannot read the attributes of region0: invalid value
  disabled 0 regions
  region0: cannot read the attributes of region0: invalid value
  destroyed 0 regions
  region0: cannot read the attributes of region0: invalid value
  disabled 0 regions
  region0: cannot read the attributes of region0: invalid value
  destroyed 0 regions
  region0: cannot read the attributes of region0: invalid value
  disabled 0 regions

  $ new; echo 0 >"$(dir region0)/size"; echo 0 >"$(dir region0)/commit"; cxl-sim destroy-region -f region0; echo 1 >"$(dir region0)/commit"; rm "$(dir region0)/driver"; cxl-sim destroy-region -f region0; writes
  region0: cannot read the attributes of region0: invalid value
  destroyed 0 regions
  region0: cannot read the attributes of region0: invalid value
  destroyed 0 regions

A region that is neither enabled nor committed can be without them, and is not enabled: nor is one without ways or one of
its targets. A size without an address is not possible in the kernel.

  $ idle() { new; rm "$(dir region0)/driver"; echo 0 >"$(dir region0)/commit"; }; none=0xffffffffffffffff
  $ idle; echo 0 >"$(dir region0)/size"; cxl-sim enable-region region0; echo $none >"$(dir region0)/resource"; cxl-sim enable-region region0
  region0: it is not completely configured: it has 2 of 2 targets, and no size; destroy it with 'cxl destroy-region', and create it again
  enabled 0 regions
  region0: it is not completely configured: it has 2 of 2 targets, and no size; destroy it with 'cxl destroy-region', and create it again
  enabled 0 regions
  [1]
  $ idle; echo 0 >"$(dir region0)/interleave_ways"; cxl-sim enable-region region0; idle; : >"$(dir region0)/target0"; cxl-sim enable-region region0; steps cxl-sim destroy-region -f region0 | grep -v memory
  region0: it is not completely configured: it has 0 of 0 targets; destroy it with 'cxl destroy-region', and create it again
  enabled 0 regions
  region0: it is not completely configured: it has 1 of 2 targets; destroy it with 'cxl destroy-region', and create it again
  enabled 0 regions
  detach decoder4.0 from region0
  release 0x40000000 bytes of decoder4.0
  delete region0
  $ idle; : >"$(dir region0)/target1"; steps cxl-sim destroy-region -f region0 | grep -v memory; idle; echo -1 >"$(dir region0)/size"; cxl-sim destroy-region region0
  detach decoder3.0 from region0
  release 0x40000000 bytes of decoder3.0
  delete region0
  region0: cannot read the attributes of region0: invalid value
  destroyed 0 regions
  [1]
  $ idle; echo 0 >"$(dir decoder4.0)/dpa_size"; steps cxl-sim destroy-region -f region0 | grep release
  release 0x40000000 bytes of decoder3.0
  $ idle; cxl-sim destroy-region region0; writes
  region0: 16 memory blocks are online; set them offline first, see daxctl-offline-memory(1) and chmem(8), or use --force
  destroyed 0 regions
  $ idle; echo $none >"$(dir region0)/resource"; cxl-sim enable-region region0
  region0: cannot read the attributes of region0: No data available
  enabled 0 regions
  [1]

What cannot be read is not taken for the usual value.

  $ for a in commit target1 interleave_ways; do new; rm "$(dir region0)/$a"; cxl-sim destroy-region -f region0; writes; done
  region0: cannot read the attributes of region0: No such file or directory
  destroyed 0 regions
  region0: cannot read the attributes of region0: No such file or directory
  destroyed 0 regions
  region0: cannot read the attributes of region0: No such file or directory
  destroyed 0 regions
  $ new; rm "$(dir region0)/locked"; mkdir "$(dir region0)/locked"; cxl-sim destroy-region -f region0 2>&1 | head -1; writes
  region0: cannot read the attributes of region0: Is a directory
  $ for d in decoder3.1 decoder4.0; do new; rm "$(dir $d)/dpa_size"; cxl-sim destroy-region -f region0; writes; done
  region0: cannot read dpa_size of decoder3.1: No such file or directory
  destroyed 0 regions
  region0: cannot read dpa_size of decoder4.0: No such file or directory
  destroyed 0 regions
  $ new; m=sim/sys/devices/system/memory/memory40; rm $m/state; mkdir $m/state; cxl-sim disable-region region0 2>&1 | head -1; cxl-sim destroy-region -f region0 2>&1 | head -1; writes
  region0: cannot read which memory blocks are online: Input/output error
  region0: cannot read which memory blocks are online: Input/output error

A kernel without memory hot-plug has no memory blocks.

  $ new; rm -r sim/sys/devices/system/memory; steps cxl-sim disable-region region0
  unbind region0 from driver cxl_region

At most 16 ways.

  $ new; echo 17 >"$(dir region0)/interleave_ways"; cxl-sim destroy-region -f region0; writes
  region0: cannot read the attributes of region0: invalid value
  destroyed 0 regions
  $ new; echo 16 >"$(dir region0)/interleave_ways"; for i in $(seq 2 15); do : >"$(dir region0)/target$i"; done; steps cxl-sim destroy-region -f region0 | grep detach
  detach decoder4.0 from region0
  detach decoder3.0 from region0

A region in another place has no root decoder that could delete it.

  $ new; r=$(dir region0); mv "$r" "$(dir port1)/"; ln -sfn "../../../devices/platform/ACPI0017:00/root0/port1/region0" sim/sys/bus/cxl/devices/region0; cxl-sim destroy-region -f region0; writes
  region0: cannot find the root decoder of region0
  destroyed 0 regions

A memory device of the region that is not known: neither the policy nor the plan may leave it out.

  $ new; rm "$(dir endpoint4)/uport"; cxl-sim disable-region region0; writes
  region0: cannot read the attributes of region0: it names a device that was not found
  disabled 0 regions

The memory device of an accelerator stays when its region is disabled.

  $ new; rm "$(dir mem0)/payload_max"; cxl-sim disable-region region0; cxl-sim list -M -m mem0 | jq -r '.[].memdev'
  disabled 1 region
  mem0

A block that is going offline is still in use. Where the zone of a block is not known, the kernel chooses it.

  $ new; echo going-offline >sim/sys/devices/system/memory/memory40/state; steps cxl-sim disable-region region0 | grep -c offline
  16
  $ new; rm sim/sys/devices/system/memory/memory49/valid_zones; echo none >sim/sys/devices/system/memory/memory48/valid_zones; cxl-sim fault sim sysfs '*memory47/state=offline' errno EBUSY; cxl-sim disable-region region0 2>/dev/null; writes
  memory49/state offline
  memory48/state offline
  memory47/state offline EBUSY
  memory48/state online
  memory49/state online

A block that is online again with its region has been undone, unless it is in another zone.

  $ new; cxl-sim fault sim sysfs '*/delete_region' errno EIO; cxl-sim destroy-region -f region0; cxl-sim list -RX | jq -c '.[].daxregion.devices[].online_memblocks'
  region0: delete region0: cannot write 'region0' to /sys/devices/platform/ACPI0017:00/root0/decoder0.0/delete_region: Input/output error; the changes before it were undone; see the kernel log
  destroyed 0 regions
  16
  $ new; echo Normal >sim/sys/devices/system/memory/memory49/valid_zones; cxl-sim fault sim sysfs '*/delete_region' errno EIO; cxl-sim destroy-region -f region0
  region0: delete region0: cannot write 'region0' to /sys/devices/platform/ACPI0017:00/root0/decoder0.0/delete_region: Input/output error; 1 change remains: set memory block 49 (0x188000000-0x18fffffff) offline (cannot write 'online_kernel' to /sys/devices/system/memory/memory49/state: Invalid argument); see the kernel log
  destroyed 0 regions
  [1]

So has one whose zone is not known, and whatever belongs to a region that another process destroys meanwhile.

  $ new; rm sim/sys/devices/system/memory/memory49/valid_zones; cxl-sim fault sim sysfs '*/delete_region' errno EIO; cxl-sim destroy-region -f region0; writes | tail -n 1
  region0: delete region0: cannot write 'region0' to /sys/devices/platform/ACPI0017:00/root0/decoder0.0/delete_region: Input/output error; the changes before it were undone; see the kernel log
  destroyed 0 regions
  memory49/state online EINVAL
  $ new; cxl-sim fault sim sysfs region0/commit=0 late 3000; driver=$(dir region0)/driver; cxl-sim destroy-region -f region0 2>err & while [ -e $driver ]; do sleep 0.1; done; cxl-sim write sim sys/bus/cxl/devices/decoder0.0/delete_region region0; wait; cat err; writes | grep bind
  region0: reset the decoders of region0: cannot write '0' to /sys/devices/platform/ACPI0017:00/root0/decoder0.0/region0/commit: No such file or directory; the changes before it were undone
  destroyed 0 regions
  bus/cxl/drivers/cxl_region/unbind region0
  bus/cxl/drivers/cxl_region/bind region0 ENODEV

A block that the kernel reports as offline and is not.

  $ new; keep; cxl-sim fault sim sysfs '*memory40/state=offline' ignore --count 1; cxl-sim disable-region region0; same before sim
  region0: set memory block 40 (0x140000000-0x147ffffff) offline: the kernel has accepted 'offline' for /sys/devices/system/memory/memory40/state, but the value read back is 'online'; the changes before it were undone; a page of it is in use and cannot be moved now; try again, or see the kernel log
  disabled 0 regions
  same

A block that does not come back with its region remains offline.

  $ new; cxl-sim fault sim sysfs '*/delete_region' errno EIO; cxl-sim fault sim sysfs '*/cxl_region/bind' ignore; cxl-sim destroy-region -f region0 2>&1 | sed 's/, set memory.*//'
  region0: delete region0: cannot write 'region0' to /sys/devices/platform/ACPI0017:00/root0/decoder0.0/delete_region: Input/output error; 16 changes remain: set memory block 49 (0x188000000-0x18fffffff) offline (cannot write 'online_movable' to /sys/devices/system/memory/memory49/state: No such file or directory)
  destroyed 0 regions

It counts as mounted what cannot be read.

  $ new; cxl-sim create-region -d decoder0.1 -t pmem >/dev/null 2>&1; writes >/dev/null; truncate -s 17M sim/proc/mounts; cxl-sim disable-region region1; writes
  region1: refusing to disable region1: cannot determine whether the device is in use: cannot read which file systems are mounted; use --force to override
  disabled 0 regions
    Warning: cannot read /proc/mounts: File too large
  $ : >sim/proc/mounts; rm -f sim/proc/swaps; mkdir sim/proc/swaps; cxl-sim disable-region region1; rmdir sim/proc/swaps; cxl-sim disable-region region1
  region1: refusing to disable region1: cannot determine whether the device is in use: cannot read what is swap space; use --force to override
  disabled 0 regions
  disabled 1 region

Processes that use a DAX device of a namespace, or another one with the same addresses.

  $ new; cxl-sim create-region -d decoder0.1 -t pmem >/dev/null 2>&1; mkdir -p sim/sys/bus/dax/devices/dax{7,8}.0 sim/proc/4711/fd; echo qemu >sim/proc/4711/comm; : >sim/proc/4711/maps
  $ for n in 7:0x21fe00000 8:0x250000000; do echo "${n#*:}" >sim/sys/bus/dax/devices/dax${n%:*}.0/resource; echo 268435456 >sim/sys/bus/dax/devices/dax${n%:*}.0/size; done
  $ ln -s /dev/dax7.0 sim/proc/4711/fd/3; cxl-sim disable-region region1; ln -sfn /dev/dax8.0 sim/proc/4711/fd/3; cxl-sim disable-region region1
  region1: refusing to disable region1: the device is in use: process 4711 (qemu) uses /dev/dax7.0; end the process first, or use --force to override
  disabled 0 regions
  disabled 1 region

A device file that was created again since it was opened.

  $ new; ln -sfn ../../../../../../bus/dax/drivers/device_dax "$(readlink -f sim/sys/bus/dax/devices/dax0.0)/driver"; mkdir -p sim/proc/4711/fd; ln -s '/dev/dax0.0 (deleted)' sim/proc/4711/fd/3; : >sim/proc/4711/maps; cxl-sim disable-region region0
  region0: refusing to disable region0: the device is in use: process 4711 uses /dev/dax0.0; end the process first, or use --force to override
  disabled 0 regions
  [3]

A DAX device that dax_hmem owns is unbound first, if it has no other memory.

  $ new; d=sim/sys/devices/platform/hmem.7/dax7.0; mkdir -p $d; echo 0x110000000 >$d/resource; echo 2147483648 >$d/size; ln -s ../../../../bus/dax/drivers/device_dax $d/driver; ln -s ../../../devices/platform/hmem.7/dax7.0 sim/sys/bus/dax/devices/dax7.0
  $ steps cxl-sim disable-region region0 | tail -n 2; steps cxl-sim destroy-region -f region0 | grep dax
  unbind dax7.0 from driver device_dax
  unbind region0 from driver cxl_region
  unbind dax7.0 from driver device_dax
  $ mv $d/driver driver; steps cxl-sim disable-region region0 | tail -n 2; mv driver $d/driver
  set memory block 34 (0x110000000-0x117ffffff) offline
  unbind region0 from driver cxl_region
  $ echo 2147483649 >$d/size; steps cxl-sim disable-region region0 | grep -c dax; echo 2147483648 >$d/size; cxl-sim disable-region region0; writes | tail -n 2
  0
  disabled 1 region
  bus/dax/drivers/device_dax/unbind dax7.0
  bus/cxl/drivers/cxl_region/unbind region0

It is bound again if the region cannot be disabled, unless it does not exist any more.

  $ hmem() { d=sim/sys/devices/platform/hmem.7/$1; mkdir -p $d/mapping0 sim/state/dax_ids/device_dax; : >sim/state/dax_ids/device_dax/$1; echo 0x110000000 >$d/mapping0/start; echo 0x11fffffff >$d/mapping0/end; rm -rf sim/sys/devices/system/memory/memory3[45]; echo 0x120000000 >sim/sys/bus/dax/devices/dax0.0/mapping0/start; echo 0x110000000 >$d/resource; echo 268435456 >$d/size; ln -s ../../../../bus/dax/drivers/device_dax $d/driver; ln -s ../../../devices/platform/hmem.7/$1 sim/sys/bus/dax/devices/$1; }
  $ new; hmem dax7.0; cxl-sim disable-region region0 --dry-run 2>&1 | grep -c 'unbind dax7.0'; echo 0x1000000000 >$d/mapping0/start; echo 0x100fffffff >$d/mapping0/end; cxl-sim disable-region region0 --dry-run 2>&1 | grep -c 'unbind dax7.0'
  1
  0
  [1]
  $ new; hmem dax7.0; cxl-sim fault sim sysfs '*cxl_region/unbind=region0' errno EIO; cxl-sim disable-region region0 2>&1 | grep -o 'error; .* undone'; writes | grep dax
  error; the changes before it were undone
  bus/dax/drivers/device_dax/unbind dax7.0
  bus/dax/drivers/device_dax/bind dax7.0
  $ new; hmem dax7.0; hmem dax8.0; cxl-sim fault sim sysfs '*device_dax/unbind=dax8.0' late 1500; (while [ -e $d/../dax7.0/driver ]; do sleep 0.05; done; rm sim/sys/bus/dax/devices/dax[78].0) & cxl-sim disable-region region0 2>&1 | grep -o 'device; .* undone'; wait; writes | grep dax
  device; the changes before it were undone
  bus/dax/drivers/device_dax/unbind dax7.0
  bus/dax/drivers/device_dax/unbind dax8.0 ENODEV
  bus/dax/drivers/device_dax/bind dax7.0 ENODEV

Persistent memory can be memory of the system, too.

  $ new; cxl-sim create-region -d decoder0.1 -t pmem >/dev/null 2>&1; writes >/dev/null; m=sim/sys/devices/system/memory/memory66; mkdir $m; echo online >$m/state; echo Movable >$m/valid_zones; cxl-sim disable-region region1; writes
  disabled 1 region
  memory66/state offline
  bus/cxl/drivers/cxl_region/unbind region1

If the DAX devices cannot be read, one of them may be of dax_hmem.

  $ new; rm -r sim/sys/bus/dax/devices; : >sim/sys/bus/dax/devices; cxl-sim disable-region -f region0; writes
  region0: cannot read which DAX devices are in the addresses of the region: Not a directory
  disabled 0 regions

A block that is only partly in the region: it is not set offline, and the region is refused if this part is memory of the system.

  $ new; m=sim/sys/devices/system/memory; rm -r $m/memory[1-9]*; echo 80000000 >$m/block_size_bytes; for n in 2 3; do mkdir $m/memory$n; echo online >$m/memory$n/state; done
  $ try() { printf '%s\n' "$@" >sim/proc/iomem; cxl-sim disable-region region0 --dry-run 2>&1 | jq -Rr 'fromjson? // .' | grep -e online -e '"step"'; }
  $ cxl-sim disable-region region0; cxl-sim disable-region region0 --dry-run >/dev/null 2>&1; echo $?; writes
  region0: memory block 2 (0x100000000-0x17fffffff) is online, and only a part of it belongs to the region; set it offline first, see chmem(8)
  disabled 0 regions
  3
  $ try '00000000-00000000 : System RAM'; try '100000000-10fffffff : System RAM' '110000000-18fffffff : region0' '190000000-1ffffffff : System RAM'; try '110000000-18fffffff : region0' '  188000000-18fffffff : System RAM (kmem)'
  region0: memory block 2 (0x100000000-0x17fffffff) is online, and only a part of it belongs to the region; set it offline first, see chmem(8)
          "step":"unbind region0 from driver cxl_region",
  region0: memory block 3 (0x180000000-0x1ffffffff) is online, and only a part of it belongs to the region; set it offline first, see chmem(8)
  $ echo offline >$m/memory3/state; cat $m/memory2/state; try '100000000-1ffffffff : System RAM'; echo online >$m/memory3/state
  online
  region0: memory block 2 (0x100000000-0x17fffffff) is online, and only a part of it belongs to the region; set it offline first, see chmem(8)
  $ cxl-sim disable-region -f region0; cxl-sim enable-region region0; cxl-sim destroy-region -f region0; writes
  disabled 1 region
  enabled 1 region
  region0: memory block 2 (0x100000000-0x17fffffff) is online, and only a part of it belongs to the region; set it offline first, see chmem(8)
  destroyed 0 regions
  bus/cxl/drivers/cxl_region/unbind region0
  bus/cxl/drivers/cxl_region/bind region0
  $ new; rm -r $m/memory[1-9]*; echo c000000000000000 >$m/block_size_bytes; mkdir $m/memory1; echo online >$m/memory1/state; echo 0xd000000000000000 >"$(dir region0)/resource"
  $ echo 'd000000000000000-d00000000fffffff : System RAM' >sim/proc/iomem; cxl-sim disable-region region0
  region0: memory block 1 (0xc000000000000000-0x7fffffffffffffff) is online, and only a part of it belongs to the region; set it offline first, see chmem(8)
  disabled 0 regions
  [3]
  $ echo offline >$m/memory1/state; steps cxl-sim disable-region region0
  unbind region0 from driver cxl_region
  $ echo 0 >$m/block_size_bytes; cxl-sim disable-region region0
  region0: cannot read which memory blocks are online: invalid value
  disabled 0 regions
    Warning: cannot read /sys/devices/system/memory/block_size_bytes: invalid value
  [1]

A UUID without a type, where the root decoder supports volatile memory only: not used, as in ndctl.

  $ new; rm "$(dir decoder0.1)/create_pmem_region"; cxl-sim create-region -d decoder0.1 -U 5c1f0a70-0000-4000-8000-000000000001 >/dev/null; writes | grep uuid
    Warning: the UUID is not used: volatile regions have none
  created 1 region
  [1]

Memory that is online keeps its decoders, even with --force.

  $ new; keep; cxl-sim fault sim sysfs '*memory40/state=offline' errno EBUSY; cxl-sim destroy-region -f region0; same before sim
  region0: set memory block 40 (0x140000000-0x147ffffff) offline: cannot write 'offline' to /sys/devices/system/memory/memory40/state: Device or resource busy; the changes before it were undone; a page of it is in use and cannot be moved now; try again, or see the kernel log
  destroyed 0 regions
  same

A target that the kernel refuses for want of a capability.

  $ new; cxl-sim fault sim sysfs '*/target0=*' errno ENXIO; cxl-sim create-region -d decoder0.1 -t ram --format envelope 2>/dev/null | jq -r '.errors[0].hint'
  the memory device, or a host bridge or switch above it, may not be capable of this number of ways or granularity

Processes of a container: the device is in a /dev of its own, which is mounted here or not. Other files of this name do not count.

  $ uses() { rm -f sim/proc/4711/fd/3; test -z "$1" || ln -s "$1" sim/proc/4711/fd/3; echo "$2" >sim/proc/4711/maps; cxl-sim disable-region region0 --dry-run --format json 2>&1 | sed -n 's/.*\(in use: [^;]*\);.*/\1/p; s/.*"verdict"://p'; }
  $ new; ln -sfn ../../../../../../bus/dax/drivers/device_dax "$(readlink -f sim/sys/bus/dax/devices/dax0.0)/driver"; mkdir -p sim/proc/4711/fd; map='7f00-7f40 rw-s 00000000 00:05 400'
  $ uses /dax0.0; uses '/srv/c1/dev/dax0.0 (deleted)'; uses '' "$map /dax0.0"; uses '' "$map /srv/c1/dev/dax0.0 (deleted)"; uses /mnt/dax0.0 "$map /mnt/dax0.0"; uses /dev/dax0.01 "$map /dax0.01"
  in use: process 4711 uses /dev/dax0.0
  "in_use",
  in use: process 4711 uses /dev/dax0.0
  "in_use",
  in use: process 4711 uses /dev/dax0.0
  "in_use",
  in use: process 4711 uses /dev/dax0.0
  "in_use",
  "allowed",
  "allowed",

A process may have any name.

  $ printf 'a\nb\033[31mé' >sim/proc/4711/comm; uses /dev/dax0.0; rm sim/proc/4711/comm
  in use: process 4711 (a?b?[31mé) uses /dev/dax0.0
  "in_use",

The number of the device decides, if it is known: a node may have any name, and a file of this name may be another device. "b": a block device.

  $ mkdir -p sim/dev/c1/dev sim/proc/4711/map_files; cat sim/sys/bus/dax/devices/dax0.0/dev; echo 250:0 >sim/dev/foo; echo 250:1 | tee sim/dev/bar >sim/dev/c1/dev/dax0.0; echo b 250:0 >sim/dev/disk
  250:0
  $ for f in foo bar disk c1/dev/dax0.0; do uses /dev/$f; done
  in use: process 4711 uses /dev/dax0.0
  "in_use",
  "allowed",
  "allowed",
  "allowed",
  $ maps() { ln -sfn "$1" sim/proc/4711/map_files/7f00-7f40; uses '' "0000$map $2"; }; maps /dev/foo /mnt/foo; maps /dev/bar /dev/dax0.0; maps /dev/disk /mnt/foo
  in use: process 4711 uses /dev/dax0.0
  "in_use",
  "allowed",
  "allowed",

If the number cannot be read, as that of a mapping without CAP_CHECKPOINT_RESTORE and CAP_SYS_ADMIN, it is not known whether the device is in use. A private mapping is not one of it, nor is a mapping without a file, which a process can give a name.

  $ echo dev/foo EPERM >>sim/state/errors; maps /dev/foo /mnt/foo; map=${map/rw-s/rw-p} maps /dev/foo /mnt/foo; maps /dev/foo '  [anon:a/b]'; uses /dev/foo; sed -i '/foo/d' sim/state/errors; rm -r sim/proc/4711/map_files
  in use: cannot read which processes use /dev/dax0.0
  "in_use",
  "allowed",
  "allowed",
  in use: cannot read which processes use /dev/dax0.0
  "in_use",

A process whose first thread has ended: its other threads have the files and the memory.

  $ mkdir -p sim/proc/4711/task/4712/fd; uses ''; ln -s /dev/dax0.0 sim/proc/4711/task/4712/fd/3; uses ''; rm sim/proc/4711/task/4712/fd/3; echo "$map /dev/dax0.0" >sim/proc/4711/task/4712/maps; uses ''; rm -r sim/proc/4711/task
  "allowed",
  in use: process 4711 uses /dev/dax0.0
  "in_use",
  in use: process 4711 uses /dev/dax0.0
  "in_use",

In a container, processes outside of it are not visible: whether the device is in use is not known.

  $ mkdir -p sim/proc/self/ns; ln -s 'pid:[4026532001]' sim/proc/self/ns/pid; uses ''; ln -sfn 'pid:[4026531836]' sim/proc/self/ns/pid; uses ''
  in use: cannot read which processes use /dev/dax0.0: those outside of this container are not visible
  "in_use",
  "allowed",
  $ mv sim/proc/self self; ln -s 4999 sim/proc/self; uses ''; rm sim/proc/self; mv self sim/proc/self
  in use: cannot read which processes use /dev/dax0.0: those outside of this container are not visible
  "in_use",

A file system on a DAX device (famfs), which is mounted here or in the mount namespace of a process.

  $ cp sim/proc/mounts mounts; echo '/dev/dax0.0 /mnt/fam famfs rw 0 0' >>sim/proc/mounts; uses ''; cp mounts sim/proc/mounts; echo '/dev/dax0.0 /srv famfs rw 0 0' >sim/proc/4711/mounts; uses ''
  in use: dax0.0 is mounted on /mnt/fam
  "in_use",
  "allowed",
  $ mkdir -p sim/sys/bus/dax/drivers/fsdev_dax; ln -sfn ../../../../../../bus/dax/drivers/fsdev_dax "$(readlink -f sim/sys/bus/dax/devices/dax0.0)/driver"; uses ''; rm sim/proc/4711/mounts; uses ''
  in use: dax0.0 is mounted on /srv
  "in_use",
  "allowed",
  $ for t in 4711 4712 4713; do mkdir -p sim/proc/4711/task/$t; done; : >sim/proc/4711/mounts; echo proc/4711/mounts EINVAL >>sim/state/errors; uses ''; echo '/dev/dax0.0 /srv famfs rw 0 0' | tee sim/proc/4711/task/471{2,3}/mounts >/dev/null; uses ''
  "allowed",
  in use: dax0.0 is mounted on /srv
  "in_use",
  $ rm sim/proc/4711/task/471{2,3}/mounts; mkdir sim/proc/4711/task/4712/mounts; uses ''; rm -r sim/proc/4711/{task,mounts}; sed -i '/mounts/d' sim/state/errors
  in use: cannot read what other mount namespaces have mounted
  "in_use",
  $ mkdir sim/proc/4711/mounts; uses ''; rmdir sim/proc/4711/mounts
  in use: cannot read what other mount namespaces have mounted
  "in_use",
