# SPDX-License-Identifier: GPL-2.0-only
The front end of daxctl. Scripts written for that of ndctl match these texts and exit statuses.

  $ cxl-sim new sim >/dev/null; export CXL_SIM=$PWD/sim; dax() { cxl-sim daxctl "$@"; }
  $ daxctl >asked
  [1]
  $ head -3 asked; tail -2 asked; daxctl help | cmp - asked; daxctl --help | cmp - asked; daxctl -h | cmp - asked
  
   usage: daxctl [--version] [--help] COMMAND [ARGS]
  
   See 'daxctl help COMMAND' for more information on a specific command.
   daxctl --list-cmds to see all available commands
  $ daxctl --list-cmds; daxctl --list-cmds --format json | jq -c '.[] | [.command, .class, .needs, .dry_run]'
  version
  list
  help
  split-acpi
  migrate-device-model
  create-device
  destroy-device
  reconfigure-device
  online-memory
  offline-memory
  disable-device
  enable-device
  check-config
  undo
  ["version","read",[],false]
  ["list","read",[],false]
  ["help","read",[],false]
  ["split-acpi","read",[],false]
  ["migrate-device-model","setting",["root"],true]
  ["create-device","setting",["root"],true]
  ["destroy-device","service_affecting",["root"],true]
  ["reconfigure-device","service_affecting",["root"],true]
  ["online-memory","setting",["root"],true]
  ["offline-memory","service_affecting",["root"],true]
  ["disable-device","service_affecting",["root"],true]
  ["enable-device","setting",["root"],true]
  ["check-config","read",[],false]
  ["undo","service_affecting",["root"],true]
  $ daxctl --version | cmp - <(cxl --version); daxctl version --junk x | cmp - <(cxl --version)
  $ daxctl --bogus; daxctl bogus; daxctl lis; daxctl list-devices; daxctl help bogus
  Unknown option: --bogus
  
   Usage: daxctl [--version] [--help] COMMAND [ARGS]
  Unknown command: 'bogus'
  see 'daxctl --help' for all commands
  Unknown command: 'lis'
  did you mean 'list'? See 'daxctl --help' for all commands
  Unknown command: 'list-devices'
  see 'daxctl --help' for all commands
  Unknown command: 'bogus'
  see 'daxctl --help' for all commands
  [1]

Every command has its manual page.

  $ for c in $(daxctl --list-cmds); do [ -e "$TESTS/../Documentation/daxctl-$c.adoc" ] || echo $c; done
  version
  help
  $ mkdir bin; printf '#!/bin/sh\necho man "$@"\n' >bin/man; chmod +x bin/man
  $ PATH=$PWD/bin:$PATH daxctl help list; PATH=$PWD/bin:$PATH daxctl online-memory --help; PATH=$PWD/bin:$PATH daxctl help daxctl
  man daxctl-list
  man daxctl-online-memory
  man daxctl

Options, as --list-opts prints them: those of ndctl first.

  $ for c in $(daxctl --list-cmds | tail -n +4); do echo "$c: $(daxctl $c --list-opts)"; done
  split-acpi: --directory --pxm --nodes --verbose --human --format --columns --noheadings --bytes --debug 
  migrate-device-model: --human --dry-run --yes --format --columns --noheadings --bytes --debug 
  create-device: --region --verbose --size --align --input --human --dry-run --yes --format --columns --noheadings --bytes --debug 
  destroy-device: --region --verbose --force --human --dry-run --yes --format --columns --noheadings --bytes --debug 
  reconfigure-device: --region --verbose --size --align --input --mode --no-online --force --check-config --no-movable --timeout --human --dry-run --yes --format --columns --noheadings --bytes --debug 
  online-memory: --region --verbose --no-movable --timeout --human --dry-run --yes --format --columns --noheadings --bytes --debug 
  offline-memory: --region --verbose --timeout --human --dry-run --yes --format --columns --noheadings --bytes --debug 
  disable-device: --region --verbose --force --human --dry-run --yes --format --columns --noheadings --bytes --debug 
  enable-device: --region --verbose --human --dry-run --yes --format --columns --noheadings --bytes --debug 
  check-config: --region --human --format --columns --noheadings --bytes --from --sysroot --debug 
  undo: --force --human --dry-run --yes --format --columns --noheadings --bytes --debug 

