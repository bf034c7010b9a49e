# SPDX-License-Identifier: GPL-2.0-only
Logs of memory devices: list-logs, get-log, clear-log.

  $ cxl-sim new sim
  $ export CXL_SIM=$PWD/sim
  $ fault() { cxl-sim fault $CXL_SIM "$1" "$2" none; cxl-sim fault $CXL_SIM "$@"; }
  $ sent() { cxl-sim log $CXL_SIM --clear | cut -d ' ' -f 1-5; }
  $ cel=0da9c0b5-bf41-4b78-8f79-96b1623b3f17 debug=5e1819d9-11a9-400c-811f-d60719403d86

Supported logs and their capabilities.

  $ cxl-sim list-logs mem3
  [
    {
      "memdev":"mem3",
      "serial":"0xc3",
      "logs":[
        {
          "name":"cel",
          "title":"Command Effects Log",
          "uuid":"0da9c0b5-bf41-4b78-8f79-96b1623b3f17",
          "size":76,
          "clearable":false,
          "clear_supported":false,
          "populate_supported":false,
          "auto_populate":false,
          "persists_over_cold_reset":false
        },
        {
          "name":"vendor-debug",
          "title":"Vendor Debug Log",
          "uuid":"5e1819d9-11a9-400c-811f-d60719403d86",
          "size":16,
          "clearable":false,
          "clear_supported":true,
          "populate_supported":false,
          "auto_populate":false,
          "persists_over_cold_reset":false
        }
      ]
    }
  ]
  $ cxl-sim list-logs --format table
  MEMDEV NAME         SIZE CLEARABLE UUID
  mem0   cel            76 false     0da9c0b5-bf41-4b78-8f79-96b1623b3f17
  mem1   cel            76 false     0da9c0b5-bf41-4b78-8f79-96b1623b3f17
  mem2   cel            88 false     0da9c0b5-bf41-4b78-8f79-96b1623b3f17
  mem3   cel            76 false     0da9c0b5-bf41-4b78-8f79-96b1623b3f17
  mem3   vendor-debug   16 false     5e1819d9-11a9-400c-811f-d60719403d86
  $ cxl-sim list-logs mem0 mem3 --human | jq -c 'map(.logs | length)'
  [1,2]

The Command Effects Log, decoded.

  $ cxl-sim get-log mem0 cel --format table | head -n 4
  MEMDEV OPCODE NAME                        COMMAND-SET                EFFECTS
  mem0   0x0200 get-fw-info                 Firmware Update            
  mem0   0x0201 transfer-fw                 Firmware Update            background_operation
  mem0   0x0202 activate-fw                 Firmware Update            cold_reset_config_change,
  $ cxl-sim get-log mem0 $cel | jq -c '.[0] | [.memdev, .commands[2]]'
  ["mem0",{"opcode":"0x0202","name":"activate-fw","command_set":"Firmware Update","effects":["cold_reset_config_change","background_operation"]}]
  $ cxl-sim get-log mem0 0da9 --human | jq -c .commands[0].opcode
  "0x0200"

Binary output.

  $ cxl-sim get-log mem3 vendor-debug --binary
  vendor debug log (no-eol)
  $ cxl-sim get-log mem3 vend
  vendor debug log (no-eol)
  $ cxl-sim get-log mem3 $debug -o debug
  [
    {
      "memdev":"mem3",
      "serial":"0xc3",
      "log":{
        "name":"vendor-debug",
        "title":"Vendor Debug Log",
        "uuid":"5e1819d9-11a9-400c-811f-d60719403d86",
        "size":16
      },
      "output":"debug"
    }
  ]
  $ cat debug; ls
  vendor debug logdebug
  sim
  $ cxl-sim get-log mem0 cel --binary | xxd | head -n 1
  00000000: 0002 0000 0102 4000 0202 4100 0003 0000  ......@...A.....
  $ cxl-sim get-log mem3 vend -o debug --format table; ls
  memdev     mem3
  serial     0xc3
  log.name   vendor-debug
  log.title  Vendor Debug Log
  log.uuid   5e1819d9-11a9-400c-811f-d60719403d86
  log.size   16
  output     debug
  debug
  sim

