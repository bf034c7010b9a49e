# SPDX-License-Identifier: GPL-2.0-only
cxl set-feature through fwctl: confirmation, taint, audit records, verification.

  $ cxl-sim new plain
  $ cxl-sim show plain mem3 | sed '/6f3a1c52/,/applies/s/now/reset/' >devices
  $ cxl-sim new sim --devices devices
  $ export CXL_SIM=$PWD/sim
  $ taint() { cat sim/proc/sys/kernel/tainted; }
  $ records() { sed 's/.*cxl-audit: //' sim/dev/kmsg | jq -c '[.event, .opcode, .payload_bytes, .verdict, .result]'; }
  $ show() { jq -c '.[0] | [.changed, .takes_effect, .verified, .taint_before, .taint_after, .old, .new]'; }
  $ head -c 300 /dev/zero >zeros

  $ cxl-sim set-feature mem3 6f3a data=01000000 --dry-run | jq -c '.[0] | [.taints, .taint, .new, .plan]'
  mem3: unknown-6f3a1c52: refusing to set: this taints the kernel until reboot (J: mutating debug operation through fwctl); use --yes to confirm
  [true,"J",{"data":"01000000"},[{"opcode":"0x0502","scope":"debug_write","offset":0,"size":4,"data":"01000000"}]]
  $ taint; records
  0

The data is given once.

  $ cxl-sim set-feature mem3 6f3a data=01000000 data=01000000 --dry-run 2>&1 | head -1
  mem3: data specified more than once
  $ cxl-sim set-feature mem3 6f3a data=01000000 --if-current data=00 --if-current data=00 --dry-run 2>&1 | head -1
  mem3: data specified more than once

Confirmation is required.

  $ cxl-sim set-feature mem3 6f3a data=01000000 </dev/null
  mem3: unknown-6f3a1c52: refusing to set: this taints the kernel until reboot (J: mutating debug operation through fwctl); use --yes to confirm
  []
  [3]
  $ taint; records
  0
  ["refused","0x0502",36,"needs_yes",null]

No confirmation is required if the value does not change.

  $ cxl-sim set-feature mem3 6f3a data=40000000 </dev/null | show
  [false,"cold_reset",null,null,null,{"data":"40000000"},{"data":"40000000"}]

A value that takes effect at a reset is verified with the saved value.

  $ cxl-sim set-feature mem3 6f3a data=01000000 --yes | show
  [true,"cold_reset",true,0,524288,{"data":"40000000"},{"data":"01000000"}]
  $ taint; records
  524288
  ["refused","0x0502",36,"needs_yes",null]
  ["intent","0x0502",36,"allowed",null]
  ["outcome","0x0502",36,"allowed","done"]
  $ cxl-sim get-feature mem3 6f3a | jq -c '.[0].value'
  {"data":"40000000"}
  $ cxl-sim set-feature mem3 6f3a data=01000000 | show
  [false,"cold_reset",null,null,null,{"data":"40000000"},{"data":"01000000"}]
  $ cxl-sim fault sim mem3 0x0502 lost --count 1
  $ cxl-sim set-feature mem3 6f3a data=40000000 --yes >out
  mem3: unknown-6f3a1c52: the kernel reported success, but the value read back differs from the value set; see the kernel log and try again
  [1]
  $ jq -c '.[0] | [.verified, .changed, .old == .new, (.new | .cycle_hours // .data[:8])]' out
  [false,null,false,"01000000"]
  $ cxl-sim set-feature mem3 6f3a data=40000000 --yes | show
  [true,"cold_reset",true,524288,524288,{"data":"40000000"},{"data":"40000000"}]
  $ cxl-sim set-feature mem3 6f3a data=02000000 --yes | show
  [true,"cold_reset",true,524288,524288,{"data":"40000000"},{"data":"02000000"}]
  $ cxl-sim reset sim mem3
  $ cxl-sim get-feature mem3 6f3a | jq -c '.[0].value'
  {"data":"02000000"}
  $ cxl-sim set-feature mem3 6f3a --default --yes | show
  [true,"cold_reset",true,524288,524288,{"data":"02000000"},{"data":"40000000"}]

