# SPDX-License-Identifier: GPL-2.0-only
Standard input, output and error that are missing or broken.

  $ cxl-sim new sim
  $ export CXL_SIM=$PWD/sim
  $ . "$TESTS/functions.sh"
  $ mkfifo dead; exec 8<>dead 9>dead 8<&-
  $ cycles() { for m in mem0 mem1 mem2; do cxl-sim get-feature $m patrol-scrub | jq '.[0].value.cycle_hours'; done | tr '\n' ' '; echo; }
  $ cycles
  12 12 12 

A dead pipe does not stop a change in progress, and lost output is an error.

  $ cxl-sim fault sim mem0 edac:scrub0/current_cycle_duration errno EIO
  $ cxl-sim set-feature mem0 mem1 mem2 patrol-scrub cycle_hours=20 --yes >/dev/null 2>&9
  [2]
  $ cycles
  12 20 20 
  $ cxl-sim set-feature mem1 mem2 patrol-scrub cycle_hours=21 --yes >&9
  [1]
  $ cxl-sim set-feature mem1 mem2 patrol-scrub cycle_hours=22 --yes >/dev/full
    Error: cannot write to standard output: No space left on device
  [1]
  $ cycles
  12 22 22 

So it is when something else failed as well: refused (3) and not supported (4) are not the whole truth.

  $ cxl-sim set-feature mem1 patrol-scrub cycle_hours=20 --if-current cycle_hours=1 >/dev/full
  mem1: patrol-scrub: refusing to set: cycle_hours is 22, expected 1; see 'cxl get-feature'
    Error: cannot write to standard output: No space left on device
  [1]
  $ cxl-sim send-command mem0 0xc001 >/dev/full
  mem0: the kernel has no interface for command 0xc001; see 'cxl list-commands'
    Error: cannot write to standard output: No space left on device
  [1]

A missing stream is not replaced by a file that is opened later.

  $ hold mem0 0x4200
  $ cxl-sim get-health mem0 <&- >&- 2>&- & pid=$!
  $ streams() { for i in 0 1 2; do readlink /proc/$pid/fd/$i; done; }
  $ open_null() { [ "$(streams | sort | uniq -c | tr -d '\n ')" = 3/dev/null ]; }
  $ wait_for open_null; release 0x4200; wait $pid
  [1]
  $ cxl-sim set-feature mem3 6f3a -i - --yes <&-
  -: cannot read: Bad file descriptor
  []
  [1]