Unsupported logs and invalid arguments.

  $ cxl-sim get-log mem0 vendor-debug
  mem0: the device does not support the log vendor-debug; see 'cxl list-logs'
  []
  [4]
  $ cxl-sim get-log mem0 nonsense
  nonsense: unknown log 'nonsense'; use a UUID or a name such as cel, see 'cxl list-logs'
  
   usage: cxl-sim get-log <memdev>...|all <log> [<options>]
  
   See 'cxl-sim get-log --help' for a description of the options.
  [129]
  $ cxl-sim get-log mem9 cel 2>&1 | cut -d ';' -f 1
  mem9: no such memory device
  []
  $ for log in cxl ven m; do cxl-sim get-log mem0 $log 2>&1 | head -1; done
  cxl: unknown log 'cxl'; use a UUID or a name such as cel, see 'cxl list-logs'
  ven: log 'ven' is too short: expected at least 4 characters; see 'cxl list-logs'
  m: log 'm' is too short: expected at least 4 characters; see 'cxl list-logs'
  $ cxl-sim get-log mem0 media-test
  media-test: ambiguous log 'media-test': could be media-test-capability, media-test-short, media-test-long; use a longer prefix
  
   usage: cxl-sim get-log <memdev>...|all <log> [<options>]
  
   See 'cxl-sim get-log --help' for a description of the options.
  [129]
  $ cxl-sim get-log mem0 2>&1 | head -n 1
    Error: missing argument: expected <memdev>...|all <log> [<options>]
  $ cxl-sim get-log mem3 vend -o nowhere/debug
  mem3: cannot open nowhere/debug: No such file or directory
  []
  [1]
  $ cxl-sim get-log mem3 vend -o debug --binary 2>&1 | head -n 1
    Error: --binary cannot be combined with --output
  $ cxl-sim get-log mem3 vend --columns name --binary 2>/dev/null
  [129]
  $ fault mem3 0x0401 code 0x17
  $ cxl-sim get-log mem3 vend --binary
  mem3: command 0x0401: the device returned code 0x17: invalid or unsupported log
  [1]
  $ cxl-sim get-log mem3 vend -o other; ls -A | grep -E 'other|tmp'
  mem3: command 0x0401: the device returned code 0x17: invalid or unsupported log
  []
  [1]
  $ fault mem3 0x0401 busy
  $ cxl-sim get-log mem3 cel
  mem3: command 0x0401: the mailbox is busy or the device is being sanitized; try again later
  []
  [1]
  $ fault mem3 0x0401 none
  $ fault mem3 0x0400 timeout
  $ cxl-sim list-logs mem3 mem0 --format table
  mem3: command 0x0400: timed out; see the kernel log
  memdev                    mem0
  name                      cel
  title                     Command Effects Log
  uuid                      0da9c0b5-bf41-4b78-8f79-96b1623b3f17
  size                      76
  clearable                 false
  clear_supported           false
  populate_supported        false
  auto_populate             false
  persists_over_cold_reset  false
  [2]
  $ fault mem3 0x0400 none

A log of 1000 bytes through a mailbox of 256: overlapping chunks are reassembled.

  $ seq 1000 1249 | tr '\n' ' ' >big.txt; head -c 1000 big.txt | xxd -p | fold -w 60 | sed "s/^/\tlog $debug /" >log.lines
  $ { printf 'device mem0\n\tpayload_max 256\n'; for o in 0x0400 0x0401 0x0402 0x0403 0x0405 0x4000; do printf '\tcel %s 0\n' $o; done; cat log.lines; } >devices
  $ cxl-sim new big.sim --devices devices; export CXL_SIM=$PWD/big.sim
  $ for f in $(find big.sim/sys/devices -path '*mem0/payload_max'); do echo 256 >$f; done
  $ cxl-sim list-logs mem0 --format table
  MEMDEV NAME         SIZE CLEARABLE UUID
  mem0   cel            24 false     0da9c0b5-bf41-4b78-8f79-96b1623b3f17
  mem0   vendor-debug 1000 true      5e1819d9-11a9-400c-811f-d60719403d86
  $ sent >/dev/null; cxl-sim get-log mem0 vendor-debug --binary | cmp - <(head -c 1000 big.txt)
  $ sent
  mem0 0x0400 in=0 out=48 code=0x00
  mem0 0x0401 in=24 out=256 code=0x00
  mem0 0x0401 in=24 out=256 code=0x00
  mem0 0x0401 in=24 out=256 code=0x00
  mem0 0x0401 in=24 out=256 code=0x00
  mem0 0x0401 in=24 out=40 code=0x00

Replies shorter than requested result in more chunks; an empty reply is an error.

  $ fault mem0 0x0401 short 100
  $ cxl-sim get-log mem0 vend --binary | cmp - <(head -c 1000 big.txt); sent | wc -l
  13
  $ fault mem0 0x0401 short 100 --after 2 --count 1
  $ cxl-sim get-log mem0 vend --binary | cmp - <(head -c 1000 big.txt)
  $ fault mem0 0x0401 short 0 --after 2
  $ cxl-sim get-log mem0 vend -o out; ls out*
  mem0: the log ends after 496 of 1000 bytes
  []
  ls: cannot access 'out*': No such file or directory
  [2]
  $ fault mem0 0x0401 long 30
  $ cxl-sim get-log mem0 vend --binary | cmp - <(head -c 1000 big.txt)
  $ fault mem0 0x0401 code 0x04 --after 3
  $ cxl-sim get-log mem0 vend -o out; ls out*
  mem0: command 0x0401: the device returned code 0x04: internal device error
  []
  ls: cannot access 'out*': No such file or directory
  [2]

