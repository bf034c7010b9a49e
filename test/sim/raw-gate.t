# SPDX-License-Identifier: GPL-2.0-only
The raw gate: all checks in order; nothing is sent unless all pass.

  $ sed 's/^device mem0/raw_commands yes\n&\n\treply 0xc001 2a00/' "$TESTS/data/example.sim" >devices
  $ cxl-sim new sim --devices devices
  $ export CXL_SIM=$PWD/sim
  $ token=0xc0@0000:0d:00.0
  $ raw() { cxl-sim send-command mem0 "$@" --raw --force </dev/null; }
  $ code() { cxl-sim send-command mem0 "$@" --raw --force --format envelope </dev/null 2>/dev/null | jq -r '.errors[].code'; }
  $ sent() { cxl-sim log sim | grep -c route=raw; }
  $ taint() { cat sim/proc/sys/kernel/tainted; }

Without confirmation, with --yes or --force, with a wrong token: refused, nothing is sent.

  $ raw 0xc001 --unlisted
  mem0: refusing to send 0xc001: it may destroy data; use --confirm SERIAL@BDF, see '--dry-run'
  []
  [3]
  $ raw 0xc001 --unlisted --yes --force 2>/dev/null
  []
  [3]
  $ raw 0xc001 --unlisted --confirm 0xc1@0000:0e:00.0
  mem0: refusing to send 0xc001: confirmation does not match; expected SERIAL@BDF of this device; see '--dry-run'
  []
  [3]
  $ for c in 0xc0@0000:0e:00.0 0xc1@0000:0d:00.0 192 0000:0d:00.0 192@mem0 c0@0000:0d:00.0; do code 0xc001 --unlisted --confirm $c; done | uniq -c | tr -s ' '
   6 wrong_token
  $ code 0xc001 --unlisted --confirm all
  wrong_token
  $ CXL_CONFIRM=$token CXL_FORCE=1 code 0xc001 --unlisted
  needs_token
  $ sent; taint
  0
  0

A dry run shows verdict, checks, token and input bytes.

  $ raw 0xc001 --unlisted --hex 0102 --dry-run >plan
  mem0: refusing to send 0xc001: it may destroy data; a real run asks for SERIAL@BDF, see 'confirm', or requires --confirm SERIAL@BDF
  [3]
  $ jq -c '.[0] | [.verdict, .confirm, .taints, .input_hex, .in_cel, ([.checks[].passed] | all)]' plan
  ["needs_token","0xc0@0000:0d:00.0","UW","0102",false,false]
  $ jq -r '.[0].checks[].check' plan | tr '\n' ' '
  read_only policy_invalid policy_denied policy_not_listed lockdown_integrity lockdown_confidentiality lockdown_unknown raw_not_built raw_unknown raw_refused_opcode raw_refused_set raw_rule_unknown panic_unknown panic_on_warn warn_limit panic_on_taint_unknown panic_on_taint native_exists device_busy cel_unreadable not_in_cel in_use device_changed token_unreadable wrong_token needs_token  (no-eol)
  $ jq -r '.[0].dependents[].text' plan
  part of region0
  dax0.0: 16 of 16 memory blocks are online
  $ raw 0xc001 --dry-run 2>/dev/null | jq -c '.[0] | .verdict, (.checks[] | select(.passed | not) | .hint)'
  "not_in_cel"
  "see 'cxl list-commands', or use --unlisted to override"
  "a real run asks for SERIAL@BDF, see 'confirm', or requires --confirm SERIAL@BDF"
  $ sent; taint
  0
  0

