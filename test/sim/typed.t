# SPDX-License-Identifier: GPL-2.0-only
Commands that send one read command (identify, get-health etc.), and set-shutdown-state.

  $ cxl-sim new sim
  $ export CXL_SIM=$PWD/sim
  $ fault() { cxl-sim fault sim "$1" "$2" none; cxl-sim fault sim "$@"; }
  $ sent() { cxl-sim log sim --clear | cut -d ' ' -f 1,2; }

JSON output of every command.

  $ cxl-sim identify mem2
  [
    {
      "memdev":"mem2",
      "serial":"0xc2",
      "fw_revision":"sim 1.2",
      "total_size":1073741824,
      "volatile_only_size":0,
      "persistent_only_size":1073741824,
      "partition_alignment_size":0,
      "info_event_log_records":0,
      "warning_event_log_records":0,
      "failure_event_log_records":0,
      "fatal_event_log_records":0,
      "lsa_size":1048576,
      "poison_list_max_records":256,
      "poison_inject_limit":0,
      "injects_persistent_poison":false,
      "scans_for_poison":false,
      "qos_egress_port_congestion":false,
      "qos_temporary_throughput_reduction":false,
      "dynamic_capacity_event_log_records":0
    }
  ]
  $ cxl-sim identify mem2 --human | grep _size
    "total_size":"1024.00 MiB (1073.74 MB)",
    "volatile_only_size":0,
    "persistent_only_size":"1024.00 MiB (1073.74 MB)",
    "partition_alignment_size":0,
    "lsa_size":1048576,
  $ cxl-sim get-health mem1
  [
    {
      "memdev":"mem1",
      "serial":"0xc1",
      "maintenance_needed":false,
      "performance_degraded":true,
      "hw_replacement_needed":false,
      "media_normal":true,
      "media_not_ready":false,
      "media_persistence_lost":false,
      "media_data_lost":false,
      "media_powerloss_persistence_loss":false,
      "media_shutdown_persistence_loss":false,
      "media_persistence_loss_imminent":false,
      "media_powerloss_data_loss":false,
      "media_shutdown_data_loss":false,
      "media_data_loss_imminent":false,
      "ext_life_used":"warning",
      "ext_temperature":"normal",
      "ext_corrected_volatile":"normal",
      "ext_corrected_persistent":"normal",
      "life_used_percent":81,
      "temperature":52,
      "dirty_shutdowns":0,
      "volatile_errors":1207,
      "pmem_errors":0,
      "verdict":"attention",
      "findings":[
        "performance degraded: see the CXL trace events for the cause",
        "life used exceeds the warning threshold: plan a replacement"
      ]
    }
  ]
  $ cxl-sim get-timestamp mem0
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "timestamp_ns":1700000000000000000
    }
  ]
  $ cxl-sim get-fw-info mem3
  [
    {
      "memdev":"mem3",
      "serial":"0xc3",
      "slots":3,
      "active_slot":2,
      "staged_slot":3,
      "online_activation":false,
      "slot1_revision":"sim 1.1",
      "slot2_revision":"sim 1.3",
      "slot3_revision":"sim 1.4",
      "slot4_revision":""
    }
  ]
  $ cxl-sim get-partition mem2
  [
    {
      "memdev":"mem2",
      "serial":"0xc2",
      "active_volatile_size":0,
      "active_persistent_size":1073741824,
      "next_volatile_size":0,
      "next_persistent_size":0
    }
  ]
  $ cxl-sim get-alert-config mem0
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "life_used_prog_warn_threshold_valid":true,
      "dev_over_temperature_prog_warn_threshold_valid":true,
      "dev_under_temperature_prog_warn_threshold_valid":true,
      "corrected_volatile_mem_err_prog_warn_threshold_valid":false,
      "corrected_pmem_err_prog_warn_threshold_valid":false,
      "life_used_prog_warn_threshold_writable":true,
      "dev_over_temperature_prog_warn_threshold_writable":true,
      "dev_under_temperature_prog_warn_threshold_writable":true,
      "corrected_volatile_mem_err_prog_warn_threshold_writable":true,
      "corrected_pmem_err_prog_warn_threshold_writable":true,
      "life_used_crit_alert_threshold":90,
      "life_used_prog_warn_threshold":80,
      "dev_over_temperature_crit_alert_threshold":85,
      "dev_under_temperature_crit_alert_threshold":-10,
      "dev_over_temperature_prog_warn_threshold":75,
      "dev_under_temperature_prog_warn_threshold":0,
      "corrected_volatile_mem_err_prog_warn_threshold":0,
      "corrected_pmem_err_prog_warn_threshold":0
    }
  ]
  $ cxl-sim get-shutdown-state mem2
  [
    {
      "memdev":"mem2",
      "serial":"0xc2",
      "shutdown_state":"dirty"
    }
  ]

