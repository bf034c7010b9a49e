# SPDX-License-Identifier: GPL-2.0-only
cxl set-feature through EDAC: writes changed values in a safe order and verifies them.

  $ cxl-sim new sim
  $ export CXL_SIM=$PWD/sim
  $ scrub=sim/sys/bus/edac/devices/cxl_mem0/scrub0
  $ show() { jq -c '.[0] | [.changed, .verified, .taints, .old, .new]'; }

  $ cxl-sim set-feature mem0 patrol-scrub enabled=1 cycle_hours=24 --dry-run | jq -c '.[0].plan[]'
  {"write":"bus/edac/devices/cxl_mem0/scrub0/current_cycle_duration","value":"86400"}
  {"write":"bus/edac/devices/cxl_mem0/scrub0/enable_background","value":"1"}
  $ cat $scrub/current_cycle_duration sim/dev/kmsg
  43200
  $ cxl-sim set-feature mem0 patrol-scrub enabled=1 cycle_hours=24 | show
  [true,true,false,{"enabled":false,"cycle_hours":12,"min_cycle_hours":1,"max_cycle_hours":255},{"enabled":true,"cycle_hours":24,"min_cycle_hours":1,"max_cycle_hours":255}]
  $ cat $scrub/current_cycle_duration $scrub/enable_background
  86400
  1
  $ cxl-sim set-feature mem0 patrol-scrub enabled=1 cycle_hours=24 | show
  [false,null,null,{"enabled":true,"cycle_hours":24,"min_cycle_hours":1,"max_cycle_hours":255},{"enabled":true,"cycle_hours":24,"min_cycle_hours":1,"max_cycle_hours":255}]
  $ cxl-sim set-feature mem0 patrol-scrub enabled=0 cycle_hours=6 --dry-run | jq -c '.[0].plan[].value'
  "0"
  "21600"

Every write has an intent and an outcome record, in this order, without the value.

  $ sed 's/.*cxl-audit: //' sim/dev/kmsg | jq -c '[.event, .verb, .device, .serial, .payload_bytes, .result]'
  ["intent","set-feature","mem0","0xc0",5,null]
  ["outcome","set-feature","mem0","0xc0",5,"done"]
  ["intent","set-feature","mem0","0xc0",1,null]
  ["outcome","set-feature","mem0","0xc0",1,"done"]
  $ sed 's/.*cxl-audit: //' sim/dev/kmsg | jq -r .payload_sha256 | uniq
  b045dd9c18caa8be1e17a4b902152cc1fd292b242b7b9dd74ba8c40896239424
  6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b
  $ printf 86400 | sha256sum | cut -c1-64
  b045dd9c18caa8be1e17a4b902152cc1fd292b242b7b9dd74ba8c40896239424

Fields per FRU, and a trigger field.

  $ cxl-sim set-feature mem0 ecs fru1_threshold=4096 fru0_reset_counter=true | jq -c '.[0].new'
  {"log_entry_type":"memory-media-fru","fru0_threshold":"256","fru0_mode":"rows","fru1_threshold":"4096","fru1_mode":"rows","fru2_threshold":"256","fru2_mode":"rows"}
  $ cxl-sim set-feature mem0 ecs fru0_reset_counter=false
  mem0: invalid fru0_reset_counter 'false': expected true
  
   usage: cxl-sim set-feature <memdev>...|all <feature> (<key>=<value>... | -i
          <file> | --default) [<options>]
  
   See 'cxl-sim set-feature --help' for a description of the options.
  [129]

--if-current.

  $ cxl-sim set-feature mem0 patrol-scrub cycle_hours=7 --if-current cycle_hours=12 --if-current enabled=1
  mem0: patrol-scrub: refusing to set: cycle_hours is 24, expected 12; see 'cxl get-feature'
  []
  [3]
  $ cxl-sim set-feature mem0 patrol-scrub cycle_hours=7 --if-current cycle_hours=24 --if-current enabled=1 | show
  [true,true,false,{"enabled":true,"cycle_hours":24,"min_cycle_hours":1,"max_cycle_hours":255},{"enabled":true,"cycle_hours":7,"min_cycle_hours":1,"max_cycle_hours":255}]