Each reason takes precedence over the following ones.

  $ echo 'none [integrity] confidentiality' >sim/sys/kernel/security/lockdown
  $ raw 0xc001
  mem0: refusing to send 0xc001: the kernel is locked down (integrity); boot without lockdown=integrity and Secure Boot, or use a native interface
  []
  [3]
  $ echo 'none integrity [confidentiality]' >sim/sys/kernel/security/lockdown
  $ code 0xc001
  lockdown_confidentiality
  $ rm sim/sys/kernel/security/lockdown; code 0xc001
  lockdown_unknown
  $ mkdir sim/sys/kernel/security/lockdown; code 0xc001
  lockdown_unknown
  $ rmdir sim/sys/kernel/security/lockdown; cp sim/proc/mounts kept
  $ echo 'securityfs /sys/kernel/security securityfs rw 0 0' >>sim/proc/mounts; code 0xc001
  not_in_cel
  $ mv kept sim/proc/mounts
  $ echo '[none] integrity confidentiality' >sim/sys/kernel/security/lockdown
  $ sed -i 's/raw_commands yes/raw_commands no/' sim/state/devices
  $ raw 0xc001
  mem0: cannot send 0xc001: raw commands are not supported by this kernel (needs CONFIG_CXL_MEM_RAW_COMMANDS); use a native interface, see 'cxl list-commands'
  []
  [4]
  $ raw 0xc001 --dry-run 2>/dev/null | jq -r '.[0].verdict'
  raw_not_built
  $ raw 0xc001 --dry-run >/dev/null 2>&1
  [4]
  $ sed -i 's/raw_commands no/raw_commands yes/' sim/state/devices
  $ mv sim/dev/cxl/mem0 kept
  $ raw 0xc001 --unlisted --confirm $token
  mem0: no device node; check that udev is running and /dev is mounted
  []
  [1]
  $ mv kept sim/dev/cxl/mem0
  $ raw 0x4204 --hex 01
  mem0: refusing to send 0x4204: the kernel rejects this opcode as a raw command because it conflicts with the driver; use the native interface, see 'cxl list-commands'
  []
  [3]
  $ for op in '0x0500 --hex 0000000000000000' '0x0501 --hex 000000000000000000000000000000000000000000' "0x0502 --hex $(printf %066d 0)"; do code $op --no-native --confirm $token; done
  raw_refused_opcode
  raw_refused_opcode
  raw_refused_opcode
  $ raw sanitize
  mem0: refusing to send 0x4400: the kernel rejects security commands as raw commands; use the native interface, see 'cxl list-commands'
  []
  [3]
  $ mv sim/sys/kernel/debug/cxl/mbox/raw_allow_all allow
  $ code sanitize
  raw_rule_unknown
  $ echo Y >sim/sys/kernel/debug/cxl/mbox/raw_allow_all
  $ code sanitize
  native_exists
  $ mv allow sim/sys/kernel/debug/cxl/mbox/raw_allow_all
  $ mv sim/proc/sys/kernel/panic_on_warn kept; mkdir sim/proc/sys/kernel/panic_on_warn
  $ code 0xc001
  panic_unknown
  $ mv sim/proc/sys proc-sys; code 0xc001
  panic_unknown
  $ mv proc-sys sim/proc/sys
  $ rmdir sim/proc/sys/kernel/panic_on_warn; echo 1 >sim/proc/sys/kernel/panic_on_warn
  $ raw 0xc001
  mem0: refusing to send 0xc001: a raw command triggers a kernel warning, and kernel.panic_on_warn is set; set kernel.panic_on_warn to 0
  []
  [3]
  $ mv kept sim/proc/sys/kernel/panic_on_warn
  $ echo 100 >sim/proc/sys/kernel/warn_limit
  $ code 0xc001
  warn_limit
  $ echo 0 >sim/proc/sys/kernel/warn_limit
  $ cp sim/proc/cmdline kept
  $ for taints in 40 200 80000; do echo "ro panic_on_taint=$taints,nousertaint" >sim/proc/cmdline; code 0xc001; done
  panic_on_taint
  panic_on_taint
  not_in_cel
  $ echo 'x="a -- b" panic_on_taint="0x40" panic_on_taint=zzz' >sim/proc/cmdline; code 0xc001
  panic_on_taint
  $ rm sim/proc/cmdline; code 0xc001
  panic_on_taint_unknown
  $ printf 'cut off here' >sim/proc/cmdline; code 0xc001
  panic_on_taint_unknown
  $ : >sim/proc/cmdline; code 0xc001
  panic_on_taint_unknown
  $ mv kept sim/proc/cmdline
  $ raw 0x4200
  mem0: refusing to send 0x4200: a native interface exists: cxl get-health; use this interface, or --no-native to override
  []
  [3]
  $ raw 0x0301 --hex 0000000000000000
  mem0: refusing to send 0x0301: a native interface exists: the driver sets the timestamp at probe; use this interface, or --no-native to override
  []
  [3]
  $ sed 's/cel 0x0201.*/&\n\tcel 0x0101 0\n\tcel 0x0100 0/' sim/state/devices >more
  $ cp more sim/state/devices
  $ raw 0x0101 --hex 0102030405060708 --confirm $token
  mem0: refusing to send 0x0101: a native interface exists: the driver moves event records to trace events; use this interface, or --no-native to override
  []
  [3]
  $ code 0x0100 --hex 00 --confirm $token
  native_exists
  $ raw 0x0201 --hex $(printf '0002%0252d' 0) --confirm $token
  mem0: refusing to send 0x0201: a native interface exists: cxl update-firmware; use this interface, or --no-native to override
  []
  [3]
  $ sys=$(realpath sim/sys/bus/cxl/devices/mem0)
  $ mv $sys/security/state kept; mkdir $sys/security/state; code 0xc001
  device_busy
  $ rmdir $sys/security/state; mv kept $sys/security/state
  $ mkdir -p $sys/security; echo sanitize >$sys/security/state
  $ raw 0xc001 --confirm $token
  mem0: refusing to send 0xc001: the device is being sanitized; try again later
  []
  [3]
  $ rm -r $sys/security
  $ mkdir -p $sys/firmware/mem0; echo transferring >$sys/firmware/mem0/status
  $ raw 0xc001 --confirm $token
  mem0: refusing to send 0xc001: a firmware update is in progress; try again later
  []
  [3]
  $ rm -r $sys/firmware
  $ lock=sim/run/cxl/mem0.lock
  $ flock $lock cxl-sim send-command mem0 0xc001 --raw --confirm $token --dry-run </dev/null | jq '.[0].verdict'
  mem0: refusing to send 0xc001: the device is locked by another process; try again later, see 'lslocks'
  "device_busy"
  $ raw 0xc001 --confirm $token
  mem0: refusing to send 0xc001: not listed in the Command Effects Log; see 'cxl list-commands', or use --unlisted to override
  []
  [3]
  $ cxl-sim fault sim mem0 0x0400 code 4
  $ raw 0xc001 --confirm $token
  mem0: refusing to send 0xc001: cannot read the device's Command Effects Log, so its effects are unknown; use --unlisted to override
  []
  [3]
  $ cxl-sim fault sim mem0 0x0400 none
  $ cxl-sim send-command mem0 0xc001 --raw --unlisted --yes --confirm $token
  mem0: refusing to send 0xc001: the device is in use: part of region0, dax0.0: 16 of 16 memory blocks are online; disable and destroy the region first, or use --force to override
  []
  [3]
  $ mv $sys/serial kept
  $ raw 0xc001 --unlisted --confirm $token
  mem0: refusing to send 0xc001: cannot identify the device: cannot read its serial number or host device; see 'cxl list -i'
  []
  [3]
  $ mv kept $sys/serial
  $ sent; taint
  0
  0
  $ raw 0x4200 --no-native
  mem0: refusing to send 0x4200: raw commands require confirmation; use --confirm SERIAL@BDF, see '--dry-run'
  []
  [3]

