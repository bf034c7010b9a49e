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
  [1]
  $ set decoder7.0/dpa_size 268435456; set decoder7.1/dpa_size 0x10000000; show decoder7.{0,1}/dpa_{size,resource}
  decoder7.0/dpa_size 0x0000000010000000
  decoder7.0/dpa_resource 0x0
  decoder7.1/dpa_size 0x0000000010000000
  decoder7.1/dpa_resource 0x10000000

Free in reverse order. An allocation that fails has freed the old one.

  $ set decoder7.0/dpa_size 0; set decoder7.0/dpa_size 0x20000000
  EBUSY
  EBUSY
  [1]
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
  [1]
  $ set port1/decoders_committed 0; set decoder0.0/size 0
  EACCES
  EACCES
  [1]

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
  [1]

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
  [1]
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
  [1]

A device that a tree has bound by name keeps its name.

  $ new --tree $data/four.tree; driver device_dax/unbind dax2.0; driver device_dax/bind dax2.0; readlink sim/sys/bus/dax/devices/dax2.0/driver
  ../../../../../../../../bus/dax/drivers/device_dax

Create a region of two memdevs below one host bridge

All root decoders of this system show the same next region.

  $ new; show decoder0.{0,1}/create_{ram,pmem}_region
  decoder0.0/create_ram_region region1
  decoder0.0/create_pmem_region region1
  decoder0.1/create_ram_region region1
  decoder0.1/create_pmem_region region1
  $ set decoder0.1/create_ram_region region0; set decoder0.1/create_ram_region region2; set decoder0.1/create_ram_region x
  EBUSY
  EBUSY
  EINVAL
  [1]
  $ set decoder0.1/create_ram_region region1; show decoder0.{0,1}/create_ram_region
  decoder0.0/create_ram_region region2
  decoder0.1/create_ram_region region2
  $ show region1/{devtype,modalias,mode,commit,size,resource,interleave_ways,interleave_granularity,locked,uuid}; ls sim/sys/bus/cxl/devices/region1/
  region1/devtype cxl_region
  region1/modalias cxl:t6
  region1/mode ram
  region1/commit 0
  region1/size 0x0
  region1/resource 0xffffffffffffffff
  region1/interleave_ways 0
  region1/interleave_granularity 0
  region1/locked 0
  region1/uuid 
  access0
  access1
  commit
  devtype
  interleave_granularity
  interleave_ways
  locked
  modalias
  mode
  resource
  size
  subsystem
  uevent
  uuid

A lower number that becomes free is the next one.

  $ set decoder0.0/delete_region region1; set decoder0.1/delete_region region9; set decoder0.1/delete_region decoder; set decoder0.1/delete_region region1
  ENODEV
  ENODEV
  ENODEV
  $ show decoder0.0/create_ram_region; ls sim/sys/bus/cxl/devices | grep region
  decoder0.0/create_ram_region region1
  dax_region0
  region0

The existing region: memory is online, so that it stays after the region is unbound.

  $ write devices/system/memory/memory34/state offline; write bus/cxl/drivers/cxl_region/unbind region0; ls sim/sys/bus/dax/devices; ls -d sim/sys/devices/system/memory/memory{34,49} sim/sys/kernel/debug/cxl/region0
  ls: cannot access 'sim/sys/kernel/debug/cxl/region0': No such file or directory
  sim/sys/devices/system/memory/memory34
  sim/sys/devices/system/memory/memory49
  [2]

No DAX region is created when a part is System RAM.

  $ write bus/cxl/drivers/cxl_region/bind region0; write bus/cxl/drivers/cxl_region/bind region0; ls sim/sys/bus/cxl/devices/region0/ | grep dax; write bus/cxl/drivers/cxl_region/unbind region0
  EBUSY

Reset unbinds; targets stay attached, and can be committed again.

  $ new; for i in $(seq 34 49); do write devices/system/memory/memory$i/state offline; done; ls sim/sys/devices/system/memory
  auto_online_blocks
  block_size_bytes
  memory34
  memory35
  memory36
  memory37
  memory38
  memory39
  memory40
  memory41
  memory42
  memory43
  memory44
  memory45
  memory46
  memory47
  memory48
  memory49
  $ set region0/commit 0; set region0/commit 0; show region0/{commit,target0,size} decoder{1,3,4}.0/{size,region} port1/decoders_committed endpoint{3,4}/decoders_committed; ls sim/sys/devices/system/memory
  region0/commit 0
  region0/target0 decoder3.0
  region0/size 0x80000000
  decoder1.0/size 0x80000000
  decoder1.0/region region0
  decoder3.0/size 0x80000000
  decoder3.0/region region0
  decoder4.0/size 0x80000000
  decoder4.0/region region0
  port1/decoders_committed 0
  endpoint3/decoders_committed 0
  endpoint4/decoders_committed 0
  auto_online_blocks
  block_size_bytes
  $ write bus/cxl/drivers/cxl_region/bind region0; write bus/cxl/drivers/cxl_region/unbind region0
  ENXIO
  ENODEV
  [1]
  $ set region0/size 0; set region0/size 0x40000000; set region0/interleave_ways 2; set region0/interleave_granularity 256; set decoder3.0/dpa_size 0
  EBUSY
  EBUSY
  EBUSY
  EBUSY
  EBUSY
  [1]
  $ set region0/commit x; set region0/commit y; show region0/commit port1/decoders_committed; set region0/commit 1; set region0/commit 0
  EINVAL
  region0/commit 1
  port1/decoders_committed 1

