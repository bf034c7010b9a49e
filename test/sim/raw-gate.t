# SPDX-License-Identifier: GPL-2.0-only
The raw gate: every reason in its order, nothing sent before all of them are settled.

  $ sed 's/^device mem0/raw_commands yes\n&\n\treply 0xc001 2a00/' "$TESTS/data/example.sim" >devices
  $ cxl-sim new sim --devices devices
  $ export CXL_SIM=$PWD/sim
  $ token=0xc0@0000:0d:00.0
  $ raw() { cxl-sim send-command mem0 "$@" --raw </dev/null; }
  $ code() { cxl-sim send-command mem0 "$@" --raw --format envelope </dev/null 2>/dev/null | jq -r '.errors[].code'; }
  $ sent() { cxl-sim log sim | grep -c route=raw; }
  $ taint() { cat sim/proc/sys/kernel/tainted; }

Refused without a confirmation, with a yes, with --force, with a wrong token: nothing is sent.

  $ raw 0xc001 --unlisted
  mem0: refused: it may destroy data, and wants a token that names the device; add --confirm 0xSERIAL@HOST, or type that on a terminal; --dry-run shows it
  []
  [3]
  $ raw 0xc001 --unlisted --yes --force 2>/dev/null
  []
  [3]
  $ raw 0xc001 --unlisted --confirm 0xc1@0000:0e:00.0
  mem0: refused: the token is not that of this device; give serial and host as 'cxl list -i' shows them: 0xSERIAL@HOST
  []
  [3]
  $ code 0xc001 --unlisted --confirm all
  wrong_token
  $ CXL_CONFIRM=$token CXL_FORCE=1 code 0xc001 --unlisted
  needs_token
  $ sent; taint
  0
  0

A dry run shows the verdict, every check, the token and the bytes.

  $ raw 0xc001 --unlisted --hex 0102 --dry-run >plan
  $ jq -c '.[0] | [.verdict, .confirm, .taints, .input_hex, .in_cel, ([.checks[].passed] | all)]' plan
  ["open","0xc0@0000:0d:00.0","UW","0102",false,true]
  $ jq -r '.[0].checks[].check' plan | tr '\n' ' '
  read_only policy_broken policy_denied policy_not_listed lockdown_integrity lockdown_confidentiality raw_not_built raw_refused_opcode raw_refused_set raw_rule_unknown panic_unknown panic_on_warn warn_limit panic_on_taint native_exists device_busy cel_unreadable not_in_cel device_changed token_unreadable wrong_token  (no-eol)
  $ jq -r '.[0].depends[].text' plan
  region0 uses it
  dax0.0: 16 of 16 memory blocks are online
  $ raw 0xc001 --dry-run 2>/dev/null | jq -c '.[0] | .verdict, (.checks[] | select(.passed | not) | .hint)'
  "not_in_cel"
  "see 'cxl list-commands', or insist with --unlisted"
  $ sent; taint
  0
  0

Each reason, before those that come after it.

  $ echo 'none [integrity] confidentiality' >sim/sys/kernel/security/lockdown
  $ raw 0xc001
  mem0: refused: the kernel is locked down (integrity): no raw commands; boot without lockdown=integrity and without Secure Boot, or use a native verb
  []
  [3]
  $ echo 'none integrity [confidentiality]' >sim/sys/kernel/security/lockdown
  $ code 0xc001
  lockdown_confidentiality
  $ echo '[none] integrity confidentiality' >sim/sys/kernel/security/lockdown
  $ sed -i 's/raw_commands yes/raw_commands no/' sim/state/devices
  $ raw 0xc001
  mem0: refused: this kernel was built without raw commands; use a native verb, or a kernel with CONFIG_CXL_MEM_RAW_COMMANDS
  []
  [3]
  $ sed -i 's/raw_commands no/raw_commands yes/' sim/state/devices
  $ raw 0x4204 --hex 01
  mem0: refused: the kernel refuses this opcode on the raw path, because it works against the kernel's own use of the device; use what the kernel offers for it: see 'cxl list-commands'
  []
  [3]
  $ raw sanitize
  mem0: refused: the kernel refuses all commands about security on the raw path; use what the kernel offers for it: see 'cxl list-commands'
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
  $ rmdir sim/proc/sys/kernel/panic_on_warn; echo 1 >sim/proc/sys/kernel/panic_on_warn
  $ raw 0xc001
  mem0: refused: the raw path makes the kernel warn, and this kernel panics on warnings; set kernel.panic_on_warn to 0
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
  $ mv kept sim/proc/cmdline
  $ raw 0x4200
  mem0: refused: there is a native way: cxl get-health; use that, or insist with --no-native
  []
  [3]
  $ raw 0x0301 --hex 0000000000000000
  mem0: refused: there is a native way: the kernel sets the clock when it binds the device; use that, or insist with --no-native
  []
  [3]
  $ sys=$(realpath sim/sys/bus/cxl/devices/mem0)
  $ mkdir -p $sys/security; echo sanitize >$sys/security/state
  $ raw 0xc001 --confirm $token
  mem0: refused: the device is being sanitized; wait for it, and try again
  []
  [3]
  $ rm -r $sys/security
  $ mkdir -p $sys/firmware/mem0; echo transferring >$sys/firmware/mem0/status
  $ raw 0xc001 --confirm $token
  mem0: refused: new firmware is being loaded into the device; wait for it, and try again
  []
  [3]
  $ rm -r $sys/firmware
  $ flock $sys cxl-sim send-command mem0 0xc001 --raw --confirm $token </dev/null
  mem0: refused: another process is working on this device; wait for it, and try again
  []
  [3]
  $ raw 0xc001 --confirm $token
  mem0: refused: the device does not list this command in its Command Effects Log; see 'cxl list-commands', or insist with --unlisted
  []
  [3]
  $ cxl-sim fault sim mem0 0x0400 code 4
  $ raw 0xc001 --confirm $token
  mem0: refused: the device's Command Effects Log cannot be read, so what this does is not known; insist with --unlisted
  []
  [3]
  $ cxl-sim fault sim mem0 0x0400 none
  $ mv $sys/serial kept
  $ raw 0xc001 --unlisted --confirm $token
  mem0: refused: the system does not say which device this is: no serial, or no host; see 'cxl list -i'
  []
  [3]
  $ mv kept $sys/serial
  $ sent; taint
  0
  0

