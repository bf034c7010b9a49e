# SPDX-License-Identifier: GPL-2.0-only
cxl list-commands: combines the command table of the kernel, the CEL and our opcode table.

  $ cxl-sim new sim
  $ export CXL_SIM=$PWD/sim

  $ cxl-sim list-commands mem3 --format table
  MEMDEV OPCODE NAME                        EFFECTS                   ROUTE RISK NATIVE
  mem3   0x0200 get-fw-info                                           ioctl    0 cxl get-fw-info
  mem3   0x0201 transfer-fw                 background_operation      sysfs    3 cxl update-firmware
  mem3   0x0202 activate-fw                 cold_reset_config_change, sysfs    4 the driver activates
                                            background_operation                 firmware that 'cxl
                                                                                 update-firmware'
                                                                                 transfers
  mem3   0x0300 get-timestamp                                         ioctl    0 cxl get-timestamp
  mem3   0x0301 set-timestamp               immediate_policy_change   none     2 the driver sets the
                                                                                 timestamp at probe
  mem3   0x0400 get-supported-logs                                    ioctl    0 cxl list-logs
  mem3   0x0401 get-log                                               ioctl    0 cxl get-log
  mem3   0x0402 get-log-capabilities                                  ioctl    0 cxl list-logs
  mem3   0x0403 clear-log                                             none     3 
  mem3   0x0405 get-supported-logs-sub-list                           ioctl    0 cxl list-logs
  mem3   0x0500 get-supported-features                                fwctl    0 cxl list-features
  mem3   0x0501 get-feature                                           fwctl    0 cxl get-feature
  mem3   0x0502 set-feature                 immediate_config_change,  fwctl    3 cxl set-feature
                                            immediate_data_change,               
                                            immediate_policy_change,             
                                            immediate_log_change,                
                                            security_state_change                
  mem3   0x4000 identify-memory-device                                ioctl    0 cxl identify
  mem3   0x4100 get-partition-info                                    ioctl    0 cxl get-partition
  mem3   0x4101 set-partition-info                                    none     4 
  mem3   0x4102 get-lsa                                               none     0 
  mem3   0x4103 set-lsa                                               none     4 
  mem3   0x4200 get-health-info                                       ioctl    0 cxl get-health
  mem3   0x4201 get-alert-configuration                               ioctl    0 cxl get-alert-config
  mem3   0x4202 set-alert-configuration     immediate_policy_change   ioctl    2 cxl set-alert-config
  mem3   0x4203 get-shutdown-state                                    ioctl    0 cxl
                                                                                 get-shutdown-state
  mem3   0x4204 set-shutdown-state          immediate_policy_change   ioctl    3 cxl
                                                                                 set-shutdown-state
  mem3   0x4303 get-scan-media-capabilities                           none     0 
  $ cxl-sim list-commands mem3 | jq -c '.[0].commands[] | select(.opcode == "0x0200" or .opcode == "0x0502")'
  {"opcode":"0x0200","name":"get-fw-info","command_set":"Firmware Update","kernel_id":4,"enabled":true,"exclusive":false,"size_in":0,"size_out":80,"in_cel":true,"effects":[],"background":false,"route":"ioctl","risk":0,"native":"cxl get-fw-info"}
  {"opcode":"0x0502","name":"set-feature","command_set":"Features","in_cel":true,"effects":["immediate_config_change","immediate_data_change","immediate_policy_change","immediate_log_change","security_state_change"],"background":false,"route":"fwctl","risk":3,"native":"cxl set-feature"}
  $ cxl-sim list-commands | jq -c '.[] | [.memdev, .serial, (.commands | length)]'
  ["mem0","0xc0",24]
  ["mem1","0xc1",24]
  ["mem2","0xc2",25]
  ["mem3","0xc3",24]
  $ cxl-sim list-commands mem3 --human | jq -r .memdev
  mem3