Detach the targets and free the addresses. A region that is not complete cannot be committed.

  $ set region0/target2 $'\n'; set region0/target0 $'\n'; set region0/target0 ''; show region0/target{0,1} decoder{1,3,4}.0/{size,region}
  ENOENT
  region0/target0 
  region0/target1 decoder4.0
  decoder1.0/size 0x0
  decoder1.0/region region0
  decoder3.0/size 0x0
  decoder3.0/region 
  decoder4.0/size 0x80000000
  decoder4.0/region region0
  $ set region0/commit 1; set region0/size 0; set region0/target1 $'\n'; set region0/size 0; show region0/{size,resource} decoder{1,4}.0/{start,size,region,interleave_ways}
  ENXIO
  region0/size 0x0
  region0/resource 0xffffffffffffffff
  decoder1.0/start 0x0
  decoder1.0/size 0x0
  decoder1.0/region 
  decoder1.0/interleave_ways 2
  decoder4.0/start 0x0
  decoder4.0/size 0x0
  decoder4.0/region 
  decoder4.0/interleave_ways 2
  $ set decoder3.0/dpa_size 0; set decoder4.0/dpa_size 0; set decoder0.0/delete_region region0; show decoder0.0/create_ram_region; ls sim/sys/bus/cxl/devices/decoder0.0/ | grep region0
  decoder0.0/create_ram_region region0
  [1]

Settings of a new region, each with what is invalid. Size needs ways and granularity.

  $ set decoder0.0/create_ram_region region0; set region0/size 0x80000000
  ENXIO
  [1]
  $ for i in 0 5 7 9 32 x 3 6 12; do set region0/interleave_ways $i; done
  EINVAL
  EINVAL
  EINVAL
  EINVAL
  EINVAL
  EINVAL
  EINVAL
  EINVAL
  EINVAL
  [1]
  $ set region0/interleave_ways 4; ls sim/sys/bus/cxl/devices/region0/ | grep target; set region0/interleave_ways 2; ls sim/sys/bus/cxl/devices/region0/ | grep target
  target0
  target1
  target2
  target3
  target0
  target1
  $ set region0/size 0x80000000; for i in 0 128 384 32768 x; do set region0/interleave_granularity $i; done; set region0/interleave_granularity 512; set region0/interleave_granularity 256
  ENXIO
  EINVAL
  EINVAL
  EINVAL
  EINVAL
  EINVAL
  $ set region0/target0 decoder3.0; set decoder3.0/mode ram; set region0/target0 decoder3.0
  ENXIO
  ENXIO
  [1]
  $ set region0/size 0x90000000; set region0/size x; set region0/size 0x120000000; set region0/size 0x80000000; set region0/size 0x80000000; set region0/size 0x40000000
  EINVAL
  EINVAL
  ERANGE
  EBUSY
  [1]
  $ show region0/{size,resource}; set region0/uuid 11111111-2222-4333-8444-555555555555$'\n'; set region0/resource 0
  region0/size 0x80000000
  region0/resource 0x110000000
  EACCES
  EACCES
  [1]

Targets: no such name, another device, no memory, another size, memdev of another host bridge.

  $ set region0/target0 decoder9.9; set region0/target0 region0; set region0/target0 decoder1.0; set region0/target0 decoder3.0; set decoder3.0/dpa_size 0x20000000; set region0/target0 decoder3.0
  ENODEV
  EINVAL
  EINVAL
  ENXIO
  EINVAL
  [1]
  $ set decoder3.0/dpa_size 0x40000000; set decoder6.0/mode pmem; set decoder6.0/dpa_size 0x40000000; set region0/target0 decoder6.0
  EINVAL
  [1]
  $ set region0/target0 decoder3.0; show region0/target0 decoder{1,3}.0/{region,size,start} decoder3.0/interleave_ways
  region0/target0 decoder3.0
  decoder1.0/region region0
  decoder1.0/size 0x0
  decoder1.0/start 0x0
  decoder3.0/region region0
  decoder3.0/size 0x80000000
  decoder3.0/start 0x110000000
  decoder3.0/interleave_ways 2

