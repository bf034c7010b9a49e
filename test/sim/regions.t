# SPDX-License-Identifier: GPL-2.0-only
create-region, enable-region, disable-region and destroy-region. In the model, region0 has mem0 and mem1, in decoder0.0;
mem2 is persistent, mem3 volatile, both below the other host bridge. decoder0.2 interleaves over both host bridges.

  $ new() { rm -rf sim; cxl-sim new sim; : >sim/dev/kmsg; }; export CXL_SIM=$PWD/sim; new
  $ writes() { cxl-sim writes sim --clear | sed 's/^write //'; }
  $ events() { sed 's/.*cxl-audit: //' sim/dev/kmsg | jq -c '[.event, .verb, .device, .verdict, .result]'; : >sim/dev/kmsg; }
  $ same() { diff -r --no-dereference "$1/sys" "$2/sys" && echo same; }
  $ keep() { rm -rf before; cp -a sim before; }

disable-region sets the memory offline, the last block first, and unbinds the region.

  $ cxl-sim disable-region region0; writes; events
  disabled 1 region
  memory49/state offline
  memory48/state offline
  memory47/state offline
  memory46/state offline
  memory45/state offline
  memory44/state offline
  memory43/state offline
  memory42/state offline
  memory41/state offline
  memory40/state offline
  memory39/state offline
  memory38/state offline
  memory37/state offline
  memory36/state offline
  memory35/state offline
  memory34/state offline
  bus/cxl/drivers/cxl_region/unbind region0
  ["intent","disable-region","region0","allowed",null]
  ["outcome","disable-region","region0","allowed","done"]
  $ cxl-sim list -R -r region0 -i | jq -c '.[] | [.state, .decode_state]'
  ["disabled","commit"]
  $ cxl-sim disable-region region0; writes; cxl-sim disable-region 0 --format json | jq -c
  disabled 1 region
  disabled 1 region
  [{"region":"region0","changed":false}]

enable-region binds it again.

  $ cxl-sim enable-region region0; writes; events
  enabled 1 region
  bus/cxl/drivers/cxl_region/bind region0
  ["intent","enable-region","region0","allowed",null]
  ["outcome","enable-region","region0","allowed","done"]
  $ cxl-sim enable-region region0 --format json | jq -c; cxl-sim list -R | jq -c '.[] | [.region, .state]'
  enabled 1 region
  [{"region":"region0","changed":false}]
  ["region0",null]

A region that is not committed is committed first, here after the process that destroyed it was killed; without all
targets it is not enabled.

  $ cxl-sim fault sim sysfs '*/commit=0' kill-after --count 1; (cxl-sim destroy-region -f region0; true) 2>/dev/null; cxl-sim list -R -i | jq -c '.[] | [.decode_state, .state]'; writes >/dev/null
  ["reset","disabled"]
  $ keep; cxl-sim fault sim sysfs '*/cxl_region/bind' errno EIO --count 1; cxl-sim enable-region region0; same before sim; cxl-sim fault sim sysfs region0/commit=1 ignore --count 1; cxl-sim enable-region region0; writes
  region0: bind region0 to driver cxl_region: cannot write 'region0' to /sys/bus/cxl/drivers/cxl_region/bind: Input/output error; the changes before it were undone; see the kernel log
  enabled 0 regions
  same
  region0: commit the decoders of region0: the kernel has accepted '1' for /sys/devices/platform/ACPI0017:00/root0/decoder0.0/region0/commit, but the value read back is '0'; see the kernel log
  enabled 0 regions
  region0/commit 1
  bus/cxl/drivers/cxl_region/bind region0 EIO
  region0/commit 0
  region0/commit 1
  $ cxl-sim enable-region region0; writes
  enabled 1 region
  region0/commit 1
  bus/cxl/drivers/cxl_region/bind region0
  $ cxl-sim fault sim sysfs '*/target1=*' kill-after --count 1; (cxl-sim destroy-region -f region0; true) 2>/dev/null; cxl-sim enable-region region0
  region0: it is not completely configured: it has 1 of 2 targets; destroy it with 'cxl destroy-region', and create it again
  enabled 0 regions
  [1]

destroy-region refuses an active region, as ndctl does, and --force disables it first.

  $ new; cxl-sim destroy-region region0; echo $?; writes
  region0: active. Disable it or use --force; see cxl-disable-region(1)
  destroyed 0 regions
  3
  $ cxl-sim destroy-region -f region0; writes | tail -n 8; events; cxl-sim list -R; cxl-sim list -m mem0 -D -d endpoint | jq -c
  destroyed 1 region
  memory34/state offline
  bus/cxl/drivers/cxl_region/unbind region0
  region0/commit 0
  region0/target1 ""
  decoder4.0/dpa_size 0x0
  region0/target0 ""
  decoder3.0/dpa_size 0x0
  decoder0.0/delete_region region0
  ["intent","destroy-region","region0","allowed",null]
  ["outcome","destroy-region","region0","allowed","done"]
    Warning: no matching devices found
  
  []
    Warning: no matching devices found
  
  []

The new region has what the old one had.

  $ cxl-sim create-region -d decoder0.0 -t ram -m mem0 mem1; writes; events
  created 1 region
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
  decoder0.0/create_ram_region region0
  region0/interleave_granularity 256
  region0/interleave_ways 2
  region0/size 0x80000000
  decoder3.0/mode ram
  decoder3.0/dpa_size 0x40000000
  region0/target0 decoder3.0
  decoder4.0/mode ram
  decoder4.0/dpa_size 0x40000000
  region0/target1 decoder4.0
  region0/commit 1
  bus/cxl/drivers/cxl_region/bind region0
  ["intent","create-region","decoder0.0","allowed",null]
  ["outcome","create-region","decoder0.0","allowed","done"]
  $ cxl-sim create-region -d decoder0.1 -t pmem -s 512M -U 5c1f0a70-0000-4000-8000-000000000001 | jq -c 'keys_unsorted, .mappings'; writes; cat sim/sys/bus/cxl/devices/region1/uuid
  created 1 region
  ["region","resource","size","type","interleave_ways","interleave_granularity","decode_state","locked","mappings"]
  [{"position":0,"memdev":"mem2","decoder":"decoder6.0"}]
  decoder0.1/create_pmem_region region1
  region1/uuid 5c1f0a70-0000-4000-8000-000000000001
  region1/interleave_granularity 256
  region1/interleave_ways 1
  region1/size 0x20000000
  decoder6.0/mode pmem
  decoder6.0/dpa_size 0x20000000
  region1/target0 decoder6.0
  region1/commit 1
  bus/cxl/drivers/cxl_region/bind region1
  5c1f0a70-0000-4000-8000-000000000001

If another process destroys the region meanwhile, nothing of it remains.

  $ new; cxl-sim fault sim sysfs 'region1/commit=1' late 3000; d=sim/sys/devices/platform/ACPI0017:00/root0/decoder0.1; cxl-sim create-region -d decoder0.1 -t ram -s 256M -m mem3 2>err & until grep -q . $d/region1/target0 2>/dev/null; do sleep 0.1; done; cxl-sim write sim sys/bus/cxl/devices/decoder0.1/delete_region region1; wait; cat err
  decoder0.1: commit the decoders of region1: cannot write '1' to /sys/devices/platform/ACPI0017:00/root0/decoder0.1/region1/commit: No such file or directory; the changes before it were undone
  created 0 regions