Invalid arguments are reported before any device is accessed.

  $ before=$(cat $scrub/current_cycle_duration)
  $ cxl-sim set-feature mem0 patrol-scrub cycle_hours=8 enabled=maybe
  mem0: invalid enabled 'maybe': expected true or false
  
   usage: cxl-sim set-feature <memdev>...|all <feature> (<key>=<value>... | -i
          <file> | --default) [<options>]
  
   See 'cxl-sim set-feature --help' for a description of the options.
  [129]
  $ cxl-sim set-feature mem0 patrol-scrub cycle_hours=0
  mem0: invalid cycle_hours '0': valid range is 1-255
  
   usage: cxl-sim set-feature <memdev>...|all <feature> (<key>=<value>... | -i
          <file> | --default) [<options>]
  
   See 'cxl-sim set-feature --help' for a description of the options.
  [129]
  $ cxl-sim set-feature mem0 patrol-scrub cycle_hours=256
  mem0: invalid cycle_hours '256': valid range is 1-255
  
   usage: cxl-sim set-feature <memdev>...|all <feature> (<key>=<value>... | -i
          <file> | --default) [<options>]
  
   See 'cxl-sim set-feature --help' for a description of the options.
  [129]
  $ if_current() { cxl-sim set-feature mem0 patrol-scrub cycle_hours=12 --dry-run --if-current "$1" 2>&1 >/dev/null; }
  $ if_current min_cycle_hours=1; if_current min_cycle_hours=2; if_current cycle_changeable=no; if_current min_cycle_hours=300; if_current max_cycle_hours=255; if_current max_cycle_hours=9
  mem0: patrol-scrub: refusing to set: min_cycle_hours is 1, expected 2; see 'cxl get-feature'
  mem0: patrol-scrub: refusing to set: cycle_changeable is not readable, expected false; see 'cxl get-feature'
  mem0: invalid min_cycle_hours '300': valid range is 0-255
  
   usage: cxl-sim set-feature <memdev>...|all <feature> (<key>=<value>... | -i
          <file> | --default) [<options>]
  
   See 'cxl-sim set-feature --help' for a description of the options.
  mem0: patrol-scrub: refusing to set: max_cycle_hours is 255, expected 9; see 'cxl get-feature'
  [3]
  $ if_current foo=1 | head -1; cxl-sim set-feature mem0 ecs fru0_mode=rows --dry-run --if-current foo=1 2>&1 | grep -c reset_counter
  mem0: unknown field 'foo' of patrol-scrub: expected enabled, cycle_hours, min_cycle_hours, max_cycle_hours, cycle_changeable, realtime_reporting
  0
  [1]
  $ cxl-sim set-feature mem0 patrol-scrub min_cycle_hours=1
  mem0: min_cycle_hours of patrol-scrub is read-only: expected enabled, cycle_hours
  
   usage: cxl-sim set-feature <memdev>...|all <feature> (<key>=<value>... | -i
          <file> | --default) [<options>]
  
   See 'cxl-sim set-feature --help' for a description of the options.
  [129]
  $ cxl-sim set-feature mem0 patrol-scrub cycle=8
  mem0: unknown field 'cycle' of patrol-scrub: expected enabled, cycle_hours
  
   usage: cxl-sim set-feature <memdev>...|all <feature> (<key>=<value>... | -i
          <file> | --default) [<options>]
  
   See 'cxl-sim set-feature --help' for a description of the options.
  [129]
  $ cxl-sim set-feature mem0 patrol-scrub cycle_hours=8 --if-current cycle_hours=12 --if-current cycle_hours=12 2>&1 | head -1
  mem0: cycle_hours specified more than once
  $ cxl-sim set-feature mem0 patrol-scrub cycle_hours=8 cycle_hours=9
  mem0: cycle_hours specified more than once
  
   usage: cxl-sim set-feature <memdev>...|all <feature> (<key>=<value>... | -i
          <file> | --default) [<options>]
  
   See 'cxl-sim set-feature --help' for a description of the options.
  [129]
  $ cxl-sim set-feature mem0 ecs fru9_mode=rows
  mem0: invalid field 'fru9_mode': ecs of this device has 3 FRUs
  []
  [1]
  $ cxl-sim set-feature mem0 patrol-scrub -i /dev/null
  mem0: patrol-scrub is set through EDAC, which does not accept raw data; use KEY=VALUE
  []
  [4]
  $ cxl-sim set-feature mem0 mem1 ecs fru2_mode=rows mode=rows
  mem0: unknown field 'mode' of ecs: expected log_entry_type, fruN_threshold, fruN_mode, fruN_reset_counter
  
   usage: cxl-sim set-feature <memdev>...|all <feature> (<key>=<value>... | -i
          <file> | --default) [<options>]
  
   See 'cxl-sim set-feature --help' for a description of the options.
  [129]
  $ cxl-sim set-feature mem0 patrol-scrub 2>&1 | head -n 1
    Error: specify exactly one of KEY=VALUE, --input or --default
  $ for a in cycle_hours 'cycle_hours 12' 'cycle_hours background_enabled=true' 'fru0_mode' 12; do cxl-sim set-feature mem0 patrol-scrub $a 2>&1 | head -1; done
    Error: invalid argument 'cycle_hours': expected cycle_hours=VALUE
    Error: invalid argument 'cycle_hours': expected cycle_hours=VALUE
    Error: invalid argument 'cycle_hours': expected cycle_hours=VALUE
    Error: invalid argument 'fru0_mode': expected fru0_mode=VALUE
    Error: invalid argument '12': expected KEY=VALUE
  $ cxl-sim set-feature mem3 6f3a data 2>&1 | head -1
    Error: invalid argument 'data': expected data=VALUE
  $ cxl-sim set-feature patrol-scrub enabled=1 2>&1 | head -n 1
    Error: set-feature requires a memory device and a Feature
  $ cxl-sim set-feature mem0 patrol-scrub --default enabled=1 2>&1 | head -n 1
    Error: specify exactly one of KEY=VALUE, --input or --default
  $ test "$before" = "$(cat $scrub/current_cycle_duration)"