A position that is taken, a memdev that is a target already, and one of another region.

  $ set region0/target0 decoder4.0; set decoder4.0/mode ram; set decoder4.0/dpa_size 0x40000000; set region0/target0 decoder4.0; set region0/target1 decoder3.0; set region0/commit 1
  ENXIO
  EBUSY
  EBUSY
  ENXIO
  [1]
  $ set decoder0.0/create_ram_region region1; set region1/interleave_ways 1; set region1/interleave_granularity 256; set region1/size 0x40000000; show region1/resource; set region1/target0 decoder3.0; set region1/target0 decoder4.0
  region1/resource 0x190000000
  EBUSY
  EBUSY
  [1]
  $ set decoder0.0/delete_region region1; set region0/target1 decoder4.0; show decoder1.0/{size,start,interleave_ways,interleave_granularity,target_list}
  decoder1.0/size 0x80000000
  decoder1.0/start 0x110000000
  decoder1.0/interleave_ways 2
  decoder1.0/interleave_granularity 256
  decoder1.0/target_list 0,1
  $ set region0/target0 decoder4.0; set region0/commit 1; show port1/decoders_committed endpoint{3,4}/decoders_committed; set region0/target0 decoder4.0
  EBUSY
  port1/decoders_committed 1
  endpoint3/decoders_committed 1
  endpoint4/decoders_committed 1
  EBUSY
  [1]