Usage errors.

  $ first() { "$@" 2>&1 >/dev/null | head -n 1; }
  $ for c in reconfigure-device online-memory offline-memory disable-device enable-device destroy-device; do first dax $c; first dax $c -m devdax; done
    Error: a 'align', 'mode' or 'size' option is required
    Error: specify a device to reconfigure, or "all"
    Error: specify a device to online memory for, or "all"
    Error: unknown switch `m'
    Error: specify a device to offline memory for, or "all"
    Error: unknown switch `m'
    Error: specify a device to disable, or "all"
    Error: unknown switch `m'
    Error: specify a device to enable, or "all"
    Error: unknown switch `m'
    Error: specify a device to destroy, or "all"
    Error: unknown switch `m'
  $ for o in '' '-m x' '-m devdax -N' '-m famfs --no-online' '-s x' '-s 010' '-a 0' '-m devdax --timeout 0' '-m devdax --timeout=x'; do first dax reconfigure-device dax0.0 $o; done
    Error: a 'align', 'mode' or 'size' option is required
    Error: unknown mode 'x': expected devdax, system-ram or famfs
    Error: --no-online is incompatible with --mode=devdax
    Error: --no-online is incompatible with --mode=famfs
    Error: invalid --size 'x': expected a size such as 256M, without leading zeros
    Error: invalid --size '010': expected a size such as 256M, without leading zeros
    Error: invalid --align '0': expected a page size such as 4K, 2M or 1G
    Error: invalid --timeout '0': expected 1 to 604800 seconds
    Error: invalid --timeout 'x': expected 1 to 604800 seconds
  $ for o in region0 '-s 0' '-s 1x' '-a 0' '--input x -s 1' '--input x -r 0'; do first dax create-device $o; done
    Error: unknown parameter "region0"
    Error: invalid --size '0': expected a size such as 256M, without leading zeros
    Error: invalid --size '1x': expected a size such as 256M, without leading zeros
    Error: invalid --align '0': expected a page size such as 4K, 2M or 1G
    Error: --input is incompatible with --size, --align and --region
    Error: --input is incompatible with --size, --align and --region
  $ first dax list foo; first dax list -x; first dax list --format xml; first dax list --columns bogus; first dax online-memory dax0.0 --timeout=604801
    Error: unknown parameter "foo"
    Error: unknown switch `x'
    Error: option `format' has invalid value 'xml': expected json, envelope, table, pairs or tree
    Error: invalid --columns 'bogus': expected some of chardev, size, target_node, align, mode, online_memblocks, total_memblocks, movable, state, path, id, available_size, provider, cxl.KEY, overlaps, memory_blocks.KEY, page_offset, start, end
    Error: invalid --timeout '604801': expected 1 to 604800 seconds
  $ dax list -h >out; echo $?; wc -c <out; dax online-memory -h | head -n 2; dax list -R --dev 2>&1 | head -n 1; first dax list --re
  
   usage: cxl-sim daxctl list [<options>]
  
      -r, --region <region-id>
                            filter by region
      -d, --dev <dev-id>    filter by DAX device
      -D, --devices         include DAX devices
      -R, --regions         include DAX regions
      -M, --mappings        include the address ranges of devices
      -i, --idle            include devices of size 0
          --blocks          include which memory blocks are online, and their
                            zones
          --provider        include what the memory comes from, and devices that
                            overlap
      -u, --human           use human-readable number formats
          --format <json|envelope|table|pairs|tree>
                            print the result as json, envelope, table, pairs or
                            tree
          --columns <key,...>
                            select columns by JSON key
          --noheadings      omit the heading line
          --bytes           print sizes in bytes
          --from <dump>     read the specified dump of 'cxl dump' in place of this
                            system
          --sysroot <dir>   use the specified directory as system root
  
  129
  0
  
   usage: cxl-sim daxctl online-memory <device>...|all [<options>]
    Error: option `dev' requires a value
    Error: Ambiguous option: re (could be --region or --regions)

