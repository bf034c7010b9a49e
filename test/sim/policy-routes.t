# SPDX-License-Identifier: GPL-2.0-only
The rules for an opcode or a Feature hold on every route: typed commands, fwctl, EDAC, raw commands,
and commands in a tunnel.

  $ sed 's/^device mem0/raw_commands yes\n&\n\treply 0x5300 0c000000002100010000000000000000/' "$TESTS/data/example.sim" >devices
  $ cxl-sim new sim --devices devices
  $ export CXL_SIM=$PWD/sim
  $ umask 022; etc=sim/etc/cxl/policy.d; mkdir -p $etc
  $ policy() { printf '%s\n' "$@" >$etc/1.conf; }
  $ scrub=sim/sys/bus/edac/devices/cxl_mem0/scrub0/current_cycle_duration
  $ set_cycle() { cxl-sim set-feature mem0 patrol-scrub cycle_hours="$1" --format json --yes; }

Setting a Feature through EDAC is Set Feature, and is recorded when it is denied.

  $ policy 'deny ALL opcode 0x0502'
  $ set_cycle 24
  mem0: patrol-scrub: refusing to set cycle_hours: denied by policy /etc/cxl/policy.d/1.conf:1: 'deny ALL opcode 0x0502'; see 'cxl policy show'
  []
  [3]
  $ cat $scrub
  43200
  $ grep -o '"verdict":"policy[a-z_]*"' sim/dev/kmsg
  "verdict":"policy_denied"
  $ cxl-sim get-feature mem0 patrol-scrub --format json | grep -o '"cycle_hours":12'
  "cycle_hours":12

Reading is Get Feature.

  $ for rule in 'opcode get-feature' 'feature patrol-scrub' 'verb get-feature'; do
  >   policy "deny serial 0xc0 $rule"
  >   cxl-sim get-feature mem0 patrol-scrub 2>&1 >/dev/null | grep -o 'refusing.*deny [^;]*'
  > done
  refusing to read /sys/bus/edac/devices/cxl_mem0/scrub0/enable_background: denied by policy /etc/cxl/policy.d/1.conf:1: 'deny serial 0xc0 opcode get-feature'
  refusing to read /sys/bus/edac/devices/cxl_mem0/scrub0/enable_background: denied by policy /etc/cxl/policy.d/1.conf:1: 'deny serial 0xc0 feature patrol-scrub'
  refusing to read /sys/bus/edac/devices/cxl_mem0/scrub0/enable_background: denied by policy /etc/cxl/policy.d/1.conf:1: 'deny serial 0xc0 verb get-feature'
  $ cxl-sim get-feature mem0 patrol-scrub >/dev/null 2>&1
  [3]

A change that is refused at the read before it is recorded like one that is refused itself; a read that
belongs to no change, and a change that --if-current prevents, are not.

  $ refused() { cxl-sim audit 2>/dev/null | jq -c '.[] | select(.event == "refused") | [.verb, .serial, .route, .path // .opcode, .verdict]'; }
  $ : >sim/dev/kmsg; policy 'deny ALL feature patrol-scrub'
  $ set_cycle 24 >/dev/null 2>&1; refused
  ["set-feature","0xc0","sysfs","0x0502","policy_denied"]
  $ : >sim/dev/kmsg; cxl-sim set-feature mem0 mem3 patrol-scrub cycle_hours=24 >/dev/null 2>&1; refused
  ["set-feature","0xc0","sysfs","0x0502","policy_denied"]
  ["set-feature","0xc3","sysfs","0x0502","policy_denied"]
  $ : >sim/dev/kmsg; cxl-sim set-feature mem0 mem3 patrol-scrub cycle_hours=24 --dry-run >/dev/null 2>&1; refused
  $ cxl-sim set-feature mem0 patrol-scrub cycle_hours=24 --dry-run >/dev/null 2>&1
  [3]
  $ cxl-sim get-feature mem0 patrol-scrub >/dev/null 2>&1; refused
  $ policy 'deny ALL opcode 0x0001' 'deny ALL opcode 0x4203'
  $ : >sim/dev/kmsg; cxl-sim send-command mem0 identify >/dev/null 2>&1; refused
  $ cxl-sim set-shutdown-state mem2 clean --yes --force >/dev/null 2>&1; refused
  ["set-shutdown-state","0xc2","ioctl","0x4203","policy_denied"]
  $ : >sim/dev/kmsg; policy
  $ cxl-sim set-feature mem0 patrol-scrub cycle_hours=24 --if-current cycle_hours=99 --format json; refused
  mem0: patrol-scrub: refusing to set: cycle_hours is 12, expected 99; see 'cxl get-feature'
  []
  $ cxl-sim set-feature mem0 mem3 patrol-scrub cycle_hours=24 --if-current cycle_hours=99 2>/dev/null; refused
  []
  $ policy 'deny ALL opcode 0x0500'
  $ cxl-sim set-feature mem3 pa data=01; refused
  mem3: invalid Feature 'pa': expected at least 3 characters; see 'cxl list-features'
  
   usage: cxl-sim set-feature <memdev>...|all <feature> (<key>=<value>... | -i
          <file> | --default) [<options>]
  
   See 'cxl-sim set-feature --help' for a description of the options.
  $ cxl-sim set-feature mem3 ffffffff data=01; refused
  mem3: refusing to send 0x0500: denied by policy /etc/cxl/policy.d/1.conf:1: 'deny ALL opcode 0x0500'; see 'cxl policy show'
  []
  ["set-feature","0xc3","fwctl","0x0502","policy_denied"]
  $ : >sim/dev/kmsg; policy 'allow ALL opcode 0x0500'
  $ cxl-sim get-feature mem0 patrol-scrub 2>&1 >/dev/null | grep -o 'not on .*'
  not on the policy's allow list of opcodes; see 'cxl policy show'

Commands in a tunnel.

  $ tunnel() { cxl-sim send-command mem0 0x5300 --raw --unlisted --force --confirm 0xc0@0000:0d:00.0 --hex "$*" --format envelope 2>/dev/null | jq -r '.errors[] | .code, .message'; }
  $ sent() { cxl-sim log sim | grep -c route=raw; }
  $ identify='03000c00 002100010000000000000000'
  $ policy 'deny ALL opcode 0x0001'
  $ tunnel $identify
  policy_denied
  refusing to send 0x5300: tunnelled command 0x0001 denied by policy /etc/cxl/policy.d/1.conf:1: 'deny ALL opcode 0x0001'
  $ tunnel 03001c00 003200005310000000000000 01000c00 003100010000000000000000
  policy_denied
  refusing to send 0x5300: tunnelled command 0x0001 denied by policy /etc/cxl/policy.d/1.conf:1: 'deny ALL opcode 0x0001'
  $ policy 'allow serial 0xc0 raw 0x5300'
  $ tunnel $identify
  policy_not_listed
  refusing to send 0x5300: tunnelled command 0x0001 not on the policy's allow list of raw commands
  $ rm $etc/1.conf
  $ tunnel 03000d00 002100010000000000000000
  tunnel_unknown
  refusing to send 0x5300: cannot determine what 0x5300 does behind the device, and no policy rule allows it
  $ tunnel 03001000 002100095804000000000000 00000000
  tunnel_unknown
  refusing to send 0x5300: cannot determine what 0x5809 does behind the device, and no policy rule allows it
  $ sent
  0
  [1]
  $ tunnel $identify
  $ sent
  1
  $ policy 'allow serial 0xc0 raw 0x5300'
  $ tunnel 03000d00 002100010000000000000000
  $ sent
  2
