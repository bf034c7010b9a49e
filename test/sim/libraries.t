# SPDX-License-Identifier: GPL-2.0-only
Libraries that are loaded on first use and cannot be loaded: what needs them says so before anything is done.

  $ sed 's/^device mem0/raw_commands yes\n&\n\treply 0xc001 2a00/' "$TESTS/data/example.sim" >devices
  $ new() { rm -rf sim; cxl-sim new sim --devices devices; : >sim/dev/kmsg; }; export CXL_SIM=$PWD/sim; new
  $ without() { rm -rf lib; mkdir lib; : >"lib/$1"; shift; LD_LIBRARY_PATH=$PWD/lib "$@" 2>&1 </dev/null | sed "s,$PWD/,,"; return "${PIPESTATUS[0]}"; }
  $ records() { sed 's/.*cxl-audit: //' sim/dev/kmsg | jq -c '[.event, .verb, .verdict, .payload_bytes, .payload_sha256 != null]'; }

A table that was requested is an error, the default on a terminal becomes JSON.

  $ without libsmartcols.so.1 cxl-sim disable-region region0 --format table; cxl-sim writes sim
  cannot load libsmartcols.so.1: lib/libsmartcols.so.1: file too short; use another --format, or install or update the package that has it
  $ without libsmartcols.so.1 cxl-sim list --format tree
  cannot load libsmartcols.so.1: lib/libsmartcols.so.1: file too short; use another --format, or install or update the package that has it
  [1]
  $ without libsmartcols.so.1 cxl-sim list-features mem0 --columns name
  cannot load libsmartcols.so.1: lib/libsmartcols.so.1: file too short; use another --format, or install or update the package that has it
  [1]
  $ without libsmartcols.so.1 script -qc 'cxl-sim list-features mem0; cxl-sim create-region --explain' /dev/null | tr -d '\r' | jq -c 'arrays | length'
  1
  6
  $ without libsmartcols.so.1 cxl-sim list-features mem0 | jq length
  1

A region of persistent memory needs a UUID, one of volatile memory does not.

  $ without libuuid.so.1 cxl-sim create-region -d decoder0.1 -m mem2 -t pmem; cxl-sim writes sim
  decoder0.1: cannot load libuuid.so.1: lib/libuuid.so.1: file too short; install or update the package that has it
  created 0 regions
  $ without libuuid.so.1 cxl-sim create-region -d decoder0.1 -m mem2 -t pmem --uuid 5fd32d28-3ee4-4a43-8a17-7b4a0e5d3a00
  cxl-sim: cannot load libuuid.so.1: lib/libuuid.so.1: file too short; install or update the package that has it
  created 0 regions
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

Without the digest of the payload, a setting is recorded and changed with a warning; what can destroy data is refused
before the kernel is tainted, and in a dry run.

  $ new; without libmd.so.0 cxl-sim set-feature mem1 patrol-scrub cycle_hours=24 | grep -v '^[][ ]*[]["{}]'; records
    Warning: mem1: SHA-256 of the payload not recorded in the audit log: cannot load libmd.so.0: lib/libmd.so.0: file too short
  ["intent","set-feature","allowed",5,false]
  ["outcome","set-feature","allowed",5,false]
  $ new; raw() { without libmd.so.0 cxl-sim send-command mem0 0xc001 --hex 00 --raw --unlisted --force "$@"; }
  $ raw --confirm 0xc0@0000:0d:00.0
  mem0: command 0xc001 (1 byte): raw command: unknown command may destroy data or has unknown effects; not listed in the Command Effects Log; part of region0, dax0.0: 16 of 16 memory blocks are online
  mem0: refusing to send 0xc001: cannot write the audit record: cannot load libmd.so.0: lib/libmd.so.0: file too short; install or update the package that has it
  []
  [3]
  $ raw --confirm 0xc0@0000:0d:00.0 --dry-run | grep refusing
  mem0: refusing to send 0xc001: cannot write the audit record: cannot load libmd.so.0: lib/libmd.so.0: file too short; install or update the package that has it
  $ raw | tail -n 1 >/dev/null; records; cat sim/proc/sys/kernel/tainted; cxl-sim log sim | grep -c route=raw
  ["refused","send-command","needs_token",1,false]
  0
  0
  [1]
