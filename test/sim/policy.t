# SPDX-License-Identifier: GPL-2.0-only
Policy: denied actions are refused on both write paths, with file and line of the rule.

  $ cxl-sim new sim
  $ export CXL_SIM=$PWD/sim
  $ cxl-sim policy show --format json
    Warning: no policy rules found
  []
  $ umask 022; etc=sim/etc/cxl/policy.d; mkdir -p $etc sim/usr/lib/cxl/policy.d
  $ cat >$etc/10-site.conf <<END
  > # the site's rules
  > deny ALL opcode 0x4201
  > deny serial 0xc0 feature patrol-scrub
  > deny firmware nothing* verb ALL
  > END
  $ echo 'deny ALL verb get-log' >sim/usr/lib/cxl/policy.d/50-vendor.conf
  $ echo 'deny ALL ALL' >$etc/README
  $ cxl-sim policy show
  [
    {
      "file":"\/usr\/lib\/cxl\/policy.d\/50-vendor.conf",
      "line":1,
      "rule_type":"deny",
      "device_by":"all",
      "kind":"verb",
      "rule":"deny ALL verb get-log"
    },
    {
      "file":"\/etc\/cxl\/policy.d\/10-site.conf",
      "line":2,
      "rule_type":"deny",
      "device_by":"all",
      "kind":"opcode",
      "rule":"deny ALL opcode 0x4201"
    },
    {
      "file":"\/etc\/cxl\/policy.d\/10-site.conf",
      "line":3,
      "rule_type":"deny",
      "device_by":"serial",
      "kind":"feature",
      "rule":"deny serial 0xc0 feature patrol-scrub"
    },
    {
      "file":"\/etc\/cxl\/policy.d\/10-site.conf",
      "line":4,
      "rule_type":"deny",
      "device_by":"firmware",
      "kind":"verb",
      "rule":"deny firmware nothing* verb ALL"
    }
  ]

