# SPDX-License-Identifier: GPL-2.0-only
daxctl create-device --input: a device as list prints it, and files that are something else.

  $ umask 022; export CXL_SIM=$PWD/sim; dax() { cxl-sim daxctl "$@"; }
  $ new() { rm -rf sim; cxl-sim new sim; : >sim/dev/kmsg; "$@"; cxl-sim writes sim --clear >/dev/null; }
  $ empty() { { dax reconfigure-device -m devdax -f dax0.0; dax destroy-device -f dax0.0; } >/dev/null 2>&1; }
  $ writes() { cxl-sim writes sim --clear | sed 's/^write /  /;s,bus/dax/drivers/,,'; }
  $ list() { dax list -i | jq -r '.[] | [.chardev, .size, .mode, .state // "", .online_memblocks // ""] | @tsv' | tr '\t' ' '; }

Files with a device: one object, as list prints it, or an array with one.

  $ new empty; dax create-device >/dev/null 2>&1; dax reconfigure-device -s 4M dax0.1; dax disable-device dax0.1; dax reconfigure-device -s 4M dax0.1; dax list -M -d dax0.1 >list; dax destroy-device dax0.1; dax create-device --input list; writes; dax create-device --input list; dax list -Mu -d dax0.1 | sed 's/"size":".*"/"size":4194304/' >list; dax destroy-device -f dax0.1; dax create-device --input list 2>&1 | head -n 1
  dax0.1: it is enabled; disable it first, see daxctl-disable-device(1)
  reconfigured 0 devices
  disabled 1 device
  reconfigured 1 device
  destroyed 1 device
  created 1 device
  [
    {
      "chardev":"dax0.1",
      "size":4194304,
      "target_node":1,
      "align":2097152,
      "mode":"devdax"
    }
  ]
    dax_region0/dax_region/create 1
    dax0.1/size 2147483648
    device_dax/new_id dax0.1
    device_dax/unbind dax0.1
    device_dax/remove_id dax0.1
    dax0.1/size 4194304
    dax0.1/size 0
    dax_region0/dax_region/delete dax0.1
    dax_region0/dax_region/create 1
    dax0.1/mapping 110000000-1103fffff
    device_dax/new_id dax0.1
  region0: dax0.1 has memory in 0x110000000-0x1103fffff; see 'daxctl list -DM'
  created 0 devices
  destroyed 1 device
  created 1 device
  $ file() { echo "$1" >f; dax create-device --input f 2>&1 | head -n 1; }; device() { file "{\"chardev\":\"dax0.7\",\"size\":${3-2097152},\"align\":${2-2097152},\"mappings\":[$1]}"; }; range() { echo "{\"page_offset\":${3-0},\"start\":$1,\"end\":$2}"; }
  $ new empty; for i in '' x 1 '"dax0.0"' null '[]' '[{},{}]' '{}' '[[{}]]' '{"chardev":7}' '{"chardev":"dax0"}' '{"chardev":"/dev/dax0.0"}' '{"chardev":"dax0.1"}' '{"chardev":"dax0.1","size":1}' '{"chardev":"dax0.1","size":1,"align":4096}' '{"chardev":"dax0.1","size":1,"align":4096,"mappings":{}}' '{"chardev":"dax7.1","size":1,"align":4096,"mappings":[{"start":0,"end":0,"page_offset":0}]}'; do file "$i"; done
  f: not the JSON of one device: invalid JSON; see daxctl-create-device(1)
  f: not the JSON of one device: invalid JSON; see daxctl-create-device(1)
  f: not the JSON of one device: invalid JSON; see daxctl-create-device(1)
  f: not the JSON of one device: invalid JSON; see daxctl-create-device(1)
  f: not the JSON of one device: invalid JSON; see daxctl-create-device(1)
  f: not the JSON of one device: it has no chardev; see daxctl-create-device(1)
  f: not the JSON of one device: it has no chardev; see daxctl-create-device(1)
  f: not the JSON of one device: it has no chardev; see daxctl-create-device(1)
  f: not the JSON of one device: it has no chardev; see daxctl-create-device(1)
  f: not the JSON of one device: it has no chardev; see daxctl-create-device(1)
  f: not the JSON of one device: it has no chardev; see daxctl-create-device(1)
  f: not the JSON of one device: it has no chardev; see daxctl-create-device(1)
  f: not the JSON of one device: a value is missing; see daxctl-create-device(1)
  f: not the JSON of one device: a value is missing; see daxctl-create-device(1)
  f: not the JSON of one device: it has no mappings; see daxctl-create-device(1)
  f: not the JSON of one device: it has no mappings; see daxctl-create-device(1)
  region7: no such DAX region; see 'daxctl list -R'
  $ for i in '' 7 '[]' '{}' "$(range 5 4)" "$(range 5368709120 5370806270)" "$(range 0 18446744073709551615)" "$(range 0 18446744073709551616)" "$(range -1 5)" "$(range 1.5 5)" "$(range '"0x10"' '"x"')" "$(range null 1)" "$(range '[]' 1)" "$(range 5368709120 5368709120),$(range 5368709121 5370806271)" "$(range 5368709120 5369757695),$(range 5369757695 5370806270)"; do device "$i"; done; device "$(range 0 18446744073709551615)" 4096 0; device "$(range 5368709120 5370806271)" -1; device "$(range 5368709120 5370806271)" 4096 4096
  f: not the JSON of one device: it has no mappings; see daxctl-create-device(1)
  f: not the JSON of one device: a value is missing; see daxctl-create-device(1)
  f: not the JSON of one device: a value is missing; see daxctl-create-device(1)
  f: not the JSON of one device: a value is missing; see daxctl-create-device(1)
  f: not the JSON of one device: a range ends before its start; see daxctl-create-device(1)
  f: not the JSON of one device: its size is not that of its mappings; see daxctl-create-device(1)
  f: not the JSON of one device: its ranges are too large; see daxctl-create-device(1)
  f: not the JSON of one device: its ranges are too large; see daxctl-create-device(1)
  f: not the JSON of one device: a value is not a number; see daxctl-create-device(1)
  f: not the JSON of one device: a value is not a number; see daxctl-create-device(1)
  f: not the JSON of one device: a value is not a number; see daxctl-create-device(1)
  f: not the JSON of one device: a value is missing; see daxctl-create-device(1)
  f: not the JSON of one device: a value is not a number; see daxctl-create-device(1)
  region0: the range of 1 byte is not a multiple of 2 MiB
  f: not the JSON of one device: two of its ranges overlap; see daxctl-create-device(1)
  f: not the JSON of one device: its ranges are too large; see daxctl-create-device(1)
  f: not the JSON of one device: a value is not a number; see daxctl-create-device(1)
  f: not the JSON of one device: its size is not that of its mappings; see daxctl-create-device(1)
  $ writes; device "$(range 0 2097151)"; device "$(range 5368709120 5370806271)" 8192; device "$(range 5368709120 7516192767)" 4096 2147483648; writes; list
  region0: 0x0-0x1fffff is not in the region, 0x110000000-0x18fffffff; see 'cxl list -R'
  f: not the JSON of one device: its alignment is not a page size such as 4K, 2M or 1G; see daxctl-create-device(1)
  region0: 0x140000000-0x1bfffffff is not in the region, 0x110000000-0x18fffffff; see 'cxl list -R'
  dax0.0 0 devdax disabled 
  $ head -c 1048577 /dev/zero | tr '\0' '[' >f; dax create-device --input f; head -c 1048576 f >g; dax create-device --input g 2>&1 | head -n 1; dax create-device --input .; dax create-device --input nothing --format json; for ((i = 0; i < 4097; i++)); do range $i $i; done | paste -sd , >many; device "$(cat many)"
  f: cannot read the file: File too large
  created 0 devices
  g: not the JSON of one device: invalid JSON; see daxctl-create-device(1)
  .: cannot read the file: Is a directory
  created 0 devices
  nothing: cannot read the file: No such file or directory
  created 0 devices
  []
  f: not the JSON of one device: it has more than 4096 mappings; see daxctl-create-device(1)