Offsets in units of four bytes are detected, and no output file is kept.

  $ fault mem0 0x0401 offset-units
  $ cxl-sim get-log mem0 vend -o out; ls out*
  mem0: log chunks differ at offset 256: the log has changed, or the device handles offsets incorrectly; try again; if this persists, report it to the device vendor
  []
  ls: cannot access 'out*': No such file or directory
  [2]
  $ cxl-sim get-log mem0 vend -o out --format envelope 2>/dev/null | jq -r '.errors[0].code'
  log_chunks_differ
  $ cxl-sim get-log mem0 cel | jq -c '.[0].commands | length'
  6
  $ fault mem0 0x0401 none

Interrupted: the progress is reported, and no output file is kept.

  $ . "$TESTS/functions.sh"
  $ fault mem0 0x0401 together 3 --after 1 --count 1; sent >/dev/null; logged() { [ "$(grep -cs 0x0401 big.sim/state/log)" = $1 ]; }
  $ cxl-sim get-log mem0 vend -o out 2>err & wait_for logged 2; kill -TERM $!; echo ' 0x0401 ' >>big.sim/state/log; wait $!
  []
  [1]
  $ cat err; ls out*
  mem0: interrupted after 496 of 1000 bytes
  ls: cannot access 'out*': No such file or directory
  [2]
  $ fault mem0 0x0401 none

An incomplete list of logs is continued with the sub-list command.

  $ sent >/dev/null; fault mem0 0x0400 short 28
  $ cxl-sim list-logs mem0 | jq -c '.[0].logs | map(.name)'
  ["cel","vendor-debug"]
  $ sent | grep 0x040[05]
  mem0 0x0400 in=0 out=28 code=0x00
  mem0 0x0405 in=2 out=28 code=0x00
  mem0 0x0400 in=0 out=28 code=0x00
  mem0 0x0405 in=2 out=28 code=0x00
  $ cxl-sim get-log mem0 vend --binary | wc -c
  1000
  $ fault mem0 0x0400 short 8
  $ cxl-sim list-logs mem0 | jq -c '.[0].logs | map(.name)'
  ["cel","vendor-debug"]
  $ fault mem0 0x0405 short 20
  $ cxl-sim list-logs mem0
  mem0: Get Supported Logs: the list is incomplete
  []
  [1]
  $ fault mem0 0x0405 code 0x02
  $ cxl-sim list-logs mem0
  mem0: command 0x0405: the device returned code 0x02: invalid input
  []
  [1]
  $ fault mem0 0x0405 none
  $ cxl-sim fault $CXL_SIM mem0 0x0400 none

Unreadable capabilities are omitted, reported, and a failure; so is a short reply.

  $ cxl-sim list-logs mem0 | jq -c '.[0].logs[1] | keys'
  ["auto_populate","clear_supported","clearable","name","persists_over_cold_reset","populate_supported","size","title","uuid"]
  $ fault mem0 0x0402 code 0x04
  $ cxl-sim list-logs mem0 | jq -c '.[0].logs[1] | keys'; echo ${PIPESTATUS[0]}
    Warning: mem0: cannot read log capabilities: command 0x0402: the device returned code 0x04: internal device error
  ["clearable","name","size","title","uuid"]
  1
  $ fault mem0 0x0402 none; fault mem0 0x0402 short 2
  $ cxl-sim list-logs mem0 | jq -c '.[0].logs[1] | keys'; echo ${PIPESTATUS[0]}
    Warning: mem0: short response: 2 of 4 bytes
    Warning: mem0: short response: 2 of 4 bytes
  ["clearable","name","size","title","uuid"]
  1
  $ fault mem0 0x0402 none

