# SPDX-License-Identifier: GPL-2.0-only
Libraries that are loaded on first use and cannot be loaded: what needs them says so before anything is done.

  $ sed 's/^device mem0/raw_commands yes\n&\n\treply 0xc001 2a00/' "$TESTS/data/example.sim" >devices
  $ new() { rm -rf sim; cxl-sim new sim --devices devices; : >sim/dev/kmsg; }; export CXL_SIM=$PWD/sim; new
  $ without() { rm -rf lib; mkdir lib; : >"lib/$1"; shift; LD_LIBRARY_PATH=$PWD/lib "$@" 2>&1 </dev/null | sed "s,$PWD/,,"; return "${PIPESTATUS[0]}"; }

A region of persistent memory needs a UUID, one of volatile memory does not.

  $ without libuuid.so.1 cxl-sim create-region -d decoder0.1 -m mem2 -t pmem; cxl-sim writes sim
  decoder0.1: cannot load libuuid.so.1: lib/libuuid.so.1: file too short; install or update the package that has it
  created 0 regions
  $ without libuuid.so.1 cxl-sim create-region -d decoder0.1 -m mem2 -t pmem --uuid 5fd32d28-3ee4-4a43-8a17-7b4a0e5d3a00
  cxl-sim: cannot load libuuid.so.1: lib/libuuid.so.1: file too short; install or update the package that has it
  []
  [1]
  $ without libuuid.so.1 cxl-sim create-region -d decoder0.1 -m mem3 -t ram | grep -o 'created.*'
  created 1 region

The library that is missing may be one that the first needs.

  $ echo 'tracefs /sys/kernel/tracing tracefs rw 0 0' >>sim/proc/mounts
  $ without libtracefs.so.1 cxl-sim monitor
  cannot load libtracefs.so.1: lib/libtracefs.so.1: file too short; install or update the package that has it
  [1]
  $ without libtraceevent.so.1 cxl-sim monitor
  cannot load libtracefs.so.1: lib/libtraceevent.so.1: file too short; install or update the package that has it
  [1]