policy check.

  $ cxl-sim policy check mem0 opcode 0x4201 --format json
  mem0: refusing to send 0x4201 with cxl list: denied by policy /etc/cxl/policy.d/10-site.conf:2: 'deny ALL opcode 0x4201', and 6 more; see 'cxl policy show'
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "action":"opcode 0x4201",
      "verb":"list",
      "opcode":"0x4201",
      "verdict":"denied",
      "allowed":false,
      "file":"\/etc\/cxl\/policy.d\/10-site.conf",
      "line":2,
      "rule":"deny ALL opcode 0x4201"
    },
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "action":"opcode 0x4201",
      "verb":"set-alert-config",
      "opcode":"0x4201",
      "verdict":"denied",
      "allowed":false,
      "file":"\/etc\/cxl\/policy.d\/10-site.conf",
      "line":2,
      "rule":"deny ALL opcode 0x4201"
    },
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "action":"opcode 0x4201",
      "verb":"get-alert-config",
      "opcode":"0x4201",
      "verdict":"denied",
      "allowed":false,
      "file":"\/etc\/cxl\/policy.d\/10-site.conf",
      "line":2,
      "rule":"deny ALL opcode 0x4201"
    },
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "action":"opcode 0x4201",
      "verb":"send-command",
      "opcode":"0x4201",
      "verdict":"denied",
      "allowed":false,
      "file":"\/etc\/cxl\/policy.d\/10-site.conf",
      "line":2,
      "rule":"deny ALL opcode 0x4201"
    },
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "action":"opcode 0x4201",
      "verb":"dump",
      "opcode":"0x4201",
      "verdict":"denied",
      "allowed":false,
      "file":"\/etc\/cxl\/policy.d\/10-site.conf",
      "line":2,
      "rule":"deny ALL opcode 0x4201"
    },
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "action":"opcode 0x4201",
      "verb":"check",
      "opcode":"0x4201",
      "verdict":"denied",
      "allowed":false,
      "file":"\/etc\/cxl\/policy.d\/10-site.conf",
      "line":2,
      "rule":"deny ALL opcode 0x4201"
    },
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "action":"opcode 0x4201",
      "verb":"diff",
      "opcode":"0x4201",
      "verdict":"denied",
      "allowed":false,
      "file":"\/etc\/cxl\/policy.d\/10-site.conf",
      "line":2,
      "rule":"deny ALL opcode 0x4201"
    }
  ]
  [3]
  $ cxl-sim policy check mem0 opcode get-health --format json | jq -c '.[0] | [.verdict, .allowed]'
  ["no_rule",true]
  $ cxl-sim policy check mem0 feature patrol-scrub 2>/dev/null >&2
  [3]
  $ cxl-sim policy check mem1 feature patrol-scrub >/dev/null
  $ for a in 'opcode 0xc000-0xffff' 'opcode ALL' 'opcode zz' 'raw 4200' 'feature ALL' 'feature x' 'doe ALL' 'doe x' 'verb get-*' 'verb ALL' 'verb x' 'foo bar' 'nonsense 1' 'ALL' 'opcode' 'opcode 1 2'; do cxl-sim policy check mem1 mem0 $a 2>&1 | head -1; done
    Error: invalid opcode '0xc000-0xffff': expected a command name or an opcode such as 0xc001
    Error: invalid opcode 'ALL': expected a command name or an opcode such as 0xc001
    Error: invalid opcode 'zz': expected a command name or an opcode such as 0xc001
    Error: invalid raw '4200': expected a command name or an opcode such as 0xc001
    Error: invalid feature 'ALL': expected a name from 'cxl --list-features' or a UUID of 36 characters
    Error: invalid feature 'x': expected a name from 'cxl --list-features' or a UUID of 36 characters
    Error: invalid doe 'ALL': expected VENDOR:TYPE
    Error: invalid doe 'x': expected VENDOR:TYPE
    Error: invalid verb 'get-*': expected one from 'cxl --list-cmds' or 'daxctl --list-cmds'
    Error: invalid verb 'ALL': expected one from 'cxl --list-cmds' or 'daxctl --list-cmds'
    Error: invalid verb 'x': expected one from 'cxl --list-cmds' or 'daxctl --list-cmds'
    Error: invalid kind 'foo': expected opcode, raw, feature, doe or verb
    Error: invalid kind 'nonsense': expected opcode, raw, feature, doe or verb
    Error: invalid kind 'mem0': expected opcode, raw, feature, doe or verb
    Error: policy check requires a single value after 'opcode'
    Error: policy check requires a single value after 'opcode'
  $ for f in PATROL-SCRUB Patrol-Scrub 96DAD7D6-FDE8-482B-A733-75774E06DB8A; do cxl-sim policy check mem1 feature $f | jq -c '[.[].verdict] | unique'; done
  ["no_rule"]
  ["no_rule"]
  ["no_rule"]
  $ cxl-sim policy check opcode 0x4201 2>&1 | head -1
    Error: policy check requires a memory device and an action, for example: opcode 0xc001
  $ each() { cxl-sim policy check "$@" feature patrol-scrub --format json 2>/dev/null | jq -c 'map([.memdev, .allowed]) | group_by(.[0]) | map(unique[])'; echo ${PIPESTATUS[0]}; }
  $ each mem0,mem2; each mem1 serial:0xc0 mem1; each all; each mem1 mem9
  [["mem0",false],["mem2",true]]
  2
  [["mem0",false],["mem1",true]]
  2
  [["mem0",false],["mem1",true],["mem2",true],["mem3",true]]
  2
  [["mem1",true]]
  2
  $ cxl-sim policy check mem9 opcode 0x4201
  mem9: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
  []
  [1]