Tables; duplicate names are ignored, and without arguments all devices are listed.

  $ cxl-sim get-health mem1 mem0 mem1 --format table --columns memdev,verdict,temperature,volatile_errors
  MEMDEV VERDICT   TEMPERATURE VOLATILE-ERRORS
  mem1   attention          52            1207
  mem0   ok                 38               3
  $ cxl-sim get-partition --format table
  MEMDEV SERIAL ACTIVE-VOLATILE-SIZE ACTIVE-PERSISTENT-SIZE NEXT-VOLATILE-SIZE NEXT-PERSISTENT-SIZE
  mem0     0xc0          1024.00 MiB                      0                  0                    0
  mem1     0xc1          1024.00 MiB                      0                  0                    0
  mem2     0xc2                    0            1024.00 MiB                  0                    0
  mem3     0xc3           512.00 MiB                      0                  0                    0
  $ cxl-sim get-shutdown-state all --format table --noheadings
  mem0     0xc0 clean
  mem1     0xc1 clean
  mem2     0xc2 dirty
  mem3     0xc3 clean
  $ cxl-sim get-fw-info serial:0xc3 0000:0d:00.0 --format table --columns memdev,active_slot,staged_slot,slot1_revision
  MEMDEV ACTIVE-SLOT STAGED-SLOT SLOT1-REVISION
  mem3             2           3 sim 1.1
  mem0             1           0 sim 1.0
  $ cxl-sim identify mem2 --format table --bytes --columns memdev,total_size,persistent_only_size
  MEMDEV TOTAL-SIZE PERSISTENT-ONLY-SIZE
  mem2   1073741824           1073741824
  $ cxl-sim get-timestamp --human | jq -c 'map(.memdev)'
  ["mem0","mem1","mem2","mem3"]

Binary output: the unmodified reply.

  $ cxl-sim get-health mem1 --binary | xxd
  00000000: 0200 0151 3400 0000 0000 b704 0000 0000  ...Q4...........
  00000010: 0000                                     ..
  $ cxl-sim get-health mem1 -o health | jq -c '.[0] | [.memdev, .output, .size]'
  ["mem1","health",18]
  $ cxl-sim get-health mem1 --binary | cmp - health
  $ cxl-sim get-health mem1 -o nowhere/health
  mem1: cannot write nowhere/health: No such file or directory
  []
  [1]
  $ cxl-sim get-health mem0 mem1 --binary 2>&1 | head -n 1
    Error: --binary and --output require a single memory device
  $ cxl-sim get-health -o all 2>&1 | head -n 1; ls
    Error: --binary and --output require a single memory device
  health
  sim
  $ cxl-sim get-health mem1 --binary --format json 2>&1 | head -n 1
    Error: --binary cannot be combined with --format
  $ for o in '--binary --columns memdev' '-o - --columns memdev' '--binary --noheadings' '-o - --format table'; do cxl-sim get-health mem1 $o; done 2>&1 >/dev/null | grep Error
    Error: --binary cannot be combined with --columns
    Error: --output - cannot be combined with --columns
    Error: --binary cannot be combined with --noheadings
    Error: --output - cannot be combined with --format
  $ fault mem1 0x4200 busy
  $ cxl-sim get-health mem1 --binary
  mem1: command 0x4200: the mailbox is busy or the device is being sanitized; try again later
  [1]
  $ fault mem1 0x4200 none

Devices that do not support a command.

  $ printf 'device mem0\n\tcel 0x4200 0\n\tcel 0x4303 0\n' >small
  $ cxl-sim new small.sim --devices small
  $ alias small='cxl-sim -C small.sim'; shopt -s expand_aliases
  $ small get-timestamp mem0
  mem0: command 0x0300 is not supported by this device or kernel
  []
  [4]
  $ small get-timestamp mem0 mem1 | jq -c 'map(.memdev)'
  mem0: command 0x0300 is not supported by this device or kernel
  ["mem1"]
  $ small get-timestamp mem0 --format envelope 2>/dev/null | jq -c '[.result, .errors[0].code]'
  [[],"not_enabled"]
  $ small set-shutdown-state mem0 dirty --yes
  mem0: command 0x4204 is not supported by this device or kernel
  []
  [4]
  $ small set-shutdown-state mem0 dirty --dry-run
  mem0: command 0x4204 is not supported by this device or kernel
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "dry_run":true,
      "changed":false,
      "verdict":"not_enabled",
      "new":"dirty"
    }
  ]
  [4]
  $ small identify mem0 | jq -r '.[0].fw_revision'
  sim 1.0
  $ cxl-sim log small.sim | cut -d ' ' -f 1,2
  mem1 0x0300
  mem0 0x4000

