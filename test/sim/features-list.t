# SPDX-License-Identifier: GPL-2.0-only
cxl list-features: owner, route and taint of each Feature.

  $ cxl-sim new sim
  $ export CXL_SIM=$PWD/sim

Kernel-owned Features are listed through EDAC, and through fwctl if available.

  $ cxl-sim list-features mem0
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "features":[
        {
          "name":"patrol-scrub",
          "uuid":"96dad7d6-fde8-482b-a733-75774e06db8a",
          "changeable":true,
          "owner":"kernel",
          "route":"edac",
          "taints":false
        },
        {
          "name":"ecs",
          "uuid":"e5b13f22-2328-4a14-b8ba-b9691e893386",
          "changeable":true,
          "owner":"kernel",
          "route":"edac",
          "taints":false
        }
      ]
    }
  ]
  $ cxl-sim list-features mem3 | jq -c '.[0].features[] | [.name, .owner, .route, .scope, .taint]'
  ["patrol-scrub","kernel","edac",null,null]
  ["ecs","kernel","edac",null,null]
  ["unknown-6f3a1c52","user","fwctl","debug_write","J"]
  ["unknown-a4c9e7b0","user","fwctl","debug_write_full","J"]
  $ cxl-sim list-features mem3 | jq '.[0].features[2]'
  {
    "name": "unknown-6f3a1c52",
    "uuid": "6f3a1c52-8d0e-4b7a-9c41-2e5d7f8090a1",
    "index": 2,
    "get_size": 4,
    "set_size": 4,
    "get_version": 1,
    "set_version": 1,
    "changeable": true,
    "persistence": "none",
    "default_selection": true,
    "saved_selection": true,
    "effects": [
      "cold_reset_config_change",
      "reset_effects_valid"
    ],
    "owner": "user",
    "route": "fwctl",
    "scope": "debug_write",
    "taints": true,
    "taint": "J"
  }

Properties of kernel-owned Features that the kernel hides are omitted.

  $ cxl-sim list-features mem3 | jq -c '.[0].features[0] | [.get_size, .set_size, .changeable]'
  [4,null,true]

Without arguments all devices are listed; duplicate names are ignored.

  $ cxl-sim list-features | jq -c 'map(.memdev)'
  ["mem0","mem1","mem2","mem3"]
  $ cxl-sim list-features mem1 0 mem1 serial:0xc1 | jq -c 'map(.memdev)'
  ["mem1","mem0"]
  $ cxl-sim list-features all mem0 | jq -c 'map(.memdev)'
  ["mem0","mem1","mem2","mem3"]

