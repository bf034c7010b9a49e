# SPDX-License-Identifier: GPL-2.0-only
Several devices are asked at the same time, and none again after its first timeout.

  $ cxl-sim new sim && export CXL_SIM=sim
  $ fault() { cxl-sim fault sim $1 $2 none && cxl-sim fault sim "$@"; }
  $ all() { for m in mem0 mem1 mem2 mem3; do fault $m "$@"; done; cxl-sim log sim --clear >/dev/null; }

A device replies to the first command when each of the four has got one. The order of the output is
that of the devices.

  $ together() { all $1 together 4 --count 1; shift; cxl-sim "$@" --format json | jq -c '[.[].memdev]'; }
  $ together 0x4200 list -M -H
  ["mem0","mem1","mem2","mem3"]
  $ together 0x4200 get-health
  ["mem0","mem1","mem2","mem3"]
  $ together 0x0400 list-logs mem3 all
  ["mem3","mem0","mem1","mem2"]
  $ together 0x0400 list-commands
  ["mem0","mem1","mem2","mem3"]
  $ together 0x0400 get-log all cel
  ["mem0","mem1","mem2","mem3"]
  $ together 0x0501 list-features --values
  ["mem0","mem1","mem2","mem3"]
  $ together 0x0501 get-feature all patrol-scrub
  ["mem0","mem1","mem2","mem3"]
  $ together 0x0501 set-feature all patrol-scrub cycle_hours=20 --dry-run
  ["mem0","mem1","mem2","mem3"]
  $ together 0x4203 set-shutdown-state all dirty --force
  ["mem0","mem1","mem2","mem3"]

Debug messages are whole lines.

  $ cxl-sim list-logs --debug 2>&1 >/dev/null | grep -cv '^debug: '
  0
  [1]

A device that timed out is not asked again; the others are asked everything.

  $ sent() { cxl-sim log sim --clear | awk '{ print $1, $2, $5 }' | sort | uniq -c | sed 's/^ *//'; }
  $ sent >/dev/null; fault mem1 0x4200 timeout; cxl-sim list -vvv >out
    Warning: media errors are not available in cxl-sim
    Warning: mem1: cannot read health: command 0x4200: timed out
    Warning: mem1: cannot read alert_config: command 0x4201: not sent: the device did not reply to an earlier command
    Warning: mem1: cannot read partition_info: command 0x4000: not sent: the device did not reply to an earlier command
    Warning: mem1: cannot read firmware: command 0x0200: not sent: the device did not reply to an earlier command
  [1]
  $ sent
  1 mem0 0x0200 code=0x00
  1 mem0 0x4000 code=0x00
  1 mem0 0x4200 code=0x00
  1 mem0 0x4201 code=0x00
  1 mem1 0x4200 ETIMEDOUT
  1 mem2 0x0200 code=0x00
  1 mem2 0x4000 code=0x00
  1 mem2 0x4200 code=0x00
  1 mem2 0x4201 code=0x00
  1 mem3 0x0200 code=0x00
  1 mem3 0x4000 code=0x00
  1 mem3 0x4200 code=0x00
  1 mem3 0x4201 code=0x00
  $ grep -c '"health"' out; fault mem1 0x4200 none
  3
  $ fault mem1 0x0400 timeout; fault mem3 0x0400 timeout; cxl-sim list-logs --format table; sent
  mem1: command 0x0400: timed out; see the kernel log
  mem3: command 0x0400: timed out; see the kernel log
  MEMDEV NAME SIZE CLEARABLE UUID
  mem0   cel    76 false     0da9c0b5-bf41-4b78-8f79-96b1623b3f17
  mem2   cel    88 false     0da9c0b5-bf41-4b78-8f79-96b1623b3f17
  2 mem0 0x0400 code=0x00
  1 mem0 0x0401 code=0x00
  1 mem0 0x0402 code=0x00
  1 mem1 0x0400 ETIMEDOUT
  2 mem2 0x0400 code=0x00
  1 mem2 0x0401 code=0x00
  1 mem2 0x0402 code=0x00
  1 mem3 0x0400 ETIMEDOUT
  $ fault mem1 0x0400 none; fault mem3 0x0400 none