Limits of the device are checked before the first write.

  $ cat >slow <<'DEV'
  > device mem0
  >   feature 96dad7d6-fde8-482b-a733-75774e06db8a
  >     sizes 4 2
  >     flags 0x01
  >     effects 0x0202
  >     current 030c0600
  > DEV
  $ cxl-sim new slow.sim --devices slow
  $ cxl-sim -C slow.sim set-feature mem0 patrol-scrub cycle_hours=5
  mem0: patrol-scrub: invalid cycle_hours '5': the minimum of this device is 6
  []
  [1]
  $ cxl-sim set-feature mem3 patrol-scrub --default
  mem3: patrol-scrub: the device does not provide the default value
  []
  [4]

Several devices: each is reported.

  $ cxl-sim set-feature all patrol-scrub cycle_hours=36 | jq -c '.[] | [.memdev, .changed, .new.cycle_hours]'
  ["mem0",true,36]
  ["mem1",true,36]
  ["mem2",true,36]
  ["mem3",true,36]
  $ cxl-sim set-feature mem1 mem0 patrol-scrub cycle_hours=48 | jq -c '.[] | [.memdev, .new.cycle_hours]'
  ["mem1",48]
  ["mem0",48]

A policy rule that is added while one device is changed applies to the next one.

  $ . "$TESTS/functions.sh"
  $ hold mem1 0x0502; (umask 022; mkdir -p sim/etc/cxl/policy.d)
  $ (umask 022; wait_for held 0x0502; echo 'deny ALL opcode 0x0502' >sim/etc/cxl/policy.d/late.conf; release 0x0502) &
  $ cxl-sim set-feature mem1 mem0 patrol-scrub cycle_hours=49 | jq -c '.[] | [.memdev, .new.cycle_hours]'; echo ${PIPESTATUS[0]}
  mem0: patrol-scrub: refusing to set cycle_hours: denied by policy /etc/cxl/policy.d/late.conf:1: 'deny ALL opcode 0x0502'; see 'cxl policy show'
  ["mem1",49]
  2
  $ wait; rm sim/etc/cxl/policy.d/late.conf

