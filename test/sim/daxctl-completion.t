# SPDX-License-Identifier: GPL-2.0-only
Completion of the commands of daxctl, as that of cxl.

  $ cxl-sim new sim >/dev/null; export CXL_SIM=$PWD/sim
  $ offer() { cxl-sim daxctl --complete "$@" | cut -f 1 | paste -sd ' '; }
  $ cxl-sim daxctl --complete | cut -f 1 | head -n -4 | cmp - <(daxctl --list-cmds)
  $ for c in $(daxctl --list-cmds); do daxctl "$c" --list-opts 2>/dev/null | tr -s ' ' '\n' | sort >a
  >     offer "$c" -- | tr ' ' '\n' | tr -d = | sed '/^$/d' | sort >b; [ "$c" = version ] || cmp a b; done
  $ offer re; offer help of; offer --; offer reconfigure-device --no-
  reconfigure-device
  offline-memory
  --version --help --list-cmds --completion=
  --no-online --no-movable

Devices, all of them or those that the command can change, and regions.

  $ cxl-sim daxctl reconfigure-device dax0.0 -m devdax -f >/dev/null 2>&1; cxl-sim daxctl disable-device dax0.0 2>/dev/null
  $ cxl-sim daxctl reconfigure-device dax0.0 -s 1G 2>/dev/null; cxl-sim daxctl create-device -s 512M >/dev/null 2>&1
  $ for c in reconfigure-device online-memory offline-memory destroy-device disable-device enable-device list create-device; do
  >     echo "$c: $(offer $c '')"; done
  reconfigure-device: dax0.0 dax0.1 all
  online-memory: dax0.0 dax0.1 all
  offline-memory: dax0.0 dax0.1 all
  destroy-device: dax0.0 dax0.1 all
  disable-device: dax0.1 all
  enable-device: dax0.0 all
  list: 
  create-device: 
  $ offer online-memory dax0.0,; offer online-memory dax0.0 dax; offer online-memory dax0.1,dax0.0
  dax0.0,dax0.1
  dax0.0 dax0.1
  dax0.1,dax0.0
  $ offer list -d ''; offer list --dev=dax0.1,; offer list -r ''; offer create-device --region=; offer disable-device -r ''
  dax0.0 dax0.1
  --dev=dax0.1,dax0.0
  0
  --region=0
  0
  $ offer list --sysroot none -d '' 2>/dev/null
  

Modes, files, formats and columns.

  $ offer reconfigure-device -m ''; offer reconfigure-device --mode=d; offer create-device --input ''; offer split-acpi -d ''
  devdax system-ram famfs
  --mode=devdax
  :files
  :directories
  $ offer list --format=; offer list --columns ''; offer list --columns chardev,memory_blocks.; offer online-memory --columns=cha
  --format=json --format=envelope --format=table --format=pairs --format=tree
  chardev size target_node align mode online_memblocks total_memblocks movable state path id available_size provider cxl.region cxl.memdevs overlaps memory_blocks.size memory_blocks.online memory_blocks.offline memory_blocks.zones page_offset start end
  chardev,memory_blocks.size chardev,memory_blocks.online chardev,memory_blocks.offline chardev,memory_blocks.zones
  --columns=chardev --columns=changed
  $ offer list --from ''; offer list --sysroot ''
  :files
  :directories

Every key that a listing prints is a column.

  $ cxl-sim daxctl list -iDRM --blocks --provider | jq -r '.. | objects | keys[]' | sort -u >printed
  $ for c in '' memory_blocks. cxl.; do offer list --columns "$c"; done | tr ' ' '\n' | sed 's/.*\.//' | sort -u | comm -23 printed -
  cxl
  devices
  mappings

The shells.

  $ mkdir scripts; daxctl --completion=bash >scripts/daxctl; daxctl --completion=zsh >scripts/_daxctl; daxctl --completion=fish >scripts/daxctl.fish
  $ tab() { TAB_NAME=daxctl TAB_OUT=$PWD/out TAB_CXL=$PWD/run "$TESTS/tab" "$1" scripts "${@:2}"; cat out; rm out; }
  $ printf '#!/bin/sh\nexec cxl-sim daxctl "$@"\n' >run; chmod +x run
  $ words() { tab "$1" 'daxctl reconf\tdax0.0 --mo\tfam\t' 'daxctl list --format=ta\t-d dax0.0,dax0.1' 'daxctl enable-device \t' 'daxctl help split\t'; }
  $ for shell in bash zsh fish; do words $shell >$shell; done; cat bash; cmp bash zsh; cmp bash fish
  <reconfigure-device><dax0.0><--mode=famfs>
  <list><--format=table><-d><dax0.0,dax0.1>
  <enable-device>
  <help><split-acpi>
