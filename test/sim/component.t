# SPDX-License-Identifier: GPL-2.0-only
Components that are reached by messages: addresses, identity, Command Effects Log, gate.

  $ new() { rm -rf sim; cxl-sim new sim --devices "$TESTDIR/../data/fabric.sim"; : >sim/dev/kmsg; }; export CXL_SIM=$PWD/sim; new
  $ sent() { cxl-sim log sim --clear | grep -v ' 0x5300 ' | sed 's/ in=.* route=/ /; s/ scope.*//'; }
  $ ld=mctp:1,9/port:3/ld:0; fault() { cxl-sim fault sim "$@"; }

The same string names the component everywhere.

  $ cxl-sim identify mctp:1,10 mctp:1,9/port:3/ld:0,mctp:1,9/port:3/ld:1 mem0 --format json | jq -c '.[] | [.memdev, .serial]'
  ["mctp:1,10","0xb1"]
  ["mctp:1,9/port:3/ld:0","0xa3"]
  ["mctp:1,9/port:3/ld:1","0xa4"]
  ["mem0","0xc0"]
  $ for a in mctp:1,9 mctp:1,9/port:3 mctp:1,9/port:3/ld:1; do cxl-sim list-commands $a --format table; done
  MEMDEV   OPCODE NAME                       IN-CEL EFFECTS ROUTE RISK
  mctp:1,9 0x0001 identify-component         true           mctp     0
  mctp:1,9 0x0003 get-response-message-limit true           mctp     0
  mctp:1,9 0x0300 get-timestamp              true           mctp     0
  mctp:1,9 0x5100 identify-switch-device     true           mctp     0
  mctp:1,9 0x5101 get-physical-port-state    true           mctp     0
  mctp:1,9 0x5102 physical-port-control      true           mctp     4
  mctp:1,9 0x5200 get-virtual-switch-info    true           mctp     0
  mctp:1,9 0x5300 tunnel-management-command  true           mctp     4
  MEMDEV          OPCODE NAME                      IN-CEL EFFECTS ROUTE RISK
  mctp:1,9/port:3 0x0001 identify-component        true           mctp     0
  mctp:1,9/port:3 0x5300 tunnel-management-command true           mctp     4
  mctp:1,9/port:3 0x5400 get-ld-info               true           mctp     0
  mctp:1,9/port:3 0x5401 get-ld-allocations        true           mctp     0
  MEMDEV               OPCODE NAME                   IN-CEL EFFECTS ROUTE RISK
  mctp:1,9/port:3/ld:1 0x0001 identify-component     true           mctp     0
  mctp:1,9/port:3/ld:1 0x4000 identify-memory-device true           mctp     0
  mctp:1,9/port:3/ld:1 0x4200 get-health-info        true           mctp     0
  $ cxl-sim list-logs mctp:1,9/port:3 --format json | jq -c '.[].logs[] | [.name, .size]'
  ["cel",16]
  $ cxl-sim list-features $ld --format json | jq -c '.[].features[] | [.name, .route, .owner, .taints]'; cxl-sim get-feature $ld patrol-scrub --format json | jq -c '.[] | [.route, .value.cycle_hours]'
  ["patrol-scrub","mctp",null,false]
  ["ecs","mctp",null,false]
  ["unknown-ffffffff","mctp",null,false]
  ["mctp",12]
  $ cxl-sim get-timestamp mctp:1,9 $ld --format json | jq -c '.[] | [.memdev, .timestamp_ns]'
  ["mctp:1,9",0]
  ["mctp:1,9/port:3/ld:0",1.7e+18]

  $ cxl-sim list-targets --format table; cxl-sim list-targets mctp:1,9/port:3 mctp:1,99 mctp:1,9/port:2 mem0 --format json 2>&1 | jq -cR 'fromjson? // .' | head -4; cxl-sim list-targets mctp:1,9/port:3 --format json | jq -c '.[] | [.memdev, .source]'
  MEMDEV               TYPE   VENDOR DEVICE SERIAL SOURCE
  mem0                 type3  0x8086 0x0d93 0xc0   sysfs
  mem1                 type3  0x8086 0x0d93 0xc1   sysfs
  mem2                 type3  0x8086 0x0d93 0xc2   sysfs
  mem3                 type3  0x8086 0x0d93 0xc3   sysfs
  mctp:1,9             switch 0x19e5 0xa123 0x5100 route
  mctp:1,9/port:3      type3  0x19e5 0x0d02 0xa0   component
  mctp:1,9/port:3/ld:0 type3  0x19e5 0x0d93 0xa3   component
  mctp:1,9/port:3/ld:1 type3  0x19e5 0x0d93 0xa4   component
  mctp:1,10            type3  0x19e5 0x0d93 0xb1   route
  mctp:1,12            type3  0x19e5 0x0d94 0xb3   route
  "mctp:1,9/port:2: command 0x0001: mctp:1,9 did not forward it: return code 0x02: invalid input"
  "mctp:1,99: command 0x0001: no route to this endpoint; see 'mctp route'"
  "["
  "  {"
  ["mctp:1,9/port:3","argument"]
  ["mctp:1,9/port:3/ld:0","component"]
  ["mctp:1,9/port:3/ld:1","component"]
  $ fault ld1 0x0001 lost; fault mem1 0x0001 code 7; cxl-sim list-targets --format json --timeout 30 | jq -c '.[] | select(.error) | [.memdev, .error, .message]'; fault ld1 0x0001 none; fault mem1 0x0001 none
  ["mctp:1,9/port:3/ld:1","timeout","command 0x0001: no reply"]
  ["mctp:1,10","media_disabled","command 0x0001: the device returned code 0x07: media disabled"]

