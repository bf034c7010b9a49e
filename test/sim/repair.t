# SPDX-License-Identifier: GPL-2.0-only
Repair of memory through the EDAC interface of the kernel.

  $ new() { rm -rf sim; cxl-sim new sim --tree "$TESTS/data/four.tree"; : >sim/dev/kmsg; edac=sim/sys/bus/edac/devices/cxl_$dev; }; export CXL_SIM=$PWD/sim
  $ writes() { cxl-sim writes sim --clear | sed 's/^write cxl_mem[0-9]*.//'; }
  $ events() { sed 's/.*cxl-audit: //' sim/dev/kmsg | jq -c '[.event, .verb, .device, .opcode, .path, .verdict, .result]'; : >sim/dev/kmsg; }
  $ values() { (cd $edac/$1; for f in *; do [ $f = repair ] || echo $f=$(cat $f); done) | paste -sd' '; }
  $ row() { cxl-sim repair-memory $dev -t row --dpa 0x40 --nibble-mask 0xf --channel 1 --rank 0 --bank-group 2 --bank 3 --row 0x55 "$@"; }
  $ free() { for f in sim/sys/bus/cxl/devices/decoder0.*/delete_region; do cxl-sim write sim "sys/${f#sim/sys/}" region2 >/dev/null; done; [ ! -e sim/sys/bus/cxl/devices/region2 ]; writes >/dev/null; }
  $ dev=mem3; new

Without a type, it shows what the device offers, and what uses its memory; nothing is written.

  $ cxl-sim repair-memory mem3 | jq -c '.[] | .memdev, .repairs[], .dependents[]'
  "mem3"
  {"interface":"mem_repair0","type":"cacheline","persist_mode":"soft","persist_mode_settable":true,"repair_safe_when_in_use":true,"min_dpa":0,"max_dpa":536870911,"attributes":["dpa","nibble_mask","channel","rank","bank_group","bank","row","column","sub_channel"]}
  {"interface":"mem_repair1","type":"row","persist_mode":"soft","persist_mode_settable":true,"repair_safe_when_in_use":true,"min_dpa":0,"max_dpa":536870911,"attributes":["dpa","nibble_mask","channel","rank","bank_group","bank","row"]}
  {"interface":"mem_repair2","type":"bank","persist_mode":"soft","persist_mode_settable":true,"repair_safe_when_in_use":true,"min_dpa":0,"max_dpa":536870911,"attributes":["dpa","nibble_mask","channel","rank","bank_group","bank"]}
  {"interface":"mem_repair3","type":"rank","persist_mode":"soft","persist_mode_settable":true,"repair_safe_when_in_use":true,"min_dpa":0,"max_dpa":536870911,"attributes":["dpa","nibble_mask","channel","rank"]}
  {"interface":"mem_repair4","type":"ppr","persist_mode":"soft","persist_mode_settable":false,"repair_safe_when_in_use":true,"min_dpa":0,"max_dpa":536870911,"attributes":["dpa","nibble_mask"]}
  {"name":"region2","kind":"region","text":"part of region2"}
  $ cxl-sim repair-memory mem3 --format table --columns type,persist_mode,max_dpa,attributes
  TYPE      PERSIST-MODE    MAX-DPA ATTRIBUTES
  cacheline soft         0x1fffffff dpa,nibble_mask,channel,rank,bank_group,bank,row,column,sub_channel
  row       soft         0x1fffffff dpa,nibble_mask,channel,rank,bank_group,bank,row
  bank      soft         0x1fffffff dpa,nibble_mask,channel,rank,bank_group,bank
  rank      soft         0x1fffffff dpa,nibble_mask,channel,rank
  ppr       soft         0x1fffffff dpa,nibble_mask
  $ cxl-sim repair-memory mem3 --dry-run --format pairs --columns interface,type
  INTERFACE="mem_repair0" TYPE="cacheline"
  INTERFACE="mem_repair1" TYPE="row"
  INTERFACE="mem_repair2" TYPE="bank"
  INTERFACE="mem_repair3" TYPE="rank"
  INTERFACE="mem_repair4" TYPE="ppr"
  $ writes; events; cxl-sim log sim | wc -l
  0