If it applies to the second of several settings of a device, the change has failed: it is not refused as a whole.

  $ hold mem1 0x0502
  $ (umask 022; wait_for held 0x0502; echo 'deny ALL opcode 0x0502' >sim/etc/cxl/policy.d/late.conf; release 0x0502) &
  $ cxl-sim set-feature mem1 patrol-scrub cycle_hours=50 enabled=true
  mem1: patrol-scrub: refusing to set enabled: denied by policy /etc/cxl/policy.d/late.conf:1: 'deny ALL opcode 0x0502'; already set: cycle_hours=50; see 'cxl policy show'
  []
  [1]
  $ wait; rm sim/etc/cxl/policy.d/late.conf

Likewise if the directory of the second setting is not that of the device any more.

  $ edac=sim/sys/bus/edac/devices; mv $edac/cxl_mem1 link
  $ cp -P link $edac/cxl_mem1; hold mem1 0x0502
  $ (wait_for held 0x0502; ln -sfn "$(readlink $edac/cxl_mem0)" $edac/cxl_mem1; release 0x0502) &
  $ cxl-sim set-feature mem1 patrol-scrub cycle_hours=51 enabled=true; echo $?; wait; rm $edac/cxl_mem1; mv link $edac/cxl_mem1
  mem1: patrol-scrub: refusing to set enabled: /sys/bus/edac/devices/cxl_mem1/scrub0/enable_background does not belong to the device, or the device has been removed; already set: cycle_hours=51; see 'cxl list -i'
  []
  1

An interruption between two settings does not say that nothing was changed.

  $ hold mem1 0x0502
  $ cxl-sim set-feature mem1 patrol-scrub cycle_hours=52 enabled=true 2>err & wait_for held 0x0502; kill -TERM $!; release 0x0502; wait $!; echo $?; grep -v waiting err
  []
  1
  mem1: patrol-scrub: interrupted; already set: cycle_hours=52
  $ cxl-sim set-feature mem1 patrol-scrub cycle_hours=48 >/dev/null

No device is changed if one that is named does not exist, does not have the Feature, or does not
permit the value.

  $ state() { cat $1/sys/bus/edac/devices/cxl_mem[0-3]/scrub0/current_cycle_duration $1/dev/kmsg; }
  $ state sim >before
  $ cxl-sim set-feature mem1 mem9 mem0 patrol-scrub cycle_hours=50
  mem9: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
    Warning: no device was changed
  []
  [1]
  $ mv sim/sys/bus/edac/devices/cxl_mem2/scrub0 .
  $ cxl-sim set-feature mem1 mem2 patrol-scrub cycle_hours=50
  mem2: the device does not have the Feature patrol-scrub; see 'cxl list-features'
    Warning: no device was changed
  []
  [4]
  $ mv scrub0 sim/sys/bus/edac/devices/cxl_mem2
  $ cxl-sim set-feature mem1 mem3 patrol-scrub cycle_hours=50 --if-current cycle_hours=48
  mem3: patrol-scrub: refusing to set: cycle_hours is 36, expected 48; see 'cxl get-feature'
    Warning: no device was changed
  []
  [3]
  $ state sim | diff before -
  $ state slow.sim >before
  $ cxl-sim -C slow.sim set-feature mem1 mem0 patrol-scrub cycle_hours=5
  mem0: patrol-scrub: invalid cycle_hours '5': the minimum of this device is 6
    Warning: no device was changed
  []
  [1]
  $ cxl-sim -C slow.sim set-feature all patrol-scrub cycle_hours=5
  mem0: patrol-scrub: invalid cycle_hours '5': the minimum of this device is 6
    Warning: no device was changed
  []
  [1]
  $ state slow.sim | diff before -