Other addresses, and commands that need sysfs.

  $ for a in mctp:1,9/ mctp:0,9 mctp:1,7 mctp:1,255 mctp:01,9 mctp:1,9/port mctp:1,9/ld:1/ld:1 mctp:1,9/port:1/ld:1/ld:1 mem0/port:1 mctp:1; do cxl-sim identify $a >/dev/null; echo $?; done 2>&1 | grep -v "^ \|^$"
  mctp:1,9/: invalid address 'mctp:1,9/': expected memN, mctp:NET,EID or one of them followed by /port:N, /ld:N or /ld-pool; see the section ADDRESSES of cxl-list-targets(1)
  129
  mctp:0,9: invalid address 'mctp:0,9': expected memN, mctp:NET,EID or one of them followed by /port:N, /ld:N or /ld-pool; see the section ADDRESSES of cxl-list-targets(1)
  129
  mctp:1,7: invalid address 'mctp:1,7': expected memN, mctp:NET,EID or one of them followed by /port:N, /ld:N or /ld-pool; see the section ADDRESSES of cxl-list-targets(1)
  129
  mctp:1,255: invalid address 'mctp:1,255': expected memN, mctp:NET,EID or one of them followed by /port:N, /ld:N or /ld-pool; see the section ADDRESSES of cxl-list-targets(1)
  129
  mctp:01,9: invalid address 'mctp:01,9': expected memN, mctp:NET,EID or one of them followed by /port:N, /ld:N or /ld-pool; see the section ADDRESSES of cxl-list-targets(1)
  129
  mctp:1,9/port: invalid address 'mctp:1,9/port': expected memN, mctp:NET,EID or one of them followed by /port:N, /ld:N or /ld-pool; see the section ADDRESSES of cxl-list-targets(1)
  129
  mctp:1,9/ld:1/ld:1: invalid address 'mctp:1,9/ld:1/ld:1': expected memN, mctp:NET,EID or one of them followed by /port:N, /ld:N or /ld-pool; see the section ADDRESSES of cxl-list-targets(1)
  129
  mctp:1,9/port:1/ld:1/ld:1: invalid address 'mctp:1,9/port:1/ld:1/ld:1': expected memN, mctp:NET,EID or one of them followed by /port:N, /ld:N or /ld-pool; see the section ADDRESSES of cxl-list-targets(1)
  129
  mem0/port:1: invalid address 'mem0/port:1': expected memN, mctp:NET,EID or one of them followed by /port:N, /ld:N or /ld-pool; see the section ADDRESSES of cxl-list-targets(1)
  129
  mctp:1: invalid address 'mctp:1': expected memN, mctp:NET,EID or one of them followed by /port:N, /ld:N or /ld-pool; see the section ADDRESSES of cxl-list-targets(1)
  129
  $ cxl-sim list-features mem0/ld-pool; echo $?; cxl-sim create-region -d decoder0.0 mctp:1,9 2>&1 | head -1; cxl-sim disable-memdev mctp:1,9; echo $?; cxl-sim read-labels mctp:1,9; echo $?
  mem0/ld-pool: components behind a memory device of this host are only reached with raw commands; see cxl-send-command(1)
  []
  4
    Error: must specify option for target object types (-m)
  mctp:1,9: disable-memdev is for memory devices of this host
  disabled 0 mem
  4
  mctp:1,9: read-labels is for memory devices of this host
  read 0 mem
  4
  $ cxl-sim identify mctp:1,11; cxl-sim identify mctp:1,9/port:4; cxl-sim identify mctp:1,9/port:3/ld:7; cxl-sim identify mctp:1,9/ld:1; cxl-sim identify mctp:1,10/port:1
  mctp:1,11: command 0x0001: no route to this endpoint; see 'mctp route'
  []
  mctp:1,9/port:4: command 0x0001: mctp:1,9 did not forward it: return code 0x02: invalid input
  []
  mctp:1,9/port:3/ld:7: command 0x0001: mctp:1,9/port:3 did not forward it: return code 0x02: invalid input
  []
  mctp:1,9/ld:1: mctp:1,9 is not a Type 3 device; see cxl-list-targets(1)
  []
  mctp:1,10/port:1: mctp:1,10 is not a switch; see cxl-list-targets(1)
  []
  [4]
  $ rm -rf plain; cxl-sim new plain; cxl-sim -C plain identify mctp:1,9; echo $?
  mctp:1,9: MCTP is not supported by this kernel; needs CONFIG_MCTP
  []
  4