A repair: the attributes of the interface are set and read back, then the repair is started.

  $ free; row | jq -c '.[] | del(.steps)'; writes; cxl-sim log sim; events
  {"memdev":"mem3","serial":"0xa0","interface":"mem_repair1","type":"row","persist_mode":"soft","repair_safe_when_in_use":true,"dpa":64,"nibble_mask":15,"channel":1,"rank":0,"bank_group":2,"bank":3,"row":85,"changed":true}
  mem_repair1/persist_mode 0
  mem_repair1/dpa 0x40
  mem_repair1/nibble_mask 0xf
  mem_repair1/channel 1
  mem_repair1/rank 0
  mem_repair1/bank_group 2
  mem_repair1/bank 3
  mem_repair1/row 0x55
  mem_repair1/repair 1
  mem3 0x0600 in=16 out=0 code=0x00 route=edac scope=-
  ["intent","repair-memory","mem3",null,"bus/edac/devices/cxl_mem3/mem_repair1/persist_mode","allowed",null]
  ["outcome","repair-memory","mem3",null,"bus/edac/devices/cxl_mem3/mem_repair1/persist_mode","allowed","done"]
  $ row --format table --columns step,value
  STEP                         VALUE
  set persist_mode to 0 (soft) 0
  set dpa to 0x40              0x40
  set nibble_mask to 0xf       0xf
  set channel to 1             1
  set rank to 0                0
  set bank_group to 2          2
  set bank to 3                3
  set row to 0x55              0x55
  start soft row sparing       1
  $ cxl-sim repair-memory 3 -t ppr --dpa 4096 --nibble-mask 16777215 -u; cxl-sim log sim | tail -1
  {
    "memdev":"mem3",
    "serial":"0xa0",
    "interface":"mem_repair4",
    "type":"ppr",
    "persist_mode":"soft",
    "repair_safe_when_in_use":true,
    "dpa":"0x1000",
    "nibble_mask":"0xffffff",
    "changed":true,
    "steps":[
      {
        "step":"set dpa to 0x1000",
        "path":"\/sys\/bus\/edac\/devices\/cxl_mem3\/mem_repair4\/dpa",
        "value":"0x1000"
      },
      {
        "step":"set nibble_mask to 0xffffff",
        "path":"\/sys\/bus\/edac\/devices\/cxl_mem3\/mem_repair4\/nibble_mask",
        "value":"0xffffff"
      },
      {
        "step":"start soft post package repair",
        "path":"\/sys\/bus\/edac\/devices\/cxl_mem3\/mem_repair4\/repair",
        "value":"1"
      }
    ]
  }
  mem3 0x0600 in=14 out=0 code=0x00 route=edac scope=-
  $ for t in 'rank' 'bank --bank-group 1 --bank 2' 'cacheline --bank-group 1 --bank 2 --row 3 --column 0xffff --sub-channel 255'; do cxl-sim repair-memory mem3 -t $t --dpa 64 --nibble-mask 0 --channel 255 --rank 1 | jq -c '.[] | [.type, .changed]'; cxl-sim log sim | tail -1; done
  ["rank",true]
  mem3 0x0600 in=16 out=0 code=0x00 route=edac scope=-
  ["bank",true]
  mem3 0x0600 in=16 out=0 code=0x00 route=edac scope=-
  ["cacheline",true]
  mem3 0x0600 in=16 out=0 code=0x00 route=edac scope=-

A dry run prints the steps.

  $ new; free; before=$(values mem_repair1); row --dry-run --format json | jq -c '.[] | del(.steps), .steps[]'; writes; events; [ "$before" = "$(values mem_repair1)" ]
  {"memdev":"mem3","serial":"0xa0","interface":"mem_repair1","type":"row","persist_mode":"soft","repair_safe_when_in_use":true,"dpa":64,"nibble_mask":15,"channel":1,"rank":0,"bank_group":2,"bank":3,"row":85,"dry_run":true,"changed":true,"verdict":"allowed"}
  {"step":"set persist_mode to 0 (soft)","path":"/sys/bus/edac/devices/cxl_mem3/mem_repair1/persist_mode","value":"0"}
  {"step":"set dpa to 0x40","path":"/sys/bus/edac/devices/cxl_mem3/mem_repair1/dpa","value":"0x40"}
  {"step":"set nibble_mask to 0xf","path":"/sys/bus/edac/devices/cxl_mem3/mem_repair1/nibble_mask","value":"0xf"}
  {"step":"set channel to 1","path":"/sys/bus/edac/devices/cxl_mem3/mem_repair1/channel","value":"1"}
  {"step":"set rank to 0","path":"/sys/bus/edac/devices/cxl_mem3/mem_repair1/rank","value":"0"}
  {"step":"set bank_group to 2","path":"/sys/bus/edac/devices/cxl_mem3/mem_repair1/bank_group","value":"2"}
  {"step":"set bank to 3","path":"/sys/bus/edac/devices/cxl_mem3/mem_repair1/bank","value":"3"}
  {"step":"set row to 0x55","path":"/sys/bus/edac/devices/cxl_mem3/mem_repair1/row","value":"0x55"}
  {"step":"start soft row sparing","path":"/sys/bus/edac/devices/cxl_mem3/mem_repair1/repair","value":"1"}