Rules for opcodes, Features and verbs.

  $ cxl-sim send-command mem0 0x4201
  mem0: refusing to send 0x4201: denied by policy /etc/cxl/policy.d/10-site.conf:2: 'deny ALL opcode 0x4201'; see 'cxl policy show'
  []
  [3]
  $ cxl-sim list -m mem0 -A 2>&1 >/dev/null
    Warning: mem0: cannot read alert_config: refusing to send 0x4201: denied by policy /etc/cxl/policy.d/10-site.conf:2: 'deny ALL opcode 0x4201'
  $ cxl-sim set-feature mem0 patrol-scrub cycle_hours=24
  mem0: patrol-scrub: refusing to read /sys/bus/edac/devices/cxl_mem0/scrub0/enable_background: denied by policy /etc/cxl/policy.d/10-site.conf:3: 'deny serial 0xc0 feature patrol-scrub'; see 'cxl policy show'
  []
  [3]
  $ cxl-sim set-feature mem1 patrol-scrub cycle_hours=24 --format json | jq -c '.[0].changed'
  true
  $ cxl-sim get-log mem3 vendor-debug
  mem3: refusing to send 0x0400: denied by policy /usr/lib/cxl/policy.d/50-vendor.conf:1: 'deny ALL verb get-log'; see 'cxl policy show'
  []
  [3]

A rule for the UUID of a Feature, set through fwctl.

  $ uuid=$(cxl-sim list-features mem3 --format json | jq -r '.[0].features[] | select(.name | startswith("unknown-6f3a")) | .uuid')
  $ echo "deny ALL feature $uuid" >$etc/20.conf
  $ cxl-sim set-feature mem3 6f3a data=01000000 --yes
  mem3: unknown-6f3a1c52: refusing to send 0x0501: denied by policy /etc/cxl/policy.d/20.conf:1: 'deny ALL feature 6f3a1c52-8d0e-4b7a-9c41-2e5d7f8090a1'; see 'cxl policy show'
  []
  [3]
  $ rm $etc/20.conf

A table has a short row for each command, and stderr one line for each device.

  $ echo 'deny ALL feature patrol-scrub' >$etc/20.conf
  $ cxl-sim policy check mem0 mem1 feature patrol-scrub --format table
  mem0: refusing to send 0x0501 with cxl list-features: denied by policy /etc/cxl/policy.d/10-site.conf:3: 'deny serial 0xc0 feature patrol-scrub', and 8 more; see 'cxl policy show'
  mem1: refusing to send 0x0501 with cxl list-features: denied by policy /etc/cxl/policy.d/20.conf:1: 'deny ALL feature patrol-scrub', and 8 more; see 'cxl policy show'
  MEMDEV VERB           OPCODE VERDICT RULE
  mem0   list-features  0x0501 denied  deny serial 0xc0 feature patrol-scrub
  mem0   get-feature    0x0501 denied  deny serial 0xc0 feature patrol-scrub
  mem0   set-feature    0x0501 denied  deny serial 0xc0 feature patrol-scrub
  mem0   send-command   0x0501 denied  deny serial 0xc0 feature patrol-scrub
  mem0   support-status 0x0501 denied  deny serial 0xc0 feature patrol-scrub
  mem0   dump           0x0501 denied  deny serial 0xc0 feature patrol-scrub
  mem0   diff           0x0501 denied  deny serial 0xc0 feature patrol-scrub
  mem0   set-feature    0x0502 denied  deny serial 0xc0 feature patrol-scrub
  mem0   send-command   0x0502 denied  deny serial 0xc0 feature patrol-scrub
  mem1   list-features  0x0501 denied  deny ALL feature patrol-scrub
  mem1   get-feature    0x0501 denied  deny ALL feature patrol-scrub
  mem1   set-feature    0x0501 denied  deny ALL feature patrol-scrub
  mem1   send-command   0x0501 denied  deny ALL feature patrol-scrub
  mem1   support-status 0x0501 denied  deny ALL feature patrol-scrub
  mem1   dump           0x0501 denied  deny ALL feature patrol-scrub
  mem1   diff           0x0501 denied  deny ALL feature patrol-scrub
  mem1   set-feature    0x0502 denied  deny ALL feature patrol-scrub
  mem1   send-command   0x0502 denied  deny ALL feature patrol-scrub
  [3]
  $ rm $etc/20.conf

