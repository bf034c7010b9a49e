# SPDX-License-Identifier: GPL-2.0-only
Filters of commands that change devices: names that no device has.

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