Estimated time of a media scan.

  $ small scan-media-caps mem0
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "dpa":0,
      "length":1073741824,
      "estimated_time_ms":1048576
    }
  ]
  $ small scan-media-caps mem0 --dpa 0x1000 --length 64k --format table
  memdev             mem0
  serial             0xc0
  dpa                0x1000
  length             65536
  estimated_time_ms  64
  $ small scan-media-caps mem0 --dpa 256M | jq -c '.[0] | [.dpa, .length]'
  [268435456,805306368]
  $ small scan-media-caps mem0 --dpa 256M --length 0 | jq -c '.[0] | [.dpa, .length]'
  [268435456,805306368]
  $ for a in 1G 2T; do small scan-media-caps mem0 --dpa $a; echo $?; done
  mem0: no capacity at this address; specify --length
  []
  1
  mem0: no capacity at this address; specify --length
  []
  1
  $ small scan-media-caps mem0 --length 100 2>&1 | head -n 1
    Error: invalid --length '100': expected a multiple of 64 bytes, with an optional suffix k, M, G or T
  $ small scan-media-caps mem0 --length 1T
  mem0: command 0x4303: the device returned code 0x0f: invalid device physical address
  []
  [1]
  $ small scan-media-caps
  mem1: command 0x4303 is not supported by this device or kernel
  mem2: command 0x4303 is not supported by this device or kernel
  mem3: command 0x4303 is not supported by this device or kernel
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "dpa":0,
      "length":1073741824,
      "estimated_time_ms":1048576
    }
  ]
  [2]
  $ cxl-sim fault small.sim mem0 0x4303 short 3
  $ small scan-media-caps mem0
  mem0: short response: 3 of 4 bytes
  []
  [1]

A failing device: the others are listed.

  $ fault mem0 0x4200 code 0x04
  $ cxl-sim get-health --format table --columns memdev,verdict
  mem0: command 0x4200: the device returned code 0x04: internal device error
  MEMDEV VERDICT
  mem1   attention
  mem2   ok
  mem3   ok
  [2]
  $ cxl-sim get-health mem0 --format envelope 2>/dev/null | jq -c '.errors[0] | [.device, .operation, .code, .errno, .device_status]'
  ["mem0","get-health","internal_error",5,4]
  $ cxl-sim get-health mem0 mem9 --format table
  mem9: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
  mem0: command 0x4200: the device returned code 0x04: internal device error
  [1]
  $ fault mem0 0x4200 busy
  $ cxl-sim get-health mem0
  mem0: command 0x4200: the mailbox is busy or the device is being sanitized; try again later
  []
  [1]
  $ fault mem0 0x4200 timeout
  $ cxl-sim get-health mem0
  mem0: command 0x4200: timed out; see the kernel log
  []
  [1]
  $ fault mem0 0x4200 errno ENXIO
  $ cxl-sim get-health mem0
  mem0: command 0x4200: the device has been removed; see 'cxl list -i'
  []
  [1]

A short reply: complete fields are printed, the verdict is omitted; an empty reply is an error.

  $ fault mem0 0x4200 short 4
  $ cxl-sim get-health mem0 | jq -c '.[0] | [.life_used_percent, .temperature, .verdict]'
    Warning: mem0: short response: 4 of 18 bytes
  [4,null,null]
  $ fault mem0 0x4200 short 0
  $ cxl-sim get-health mem0
  mem0: the response is empty
  []
  [1]
  $ fault mem2 0x4203 short 0
  $ cxl-sim get-shutdown-state mem2
  mem2: the response is empty
  []
  [1]
  $ fault mem2 0x4203 none