With --if-current, "all" selects the devices with the specified value or the new one. The same
command can be run again.

  $ for i in 1 2; do cxl-sim set-feature all patrol-scrub cycle_hours=50 --if-current cycle_hours=48 | jq -c '.[] | [.memdev, .changed, .new.cycle_hours]'; done
  mem2: patrol-scrub: refusing to set: cycle_hours is 36, expected 48; see 'cxl get-feature'
  mem3: patrol-scrub: refusing to set: cycle_hours is 36, expected 48; see 'cxl get-feature'
  ["mem0",true,50]
  ["mem1",true,50]
  mem2: patrol-scrub: refusing to set: cycle_hours is 36, expected 48; see 'cxl get-feature'
  mem3: patrol-scrub: refusing to set: cycle_hours is 36, expected 48; see 'cxl get-feature'
  ["mem0",false,50]
  ["mem1",false,50]
  $ cxl-sim set-feature mem0 mem1 patrol-scrub cycle_hours=48 --if-current cycle_hours=50 | jq -c '.[] | [.memdev, .changed]'
  ["mem0",true]
  ["mem1",true]
  $ cxl-sim set-feature mem9 patrol-scrub cycle_hours=48
  mem9: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
  []
  [1]

After a failed write, the attributes already written are reported.

  $ cxl-sim fault sim mem0 edac:scrub0/enable_background errno EIO
  $ cxl-sim set-feature mem0 patrol-scrub cycle_hours=7 enabled=0
  mem0: patrol-scrub: cannot write '0' to /sys/bus/edac/devices/cxl_mem0/scrub0/enable_background: Input/output error; see the kernel log
  []
  [1]
  $ cat $scrub/enable_background
  1
  $ cxl-sim set-feature mem0 patrol-scrub cycle_hours=9
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "feature":"patrol-scrub",
      "uuid":"96dad7d6-fde8-482b-a733-75774e06db8a",
      "route":"edac",
      "changed":true,
      "verified":true,
      "taints":false,
      "old":{
        "enabled":true,
        "cycle_hours":48,
        "min_cycle_hours":1,
        "max_cycle_hours":255
      },
      "new":{
        "enabled":true,
        "cycle_hours":9,
        "min_cycle_hours":1,
        "max_cycle_hours":255
      }
    }
  ]
  $ cxl-sim fault sim mem0 edac:scrub0/enable_background none
  $ cxl-sim set-feature mem0 patrol-scrub enabled=0 | jq -c '.[0].new.enabled'
  false
  $ cxl-sim fault sim mem0 edac:scrub0/enable_background errno EBUSY
  $ cxl-sim set-feature mem0 patrol-scrub cycle_hours=10 enabled=1
  mem0: patrol-scrub: cannot write '1' to /sys/bus/edac/devices/cxl_mem0/scrub0/enable_background: Device or resource busy; already set: cycle_hours=10; it is in use, or not in a state for it; see the kernel log
  []
  [1]
  $ cxl-sim fault sim mem0 edac:scrub0/enable_background none
  $ tail -n 1 sim/dev/kmsg | sed 's/.*cxl-audit: //' | jq -c '[.event, .result, .errno]'
  ["outcome","failed",16]

A write without effect is detected.

  $ cxl-sim fault sim mem0 edac:scrub0/current_cycle_duration ignore
  $ cxl-sim set-feature mem0 patrol-scrub cycle_hours=11 >out
  mem0: patrol-scrub: cycle_hours was set to 11, but the value read back is 10; see the kernel log; it may take effect at a reset
  [1]
  $ jq -c '.[0] | [.verified, .changed, .old == .new, (.new | .cycle_hours // .data[:8])]' out
  [false,null,true,10]
  $ cxl-sim fault sim mem0 edac:scrub0/current_cycle_duration none