The name is the one that the kernel creates next. If another process is faster, the next one is used.

  $ new; cxl-sim fault sim sysfs '*/create_pmem_region' errno EBUSY --count 2; cxl-sim create-region -d decoder0.1 | jq -r .region; writes | head -n 3
  created 1 region
  region1
  decoder0.1/create_pmem_region region1 EBUSY
  decoder0.1/create_pmem_region region1 EBUSY
  decoder0.1/create_pmem_region region1
  $ new; cxl-sim fault sim sysfs '*/create_pmem_region' errno EBUSY; cxl-sim create-region -d decoder0.1; writes | sort | uniq -c
  decoder0.1: create region1 in decoder0.1: cannot write 'region1' to /sys/devices/platform/ACPI0017:00/root0/decoder0.1/create_pmem_region: Device or resource busy; it is in use, or not in a state for it; see the kernel log
  created 0 regions
        5 decoder0.1/create_pmem_region region1 EBUSY

Each write fails once, or the process is interrupted after it: everything is as before, but for the mode of decoders
without a reservation and the targets of those that were attached, which the kernel does not reset either.

  $ create() { cxl-sim create-region -d decoder0.1 -t ram; }
  $ destroy() { cxl-sim destroy-region region0; }
  $ disable() { cxl-sim disable-region region0; }
  $ differs() { diff -rq --no-dereference before/sys sim/sys | sed 's/ and .*//; s/: /\//; s/.*\///' | sort | uniq -c | tr -s ' \n' ' '; }
  $ start() { new; $1 >/dev/null 2>&1; writes >/dev/null; keep; $2 >/dev/null 2>&1; n=$(writes | wc -l); }
  $ again() { rm -rf sim; cp -a before sim; }
  $ each() { # VERB SETUP STEPS KIND...
  >     local verb=$1 steps=$3 n i; start "$2" "$1"; shift 3; [ "$steps" != all ] || steps=$(seq 0 $((n - 1)))
  >     for i in $steps; do again; cxl-sim fault sim sysfs '*' "$@" --after $i --count 1
  >         $verb >out 2>err; echo "$? $(head -n 1 err | sed 's/ to .*\//: /' | cut -c 1-130) [$(differs)]"; done; }
  $ each create true all errno EIO
  1 decoder0.1: create region1 in decoder0.1: cannot write 'region1': output error; see the kernel log []
  1 decoder0.1: set interleave_granularity of region1: output error; the changes before it were undone; see the kernel log []
  1 decoder0.1: set interleave_ways of region1: output error; the changes before it were undone; see the kernel log []
  1 decoder0.1: set size of region1: output error; the changes before it were undone; see the kernel log []
  1 decoder0.1: set the mode of decoder7.0: output error; the changes before it were undone; see the kernel log []
  1 decoder0.1: reserve 0x20000000 bytes of mem3 with decoder7.0: cannot write '0x20000000': output error; the changes before it were  [ 1 mode ]
  1 decoder0.1: set target0 of region1: output error; the changes before it were undone; see the kernel log [ 1 mode ]
  1 decoder0.1: commit the decoders of region1: cannot write '1': output error; the changes before it were undone; see the kernel log [ 1 mode 1 target_list ]
  1 decoder0.1: bind region1: output error; the changes before it were undone; see the kernel log [ 1 mode 1 target_list ]
  $ each destroy disable all errno EIO
  1 region0: reset the decoders of region0: cannot write '0': output error; see the kernel log []
  1 region0: detach decoder4.0 from region0: cannot write '': output error; the changes before it were undone; see the kernel log []
  1 region0: release 0x40000000 bytes of decoder4.0: cannot write '0x0': output error; the changes before it were undone; see the kern []
  1 region0: detach decoder3.0 from region0: cannot write '': output error; the changes before it were undone; see the kernel log []
  1 region0: release 0x40000000 bytes of decoder3.0: cannot write '0x0': output error; the changes before it were undone; see the kern []
  1 region0: delete region0: cannot write 'region0': output error; the changes before it were undone; see the kernel log []
  $ each disable true '0 5 16' errno EIO
  1 region0: set memory block 49 (0x188000000-0x18fffffff) offline: cannot write 'offline': output error; a page of it is in use and c []
  1 region0: set memory block 44 (0x160000000-0x167ffffff) offline: cannot write 'offline': output error; the changes before it were u []
  1 region0: unbind region0 from driver cxl_region: cannot write 'region0': output error; the changes before it were undone; see the k []
  $ each create true all interrupt-after
  1 decoder0.1: interrupted; the changes before it were undone []
  1 decoder0.1: interrupted; the changes before it were undone []
  1 decoder0.1: interrupted; the changes before it were undone []
  1 decoder0.1: interrupted; the changes before it were undone []
  1 decoder0.1: interrupted; the changes before it were undone [ 1 mode ]
  1 decoder0.1: interrupted; the changes before it were undone [ 1 mode ]
  1 decoder0.1: interrupted; the changes before it were undone [ 1 mode 1 target_list ]
  1 decoder0.1: interrupted; the changes before it were undone [ 1 mode 1 target_list ]
  0 created 1 region [ 3 create_pmem_region 3 create_ram_region 2 dax1.0 2 dax_region1 3 decoders_committed 1 dpa_resource 1 dpa_size 1 memory66 1 memory67 1 memory68 1 memory69 1 mode 3 region 4 region1 3 size 3 start 1 target_list ]
  $ each destroy disable all interrupt-after
  1 region0: interrupted; the changes before it were undone []
  1 region0: interrupted; the changes before it were undone []
  1 region0: interrupted; the changes before it were undone []
  1 region0: interrupted; the changes before it were undone []
  1 region0: interrupted; the changes before it were undone []
  0 destroyed 1 region [ 3 create_pmem_region 3 create_ram_region 3 decoders_committed 2 dpa_resource 2 dpa_size 3 region 2 region0 3 size 3 start ]

A reservation that is replaced is written again if that fails, since the kernel releases it first.

  $ new; cxl-sim reserve-dpa mem3 -t ram -s 256M >/dev/null 2>&1; writes >/dev/null; keep; cxl-sim fault sim sysfs decoder7.0/dpa_size=0x20000000 errno ENOSPC; create 2>/dev/null; writes | tail -n 3; same before sim
  decoder7.0/dpa_size 0x20000000 ENOSPC
  decoder7.0/dpa_size 0x10000000
  decoder0.1/delete_region region1
  same

One of the right size is used as it is, and another one gets no mode again.

  $ for size in 512M 256M; do new; cxl-sim reserve-dpa mem3 -t ram -s $size >/dev/null 2>&1; writes >/dev/null; create >/dev/null 2>&1; writes | grep decoder7; done
  region1/target0 decoder7.0
  decoder7.0/dpa_size 0x20000000
  region1/target0 decoder7.0

A target that fails is detached all the same: the kernel keeps it if the last one makes the interleave impossible.

  $ new; cxl-sim fault sim sysfs '*/target0=*' errno ENXIO --count 1; create >/dev/null 2>&1; writes | tail -n 4
  region1/target0 decoder7.0 ENXIO
  region1/target0 ""
  decoder7.0/dpa_size 0x0
  decoder0.1/delete_region region1

Another process may have bound the region, so it is unbound before its decoders are reset.

  $ new; cxl-sim fault sim sysfs '*cxl_region/bind=region1' errno EBUSY --count 1; create >/dev/null 2>&1; writes | tail -n 6 | head -n 3
  bus/cxl/drivers/cxl_region/bind region1 EBUSY
  bus/cxl/drivers/cxl_region/unbind region1 ENODEV
  region1/commit 0

