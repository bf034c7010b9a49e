# SPDX-License-Identifier: GPL-2.0-only
cxl-sim daxctl: the commands of daxctl on the simulated system, with the same options as those of cxl.

  $ cxl-sim new sim; cxl-sim -C sim daxctl list -u; export CXL_SIM=$PWD/sim; cxl-sim daxctl list -R | jq -c '.[]|[.id, .size]'
  {
    "chardev":"dax0.0",
    "size":"2.00 GiB (2.15 GB)",
    "target_node":1,
    "align":2097152,
    "mode":"system-ram",
    "online_memblocks":16,
    "total_memblocks":16,
    "movable":true
  }
  [0,2147483648]
  $ env -u CXL_SIM cxl-sim daxctl list; cxl-sim daxctl list --from sim; env -u CXL_SIM cxl-sim -C x daxctl list
    Error: missing directory of the simulated system; use 'cxl-sim -C DIR daxctl list' or set CXL_SIM
    Error: --sysroot and --from cannot be used with a simulated system
    Error: cannot open 'x': No such file or directory; create one with 'cxl-sim new DIR'
  [1]
  $ cxl-sim daxctl | grep -c -- -memory; cxl-sim daxctl lst; cxl-sim daxctl --help | grep usage; cxl-sim daxctl list -x 2>&1 | sed -n '1p;/usage/p'
  2
  Unknown command: 'lst'
  did you mean 'list'? See 'cxl-sim daxctl --help' for all commands
   usage: cxl-sim daxctl [--version] [--help] COMMAND [ARGS]
    Error: unknown switch `x'
   usage: cxl-sim daxctl list [<options>]

Devices that have a part of the same memory are marked, whatever they are below.

  $ cxl-sim new two --tree "$TESTS/data/one.tree" >/dev/null; cd two/sys/bus/dax/devices; jq -c '.[] | [.chardev, .overlaps]' <(cxl-sim -C ../../../.. daxctl list -i --provider)
  ["dax0.0",null]
  ["dax1.0",null]
  $ cat dax0.0/mapping0/{start,end} >dax0; { read -r start; read -r end; } <dax0; printf '0x%x\n' $((end)) >dax1.0/mapping0/start; printf '0x%x\n' $((end + 4095)) >dax1.0/mapping0/end; cxl-sim -C ../../../.. daxctl list -iDR --provider | jq -c '.[].devices[] | [.chardev, .overlaps]'; cxl-sim -C ../../../.. daxctl list -i --provider --columns chardev,overlaps --format pairs
  ["dax0.0",["dax1.0"]]
  ["dax1.0",["dax0.0"]]
  CHARDEV="dax0.0" OVERLAPS="dax1.0"
  CHARDEV="dax1.0" OVERLAPS="dax0.0"
  $ printf '0x%x\n' $((end + 1)) >dax1.0/mapping0/start; cxl-sim -C ../../../.. daxctl list -i --provider | jq -c '.[] | [.chardev, .overlaps]'
  ["dax0.0",null]
  ["dax1.0",null]