Rules for PCI vendor and device, and for firmware versions.

  $ echo 'deny pci 1af4:ALL raw ALL' >$etc/20.conf
  $ cxl-sim policy check mem0 raw 0xc001 2>/dev/null | jq -c '.[0] | [.verdict, .line]'
  ["no_rule",null]
  $ echo "deny pci $(cut -c3- sim/sys/bus/pci/devices/0000:0d:00.0/vendor):$(cut -c3- sim/sys/bus/pci/devices/0000:0d:00.0/device) raw ALL" >$etc/20.conf
  $ cxl-sim policy check mem0 raw 0xc001 2>/dev/null | jq -c '.[0] | [.verdict, .line]'
  ["denied",1]
  $ echo 'deny firmware "sim 1*" ALL' >$etc/20.conf
  $ cxl-sim policy check mem0 raw 0xc001 2>/dev/null | jq -c '.[0] | [.verdict, .line]'
  ["denied",1]
  $ rm $etc/20.conf

Allow lists.

  $ echo 'allow ALL opcode 0x4000' >$etc/30.conf
  $ cxl-sim send-command mem0 identify | jq '.[0].return_code'
  0
  $ cxl-sim send-command mem0 get-health
  mem0: refusing to send 0x4200: not on the policy's allow list of opcodes; see 'cxl policy show'
  []
  [3]
  $ rm $etc/30.conf

Files that others can write and invalid files block all changes; reads are allowed.

  $ chmod o+w $etc/10-site.conf
  $ cxl-sim set-feature mem1 patrol-scrub cycle_hours=12
  mem1: patrol-scrub: refusing to set cycle_hours: invalid policy file; changes are blocked until it is fixed; see 'cxl policy show'
  []
  [3]
  $ cxl-sim send-command mem0 get-health | jq '.[0].return_code'
  0
  $ cxl-sim policy show
  /etc/cxl/policy.d/10-site.conf: writable by group or others; remove the write permission of group and others
  [
    {
      "file":"\/usr\/lib\/cxl\/policy.d\/50-vendor.conf",
      "line":1,
      "rule_type":"deny",
      "device_by":"all",
      "kind":"verb",
      "rule":"deny ALL verb get-log"
    },
    {
      "file":"\/etc\/cxl\/policy.d\/10-site.conf",
      "line":2,
      "rule_type":"deny",
      "device_by":"all",
      "kind":"opcode",
      "rule":"deny ALL opcode 0x4201"
    },
    {
      "file":"\/etc\/cxl\/policy.d\/10-site.conf",
      "line":3,
      "rule_type":"deny",
      "device_by":"serial",
      "kind":"feature",
      "rule":"deny serial 0xc0 feature patrol-scrub"
    },
    {
      "file":"\/etc\/cxl\/policy.d\/10-site.conf",
      "line":4,
      "rule_type":"deny",
      "device_by":"firmware",
      "kind":"verb",
      "rule":"deny firmware nothing* verb ALL"
    }
  ]
  [1]
  $ chmod 664 $etc/10-site.conf; cxl-sim policy show >/dev/null
  /etc/cxl/policy.d/10-site.conf: writable by group or others; remove the write permission of group and others
  [1]
  $ chmod 644 $etc/10-site.conf; chmod 777 $etc; cxl-sim policy show >/dev/null
  /etc/cxl/policy.d: writable by group or others; remove the write permission of group and others
  [1]
  $ chmod 755 $etc; echo 'allow everything' >$etc/40.conf; cxl-sim policy show >/dev/null
  /etc/cxl/policy.d/40.conf: line 1: invalid device 'everything': expected pci VENDOR:DEVICE, serial NUMBER, firmware VERSION, address ADDRESS or ALL; see 'cxl help policy'
  [1]
  $ cxl-sim send-command mem0 0x4201
  mem0: refusing to send 0x4201: denied by policy /etc/cxl/policy.d/10-site.conf:2: 'deny ALL opcode 0x4201'; see 'cxl policy show'
  []
  [3]
  $ echo 'deny serial 0160 ALL' >$etc/40.conf; cxl-sim policy show >/dev/null
  /etc/cxl/policy.d/40.conf: line 1: invalid serial number '0160': expected a number such as 0xa0, without leading zeros; see 'cxl help policy'
  [1]
  $ rm $etc/40.conf; mkfifo $etc/50.conf; cxl-sim policy show >/dev/null
  /etc/cxl/policy.d/50.conf: not a regular file; remove the file
  [1]
  $ rm $etc/50.conf; cxl-sim policy show >/dev/null

