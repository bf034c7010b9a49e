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
  >   [ $rc = 1 ] || echo "$code: exit $rc"
  > done <codes; wc -l <codes
  31

A device that does not respond: a timeout error without output.

  $ cxl-sim fault sim mem0 0x4200 hang --count 1
  $ timeout 30 cxl-sim send-command mem0 0x4200 --format envelope </dev/null 2>/dev/null | jq -c '[(.errors[0] | .code, .device_status), (.result[0].output // null)]'
  ["timeout",null,null]