Bind: the DAX device, bound to kmem, with memory blocks of 128 MiB. The kernel of this system onlines
them by itself, in zone Movable.

  $ write bus/cxl/drivers/cxl_region/bind region0; show dax_region0/{devtype,modalias}; dax() { for a; do echo "$a $(cxl-sim read sim sys/bus/dax/devices/$a)"; done; }
  dax_region0/devtype cxl_dax_region
  dax_region0/modalias cxl:t8
  $ dax dax0.0/{size,align,resource,target_node,numa_node,memmap_on_memory,modalias} dax0.0/mapping0/{start,end,page_offset}; readlink sim/sys/bus/dax/devices/dax0.0/driver
  dax0.0/size 2147483648
  dax0.0/align 2097152
  dax0.0/resource 0x110000000
  dax0.0/target_node 1
  dax0.0/numa_node -1
  dax0.0/memmap_on_memory 1
  dax0.0/modalias dax:t0
  dax0.0/mapping0/start 0x110000000
  dax0.0/mapping0/end 0x18fffffff
  dax0.0/mapping0/page_offset 0x0
  ../../../../../../../../bus/dax/drivers/kmem
  $ cd sim/sys/devices/system/memory; ls | grep -c memory; grep . memory{34,49}/{state,online,phys_index,valid_zones,removable}; readlink memory34/*; cd - >/dev/null
  16
  memory34/state:online
  memory34/online:1
  memory34/phys_index:00000022
  memory34/valid_zones:Movable
  memory34/removable:1
  memory49/state:online
  memory49/online:1
  memory49/phys_index:00000031
  memory49/valid_zones:Movable
  memory49/removable:1
  ../../node/node1
  $ ls sim/sys/kernel/debug/cxl/region0; cxl-sim list -r region0 -T
  clear_poison
  inject_poison
  [
    {
      "region":"region0",
      "resource":4563402752,
      "size":2147483648,
      "type":"ram",
      "interleave_ways":2,
      "interleave_granularity":256,
      "decode_state":"commit",
      "locked":false,
      "mappings":[
        {
          "position":1,
          "memdev":"mem1",
          "decoder":"decoder4.0"
        },
        {
          "position":0,
          "memdev":"mem0",
          "decoder":"decoder3.0"
        }
      ]
    }
  ]

delete_region does not ask whether the region is in use.

  $ set decoder0.0/delete_region region0; show decoder3.0/{region,dpa_size} port1/decoders_committed; ls sim/sys/bus/dax/devices sim/sys/devices/system/memory | grep -c memory3
  decoder3.0/region 
  decoder3.0/dpa_size 0x0000000040000000
  port1/decoders_committed 0
  6

Two host bridges and a switch

decoder0.2 interleaves both host bridges at 256 bytes: mem0 and mem1 can have even positions, mem3
behind the switch odd ones. Each decoder below the root has a granularity of 2 * 256 bytes.

  $ new; set decoder0.0/delete_region region0; set decoder3.0/dpa_size 0; set decoder4.0/dpa_size 0; show decoder0.2/create_ram_region
  decoder0.2/create_ram_region region0
  $ set decoder0.2/create_ram_region region0; for i in 1 3 6; do set region0/interleave_ways $i; done; set region0/interleave_ways 4; set region0/interleave_ways 2
  EINVAL
  EINVAL
  EINVAL
  $ set region0/interleave_granularity 512; set region0/interleave_granularity 256; set region0/size 0x40000000; show region0/resource
  EINVAL
  region0/resource 0x310000000
  $ for i in 3.0 4.0 7.0; do set decoder$i/mode ram; set decoder$i/dpa_size 0x20000000; done
  $ set region0/target0 decoder7.0; set region0/target1 decoder4.0; set region0/target0 decoder3.0; set region0/target1 decoder7.0
  ENXIO
  ENXIO
  $ show decoder{1,2,5}.0/{region,interleave_ways,interleave_granularity,target_list,start,size} decoder7.0/interleave_{ways,granularity}
  decoder1.0/region region0
  decoder1.0/interleave_ways 1
  decoder1.0/interleave_granularity 512
  decoder1.0/target_list 0
  decoder1.0/start 0x310000000
  decoder1.0/size 0x40000000
  decoder2.0/region region0
  decoder2.0/interleave_ways 1
  decoder2.0/interleave_granularity 512
  decoder2.0/target_list 0
  decoder2.0/start 0x310000000
  decoder2.0/size 0x40000000
  decoder5.0/region region0
  decoder5.0/interleave_ways 1
  decoder5.0/interleave_granularity 512
  decoder5.0/target_list 1
  decoder5.0/start 0x310000000
  decoder5.0/size 0x40000000
  decoder7.0/interleave_ways 2
  decoder7.0/interleave_granularity 256
  $ set region0/commit 1; write bus/cxl/drivers/cxl_region/bind region0; show {port{1,2,5},endpoint{3,7}}/decoders_committed; cxl-sim read sim sys/bus/dax/devices/dax0.0/target_node; ls -d sim/sys/devices/system/memory/memory{98,105,106}
  port1/decoders_committed 1
  port2/decoders_committed 1
  port5/decoders_committed 1
  endpoint3/decoders_committed 1
  endpoint7/decoders_committed 1
  3
  ls: cannot access 'sim/sys/devices/system/memory/memory106': No such file or directory
  sim/sys/devices/system/memory/memory105
  sim/sys/devices/system/memory/memory98
  [2]

A pmem region of one memdev behind the switch, at the next decoders of the ports. The uuid is set
before the size, with a newline.

  $ set decoder0.1/create_pmem_region region1; set region1/interleave_ways 1; set region1/interleave_granularity 256; show region1/{mode,uuid}; set region1/size 0x40000000
  region1/mode pmem
  region1/uuid 00000000-0000-0000-0000-000000000000
  ENXIO
  [1]
  $ uuid=11111111-2222-4333-8444-55555555555; set region1/uuid ${uuid}5; set region1/uuid ${uuid}x$'\n'; set region1/uuid 00000000-0000-0000-0000-000000000000$'\n'
  EINVAL
  EINVAL
  EINVAL
  [1]
  $ set region1/uuid ${uuid}A$'\n'; set region1/uuid ${uuid}a$'\n'; show region1/uuid; set region1/size 0x40000000; show region1/resource
  region1/uuid 11111111-2222-4333-8444-55555555555a
  region1/resource 0x210000000

The address of this region is lower than that of the one that the ports have.

  $ set decoder6.0/mode pmem; set decoder6.0/dpa_size 0x40000000; set region1/target0 decoder6.0; show decoder6.0/region decoder2.1/region
  EBUSY
  decoder6.0/region 
  decoder2.1/region 
  $ set decoder0.2/delete_region region0; set region1/target0 decoder6.0; set region1/commit 1; write bus/cxl/drivers/cxl_region/bind region1; show decoder5.0/target_list pmem_region1/{devtype,modalias}; set region1/uuid ${uuid}b$'\n'
  decoder5.0/target_list 0
  pmem_region1/devtype cxl_pmem_region
  pmem_region1/modalias cxl:t7
  EBUSY
  [1]
  $ ls sim/sys/bus/cxl/drivers/cxl_pmem_region sim/sys/bus/dax/devices; write bus/cxl/drivers/cxl_region/unbind region1; ls sim/sys/bus/cxl/drivers/cxl_pmem_region
  sim/sys/bus/cxl/drivers/cxl_pmem_region:
  pmem_region1
  
  sim/sys/bus/dax/devices:
  $ set decoder0.0/create_pmem_region region0; set region0/uuid ${uuid}a$'\n'
  EBUSY
  [1]

Eight memdevs: two host bridges with two root ports each, and switches with two ports. Of the
positions of a host bridge, each second one has the same root port: 0 and 4 below that of decoder16.0
and decoder9.0. With 2 and 4 exchanged the last target is refused, and stays.

  $ new --tree $data/cxl_test.tree; set decoder0.0/delete_region region0; set decoder0.1/delete_region region1; for i in 16 9 10 18; do set decoder$i.0/dpa_size 0; done
  $ create=$(cxl-sim read sim sys/bus/cxl/devices/decoder0.1/create_ram_region); set decoder0.1/create_ram_region $create; r=$create
  $ set $r/interleave_granularity 4096; set $r/interleave_ways 8; set $r/size 0x80000000; set $r/target0 decoder16.0
  ENXIO
  [1]
  $ attach() { pos=0; for i; do set decoder$i.0/mode ram; set decoder$i.0/dpa_size 0x10000000; set $r/target$pos decoder$i.0; pos=$((pos + 1)); done; }
  $ attach 16 18 9 19 10 14 12 15; show $r/target7 | cut -d' ' -f2; show decoder15.0/size decoder1.0/size; set $r/commit 1; set $r/target7 decoder15.0
  ENXIO
  decoder15.0
  decoder15.0/size 0x0
  decoder1.0/size 0x0
  ENXIO
  EINVAL
  [1]
  $ for i in 0 1 2 3 4 5 6 7; do set $r/target$i $'\n'; done; attach 16 18 10 19 9 14 12 15; set $r/commit 1; show decoder{1,5,8}.0/{interleave_ways,interleave_granularity,target_list}
  decoder1.0/interleave_ways 2
  decoder1.0/interleave_granularity 8192
  decoder1.0/target_list 0,2
  decoder5.0/interleave_ways 2
  decoder5.0/interleave_granularity 16384
  decoder5.0/target_list 0,4
  decoder8.0/interleave_ways 2
  decoder8.0/interleave_granularity 16384
  decoder8.0/target_list 3,7

The window is full.

  $ create=$(cxl-sim read sim sys/bus/cxl/devices/decoder0.1/create_ram_region); set decoder0.1/create_ram_region $create; set $create/interleave_granularity 4096; set $create/interleave_ways 2; set $create/size 0x20000000
  ERANGE
  [1]

This root decoder is for volatile memory only.

  $ set decoder0.1/create_pmem_region region0
  ENOENT
  [1]

Order of commit and reset

Decoders that are reset out of order are free when those above them are.

  $ new --tree $data/pmem.tree; show region{0,1}/{target0,commit} {port1,endpoint3}/decoders_committed; set region0/commit 0; show {port1,endpoint3}/decoders_committed; set region0/commit 1
  region0/target0 decoder3.0
  region0/commit 1
  region1/target0 decoder2.0
  region1/commit 1
  port1/decoders_committed 2
  endpoint3/decoders_committed 2
  port1/decoders_committed 2
  endpoint3/decoders_committed 2
  EBUSY
  [1]
  $ set region1/commit 0; show {port1,endpoint2,endpoint3}/decoders_committed; set region1/commit 1; set region0/commit 1; set region1/commit 1; show {port1,endpoint3}/decoders_committed
  port1/decoders_committed 0
  endpoint2/decoders_committed 0
  endpoint3/decoders_committed 0
  EBUSY
  port1/decoders_committed 2
  endpoint3/decoders_committed 2

No decoder is free until then, either.

  $ set decoder0.0/delete_region region0; set decoder0.0/create_pmem_region region0; set region0/interleave_ways 1; set region0/interleave_granularity 256; set region0/uuid 11111111-2222-4333-8444-555555555555$'\n'; set region0/size 0x10000000
  $ show region{0,1}/resource; set decoder2.1/mode pmem; set decoder2.1/dpa_size 0x10000000; set region0/target0 decoder2.1
  region0/resource 0x110000000
  region1/resource 0x120000000
  EBUSY
  [1]
  $ set region0/size 0; set region0/size 0x20000000; show region0/resource; set region0/target0 decoder2.1; set region0/size 0; set region0/size 0x10000000
  region0/resource 0x140000000
  EINVAL

During a sanitize operation, and a region that firmware has locked.

  $ new; set region0/commit 0; echo sanitize >"$(realpath sim/sys/bus/cxl/devices/mem1)/security/state"; set region0/commit 1; show region0/commit port1/decoders_committed
  EBUSY
  region0/commit 0
  port1/decoders_committed 0
  $ echo disabled >"$(realpath sim/sys/bus/cxl/devices/mem1)/security/state"; set region0/commit 1; echo 1 >"$(realpath sim/sys/bus/cxl/devices/region0)/locked"; set region0/commit 0; set region0/commit 1
  EPERM

Destroy and create all regions of a system

  $ cat >regions <<'END'
  > read_() { cxl-sim read sim sys/bus/cxl/devices/$1; }
  > declare -A config
  > destroy() {
  >   local r=$1 i t n first root=$(basename "$(dirname "$(realpath sim/sys/bus/cxl/devices/$1)")") ways=$(read_ $1/interleave_ways) size=$(read_ $1/size)
  >   first=$(($(read_ $r/resource) >> 27))
  >   for ((n = first; n < first + (size >> 27); n++)); do grep -qs online sim/sys/devices/system/memory/memory$n/state && write devices/system/memory/memory$n/state offline; done
  >   config[$r]="$root $(read_ $r/mode) $ways $(read_ $r/interleave_granularity) $size u$(read_ $r/uuid)"
  >   [ -L sim/sys/bus/cxl/devices/$r/driver ] && write bus/cxl/drivers/cxl_region/unbind $r
  >   set_ $r/commit 0
  >   for ((i = 0; i < ways; i++)); do t=$(read_ $r/target$i); config[$r]+=" $t $(read_ $t/dpa_size)"; set_ $r/target$i $'\n'; set_ $t/dpa_size 0; done
  >   set_ $r/size 0; set_ $root/delete_region $r
  > }
  > create() {
  >   local r=$1 i words; read -ra words <<<"${config[$1]}"
  >   set_ ${words[0]}/create_${words[1]}_region $r
  >   [ ${words[1]} = ram ] || set_ $r/uuid "${words[5]#u}"$'\n'
  >   set_ $r/interleave_granularity ${words[3]}; set_ $r/interleave_ways ${words[2]}; set_ $r/size ${words[4]}
  >   for ((i = 0; i < words[2]; i++)); do
  >     set_ ${words[2 * i + 6]}/mode ${words[1]}; set_ ${words[2 * i + 6]}/dpa_size $((words[2 * i + 7])); set_ $r/target$i ${words[2 * i + 6]}
  >   done
  >   set_ $r/commit 1; write bus/cxl/drivers/cxl_region/bind $r
  > }
  > END
  $ set_() { write "bus/cxl/devices/$1" "$2"; }; . ./regions

The regions are as before. What differs: attributes that the trees do not have (uevent), the device
number of DAX devices; EDAC and nvdimm devices of regions are not modelled; region1 of sixteen has no
driver.

  $ for i in pmem switch sixteen; do new --tree $data/$i.tree; tree >before; list=$(ls sim/sys/bus/cxl/devices | grep '^region'); for r in $(sort -r <<<"$list"); do destroy $r; done; names; for r in $list; do create $r; done
  > tree | diff before - | grep '^[<>]' | grep -v 'uevent\|/cxl_region[0-9]\|ndbus0/region\|nd/devices\|/dev:254\|/dev:250\|[/_]region1/\(driver\|dax_region1\)\|dax_*\(region\)*1\|memory6[67]/\|cxl_region/region1\|cxl/region1'; done
  endpoint2 endpoint3 mem0 mem1 nvdimm-bridge0 pmem0 pmem1 port1 root0 
  endpoint3 endpoint4 endpoint5 endpoint6 mem0 mem1 mem2 mem3 nvdimm-bridge0 port1 port2 root0 
  endpoint5 endpoint6 endpoint7 endpoint9 endpoint10 endpoint11 endpoint12 endpoint13 endpoint14 endpoint15 endpoint16 endpoint17 endpoint18 endpoint19 endpoint20 mem0 mem1 mem2 mem3 mem4 mem5 mem6 mem7 mem8 mem9 mem10 mem11 mem12 mem13 mem14 mem15 nvdimm-bridge0 port1 port2 port3 port4 root0 
  [1]

Each write of a sequence can fail

  $ new; for i in $(seq 34 49); do write devices/system/memory/memory$i/state offline; done; cxl-sim writes sim --clear | tail -n 1
  write memory49/state offline
  $ cxl-sim fault sim sysfs '*' errno EINTR --after 2 --count 1; destroy region0; cxl-sim writes sim --clear
  EINTR
  EBUSY
  write bus/cxl/drivers/cxl_region/unbind region0
  write region0/commit 0
  write region0/target0 "" EINTR
  write decoder3.0/dpa_size 0 EBUSY
  write region0/target1 ""
  write decoder4.0/dpa_size 0
  write region0/size 0
  write decoder0.0/delete_region region0

Drivers of memdevs

  $ new; tree >before; for i in mem9 endpoint3 root0 decoder0.0 '' ../mem0 ..; do cxl cxl_mem/bind "$i"; cxl cxl_mem/unbind "$i"; done | sort | uniq -c | sed 's/^ *//'
  14 ENODEV
  $ cxl cxl_mem/bind mem2; cxl cxl_port/unbind mem2; cxl cxl_mem/unbind $'mem2\n'; cxl cxl_mem/unbind mem2; names; ls sim/sys/bus/nd/devices sim/sys/bus/edac/devices
  EBUSY
  ENODEV
  ENODEV
  dax_region0 endpoint3 endpoint4 endpoint7 mem0 mem1 mem2 mem3 nvdimm-bridge0 port1 port2 port5 region0 root0 
  sim/sys/bus/edac/devices:
  cxl_mem0
  cxl_mem1
  cxl_mem3
  
  sim/sys/bus/nd/devices:
  ndbus0
  $ ls sim/sys/bus/cxl/devices/mem2/ | tr '\n' ' '; grep DRIVER sim/sys/bus/cxl/devices/mem2/uevent; ls sim/sys/kernel/debug/cxl
  dev devtype firmware firmware_version label_storage_size modalias numa_node payload_max pmem ram security serial subsystem uevent mbox
  mem0
  mem1
  mem3
  region0
  $ cxl-sim list -m mem2 -i | jq -c '.[] | [.memdev, .state]'; cxl-sim show sim mem2 | grep nvdimm; cxl cxl_mem/bind mem2; tree | diff before -; cxl-sim show sim mem2 | grep nvdimm
  ["mem2","disabled"]
    nvdimm no
    nvdimm yes

