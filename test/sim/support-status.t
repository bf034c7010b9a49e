# SPDX-License-Identifier: GPL-2.0-only
cxl support-status: supported or unsupported, with reasons.

  $ sed 's/^device mem0/raw_commands yes\n&\n\treply 0xc001 2a00/' "$TESTS/data/example.sim" >devices
  $ cxl-sim new sim --devices devices
  $ export CXL_SIM=$PWD/sim
  $ cxl-sim support-status --format table
  CHECK              SUPPORTED VALUE                       DESCRIPTION
  system             true      4 of 4 checks               overall result
  taint              true      0                           the kernel is not tainted
  lockdown           true      none                        kernel lockdown; for information
                                                           only
  raw_commands_built true      yes                         whether the kernel was built with
                                                           raw commands; for information only
  raw_allow_all      true      no                          whether the kernel accepts every
                                                           raw command
  panic_on_warn      true      0                           whether the kernel panics on a
                                                           warning; for information only
  warn_limit         true      0                           number of warnings after which the
                                                           kernel panics; 0: never; for
                                                           information only
  panic_on_taint     true      none                        taint bits on which the kernel
                                                           panics; for information only
  policy             true      0 rules, 0 errors           rules of the policy files
  audit              true      0 changes, 0 of them by raw changes made by cxl since boot
                               commands, 0 refused         
  features_mem3      true      0 of 2                      Features that differ from their
                                                           default value; for information only
  $ cxl-sim support-status | jq -c '.[0] | [.supported, (.checks | length)]'
  [true,10]

Only taints that indicate unsupported use count.

  $ echo 2048 >sim/proc/sys/kernel/tainted
  $ cxl-sim support-status | jq -c '.[0].checks[] | select(.check == "taint_firmware_bug")'
  {"check":"taint_firmware_bug","supported":true,"value":"I","description":"workaround for a platform firmware bug; set by: the kernel, because of a platform firmware bug"}
  $ echo 4096 >sim/proc/sys/kernel/tainted
  $ cxl-sim support-status | jq -c '.[0] | .supported, (.checks[] | select(.supported | not))'; echo ${PIPESTATUS[0]}
  false
  {"check":"taint","supported":false,"value":"4096","description":"see the taint_* checks"}
  {"check":"taint_out_of_tree_module","supported":false,"value":"O","description":"out-of-tree module loaded; set by: loading a module"}
  1
  $ echo 0 >sim/proc/sys/kernel/tainted

raw_allow_all and an invalid policy. What is not known is not supported, unless no value is:
those checks are for information only, and not counted.

  $ echo Y >sim/sys/kernel/debug/cxl/mbox/raw_allow_all
  $ cxl-sim support-status | jq -c '.[0].checks[] | select(.supported | not) | [.check, .value]'
  ["raw_allow_all","yes"]
  $ rm sim/sys/kernel/debug/cxl/mbox/raw_allow_all; mv sim/sys/kernel/security/lockdown kept
  $ sed -i.kept /securityfs/d sim/proc/mounts
  $ cxl-sim support-status | jq -c '.[0].checks[] | select(.value == "unknown") | [.check, .supported, .description]'
  ["lockdown",true,"kernel lockdown; run as root, and mount securityfs on /sys/kernel/security; for information only"]
  ["raw_allow_all",false,"whether the kernel accepts every raw command; run as root, with debugfs mounted and cxl_core loaded"]
  $ mv sim/proc/mounts.kept sim/proc/mounts; mv kept sim/sys/kernel/security/lockdown
  $ cxl-sim support-status | jq -c '.[0] | .value, [.checks[] | select(.informational) | .check], [.checks[] | select(.description | endswith("; for information only")) | .check]'
  "3 of 4 checks"
  ["lockdown","raw_commands_built","panic_on_warn","warn_limit","panic_on_taint","features_mem3"]
  ["lockdown","raw_commands_built","panic_on_warn","warn_limit","panic_on_taint","features_mem3"]
  $ cxl-sim fault sim mem3 0x0501 errno EACCES; cxl-sim support-status | jq -c '.[0].checks[] | select(.check == "features_mem3") | [.supported, .value, .description]'; cxl-sim fault sim mem3 0x0501 none
  [true,"unknown","command 0x0501: permission denied for the device node; run as root; for information only"]
  $ mv sim/proc/sys/kernel/tainted kept; cxl-sim support-status | jq -c '.[0].checks[] | select(.check == "taint") | [.supported, .value, .description]'; mv kept sim/proc/sys/kernel/tainted
  [false,"unknown","cannot read the kernel taint; mount procfs on /proc"]
  $ echo N >sim/sys/kernel/debug/cxl/mbox/raw_allow_all
  $ mkdir -p sim/etc/cxl/policy.d; printf 'nonsense\ndeny ALL:ALL\nallow\n' >sim/etc/cxl/policy.d/a.conf
  $ cxl-sim support-status | jq -c '.[0].checks[] | select(.supported | not) | [.check, .value]'
  ["policy","1 rules, 2 errors"]
  $ rm sim/etc/cxl/policy.d/a.conf