Arguments are checked before the first write: all attributes must be given, since the kernel would use what is left of another repair.

  $ try() { cxl-sim repair-memory mem3 "$@" 2>&1 | head -1; }
  $ try -t ppr; try -t ppr --dpa 0x40; try -t row --dpa 0x40 --rank 1 --bank 1; try -t rank --dpa 0x40 --nibble-mask 1 --channel 0 --rank 0 --row 1; try -t ppr --dpa 0 --nibble-mask 1 --hpa 0
  mem3: missing --dpa, --nibble-mask for post package repair; use the values of the event record, see 'cxl monitor'
  mem3: missing --nibble-mask for post package repair; use the values of the event record, see 'cxl monitor'
  mem3: missing --nibble-mask, --channel, --bank-group, --row for row sparing; use the values of the event record, see 'cxl monitor'
  mem3: rank sparing has no row with this device and kernel; see 'cxl repair-memory' without --type
  mem3: post package repair has no hpa with this device and kernel; see 'cxl repair-memory' without --type
  $ for o in --dpa --nibble-mask --channel --rank --bank-group --bank --row --column --sub-channel; do try -t ppr $o 0x1000000000000000000; try -t ppr $o -1; done | sort | uniq -c
        1   Error: invalid --bank '-1': expected a number such as 0x10
        1   Error: invalid --bank '0x1000000000000000000': expected a number such as 0x10
        1   Error: invalid --bank-group '-1': expected a number such as 0x10
        1   Error: invalid --bank-group '0x1000000000000000000': expected a number such as 0x10
        1   Error: invalid --channel '-1': expected a number such as 0x10
        1   Error: invalid --channel '0x1000000000000000000': expected a number such as 0x10
        1   Error: invalid --column '-1': expected a number such as 0x10
        1   Error: invalid --column '0x1000000000000000000': expected a number such as 0x10
        1   Error: invalid --dpa '-1': expected a number such as 0x10
        1   Error: invalid --dpa '0x1000000000000000000': expected a number such as 0x10
        1   Error: invalid --nibble-mask '-1': expected a number such as 0x10
        1   Error: invalid --nibble-mask '0x1000000000000000000': expected a number such as 0x10
        1   Error: invalid --rank '-1': expected a number such as 0x10
        1   Error: invalid --rank '0x1000000000000000000': expected a number such as 0x10
        1   Error: invalid --row '-1': expected a number such as 0x10
        1   Error: invalid --row '0x1000000000000000000': expected a number such as 0x10
        1   Error: invalid --sub-channel '-1': expected a number such as 0x10
        1   Error: invalid --sub-channel '0x1000000000000000000': expected a number such as 0x10
  $ try -t ppr --nibble-mask 0x1000000; try -t row --channel 256; try -t row --rank 256; try -t row --bank-group 256; try -t row --bank 256; try -t row --row 0x1000000; try -t row --column 65536; try -t row --sub-channel 256
    Error: invalid --nibble-mask '0x1000000': the maximum is 0xffffff
    Error: invalid --channel '256': the maximum is 0xff
    Error: invalid --rank '256': the maximum is 0xff
    Error: invalid --bank-group '256': the maximum is 0xff
    Error: invalid --bank '256': the maximum is 0xff
    Error: invalid --row '0x1000000': the maximum is 0xffffff
    Error: invalid --column '65536': the maximum is 0xffff
    Error: invalid --sub-channel '256': the maximum is 0xff
  $ try -t ppr --dpa 0x20000000 --nibble-mask 1; try -t ppr --dpa 18446744073709551615 --nibble-mask 1; try -t ppr --dpa 0x1fffffff --nibble-mask 1 --dry-run | head -1
  mem3: invalid dpa '0x20000000': valid range is 0x0-0x1fffffff
  mem3: invalid dpa '0xffffffffffffffff': valid range is 0x0-0x1fffffff
  [
  $ try -t row --dpa ''; try -t column; try --persist-mode hard; try --row 1; try -t ppr --persist-mode permanent; cxl-sim repair-memory mem3 mem2 2>&1 | head -1; cxl-sim repair-memory 2>&1 | head -1
    Error: invalid --dpa '': expected a number such as 0x10
    Error: option `type' has invalid value 'column': expected ppr, cacheline, row, bank or rank
    Error: --persist-mode requires --type
    Error: --row requires --type
    Error: option `persist-mode' has invalid value 'permanent': expected soft or hard
    Error: unknown extra parameter "mem2"
    Error: missing argument: expected <memdev> [-t <type> <number options>] [<options>]
  $ try -t ppr --dpa 0x40 >/dev/null; cxl-sim repair-memory mem3 -t ppr --dpa 0x40 2>/dev/null
  []
  [1]
  $ cxl-sim repair-memory mem3 -t ppr --dpa 0x20000000 --nibble-mask 1 2>/dev/null
  []
  [1]
  $ cxl-sim repair-memory mem3 -t ppr --nibble-mask 0x1000000 2>/dev/null
  [129]
  $ cxl-sim repair-memory mem9 2>/dev/null
  []
  [1]
  $ for m in all mem3,mem2 'mem3 mem2' ''; do cxl-sim repair-memory "$m" -t ppr --dpa 0 --nibble-mask 1 2>&1 | head -1; done
    Error: repair-memory requires a single memory device
    Error: repair-memory requires a single memory device
    Error: repair-memory requires a single memory device
    Error: repair-memory requires a single memory device
  $ writes; events

A hard repair is permanent: it needs a token. The kernel has no hard post package repair.

  $ row --persist-mode hard; row --persist-mode hard --yes --force >/dev/null; row --persist-mode hard --confirm 0x1@0000:0d:00.0; writes; events
  mem3: refusing to repair memory of mem3: hard row sparing (dpa 0x40, nibble_mask 0xf, channel 1, rank 0, bank_group 2, bank 3, row 0x55) is permanent and uses spare resources of the device; use --confirm SERIAL@BDF, see '--dry-run'
  []
  mem3: refusing to repair memory of mem3: hard row sparing (dpa 0x40, nibble_mask 0xf, channel 1, rank 0, bank_group 2, bank 3, row 0x55) is permanent and uses spare resources of the device; use --confirm SERIAL@BDF, see '--dry-run'
  mem3: refusing to repair memory of mem3: confirmation does not match; expected SERIAL@BDF of this device; see '--dry-run'
  []
  ["refused","repair-memory","mem3",null,"bus/edac/devices/cxl_mem3/mem_repair1/persist_mode","needs_token",null]
  ["refused","repair-memory","mem3",null,"bus/edac/devices/cxl_mem3/mem_repair1/persist_mode","needs_token",null]
  ["refused","repair-memory","mem3",null,"bus/edac/devices/cxl_mem3/mem_repair1/persist_mode","wrong_token",null]
  $ row --persist-mode hard --dry-run --format json | jq -c '.[] | .persist_mode, .verdict, .confirm, .steps[0, -2, -1]'
  mem3: refusing to repair memory of mem3: hard row sparing (dpa 0x40, nibble_mask 0xf, channel 1, rank 0, bank_group 2, bank 3, row 0x55) is permanent and uses spare resources of the device; a real run asks for SERIAL@BDF, see 'confirm', or requires --confirm SERIAL@BDF
  "hard"
  "needs_token"
  "0xa0@0000:0d:00.0"
  {"step":"set persist_mode to 1 (hard)","path":"/sys/bus/edac/devices/cxl_mem3/mem_repair1/persist_mode","value":"1"}
  {"step":"start hard row sparing","path":"/sys/bus/edac/devices/cxl_mem3/mem_repair1/repair","value":"1"}
  {"step":"set persist_mode to 0 (soft) again","path":"/sys/bus/edac/devices/cxl_mem3/mem_repair1/persist_mode","value":"0"}
  $ row --persist-mode hard --confirm 0xa0@0000:0d:00.0 | jq -c '.[] | .persist_mode'; writes; cxl-sim log sim | tail -1; cat $edac/mem_repair1/persist_mode
  mem3: hard row sparing (dpa 0x40, nibble_mask 0xf, channel 1, rank 0, bank_group 2, bank 3, row 0x55) is permanent and uses spare resources of the device
  "hard"
  mem_repair1/persist_mode 1
  mem_repair1/dpa 0x40
  mem_repair1/nibble_mask 0xf
  mem_repair1/channel 1
  mem_repair1/rank 0
  mem_repair1/bank_group 2
  mem_repair1/bank 3
  mem_repair1/row 0x55
  mem_repair1/repair 1
  mem_repair1/persist_mode 0
  mem3 0x0600 in=16 out=0 code=0x00 route=edac scope=-
  0
  $ cxl-sim repair-memory mem3 -t ppr --dpa 64 --nibble-mask 1 --persist-mode hard --confirm 0xa0@0000:0d:00.0; writes
  mem3: hard post package repair is not supported by this kernel: only soft; see 'cxl repair-memory' without --type
  []
  $ echo 1 >$edac/mem_repair1/persist_mode; row | jq -c '.[] | .persist_mode'; writes | head -1; cat $edac/mem_repair1/persist_mode
  "soft"
  mem_repair1/persist_mode 0
  0

After it, the mode is soft again, also after an interruption: no other program starts a hard repair by mistake.

  $ new; free; hard() { row --persist-mode hard --confirm 0xa0@0000:0d:00.0 | jq -c '.[] | .changed'; writes | tail -2; events | tail -1 | jq -c '.[-1]'; cat $edac/mem_repair1/persist_mode; }
  $ cxl-sim fault sim sysfs cxl_mem3/mem_repair1/repair interrupt-after --count 1; hard
  mem3: hard row sparing (dpa 0x40, nibble_mask 0xf, channel 1, rank 0, bank_group 2, bank 3, row 0x55) is permanent and uses spare resources of the device
  true
  mem_repair1/repair 1
  mem_repair1/persist_mode 0
  "done"
  0
  $ cxl-sim fault sim sysfs cxl_mem3/mem_repair1/persist_mode=0 errno EIO --count 1; hard
  mem3: hard row sparing (dpa 0x40, nibble_mask 0xf, channel 1, rank 0, bank_group 2, bank 3, row 0x55) is permanent and uses spare resources of the device
    Warning: mem3: persist_mode of mem_repair1 is still hard: cannot write '0' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/persist_mode: Input/output error
  true
  mem_repair1/repair 1
  mem_repair1/persist_mode 0 EIO
  "done"
  1

A device that supports only one of them.

  $ printf 'device mem3\n  feature 450ebf67-b135-4f97-a498-c2d57f279bed\n    sizes 19 2\n    flags 1\n    current 00000000000201000000000000000000000200\n' >hard.sim
  $ rm -r sim; cxl-sim new sim --tree "$TESTS/data/four.tree" --devices hard.sim; : >sim/dev/kmsg; free; echo 1 >$edac/mem_repair1/persist_mode; writes >/dev/null
  $ row; writes; row --persist-mode hard --confirm 0xa0@0000:0d:00.0 | jq -c '.[] | .persist_mode'
  mem3: soft row sparing is not supported by this device; see option --persist-mode
  []
  mem_repair1/persist_mode 0 EOPNOTSUPP
  mem3: hard row sparing (dpa 0x40, nibble_mask 0xf, channel 1, rank 0, bank_group 2, bank 3, row 0x55) is permanent and uses spare resources of the device
  "hard"
  $ row 2>/dev/null; writes; values mem_repair1
  []
  mem_repair1/persist_mode 1
  mem_repair1/dpa 0x40
  mem_repair1/nibble_mask 0xf
  mem_repair1/channel 1
  mem_repair1/rank 0
  mem_repair1/bank_group 2
  mem_repair1/bank 3
  mem_repair1/row 0x55
  mem_repair1/repair 1
  mem_repair1/persist_mode 0 EOPNOTSUPP
  bank=3 bank_group=2 channel=1 dpa=0x40 max_dpa=0x1fffffff min_dpa=0x0 nibble_mask=0xf persist_mode=1 rank=0 repair_safe_when_in_use=1 repair_type=row-sparing row=0x55

Each step fails: the attributes are restored, and the repair is not started. A repair that the kernel or the device rejects says why.

  $ new; free; before=$(values mem_repair1); fault() { cxl-sim fault sim sysfs "cxl_mem3/mem_repair1/$1" none; cxl-sim fault sim sysfs "cxl_mem3/mem_repair1/$@" --count 1; }
  $ for a in persist_mode dpa nibble_mask channel rank bank_group bank row; do fault $a errno EINVAL; row >/dev/null; echo $? $(writes | wc -l); [ "$before" = "$(values mem_repair1)" ] || values mem_repair1; done; cxl-sim log sim
  mem3: cannot write '0' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/persist_mode: Invalid argument; see the kernel log
  1 1
  mem3: cannot write '0x40' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/dpa: Invalid argument; the changes before it were undone; see the kernel log
  1 3
  mem3: cannot write '0xf' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/nibble_mask: Invalid argument; the changes before it were undone; see the kernel log
  1 5
  mem3: cannot write '1' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/channel: Invalid argument; the changes before it were undone; see the kernel log
  1 7
  mem3: cannot write '0' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/rank: Invalid argument; the changes before it were undone; see the kernel log
  1 9
  mem3: cannot write '2' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/bank_group: Invalid argument; the changes before it were undone; see the kernel log
  1 11
  mem3: cannot write '3' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/bank: Invalid argument; the changes before it were undone; see the kernel log
  1 13
  mem3: cannot write '0x55' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/row: Invalid argument; the changes before it were undone; see the kernel log
  1 15
  $ for e in EBUSY EINVAL ENXIO EIO ETIMEDOUT EOPNOTSUPP EPERM; do fault repair errno $e; row >/dev/null; echo $?; [ "$before" = "$(values mem_repair1)" ] || values mem_repair1; done; writes | sort | uniq -c | sort -n | head -9
  mem3: cannot write '1' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/repair: Device or resource busy; the changes before it were undone; destroy the region that uses the memory first; without one, try again when the device is idle
  1
  mem3: cannot write '1' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/repair: Invalid argument; the changes before it were undone; memory in use can only be repaired with the values of an event record that the kernel has read since boot, see 'cxl monitor'; its address includes the flags of the event, 1: volatile
  1
  mem3: cannot write '1' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/repair: No such device or address; the changes before it were undone; the device rejected it: it may have no spare resources left, or no such memory
  1
  mem3: cannot write '1' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/repair: Input/output error; the changes before it were undone; the result is not known: see the kernel log
  1
  mem3: cannot write '1' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/repair: Connection timed out; the changes before it were undone; the repair may still be running; see the kernel log
  1
  mem3: cannot write '1' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/repair: Operation not supported; the changes before it were undone
  1
  mem3: cannot write '1' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/repair: Operation not permitted; the changes before it were undone; run as root with CAP_SYS_RAWIO
  1
        1 mem_repair1/repair 1 EBUSY
        1 mem_repair1/repair 1 EINVAL
        1 mem_repair1/repair 1 EIO
        1 mem_repair1/repair 1 ENXIO
        1 mem_repair1/repair 1 EOPNOTSUPP
        1 mem_repair1/repair 1 EPERM
        1 mem_repair1/repair 1 ETIMEDOUT
        7 mem_repair1/bank 0
        7 mem_repair1/bank 3
  $ events | sort | uniq -c | sed 's/^ *//'
  15 ["intent","repair-memory","mem3",null,"bus/edac/devices/cxl_mem3/mem_repair1/persist_mode","allowed",null]
  15 ["outcome","repair-memory","mem3",null,"bus/edac/devices/cxl_mem3/mem_repair1/persist_mode","allowed","failed"]
  $ cxl-sim fault sim mem3 0x0600 code 0x11 --count 1; row >/dev/null; cxl-sim fault sim mem3 0x0600 background --count 1; row > /dev/null; cxl-sim log sim | tail -2; writes >/dev/null
  mem3: cannot write '1' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/repair: No such device or address; the changes before it were undone; the device rejected it: it may have no spare resources left, or no such memory
  mem3: cannot write '1' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/repair: Connection timed out; the changes before it were undone; the repair may still be running; see the kernel log
  mem3 0x0600 in=16 out=0 code=0x11 route=edac scope=-
  mem3 0x0600 in=16 out=0 ETIMEDOUT route=edac scope=-

A step without effect, another program, and values that another program changes back.

  $ for a in dpa row; do fault $a ignore; row >/dev/null; [ "$before" = "$(values mem_repair1)" ] || values mem_repair1; done; writes | grep -c /repair
  mem3: /sys/bus/edac/devices/cxl_mem3/mem_repair1/dpa was set to 0x40, but is '0x0'; the changes before it were undone; another program may use it; try again
  mem3: /sys/bus/edac/devices/cxl_mem3/mem_repair1/row was set to 0x55, but is '0x0'; the changes before it were undone; another program may use it; try again
  0
  [1]
  $ fault persist_mode ignore; row --persist-mode hard --confirm 0xa0@0000:0d:00.0 >/dev/null; writes | grep -c /repair; cxl-sim log sim | wc -l
  mem3: hard row sparing (dpa 0x40, nibble_mask 0xf, channel 1, rank 0, bank_group 2, bank 3, row 0x55) is permanent and uses spare resources of the device
  mem3: /sys/bus/edac/devices/cxl_mem3/mem_repair1/persist_mode was set to 1, but is '0'; the changes before it were undone; another program may use it; try again
  0
  2

If an attribute cannot be restored, the message says what remains.

  $ cxl-sim fault sim sysfs 'cxl_mem3/mem_repair1/dpa=0x0' errno EIO; fault row errno EIO; row >/dev/null; writes | tail -1; values mem_repair1; cxl-sim fault sim sysfs 'cxl_mem3/mem_repair1/dpa=0x0' none
  mem3: cannot write '0x55' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/row: Input/output error; 1 change remains: set dpa to 0x40 (cannot write '0x0' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/dpa: Input/output error); see the kernel log
  mem_repair1/persist_mode 0
  bank=0 bank_group=0 channel=0 dpa=0x40 max_dpa=0x1fffffff min_dpa=0x0 nibble_mask=0x0 persist_mode=0 rank=0 repair_safe_when_in_use=1 repair_type=row-sparing row=0x0

The mode is as before, too. What cannot be read any more is no reply of the device: the hints are not about it.

  $ new; free; echo 1 >$edac/mem_repair1/persist_mode; fault row errno EIO; row >/dev/null 2>&1; cat $edac/mem_repair1/persist_mode; writes | tail -1
  1
  mem_repair1/persist_mode 1
  $ new; free; fault row late 1500; (until grep -q intent sim/dev/kmsg; do sleep 0.05; done; sleep 0.5; rm $edac/mem_repair1/dpa; mkfifo $edac/mem_repair1/dpa) & row 2>&1 | grep ^mem3; wait; writes | grep -c /repair
  mem3: written, but cannot read back /sys/bus/edac/devices/cxl_mem3/mem_repair1/dpa: Invalid argument; the changes before it were undone; see the kernel log
  0
  [1]

Interruptions, and what is left of a killed command.

  $ new; free; for k in interrupt interrupt-after; do fault bank $k; row >/dev/null; echo $?; writes | tail -1; [ "$before" = "$(values mem_repair1)" ] || values mem_repair1; done
  mem3: interrupted; the changes before it were undone
  1
  mem_repair1/persist_mode 0
  mem3: interrupted; the changes before it were undone
  1
  mem_repair1/persist_mode 0
  $ fault repair interrupt-after; row | jq -c '.[] | .changed'; writes | tail -1
  true
  mem_repair1/repair 1
  $ new; free; (fault bank kill; row >/dev/null; echo $?) 2>/dev/null; values mem_repair1; cxl-sim repair-memory mem3 --type ppr --dpa 64 --nibble-mask 0 | jq -c '.[] | .changed'; row | jq -c '.[] | .changed'
  137
  bank=0 bank_group=2 channel=1 dpa=0x40 max_dpa=0x1fffffff min_dpa=0x0 nibble_mask=0xf persist_mode=0 rank=0 repair_safe_when_in_use=1 repair_type=row-sparing row=0x0
  true
  true

Memory in use: the kernel repairs it only if that is safe, and only what is in an error record.

  $ new; row; writes >/dev/null; echo 'mem3 dpa=0x40 channel=1 rank=0 bank_group=2 bank=3 row=0x55' >sim/state/error-records; row | jq -c '.[] | [.type, .row]'; cxl-sim repair-memory mem3 -t ppr --dpa 0x80 --nibble-mask 1 >/dev/null
  mem3: cannot write '1' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/repair: Invalid argument; the changes before it were undone; memory in use can only be repaired with the values of an event record that the kernel has read since boot, see 'cxl monitor'; its address includes the flags of the event, 1: volatile
  []
  ["row",85]
  mem3: cannot write '1' to /sys/bus/edac/devices/cxl_mem3/mem_repair4/repair: Invalid argument; the changes before it were undone; memory in use can only be repaired with the values of an event record that the kernel has read since boot, see 'cxl monitor'; its address includes the flags of the event, 1: volatile
  [1]
  $ new; echo 0 >$edac/mem_repair1/repair_safe_when_in_use; row; row --dry-run >/dev/null; writes; row --force >/dev/null; writes | grep repair1/repair; events
  mem3: refusing to repair memory of mem3: the device is in use: part of region2; destroy the region first, or use --force to override
  []
  mem3: refusing to repair memory of mem3: the device is in use: part of region2; destroy the region first, or use --force to override
  mem3: cannot write '1' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/repair: Device or resource busy; the changes before it were undone; destroy the region that uses the memory first; without one, try again when the device is idle
  mem_repair1/repair 1 EBUSY
  ["refused","repair-memory","mem3",null,"bus/edac/devices/cxl_mem3/mem_repair1/persist_mode","in_use",null]
  ["intent","repair-memory","mem3",null,"bus/edac/devices/cxl_mem3/mem_repair1/persist_mode","allowed",null]
  ["outcome","repair-memory","mem3",null,"bus/edac/devices/cxl_mem3/mem_repair1/persist_mode","allowed","failed"]
  $ free; row | jq -c '.[] | [.type, .repair_safe_when_in_use]'
  ["row",false]
  $ new; rm $edac/mem_repair1/repair_safe_when_in_use; row; echo 2 >$edac/mem_repair1/repair_safe_when_in_use; row 2>&1 >/dev/null | cut -c 1-80; writes; free; row 2>/dev/null | jq -c '.[] | [.type, .repair_safe_when_in_use]'
  mem3: refusing to repair memory of mem3: the device is in use: part of region2; destroy the region first, or use --force to override
  []
  mem3: refusing to repair memory of mem3: the device is in use: part of region2; 
  ["row",null]

An unsafe repair of persistent memory loses data: it needs a token, too.

  $ rm -r sim; cxl-sim new sim; : >sim/dev/kmsg; cxl-sim repair-memory mem2 | jq -c '.[] | .repairs[] | [.type, .repair_safe_when_in_use]'
  ["row",true]
  ["ppr",false]
  $ ppr() { cxl-sim repair-memory mem2 -t ppr --dpa 0x1000 --nibble-mask 0xf "$@"; }; ppr; ppr --force >/dev/null; ppr --confirm 0xc2@0000:e1:00.0 | jq -c '.[] | .type'
  mem2: refusing to repair memory of mem2: soft post package repair (dpa 0x1000, nibble_mask 0xf) may lose the data of persistent memory; use --confirm SERIAL@BDF, see '--dry-run'
  []
  mem2: refusing to repair memory of mem2: soft post package repair (dpa 0x1000, nibble_mask 0xf) may lose the data of persistent memory; use --confirm SERIAL@BDF, see '--dry-run'
  mem2: soft post package repair (dpa 0x1000, nibble_mask 0xf) may lose the data of persistent memory
  "ppr"
  $ d=$(readlink -f sim/sys/bus/cxl/devices/mem2); echo "${d#$PWD/sim/}/pmem/size EIO" >>sim/state/errors; ppr 2>&1 | grep -o '^mem2: .*of mem2'; sed -i '/pmem.size/d' sim/state/errors
  mem2: refusing to repair memory of mem2
  $ dev=mem2; row | jq -c '.[] | .type'; rm -r sim/sys/bus/cxl/devices/mem2/pmem; ppr | jq -c '.[] | .type'; dev=mem3
  "row"
  "ppr"

Odd sets of attributes, and values that make no sense.

  $ new; free; echo 0x10 >$edac/mem_repair1/min_dpa; echo 0x3f >$edac/mem_repair1/max_dpa; row; echo 0x50 >$edac/mem_repair1/min_dpa; echo 0x40 >$edac/mem_repair1/max_dpa; row >/dev/null
  mem3: invalid dpa '0x40': valid range is 0x10-0x3f
  []
  mem3: invalid dpa '0x40': valid range is 0x50-0x40
  [1]
  $ chmod 444 $edac/mem_repair1/persist_mode; echo 0 >$edac/mem_repair1/min_dpa; echo 0x40 >$edac/mem_repair1/max_dpa; fault dpa errno EOPNOTSUPP; row; chmod 644 $edac/mem_repair1/persist_mode
  mem3: cannot write '0x40' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/dpa: Operation not supported
  []
  $ echo zz >$edac/mem_repair1/max_dpa; row; cxl-sim repair-memory mem3 | jq -c '.[] | .repairs[1] | .min_dpa, .max_dpa'; echo 0xffffffffffffffff >$edac/mem_repair1/max_dpa; echo 0 >$edac/mem_repair1/min_dpa; cxl-sim repair-memory mem3 | jq -c '.[] | .repairs[1] | .min_dpa, .max_dpa'; row | jq -c '.[] | .type'
  mem3: cannot read the valid range of dpa (min_dpa, max_dpa)
    Warning: cannot read /sys/bus/edac/devices/cxl_mem3/mem_repair1/max_dpa: invalid value
  []
    Warning: cannot read /sys/bus/edac/devices/cxl_mem3/mem_repair1/max_dpa: invalid value
  null
  null
  null
  null
  "row"
  $ rm $edac/mem_repair1/*_dpa; row | jq -c '.[] | .type'; echo 1 >$edac/mem_repair1/min_row; echo 5 >$edac/mem_repair1/max_row; row; rm $edac/mem_repair1/*_row
  mem3: cannot write '0x40' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/dpa: Invalid argument; the changes before it were undone; see the kernel log
  mem3: invalid row '0x55': valid range is 0x1-0x5
  []
  $ chmod 444 $edac/mem_repair1/rank; row; chmod 644 $edac/mem_repair1/rank; echo >$edac/mem_repair1/rank; row; echo 0 >$edac/mem_repair1/rank; writes >/dev/null
  mem3: rank of mem_repair1 cannot be set
  []
  mem3: cannot read rank of mem_repair1
    Warning: cannot read /sys/bus/edac/devices/cxl_mem3/mem_repair1/rank: invalid value
  []
  $ rm $edac/mem_repair1/dpa; row; cxl-sim repair-memory mem3 -t row --nibble-mask 0xf --channel 1 --rank 0 --bank-group 2 --bank 3 --row 0x55; echo 0x0 >$edac/mem_repair1/hpa; cxl-sim repair-memory mem3 -t row --hpa 0x1000 --nibble-mask 0xf --channel 1 --rank 0 --bank-group 2 --bank 3 --row 0x55 --dry-run --format json | jq -c '.[] | .hpa, .steps[1].value'
  mem3: row sparing has no dpa with this device and kernel; see 'cxl repair-memory' without --type
  []
  mem3: mem_repair1 has no attribute for an address
  []
  4096
  "0x1000"
  $ new; free; rm $edac/mem_repair1/repair; ln -s repair $edac/mem_repair1/repair; row 2>&1 | grep -o '^mem3: .*symbolic links'
  mem3: cannot write '1' to /sys/bus/edac/devices/cxl_mem3/mem_repair1/repair: Too many levels of symbolic links
  $ new; free; rm $edac/mem_repair1/repair; row --dry-run; writes
  mem3: mem_repair1 has no attribute that starts a repair
  [
    {
      "memdev":"mem3",
      "serial":"0xa0",
      "type":"row",
      "persist_mode":"soft",
      "dpa":64,
      "nibble_mask":15,
      "channel":1,
      "rank":0,
      "bank_group":2,
      "bank":3,
      "row":85,
      "dry_run":true,
      "changed":false,
      "verdict":"no_attribute"
    }
  ]
  $ new; free; echo 2 >$edac/mem_repair1/persist_mode; row; rm $edac/mem_repair1/persist_mode; row; cxl-sim repair-memory mem3 | jq -c '.[] | .repairs[1] | .persist_mode, .persist_mode_settable'
  mem3: cannot determine whether the repairs of /sys/bus/edac/devices/cxl_mem3/mem_repair1 are permanent (persist_mode)
  []
  mem3: cannot determine whether the repairs of /sys/bus/edac/devices/cxl_mem3/mem_repair1 are permanent (persist_mode)
  []
  null
  false
  $ new; free; rm -r $edac/mem_repair[02-4]; mv $edac/mem_repair1 $edac/mem_repair77; cxl-sim repair-memory mem3 -t rank --rank 1; echo new-sparing >$edac/mem_repair77/repair_type; row; cxl-sim repair-memory mem3 | jq -c '.[] | .repairs[] | .interface, .type'; echo "$(realpath --relative-to=sim $edac)/mem_repair77/repair_type EIO" >>sim/state/errors; row; cxl-sim repair-memory mem3 | jq -c '.[] | .repairs[] | .interface, .type'
  mem3: rank sparing is not supported by this device: supported are row; see 'cxl repair-memory' without --type
  []
  mem3: row sparing is not supported by this device: supported are new-sparing; see 'cxl repair-memory' without --type
  []
  "mem_repair77"
  "new-sparing"
  mem3: cannot read the repair type of /sys/bus/edac/devices/cxl_mem3/mem_repair77
    Warning: cannot read /sys/bus/edac/devices/cxl_mem3/mem_repair77/repair_type: Input/output error
  []
    Warning: cannot read /sys/bus/edac/devices/cxl_mem3/mem_repair77/repair_type: Input/output error
  "mem_repair77"
  null
  $ new; free; mkdir $edac/mem_repair9; cp $edac/mem_repair1/* $edac/mem_repair9/ 2>/dev/null; row; echo 1 >$edac/mem_repair9/persist_mode; chmod 444 $edac/mem_repair9/persist_mode $edac/mem_repair1/persist_mode; row --dry-run --format json | jq -c '.[] | .interface'; row --persist-mode hard --dry-run --format json 2>/dev/null | jq -c '.[] | .interface'; writes
  mem3: mem_repair1 and mem_repair9 have the same type: it is not known which of them repairs this memory
  []
  "mem_repair1"
  "mem_repair9"
  $ mkdir $edac/mem_repair10 $edac/mem_repairx $edac/mem_repair_1 $edac/mem_repair11x; cxl-sim repair-memory mem3 --format json 2>&1 | jq -c '.[] | .repairs[-2:][] | [.interface, .type, .attributes]'
  ["mem_repair9","row",["dpa","nibble_mask","channel","rank","bank_group","bank","row"]]
  ["mem_repair10",null,[]]

The interfaces must be those of the device.

  $ new; d=$(readlink sim/sys/bus/edac/devices/cxl_mem2); ln -sfn "$d" sim/sys/bus/edac/devices/cxl_mem3; cxl-sim repair-memory mem3; row
  mem3: /sys/bus/edac/devices/cxl_mem3 does not belong to the device, or the device has been removed; see 'cxl list -i'
  []
  mem3: /sys/bus/edac/devices/cxl_mem3 does not belong to the device, or the device has been removed; see 'cxl list -i'
  []
  [1]

Devices and kernels without repairs, policy, and captured trees.

  $ new; cxl-sim disable-memdev mem3 -f >/dev/null 2>&1; cxl-sim repair-memory mem3; row; cxl-sim enable-memdev mem3 2>/dev/null; rm -r $edac/mem_repair*; cxl-sim repair-memory mem3; rm -r sim/sys/bus/edac; row
  mem3: the memory device is disabled; see 'cxl enable-memdev'
  []
  mem3: the memory device is disabled; see 'cxl enable-memdev'
  []
  mem3: repairs are not supported by this device or kernel (needs Linux 6.16 with CONFIG_CXL_EDAC_MEM_REPAIR)
  []
  mem3: repairs are not supported by this device or kernel (needs Linux 6.16 with CONFIG_CXL_EDAC_MEM_REPAIR)
  []
  [4]
  $ new; mkdir -p -m 755 sim/etc/cxl/policy.d; echo 'deny ALL opcode 0x0600' >sim/etc/cxl/policy.d/1.conf; chmod 644 sim/etc/cxl/policy.d/1.conf; row; cxl-sim repair-memory mem3 | jq -c '.[] | .repairs | length'; writes
  mem3: refusing to repair memory of mem3: denied by policy /etc/cxl/policy.d/1.conf:1: 'deny ALL opcode 0x0600'; see 'cxl policy show'
  []
  5
  $ cxl --sysroot sim repair-memory mem3 2>/dev/null | wc -l; cxl repair-memory mem3 --sysroot sim | jq -c '.[] | .repairs | length'; cxl repair-memory mem3 --sysroot sim -t ppr --dpa 0 --nibble-mask 0
  0
  5
  mem3: refusing to repair memory of mem3: a captured system cannot be changed; omit --from or --sysroot, or use --dry-run
  []
  [3]