Inputs that crash devices are rejected; only one device at a time.

  $ raw get-lsa --hex 0000000000000000 --no-native --confirm $token
  mem0: refusing to send get-lsa: a length of 0 crashes some QEMU devices
  []
  [3]
  $ raw 0x0600 --no-native --unlisted --confirm $token
  mem0: perform-maintenance: missing input: expected class, subclass, data (at least 2 bytes); use KEY=VALUE, --hex or --input
  
   usage: cxl-sim send-command <memdev> <opcode|name> [-i <file> | --hex <bytes> |
          <key>=<value>...] [<options>]
  
   See 'cxl-sim send-command --help' for a description of the options.
  [129]
  $ raw 0x4000 --hex 00 --no-native --confirm $token --dry-run | jq -c '.[0] | [.verdict, .input_hex]'
  ["allowed","00"]
  $ cxl-sim send-command all 0xc001 --raw --unlisted --confirm $token
    Error: send-command requires a single memory device
  
   usage: cxl-sim send-command <memdev> <opcode|name> [-i <file> | --hex <bytes> |
          <key>=<value>...] [<options>]
  
   See 'cxl-sim send-command --help' for a description of the options.
  [129]
  $ cxl-sim send-command mem0,mem1 0xc001 --raw --unlisted --confirm $token
    Error: send-command requires a single memory device
  
   usage: cxl-sim send-command <memdev> <opcode|name> [-i <file> | --hex <bytes> |
          <key>=<value>...] [<options>]
  
   See 'cxl-sim send-command --help' for a description of the options.
  [129]
  $ cxl-sim send-command mem0 mem1 0xc001 --raw 2>&1 | head -1
    Error: invalid argument '0xc001': expected KEY=VALUE
  $ sent; taint
  0
  0