The destination's own log counts, and each component on the way needs the tunnel. What has been asked is not asked again.

  $ sent >/dev/null; cxl-sim get-health mctp:1,9/port:3/ld:1 >/dev/null; sent | uniq -c
        1 switch0 0x0001 mctp
        1 switch0 0x0400 mctp
        1 switch0 0x0401 mctp
        1 owner 0x0001 mctp
        1 owner 0x0400 mctp
        1 owner 0x0401 mctp
        1 ld1 0x0001 mctp
        1 ld1 0x0400 mctp
        1 ld1 0x0401 mctp
        1 ld1 0x4200 mctp
  $ cxl-sim get-alert-config mctp:1,9/port:3/ld:1; echo $?; cxl-sim identify mctp:1,9; echo $?
  mctp:1,9/port:3/ld:1: command 0x4201 is not supported by mctp:1,9/port:3/ld:1; see 'cxl list-commands'
  []
  4
  mctp:1,9: command 0x4000 is not supported by mctp:1,9; see 'cxl list-commands'
  []
  4
  $ edit() { new; cxl-sim show sim >devices; sed -i "$1" sim/state/devices; }
  $ edit '/^component owner/,/^[cd]/{/0x5300/d}'; cxl-sim identify $ld; echo $?
  mctp:1,9/port:3/ld:0: command 0x5300 is not supported by mctp:1,9/port:3; see 'cxl list-commands'
  []
  4
  $ edit '/^component ld1/,/^  feature/{/cel 0x4200/p}'; cxl-sim get-health mctp:1,9/port:3/ld:1; echo $?
  mctp:1,9/port:3/ld:1: refusing to send 0x4200: the Command Effects Log of mctp:1,9/port:3/ld:1: it lists a command more than once
  []
  3
  $ new; fault ld1 0x0400 code 2; cxl-sim get-health mctp:1,9/port:3/ld:1; echo $?
  mctp:1,9/port:3/ld:1: refusing to send 0x4200: the Command Effects Log of mctp:1,9/port:3/ld:1: command 0x0400: the device returned code 0x02: invalid input
  []
  3
  $ edit '/^component ld1/,/^  feature/{s/cel 0x4200 0x0000/cel 0x4200 0x0004/}'; cxl-sim get-health mctp:1,9/port:3/ld:1; echo $?
  mctp:1,9/port:3/ld:1: refusing to send 0x4200: according to its Command Effects Log, mctp:1,9/port:3/ld:1 changes something; see cxl-send-command(1)
  []
  3