A switch port is removed with its last memdev; the port of a host bridge stays.

  $ cxl cxl_mem/unbind mem2; cxl cxl_mem/unbind mem3; names; cxl cxl_port/bind port5; cxl cxl_mem/bind mem3; names
  dax_region0 endpoint3 endpoint4 mem0 mem1 mem2 mem3 nvdimm-bridge0 port1 port2 region0 root0 
  ENODEV
  dax_region0 endpoint3 endpoint4 endpoint7 mem0 mem1 mem2 mem3 nvdimm-bridge0 port1 port2 port5 region0 root0 
  $ cxl cxl_mem/bind mem2; tree | diff before -

A region loses its target and its driver, and is reset. The endpoint comes back without DPA.

  $ cxl cxl_mem/unbind mem0; show region0/{commit,target0,target1,size} decoder1.0/{region,size} decoder4.0/{region,size,dpa_size} {port1,endpoint4}/decoders_committed; ls sim/sys/bus/cxl/drivers/cxl_region sim/sys/bus/dax/devices
  region0/commit 0
  region0/target0 
  region0/target1 decoder4.0
  region0/size 0x80000000
  decoder1.0/region region0
  decoder1.0/size 0x0
  decoder4.0/region region0
  decoder4.0/size 0x80000000
  decoder4.0/dpa_size 0x0000000040000000
  port1/decoders_committed 0
  endpoint4/decoders_committed 0
  sim/sys/bus/cxl/drivers/cxl_region:
  bind
  unbind
  
  sim/sys/bus/dax/devices:
  $ cxl cxl_mem/bind mem0; show decoder3.0/{mode,dpa_size,dpa_resource,region,start,size} endpoint3/decoders_committed; readlink sim/sys/bus/cxl/devices/endpoint3/driver
  decoder3.0/mode none
  decoder3.0/dpa_size 0x0000000000000000
  decoder3.0/dpa_resource 0xffffffffffffffff
  decoder3.0/region 
  decoder3.0/start 0x0
  decoder3.0/size 0x0
  endpoint3/decoders_committed 0
  ../../../../../../bus/cxl/drivers/cxl_port

