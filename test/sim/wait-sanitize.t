# SPDX-License-Identifier: GPL-2.0-only
wait-sanitize: the state is read first; the kernel notifies of its end.

  $ cxl-sim new sim; export CXL_SIM=$PWD/sim; cp -a sim before
  $ state() { echo $2 >"$(find sim/sys/devices -path "*/$1/security/state")"; }
  $ cxl-sim wait-sanitize all
  wait sanitize completed on 4 mem devices
  $ cxl-sim wait-sanitize mem0 -t 0 --format json
  wait sanitize completed on 1 mem device
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "sanitizing":false
    }
  ]

A device that is being sanitized: a timeout is a failure, of this device only.

  $ state mem1 sanitize; cxl-sim wait-sanitize mem1 -t 0; cxl-sim wait-sanitize mem0 mem1 --timeout 100
  mem1: still being sanitized; run it again with a larger --timeout
  wait sanitize failed on 0 mem device
  mem1: still being sanitized; run it again with a larger --timeout
  wait sanitize completed on 1 mem device
  [2]
  $ cxl-sim wait-sanitize mem0,mem1 -t 100 --columns memdev,sanitizing --format pairs
  mem1: still being sanitized; run it again with a larger --timeout
  wait sanitize completed on 1 mem device
  MEMDEV="mem0" SANITIZING="false"
  [2]

The state is read once more when the time is up.

  $ (sleep 0.3; state mem1 disabled) & cxl-sim wait-sanitize mem1 -t 600; wait
  wait sanitize completed on 1 mem device

Without security/state, and with one that cannot be read.

  $ rm "$(find sim/sys/devices -path '*/mem2/security/state')"; cxl-sim wait-sanitize mem2
  wait sanitize completed on 1 mem device
  $ rm "$(find sim/sys/devices -path '*/mem3/security/state')"; mkdir "$(dirname "$(find sim/sys/devices -path '*/mem3/serial')")/security/state"; cxl-sim wait-sanitize mem3
  mem3: cannot read security/state: Is a directory
  wait sanitize failed on 0 mem device
  [1]
  $ : >"$(find sim/sys/devices -path '*/mem1/security/state')"; cxl-sim wait-sanitize mem1
  mem1: cannot read security/state: No data available
  wait sanitize failed on 0 mem device
  [1]

Arguments; nothing is written or sent.

  $ for t in x -2 '' 1.5 99999999999; do cxl-sim wait-sanitize mem0 -t "$t" 2>&1 | head -1; done; cxl-sim wait-sanitize 2>&1 | head -1; cxl-sim wait-sanitize mem9 2>/dev/null
    Error: invalid --timeout 'x': expected milliseconds, or -1
    Error: invalid --timeout '-2': expected milliseconds, or -1
    Error: invalid --timeout '': expected milliseconds, or -1
    Error: invalid --timeout '1.5': expected milliseconds, or -1
    Error: invalid --timeout '99999999999': expected milliseconds, or -1
    Error: missing argument: expected <memdev>...|all [<options>]
  [1]
  $ cxl-sim writes sim; cxl-sim log sim