Replies that are none, and replies of another request.

  $ new; for f in other-tag wrong-length lost; do fault switch0 0x0300 $f --count 1; cxl-sim get-timestamp mctp:1,9 --timeout 50 --format json | jq -c '.[].timestamp_ns'; fault switch0 0x0300 $f; cxl-sim get-timestamp mctp:1,9 --timeout 50; fault switch0 0x0300 none; done
  0
  mctp:1,9: command 0x0300: no reply
  []
  0
  mctp:1,9: command 0x0300: the reply is not valid
  []
  0
  mctp:1,9: command 0x0300: no reply
  []
  $ fault switch0 0x0001 twice; fault switch0 0x0400 late 30 --count 1; cxl-sim get-timestamp mctp:1,9 --timeout 20 --gap-ms 1 --format json | jq -c '.[].timestamp_ns'; fault switch0 0x0400 none; fault switch0 0x0001 none
  0
  $ fault mem3 0x4200 code 4; cxl-sim get-health $ld; cxl-sim send-command $ld 0x4200 --format json 2>/dev/null | jq -c '.[].layers'; fault mem3 0x4200 none
  mctp:1,9/port:3/ld:0: command 0x4200: the device returned code 0x04: internal device error
  []
  [{"opcode":"0x5300","return_code":0,"vendor_status":0},{"opcode":"0x5300","return_code":0,"vendor_status":0},{"opcode":"0x4200","return_code":4,"vendor_status":0}]
  $ fault mem3 0x0001 short 17 --count 1; cxl-sim get-health $ld; fault mem3 0x0400 ones --count 1; cxl-sim get-health $ld
  mctp:1,9/port:3/ld:0: command 0x0001: the response is too short: 17 bytes
  []
  mctp:1,9/port:3/ld:0: refusing to send 0x4200: the Command Effects Log of mctp:1,9/port:3/ld:0: command 0x0405: the device returned code 0x03: not supported
  []
  [3]
  $ for o in '--timeout 0' '--timeout x' '--gap-ms 3600001' --gap-ms=-1; do cxl-sim identify mctp:1,10 $o 2>&1 | head -1; done
    Error: invalid --timeout '0': expected 1 to 3600000 milliseconds
    Error: invalid --timeout 'x': expected 1 to 3600000 milliseconds
    Error: invalid --gap-ms '3600001': expected 1 to 3600000 milliseconds
    Error: invalid --gap-ms '-1': expected 1 to 3600000 milliseconds