policy lint.

  $ printf 'deny ALL opcode 4200\n\ndeny ALL ALL\nallow mem0 ALL\n' >mine
  $ cxl-sim policy lint mine --format json
  mine: line 1: invalid opcode '4200': expected a command name, an opcode, a range of opcodes or ALL; see 'cxl help policy'
  mine: line 4: invalid device 'mem0': expected pci VENDOR:DEVICE, serial NUMBER, firmware VERSION, address ADDRESS or ALL; see 'cxl help policy'
  [
    {
      "file":"mine",
      "rules":1,
      "errors":2
    }
  ]
  [1]
  $ cxl-sim policy lint "$TESTS/../contrib/policy.example.conf" --format json | jq -c '.[0] | [.rules, .errors]'
  [1,0]
  $ printf 'deny pci ALL:ALL\nallow ALL:ALL\n' >noaction
  $ echo 'allow firmware sim 1.0 ALL' >blank; cxl-sim policy lint blank 2>&1 >/dev/null
  blank: line 1: invalid action '1.0': expected opcode, raw, feature, doe, verb or ALL (a firmware version that contains blanks must be quoted); see 'cxl help policy'
  [1]
  $ cxl-sim policy lint noaction --format json
  noaction: line 1: missing action: expected opcode, raw, feature, doe, verb or ALL; see 'cxl help policy'
  noaction: line 2: missing action: expected opcode, raw, feature, doe, verb or ALL; see 'cxl help policy'
  [
    {
      "file":"noaction",
      "rules":0,
      "errors":2
    }
  ]
  [1]
  $ cxl-sim policy show mine 2>&1 | head -1
    Error: unknown extra parameter "mine"
  $ cxl-sim policy lint nothing
  nothing: cannot read: No such file or directory
  []
  [1]
  $ cxl-sim policy nonsense 2>&1 | head -1
    Error: invalid policy command 'nonsense': expected show, check or lint

Rules for DOE protocols apply to "cxl doe send", see doe-send.t. Other rules are correct, but have no effect.

  $ printf 'deny ALL ALL\n\nallow serial 1 doe ALL\ndeny ALL doe 1e98:00\n' >doe
  $ cxl-sim policy lint doe --format envelope 2>err | jq -c '.result[0].rules, .warnings'; cat err
  3
  []
  $ printf 'deny %s verb %s\n' ALL audit ALL 'au*' 'firmware 12345678901234567' list 'firmware 1234567890123456*' list 'firmware "v1.?"' list 'firmware "v1[23]"' list 'firmware "v]"' list >doe
  $ cxl-sim policy lint doe | jq -c '.[0] | [.rules, .errors]'
    Warning: doe: line 1: the rule has no effect: the command accesses no device
    Warning: doe: line 2: the rule has no effect: the command accesses no device
    Warning: doe: line 3: the rule has no effect: firmware versions have at most 16 characters
    Warning: doe: line 5: '?' and '[' are not wildcards in a firmware version, only '*' is
    Warning: doe: line 6: '?' and '[' are not wildcards in a firmware version, only '*' is
  [7,0]