A kernel warning alone proves no raw command. The first one in the kernel log is printed, not text of others that
looks like one.

  $ echo 512 >sim/proc/sys/kernel/tainted; : >sim/dev/kmsg
  $ origin() { cxl-sim support-status 2>/dev/null | jq -r '.[0].checks[] | select(.check == "taint_warning").description'; }
  $ origin
  kernel warning; set by: the kernel, see its log; cxl has sent no raw command since boot
  $ printf '<13>WARNING: forged\n<4>usb: WARNING: forged\n<4>WARNING: drivers/a.c:7 at f\n<4>WARNING: drivers/b.c\n' >sim/dev/kmsg
  $ origin
  kernel warning; set by: the kernel, first in its log: WARNING: drivers/a.c:7 at f; cxl has sent no raw command since boot
  $ audit() { cxl-sim support-status 2>/dev/null | jq -c '.[0].checks[] | select(.check == "audit") | [.supported, .value]'; }
  $ audit
  [true,"0 changes, 0 of them by raw commands, 0 refused"]
  $ cp sim/dev/kmsg kept; echo '<13>cxl-audit: {"event":"intent","time":"2026-' >>sim/dev/kmsg; audit; mv kept sim/dev/kmsg
  [false,"unknown"]
  $ mv sim/dev/kmsg kept; audit; origin; mv kept sim/dev/kmsg
  [false,"unknown"]
  kernel warning; set by: the kernel, see its log; raw commands are not known, see the check audit
  $ echo 0 >sim/proc/sys/kernel/tainted

After a raw command: taints and audit record.

  $ cxl-sim send-command mem0 0xc001 --raw --unlisted --force --confirm 0xc0@0000:0d:00.0 2>/dev/null >&2
  $ cxl-sim support-status | jq -c '.[0].checks[] | select(.supported | not) | [.check, .value]'
  ["taint","576"]
  ["taint_user","U"]
  ["taint_warning","W"]
  ["audit","1 changes, 1 of them by raw commands, 0 refused"]
  $ cp sim/dev/kmsg kept; sed -i '/"intent"/d' sim/dev/kmsg; audit; cp kept sim/dev/kmsg # the intent could not be recorded
  [false,"1 changes, 1 of them by raw commands, 0 refused"]
  $ origin | sed 's/at 2[^;]*/at TIME/'
  kernel warning; set by: a raw command, 0xc001 on mem0 at TIME; first in the kernel log: WARNING: drivers/a.c:7 at f

The kernel log is since boot, whatever the clock was; an outcome belongs to the intent of the same action only.

  $ audit() { cxl-sim support-status 2>/dev/null | jq -c '.[0].checks[] | select(.check == "audit") | .value'; }
  $ entry() { echo "<13>cxl-audit: {\"event\":\"$1\",\"time\":\"1970-01-01T00:10:00.00000$3Z\",\"pid\":100,\"number\":1,\"device\":\"mem0\",\"route\":\"${2% *}\",\"opcode\":\"${2#* }\"}"; }
  $ echo '3600.00 1.0' >sim/proc/uptime; entry intent 'raw 0xc001' 1 >sim/dev/kmsg; audit; cxl-sim audit --since boot | jq length; cxl-sim audit --since 1h | jq length
  "1 changes, 1 of them by raw commands, 0 refused"
  1
    Warning: no matching entries found
  0
  $ { entry intent 'ioctl 0x4300' 1; entry outcome 'ioctl 0x4300' 2; entry outcome 'raw 0xc001' 3; } >sim/dev/kmsg; audit
  "2 changes, 1 of them by raw commands, 0 refused"
  $ { entry intent 'raw 0xc001' 1; entry outcome 'raw 0xc001' 2; entry outcome 'raw 0xc001' 3; } >sim/dev/kmsg; audit
  "2 changes, 2 of them by raw commands, 0 refused"
  $ { entry intent 'raw 0xc001' 2; entry outcome 'raw 0xc001' 1; } >sim/dev/kmsg; audit # the clock was set back in between
  "1 changes, 1 of them by raw commands, 0 refused"
  $ { entry outcome 'raw 0xc001' 1; entry outcome 'raw 0xc001' 2; entry intent 'raw 0xc001' 3; } >sim/dev/kmsg; audit
  "2 changes, 2 of them by raw commands, 0 refused"
  $ { entry intent 'raw 0xc001' 1; entry intent 'raw 0xc001' 2; entry outcome 'raw 0xc001' 3; } >sim/dev/kmsg; audit
  "2 changes, 2 of them by raw commands, 0 refused"
  $ for e in 's/"number":1/"number":2/' 's/"pid":100/"pid":101/' 's/mem0/mem1/'; do
  >     { entry intent 'raw 0xc001' 1; entry outcome 'raw 0xc001' 2 | sed "$e"; } >sim/dev/kmsg; audit; done | uniq -c | sed 's/^ *//'
  3 "2 changes, 2 of them by raw commands, 0 refused"

No memory devices; a captured system without /proc.

  $ rm sim/sys/bus/cxl/devices/mem*
  $ cxl-sim support-status | jq -r '.[0].checks[] | select(.check == "raw_commands_built").description'
  whether the kernel was built with raw commands; no memory device found; see 'cxl list -i' and the kernel log; for information only
  $ mkdir -p none/sys/bus/cxl/devices
  $ cxl support-status --sysroot none 2>/dev/null | jq -r '.[0].checks[] | select(.value == "unknown") | "\(.check): \(.description)"'
  taint: cannot read the kernel taint; not in the captured files
  lockdown: kernel lockdown; not in the captured files; for information only
  raw_commands_built: whether the kernel was built with raw commands; not in the captured files; for information only
  raw_allow_all: whether the kernel accepts every raw command; not in the captured files
  panic_on_warn: whether the kernel panics on a warning; not in the captured files; for information only
  warn_limit: number of warnings after which the kernel panics; 0: never; not in the captured files; for information only
  panic_on_taint: taint bits on which the kernel panics; not in the captured files; for information only
  audit: cannot read the journal or the kernel log; not in the captured files
  $ mkdir none/replies; cxl support-status --sysroot none 2>&1 | grep -o 'not in the [a-z ]*' | uniq -c
        9 not in the dump
  $ cxl audit --sysroot none
    Warning: kernel log: cannot read: No such file or directory; not in the dump
  audit: cannot read the journal or the kernel log; not in the dump
  []
  [1]