A name that the kernel does not have, and a driver that is not loaded.

  $ new; d=$(readlink -f sim/sys/bus/cxl/devices/decoder0.1); echo region1x >$d/create_ram_region; create 2>&1 | head -1; echo region1 >$d/create_ram_region
  decoder0.1: cannot read create_ram_region of decoder0.1: invalid value
  $ mv sim/sys/bus/cxl/drivers/cxl_region .; cxl-sim create-region -d decoder0.1 -t ram --no-load; cxl-sim create-region -d decoder0.1 -t ram --dry-run | jq -r '.[].steps[-1].step'; writes
  decoder0.1: the driver cxl_region is not loaded; load it with modprobe(8)
  created 0 regions
  decoder0.1: the driver is not loaded
  load the kernel module, and bind region1 to driver cxl_region

A write that the kernel accepts without effect is noticed.

  $ ignored() { start "$2" "$1"; for ((i = 0; i < n; i++)); do again; cxl-sim fault sim sysfs '*' ignore --after $i --count 1; $1 >/dev/null 2>err; echo "$? $(head -n 1 err | grep -o 'value read back\|exists\|does not exist\|still exists\|no such file[^:]*\|No such[^;]*' | head -n 1) [$(differs)]"; done; }
  $ ignored create true; ignored destroy disable
  1 No such file or directory []
  1 value read back []
  1 value read back []
  1 value read back []
  1 value read back []
  1 value read back [ 1 mode ]
  1 value read back [ 1 mode ]
  1 value read back [ 1 mode 1 target_list ]
  1 does not exist [ 1 mode 1 target_list ]
  1 value read back []
  1 value read back []
  1 value read back []
  1 value read back []
  1 value read back []
  1 still exists []

A process that is killed: destroy-region clears what is left. One reservation can remain, which the next region uses.

  $ killed() { # VERB NAME SETUP
  >     local verb=$1 n i; start "$3" "$1"
  >     for ((i = 0; i < n; i++)); do again; cxl-sim fault sim sysfs '*' kill-after --after $i --count 1; $verb >/dev/null 2>&1; echo -n "$? "
  >         cxl-sim destroy-region -f $2 >out 2>err; echo "$? $(tail -n 1 err) [$(differs)] $(cxl-sim create-region -d decoder0.$4 -t ram 2>/dev/null | jq -c '[.size, .mappings[].decoder]')"; done; }
  $ killed create region1 true 1
  137 0 destroyed 1 region [] [536870912,"decoder7.0"]
  137 0 destroyed 1 region [] [536870912,"decoder7.0"]
  137 0 destroyed 1 region [] [536870912,"decoder7.0"]
  137 0 destroyed 1 region [] [536870912,"decoder7.0"]
  137 0 destroyed 1 region [ 1 mode ] [536870912,"decoder7.0"]
  137 0 destroyed 1 region [ 1 mode ] [536870912,"decoder7.0"]
  137 0 destroyed 1 region [ 1 mode 1 target_list ] [536870912,"decoder7.0"]
  137 0 destroyed 1 region [ 1 mode 1 target_list ] [536870912,"decoder7.0"]
  137 0 destroyed 1 region [ 1 mode 1 target_list ] [536870912,"decoder7.0"]
  $ killed destroy region0 disable 0 | sed 's/\[.*\] \[/[/'
  137 0 destroyed 1 region [2147483648,"decoder4.0","decoder3.0"]
  137 0 destroyed 1 region [2147483648,"decoder4.0","decoder3.0"]
  137 0 destroyed 1 region [2147483648,"decoder4.0","decoder3.0"]
  137 0 destroyed 1 region [2147483648,"decoder4.0","decoder3.0"]
  137 0 destroyed 1 region [2147483648,"decoder4.0","decoder3.0"]
  137 1 destroyed 0 regions [2147483648,"decoder4.0","decoder3.0"]

Without it, the same command names what is in its way.

  $ new; cxl-sim destroy-region -f region0 2>/dev/null; cxl-sim fault sim sysfs '*/target0=*' kill-after --count 1; (cxl-sim create-region -d decoder0.0 -t ram; true) >/dev/null 2>&1; cxl-sim create-region -d decoder0.0 -t ram
  decoder0.0: no active memdevs found: mem0 has no available capacity of type ram; port1 has no free decoder; region0 is not committed; 'cxl destroy-region region0' frees what it occupies
  created 0 regions
  [1]

It is not in the way of another root decoder and other memory devices.

  $ cxl-sim create-region -d decoder0.1 -t ram >/dev/null 2>&1; cxl-sim create-region -d decoder0.1 -t ram
  decoder0.1: no active memdevs found: mem2 is not volatile capable; mem3 has no available capacity of type ram; see 'cxl create-region --explain'
  created 0 regions
  [1]

What is in the way: a memory device at any position, or addresses alone, but not a region without both.

  $ dir() { readlink -f "sim/sys/bus/cxl/devices/$1"; }; leave() { new; cxl-sim destroy-region -f region0 2>/dev/null; cxl-sim fault sim sysfs "$1" kill-after --count 1; (cxl-sim create-region -t ram $2; true) >/dev/null 2>&1; }
  $ leave '*/target1=*' '-d decoder0.2 -m mem0 mem3'; cxl-sim create-region -d decoder0.1 -t ram
  decoder0.1: no active memdevs found: mem2 is not volatile capable; mem3 has no available capacity of type ram; region0 is not committed; 'cxl destroy-region region0' frees what it occupies
  created 0 regions
  [1]
  $ leave '*/size=*' '-d decoder0.1'; echo 0x20000000 >"$(dir decoder0.1)/size"; cxl-sim create-region -d decoder0.1 -t ram
  decoder0.1: unable to determine region size: no extent of 256 MiB is free; region0 is not committed; 'cxl destroy-region region0' frees what it occupies
  created 0 regions
  [1]
  $ leave '*/create_ram_region=*' '-d decoder0.1'; echo 0 >"$(dir mem3)/ram/size"; cxl-sim create-region -d decoder0.1 -t ram
  decoder0.1: no active memdevs found: mem2 is not volatile capable; mem3 is not volatile capable; see 'cxl create-region --explain'
  created 0 regions
  [1]

Nor is it overlooked if it is not in the way. One that is committed may have been disabled.

  $ leave '*/create_ram_region=*' '-d decoder0.1'; cxl-sim create-region -d decoder0.1 -t ram -m mem3 >/dev/null
    Warning: region0, which is older, is not committed: see cxl-destroy-region(1)
  created 1 region
  $ leave '*/commit=1' '-d decoder0.1'; cxl-sim create-region -d decoder0.1 -t ram
  decoder0.1: no active memdevs found: mem2 is not volatile capable; mem3 has no available capacity of type ram; region0 is disabled; 'cxl enable-region region0' enables it, 'cxl destroy-region region0' frees what it occupies
  created 0 regions
  [1]
  $ leave '*/commit=1' '-d decoder0.1 -s 256M'; cxl-sim create-region -d decoder0.1 -t ram -m mem3 >/dev/null
    Warning: region0, which is older, is disabled: see cxl-enable-region(1)
  created 1 region
  $ new; cxl-sim create-region -d decoder0.1 -t ram -m mem3 -s 256M >/dev/null; cxl-sim disable-region region1; cxl-sim disable-memdev mem2; cxl-sim create-region -d decoder0.1 -t pmem -m mem3
  created 1 region
  disabled 1 region
  disabled 1 mem
  decoder0.1: mem3 is not pmem capable; see 'cxl list -M'
  created 0 regions
  [1]

A reason that several memory devices have is named once.

  $ new; cxl-sim destroy-region -f region0 2>/dev/null; echo 2 >"$(dir port1)/decoders_committed"; cxl-sim create-region -d decoder0.0 -t ram
  decoder0.0: no active memdevs found: decoder1.0 was disabled, and later decoders of port1 are still committed; see 'cxl create-region --explain'
  created 0 regions
  [1]