Changes: one component, its token, and the same component before and after. Other uses of it are not known.

  $ new; cxl-sim send-command $ld 0xc001 --confirm 0xa3@$ld; cxl-sim send-command $ld 0xc001 --dry-run --force --format json 2>/dev/null | jq -c '.[] | [.verdict, .confirm, .route, .in_cel]'
  mctp:1,9/port:3/ld:0: refusing to send 0xc001: cannot determine whether the device is in use: it is no device of this host; use --force to override
  []
  ["needs_token","0xa3@mctp:1,9/port:3/ld:0","mctp",true]
  $ for t in 0xa3@mctp:1,9/port:3 0xa3@0000:e2:00.0 0xa4@$ld; do cxl-sim send-command $ld 0xc001 -f --confirm $t >/dev/null; echo $?; done; sent | grep -c c001
  mctp:1,9/port:3/ld:0: refusing to send 0xc001: confirmation does not match; expected SERIAL@ADDRESS of this component; see '--dry-run'
  3
  mctp:1,9/port:3/ld:0: refusing to send 0xc001: confirmation does not match; expected SERIAL@ADDRESS of this component; see '--dry-run'
  3
  mctp:1,9/port:3/ld:0: refusing to send 0xc001: confirmation does not match; expected SERIAL@ADDRESS of this component; see '--dry-run'
  3
  0
  [1]
  $ cxl-sim send-command $ld 0xc001 -f --confirm 163@$ld >/dev/null; sent | grep c001; sed 's/.*cxl-audit: //' sim/dev/kmsg | jq -c '[.event, .device, .serial, .route, .opcode, .verdict, .result]' | tail -2
  mctp:1,9/port:3/ld:0: command 0xc001 (0 bytes): unknown command reads only, according to its declared effects; declared effects: none; it is no device of this host
  mctp:1,9/port:3/ld:0: command 0xc001: the device returned code 0x03: not supported
  mem3 0xc001 mctp
  ["intent","mctp:1,9/port:3/ld:0","0xa3","mctp","0xc001","allowed",null]
  ["outcome","mctp:1,9/port:3/ld:0","0xa3","mctp","0xc001","allowed","failed"]
  $ for n in 0 1 2 3 4; do fault mem3 0x0001 flip 8 --after $n; cxl-sim send-command $ld 0xc001 -f --confirm 0xa3@$ld 2>&1 >/dev/null | tail -1; fault mem3 0x0001 none; done; sent | grep -c c001
  mctp:1,9/port:3/ld:0: refusing to send 0xc001: confirmation does not match; expected SERIAL@ADDRESS of this component; see '--dry-run'
  mctp:1,9/port:3/ld:0: refusing to send 0xc001: confirmation does not match; expected SERIAL@ADDRESS of this component; see '--dry-run'
  mctp:1,9/port:3/ld:0: refusing to send 0xc001: confirmation does not match; expected SERIAL@ADDRESS of this component; see '--dry-run'
  mctp:1,9/port:3/ld:0: refusing to send 0xc001: device changed while waiting for confirmation; see 'cxl list-targets'
  mctp:1,9/port:3/ld:0: refusing to send 0xc001: device changed while waiting for confirmation; see 'cxl list-targets'
  0
  [1]
  $ for n in 1 2 3 4; do fault mem3 0x0001 flip 8 --after $n; cxl-sim set-alert-config $ld --life-used-threshold 2$n --life-used-alert on 2>&1 | head -1; fault mem3 0x0001 none; done; sent | grep -c 4202
  mctp:1,9/port:3/ld:0: refusing to set the alert configuration of mctp:1,9/port:3/ld:0: device changed while waiting for confirmation; see 'cxl list-targets'
  mctp:1,9/port:3/ld:0: refusing to set the alert configuration of mctp:1,9/port:3/ld:0: device changed while waiting for confirmation; see 'cxl list-targets'
  mctp:1,9/port:3/ld:0: refusing to set the alert configuration of mctp:1,9/port:3/ld:0: device changed while waiting for confirmation; see 'cxl list-targets'
  mctp:1,9/port:3/ld:0: refusing to set the alert configuration of mctp:1,9/port:3/ld:0: device changed while waiting for confirmation; see 'cxl list-targets'
  0
  [1]
  $ for n in 1 2 3; do fault mem3 0x0001 ones --after $n; cxl-sim send-command $ld 0xc001 -f --confirm 0xa3@$ld 2>&1 >/dev/null | tail -1; fault mem3 0x0001 none; done; sent | grep -c c001
  mctp:1,9/port:3/ld:0: refusing to send 0xc001: cannot identify the device: cannot read its serial number or host device; see 'cxl list-targets'
  mctp:1,9/port:3/ld:0: refusing to send 0xc001: cannot identify the device: cannot read its serial number or host device; see 'cxl list-targets'
  mctp:1,9/port:3/ld:0: refusing to send 0xc001: device changed while waiting for confirmation; see 'cxl list-targets'
  0
  [1]
  $ cxl-sim clear-log $ld vendor -y; cxl-sim clear-log $ld,mctp:1,10 vendor -y -f; cxl-sim send-command $ld 0xc001 --raw; cxl-sim set-alert-config $ld --life-used-threshold 20 --life-used-alert on --format json | jq -c '.[] | [.memdev, .changed]'; sent | grep 4202
  mctp:1,9/port:3/ld:0: refusing to clear the vendor debug log of mctp:1,9/port:3/ld:0: cannot determine whether the device is in use: it is no device of this host; use --force to override
  []
  mctp:1,9/port:3/ld:0: a component that is no device of this host must be the only target
  mctp:1,10: a component that is no device of this host must be the only target
    Warning: no device was changed
  
   usage: cxl-sim clear-log <memdev>...|all vendor-debug [<options>]
  
   See 'cxl-sim clear-log --help' for a description of the options.
  mctp:1,9/port:3/ld:0: raw commands are for memory devices of this host; use it without --raw
  
   usage: cxl-sim send-command <memdev> <opcode|name> [-i <file> | --hex <bytes> |
          <key>=<value>...] [<options>]
  
   See 'cxl-sim send-command --help' for a description of the options.
  set alert configuration for 1 mem
  ["mctp:1,9/port:3/ld:0",true]
  mem3 0x4202 mctp
  $ edit 's/e519930de519930da300000000000000/e519930de519930d0000000000000000/'; cxl-sim send-command $ld 0xc001 -f --confirm 0x0@$ld; cxl-sim set-alert-config $ld --life-used-threshold 20 --life-used-alert on
  mctp:1,9/port:3/ld:0: refusing to send 0xc001: cannot identify the device: cannot read its serial number or host device; see 'cxl list-targets'
  []
  mctp:1,9/port:3/ld:0: refusing to set the alert configuration of mctp:1,9/port:3/ld:0: cannot identify the device: cannot read its serial number or host device; see 'cxl list-targets'
  set alert configuration for 0 mem
  []
  [3]

