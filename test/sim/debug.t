Debug messages: every attribute that is read or written, and every command, with the result.

  $ cxl-sim new sim > /dev/null; export CXL_SIM=$PWD/sim
  $ cxl-sim get-timestamp mem0 > plain; cxl-sim get-timestamp mem0 --debug 2> err | cmp - plain
  $ grep command err
  debug: command 0x0300 to cxl/mem0 by ioctl, 0 bytes in: return code 0x0000, 8 of up to 72 bytes out
  $ grep -c '^debug: read /sys/devices/.*/mem0/serial: 0xc0$' err
  1
  $ grep -v '^debug: ' err
  [1]
  $ CXL_LOG=debug cxl-sim get-timestamp mem0 2>&1 > /dev/null | cmp - err
  $ cxl-sim list -M --debug 2> err | cmp - <(cxl-sim list -M); grep -c 'ram/size: 0x40000000$' err
  2
  $ rm "$(echo sim/sys/devices/pci*/*/*/mem0/firmware_version)"; cxl-sim list -m mem0 --debug 2>&1 > /dev/null | grep firmware | sed 's,/sys.*/mem0/,,'
  debug: read firmware_version: No such file or directory

Errors of the device and of the kernel, and writes; none of those of the simulated kernel itself.

  $ cxl-sim fault sim mem0 0x0300 code 5; cxl-sim get-timestamp mem0 --debug 2>&1 > /dev/null | grep debug.*command
  debug: command 0x0300 to cxl/mem0 by ioctl, 0 bytes in: return code 0x0005, 0 of up to 72 bytes out
  $ cxl-sim fault sim mem0 0x0300 none; cxl-sim fault sim mem0 0x0300 errno ENOMEM
  $ cxl-sim get-timestamp mem0 --debug 2>&1 > /dev/null | grep debug.*command
  debug: command 0x0300 to cxl/mem0 by ioctl, 0 bytes in: Cannot allocate memory
  $ cxl-sim set-feature mem0 patrol-scrub cycle_hours=24 --debug 2>&1 > /dev/null | grep '^debug: write' | sed 's,/sys.*/scrub0/,,' | grep -v kmsg
  debug: write current_cycle_duration: 86400
  $ for v in 'get-feature mem0 patrol-scrub' 'list-features -V' 'set-feature mem0 patrol-scrub cycle_hours=25 --dry-run' 'list -vvv'; do cxl-sim $v --debug 2>&1 >/dev/null | grep '^debug: write'; done
  [1]

"-o -" is standard output, as --binary.

  $ cxl-sim get-timestamp mem1 -b > bytes; wc -c < bytes; cxl-sim get-timestamp mem1 -o - | cmp - bytes
  8
  $ cxl-sim get-log mem0 cel -b > bytes; cxl-sim get-log mem0 cel --output=- | cmp - bytes; [ -s bytes ]
  $ cxl-sim get-feature mem3 6f3a -b > bytes; cxl-sim get-feature mem3 6f3a -o - | cmp - bytes; [ -s bytes ]
  $ cxl-sim send-command mem1 get-timestamp -o - | od -An -tx1 | cmp - <(cxl-sim get-timestamp mem1 -b | od -An -tx1)
  $ for c in 'get-timestamp mem1' 'get-log mem0 cel' 'get-feature mem3 6f3a' 'send-command mem1 get-timestamp'; do
  >     cxl-sim $c -o - --format json 2>&1 | head -1; done | uniq -c
        4   Error: --output - cannot be combined with --format
  $ ls -d ./- 2> /dev/null
  [2]

get-timestamp -u prints the date, unless the timestamp has not been set.

  $ cxl-sim get-timestamp mem1 -u | grep timestamp
    "timestamp_ns":1700000000000000000,
    "timestamp":"2023-11-14T22:13:20Z"
  $ cxl-sim new unset --devices <(printf 'device mem1\n  timestamp 0\n') > /dev/null 2>&1 || echo no
  $ cxl-sim -C unset get-timestamp mem1 -u | jq -c '[.timestamp_ns, .timestamp]'
  [0,null]

Lists without an element: a warning, and no empty row in a table.

  $ cxl-sim list-commands mem0 mem1 --unknown --effects security --format table
    Warning: mem0: no matching commands found
    Warning: mem1: no matching commands found
  $ cxl-sim list-commands mem0 --unknown --effects security | jq -c .
    Warning: mem0: no matching commands found
  [{"memdev":"mem0","serial":"0xc0","commands":[]}]

Warnings in an envelope do not end in a newline.

  $ cxl-sim list -m mem9 --format envelope 2> /dev/null | jq -c .warnings
  ["no matching devices found"]