The region that has the decoder of a shared port is named, also if it is of another memory device.

  $ new; cxl-sim fault sim sysfs '*/target0=*' kill-after --count 1; { cxl-sim create-region -d decoder0.1 -t ram; } >/dev/null 2>&1; cxl-sim create-region -d decoder0.1 -t pmem
  decoder0.1: no active memdevs found: port5 has no free decoder; mem3 is not pmem capable; region1 is not committed; 'cxl destroy-region region1' frees what it occupies
  created 0 regions
  [1]

Without decoders_committed, the region tells whether a decoder is committed.

  $ new; for i in 1 2; do cxl-sim create-region -d decoder0.1 -t ram -m mem3 -s 256M >/dev/null 2>&1; done; cxl-sim disable-region region1 region2 2>/dev/null; for i in 2 1; do cxl-sim write sim "$(realpath --relative-to=sim "$(dir region$i)")/commit" 0; done; find sim/sys/devices -name decoders_committed -delete; for o in --dry-run ''; do cxl-sim enable-region region2 $o >/dev/null; echo $?; done
  region2: decoder7.0 has to be committed before decoder7.1, and is not; enable or destroy region1 first
  1
  region2: decoder7.0 has to be committed before decoder7.1, and is not; enable or destroy region1 first
  enabled 0 regions
  1

Decoders of a port that are not disabled in descending order: the region that is in the way is named, and the change cannot be undone. Not if that region is destroyed, too.

  $ two() { new; cxl-sim create-region -d decoder0.1 -t ram -m mem3 -s 256M >/dev/null 2>&1; cxl-sim create-region -d decoder0.1 -t pmem -m mem2 -s 256M >/dev/null 2>&1; }
  $ two; for o in --dry-run ''; do cxl-sim destroy-region -f region1 $o 2>&1 >/dev/null; done; cxl-sim undo -y 2>&1 | sed 's/ of [0-9].*Z/ of T/'; cxl-sim create-region -d decoder0.1 -t ram -m mem3 -s 256M
    Warning: region1: until region2 is destroyed, too, no region can be created through the port where it has a later decoder
    Warning: region1: until region2 is destroyed, too, no region can be created through the port where it has a later decoder
  destroyed 1 region
  undo: the last change, destroy-region of T, cannot be undone: region1 can only be created again when region2 was destroyed; see cxl-undo(1) and 'cxl audit'
  []
  decoder0.1: decoder5.0 was disabled, and later decoders of port5 are still committed; destroy region2, which has a later one
  created 0 regions
  [1]
  $ cxl-sim create-region -d decoder0.1 -t ram -m mem3 --explain | jq -r '.. | .reason? // empty'
  create-region: no such region can be created
  decoder5.0 was disabled, and later decoders of port5 are still committed
  mem2 is not volatile capable
  decoder5.0 was disabled, and later decoders of port5 are still committed
  $ cxl-sim destroy-region -f region2; cxl-sim create-region -d decoder0.1 -t ram -m mem3 -s 256M 2>/dev/null | jq -r .region
  destroyed 1 region
  region1
  $ for a in 'region1 region2' all; do for o in --dry-run ''; do two; cxl-sim destroy-region -f $a $o 2>&1 >/dev/null; done; done
  destroyed 2 regions
  destroyed 3 regions

Of several regions, the others are created again; what is not is said. Ports that a region does not go through do not count.

  $ two; cxl-sim destroy-region -f region0,region1; cxl-sim undo -y 2>&1 >/dev/null; two; cxl-sim destroy-region -f region1 2>/dev/null; cxl-sim destroy-region -f region0
    Warning: region1: until region2 is destroyed, too, no region can be created through the port where it has a later decoder
  destroyed 2 regions
    Warning: region1 can only be created again when region2 was destroyed
  cxl create-region -d decoder0.0 -t ram -s 2147483648 -g 256 -m mem0 mem1
  created 1 region
  destroyed 1 region

Killed after it has detached a decoder: the ledger tells whose reservation that is. Without it, in another boot, after another change, or while the process may be running, it is not released.

  $ killed() { new; cxl-sim create-region -d decoder0.1 -t ram -m mem3 -s 256M >/dev/null 2>&1; cxl-sim fault sim sysfs '*/target0' kill-after --count 1; (cxl-sim destroy-region -f region1; true) >/dev/null 2>&1; }
  $ reserved() { cat "$(dir decoder7.0)"/dpa_size; }
  $ killed; reserved; cxl-sim destroy-region region1; reserved
  0x0000000010000000
  destroyed 1 region
  0x0000000000000000
  $ killed; rm sim/var/lib/cxl/undo; cxl-sim destroy-region region1; cxl-sim free-dpa mem3 -d decoder7.0 >/dev/null; reserved
    Warning: region1: it is not complete, and decoder7.0 of mem3 has a reservation of its size and no region: 'cxl free-dpa mem3 -d decoder7.0' releases it
  destroyed 1 region
  reservation release completed on 1 mem device
  0x0000000000000000
  $ for edit in 's/^boot .*/boot 1/' '$aend' 's/^target region1/target region2/' 's/^process .*/process 4711/'; do killed; mkdir sim/proc/4711; echo '4711 (cxl) S 1 4711 4711 0 -1 4194560 1 0 0 0 0 0 0 0 0 20 0 1 0 1 0 0' >sim/proc/4711/stat; sed -i "$edit" sim/var/lib/cxl/undo; cxl-sim destroy-region region1 2>&1 | grep -c 'no region:'; reserved; done
  1
  0x0000000010000000
  1
  0x0000000010000000
  1
  0x0000000010000000
  1
  0x0000000010000000
  $ new; cxl-sim create-region -d decoder0.1 -t ram -m mem3 -s 256M >/dev/null 2>&1; cxl-sim create-region -d decoder0.1 -t ram -m mem3 -s 256M >/dev/null 2>&1; cxl-sim fault sim sysfs 'region1/target0' kill-after --count 1; (cxl-sim destroy-region -f region2 region1; true) >/dev/null 2>&1; reserved; cxl-sim destroy-region region1; reserved
  0x0000000010000000
  destroyed 1 region
  0x0000000000000000
  $ new; cxl-sim fault sim sysfs '*/target0' kill --count 1; (cxl-sim create-region -d decoder0.1 -t ram -m mem3 -s 256M; true) >/dev/null 2>&1; reserved; cxl-sim destroy-region region1; reserved
  0x0000000010000000
  destroyed 1 region
  0x0000000000000000

The UUID of another region, of which the kernel only says EBUSY. The command that --explain prints has the UUID.

  $ new; pmem() { cxl-sim create-region -d decoder0.1 -t pmem -s 256M -U 5C1F0A70-0000-4000-8000-000000000001 "$@"; }; pmem >/dev/null 2>&1
  $ for o in --dry-run -Q --explain; do pmem $o 2>&1 >/dev/null; done; new; pmem --explain | jq -r '.. | .command? // empty'
  cxl-sim: region1 has the UUID 5c1f0a70-0000-4000-8000-000000000001
  cxl-sim: region1 has the UUID 5c1f0a70-0000-4000-8000-000000000001
  created 0 regions
  cxl-sim: region1 has the UUID 5c1f0a70-0000-4000-8000-000000000001
  cxl create-region -d decoder0.1 -t pmem -s 256M -U 5c1f0a70-0000-4000-8000-000000000001 -m mem2

Each port on the way needs a decoder that is not committed; kernels before 6.7 do not show how many are.

  $ new; echo 2 >"$(dir port2)/decoders_committed"; cxl-sim create-region -d decoder0.1 -t ram; find sim/sys/devices -name decoders_committed -delete; cxl-sim create-region -d decoder0.1 -t ram 2>/dev/null | jq -r .region
  decoder0.1: no active memdevs found: mem2 is not volatile capable; decoder2.0 was disabled, and later decoders of port2 are still committed; see 'cxl create-region --explain'
  created 0 regions
  region1