Tables: regions, devices and address ranges have one each. In the tree, regions are named by their number.

  $ cxl-sim new four --tree "$TESTS/data/four.tree" >/dev/null; table() { cxl-sim -C four daxctl list --format table "$@" | sed 's/ *$//'; }
  $ table -R
  ID       SIZE    ALIGN PATH
   1 512.00 MiB 2.00 MiB /platform/ACPI0017:00/root0/decoder0.1/region1/dax_region1
   2 512.00 MiB 2.00 MiB /platform/ACPI0017:00/root0/decoder0.2/region2/dax_region2
  $ table -RDM
  ID       SIZE    ALIGN PATH
   1 512.00 MiB 2.00 MiB /platform/ACPI0017:00/root0/decoder0.1/region1/dax_region1
   2 512.00 MiB 2.00 MiB /platform/ACPI0017:00/root0/decoder0.2/region2/dax_region2
  
  ID CHARDEV       SIZE TARGET-NODE    ALIGN MODE       ONLINE-MEMBLOCKS TOTAL-MEMBLOCKS
   1 dax1.0  512.00 MiB           2 2.00 MiB system-ram                0               4
   2 dax2.0  512.00 MiB           3 2.00 MiB devdax
  
  CHARDEV PAGE-OFFSET       START         END       SIZE
  dax1.0            0 0x210000000 0x22fffffff 512.00 MiB
  dax2.0            0 0x310000000 0x32fffffff 512.00 MiB
  $ table -D --blocks --provider; narrow() { COLUMNS=$1 "$TESTS/pty" -- sh -c "cxl-sim -C four daxctl list $2" </dev/null | sed 's/ *$//'; }
  CHARDEV       SIZE MODE       PROVIDER CXL.REGION CXL.MEMDEVS MEMORY-BLOCKS.OFFLINE
  dax1.0  512.00 MiB system-ram cxl      region1    mem2        66-69
  dax2.0  512.00 MiB devdax     cxl      region2    mem3,mem1
  $ narrow 60 '-RD --provider --format table'; narrow 40 '-M --format table' | tail -n 6
  ID       SIZE    ALIGN PROVIDER CXL.REGION CXL.MEMDEVS
   1 512.00 MiB 2.00 MiB cxl      region1    mem2
   2 512.00 MiB 2.00 MiB cxl      region2    mem3,mem1
  
  ID CHARDEV       SIZE MODE       ONLINE-MEMBLOCKS
   1 dax1.0  512.00 MiB system-ram                0
   2 dax2.0  512.00 MiB devdax
  
  chardev      dax2.0
  page_offset  0
  start        0x310000000
  end          0x32fffffff
  size         512.00 MiB
  $ cxl-sim -C four daxctl list -RDM --format pairs | sed 's/SIZE.*//'
  CXL_PATH="/platform/ACPI0017:00/root0/decoder0.1/region1/dax_region1" ID="1" 
  CXL_PATH="/platform/ACPI0017:00/root0/decoder0.1/region1/dax_region1" CHARDEV="dax1.0" 
  CHARDEV="dax1.0" PAGE_OFFSET="0" START="0x210000000" END="0x22fffffff" 
  CXL_PATH="/platform/ACPI0017:00/root0/decoder0.2/region2/dax_region2" ID="2" 
  CXL_PATH="/platform/ACPI0017:00/root0/decoder0.2/region2/dax_region2" CHARDEV="dax2.0" 
  CHARDEV="dax2.0" PAGE_OFFSET="0" START="0x310000000" END="0x32fffffff" 
  $ narrow 40 '--format tree'; narrow 100 '--format tree --blocks --provider'; cxl-sim -C four daxctl list -D --format tree --columns path | sed 's/ *$//'
  NAME           SIZE MODE
  region1  512.00 MiB
  \xe2\x94\x94\xe2\x94\x80dax1.0 512.00 MiB system-ram (esc)
  region2  512.00 MiB
  \xe2\x94\x94\xe2\x94\x80dax2.0 512.00 MiB devdax (esc)
  NAME           SIZE MODE       PROVIDER CXL.MEMDEVS MEMORY-BLOCKS.OFFLINE
  region1  512.00 MiB            cxl      mem2
  \xe2\x94\x94\xe2\x94\x80dax1.0 512.00 MiB system-ram                      66-69 (esc)
  region2  512.00 MiB            cxl      mem3,mem1
  \xe2\x94\x94\xe2\x94\x80dax2.0 512.00 MiB devdax (esc)
  NAME   PATH
  dax1.0
  dax2.0

