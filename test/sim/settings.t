# SPDX-License-Identifier: GPL-2.0-only
Alerts and partitions: set-alert-config and set-partition.

  $ cat >devices <<END
  > device mem2
  > device mem3
  > device mem0
  >   identify.partition_alignment 256M
  >   identify.volatile_capacity 256M
  >   cel 0x4000 0
  >   cel 0x4100 0
  >   cel 0x4101 1
  >   cel 0x4201 0
  >   cel 0x4202 0x10
  > END
  $ cxl-sim new sim --devices devices; export CXL_SIM=$PWD/sim
  $ sent() { cxl-sim log sim --clear | awk '{ print $1, $2 }' | grep -E "$1"; }
  $ events() { sed 's/.*cxl-audit: //' sim/dev/kmsg | jq -c '[.event, .device, .opcode, .payload_bytes, .result]'; : >sim/dev/kmsg; }
  $ warnings() { cxl-sim list -A -m mem3 | jq -c '.[0].alert_config | [.life_used_prog_warn_threshold_valid, .life_used_prog_warn_threshold, .dev_under_temperature_prog_warn_threshold_valid, .dev_under_temperature_prog_warn_threshold]'; }
  $ warnings; cxl-sim log sim --clear >/dev/null
  [true,80,true,0]

The output is that of ndctl: a list of the devices.

  $ cxl-sim set-alert-config mem3 -L 30 --life-used-alert=on -U -5 --under-temperature-alert on >out; jq -c '.[] | keys_unsorted' out
  set alert configuration for 1 mem
  ["memdev","ram_size","ram_qos_class","alert_config","serial","numa_node","host","firmware_version","poison_injectable"]
  $ warnings; jq -c '.[0].alert_config | [.life_used_prog_warn_threshold, .dev_under_temperature_prog_warn_threshold]' out
  [true,30,true,-5]
  [30,-5]
  $ events; sent 0x4202
  ["intent","mem3","0x4202",12,null]
  ["outcome","mem3","0x4202",12,"done"]
  mem3 0x4202

A refusal names what is refused in words.

  $ mkdir -p sim/etc/cxl/policy.d; echo 'deny ALL opcode 0x4202' >sim/etc/cxl/policy.d/a.conf; cxl-sim set-alert-config mem3 --life-used-alert=off; rm sim/etc/cxl/policy.d/a.conf; events; sent 0x4202
  mem3: refusing to set the alert configuration of mem3: denied by policy /etc/cxl/policy.d/a.conf:1: 'deny ALL opcode 0x4202'; see 'cxl policy show'
  set alert configuration for 0 mem
  []
  ["refused","mem3","0x4202",12,null]
  [1]

Already set: nothing is sent. What differs is sent only.

  $ cxl-sim set-alert-config mem3 --life-used-threshold 30 --life-used-alert=on --format json | jq -c .; sent 0x4202; events
  set alert configuration for 1 mem
  [{"memdev":"mem3","serial":"0xc3","changed":false,"alerts":[{"alert":"life_used","old_enabled":true,"old_threshold":30,"enabled":true,"threshold":30}]}]
  $ cxl-sim set-alert-config mem2,mem3 -L 30 --life-used-alert=on --format json | jq -c '.[] | [.memdev, .changed]'; sent 0x4202
  set alert configuration for 2 mems
  ["mem2",true]
  ["mem3",false]
  mem2 0x4202
  $ cxl-sim set-alert-config mem3 --life-used-alert=off --dry-run --format json | jq -c '.[]'; sent 0x4202; warnings
  {"memdev":"mem3","serial":"0xc3","dry_run":true,"changed":true,"verdict":"allowed","alerts":[{"alert":"life_used","old_enabled":true,"old_threshold":30,"enabled":false}]}
  [true,30,true,-5]
  $ cxl-sim set-alert-config mem3 --life-used-alert=off --columns alert,old_threshold,enabled,threshold --format table; warnings
  set alert configuration for 1 mem
  ALERT     OLD-THRESHOLD ENABLED THRESHOLD
  life_used            30 false   
  [false,30,true,-5]