A setting that takes effect at a reset, by the declared effects of the Feature: the saved value is
compared and set, the current one follows at the reset.

  $ scrub_device() { printf 'device mem3\n feature 96dad7d6-fde8-482b-a733-75774e06db8a\n  sizes 4 2\n  versions 1 1\n  flags %s\n  effects %s\n  applies %s\n  current %s\n  default 01180101\n  saved %s\n' "$@"; }
  $ show() { jq -c '.[0] | [.route, .changed, .takes_effect, .verified, .old.cycle_hours, .new.cycle_hours]'; }
  $ scrub_device 0x41 0x0001 reset 010c0101 01180101 >devices; cxl-sim new reset.sim --devices devices
  $ CXL_SIM=$PWD/reset.sim cxl-sim set-feature mem3 patrol-scrub cycle_hours=36 | show
  ["edac",true,"cold_reset",true,12,36]
  $ CXL_SIM=$PWD/reset.sim cxl-sim get-feature mem3 patrol-scrub | jq '.[0].value.cycle_hours'
  12
  $ CXL_SIM=$PWD/reset.sim cxl-sim set-feature mem3 patrol-scrub cycle_hours=36 | show
  ["edac",false,"cold_reset",null,12,36]
  $ cxl-sim reset reset.sim mem3; CXL_SIM=$PWD/reset.sim cxl-sim get-feature mem3 patrol-scrub | jq '.[0].value.cycle_hours'
  36

The kernel sets the other fields to their current values: a saved one would be lost, and only one field
can be set before the reset.

  $ cxl-sim new kept.sim --devices devices; export CXL_SIM=$PWD/kept.sim
  $ cxl-sim log kept.sim --clear
  $ cxl-sim set-feature mem3 patrol-scrub enabled=false
  mem3: patrol-scrub: refusing to set: the saved cycle_hours, which takes effect at a reset, would be lost; set it after the reset
  []
  [3]
  $ cxl-sim set-feature mem3 patrol-scrub cycle_hours=36 enabled=false
  mem3: patrol-scrub: the kernel can set only one field of this Feature before the reset at which it takes effect; set one, and the others after the reset
  []
  [4]
  $ cxl-sim set-feature mem3 patrol-scrub cycle_hours=36 enabled=false --dry-run --format envelope | jq -r '.errors[0].code'
  mem3: patrol-scrub: the kernel can set only one field of this Feature before the reset at which it takes effect; set one, and the others after the reset
  one_field_only
  $ cxl-sim log kept.sim | grep -c ^0x0502
  0
  [1]
  $ cxl-sim set-feature mem3 patrol-scrub cycle_hours=12 | show
  ["edac",true,"cold_reset",true,12,12]
  $ cxl-sim set-feature mem3 patrol-scrub enabled=false | jq -c '.[0].new.enabled'
  false
  $ cxl-sim reset kept.sim mem3; cxl-sim get-feature mem3 patrol-scrub | jq -c '.[0].value | [.cycle_hours, .enabled]'
  [12,false]

The wanted value is the current one, but another one is saved: it is set.

  $ cxl-sim new saved.sim --devices devices; export CXL_SIM=$PWD/saved.sim
  $ cxl-sim set-feature mem3 patrol-scrub cycle_hours=12 | show
  ["edac",true,"cold_reset",true,12,12]
  $ cxl-sim reset saved.sim mem3; cxl-sim get-feature mem3 patrol-scrub | jq '.[0].value.cycle_hours'
  12
  $ scrub_device 0x41 0x0002 now 010c0101 01180101 >devices; cxl-sim new now.sim --devices devices; export CXL_SIM=$PWD/now.sim
  $ cxl-sim set-feature mem3 patrol-scrub cycle_hours=12 --dry-run | show
  ["edac",true,"now",null,12,12]
  $ cxl-sim set-feature mem3 patrol-scrub cycle_hours=12 | show
  ["edac",true,"now",true,12,12]
  $ cxl-sim set-feature mem3 patrol-scrub cycle_hours=12 | show
  ["edac",false,"now",null,12,12]
  $ cxl-sim reset now.sim mem3; cxl-sim get-feature mem3 patrol-scrub | jq '.[0].value.cycle_hours'
  12