Nothing is sent if the taint cannot be set or the audit record cannot be written.

  $ cp sim/proc/self/status kept; printf 'Name:\tcxl\nCapEff:\t0\n' >sim/proc/self/status
  $ raw 0xc001 --unlisted --confirm $token
  mem0: command 0xc001 (0 bytes): raw command: unknown command may destroy data or has unknown effects; not listed in the Command Effects Log; part of region0, dax0.0: 16 of 16 memory blocks are online
  mem0: refusing to send 0xc001: cannot set the kernel taint bit U: Operation not permitted; run as root, and outside a container: sysctl kernel.tainted must be writable
  []
  [3]
  $ mv kept sim/proc/self/status
  $ sent; taint
  0
  0
  $ mv sim/dev/kmsg kept; mkdir sim/dev/kmsg
  $ raw 0xc001 --unlisted --confirm $token
  mem0: command 0xc001 (0 bytes): raw command: unknown command may destroy data or has unknown effects; not listed in the Command Effects Log; part of region0, dax0.0: 16 of 16 memory blocks are online
  mem0: refusing to send 0xc001: cannot write the audit record: Is a directory; run as root, and check that /dev/log or /dev/kmsg exists
  []
  [3]
  $ rmdir sim/dev/kmsg; mv kept sim/dev/kmsg
  $ sent; taint
  0
  0

With the token: taint U, audit record, command, taint added by the kernel.

  $ echo 0 >sim/proc/sys/kernel/tainted; : >sim/dev/kmsg
  $ raw 0xc001 --unlisted --hex 0102 --confirm $token
  mem0: command 0xc001 (2 bytes): raw command: unknown command may destroy data or has unknown effects; not listed in the Command Effects Log; part of region0, dax0.0: 16 of 16 memory blocks are online
    Warning: mem0: the kernel is tainted: U was set before sending, the kernel added W
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "opcode":"0xc001",
      "route":"raw",
      "risk":4,
      "return_code":0,
      "return_code_name":"success",
      "return_code_text":"success",
      "in_cel":false,
      "dependents":[
        {
          "name":"region0",
          "kind":"region",
          "text":"part of region0"
        },
        {
          "name":"dax0.0",
          "kind":"memory",
          "text":"dax0.0: 16 of 16 memory blocks are online"
        }
      ],
      "taint_before":0,
      "taint_marked":64,
      "taint_after":576,
      "kernel_added":"W",
      "output_bytes":2,
      "output_hex":"2a00",
      "output_ascii":"*."
    }
  ]
  $ sed 's/.*cxl-audit: //' sim/dev/kmsg | jq -c '[.event, .route, .opcode, .serial, .payload_bytes, .verdict, .result]'
  ["intent","raw","0xc001","0xc0",2,"allowed",null]
  ["outcome","raw","0xc001","0xc0",2,"allowed","done"]
  $ sent; taint
  1
  576

The kernel warns once; without CONFIG_BUG it never warns.

  $ raw 0xc001 --unlisted --confirm $token | jq -c '.[0] | [.taint_before, .taint_marked, .taint_after, .kernel_added]'
  mem0: command 0xc001 (0 bytes): raw command: unknown command may destroy data or has unknown effects; not listed in the Command Effects Log; part of region0, dax0.0: 16 of 16 memory blocks are online
    Warning: mem0: the kernel is tainted: U was set before sending, W was already set
  [576,576,576,""]
  $ cxl-sim new quiet --devices <(echo 'warnings no'; cat devices)
  $ CXL_SIM=quiet raw 0xc001 --unlisted --confirm $token | jq -c '.[0] | [.taint_before, .taint_marked, .taint_after, .kernel_added]'
  mem0: command 0xc001 (0 bytes): raw command: unknown command may destroy data or has unknown effects; not listed in the Command Effects Log; part of region0, dax0.0: 16 of 16 memory blocks are online
    Warning: mem0: the kernel is tainted: U was set before sending, the kernel added no other bit (it warns only once per boot, and only with CONFIG_BUG)
  [0,64,64,""]

  $ . "$TESTS/functions.sh"