Arguments that contradict each other, and thresholds that cannot be encoded.

  $ try() { cxl-sim set-alert-config mem3 "$@" 2>&1 | head -1; }
  $ try; try -L 5; try --life-used-alert=on; try --life-used-alert=off -L 5; try --life-used-alert=maybe -L 5
    Error: no alert given: expected, for example, --life-used-threshold=80 --life-used-alert=on
    Error: --life-used-threshold requires --life-used-alert=on
    Error: --life-used-alert=on requires --life-used-threshold
    Error: --life-used-threshold cannot be used with --life-used-alert=off
    Error: option `life-used-alert' has invalid value 'maybe': expected on or off
  $ for v in 101 -1 5x '' 0x10; do try --life-used-alert=on -L "$v"; done
    Error: invalid --life-used-threshold '101': expected a number from 0 to 100
    Error: invalid --life-used-threshold '-1': expected a number from 0 to 100
    Error: invalid --life-used-threshold '5x': expected a number from 0 to 100
    Error: invalid --life-used-threshold '': expected a number from 0 to 100
    Error: invalid --life-used-threshold '0x10': expected a number from 0 to 100
  $ try -O 32768 --over-temperature-alert on; try -O -32769 --over-temperature-alert on; try -V 65536 --volatile-mem-err-alert on; try -P -1 --pmem-err-alert on
    Error: invalid --over-temperature-threshold '32768': expected a number from -32768 to 32767
    Error: invalid --over-temperature-threshold '-32769': expected a number from -32768 to 32767
    Error: invalid --volatile-mem-err-threshold '65536': expected a number from 0 to 65535
    Error: invalid --pmem-err-threshold '-1': expected a number from 0 to 65535
  $ cxl-sim set-alert-config mem3 2>/dev/null; sent 0x4202
  mem3 0x4202

All devices are resolved first. One that fails does not stop the next.

  $ cxl-sim set-alert-config mem9 mem3 -L 31 --life-used-alert=on; sent 0x4202
  mem9: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
    Warning: no device was changed
  set alert configuration for 0 mem
  []
  [1]
  $ cxl-sim fault sim mem2 0x4202 code 0x02; cxl-sim set-alert-config mem2 mem3 -L 31 --life-used-alert=on --columns memdev,changed --format pairs; sent 0x4202
  mem2: command 0x4202: the device returned code 0x02: invalid input; see 'cxl get-alert-config'
  set alert configuration for 1 mem
  MEMDEV="mem3" CHANGED="true"
  mem2 0x4202
  mem3 0x4202
  $ cxl-sim fault sim mem2 0x4202 none
  $ cxl-sim fault sim mem3 0x4201 errno EIO; cxl-sim set-alert-config mem2 mem3 -L 32 --life-used-alert=on; cxl-sim fault sim mem3 0x4201 none; sent 0x4202
  mem3: command 0x4201: Input/output error; see the kernel log
    Warning: no device was changed
  set alert configuration for 0 mem
  []
  [1]

Thresholds at or beyond the critical one are found before the first change, in a dry run too.

  $ critical() { cxl-sim set-alert-config "$@" 2>&1 >out; echo $?; jq -c 'map([.memdev, .verdict])' out; sent 0x4202; }
  $ critical mem3 mem2 -L 90 --life-used-alert=on
  mem3: the threshold of the life used warning, 90, is at or beyond that of the critical alert, 90; see 'cxl get-alert-config'
  mem2: the threshold of the life used warning, 90, is at or beyond that of the critical alert, 90; see 'cxl get-alert-config'
    Warning: no device was changed
  set alert configuration for 0 mem
  1
  []
  [1]
  $ critical mem3 mem2 -O 99 --over-temperature-alert=on --dry-run
  mem3: the threshold of the device over-temperature warning, 99, is at or beyond that of the critical alert, 85; see 'cxl get-alert-config'
  mem2: the threshold of the device over-temperature warning, 99, is at or beyond that of the critical alert, 85; see 'cxl get-alert-config'
    Warning: no device was changed
  1
  [["mem3","invalid_threshold"],["mem2","invalid_threshold"]]
  [1]
  $ critical mem3 mem2 -U -20 --under-temperature-alert=on
  mem3: the threshold of the device under-temperature warning, -20, is at or beyond that of the critical alert, -10; see 'cxl get-alert-config'
  mem2: the threshold of the device under-temperature warning, -20, is at or beyond that of the critical alert, -10; see 'cxl get-alert-config'
    Warning: no device was changed
  set alert configuration for 0 mem
  1
  []
  [1]

Of a low temperature, 0 is a threshold. What a device has already is not set again, even beyond the critical threshold.

  $ sed 's/^device mem2/&\n\talerts.under_temperature_critical 0\n\talerts.valid 1\n\talerts.life_used_warning 95/' devices >d3; cxl-sim new sim3 --devices d3; CXL_SIM=$PWD/sim3 critical mem3 mem2 -U -5 --under-temperature-alert=on; CXL_SIM=$PWD/sim3 critical mem2 -L 95 --life-used-alert=on; CXL_SIM=$PWD/sim3 critical mem2 -L 96 --life-used-alert=on --dry-run
  mem2: the threshold of the device under-temperature warning, -5, is at or beyond that of the critical alert, 0; see 'cxl get-alert-config'
    Warning: no device was changed
  set alert configuration for 0 mem
  1
  []
  set alert configuration for 1 mem
  0
  [["mem2",null]]
  mem2: the threshold of the life used warning, 96, is at or beyond that of the critical alert, 90; see 'cxl get-alert-config'
  1
  [["mem2","invalid_threshold"]]
  [1]

The device decides: alerts that cannot be set, and a device that does not do what it says.

  $ sed 's/^device mem2/&\n\talerts.programmable 0x1e/' devices >d2; cxl-sim new sim2 --devices d2; cxl-sim fault $PWD/sim2 mem2 0x4202 code 0x02; CXL_SIM=$PWD/sim2 cxl-sim set-alert-config mem2 -L 10 --life-used-alert=on
  mem2: the threshold of the life used alert cannot be set; see 'cxl get-alert-config'
  set alert configuration for 0 mem
  []
  [1]
  $ cxl-sim fault sim mem3 0x4202 ignore; cxl-sim set-alert-config mem3 -L 11 --life-used-alert=on; cxl-sim fault sim mem3 0x4202 none
  mem3: the value read back differs from the value set; see the kernel log
  set alert configuration for 0 mem
  []

Partitions. The payload has the volatile part of what can be partitioned: 1 GiB without the 256 MiB
that are volatile in any case. The device is in use.

  $ sizes() { cxl-sim get-partition mem0 --format json | jq -c '.[0] | [.active_volatile_size, .active_persistent_size, .next_volatile_size, .next_persistent_size] | map(. / 1048576)'; }
  $ sizes; cxl-sim log sim --clear >/dev/null; : >sim/dev/kmsg
  [1024,0,0,0]
  $ cxl-sim set-partition mem0 -s 256M; sent 0x4101; events
  mem0: refusing to set the partition of mem0: the device is in use: part of region0, dax0.0: 16 of 16 memory blocks are online; disable and destroy the region first, or use --force to override
  set_partition 0 mem
  []
  ["refused","mem0","0x4101",10,null]
  $ cxl-sim set-partition mem0 -s 256M --dry-run
  mem0: refusing to set the partition of mem0: the device is in use: part of region0, dax0.0: 16 of 16 memory blocks are online; disable and destroy the region first, or use --force to override
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "dry_run":true,
      "changed":false,
      "verdict":"in_use",
      "volatile_size":536870912,
      "next_volatile_size":805306368
    }
  ]
  [3]
  $ cxl-sim set-partition mem0 -s 256M --force --dry-run --format json | jq -c '.[]'; sent 0x4101; events
  {"memdev":"mem0","serial":"0xc0","dry_run":true,"changed":true,"verdict":"allowed","volatile_size":536870912,"next_volatile_size":805306368}
  $ cxl-sim set-partition mem0 -s 256M -f | jq -c '.[] | .partition_info'; sizes; events
  set_partition 1 mem
  {"total_size":1073741824,"volatile_only_size":268435456,"persistent_only_size":0,"partition_alignment_size":268435456,"active_volatile_size":1073741824,"active_persistent_size":0,"next_volatile_size":805306368,"next_persistent_size":268435456}
  [1024,0,768,256]
  ["intent","mem0","0x4101",10,null]
  ["outcome","mem0","0x4101",10,"done"]
  $ cxl-sim set-partition mem0 -s 256M --format json | jq -c '.[] | [.changed, .next_volatile_size]'; events
  set_partition 1 mem
  [false,805306368]
  $ cxl-sim set-partition mem0 -f -t ram -s 1M; cxl-sim set-partition mem0 -f -s 1M
  mem0: size 1 MiB: the volatile capacity would be 1 MiB, which is not a multiple of 256 MiB; --align increases the size as required
  set_partition 0 mem
  []
  mem0: size 1 MiB: the volatile capacity would be 767 MiB, which is not a multiple of 256 MiB; --align increases the size as required
  set_partition 0 mem
  []
  [1]
  $ cxl-sim set-partition mem0 -f -t ram -s 1M --align --format json | jq -c '.[] | [.changed, .next_volatile_size]'
  set_partition 1 mem
  [true,536870912]
  $ cxl-sim set-partition mem0 -f -s 1M --align --format json | jq -c '.[] | [.changed, .next_volatile_size]'
  set_partition 1 mem
  [true,805306368]
  $ cxl-sim set-partition mem0 -f -t volatile --columns next_volatile_size --format table; sizes
  set_partition 1 mem
  NEXT-VOLATILE-SIZE
         1024.00 MiB
  [1024,0,1024,0]
  $ now() { cxl-sim list -m $1 | jq -c '.[0] | [.ram_size, .pmem_size] | map(. / 1048576)'; sizes; }
  $ cp -a sim kept; cxl-sim set-partition mem0 -f -s 256M >/dev/null; cxl-sim reset sim mem0; now mem0; cxl-sim reset sim mem0; now mem0; rm -r sim; mv kept sim
  set_partition 1 mem
  [768,256]
  [768,256,0,0]
  [768,256]
  [768,256,0,0]
  $ cxl-sim set-partition mem0 -s 1G; cxl-sim set-partition mem0 -s 1X 2>&1 | head -1; cxl-sim set-partition mem0 -t both 2>&1 | head -1
  mem0: size 1 GiB exceeds the capacity that can be partitioned, 768 MiB
  set_partition 0 mem
  []
    Error: invalid --size '1X': expected a size such as 256M, without leading zeros
    Error: option `type' has invalid value 'both': expected pmem, ram or volatile
  $ cxl-sim log sim --clear >/dev/null; cxl-sim set-partition mem2 mem0 -f; sent 0x4101
  mem2: the device has no capacity that can be partitioned; see 'cxl identify'
    Warning: no device was changed
  set_partition 0 mem
  []
  [1]

What is read back differs from what was set: an error, although the device accepted the command.

  $ cxl-sim fault sim mem0 0x4101 ignore; cxl-sim set-partition mem0 -f -s 256M; cxl-sim fault sim mem0 0x4101 none
  mem0: the value read back differs from the value set; see the kernel log
  set_partition 0 mem
  []