Without a saved value it cannot be verified before the reset; with one, a write without effect is
detected.

  $ scrub_device 0x01 0x0001 reset 010c0101 01180101 >devices; cxl-sim new hidden.sim --devices devices; export CXL_SIM=$PWD/hidden.sim
  $ cxl-sim set-feature mem3 patrol-scrub cycle_hours=36 | show
    Warning: mem3: patrol-scrub: the new value is not visible before the next reset
  ["edac",true,"cold_reset",false,12,12]
  $ export CXL_SIM=$PWD/saved.sim; cxl-sim fault saved.sim mem3 edac:scrub0/current_cycle_duration ignore
  $ cxl-sim set-feature mem3 patrol-scrub cycle_hours=11 >out
  mem3: patrol-scrub: cycle_hours was set to 11, but the saved value is 12; see the kernel log
  [1]
  $ jq -c '.[0] | [.verified, .changed, .old == .new, (.new | .cycle_hours // .data[:8])]' out
  [false,null,true,12]
  $ export CXL_SIM=$PWD/sim

Without CAP_SYS_RAWIO nothing is written.

  $ sed -i 's/^CapEff:.*/CapEff:\t0000000000000000/' sim/proc/self/status
  $ cxl-sim set-feature mem0 patrol-scrub cycle_hours=12
  mem0: patrol-scrub: EDAC settings require CAP_SYS_RAWIO; run as root
  []
  [1]
  $ cat sim/proc/sys/kernel/tainted
  0

A captured tree has the Features with an EDAC interface only; there is no device to ask for the others.

  $ cxl list-features --sysroot "$CXL_SIM" | jq -c '.[] | [.memdev, .features[].name]'; echo ${PIPESTATUS[0]}
    Warning: mem3: only Features with an EDAC interface are available with --sysroot
  ["mem0","patrol-scrub","ecs"]
  ["mem1","patrol-scrub","ecs"]
  ["mem2","patrol-scrub","ecs","sppr","row-sparing"]
  ["mem3","patrol-scrub","ecs"]
  0
  $ for f in unknown-6f3a1c52 patrol-scrub; do cxl get-feature mem3 $f --sysroot "$CXL_SIM" | jq -c '.[].feature'; echo ${PIPESTATUS[0]}; done
  mem3: only Features with an EDAC interface are available with --sysroot
  4
  "patrol-scrub"
  0

A known Feature that the device lacks is not supported; an unknown name is an error.

  $ for f in rank-sparing 34DBAFF5-0552-4281-8f76-da0b5e7a76a7 nosuch; do cxl-sim get-feature mem0 $f >/dev/null; echo $?; done
  mem0: the device does not have the Feature rank-sparing; see 'cxl list-features'
  4
  mem0: the device does not have the Feature 34DBAFF5-0552-4281-8f76-da0b5e7a76a7; see 'cxl list-features'
  4
  mem0: no such Feature 'nosuch': expected patrol-scrub, ecs; see 'cxl list-features'
  1
Values that cannot be read, are not numbers or do not fit the field: left out, reported, exit status 1. -1, all ones
and an empty attribute mean that there is no value.

  $ cxl-sim new values; scrub=values/sys/bus/edac/devices/cxl_mem0/scrub0
  $ get() { cxl get-feature mem0 patrol-scrub --sysroot values --format json 2>err | jq -c '.[0].value.cycle_hours'; echo ${PIPESTATUS[0]}; cat err; }
  $ get
  12
  0
  $ for v in zzz 9999999999 -1 18446744073709551615 ''; do echo "value $v"; echo "$v" >$scrub/current_cycle_duration; get; done
  value zzz
  null
  1
    Warning: mem0: patrol-scrub: cycle_hours: cannot read /sys/bus/edac/devices/cxl_mem0/scrub0/current_cycle_duration: invalid value
  value 9999999999
  null
  1
    Warning: mem0: patrol-scrub: cycle_hours: cannot read /sys/bus/edac/devices/cxl_mem0/scrub0/current_cycle_duration: invalid value
  value -1
  null
  0
  value 18446744073709551615
  null
  0
  value 
  null
  0
  $ rm $scrub/current_cycle_duration; mkdir $scrub/current_cycle_duration; get
  null
  1
    Warning: mem0: patrol-scrub: cycle_hours: cannot read /sys/bus/edac/devices/cxl_mem0/scrub0/current_cycle_duration: Is a directory