The region is complete again with the same DPA, and then only the link of a driver and the node of
the DAX device differ.

  $ for i in $(seq 34 49); do write devices/system/memory/memory$i/state offline; rm -r sim/sys/devices/system/memory/memory$i; done
  $ set decoder3.0/mode ram; set decoder3.0/dpa_size 0x40000000; set region0/target0 decoder3.0; set region0/commit 1; cxl cxl_region/bind region0; tree | diff before - | sed -n 's/^>/+/p'
  + ./bus/cxl/drivers/cxl_dax_region/dax_region0 ../../../../devices/platform/ACPI0017:00/root0/decoder0.0/region0/dax_region0
  + ./devices/platform/ACPI0017:00/root0/decoder0.0/region0/dax_region0/dax0.0/numa_node:-1

mem1 of this system has 512 MiB of each kind; persistent memory follows volatile memory, and its
allocation makes free volatile memory below it unusable.

  $ new --tree $data/pmem.tree; write bus/cxl/drivers/cxl_mem/unbind mem1; write bus/cxl/drivers/cxl_mem/bind mem1
  $ set decoder3.0/mode ram; set decoder3.0/dpa_size 0x10000000; set decoder3.1/mode pmem; set decoder3.1/dpa_size 0x20000000
  $ show decoder3.{0,1}/dpa_resource; set decoder3.2/mode ram; set decoder3.2/dpa_size 0x10000000
  decoder3.0/dpa_resource 0x0
  decoder3.1/dpa_resource 0x20000000
  ENOSPC
  [1]
  $ set decoder3.1/dpa_size 0; set decoder3.2/dpa_size 0x10000000; set decoder3.1/mode ram; set decoder3.1/dpa_size 0x10000000; show decoder3.1/dpa_resource
  EBUSY
  decoder3.1/dpa_resource 0x10000000