The prediction of a dry run is based on the saved value, and a saved value that cannot be read back is an
error.

  $ printf '\7' >byte; show_data() { jq -c '.[0] | [.old.data, .new.data]'; }
  $ cxl-sim set-feature mem3 6f3a -i byte --offset 3 --dry-run --yes | show_data
  ["02000000","40000007"]
  $ cxl-sim set-feature mem3 6f3a -i byte --offset 3 --yes | show_data
  ["02000000","40000007"]
  $ cxl-sim set-feature mem3 6f3a data=40000000 --yes | show
  [true,"cold_reset",true,524288,524288,{"data":"02000000"},{"data":"40000000"}]
  $ cxl-sim fault sim mem3 0x0501 errno EIO --after 3
  $ cxl-sim set-feature mem3 6f3a data=02000000 --yes
  mem3: unknown-6f3a1c52: sent, but the new value cannot be read back: command 0x0501: Input/output error; see the kernel log
  []
  [1]
  $ cxl-sim fault sim mem3 0x0501 none

--if-current compares the whole data.

  $ cxl-sim set-feature mem3 6f3a data=05000000 --yes --if-current data=0200
  mem3: unknown-6f3a1c52: refusing to set: the current data differs from --if-current; see 'cxl get-feature'
  []
  [3]
  $ cxl-sim set-feature mem3 6f3a data=05000000 --yes --if-current data=02000000 | jq .[0].changed
  true

Data from a file or a pipe, and partial data.

  $ cxl-sim set-feature mem3 a4c9 -i zeros --yes | jq -c '.[0] | [.changed, .takes_effect, .verified]'
  [true,"now",true]
  $ printf abc | cxl-sim set-feature mem3 a4c9 -i - --offset 297 --yes | jq -c '.[0].verified'
  true
  $ cxl-sim get-feature mem3 a4c9 --binary | tail -c 4 | xxd -p
  00616263
  $ cxl-sim set-feature mem3 a4c9 -i zeros --offset 1 --yes
  mem3: invalid data: 300 bytes at offset 1 exceed the size of unknown-a4c9e7b0 (300 bytes)
  []
  [1]
  $ printf abc | cxl-sim set-feature mem3 a4c9 -i - --yes
  mem3: invalid data: 3 bytes, expected 300; use --input and --offset to set part of the data
  []
  [1]
  $ cxl-sim set-feature mem3 a4c9 -i /dev/zero --yes
  /dev/zero: file too large
  []
  [1]
  $ cxl-sim set-feature mem3 a4c9 -i missing --yes
  missing: cannot read: No such file or directory
  []
  [1]
  $ cxl-sim set-feature mem3 a4c9 -i /dev/null --yes
  mem3: invalid data: empty
  
   usage: cxl-sim set-feature <memdev>...|all <feature> (<key>=<value>... | -i
          <file> | --default) [<options>]
  
   See 'cxl-sim set-feature --help' for a description of the options.
  [129]
  $ cxl-sim set-feature mem3 a4c9 data=00 --yes
  mem3: invalid data: 1 bytes, expected 300; use --input and --offset to set part of the data
  []
  [1]
  $ cxl-sim set-feature mem3 a4c9 level=3 --yes
  mem3: unknown field 'level': the layout of unknown-a4c9e7b0 is not known; use data=HEX or -i FILE
  
   usage: cxl-sim set-feature <memdev>...|all <feature> (<key>=<value>... | -i
          <file> | --default) [<options>]
  
   See 'cxl-sim set-feature --help' for a description of the options.
  [129]
  $ cxl-sim set-feature mem3 a4c9 -i zeros --offset x 2>&1 | head -n 1
    Error: invalid --offset 'x': expected 0 to 65535

Nothing is sent if the kernel panics on the taint.

  $ cp sim/proc/cmdline cmdline; echo 'quiet panic_on_taint=0x80000,nousertaint' >sim/proc/cmdline
  $ cxl-sim set-feature mem3 a4c9 -i zeros --yes
  mem3: unknown-a4c9e7b0: refusing to set: this taints the kernel (J: mutating debug operation through fwctl), and panic_on_taint includes this bit; boot without panic_on_taint=
  []
  [3]
  $ printf 'quiet %9000s panic_on_taint=0x80000\n' '' >sim/proc/cmdline
  $ cxl-sim set-feature mem3 a4c9 -i zeros --yes 2>&1 | grep -o 'includes this bit'
  includes this bit
  $ rm sim/proc/cmdline
  $ cxl-sim set-feature mem3 a4c9 -i zeros --yes 2>&1 | grep -o 'unknown whether.*'
  unknown whether that causes a panic: cannot read the kernel command line; mount procfs on /proc
  $ cp cmdline sim/proc/cmdline

Nothing is sent if the audit record cannot be written.

  $ mv sim/dev/kmsg kmsg; cxl-sim log sim --clear >/dev/null
  $ cxl-sim set-feature mem3 a4c9 -i zeros --yes
  mem3: unknown-a4c9e7b0: refusing to set: cannot write the audit record: No such file or directory; run as root, and check that /dev/log or /dev/kmsg exists
  []
  [3]
  $ cxl-sim log sim | grep 0x0502
  [1]
  $ mv kmsg sim/dev/kmsg

