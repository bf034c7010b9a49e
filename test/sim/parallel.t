# SPDX-License-Identifier: GPL-2.0-only
Several devices are asked at the same time.

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

Interrupted while the devices are read: nothing is set. The commands end when the log has a fifth one.

  $ wait_for() { for _ in $(seq 400); do "$@" && return; sleep 0.05; done; echo "$*: never" >&2; return 1; }
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
