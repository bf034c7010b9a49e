# SPDX-License-Identifier: GPL-2.0-only
All mailbox return codes by number and meaning (CXL 3.2 table 8-36), and a device that does not respond.
The list is written from the specification, not from the output of the tool.

  $ cxl-sim new sim >/dev/null; export CXL_SIM=$PWD/sim
  $ cat >codes <<EOF
  > 2 input
  > 3 not supported
  > 4 internal
  > 5 retry
  > 6 busy
  > 7 media disabled
  > 8 firmware transfer .*in progress
  > 9 out of order
  > 10 verification failed
  > 11 slot
  > 12 rolled back
  > 13 cold reset
  > 14 handle
  > 15 physical address
  > 16 poison
  > 17 media failure
  > 18 abort
  > 19 security state
  > 20 passphrase
  > 21 mailbox
  > 22 payload length
  > 23 log
  > 24 interrupted
  > 25 version
  > 26 selection
  > 27 feature transfer .*in progress
  > 28 out of order
  > 29 exhausted
  > 30 extent list
  > 31 out of order
  > 32 abort
  > EOF
  $ while read -r code meaning; do
  >   cxl-sim fault sim mem0 0x4200 code $code --count 1
  >   cxl-sim send-command mem0 0x4200 --format envelope </dev/null >out 2>err; rc=$?
  >   jq -e --argjson c $code '.errors[0].device_status == $c and .errors[0].errno == 5' out >/dev/null || echo "$code: wrong status"
  >   grep -qi "$meaning" err || echo "$code: not '$meaning' but: $(cat err)"
  >   case $code in 3 | 21) [ $rc = 4 ] ;; *) [ $rc = 1 ] ;; esac || echo "$code: exit $rc"
  > done <codes; wc -l <codes
  31

A command that the device reports as not supported: not supported, also if the CEL has it.

  $ for o in 0x4200:get-health 0x4000:identify 0x4203:get-shutdown-state 0x0300:get-timestamp; do
  >   cxl-sim fault sim mem0 ${o%:*} code 3 --count 1; cxl-sim ${o#*:} mem0; done
  mem0: command 0x4200: the device returned code 0x03: not supported
  []
  mem0: command 0x4000: the device returned code 0x03: not supported
  []
  mem0: command 0x4203: the device returned code 0x03: not supported
  []
  mem0: command 0x0300: the device returned code 0x03: not supported
  []
  [4]
  $ cxl-sim fault sim mem0 0x4203 code 3 --count 1; cxl-sim get-shutdown-state mem0 mem1 > /dev/null 2>&1
  [2]

The state is set if it cannot be read; a read that fails after that is a failure.

  $ cxl-sim fault sim mem0 0x4203 code 3 --count 1
  $ cxl-sim set-shutdown-state mem0 dirty --force | jq -c '.[0] | [.changed, .old, .new]'
  [true,null,"dirty"]
  $ cxl-sim fault sim mem0 0x4203 code 3 --after 1 --count 1; cxl-sim set-shutdown-state mem0 clean --force
  mem0: written, but the new value cannot be read back: command 0x4203: the device returned code 0x03: not supported
  []
  [1]

In a list it stays a warning.

  $ cxl-sim fault sim mem0 0x4200 code 3 --count 1; cxl-sim list -H -m mem0 | jq -c '.[0].health'
    Warning: mem0: cannot read health: command 0x4200: the device returned code 0x03: not supported
  null
  $ cxl-sim fault sim mem0 0x0400 code 3; cxl-sim list-commands mem0 > /dev/null
    Warning: mem0: cannot read the Command Effects Log: command 0x0400: the device returned code 0x03: not supported
  $ cxl-sim fault sim mem0 0x0400 none

A device that does not respond: a timeout error without output.

  $ cxl-sim fault sim mem0 0x4200 hang --count 1
  $ timeout 30 cxl-sim send-command mem0 0x4200 --format envelope </dev/null 2>/dev/null | jq -c '[(.errors[0] | .code, .device_status), (.result[0].output // null)]'
  ["timeout",null,null]