Scope 3 requires CAP_SYS_RAWIO.

  $ cp sim/proc/self/status status; sed -i 's/^CapEff:.*/CapEff:\t0000000000000000/' sim/proc/self/status
  $ cxl-sim set-feature mem3 a4c9 -i zeros --yes
  mem3: unknown-a4c9e7b0: setting this Feature requires CAP_SYS_RAWIO (fwctl scope debug_write_full); run as root
  []
  [1]
  $ cp status sim/proc/self/status

The prompt on a terminal: the whole word is required, and only what is typed after the question counts.

  $ set='cxl-sim set-feature mem3 6f3a data=07000000 --format json'
  $ show() { grep -oE 'Type yes to continue: |refusing.*|interrupted, .*|"changed":true'; }
  $ echo 0 >sim/proc/sys/kernel/tainted
  $ for answer in n y yoghurt 'yes!' '' YES; do "$TESTS/pty" '' 'yes\n' 'to continue: ' "$answer\\n" -- $set | show; done
  Type yes to continue: 
  refusing to set: not confirmed; expected 'yes'
  Type yes to continue: 
  refusing to set: not confirmed; expected 'yes'
  Type yes to continue: 
  refusing to set: not confirmed; expected 'yes'
  Type yes to continue: 
  refusing to set: not confirmed; expected 'yes'
  Type yes to continue: 
  refusing to set: not confirmed; expected 'yes'
  Type yes to continue: 
  refusing to set: not confirmed; expected 'yes'

It names the Feature and the size of its data.

  $ "$TESTS/pty" 'to continue: ' 'n\n' -- $set | sed '/refusing/q'
  mem3: Feature 6f3a1c52-8d0e-4b7a-9c41-2e5d7f8090a1 (4 bytes): this taints the
  kernel until reboot (J: mutating debug operation through fwctl).
  Type yes to continue: n
  mem3: unknown-6f3a1c52: refusing to set: not confirmed; expected 'yes'
  $ "$TESTS/pty" 'to continue: ' 'n\n' -- sh -c "stty cols 40; $set" | sed '/refusing/q'
  mem3: Feature
  6f3a1c52-8d0e-4b7a-9c41-2e5d7f8090a1 (4
  bytes): this taints the kernel until
  reboot (J: mutating debug operation
  through fwctl).
  Type yes to continue: n
  mem3: unknown-6f3a1c52: refusing to set: not confirmed; expected 'yes'

A NUL or another control character does not end the answer, nor does Ctrl-D.

  $ for answer in 'yes\0 no, wait\n' 'yes\x01 no\n' 'yes\t\n' 'yes\x04'; do "$TESTS/pty" 'to continue: ' "$answer" -- $set | show; done
  Type yes to continue: 
  refusing to set: not confirmed; expected 'yes'
  Type yes to continue: 
  refusing to set: not confirmed; expected 'yes'
  Type yes to continue: 
  refusing to set: not confirmed; expected 'yes'
  Type yes to continue: 
  refusing to set: not confirmed; expected 'yes'
  $ taint
  0

Ctrl-D and Ctrl-C.

  $ for key in '\x04' '\x03'; do "$TESTS/pty" 'to continue: ' "$key" -- $set | show; done
  Type yes to continue: 
  refusing to set: not confirmed; expected 'yes'
  Type yes to continue: 
  interrupted, nothing was changed
  $ taint; records | tail -n 2
  0
  ["refused","0x0502",36,"not_confirmed",null]
  ["refused","0x0502",36,"interrupted",null]
  $ "$TESTS/pty" 'to continue: ' 'yes\n' -- $set | show; taint
  Type yes to continue: 
  "changed":true
  524288

Interrupted while the Feature is read: nothing is set.

  $ . "$TESTS/functions.sh"
  $ echo 0 >sim/proc/sys/kernel/tainted; cxl-sim log sim --clear >/dev/null; hold mem3 0x0501
  $ cxl-sim set-feature mem3 6f3a data=08000000 --yes >/dev/null 2>err & wait_for held 0x0501; kill -TERM $!; release 0x0501; wait $!
  [1]
  $ grep -o 'mem3: .*interrupted' err | grep -o interrupted; taint; cxl-sim log sim --clear | grep -c 0x0502
  interrupted
  0
  0
  [1]