Drivers of ports

  $ new; tree >before; for i in port9 mem0 root0 region0 ''; do cxl cxl_port/bind "$i"; cxl cxl_port/unbind "$i"; done | sort | uniq -c | sed 's/^ *//'
  10 ENODEV
  $ cxl cxl_port/bind port2; cxl cxl_port/unbind port2; cxl cxl_port/unbind port2; names; ls sim/sys/bus/cxl/devices/port2/
  EBUSY
  ENODEV
  dax_region0 endpoint3 endpoint4 mem0 mem1 mem2 mem3 nvdimm-bridge0 port1 port2 region0 root0 
  decoders_committed
  devtype
  modalias
  parent_dport
  subsystem
  uevent
  uport
  $ ls sim/sys/bus/cxl/drivers/cxl_mem; cxl cxl_mem/bind mem3; write bus/cxl/flush 1; write bus/cxl/flush $'1\n'; write bus/cxl/flush 0; write bus/cxl/flush ''
  bind
  mem0
  mem1
  unbind
  ENXIO
  EINVAL
  EINVAL
  [1]

Bound again, the port gets its decoders and downstream ports with the first memdev.

  $ cxl cxl_port/bind port2; ls sim/sys/bus/cxl/devices/port2/ | tr '\n' ' '; cxl cxl_mem/bind mem3; ls -d sim/sys/bus/cxl/devices/port{2,5}/{decoder,dport}?*
  decoders_committed devtype driver modalias parent_dport subsystem uevent uport sim/sys/bus/cxl/devices/port2/decoder2.0
  sim/sys/bus/cxl/devices/port2/decoder2.1
  sim/sys/bus/cxl/devices/port2/decoders_committed
  sim/sys/bus/cxl/devices/port2/dport0
  sim/sys/bus/cxl/devices/port5/decoder5.0
  sim/sys/bus/cxl/devices/port5/decoder5.1
  sim/sys/bus/cxl/devices/port5/decoders_committed
  sim/sys/bus/cxl/devices/port5/dport0
  sim/sys/bus/cxl/devices/port5/dport1
  $ cxl cxl_mem/bind mem2; tree | diff before -

