# SPDX-License-Identifier: GPL-2.0-only
cxl get-feature: one Feature by name, UUID or prefix; decoded if its layout is known.

  $ cxl-sim new sim
  $ export CXL_SIM=$PWD/sim

  $ cxl-sim get-feature mem3 patrol-scrub
  [
    {
      "memdev":"mem3",
      "serial":"0xc3",
      "feature":"patrol-scrub",
      "uuid":"96dad7d6-fde8-482b-a733-75774e06db8a",
      "selection":"current",
      "route":"fwctl",
      "value":{
        "enabled":false,
        "cycle_hours":12,
        "min_cycle_hours":1,
        "cycle_changeable":true,
        "realtime_reporting":true
      }
    }
  ]
  $ cxl-sim get-feature mem0 ecs | jq -c '.[0] | [.route, .value]'
  ["edac",{"log_entry_type":"memory-media-fru","fru0_threshold":"256","fru0_mode":"rows","fru1_threshold":"256","fru1_mode":"rows","fru2_threshold":"256","fru2_mode":"rows"}]
  $ cxl-sim get-feature mem3 6f3a | jq -c '.[0] | [.feature, .selection, .value]'
  ["unknown-6f3a1c52","current",{"data":"40000000"}]
  $ cxl-sim get-feature mem3 6f3a1c52-8d0e-4b7a-9c41-2e5d7f8090a1 --selection default | jq -c '.[0].value'
  {"data":"40000000"}
  $ cxl-sim get-feature mem3 unknown-6f --selection saved | jq -c '.[0].value'
  {"data":"40000000"}

Unknown and ambiguous Features.

  $ cxl-sim get-feature mem3 unknown
  mem3: ambiguous Feature 'unknown': could be unknown-6f3a1c52, unknown-a4c9e7b0; use a longer prefix
  []
  [1]
  $ cxl-sim get-feature mem3 un; cxl-sim get-feature mem3 xx
  mem3: invalid Feature 'un': expected at least 3 characters; see 'cxl list-features'
  
   usage: cxl-sim get-feature <memdev>...|all <feature> [<options>]
  
   See 'cxl-sim get-feature --help' for a description of the options.
  mem3: invalid Feature 'xx': expected at least 3 characters; see 'cxl list-features'
  
   usage: cxl-sim get-feature <memdev>...|all <feature> [<options>]
  
   See 'cxl-sim get-feature --help' for a description of the options.
  [129]
  $ cxl-sim get-feature mem3 nothing
  mem3: no such Feature 'nothing': expected patrol-scrub, ecs, unknown-6f3a1c52, unknown-a4c9e7b0; see 'cxl list-features'
  []
  [1]
  $ cxl-sim get-feature mem9 ecs
  mem9: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
  []
  [1]
  $ cxl-sim get-feature mem3
    Error: missing argument: expected <memdev>...|all <feature> [<options>]
  
   usage: cxl-sim get-feature <memdev>...|all <feature> [<options>]
  
   See 'cxl-sim get-feature --help' for a description of the options.
  [129]

Unsupported selections and formats.

  $ cxl-sim get-feature mem3 ecs --selection saved
  mem3: ecs: the device does not provide the saved value
  []
  [4]
  $ cxl-sim get-feature mem0 ecs --selection default
  mem0: ecs: EDAC does not provide the default value
  []
  [4]
  $ cxl-sim get-feature mem0 ecs -o bytes; ls bytes
  mem0: ecs: EDAC provides decoded values, not raw data; omit --binary and --output
  []
  ls: cannot access 'bytes': No such file or directory
  [2]

Binary output.

  $ cxl-sim get-feature mem3 patrol --binary | xxd
  00000000: 030c 0100                                ....
  $ cxl-sim get-feature mem3 patrol -o bytes | jq -c '.[0] | [.output, .size]'
  ["bytes",4]
  $ xxd bytes
  00000000: 030c 0100                                ....
  $ ls
  bytes
  sim
  $ cxl-sim get-feature mem3 patrol -o nowhere/bytes
  mem3: patrol-scrub: cannot write nowhere/bytes: No such file or directory
  []
  [1]
  $ cxl-sim get-feature mem3 patrol --binary --format json 2>&1 | head -n 1
    Error: --binary cannot be combined with --format
  $ cxl-sim get-feature mem3 6f3a -b --columns memdev >out 2>/dev/null
  [129]
  $ cat out

Short replies and errors of the device.

  $ cxl-sim fault sim mem3 0x0501 short 3
  $ cxl-sim get-feature mem3 patrol
  mem3: patrol-scrub: short response: 0 of 4 bytes; see the kernel log and try again
  []
  [1]
  $ cxl-sim fault sim mem3 0x0501 none; cxl-sim fault sim mem3 0x0501 code 0x1a
  $ cxl-sim get-feature mem3 patrol
  mem3: patrol-scrub: command 0x0501: the device returned code 0x1a: Feature selection value not supported
  []
  [1]
  $ cxl-sim get-feature mem3 patrol --format envelope 2>/dev/null | jq -c '.errors[0] | [.code, .device_status]'
  ["unsupported_feature_selection",26]
  $ cxl-sim fault sim mem3 0x0501 none
  $ cxl-sim fault sim mem0 edac-read:scrub0/current_cycle_duration errno EIO
  $ cxl-sim get-feature mem0 patrol | jq -c '.[0].value'
    Warning: mem0: patrol-scrub: cycle_hours: cannot read /sys/bus/edac/devices/cxl_mem0/scrub0/current_cycle_duration: Input/output error
  {"enabled":false,"min_cycle_hours":1,"max_cycle_hours":255}

The first instance of a Feature in EDAC is the one of the device.

  $ rm -rf sim; cxl-sim new sim; d=sim/sys/bus/edac/devices/cxl_mem1
  $ cp -r $d/scrub0 $d/scrub1; echo 356400 >$d/scrub1/current_cycle_duration
  $ cxl-sim get-feature mem1 patrol-scrub | jq '.[0].value.cycle_hours'
  12