reconfigure-device --input: a device without memory, such as the first one of a region, gets that of the file.

  $ reconfigure() { dax reconfigure-device --input list dax0.0 "$@"; }
  $ new empty; dax create-device >/dev/null 2>&1; dax disable-device dax0.1 2>&1; dax reconfigure-device -s 4M dax0.1; dax list -M -d dax0.1 >list; reconfigure --dry-run | jq -c '.[].steps[]?|[.path,.value]'; reconfigure; dax destroy-device -f dax0.1; cxl-sim writes sim --clear >/dev/null; reconfigure; writes; list; cmp <(dax list -iM -d dax0.0 | jq -c '.[].mappings') <(jq -c '.[].mappings' list); dax undo --yes | tail -n 1; list
  disabled 1 device
  reconfigured 1 device
  dax0.0: dax0.1 has memory in 0x110000000-0x1103fffff; see 'daxctl list -DM'
  dax0.0: dax0.1 has memory in 0x110000000-0x1103fffff; see 'daxctl list -DM'
  reconfigured 0 devices
  destroyed 1 device
  reconfigured 1 device
    dax0.0/mapping 110000000-1103fffff
  dax0.0 4194304 devdax disabled 
  daxctl reconfigure-device dax0.0 --size 0 --align 2097152
  reconfigured 1 device
  dax0.0 0 devdax disabled 
  $ sed 's/dax0.1/dax1.1/' list >l; mv l list; reconfigure; dax reconfigure-device --input list all; dax reconfigure-device --input list -m devdax dax0.0 2>&1 | head -n 1; dax reconfigure-device --input nothing dax0.0
  dax0.0: the file describes a device of region 1
  
   usage: cxl-sim daxctl reconfigure-device <device>...|all [<options>]
  
   See 'cxl-sim daxctl --help' for a description of the options.
    Error: --input requires one device
  
   usage: cxl-sim daxctl reconfigure-device <device>...|all [<options>]
  
   See 'cxl-sim daxctl --help' for a description of the options.
    Error: --input is incompatible with --mode, --size and --align
  nothing: cannot read the file: No such file or directory
  reconfigured 0 devices
  [1]
