# SPDX-License-Identifier: GPL-2.0-only
Options as ndctl reads them: filters that no device matches, and numbers.

  $ cxl-sim new sim; export CXL_SIM=$PWD/sim; : >sim/dev/kmsg

A bus or root decoder that does not exist is named by each command. With "all", nothing to do is success, as in ndctl.

  $ for v in disable-memdev enable-memdev zero-labels read-labels 'set-partition -s 256M' reserve-dpa free-dpa update-firmware wait-sanitize 'set-alert-config -L 1 --life-used-alert=on' disable-region enable-region destroy-region; do
  >     cxl-sim $v all -b root9 >out 2>err </dev/null; echo ${v%% *} $? "$(grep -c "^  Warning: root9: no such bus; see 'cxl list -B'$" err) $(grep -c root9 err)"; done
  disable-memdev 0 1 1
  enable-memdev 0 1 1
  zero-labels 0 1 1
  read-labels 0 1 1
  set-partition 0 1 1
  reserve-dpa 0 1 1
  free-dpa 0 1 1
  update-firmware 0 1 1
  wait-sanitize 0 1 1
  set-alert-config 0 1 1
  disable-region 0 1 1
  enable-region 0 1 1
  destroy-region 0 1 1
  $ cxl-sim disable-region all -d decoder9.9; cxl-sim disable-region all -d decoder1.0; cxl-sim disable-region all -b root0 -d 0.1
    Warning: decoder9.9: no such root decoder; see 'cxl list -D -d root'
  disabled 0 regions
    Warning: decoder1.0: no such root decoder; see 'cxl list -D -d root'
  disabled 0 regions
  disabled 0 regions

Of a device that is named, it is an error. Nothing is changed.

  $ cxl-sim disable-memdev mem3 -b root9; cxl-sim disable-region 0 -b root9; cxl-sim enable-region region0 -d decoder9.9 --format envelope 2>/dev/null | jq -c '.errors[] | [.device, .code]'; cxl-sim writes sim
  root9: no such bus; see 'cxl list -B'
  disabled 0 mem
  root9: no such bus; see 'cxl list -B'
  disabled 0 regions
  ["decoder9.9","no_such_device"]
  $ cxl-sim create-region -d decoder0.0 -b root9; cxl-sim disable-memdev all -b root9,root0 --dry-run --columns memdev --noheadings 2>/dev/null
  decoder0.0: no such bus: 'root9'; see 'cxl list -B'
  created 0 regions
  mem0
  mem1
  mem2
  mem3
  [2]

Numbers may have blanks or a plus in front, as in one argument "-s 256M"; decimal ones also zeros.

  $ create() { cxl-sim create-region -d decoder0.1 -t ram --dry-run --columns value "$@" 2>&1 | sed -n 's/ *$//; /^[0-9][0-9a-fx]*$/p; /Error/p' | xargs; }
  $ create -w 01 '-s 256M'; create '-w +1' '-g 0256' -m mem3; create '-s 0x10000000' -w 1; create -w 1x
  256 1 0x10000000 0x10000000 1
  256 1 0x20000000 0x20000000 1
  256 1 0x10000000 0x10000000 1
  Error: Invalid interleave ways: 1x: valid are 1, 2, 3, 4, 6, 8, 12 and 16
  $ cxl-sim read-labels mem0 '-s +4' -O ' 08' 2>&1 >/dev/null | head -1; cxl-sim wait-sanitize mem3 -t ' 010'; cxl-sim set-alert-config mem3 -L ' +070' --life-used-alert=on --format json 2>/dev/null | jq '.[].alerts[].threshold'
  mem0: the device has no label storage area
  wait sanitize completed on 1 mem device
  70

Leading zeros of sizes, addresses and serial numbers are octal in ndctl, and decimal for others: they are rejected.

  $ for c in 'create-region -d decoder0.1 -s 0400M' 'reserve-dpa mem3 -s 0400M' 'set-partition mem3 -s 0400M' 'inject-media-poison mem3 -a 0100'; do cxl-sim $c 2>&1 | head -1; done; cxl-sim writes sim
    Error: Invalid size: 0400M: expected a size such as 256M, without leading zeros
    Error: invalid --size '0400M': expected a size such as 256M, without leading zeros
    Error: invalid --size '0400M': expected a size such as 256M, without leading zeros
    Error: invalid --address '0100': expected a number such as 0x1000, without leading zeros
  $ cxl-sim list -s 0195 2>&1 | head -1; cxl-sim list -s 195 | jq -c 'map(.memdev)'; cxl-sim disable-memdev -S 0195 2>&1 | cut -c1-40
    Warning: no matching devices found
  ["mem3"]
  serial:0195: no such memory device; avai
  disabled 0 mem