The device is locked until the command has completed.

  $ hold mem0 0xc001
  $ raw 0xc001 --unlisted --confirm $token >out 2>/dev/null & wait_for held 0xc001; flock -n $lock true || echo locked; release 0xc001; wait $!
  locked
  $ jq -c '.[0].return_code' out; flock -n $lock true && echo unlocked
  0
  unlocked
  $ stat -c '%A %n' sim/run/cxl $lock
  drwx------ sim/run/cxl
  -rw------- sim/run/cxl/mem0.lock

A lock that other users could take, or that cannot be taken, counts as busy. The sysfs directory, which
every user can lock, is not a lock.

  $ flock $sys bash -c "cxl-sim send-command mem0 0xc001 --raw --unlisted --force --confirm $token </dev/null 2>/dev/null" | jq -c '.[0].return_code'
  0
  $ before=$(sent)
  $ locked() { raw 0xc001 --unlisted --confirm $token 2>&1 | head -n 1; }
  $ chmod o+x sim/run/cxl; locked; chmod o-x sim/run/cxl
  mem0: refusing to send 0xc001: cannot lock /run/cxl/mem0.lock: wrong owner or mode; directory /run/cxl must belong to root and have mode 0700, and the files in it mode 0600
  $ chmod o+r $lock; locked; rm $lock; mkdir $lock; locked; rmdir $lock; ln -s /dev/null $lock; locked; rm $lock
  mem0: refusing to send 0xc001: cannot lock /run/cxl/mem0.lock: wrong owner or mode; directory /run/cxl must belong to root and have mode 0700, and the files in it mode 0600
  mem0: refusing to send 0xc001: cannot lock /run/cxl/mem0.lock: Is a directory; directory /run/cxl must belong to root and have mode 0700, and the files in it mode 0600
  mem0: refusing to send 0xc001: cannot lock /run/cxl/mem0.lock: Too many levels of symbolic links; directory /run/cxl must belong to root and have mode 0700, and the files in it mode 0600
  $ mv sim/run sim/off; locked; mv sim/off sim/run
  mem0: refusing to send 0xc001: cannot lock /run/cxl/mem0.lock: No such file or directory; directory /run/cxl must belong to root and have mode 0700, and the files in it mode 0600
  $ echo $(($(sent) - before)); taint
  0
  576

A dry run refuses for the same reasons, and changes nothing.

  $ dry() { raw 0xc001 --unlisted --confirm $token --dry-run 2>&1 >plan | head -n 1; echo "${PIPESTATUS[0]} $(jq -r '.[0].verdict' plan)"; }
  $ before=$(find sim | sort | md5sum); dry
  0 allowed
  $ chmod o+x sim/run/cxl; dry; chmod o-x sim/run/cxl
  mem0: refusing to send 0xc001: cannot lock /run/cxl/mem0.lock: wrong owner or mode; directory /run/cxl must belong to root and have mode 0700, and the files in it mode 0600
  3 device_busy
  $ ln -s /dev/null $lock; dry; rm $lock
  mem0: refusing to send 0xc001: cannot lock /run/cxl/mem0.lock: Too many levels of symbolic links; directory /run/cxl must belong to root and have mode 0700, and the files in it mode 0600
  3 device_busy
  $ mv sim/run sim/off; dry; cxl-sim set-feature mem3 patrol-scrub cycle_hours=20 --dry-run; echo $?; mv sim/off sim/run
  mem0: refusing to send 0xc001: cannot lock /run/cxl/mem0.lock: No such file or directory; directory /run/cxl must belong to root and have mode 0700, and the files in it mode 0600
  3 device_busy
  mem3: patrol-scrub: refusing to set: cannot lock /run/cxl/mem3.lock: No such file or directory; directory /run/cxl must belong to root and have mode 0700, and the files in it mode 0600
  [
    {
      "memdev":"mem3",
      "serial":"0xc3",
      "feature":"patrol-scrub",
      "uuid":"96dad7d6-fde8-482b-a733-75774e06db8a",
      "route":"edac",
      "dry_run":true,
      "changed":false,
      "verdict":"device_busy"
    }
  ]
  3
  $ cp sim/proc/self/status status; sed -i 's/^CapEff:.*/CapEff:\t0000000000000000/' sim/proc/self/status; dry; cp status sim/proc/self/status
  mem0: refusing to send 0xc001: cannot set the kernel taint bit U: Operation not permitted; run as root, and outside a container: sysctl kernel.tainted must be writable
  3 taint_failed
  $ mv sim/proc/sys/kernel/tainted kept; dry; mv kept sim/proc/sys/kernel/tainted
  mem0: refusing to send 0xc001: cannot set the kernel taint bit U: No such file or directory; run as root, and outside a container: sysctl kernel.tainted must be writable
  3 taint_failed
  $ test "$before" = "$(find sim | sort | md5sum)"