A read of the new value that is refused is a failure: the Feature was set.

  $ dev=sim/sys/class/fwctl/fwctl0/dev; cp $dev number
  $ hold mem3 0x0502; (wait_for held 0x0502; echo 9:9 >$dev; release 0x0502) &
  $ cxl-sim set-feature mem3 6f3a data=0b000000 --yes; echo $?; wait; cp number $dev
  mem3: unknown-6f3a1c52: sent, but the new value cannot be read back: refusing to use /dev/fwctl/fwctl0: device number is 241:0, expected 9:9; check that udev is running
    Warning: mem3: unknown-6f3a1c52: the kernel is tainted (J): the bit was set by this attempt
  []
  1
  $ echo 0 >sim/proc/sys/kernel/tainted

A Set that fails tells whether it has tainted the kernel.

  $ cxl-sim fault sim mem3 0x0502 code 2 --count 2
  $ cxl-sim set-feature mem3 6f3a data=08000000 --yes
  mem3: unknown-6f3a1c52: command 0x0502: the device returned code 0x02: invalid input
    Warning: mem3: unknown-6f3a1c52: the kernel is tainted (J): the bit was set by this attempt
  []
  [1]
  $ cxl-sim set-feature mem3 6f3a data=08000000 --yes
  mem3: unknown-6f3a1c52: command 0x0502: the device returned code 0x02: invalid input
  []
  [1]

Writers are serialized by a lock; a waiting writer can be interrupted.

  $ lock=sim/run/cxl/mem3.lock
  $ flock $lock timeout --preserve-status -s INT 1 cxl-sim set-feature mem3 6f3a data=09000000 --yes
  mem3: unknown-6f3a1c52: interrupted
  []
  [1]
  $ chmod 777 sim/run/cxl; cxl-sim set-feature mem3 6f3a data=09000000 --yes; echo $?; chmod 700 sim/run/cxl
  mem3: unknown-6f3a1c52: refusing to set: cannot lock /run/cxl/mem3.lock: wrong owner or mode; directory /run/cxl must belong to root and have mode 0700, and the files in it mode 0600
  []
  3

The value read back cannot be compared: the layout is not known and the sizes differ.

  $ cat > sizes <<'END'
  > device mem3
  >   feature 11111111-2222-3333-4444-555555555555
  >     sizes 8 4
  >     flags 0x1
  >     effects 0x0202
  >     applies now
  >     current 0102030405060708
  > END
  $ cxl-sim new sizes.sim --devices sizes
  $ cxl-sim -C sizes.sim set-feature mem3 1111 data=05000000 --yes | jq -c '.[0] | [.changed, .verified, .new.data]'
    Warning: mem3: unknown-11111111: the value read back cannot be compared with the value set
  [true,false,"0500000005060708"]

The new value takes effect at a reset, and the device has no saved value.

  $ sed 's/sizes 8 4/sizes 4 4/; s/0x0202/0x0201/; s/applies now/applies reset/; s/0102030405060708/01020304/' sizes > reset
  $ cxl-sim new reset.sim --devices reset
  $ cxl-sim -C reset.sim set-feature mem3 1111 data=05000000 --yes | jq -c '.[0] | [.changed, .verified, .new.data]'
    Warning: mem3: unknown-11111111: the new value is not visible before the next reset
  [true,false,"01020304"]

If it is visible before the reset all the same, it is verified.

  $ sed 's/applies reset/applies now/' reset >early; cxl-sim new early.sim --devices early
  $ cxl-sim -C early.sim set-feature mem3 1111 data=05000000 --yes | jq -c '.[0] | [.changed, .verified, .new.data]'
  [true,true,"05000000"]

Signals other than SIGTERM stop a change in order, too: nothing is set before the first change, and there is no core.

  $ cxl-sim log sim --clear >/dev/null
  $ for s in QUIT ALRM XCPU PROF IO PWR STKFLT ABRT RTMIN RTMAX; do hold mem3 0x0501; env --default-signal=QUIT cxl-sim set-feature mem3 6f3a data=08000000 --yes >/dev/null 2>err &
  >     wait_for held 0x0501; kill -$s $!; release 0x0501; wait $!; echo "$s $? $(grep -q interrupted err && echo interrupted)"; done
  QUIT 1 interrupted
  ALRM 1 interrupted
  XCPU 1 interrupted
  PROF 1 interrupted
  IO 1 interrupted
  PWR 1 interrupted
  STKFLT 1 interrupted
  ABRT 1 interrupted
  RTMIN 1 interrupted
  RTMAX 1 interrupted
  $ cxl-sim log sim | grep 0x0502
  [1]