clear-log: only the vendor debug log, with confirmation.

  $ sent >/dev/null
  $ cxl-sim clear-log mem0 vendor-debug --yes
  mem0: refusing to clear the vendor debug log of mem0: the device is in use: part of region0, dax0.0: 16 of 16 memory blocks are online; disable and destroy the region first, or use --force to override
  []
  [3]
  $ cxl-sim clear-log --force mem0 vendor-debug </dev/null
  mem0: refusing to clear the vendor debug log of mem0: the contents of the vendor debug log will be lost; use --yes to confirm
  []
  [3]
  $ cxl-sim clear-log --force mem0 vendor-debug --dry-run
  mem0: refusing to clear the vendor debug log of mem0: the contents of the vendor debug log will be lost; use --yes to confirm
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "log":"vendor-debug",
      "dry_run":true,
      "changed":false,
      "verdict":"needs_yes"
    }
  ]
  [3]
  $ "$TESTS/pty" 'Continue? [y/N] ' 'n\n' -- cxl-sim clear-log --force mem0 vendor-debug
  mem0: the contents of the vendor debug log will be lost.
  Continue? [y/N] n
  mem0: refusing to clear the vendor debug log of mem0: not confirmed; expected 'y' or 'yes'
  [3]
  $ "$TESTS/pty" -- cxl-sim clear-log mem1 vendor-debug
  mem1: command 0x0403 is not supported by this device or kernel
  [4]
  $ cxl-sim clear-log --force mem0 vendor-debug --yes --dry-run
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "log":"vendor-debug",
      "dry_run":true,
      "changed":true,
      "verdict":"allowed"
    }
  ]
  $ cxl-sim clear-log mem3 mem9 vendor-debug --yes
  mem9: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
    Warning: no device was changed
  []
  [1]
  $ cxl-sim clear-log mem0 cel --yes 2>&1 | head -n 1
    Error: invalid log 'cel': expected vendor-debug
  $ cxl-sim clear-log mem0 $cel --yes 2>&1 | head -n 1
    Error: invalid log '0da9c0b5-bf41-4b78-8f79-96b1623b3f17': expected vendor-debug
  $ sent; sed 's/.*cxl-audit: //' big.sim/dev/kmsg | jq -r .event | sort -u; : >big.sim/dev/kmsg
  mem0 0x0400 in=0 out=48 code=0x00
  refused
  $ cxl-sim clear-log --force mem0 vendor-debug --yes
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "log":"vendor-debug",
      "changed":true
    }
  ]
  $ sent
  mem0 0x0400 in=0 out=48 code=0x00
  mem0 0x0403 in=16 out=0 code=0x00
  $ sed 's/.*cxl-audit: //' big.sim/dev/kmsg | jq -c '[.event, .verb, .device, .opcode, .result]'
  ["intent","clear-log","mem0","0x0403",null]
  ["outcome","clear-log","mem0","0x0403","done"]
  $ cxl-sim get-log mem0 vend --binary | tr -d '\0' | wc -c
  0
  $ cxl-sim clear-log --force mem0 mem1 vend --yes --format table
  mem1: command 0x0403 is not supported by this device or kernel
  memdev   mem0
  serial   0xc0
  log      vendor-debug
  changed  true
  [2]
  $ cxl-sim clear-log mem1 vend --yes
  mem1: command 0x0403 is not supported by this device or kernel
  []
  [4]
  $ fault mem0 0x0403 code 0x17
  $ cxl-sim clear-log --force mem0 vend -y
  mem0: command 0x0403: the device returned code 0x17: invalid or unsupported log
  []
  [1]

A symbolic link is kept and its target is replaced; --format of a binary log requires --output.

  $ cxl-sim new fresh >/dev/null; export CXL_SIM=fresh
  $ ln -s target link; : >target; cxl-sim get-log mem3 vendor-debug -o link >out; test -L link; stat -c %s target
  16
  $ cxl-sim get-log mem3 vendor-debug --format json 2>&1 | head -n 1
    Error: --format with a binary log requires --output

A log is clearable if the kernel has enabled Clear Log for the device.

  $ for cel in 0x0403 0x0401; do printf 'device mem0\n\tcel 0x0400 0\n\tcel %s 0x10\n\tlog 5e1819d9-11a9-400c-811f-d60719403d86 76\n' $cel >devices
  >     rm -rf clear; cxl-sim new clear --devices devices >/dev/null; CXL_SIM=clear cxl-sim list-logs mem0 | jq -c '[.[].logs[] | select(.name == "vendor-debug").clearable]'; done
  [true]
  [false]

The examples in the manual pages.

  $ manual=$TESTS/../Documentation; cxl-sim new example >/dev/null
  $ CXL_SIM=example cxl-sim get-log mem0 cel --format table | head -4 | sed 's/ *$//' | grep -vxFf "$manual/cxl-get-log.adoc"
  [1]
  $ sed -n '/^device mem3/,/^----/{/^----/!p}' "$manual/cxl-clear-log.adoc" >clear.sim; cxl-sim new pages --devices clear.sim >/dev/null
  $ CXL_SIM=pages cxl-sim clear-log mem3 mem0 vendor-debug --yes --format table 2>&1 | grep -vxFf "$manual/cxl-clear-log.adoc"
  [1]