On a terminal the token must be typed.

  $ send='cxl-sim send-command mem0 0xc001 --raw --unlisted --force --format json'
  $ show() { grep -oE 'not in use|part of region0|Type [0-9a-z@:.]+ to confirm: |confirmation does not match.*|"return_code":0|not confirmed|interrupted, not sent'; }
  $ "$TESTS/pty" ' to confirm: ' 'yes\n' -- $send | show
  part of region0
  Type 0xc0@0000:0d:00.0 to confirm: 
  confirmation does not match; expected SERIAL@BDF of this device; see '--dry-run'
  $ "$TESTS/pty" ' to confirm: ' "$token\\n" -- $send | show
  part of region0
  Type 0xc0@0000:0d:00.0 to confirm: 
  "return_code":0
  part of region0

The prompt names the command and the size of its input.

  $ "$TESTS/pty" ' to confirm: ' '\n' -- $send --hex 00112233 | sed '/refusing/q'
  mem0: command 0xc001 (4 bytes): raw command: unknown command may destroy data or
  has unknown effects; not listed in the Command Effects Log; part of region0,
  dax0.0: 16 of 16 memory blocks are online.
  Type 0xc0@0000:0d:00.0 to confirm: 
  mem0: refusing to send 0xc001: not confirmed; expected SERIAL@BDF of this device

What was typed before the question is no answer. No answer, Ctrl-D and Ctrl-C: nothing is sent.

  $ before=$(sent)
  $ "$TESTS/pty" ' to confirm: ' "$token\\0 abort\\n" -- $send | show | tail -n 1
  not confirmed
  $ for answer in '\n' '\x04' '\x03'; do "$TESTS/pty" '' "$token\\n" ' to confirm: ' "$answer" -- $send >out; echo "status $?"; show <out | tail -n 1; done
  status 3
  not confirmed
  status 3
  not confirmed
  status 1
  interrupted, not sent
  $ echo $(($(sent) - before)); sed 's/.*cxl-audit: //' sim/dev/kmsg | jq -r .verdict | tail -n 3
  0
  not_confirmed
  not_confirmed
  interrupted

The device is replaced while the prompt waits: neither token is accepted.

  $ swapped() {
  >     : >out
  >     (wait_for grep -q 'to confirm: ' out; echo 0xc9 >$sys/serial; echo "$1") |
  >         script -qec "cxl-sim send-command mem0 0xc001 --raw --unlisted --force --format json" /dev/null >out
  >     grep -o 'refusing.*' out | tr -d '\r'
  >     echo 0xc0 >$sys/serial
  > }
  $ before=$(sent)
  $ swapped $token
  refusing to send 0xc001: device changed while waiting for confirmation; see 'cxl list -i'
  $ swapped 0xc9@0000:0d:00.0
  refusing to send 0xc001: device changed while waiting for confirmation; see 'cxl list -i'
  $ echo $(($(sent) - before))
  0

An answer that is too long is none, and what follows it is not left to the next program.

  $ cat >next.sh <<'END'
  > cxl-sim send-command mem0 0xc001 --raw --unlisted --force
  > IFS= read -r -t 1 rest; echo "next: [$rest]"
  > END
  $ : >out; (wait_for grep -q 'to confirm: ' out; printf '%0200d and more\n' 0; sleep 1) |
  >     script -qec "bash next.sh" /dev/null >out; grep -oE 'refusing.*|next.*' out | tr -d '\r'
  refusing to send 0xc001: not confirmed; expected SERIAL@BDF of this device
  next: []