A lost reply to a change.

  $ new; fault mem3 0xc001 lost; cxl-sim send-command $ld 0xc001 -f --confirm 0xa3@$ld --timeout 30; echo $?; sent | grep -c c001
  mctp:1,9/port:3/ld:0: command 0xc001 (0 bytes): unknown command reads only, according to its declared effects; declared effects: none; it is no device of this host
  mctp:1,9/port:3/ld:0: command 0xc001: no reply; the outcome is unknown; read its state before sending it again
  [
    {
      "memdev":"mctp:1,9\/port:3\/ld:0",
      "serial":"0xa3",
      "opcode":"0xc001",
      "route":"mctp",
      "risk":4,
      "in_cel":true,
      "effects":[],
      "dependents":[]
    }
  ]
  1
  1

Also to one that is a change only according to the log.

  $ edit '/^component ld1/,/^  feature/{s/cel 0x4200 0x0000/cel 0x4200 0x0004/}'; sent >/dev/null; fault ld1 0x4200 lost; cxl-sim send-command mctp:1,9/port:3/ld:1 0x4200 -f --confirm 0xa4@mctp:1,9/port:3/ld:1 --timeout 30 >/dev/null; sent | grep -c 4200
  mctp:1,9/port:3/ld:1: command 0x4200 (0 bytes): Get Health Info reads only; declared effects: immediate data change; it is no device of this host
  mctp:1,9/port:3/ld:1: command 0x4200: no reply; the outcome is unknown; read its state before sending it again
  1