The warning is printed for the payload in a file and in binary too.

  $ fault mem0 0x4200 short 4
  $ cxl-sim get-health mem0 -o short | jq -c '.[0].size'
    Warning: mem0: short response: 4 of 18 bytes
  4
  $ cxl-sim get-health mem0 -b | wc -c
    Warning: mem0: short response: 4 of 18 bytes
  4

Sizes that cannot be represented are left out, with a warning.

  $ fault mem0 0x4100 ones
  $ cxl-sim get-partition mem0
    Warning: mem0: invalid response: a size exceeds 64 bits and is left out
  [
    {
      "memdev":"mem0",
      "serial":"0xc0"
    }
  ]
  $ cxl-sim get-partition mem0 -b | xxd -p -l 4
    Warning: mem0: invalid response: a size exceeds 64 bits and is left out
  ffffffff
  $ cxl-sim get-partition mem0 -o ones | jq '.[0].size'
    Warning: mem0: invalid response: a size exceeds 64 bits and is left out
  32
  $ fault mem0 0x4100 none; fault mem0 0x4000 ones
  $ cxl-sim list -m mem0 -I | jq -c '.[0].partition_info'
    Warning: mem0: partition_info: invalid response: a size exceeds 64 bits and is left out
  {}
  $ fault mem0 0x4000 short 48
  $ cxl-sim list -m mem0 -I | jq -c '.[0].partition_info | has("total_size")'
    Warning: mem0: partition_info: short response: 48 of 67 bytes
  true
  $ fault mem0 0x4000 none; fault mem0 0x0200 short 16
  $ cxl-sim list -m mem0 -F | jq -c '.[0].firmware'
    Warning: mem0: firmware: short response: 16 of 80 bytes
  null
  $ fault mem0 0x0200 none

A long reply: additional bytes are ignored.

  $ fault mem0 0x4200 long 3
  $ cxl-sim get-health mem0 | jq -c '.[0] | [.temperature, .verdict]'
  [38,"ok"]
  $ cxl-sim get-health mem0 --binary | wc -c
  21
  $ fault mem0 0x4200 long 1000
  $ cxl-sim get-health mem0 | jq -c '.[0] | [.temperature, .verdict]'
  [38,"ok"]
  $ fault mem0 0x4200 none
  $ fault mem0 0x4000 short 67
  $ cxl-sim identify mem0 | jq -c '.[0] | [.scans_for_poison, .dynamic_capacity_event_log_records]'
  [false,null]
  $ fault mem0 0x4000 none

cxl list omits the sections that a device does not support, without a warning.

  $ small list -m mem0 -HAF | jq -c '.[0] | [has("health"), has("alert_config"), has("firmware")]'
  [true,false,false]
  $ cxl-sim fault small.sim mem0 0x4200 code 0x03
  $ small list -m mem0 -H | jq -c '.[0] | has("health")'
    Warning: mem0: cannot read health: command 0x4200: the device returned code 0x03: not supported
  false
  $ cxl-sim fault small.sim mem0 0x4200 none

set-shutdown-state: sent only if the state differs, verified, recorded.

  $ sent >/dev/null
  $ cxl-sim set-shutdown-state mem0 clean
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "changed":false,
      "old":"clean",
      "new":"clean"
    }
  ]
  $ sent
  mem0 0x4203
  $ cxl-sim set-shutdown-state mem0 dirty
  mem0: refusing to set the shutdown state of mem0: the device is in use: part of region0, dax0.0: 16 of 16 memory blocks are online; disable and destroy the region first, or use --force to override
  []
  [3]
  $ sent; : >sim/dev/kmsg
  mem0 0x4203
  $ cxl-sim set-shutdown-state mem0 dirty --force --dry-run
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "dry_run":true,
      "changed":true,
      "verdict":"allowed",
      "old":"clean",
      "new":"dirty"
    }
  ]
  $ sent; wc -c <sim/dev/kmsg
  mem0 0x4203
  0
  $ cxl-sim set-shutdown-state mem0 dirty --force
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "changed":true,
      "old":"clean",
      "new":"dirty"
    }
  ]
  $ sent
  mem0 0x4203
  mem0 0x4204
  mem0 0x4203
  $ sed 's/.*cxl-audit: //' sim/dev/kmsg | jq -c '[.event, .verb, .device, .opcode, .result]'
  ["intent","set-shutdown-state","mem0","0x4204",null]
  ["outcome","set-shutdown-state","mem0","0x4204","done"]
  $ cxl-sim set-shutdown-state mem0 mem9 clean 2>&1 | sed 's/; available.*//'
  mem9: no such memory device
    Warning: no device was changed
  []
  $ cxl-sim set-shutdown-state mem0 mem1 clean --force --format table
  MEMDEV SERIAL CHANGED OLD   NEW
  mem0     0xc0 true    dirty clean
  mem1     0xc1 false   clean clean
  $ cxl-sim set-shutdown-state mem0 dirtier 2>&1 | head -n 1
    Error: invalid state 'dirtier': expected clean or dirty
  $ cxl-sim set-shutdown-state dirty 2>&1 | head -n 1
    Error: missing argument: expected <memdev>...|all clean|dirty [<options>]