A retry that is refused does not hide that an earlier attempt was sent.

  $ : >sim/dev/kmsg; echo 0 >sim/proc/sys/kernel/tainted; cxl-sim fault sim mem0 0xc001 busy --count 30
  $ firmware=$sys/firmware/mem0; mkdir -p $firmware
  $ (wait_for grep -q '"outcome"' sim/dev/kmsg; echo transferring >$firmware/status) &
  $ cxl-sim send-command mem0 0xc001 --raw --unlisted --force --confirm $token --timeout 5000 </dev/null >result
  mem0: command 0xc001 (0 bytes): raw command: unknown command may destroy data or has unknown effects; not listed in the Command Effects Log; part of region0, dax0.0: 16 of 16 memory blocks are online
  mem0: not sent again: refusing to send 0xc001: a firmware update is in progress; try again later
    Warning: mem0: the kernel is tainted: U was set before sending, the kernel added no other bit (it warns only once per boot, and only with CONFIG_BUG)
  [1]
  $ wait; jq -c '.[0] | keys' result
  ["dependents","in_cel","kernel_added","memdev","opcode","risk","route","serial","taint_after","taint_before","taint_marked"]

The serial number as "cxl list" prints it, and the spellings of the PCI address that name a device.

  $ cxl-sim new forms --devices "$CXL_SIM/state/devices" > /dev/null; export CXL_SIM=$PWD/forms
  $ serial=$(cxl-sim list -m mem0 | jq '.[0].serial'); echo $serial
  192
  $ for c in $serial@0000:0d:00.0 0xC0@0000:0D:00.0 0xc0@0d:00.0; do cxl-sim send-command mem0 0xc001 --raw --unlisted --force --confirm $c < /dev/null 2> /dev/null | jq -c '.[0].return_code'; done
  0
  0
  0

An unknown command whose declared effects change nothing, one that declares a change, and a known read.

  $ sed 's/^\treply 0xc001.*/&\n\tcel 0xc001 0x0000\n\treply 0xc002 2a\n\tcel 0xc002 0x0004/' devices >reads; grep -c 'cel 0xc00' reads
  2
  $ cxl-sim new reads.sim --devices reads > /dev/null; export CXL_SIM=$PWD/reads.sim
  $ for o in 0xc001 0xc002 identify; do raw $o --no-native --unlisted; raw $o --no-native --unlisted --confirm $token; done 2>&1 | grep mem0:
  mem0: refusing to send 0xc001: raw commands require confirmation; use --confirm SERIAL@BDF, see '--dry-run'
  mem0: command 0xc001 (0 bytes): raw command: unknown command reads only, according to its declared effects; declared effects: none; part of region0, dax0.0: 16 of 16 memory blocks are online
    Warning: mem0: the kernel is tainted: U was set before sending, the kernel added W
  mem0: refusing to send 0xc002: it may destroy data; use --confirm SERIAL@BDF, see '--dry-run'
  mem0: command 0xc002 (0 bytes): raw command: unknown command may destroy data or has unknown effects; declared effects: immediate data change; part of region0, dax0.0: 16 of 16 memory blocks are online
    Warning: mem0: the kernel is tainted: U was set before sending, W was already set
  mem0: refusing to send 0x4000: raw commands require confirmation; use --confirm SERIAL@BDF, see '--dry-run'
  mem0: command 0x4000 (0 bytes): raw command: Identify Memory Device reads only; not listed in the Command Effects Log; part of region0, dax0.0: 16 of 16 memory blocks are online
    Warning: mem0: the kernel is tainted: U was set before sending, W was already set

Without the command table of the kernel, the plan of a dry run does not say that raw commands are not supported.

  $ rm $CXL_SIM/dev/cxl/mem0
  $ raw 0xc001 --dry-run | jq -c '.[0] | .verdict, (.checks[] | select(.check | startswith("raw_")) | [.check, .passed, .message])'
  mem0: no device node; check that udev is running and /dev is mounted
  "no_node"
  ["raw_not_built",true,null]
  ["raw_unknown",false,"refusing to send 0xc001: cannot determine whether the kernel supports raw commands"]
  ["raw_refused_opcode",true,null]
  ["raw_refused_set",true,null]
  ["raw_rule_unknown",true,null]