Policies.

  $ new; umask 022; etc=sim/etc/cxl/policy.d; mkdir -p $etc; rules() { printf '%s\n' "$@" >$etc/10.conf; }
  $ health() { cxl-sim get-health mctp:1,9/port:3/ld:0 mctp:1,9/port:3/ld:1 mem0 --format json | jq -r '.[].memdev'; }
  $ rules 'deny serial 0xa3 opcode 0x4200'; health; rules 'deny address mctp:1,9/port:3/* opcode 0x4200'; health; rules 'deny address mem0 ALL'; health; rules 'deny firmware x opcode 0x4200'; health
  mctp:1,9/port:3/ld:0: refusing to send 0x4200: denied by policy /etc/cxl/policy.d/10.conf:1: 'deny serial 0xa3 opcode 0x4200'; see 'cxl policy show'
  mctp:1,9/port:3/ld:1
  mem0
  mctp:1,9/port:3/ld:0: refusing to send 0x4200: denied by policy /etc/cxl/policy.d/10.conf:1: 'deny address mctp:1,9/port:3/* opcode 0x4200'; see 'cxl policy show'
  mctp:1,9/port:3/ld:1: refusing to send 0x4200: denied by policy /etc/cxl/policy.d/10.conf:1: 'deny address mctp:1,9/port:3/* opcode 0x4200'; see 'cxl policy show'
  mem0
  mem0: refusing to send 0x4200: denied by policy /etc/cxl/policy.d/10.conf:1: 'deny address mem0 ALL'; see 'cxl policy show'
  mctp:1,9/port:3/ld:0
  mctp:1,9/port:3/ld:1
  mctp:1,9/port:3/ld:0: refusing to send 0x4200: denied by policy /etc/cxl/policy.d/10.conf:1: 'deny firmware x opcode 0x4200'; see 'cxl policy show'
  mctp:1,9/port:3/ld:1: refusing to send 0x4200: denied by policy /etc/cxl/policy.d/10.conf:1: 'deny firmware x opcode 0x4200'; see 'cxl policy show'
  mem0
  $ rules 'allow address mctp:1,9/port:3/ld:1 opcode 0x4200' 'allow pci ALL:ALL opcode 0x4000-0xffff'; health; rules 'deny ALL:ALL'; sent >/dev/null; cxl-sim send-command $ld 0xc001 -f --confirm 0xa3@$ld; sent | grep -c c001
  mctp:1,9/port:3/ld:0: mctp:1,9: refusing to send 0x0001: not on the policy's allow list of opcodes; see 'cxl policy show'
  mctp:1,9/port:3/ld:1: mctp:1,9: refusing to send 0x0001: not on the policy's allow list of opcodes; see 'cxl policy show'
  mem0
  mctp:1,9/port:3/ld:0: mctp:1,9: refusing to send 0x0001: denied by policy /etc/cxl/policy.d/10.conf:1: 'deny ALL:ALL'; see 'cxl policy show'
  []
  0
  [1]
  $ rules 'deny address mctp:1,9/port:3 opcode 0x5300'; health; rules 'deny serial 0x5100 opcode tunnel-management-command'; health
  mctp:1,9/port:3/ld:0: refusing to send 0x0001: denied by policy /etc/cxl/policy.d/10.conf:1: 'deny address mctp:1,9/port:3 opcode 0x5300'; see 'cxl policy show'
  mctp:1,9/port:3/ld:1: refusing to send 0x0001: denied by policy /etc/cxl/policy.d/10.conf:1: 'deny address mctp:1,9/port:3 opcode 0x5300'; see 'cxl policy show'
  mem0
  mctp:1,9/port:3/ld:0: mctp:1,9/port:3: refusing to send 0x0001: denied by policy /etc/cxl/policy.d/10.conf:1: 'deny serial 0x5100 opcode tunnel-management-command'; see 'cxl policy show'
  mctp:1,9/port:3/ld:1: mctp:1,9/port:3: refusing to send 0x0001: denied by policy /etc/cxl/policy.d/10.conf:1: 'deny serial 0x5100 opcode tunnel-management-command'; see 'cxl policy show'
  mem0