Selection by effects.

  $ cxl-sim list-commands mem3 --effects background --format table --columns opcode,name,route
  OPCODE NAME        ROUTE
  0x0201 transfer-fw sysfs
  0x0202 activate-fw sysfs
  $ cxl-sim list-commands mem3 --effects security --format table --columns opcode,name,route
  OPCODE NAME        ROUTE
  0x0502 set-feature fwctl
  $ cxl-sim list-commands mem3 --effects reset --format table --columns opcode,name,route
  OPCODE NAME        ROUTE
  0x0202 activate-fw sysfs
  $ cxl-sim list-commands mem0 --effects immediate --format table --columns opcode,name,route
  OPCODE NAME                    ROUTE
  0x0301 set-timestamp           none
  0x0502 set-feature             edac
  0x4202 set-alert-configuration ioctl
  0x4204 set-shutdown-state      ioctl
  $ cxl-sim list-commands mem0 --effects none | jq -r '.[0].commands[].effects[]'
  $ cxl-sim list-commands mem0 --effects odd 2>&1 | head -n 1
    Error: option `effects' has invalid value 'odd': expected none, reset, immediate, security or background

Commands in exclusive use by the kernel have no route.

  $ cxl-sim list-commands mem2 | jq -c '.[0].commands[] | select(.exclusive) | [.opcode, .enabled, .route]'
  ["0x4103",true,"none"]
  ["0x4204",true,"none"]

Features have the route edac if there is no fwctl.

  $ cxl-sim list-commands mem0 | jq -c '.[0].commands[] | select(.command_set == "Features") | [.name, .route]'
  ["get-supported-features","edac"]
  ["get-feature","edac"]
  ["set-feature","edac"]

A kernel with raw commands, a device with vendor specific and unknown commands. Routes through sysfs
take precedence over raw; commands that the kernel rejects as raw have no route.

  $ cat >devices <<'DEV'
  > raw_commands yes
  > device mem0
  >   cel 0x0202 0x0041
  >   cel 0x0300 0x0000
  >   cel 0x3f01 0x0000
  >   cel 0x4300 0x0000
  >   cel 0x4304 0x0140
  >   cel 0x4400 0x0064
  >   cel 0x4503 0x0020
  >   cel 0x4600 0x0000
  >   cel 0xc001 0x0204
  > DEV
  $ cxl-sim new raw.sim --devices devices; export CXL_SIM=$PWD/raw.sim
  $ cxl-sim list-commands mem0 --format table --columns opcode,name,in_cel,background,effects,route,risk | grep true
  0x0202 activate-fw                 true   true       cold_reset_config_change,background_operation                    sysfs    4
  0x0300 get-timestamp               true   false                                                                       ioctl    0
  0x3f01 unknown                     true   false                                                                       raw      4
  0x4300 get-poison-list             true   false                                                                       sysfs    1
  0x4304 scan-media                  true   true       background_operation,abort_supported                             none     3
  0x4400 sanitize                    true   true       immediate_data_change,security_state_change,background_operation sysfs    4
  0x4503 unlock                      true   false      security_state_change                                            none     4
  0x4600 security-send               true   false                                                                       none     4
  0xc001 vendor                      true   false      immediate_data_change,reset_effects_valid                        raw      4
  $ cxl-sim list-commands mem0 --vendor | jq -c '.[0].commands'
  [{"opcode":"0xc001","name":"vendor","command_set":"Vendor","in_cel":true,"effects":["immediate_data_change","reset_effects_valid"],"background":false,"route":"raw","risk":4}]
  $ cxl-sim list-commands mem0 --unknown --format table --columns opcode,name,command_set,route
  OPCODE NAME    COMMAND-SET ROUTE
  0x3f01 unknown Unknown     raw
  0xc001 vendor  Vendor      raw

Without the CEL the command table of the kernel is listed; a missing device node is an error.

  $ export CXL_SIM=$PWD/sim
  $ cxl-sim fault sim mem0 0x0401 code 0x04
  $ cxl-sim list-commands mem0 | jq -c '.[0].commands | [length, .[0]]'
    Warning: mem0: cannot read the Command Effects Log: command 0x0401: the device returned code 0x04: internal device error
  [18,{"opcode":"0x0200","name":"get-fw-info","command_set":"Firmware Update","kernel_id":4,"enabled":true,"exclusive":false,"size_in":0,"size_out":80,"background":false,"route":"ioctl","risk":0,"native":"cxl get-fw-info"}]
  $ for o in 0x0401 0x4200; do cxl-sim fault sim mem0 $o none; cxl-sim fault sim mem0 $o timeout; done
  $ cxl-sim list-commands mem0 | jq -c '.[0].commands | length'; echo ${PIPESTATUS[0]}
    Warning: mem0: cannot read the Command Effects Log: command 0x0401: timed out
  18
  1
  $ cxl-sim list -H -m mem0 | jq -c '.[0].health'; echo ${PIPESTATUS[0]}
    Warning: mem0: cannot read health: command 0x4200: timed out
  null
  1
  $ cxl-sim fault sim mem0 0x4200 none

The exit status is that of cxl list: 0 if the device or a policy rule rejects the command, 1 if the device
is busy or the reason is this system.

  $ status() { for args in "$1 mem0" "list -H -m mem0"; do cxl-sim $args >/dev/null 2>&1; echo -n "$? "; done; echo "$2"; }
  $ for e in "code 3" "code 4" "code 0x17" "code 5" "code 6" "errno EBUSY" "errno EMFILE" "errno EIO"; do
  >     for o in 0x0401 0x4200; do cxl-sim fault sim mem0 $o none; cxl-sim fault sim mem0 $o $e; done
  >     status list-commands "$e"; done; for o in 0x0401 0x4200; do cxl-sim fault sim mem0 $o none; done
  0 0 code 3
  0 0 code 4
  0 0 code 0x17
  1 1 code 5
  1 1 code 6
  1 1 errno EBUSY
  1 1 errno EMFILE
  1 1 errno EIO
  $ mkdir -p sim/etc/cxl/policy.d; printf 'deny ALL opcode 0x0401\ndeny ALL opcode 0x4200\n' >sim/etc/cxl/policy.d/a.conf
  $ status list-commands policy; rm sim/etc/cxl/policy.d/a.conf
  0 0 policy
  $ cxl-sim fault sim mem0 0x0400 code 3; status list-commands "no logs"; cxl-sim fault sim mem0 0x0400 none
  0 0 no logs
  $ rm sim/dev/cxl/mem1
  $ cxl-sim list-commands mem1
  mem1: no device node; check that udev is running and /dev is mounted
  []
  [1]
  $ cxl-sim list-commands mem1 mem3 --format envelope 2>/dev/null | jq -c '[.errors[0].code, (.result | length)]'
  ["no_node",1]
  $ cat sim/proc/sys/kernel/tainted raw.sim/proc/sys/kernel/tainted
  0
  0

A malformed Command Effects Log: the warning of cxl get-log cel.

  $ cxl-sim new new.sim; export CXL_SIM=$PWD/new.sim; cxl-sim fault new.sim mem0 0x0401 ones
  $ cxl-sim list-commands mem0 2>&1 >/dev/null
    Warning: mem0: malformed Command Effects Log: 18 repeated opcodes, 19 entries with reserved effects, 0 trailing bytes
  $ cxl-sim get-log mem0 cel 2>&1 >/dev/null
    Warning: mem0: malformed Command Effects Log: 18 repeated opcodes, 19 entries with reserved effects, 0 trailing bytes

A fwctl or EDAC directory that cannot be read: it is not known which route these commands have.

  $ routes() { jq -c '.[].commands | map(select(.opcode | test("0x05"))) | map([.opcode, .route, .needs])'; }
  $ cxl-sim new unread; (cd unread; echo "$(find sys/devices -path '*mem3/fwctl') EIO" >>state/errors)
  $ CXL_SIM=$PWD/unread cxl-sim list-commands mem3 >out; echo $?; routes <out; jq '.[].commands | length' out
    Warning: cannot read /sys/devices/pci0000:de/0000:de:00.0/0000:df:00.0/0000:e0:01.0/0000:e2:00.0/mem3/fwctl: Input/output error
  1
  [["0x0500",null,null],["0x0501",null,null],["0x0502",null,null]]
  24
  $ cxl-sim list-commands mem3 | jq '.[].commands | length'
  24
  $ rm -r unread/sys/bus/edac/devices/cxl_mem3; ln -s cxl_mem3 unread/sys/bus/edac/devices/cxl_mem3
  $ rm -r "$(find unread/sys/devices -path '*mem3/fwctl')"
  $ CXL_SIM=$PWD/unread cxl-sim list-commands mem3 >out; echo $?; routes <out
    Warning: cannot read /sys/bus/edac/devices/cxl_mem3: Too many levels of symbolic links
  1
  [["0x0500",null,null],["0x0501",null,null],["0x0502",null,null]]

The reason for which a command has no route, and a native interface only if it can be used.

  $ rm -rf sim; cxl-sim new sim; export CXL_SIM=$PWD/sim
  $ cxl-sim list-commands mem2 mem3 | jq -r '.[] | .memdev as $m | .commands[] | select(.route == "none") | "\($m) \(.opcode) \(.reason) (\(.reason_text)) \(.native)"'
  mem2 0x0301 no_route (the kernel has no interface for it) the driver sets the timestamp at probe
  mem2 0x0403 not_enabled (the kernel has not enabled it for this device) null
  mem2 0x4101 not_enabled (the kernel has not enabled it for this device) null
  mem2 0x4103 exclusive (in exclusive use by the kernel) null
  mem2 0x4204 exclusive (in exclusive use by the kernel) null
  mem2 0x4303 not_enabled (the kernel has not enabled it for this device) null
  mem3 0x0301 no_route (the kernel has no interface for it) the driver sets the timestamp at probe
  mem3 0x0403 not_enabled (the kernel has not enabled it for this device) null
  mem3 0x4101 not_enabled (the kernel has not enabled it for this device) null
  mem3 0x4102 not_enabled (the kernel has not enabled it for this device) null
  mem3 0x4103 not_enabled (the kernel has not enabled it for this device) null
  mem3 0x4303 not_enabled (the kernel has not enabled it for this device) null
  $ cxl-sim list-commands | jq '[.[].commands[] | (.route == "none") == has("reason")] | all'
  true