A memory device below another root does not count, although the number of its downstream port is a target of the root decoder.

  $ new; a=sim/sys/devices/platform/ACPI0017:00/root0; b=${a%:*}:01/root9; mkdir -p $b; cp -a $a/decoder0.1 $b/decoder9.0; find $a -mindepth 1 -maxdepth 1 ! -type d -exec cp -a {} $b/ \;
  $ for d in root9 root9/decoder9.0; do ln -s ../../../devices/platform/ACPI0017:01/$d sim/sys/bus/cxl/devices/${d##*/}; done; cxl-sim create-region -d decoder9.0 -t ram; writes
  decoder9.0: no active memdevs found; see 'cxl create-region --explain'
  created 0 regions

A signal that the caller ignores does not stop it.

  $ new; cxl-sim fault sim sysfs '*/commit=0' interrupt --count 1; (trap '' INT; cxl-sim destroy-region -f region0); cxl-sim list -R -i
  destroyed 1 region
    Warning: no matching devices found
  
  []

Memory that cannot be set offline: the other blocks are online again, in their zone, and the block is named.

  $ new; keep; cxl-sim fault sim sysfs '*memory40/state=offline' errno EBUSY; cxl-sim disable-region region0; same before sim
  region0: set memory block 40 (0x140000000-0x147ffffff) offline: cannot write 'offline' to /sys/devices/system/memory/memory40/state: Device or resource busy; the changes before it were undone; a page of it is in use and cannot be moved now; try again, or see the kernel log
  disabled 0 regions
  same
  $ new; echo Normal >sim/sys/devices/system/memory/memory40/valid_zones; cxl-sim fault sim sysfs '*memory40/state=offline' errno EBUSY; cxl-sim disable-region region0 --format envelope 2>/dev/null | jq -r '.errors[0].hint'; writes | tail -n 2
  it is not in zone Movable, so the kernel may use it itself; online the memory as movable after the next boot
  memory48/state online_movable
  memory49/state online_movable
  $ new; cxl-sim fault sim sysfs '*memory40/state=offline' errno EBUSY; cxl-sim disable-region -f region0; cxl-sim list -R -i | jq -c '.[].state'
    Warning: region0: 1 memory block could not be set offline, and the addresses are lost until the next boot: cannot write 'offline' to /sys/devices/system/memory/memory40/state: Device or resource busy
  disabled 1 region
  "disabled"

Mounted file systems, swap space and open files are users; --force ignores them.

  $ new; cxl-sim create-region -d decoder0.1 -t pmem >/dev/null 2>&1; name=$(ls -d sim/sys/bus/cxl/devices/region1)
  $ mkdir -p sim/sys/class/block; ln -s ../../devices/platform/ACPI0017:00/root0/nvdimm-bridge0/ndbus0/region1/namespace1.0/block/pmem1 sim/sys/class/block/pmem1; echo '/dev/pmem1 /data ext4 rw 0 0' >>sim/proc/mounts
  $ cxl-sim disable-region region1; cxl-sim disable-region region1 --dry-run; cxl-sim destroy-region -f region1
  region1: refusing to disable region1: the device is in use: pmem1 is mounted on /data; unmount or offline the memory first, or use --force to override
  disabled 0 regions
  region1: refusing to disable region1: the device is in use: pmem1 is mounted on /data; unmount or offline the memory first, or use --force to override
  [
    {
      "region":"region1",
      "dry_run":true,
      "changed":false,
      "verdict":"in_use",
      "steps":[
        {
          "step":"unbind region1 from driver cxl_region",
          "path":"\/sys\/bus\/cxl\/drivers\/cxl_region\/unbind",
          "value":"region1"
        }
      ]
    }
  ]
  destroyed 1 region
  $ new; cxl-sim create-region -d decoder0.1 -t pmem >/dev/null 2>&1; b=devices/platform/ACPI0017:00/root0/nvdimm-bridge0/ndbus0/region1/namespace1.0/block/pmem1; mkdir -p sim/sys/$b/holders/dm-0 sim/sys/class/block; ln -s ../../$b sim/sys/class/block/pmem1
  $ cxl-sim disable-region region1; cxl-sim disable-memdev mem2 --format envelope 2>/dev/null | jq -r '.errors[0].message'; rmdir sim/sys/$b/holders/dm-0; cxl-sim disable-region region1
  region1: refusing to disable region1: the device is in use: pmem1 is part of dm-0; unmount or offline the memory first, or use --force to override
  disabled 0 regions
  refusing to disable mem2: the device is in use: part of region1, pmem1 is part of dm-0
  disabled 1 region
  $ new; ln -sfn ../../../../../../bus/dax/drivers/device_dax "$(readlink -f sim/sys/bus/dax/devices/dax0.0)/driver"
  $ mkdir -p sim/proc/4711/fd; ln -s /dev/dax0.0 sim/proc/4711/fd/3; echo qemu >sim/proc/4711/comm; : >sim/proc/4711/maps; cxl-sim disable-region region0
  region0: refusing to disable region0: the device is in use: process 4711 (qemu) uses /dev/dax0.0; end the process first, or use --force to override
  disabled 0 regions
  [3]
  $ rm sim/proc/4711/fd/3; echo '7f0000000000-7f0040000000 rw-s 00000000 00:05 400 /dev/dax0.0' >sim/proc/4711/maps; cxl-sim disable-region region0; : >sim/proc/4711/maps; cxl-sim disable-region region0
  region0: refusing to disable region0: the device is in use: process 4711 (qemu) uses /dev/dax0.0; end the process first, or use --force to override
  disabled 0 regions
  disabled 1 region

Several regions; nothing is changed if one of them does not exist. Those with higher addresses are destroyed first.

  $ new; cxl-sim create-region -d decoder0.1 >/dev/null 2>&1; writes >/dev/null; cxl-sim destroy-region -f region0 region7 region1; writes
  region7: no such region; see 'cxl list -R -i'
    Warning: no device was changed
  destroyed 0 regions
  $ cxl-sim destroy-region -f all; writes | grep delete; cxl-sim destroy-region all; cxl-sim destroy-region
  destroyed 2 regions
  decoder0.1/delete_region region1
  decoder0.0/delete_region region0
  destroyed 0 regions
    Error: missing argument: expected <region>...|all [<options>]
  
   usage: cxl-sim destroy-region <region>...|all [<options>]
  
   See 'cxl-sim destroy-region --help' for a description of the options.
  [129]
  $ new; cxl-sim disable-region -d decoder0.1 region0; cxl-sim disable-region -b root9 0
  region0: no such region below decoder0.1; see 'cxl list -R -i'
  disabled 0 regions
  root9: no such bus; see 'cxl list -B'
  disabled 0 regions
  [1]
  $ new; cxl-sim create-region -d decoder0.1 >/dev/null 2>&1; cxl-sim destroy-region -f -d decoder0.1 all; cxl-sim destroy-region -f -b root9 all; cxl-sim list -R | jq -c 'map(.region)'
  destroyed 1 region
    Warning: root9: no such bus; see 'cxl list -B'
  destroyed 0 regions
  ["region0"]

A locked region is not destroyed, and one whose memory device has a later reservation only after that.

  $ new; echo 1 >"$(readlink -f sim/sys/bus/cxl/devices/region0)/locked"; cxl-sim destroy-region -f region0; writes
  region0: cannot destroy a locked region; a reset of the system is needed
  destroyed 0 regions
  $ new; echo 0x10000000 >"$(readlink -f sim/sys/bus/cxl/devices/decoder3.1)/dpa_size"; cxl-sim destroy-region -f region0; writes
  region0: destroy blocked, the later decoder decoder3.1 of mem0 has a reservation, and no region; 'cxl free-dpa mem0 -d decoder3.1' releases it
  destroyed 0 regions

Each of its memory devices counts, and each later decoder, but no earlier one: the kernel releases the last one first.

  $ new; echo 0x10000000 >"$(readlink -f sim/sys/bus/cxl/devices/decoder4.1)/dpa_size"; cxl-sim destroy-region -f region0; writes
  region0: destroy blocked, the later decoder decoder4.1 of mem1 has a reservation, and no region; 'cxl free-dpa mem1 -d decoder4.1' releases it
  destroyed 0 regions
  $ rm -rf four; cxl-sim new four --tree "$TESTS/data/four.tree"; echo 0x10000000 >"$(readlink -f four/sys/bus/cxl/devices/decoder5.3)/dpa_size"; cxl-sim -C four destroy-region -f region2; cxl-sim writes four
  region2: destroy blocked, the later decoder decoder5.3 of mem1 has a reservation, and no region; 'cxl free-dpa mem1 -d decoder5.3' releases it
  destroyed 0 regions
  $ new; for i in 1 2; do cxl-sim create-region -d decoder0.1 -t ram -s 256M -m mem3 >/dev/null 2>&1; done; cxl-sim destroy-region -f region1; cxl-sim destroy-region -f region2; cxl-sim destroy-region -f region1
  region1: destroy blocked, mem3 still has later active decoder decoder7.1; destroy the region of this decoder first, or see cxl-free-dpa(1)
  destroyed 0 regions
  destroyed 1 region
  destroyed 1 region

A type that the root decoder is not capable of, or that the kernel does not have.

  $ new; d=$(readlink -f sim/sys/bus/cxl/devices/decoder0.1); rm "$d/create_ram_region"; cxl-sim create-region -d decoder0.1 -t ram; echo 0 >"$d/cap_ram"; cxl-sim create-region -d decoder0.1 -t ram
  decoder0.1: volatile regions are not supported by this kernel (needs Linux 6.3 with CONFIG_CXL_REGION)
  created 0 regions
  decoder0.1: decoder0.1 is not volatile capable; see 'cxl list -D -d root'
  created 0 regions
  [1]

A root decoder lists its targets up to the first host bridge that is missing.

  $ new; f=$(readlink -f sim/sys/bus/cxl/devices/decoder0.2)/target_list; cut -d, -f1 "$f" >list; cp list "$f"; cxl-sim create-region -d decoder0.2; cxl-sim create-region -d decoder0.2 --explain -t ram; writes
  decoder0.2: a host bridge is missing: target_list has 1 of 2 targets; see 'cxl list -BT' and the kernel log
  created 0 regions
  decoder0.2: a host bridge is missing: target_list has 1 of 2 targets; see 'cxl list -BT' and the kernel log
  []

What is wrong with the arguments.

  $ new; cxl-sim create-region; cxl-sim create-region -d decoder0.1 mem3; cxl-sim create-region -d decoder0.1 -w 5; cxl-sim create-region -d decoder0.1 -g 100; cxl-sim create-region -d decoder0.1 -s x
    Error: no root decoder specified: use --decoder, or --explain to show what is possible
  
   usage: cxl-sim create-region (-d <decoder> | --explain) [-m <memdev>...]
          [<options>]
  
   See 'cxl-sim create-region --help' for a description of the options.
    Error: must specify option for target object types (-m)
  
   usage: cxl-sim create-region (-d <decoder> | --explain) [-m <memdev>...]
          [<options>]
  
   See 'cxl-sim create-region --help' for a description of the options.
    Error: Invalid interleave ways: 5: valid are 1, 2, 3, 4, 6, 8, 12 and 16
  
   usage: cxl-sim create-region (-d <decoder> | --explain) [-m <memdev>...]
          [<options>]
  
   See 'cxl-sim create-region --help' for a description of the options.
    Error: Invalid interleave granularity: 100: it is a power of two from 256 to 16384
  
   usage: cxl-sim create-region (-d <decoder> | --explain) [-m <memdev>...]
          [<options>]
  
   See 'cxl-sim create-region --help' for a description of the options.
    Error: Invalid size: x: expected a size such as 256M, without leading zeros
  
   usage: cxl-sim create-region (-d <decoder> | --explain) [-m <memdev>...]
          [<options>]
  
   See 'cxl-sim create-region --help' for a description of the options.
  [129]
  $ cxl-sim create-region -d decoder0.1 -U x; cxl-sim create-region -d decoder0.1 -t ram -U 5c1f0a70-0000-4000-8000-000000000001
    Error: failed to parse uuid: 'x'
  
   usage: cxl-sim create-region (-d <decoder> | --explain) [-m <memdev>...]
          [<options>]
  
   See 'cxl-sim create-region --help' for a description of the options.
    Error: can't set UUID for ram / volatile regions
  
   usage: cxl-sim create-region (-d <decoder> | --explain) [-m <memdev>...]
          [<options>]
  
   See 'cxl-sim create-region --help' for a description of the options.
  [129]
  $ for a in '-m mem3' '-t pmem -m mem3' '-t ram -w 2 -m mem2 mem3'; do cxl-sim create-region -d decoder0.1 $a 2>&1 | head -n 1; done
  decoder0.1: mem3 is not pmem capable; try 'cxl create-region -d decoder0.1 -t ram -m mem3'
  decoder0.1: mem3 is not pmem capable; with other memory devices, try 'cxl create-region -d decoder0.1 -t pmem -m mem2'
  decoder0.1: mem2 is not volatile capable; try 'cxl create-region -d decoder0.1 -t ram -m mem3'
  $ for a in '-w 0' '-w two' '-g 0' '-g -1'; do cxl-sim create-region -d decoder0.1 $a 2>&1 | head -n 1; done
    Error: Invalid interleave ways: 0: valid are 1, 2, 3, 4, 6, 8, 12 and 16
    Error: Invalid interleave ways: two: valid are 1, 2, 3, 4, 6, 8, 12 and 16
    Error: Invalid interleave granularity: 0: it is a power of two from 256 to 16384
    Error: Invalid interleave granularity: -1: it is a power of two from 256 to 16384

The QoS class is a condition with --enforce-qos only.

  $ qos=sim/sys/bus/cxl/devices/mem3/ram/qos_class; echo 7 >$qos; try() { cxl-sim create-region -d decoder0.1 -t ram --dry-run --columns region "$@"; }
  $ for m in '' '-m mem3' '-m mem2'; do cxl-sim create-region -d decoder0.1 -t ram --explain --format json -Q $m 2>/dev/null | jq -c '.[] | [.command, .other_command]'; done; try -Qm mem2
  [null,"cxl create-region -d decoder0.1 -t ram -m mem3"]
  [null,"cxl create-region -d decoder0.1 -t ram -m mem3"]
  [null,"cxl create-region -d decoder0.1 -t ram -m mem3"]
  decoder0.1: mem2 is not volatile capable; without --enforce-qos, with other memory devices, try 'cxl create-region -d decoder0.1 -t ram -m mem3'
    Warning: nothing in the result has any of the columns 'region'
  [1]
  $ try | tail -1; try -Q; try -Qm mem3; try --explain --columns reason -Q | head -2; rm $qos; try -Q; new
  region1
  decoder0.1: decoder0.1 qos_class mismatch mem3: 0 and 7; without --enforce-qos, try 'cxl create-region -d decoder0.1 -t ram -m mem3'
    Warning: nothing in the result has any of the columns 'region'
  decoder0.1: decoder0.1 qos_class mismatch mem3: 0 and 7; without --enforce-qos, try 'cxl create-region -d decoder0.1 -t ram -m mem3'
    Warning: nothing in the result has any of the columns 'region'
  create-region: no such region can be created
  REASON
  decoder0.1 qos_class mismatch mem3: 0 and 7
  decoder0.1: decoder0.1 qos_class mismatch mem3: 0 and none; without --enforce-qos, try 'cxl create-region -d decoder0.1 -t ram -m mem3'
    Warning: nothing in the result has any of the columns 'region'

The memory devices with most capacity decide whether a size is possible with --ways: mem13 and mem15 have 512 MiB, the others 256.

  $ rm -rf sixteen; cxl-sim new sixteen --tree "$TESTS/data/sixteen.tree"; for m in 13 15; do echo 0x20000000 >sixteen/sys/bus/cxl/devices/mem$m/ram/size; done; cxl-sim -C sixteen destroy-region -f all
  destroyed 3 regions
  $ for a in '-w 2 -s 2G' '-w 4 -s 2G' '-w 8 -s 2G' '-w 3' '-w 2 -s 1G'; do cxl-sim -C sixteen create-region -d decoder0.0 -t ram $a --format json | jq -r '.[].steps[] | select(.step | test("^reserve")).step'; done
  decoder0.0: region size 0x80000000 exceeds max available space (0x40000000, 1024.00 MiB (1073.74 MB)); try 'cxl create-region -d decoder0.0 -t ram -m mem12 mem13 mem14 mem15'
  created 0 regions
  decoder0.0: region size 0x80000000 exceeds max available space (0x40000000, 1024.00 MiB (1073.74 MB)); try 'cxl create-region -d decoder0.0 -t ram -m mem12 mem13 mem14 mem15'
  created 0 regions
  decoder0.0: Interleave ways 8 is greater than number of memdevs found: 4; try 'cxl create-region -d decoder0.0 -t ram -m mem12 mem13 mem14 mem15'
  created 0 regions
  decoder0.0: no order of 3 of these memory devices can be interleaved: each port below decoder0.0 needs a power of two of its downstream ports, with equal numbers; pci0000:0c leads to mem12, mem13, mem14, mem15; try 'cxl create-region -d decoder0.0 -t ram -m mem12 mem13 mem14 mem15'
  created 0 regions
  created 1 region
  reserve 0x20000000 bytes of mem13 with decoder17.0
  reserve 0x20000000 bytes of mem15 with decoder20.0

Without --ways, it is the number of the memory devices; here, 7 can be used.

  $ rm -rf seven; cxl-sim new seven --tree "$TESTS/data/cxl_test.tree"; cxl-sim -C seven create-region -d decoder0.1 -t ram
  decoder0.1: Invalid interleave ways: 7, the number of memory devices: valid are 1, 2, 3, 4, 6, 8, 12 and 16; try 'cxl create-region -d decoder0.1 -t ram -m mem1 mem0 mem2 mem8'
  created 0 regions
  [1]

  $ for a in '-d decoder0.9' '-d root0' '-d decoder0.1 -m mem9' '-d decoder0.1 -m mem0' '-d decoder0.1 -w 2 -t ram' '-d decoder0.1 -t ram -s 300M' '-d decoder0.1 -t ram -s 4G' '-d decoder0.2 -t ram -g 512' '-d decoder0.0 -t ram' '-d decoder0.0 -m mem1' '-d decoder0.1 -m mem2 mem3'; do cxl-sim create-region $a; done; writes
  decoder0.9: no such root decoder; see 'cxl list -D -d root'
  created 0 regions
  root0: no such root decoder; see 'cxl list -D -d root'
  created 0 regions
  mem9: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
  created 0 regions
  decoder0.1: mem0 is not below the targets of decoder0.1; with other memory devices, try 'cxl create-region -d decoder0.1 -t pmem -m mem2'
  created 0 regions
  decoder0.1: Interleave ways 2 is greater than number of memdevs found: 1; try 'cxl create-region -d decoder0.1 -t ram -m mem3'
  created 0 regions
  decoder0.1: size 300 MiB is not a multiple of 256 MiB; try 'cxl create-region -d decoder0.1 -t ram -m mem3'
  created 0 regions
  decoder0.1: region size 0x100000000 exceeds max available space (0x20000000, 512.00 MiB (536.87 MB)); try 'cxl create-region -d decoder0.1 -t ram -m mem3'
  created 0 regions
  decoder0.2: the root decoder interleaves over 2 host bridges, so the interleave ways must be a multiple of 2, not 1: pci0000:0c leads to none; pci0000:de leads to mem3; see 'cxl create-region --explain'
  created 0 regions
  decoder0.0: no active memdevs found: mem0 has no available capacity of type ram; mem1 has no available capacity of type ram; see 'cxl create-region --explain'
  created 0 regions
  decoder0.0: mem1 is not pmem capable; see 'cxl list -M'
  created 0 regions
  decoder0.1: mem3 is not pmem capable; try 'cxl create-region -d decoder0.1 -t pmem -m mem2'
  created 0 regions

Targets in any order, and by default as many as there are.

  $ cxl-sim destroy-region -f region0 2>/dev/null; writes >/dev/null; cxl-sim create-region -d decoder0.2 -t ram -m mem3 mem0 --dry-run | jq -r '.[0].steps[].step' | grep target; cxl-sim create-region -d decoder0.2 -t ram -m mem0 mem3 | jq -c .mappings
    Warning: the memory devices are in another order than that of the arguments
  set target0 of region0 to decoder3.0
  set target1 of region0 to decoder7.0
  created 1 region
  [{"position":1,"memdev":"mem3","decoder":"decoder7.0"},{"position":0,"memdev":"mem0","decoder":"decoder3.0"}]
  $ cxl-sim destroy-region -f all 2>/dev/null; cxl-sim create-region -d decoder0.0 -t ram | jq -c .mappings
  created 1 region
  [{"position":1,"memdev":"mem1","decoder":"decoder4.0"},{"position":0,"memdev":"mem0","decoder":"decoder3.0"}]

--explain shows what is possible, and creates nothing.

  $ new; cxl-sim create-region --explain -t ram; cxl-sim create-region --explain -d decoder0.0 --format json >out; echo $?; jq -c '.[] | [.decoder, .type, .possible, .reason]' out; writes
  [
    {
      "decoder":"decoder0.0",
      "type":"ram",
      "possible":false,
      "reason":"no active memdevs found: mem0 has no available capacity of type ram; mem1 has no available capacity of type ram",
      "max_available_extent":2147483648,
      "possible_ways":[],
      "memdevs":[
        {
          "memdev":"mem0",
          "type":"ram",
          "target":"pci0000:0c",
          "available_size":0,
          "reason":"mem0 has no available capacity of type ram"
        },
        {
          "memdev":"mem1",
          "type":"ram",
          "target":"pci0000:0c",
          "available_size":0,
          "reason":"mem1 has no available capacity of type ram"
        }
      ]
    },
    {
      "decoder":"decoder0.1",
      "type":"ram",
      "possible":true,
      "interleave_ways":1,
      "interleave_granularity":256,
      "size":536870912,
      "max_size":536870912,
      "order":[
        "mem3"
      ],
      "command":"cxl create-region -d decoder0.1 -t ram -m mem3",
      "max_available_extent":4294967296,
      "possible_ways":[
        1
      ],
      "memdevs":[
        {
          "memdev":"mem2",
          "type":"ram",
          "target":"pci0000:de",
          "available_size":0,
          "reason":"mem2 is not volatile capable"
        },
        {
          "memdev":"mem3",
          "type":"ram",
          "target":"pci0000:de",
          "endpoint_decoder":"decoder7.0",
          "available_size":536870912
        }
      ]
    },
    {
      "decoder":"decoder0.2",
      "type":"ram",
      "possible":false,
      "reason":"the root decoder interleaves over 2 host bridges, so the interleave ways must be a multiple of 2, not 1: pci0000:0c leads to none; pci0000:de leads to mem3",
      "max_available_extent":8589934592,
      "possible_ways":[],
      "memdevs":[
        {
          "memdev":"mem0",
          "type":"ram",
          "target":"pci0000:0c",
          "available_size":0,
          "reason":"mem0 has no available capacity of type ram"
        },
        {
          "memdev":"mem1",
          "type":"ram",
          "target":"pci0000:0c",
          "available_size":0,
          "reason":"mem1 has no available capacity of type ram"
        },
        {
          "memdev":"mem2",
          "type":"ram",
          "target":"pci0000:de",
          "available_size":0,
          "reason":"mem2 is not volatile capable"
        },
        {
          "memdev":"mem3",
          "type":"ram",
          "target":"pci0000:de",
          "endpoint_decoder":"decoder7.0",
          "available_size":536870912
        }
      ]
    }
  ]
  create-region: no such region can be created
  1
  ["decoder0.0","ram",false,"no active memdevs found: mem0 has no available capacity of type ram; mem1 has no available capacity of type ram"]
  ["decoder0.0","pmem",false,"no active memdevs found: mem0 is not pmem capable; mem1 is not pmem capable"]

The command has the size and the granularity of the request, and works as printed.

  $ explain() { cxl-sim create-region --explain "$@" --format json | jq -r '.[].command'; }
  $ new; explain -d decoder0.1 -t ram -s 256M; explain -d decoder0.1 -t ram -g 512 -s 0x20000000; explain -d decoder0.1 -t ram -s 4G
  cxl create-region -d decoder0.1 -t ram -s 256M -m mem3
  cxl create-region -d decoder0.1 -t ram -s 512M -g 512 -m mem3
  create-region: no such region can be created
  cxl create-region -d decoder0.1 -t ram -m mem3
  $ cxl-sim $(explain -d decoder0.1 -t ram -s 256M -g 1024 | cut -d ' ' -f 2-) | jq -c '[.size, .interleave_granularity]'
  created 1 region
  [268435456,1024]

With memory devices that are named, it names no other one; a command that needs others has a key of its own.

  $ for m in 'mem3 -s 4G' 'mem2 mem3' mem2; do cxl-sim create-region --explain -d decoder0.1 -t ram --format json -m $m 2>/dev/null | jq -c '.[] | [.command, .other_command]'; done
  ["cxl create-region -d decoder0.1 -t ram -m mem3",null]
  ["cxl create-region -d decoder0.1 -t ram -m mem3",null]
  [null,"cxl create-region -d decoder0.1 -t ram -m mem3"]

The reason why there is nothing to explain: no such root decoder, or not of this type.

  $ cxl-sim create-region --explain -d decoder0.9; cxl-sim create-region --explain -b root7 2>&1 | head -1; d=$(readlink -f sim/sys/bus/cxl/devices/decoder0.1); rm "$d/create_pmem_region"; echo 0 >"$d/cap_pmem"; cxl-sim create-region --explain -d decoder0.1 -t pmem
  decoder0.9: no such root decoder; see 'cxl list -D -d root'
  []
  create-region: no such bus: 'root7'; see 'cxl list -B'
  create-region: decoder0.1 is not pmem capable; see 'cxl list -D -d root'
  []
  [1]

-u prints a single object without the array.

  $ new; cxl-sim create-region -d decoder0.1 --dry-run -u | jq -r type; cxl-sim create-region --explain -d decoder0.1 -t ram -u | jq -r type; cxl-sim disable-memdev mem3 --dry-run -u | jq -r type
  object
  object
  object

Locked decoders without a size are passed over. One that the firmware has committed without a region needs a reset.

  $ new; echo 1 >"$(readlink -f sim/sys/bus/cxl/devices/decoder7.0)/locked"; cxl-sim create-region -d decoder0.1 -t ram --dry-run | jq -r '.[0].steps[].step' | grep reserve
  reserve 0x20000000 bytes of mem3 with decoder7.1
  $ new; echo 1 >"$(readlink -f sim/sys/bus/cxl/devices/endpoint7)/decoders_committed"; cxl-sim create-region -d decoder0.1 -t ram --dry-run | jq -r '.[0].steps[].step' | grep reserve; new
  reserve 0x20000000 bytes of mem3 with decoder7.1
  $ for d in 7.0 7.1; do echo 0x20000000 >"$(readlink -f sim/sys/bus/cxl/devices/decoder$d)/size"; done; echo 0x20000000 >"$(readlink -f sim/sys/bus/cxl/devices/decoder7.0)/dpa_size"; echo ram >"$(readlink -f sim/sys/bus/cxl/devices/decoder7.0)/mode"; cxl-sim create-region -d decoder0.1 -t ram
  decoder0.1: no active memdevs found: mem2 is not volatile capable; decoder7.1 of mem3 was committed by the firmware, without a region; see 'cxl create-region --explain'
  created 0 regions
  [1]

What such a decoder leaves is used with the next one, as long as there is capacity. A reservation is taken over if it is of the
same type and no region has it; a target stays attached if the last one makes the interleave impossible, and has no size then.

  $ decoder() { echo $2 >"$(dir decoder$1)/mode"; echo $3 >"$(dir decoder$1)/dpa_size"; echo $4 >"$(dir decoder$1)/size"; }
  $ reserve() { cxl-sim create-region -d decoder0.1 -m mem3 --dry-run "$@" | jq -r '.[0].steps[]?.step' | grep reserve; }
  $ new; echo 1 >"$(dir endpoint7)/decoders_committed"; decoder 7.0 ram 0x10000000 0x10000000; reserve -t ram; decoder 7.0 ram 0x20000000 0x20000000; reserve -t ram
  reserve 0x10000000 bytes of mem3 with decoder7.1
  decoder0.1: decoder7.0 of mem3 was committed by the firmware, without a region; a reset of the system is needed
  [1]
  $ new; decoder 7.0 ram 0x10000000 0; reserve -t ram; echo region5 >"$(dir decoder7.0)/region"; reserve -t ram
  reserve 0x20000000 bytes of mem3 with decoder7.0
  decoder0.1: decoder7.0 has to be committed before decoder7.1, and is not; see cxl-free-dpa(1)
  [1]
  $ new; mkdir -p "$(dir mem3)/pmem"; echo 0x20000000 >"$(dir mem3)/pmem/size"; decoder 7.0 ram 0x10000000 0; reserve -t pmem
  decoder0.1: decoder7.0 has to be committed before decoder7.1, and is not; with other memory devices, try 'cxl create-region -d decoder0.1 -t pmem -m mem2'
  [1]

The kernel finds no free extent where sysfs shows one: what else is inside of the window.

  $ new; printf '%s\n' '100000000-10fffffff : System RAM' '210000000-30fffffff : CXL Window 1' '  210000000-22fffffff : Soft Reserved' '    210000000-21fffffff : x' '  230000000-23fffffff : y' '310000000-50fffffff : CXL Window 2' '  310000000-31fffffff : z' >sim/proc/iomem
  $ cxl-sim fault sim sysfs '*region1/size' errno ERANGE; cxl-sim create-region -d decoder0.1 -t ram
  decoder0.1: set size of region1 to 0x20000000: cannot write '0x20000000' to /sys/devices/platform/ACPI0017:00/root0/decoder0.1/region1/size: Numerical result out of range; the changes before it were undone; in use are Soft Reserved (0x210000000-0x22fffffff), y (0x230000000-0x23fffffff); see the kernel log
  created 0 regions
  [1]