A tunnel composed by the user.

  $ new; cxl-sim send-command mctp:1,9 0x5300 --hex 03000c000001000100000000000000000000 -f --confirm 0x5100@mctp:1,9; echo $?
  mctp:1,9: refusing to send 0x5300: use the address of the component that the command is for; see cxl-list-targets(1)
  []
  3

An address that is none protects nothing, so that a rule has none.

  $ for a in mctp:1,09 mctp:1.9 'mctp:1,9/prt:3' MEM0 'MCTP:1,9/*' 'x*'; do echo "deny address $a ALL" >rule; chmod 644 rule; cxl-sim policy lint rule >/dev/null 2>&1; echo "$a $?"; done; for a in mctp:1,9 'mctp:1,9/*' '*' mem0 'mem*' 0000:e2:00.0; do echo "deny address $a ALL" >rule; cxl-sim policy lint rule >/dev/null 2>&1; echo "$a $?"; done
  mctp:1,09 1
  mctp:1.9 1
  mctp:1,9/prt:3 1
  MEM0 1
  MCTP:1,9/* 1
  x* 1
  mctp:1,9 0
  mctp:1,9/* 0
  * 0
  mem0 0
  mem* 0
  0000:e2:00.0 0

Commands that are for devices of this host, and lists.

  $ new; for c in disable-region destroy-region enable-port disable-bus; do cxl-sim $c mctp:1,9 2>&1 | head -1; done; cxl-sim disable-region region0,mctp:1,9
  mctp:1,9: disable-region is for devices of this host
  mctp:1,9: destroy-region is for devices of this host
  mctp:1,9: enable-port is for devices of this host
  mctp:1,9: disable-bus is for devices of this host
  mctp:1,9: disable-region is for devices of this host
    Warning: no device was changed
  disabled 0 regions
  [4]

A signal during the time between two messages: the change is not sent.

  $ sent >/dev/null; (cxl-sim set-alert-config mctp:1,10 --life-used-threshold 21 --life-used-alert on --gap-ms 400 >out 2>&1 & p=$!; until grep -q '"intent"' sim/dev/kmsg; do sleep 0.05; done; kill -TERM $p; wait $p; echo $?); sent | grep -c 4202; head -1 out
  1
  0
  

What the change was is said, and it cannot be undone.

  $ cxl-sim set-alert-config mctp:1,10 --life-used-threshold 21 --life-used-alert on; cxl-sim undo -y 2>&1 | sed 's/of 2[^,]*,/of T,/'
  set alert configuration for 1 mem
  undo: the last change, set-alert-config of T, cannot be undone: the component is no device of this host; see cxl-undo(1) and 'cxl audit'
  []

A component of an unknown type is only read.

  $ fault mem1 0x0001 flip 17; cxl-sim set-alert-config mctp:1,10 --life-used-threshold 22 --life-used-alert on; cxl-sim get-shutdown-state mctp:1,10 --format json | jq length; fault mem1 0x0001 none
  mctp:1,10: refusing to send 0x4202: the type of mctp:1,10 is not known; see 'cxl list-targets'
  set alert configuration for 0 mem
  []
  1

Audit.

  $ new; cxl-sim send-command $ld 0xc001 -f --confirm 0xa3@$ld >/dev/null 2>&1; cxl-sim send-command mem1 0xc001 --confirm 0xb1@0000:0e:00.0 >/dev/null 2>&1; cxl-sim audit $ld --format json | jq -c '.[] | [.device, .opcode]' | uniq
  ["mctp:1,9/port:3/ld:0","0xc001"]