The kernel controls the shutdown state while persistent memory is in use.

  $ cxl-sim set-shutdown-state mem2 dirty | jq -c '.[0].changed'
  false
  $ cxl-sim set-shutdown-state mem2 clean
  mem2: command 0x4204 (Set Shutdown State) is in exclusive use by the kernel; disable its regions and the memory device first, see cxl-disable-memdev(1)
  []
  [3]
  $ cxl-sim set-shutdown-state mem2 clean --dry-run
  mem2: command 0x4204 (Set Shutdown State) is in exclusive use by the kernel; disable its regions and the memory device first, see cxl-disable-memdev(1)
  [
    {
      "memdev":"mem2",
      "serial":"0xc2",
      "dry_run":true,
      "changed":false,
      "verdict":"exclusive",
      "old":"dirty",
      "new":"clean"
    }
  ]
  [3]
  $ cxl-sim set-shutdown-state all clean --force | jq -c 'map(.memdev)'
  mem2: command 0x4204 (Set Shutdown State) is in exclusive use by the kernel; disable its regions and the memory device first, see cxl-disable-memdev(1)
  ["mem0","mem1","mem3"]

Devices that ignore the command, that reject it, and that do not report the state.

  $ fault mem0 0x4204 ignore
  $ cxl-sim set-shutdown-state mem0 dirty --force
  mem0: the value read back differs from the value set; see the kernel log
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "verified":false,
      "old":"clean",
      "new":"clean"
    }
  ]
  [1]
  $ fault mem0 0x4204 code 0x02
  $ cxl-sim set-shutdown-state mem0 dirty --force
  mem0: command 0x4204: the device returned code 0x02: invalid input
  []
  [1]
  $ fault mem0 0x4204 none
  $ fault mem0 0x4203 code 0x04
  $ cxl-sim set-shutdown-state mem0 dirty --force
  mem0: command 0x4203: the device returned code 0x04: internal device error
  []
  [1]
  $ fault mem0 0x4203 short 0
  $ cxl-sim set-shutdown-state mem0 dirty --force
  mem0: command 0x4203: invalid response of 0 bytes: expected 1 bytes
  []
  [1]
  $ fault mem0 0x4203 none
  $ cxl-sim get-shutdown-state mem0 | jq -r '.[0].shutdown_state'
  clean
  $ printf 'device mem0\n\tcel 0x4204 0x0008\n' >mute; cxl-sim new mute.sim --devices mute
  $ cxl-sim -C mute.sim set-shutdown-state mem0 dirty --force
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "changed":true,
      "new":"dirty"
    }
  ]
  $ cat sim/proc/sys/kernel/tainted
  0

Nothing is changed with an invalid --columns.

  $ cxl-sim new slip >/dev/null
  $ CXL_SIM=slip cxl-sim set-shutdown-state mem3 dirty --format table --columns nonsense
    Error: invalid --columns 'nonsense': expected some of memdev, serial, dry_run, changed, verdict, verified, old, new
  
   usage: cxl-sim set-shutdown-state <memdev>...|all clean|dirty [<options>]
  
   See 'cxl-sim set-shutdown-state --help' for a description of the options.
  [129]
  $ CXL_SIM=slip cxl-sim set-shutdown-state mem3 dirty --columns NEW,old
  NEW   OLD
  dirty clean

The envelope is printed even if the command fails early.

  $ CXL_SIM=slip cxl-sim set-feature mem3 patrol-scrub -i /nonexistent --format envelope 2>/dev/null | jq -c '[.result, (.errors | length)]'
  [[],1]

A change that timed out may have been executed.

  $ cxl-sim fault slip mem3 0x4204 timeout
  $ CXL_SIM=slip cxl-sim set-shutdown-state mem3 clean
  mem3: command 0x4204: timed out; the device may have executed it; see the kernel log before sending it again
  []
  [1]