A switch port below a host bridge goes with its memdevs. An endpoint that is unbound goes, too.

  $ cxl cxl_port/unbind port5; names; cxl cxl_mem/bind mem2; cxl cxl_mem/bind mem3; tree | diff before -
  dax_region0 endpoint3 endpoint4 mem0 mem1 mem2 mem3 nvdimm-bridge0 port1 port2 region0 root0 
  $ cxl cxl_port/unbind endpoint7; names; cxl cxl_mem/unbind mem3; cxl cxl_mem/bind mem3; tree | diff before -
  dax_region0 endpoint3 endpoint4 endpoint6 mem0 mem1 mem2 mem3 nvdimm-bridge0 pmem2 port1 port2 port5 region0 root0 
  ENODEV

The downstream ports of a host bridge come back with their memdevs.

  $ cxl cxl_port/unbind port1; show region0/{commit,target0,target1}; cxl cxl_port/bind port1; cxl cxl_mem/bind mem1; ls -d sim/sys/bus/cxl/devices/port1/dport*; cxl cxl_mem/bind mem0; ls -d sim/sys/bus/cxl/devices/port1/dport*
  region0/commit 0
  region0/target0 
  region0/target1 
  sim/sys/bus/cxl/devices/port1/dport1
  sim/sys/bus/cxl/devices/port1/dport0
  sim/sys/bus/cxl/devices/port1/dport1

The driver of the root: everything below it, and the memdevs lose their driver

  $ new; tree >before; acpi() { write bus/platform/drivers/cxl_acpi/"$1" "$2"; }; acpi unbind ACPI0017:01; acpi unbind ''; acpi bind ACPI0017:00; write devices/platform/ACPI0017:00/driver/unbind ACPI0017:00; names
  ENODEV
  ENODEV
  EBUSY
  mem0 mem1 mem2 mem3 
  $ ls sim/sys/devices/platform/ACPI0017:00/ sim/sys/bus/cxl/devices; ls sim/sys/bus/cxl/drivers/*; acpi unbind ACPI0017:00; cxl cxl_mem/bind mem0
  sim/sys/bus/cxl/devices:
  mem0
  mem1
  mem2
  mem3
  
  sim/sys/devices/platform/ACPI0017:00/:
  firmware_node
  modalias
  subsystem
  sim/sys/bus/cxl/drivers/cxl_dax_region:
  
  sim/sys/bus/cxl/drivers/cxl_mem:
  bind
  unbind
  
  sim/sys/bus/cxl/drivers/cxl_nvdimm:
  
  sim/sys/bus/cxl/drivers/cxl_nvdimm_bridge:
  
  sim/sys/bus/cxl/drivers/cxl_pmem_region:
  
  sim/sys/bus/cxl/drivers/cxl_port:
  bind
  unbind
  
  sim/sys/bus/cxl/drivers/cxl_region:
  bind
  unbind
  ENODEV
  ENXIO
  [1]

Bound again, all memdevs come back, regions do not.

  $ acpi bind ACPI0017:00; names; show decoder0.0/create_ram_region decoder3.0/mode
  endpoint3 endpoint4 endpoint6 endpoint7 mem0 mem1 mem2 mem3 nvdimm-bridge0 pmem2 port1 port2 port5 root0 
  decoder0.0/create_ram_region region0
  decoder3.0/mode none

Other systems: everything but regions comes back. A memdev without an endpoint in the tree cannot be
bound, its ports are not known.

  $ for i in pmem switch sixteen four cxl_test; do new --tree $data/$i.tree; ls sim/sys/bus/cxl/devices | grep -v region >before; root=$(ls sim/sys/devices/platform | grep 'ACPI0017\|cxl_acpi'); acpi unbind $root; names; acpi bind $root; ls sim/sys/bus/cxl/devices | diff before -; done
  mem0 mem1 
  mem0 mem1 mem2 mem3 
  mem0 mem1 mem2 mem3 mem4 mem5 mem6 mem7 mem8 mem9 mem10 mem11 mem12 mem13 mem14 mem15 
  mem0 mem1 mem2 mem3 
  mem0 mem1 mem2 mem3 mem4 mem5 mem6 mem7 mem8 mem9 mem10 
  $ new --tree $data/sixteen.tree; cxl cxl_mem/bind mem2; cxl cxl_mem/unbind mem2; cxl cxl_region/unbind region1; cxl cxl_region/bind region1; ls sim/sys/bus/dax/devices
  ENXIO
  ENODEV
  ENODEV
  dax0.0
  dax1.0
  dax4.0

Attributes of a new region that can only be written have the mode of those of the kernel.

  $ new; export CXL_SIM=$PWD/sim; (cd sim && find sys -perm 200 ! -type d | grep region0 | sort) >before
  $ cxl-sim destroy-region -f region0 >/dev/null 2>&1; cxl-sim create-region -d decoder0.0 -t ram -m mem0 mem1 >/dev/null 2>&1
  $ (cd sim && find sys -perm 200 ! -type d | grep region0 | sort) | diff before - && grep -c region0 before
  4