Values that the device provides.

  $ cxl-sim list-features mem3 --values | jq -c '.[0].features[] | [.name, .current, .default, .saved]' | cut -c1-150
  ["patrol-scrub",{"enabled":false,"cycle_hours":12,"min_cycle_hours":1,"cycle_changeable":true,"realtime_reporting":true},null,null]
  ["ecs",{"log_entry_type":"memory-media-fru","fru0_threshold":"256","fru0_mode":"rows","fru0_realtime_reporting":true,"fru1_threshold":"256","fru1_mode
  ["unknown-6f3a1c52",{"data":"40000000"},{"data":"40000000"},{"data":"40000000"}]
  ["unknown-a4c9e7b0",{"data":"73696d2076656e646f722070726f66696c650000000000000000000000000000030a11181f262d343b424950575e656c737a81888f969da4abb2b9c0c

A value that cannot be read is omitted and an error; the Features are listed.

  $ cxl-sim fault sim mem3 0x0501 code 4
  $ cxl-sim list-features mem3 --values | jq -c '.[0].features[] | [.name, .current]'
  mem3: patrol-scrub: cannot read the current value: command 0x0501: the device returned code 0x04: internal device error
  mem3: ecs: cannot read the current value: command 0x0501: the device returned code 0x04: internal device error
  mem3: unknown-6f3a1c52: cannot read the current value: command 0x0501: the device returned code 0x04: internal device error
  mem3: unknown-6f3a1c52: cannot read the default value: command 0x0501: the device returned code 0x04: internal device error
  mem3: unknown-6f3a1c52: cannot read the saved value: command 0x0501: the device returned code 0x04: internal device error
  mem3: unknown-a4c9e7b0: cannot read the current value: command 0x0501: the device returned code 0x04: internal device error
  mem3: unknown-a4c9e7b0: cannot read the default value: command 0x0501: the device returned code 0x04: internal device error
  mem3: unknown-a4c9e7b0: cannot read the saved value: command 0x0501: the device returned code 0x04: internal device error
  ["patrol-scrub",null]
  ["ecs",null]
  ["unknown-6f3a1c52",null]
  ["unknown-a4c9e7b0",null]
  $ values() { cxl-sim list-features "$@" --values --format envelope 2>/dev/null >out; echo "$?: $(jq -c '[.errors, .warnings | length]' out)"; }
  $ values mem3; values mem3 mem0
  1: [8,0]
  2: [8,0]
  $ cxl-sim list-features mem3 --values --format table 2>/dev/null | sed 's/ *$//'
  MEMDEV NAME             KEY
  mem3   patrol-scrub
  mem3   ecs
  mem3   unknown-6f3a1c52
  mem3   unknown-a4c9e7b0
  $ for f in 'errno EIO' 'code 2'; do cxl-sim fault sim mem3 0x0501 none; cxl-sim fault sim mem3 0x0501 $f; values mem3; done
  1: [8,0]
  1: [8,0]
  $ cxl-sim fault sim mem3 0x0501 none; cxl-sim fault sim mem3 0x0501 code 4 --after 2 --count 1; values mem3
  1: [1,0]
  $ cxl-sim fault sim mem3 0x0501 none; values mem3
  0: [0,0]

Features of EDAC are listed if fwctl fails. The device is not read completely.

  $ cxl-sim fault sim mem3 0x0500 errno EACCES
  $ cxl-sim list-features mem3 | jq -c '.[0].features[].name'
  mem3: command 0x0500: permission denied for the device node; run as root
  "patrol-scrub"
  "ecs"
  $ cxl-sim list-features mem3 >/dev/null
  mem3: command 0x0500: permission denied for the device node; run as root
  [1]
  $ cxl-sim list-features mem3 mem0 >/dev/null 2>&1
  [2]
  $ cxl-sim list-features mem3 --format envelope 2>/dev/null | jq -c '.errors'
  [{"device":"mem3","operation":"list-features","code":"permission","errno":13,"message":"command 0x0500: permission denied for the device node","hint":"run as root"}]
  $ cxl-sim fault sim mem3 0x0500 none

A missing device is an error; the others are listed.

  $ cxl-sim list-features mem9 mem0 | jq -c 'map(.memdev)'
  mem9: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
  ["mem0"]
  $ cxl-sim list-features mem9
  mem9: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
  []
  [1]

No taint and no audit record.

  $ cat sim/proc/sys/kernel/tainted sim/dev/kmsg
  0

A kernel without Features: the options and versions that are needed, exit status 4.

  $ rm -r sim/sys/bus/edac
  $ cxl-sim list-features mem0
  mem0: the kernel provides no Features of this device; needs CONFIG_CXL_FEATURES (Linux 6.15) or CONFIG_CXL_EDAC_MEM_FEATURES (Linux 6.16)
  []
  [4]

A device whose Features have all the requested columns has no line of its own, and no empty line.

  $ cxl-sim new new.sim; CXL_SIM=$PWD/new.sim cxl-sim list-features mem0 --format table --columns memdev,name
  MEMDEV NAME
  mem0   patrol-scrub
  mem0   ecs

The example in the manual page.

  $ cxl-sim new example >/dev/null
  $ CXL_SIM=example cxl-sim list-features mem3 --format table | sed 's/ *$//' | grep -vxFf "$TESTS/../Documentation/cxl-list-features.adoc"
  [1]