The commands of daxctl that change devices have the same policy.

  $ for i in $(daxctl --list-cmds) 'online-*' '*-device' 'split-*'; do echo "deny ALL verb $i # $i" >doe; cxl-sim policy lint doe 2>&1 >/dev/null | sed "s/.*: the/$i: the/"; done
  version: the command accesses no device
  help: the command accesses no device
  split-acpi: the command accesses no device
  migrate-device-model: the command accesses no device
  check-config: the command accesses no device
  split-*: the command accesses no device
  $ echo 'deny ALL verb *-memory' >$etc/60.conf; for i in offline-memory create-device check-config; do cxl-sim policy check mem0 verb $i 2>&1 >out | head -n 1; jq -c '.[] | [.verb, .verdict]' out; done; rm $etc/60.conf
  mem0: refusing to run daxctl offline-memory: denied by policy /etc/cxl/policy.d/60.conf:1: 'deny ALL verb *-memory'; see 'cxl policy show'
  ["offline-memory","denied"]
  ["create-device","no_rule"]
    Error: the policy does not apply to 'daxctl check-config', which accesses no device

A rule for a verb that does not exist protects nothing, and is an error.

  $ printf 'deny ALL verb set-featur\ndeny ALL verb set-feature\ndeny ALL verb sett*\n' >verbs
  $ cxl-sim policy lint verbs --format json
  verbs: line 1: unknown verb 'set-featur': expected one from 'cxl --list-cmds'; see 'cxl help policy'
  verbs: line 3: unknown verb 'sett*': expected one from 'cxl --list-cmds'; see 'cxl help policy'
  [
    {
      "file":"verbs",
      "rules":1,
      "errors":2
    }
  ]
  [1]
  $ cxl-sim policy check mem0 verb set-featur 2>&1 | head -1
    Error: invalid verb 'set-featur': expected one from 'cxl --list-cmds' or 'daxctl --list-cmds'
  $ head -1 verbs >$etc/60.conf; cxl-sim set-feature mem1 patrol-scrub cycle_hours=20 2>&1 | grep -o 'invalid policy file'
  invalid policy file
  $ rm $etc/60.conf

policy check answers for the verbs and opcodes that go with the action, as the gate would.

  $ verdicts() { cxl-sim policy check mem1 "$@" --format json 2>/dev/null | jq -c '.[] | [.verb, .opcode, .verdict]'; return "${PIPESTATUS[0]}"; }
  $ echo 'deny ALL verb set-feature' >$etc/60.conf
  $ verdicts feature patrol-scrub
  ["list-features","0x0501","no_rule"]
  ["get-feature","0x0501","no_rule"]
  ["set-feature","0x0501","denied"]
  ["send-command","0x0501","no_rule"]
  ["support-status","0x0501","no_rule"]
  ["dump","0x0501","no_rule"]
  ["diff","0x0501","no_rule"]
  ["set-feature","0x0502","denied"]
  ["send-command","0x0502","no_rule"]
  [2]
  $ verdicts opcode 0x0502
  ["set-feature","0x0502","denied"]
  ["send-command","0x0502","no_rule"]
  [2]
  $ verdicts verb set-feature
  ["set-feature","0x0400","denied"]
  ["set-feature","0x0401","denied"]
  ["set-feature","0x0405","denied"]
  ["set-feature","0x0500","denied"]
  ["set-feature","0x0501","denied"]
  ["set-feature","0x0502","denied"]
  [3]
  $ echo 'deny ALL opcode 0x4200' >$etc/60.conf
  $ verdicts verb get-health
  ["get-health","0x4200","denied"]
  [3]
  $ verdicts raw 0x4200
  ["send-command","0x4200","denied"]
  [3]
  $ verdicts verb list
  ["list","0x0200","no_rule"]
  ["list","0x4000","no_rule"]
  ["list","0x4100","no_rule"]
  ["list","0x4200","denied"]
  ["list","0x4201","denied"]
  ["list","0x4300","no_rule"]
  [2]
  $ verdicts opcode 0x4300
  ["list","0x4300","no_rule"]
  ["send-command","0x4300","no_rule"]
  $ verdicts raw 0x5809
  ["send-command","0x5809","tunnel_unknown"]
  [3]
  $ verdicts raw 0x5300
  ["send-command","0x5300","no_rule"]
  $ cxl-sim policy check mem0 verb audit 2>&1 | head -1
    Error: the policy does not apply to 'cxl audit', which accesses no device
  $ verdicts doe 1e98:00
  ["doe",null,"no_rule"]
  $ rm $etc/60.conf