Through fwctl a timeout is success without data, after two seconds; through EDAC it is an error.

  $ fault mem3 0x0501 hang; cxl-sim list-features mem3 --values | jq -c '.[0].features | length'; sent
  mem3: patrol-scrub: cannot read the current value: command 0x0501: timed out; see the kernel log
  mem3: ecs: cannot read the current value: command 0x0501: not sent: the device did not reply to an earlier command; see the kernel log
  mem3: unknown-6f3a1c52: cannot read the current value: command 0x0501: not sent: the device did not reply to an earlier command; see the kernel log
  mem3: unknown-6f3a1c52: cannot read the default value: command 0x0501: not sent: the device did not reply to an earlier command; see the kernel log
  mem3: unknown-6f3a1c52: cannot read the saved value: command 0x0501: not sent: the device did not reply to an earlier command; see the kernel log
  mem3: unknown-a4c9e7b0: cannot read the current value: command 0x0501: not sent: the device did not reply to an earlier command; see the kernel log
  mem3: unknown-a4c9e7b0: cannot read the default value: command 0x0501: not sent: the device did not reply to an earlier command; see the kernel log
  mem3: unknown-a4c9e7b0: cannot read the saved value: command 0x0501: not sent: the device did not reply to an earlier command; see the kernel log
  4
  1 mem3 0x0400 code=0x00
  1 mem3 0x0401 code=0x00
  1 mem3 0x0501 ETIMEDOUT
  $ fault mem3 0x0501 none
  $ fault mem0 edac-read:scrub0/enable_background timeout; cxl-sim get-feature mem0 patrol-scrub --format json | jq -c '.[0].value'; sent
  mem0: patrol-scrub: enabled: cannot read /sys/bus/edac/devices/cxl_mem0/scrub0/enable_background: Connection timed out; see the kernel log
  null
  $ fault mem0 edac-read:scrub0/enable_background none

A device that timed out is not changed.

  $ shutdown() { cxl-sim send-command mem3 set-shutdown-state --hex 00 --yes "$@"; }
  $ fault mem3 0x0400 timeout; shutdown; sent; tail -1 sim/dev/kmsg | grep -o '"verdict":.*'
  mem3: refusing to send 0x4204: the device did not reply to an earlier command; see the kernel log
  []
  1 mem3 0x0400 ETIMEDOUT
  "verdict":"timed_out"}
  $ shutdown --dry-run >/dev/null; sent; fault mem3 0x0400 none
  mem3: refusing to send 0x4204: the device did not reply to an earlier command; see the kernel log
  1 mem3 0x0400 ETIMEDOUT

Interrupted while the devices are read: nothing is set. The commands end when the log has a fifth one.

  $ . "$TESTS/functions.sh"
  $ all 0x0501 together 5 --count 1; logged() { [ "$(grep -cs 0x0501 sim/state/log)" = $1 ]; }
  $ cxl-sim set-feature all patrol-scrub cycle_hours=20 >out 2>err & wait_for logged 4; kill -TERM $!; wait_for grep -q waiting err; echo ' 0x0501 ' >>sim/state/log; wait $!
  [1]
  $ cat err; cxl-sim log sim | grep -c 0x0502
  
  interrupted: waiting for the response of the device
  mem0: patrol-scrub: bus/edac/devices/cxl_mem0/scrub0/current_cycle_duration: interrupted, not read
  mem1: patrol-scrub: bus/edac/devices/cxl_mem1/scrub0/current_cycle_duration: interrupted, not read
  mem2: patrol-scrub: bus/edac/devices/cxl_mem2/scrub0/current_cycle_duration: interrupted, not read
    Warning: no device was changed
  0
  [1]