Inputs that bring devices down are never sent, and one device at a time.

  $ raw get-lsa --hex 0000000000000000 --no-native --confirm $token
  mem0: get-lsa is not sent: asking for no bytes ends some emulated devices
  []
  [1]
  $ raw 0x0600 --no-native --unlisted --confirm $token
  mem0: perform-maintenance is not sent: without a class and a subclass it ends some emulated devices
  []
  [1]
  $ cxl-sim send-command all 0xc001 --raw --unlisted --confirm $token
  all: refused: a command composed by hand goes to one device; name one memory device
  []
  [3]
  $ cxl-sim send-command mem0,mem1 0xc001 --raw --unlisted --confirm $token
  mem0,mem1: refused: a command composed by hand goes to one device; name one memory device
  []
  [3]
  $ cxl-sim send-command mem0 mem1 0xc001 --raw 2>&1 | head -1
    Error: '0xc001': after the command only KEY=VALUE; and one device at a time
  $ sent; taint
  0
  0

What cannot be marked or written down is not done.

  $ cp sim/proc/self/status kept; printf 'Name:\tcxl\nCapEff:\t0\n' >sim/proc/self/status
  $ raw 0xc001 --unlisted --confirm $token
  mem0: raw command c001h, unknown here, may destroy data, or does what nobody here knows; the device does not list it; region0 uses it, dax0.0: 16 of 16 memory blocks are online
  mem0: refused: the kernel cannot be marked as tainted (U), and raw commands are not sent without (Operation not permitted); run it as root, where sysctl kernel.tainted can be written
  []
  [3]
  $ mv kept sim/proc/self/status
  $ sent; taint
  0
  0
  $ mv sim/dev/kmsg kept; mkdir sim/dev/kmsg
  $ raw 0xc001 --unlisted --confirm $token
  mem0: raw command c001h, unknown here, may destroy data, or does what nobody here knows; the device does not list it; region0 uses it, dax0.0: 16 of 16 memory blocks are online
  mem0: refused: neither the system log nor the kernel log takes the record of it (Is a directory); make /dev/log or /dev/kmsg writable for this process
    Warning: mem0: nothing was sent, but the kernel is tainted (U) since
  []
  [3]
  $ rmdir sim/dev/kmsg; mv kept sim/dev/kmsg
  $ sent; taint
  0
  64

With the token: U first, then the record, then the command; then what the kernel added.

  $ echo 0 >sim/proc/sys/kernel/tainted; : >sim/dev/kmsg
  $ raw 0xc001 --unlisted --hex 0102 --confirm $token
  mem0: raw command c001h, unknown here, may destroy data, or does what nobody here knows; the device does not list it; region0 uses it, dax0.0: 16 of 16 memory blocks are online
    Warning: mem0: the kernel is tainted: U was set before the command was sent, and the kernel itself added W
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
      "depends":[
        {
          "name":"region0",
          "kind":"region",
          "text":"region0 uses it"
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
  ["intent","raw","0xc001","0xc0",2,"open",null]
  ["outcome","raw","0xc001","0xc0",2,"open","done"]
  $ sent; taint
  1
  576

The kernel warns once; and one built without CONFIG_BUG never does.

  $ raw 0xc001 --unlisted --confirm $token | jq -c '.[0] | [.taint_before, .taint_marked, .taint_after, .kernel_added]'
  mem0: raw command c001h, unknown here, may destroy data, or does what nobody here knows; the device does not list it; region0 uses it, dax0.0: 16 of 16 memory blocks are online
    Warning: mem0: the kernel is tainted: U was set before the command was sent; the kernel had W already
  [576,576,576,""]
  $ cxl-sim new quiet --devices <(echo 'warnings no'; cat devices)
  $ CXL_SIM=quiet raw 0xc001 --unlisted --confirm $token | jq -c '.[0] | [.taint_before, .taint_marked, .taint_after, .kernel_added]'
  mem0: raw command c001h, unknown here, may destroy data, or does what nobody here knows; the device does not list it; region0 uses it, dax0.0: 16 of 16 memory blocks are online
    Warning: mem0: the kernel is tainted: U was set before the command was sent; the kernel itself added nothing: it warns once, or was built without warnings
  [0,64,64,""]

On a terminal the token is typed; anything else is refused.

  $ tty() { script -qec "cxl-sim send-command mem0 0xc001 --raw --unlisted" /dev/null | grep -oE 'to depend|region0 uses it|type [0-9a-z@:.]+: |the token is not that of this device|"return_code":0'; }
  $ (sleep 0.5; echo yes) | tty
  region0 uses it
  type 0xc0@0000:0d:00.0: 
  the token is not that of this device
  $ (sleep 0.5; echo $token) | tty
  region0 uses it
  type 0xc0@0000:0d:00.0: 
  "return_code":0
  region0 uses it