A DOE protocol goes with the command that sends it.

  $ doe() { echo "$1" > $etc/60.conf; cxl-sim policy check mem0 doe 1e98:00 --columns action,verb,verdict --noheadings; }
  $ doe 'deny ALL verb doe'; doe 'allow ALL doe 1e98:01'; doe 'allow ALL doe 1e98:00'
  mem0: refusing to use doe 1e98:00 with cxl doe: denied by policy /etc/cxl/policy.d/60.conf:1: 'deny ALL verb doe'; see 'cxl policy show'
  doe 1e98:00 doe  denied
  mem0: refusing to use doe 1e98:00 with cxl doe: not on the policy's allow list of DOE protocols; see 'cxl policy show'
  doe 1e98:00 doe  not_listed
  doe 1e98:00 doe  allowed
  $ rm $etc/60.conf

It is sent to any PCI function, which need not be a memory device.

  $ cxl-sim new pci >/dev/null; at() { CXL_SIM=pci cxl-sim policy check "$@" --columns memdev,address,serial,verdict,rule --noheadings 2>&1 | sed 's/; see .*//'; }
  $ id() { cut -c3- pci/sys/bus/pci/devices/0000:df:00.0/$1; }; echo "deny pci $(id vendor):$(id device) doe ALL" >pci/etc/cxl/policy.d/1.conf
  $ at mem0 df:00.0 doe 1e98:00; at 0000:df:00.0 verb doe; at 0d:00.0 doe 1e98:00
  0000:df:00.0: refusing to use doe 1e98:00 with cxl doe: denied by policy /etc/cxl/policy.d/1.conf:1: 'deny pci 19e5:a128 doe ALL'
         0000:df:00.0        denied  deny pci 19e5:a128 doe ALL
  mem0             0xc0 no_rule 
         0000:df:00.0        no_rule 
  mem0             0xc0 no_rule 
  $ at 0000:99:00.0 df:00.0 doe 1e98:00; at df:00.0 opcode 0x4000 | cut -d ';' -f 1; unset -f id
  0000:99:00.0: no such PCI function
  0000:df:00.0: refusing to use doe 1e98:00 with cxl doe: denied by policy /etc/cxl/policy.d/1.conf:1: 'deny pci 19e5:a128 doe ALL'
         0000:df:00.0        denied  deny pci 19e5:a128 doe ALL
  df:00.0: no such memory device

policy check allows nothing but reads while a policy file is invalid.

  $ cxl-sim new broken >/dev/null; mkdir -p broken/etc/cxl/policy.d; echo nonsense >broken/etc/cxl/policy.d/1.conf
  $ CXL_SIM=broken cxl-sim policy check mem0 opcode get-health --format json | jq -c '.[] | [.verb, .verdict, .allowed]'
  ["list","no_rule",true]
  ["get-health","no_rule",true]
  ["send-command","no_rule",true]
  ["dump","no_rule",true]
  ["check","no_rule",true]
  ["diff","no_rule",true]
  $ CXL_SIM=broken cxl-sim send-command mem0 get-health | jq '.[0].return_code'
  0
  $ CXL_SIM=broken cxl-sim policy check mem0 opcode 0xc001 --format json 2>/dev/null | jq -c '.[0].verdict'
  "policy_invalid"
  $ CXL_SIM=broken cxl-sim policy check mem0 opcode 0xc001 2>&1 >/dev/null
  mem0: refusing to send 0xc001 with cxl send-command: invalid policy file; changes are blocked until it is fixed; see 'cxl policy show'
  [3]

A new system has the directory, so that a rule can be copied to it.

  $ (umask 0; cxl-sim new fresh); stat -c '%a %u' fresh/etc/cxl/policy.d | sed "s/$(id -u)/ours/"
  755 ours
  $ (umask 022; echo 'deny ALL opcode identify' >fresh/etc/cxl/policy.d/1.conf); CXL_SIM=fresh cxl-sim policy show | jq -r '.[].rule'
  deny ALL opcode identify