A column implies the option without which it would be empty. "size" is that of the device, not that of an address range.

  $ for c in chardev,cxl.memdevs chardev,page_offset chardev,memory_blocks.offline id,align id,chardev mode,align; do table --columns $c; done
  CHARDEV CXL.MEMDEVS
  dax1.0  mem2
  dax2.0  mem3,mem1
  CHARDEV PAGE-OFFSET
  dax1.0            0
  dax2.0            0
  CHARDEV MEMORY-BLOCKS.OFFLINE
  dax1.0  66-69
  dax2.0
  ID    ALIGN
   1 2.00 MiB
   2 2.00 MiB
  ID CHARDEV
   1 dax1.0
   2 dax2.0
  MODE          ALIGN
  system-ram 2.00 MiB
  devdax     2.00 MiB
  $ table -d /dev/dax2.0 --columns id,size; table -r 2 --columns chardev; table -M --columns chardev,size; table -M --columns chardev,start
  ID       SIZE
   2 512.00 MiB
  CHARDEV
  dax2.0
  CHARDEV       SIZE
  dax1.0  512.00 MiB
  dax2.0  512.00 MiB
  CHARDEV       START
  dax1.0  0x210000000
  dax2.0  0x310000000

The directory of the devices may be missing, as on a kernel without DAX; what cannot be read is reported.

  $ dax list -d /dev/dax0.0 | jq -c '.[].chardev'; dax list -d x,/dev/0.0,/dev/ | jq -c '.[].chardev'; dax list -d /dev/dax0
  "dax0.0"
  "dax0.0"
  $ devices=four/sys/bus/dax/devices; mv $devices devices; cxl-sim -C four daxctl list; : >$devices; cxl-sim -C four daxctl list
  dax: cannot read the DAX devices: Not a directory
  [1]
  $ cxl-sim -C four daxctl list -RDM --format envelope 2>/dev/null | jq -c '.result, .errors[].code'
  []
  "read_failed"

Targets: an unknown one stops the command; a filter that matches nothing does not.

  $ dax online-memory dax9.9 dax0.0; dax online-memory dax0.0,0.0,/dev/dax0.0 --format json | jq length; dax disable-device all -r 7; dax list -d dax9.9; dax list -r 9 --format json
  dax9.9: no such DAX device; see 'daxctl list -i'
    Warning: no device was changed
  onlined memory for 0 devices
  onlined memory for 1 device
  1
    Warning: no DAX device in region 7
  disabled 0 devices
  []

Output without --format, on a terminal and in a pipe: as ndctl, but for a dry run. With --format, everything has a result.

  $ terminal() { script -qec "cxl-sim daxctl $* 2>/dev/null" /dev/null </dev/null | tr -d '\r'; }
  $ kind() { case $(head -c 1) in '[' | '{') echo JSON ;; '') echo nothing ;; *) echo text ;; esac; }
  $ for l in list 'online-memory dax0.0' 'offline-memory dax0.0' 'reconfigure-device -m devdax dax0.0' 'disable-device dax0.0' 'enable-device dax0.0' \
  >     'reconfigure-device -m devdax dax0.0 --dry-run' 'disable-device dax0.0' 'reconfigure-device -s 512M dax0.0' 'create-device -s 128M' \
  >     'create-device -s 128M --dry-run' 'destroy-device -f dax0.1' 'migrate-device-model --dry-run' version; do
  >   echo "$(terminal "$l" | sed 's/^dax[^:]*: set .*//' | kind) $(dax $l 2>/dev/null | kind) $(dax $l --format json 2>/dev/null | kind) $(dax $l --format envelope 2>/dev/null | jq -c '[.tool.command, (.result|type)]') $l"; done
  JSON JSON JSON ["list","array"] list
  nothing nothing JSON ["online-memory","array"] online-memory dax0.0
  nothing nothing JSON ["offline-memory","array"] offline-memory dax0.0
  JSON JSON JSON ["reconfigure-device","array"] reconfigure-device -m devdax dax0.0
  nothing nothing JSON ["disable-device","array"] disable-device dax0.0
  nothing nothing JSON ["enable-device","array"] enable-device dax0.0
  text JSON JSON ["reconfigure-device","array"] reconfigure-device -m devdax dax0.0 --dry-run
  nothing nothing JSON ["disable-device","array"] disable-device dax0.0
  nothing nothing JSON ["reconfigure-device","array"] reconfigure-device -s 512M dax0.0
  JSON JSON JSON ["create-device","array"] create-device -s 128M
  text JSON JSON ["create-device","array"] create-device -s 128M --dry-run
  nothing nothing JSON ["destroy-device","array"] destroy-device -f dax0.1
  text JSON JSON ["migrate-device-model","array"] migrate-device-model --dry-run
  text text JSON ["version","array"] version
