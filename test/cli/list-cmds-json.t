# SPDX-License-Identifier: GPL-2.0-only
cxl --list-cmds --format json: properties of every command, for wrappers and sudo rules.

  $ cxl --list-cmds --format json >cmds
  $ cxl --list-cmds --format=json | cmp - cmds
  $ jq -r '.[].command' cmds | cmp - <(cxl --list-cmds)
  $ jq -c '.[] | select(.command == "list" or .command == "clear-log" or .command == "version")' cmds
  {"command":"version","class":"read","needs":[],"dry_run":false,"opcodes":[],"help":"print the version"}
  {"command":"list","class":"read_with_side_effects","needs":[],"dry_run":false,"opcodes":["0x0200","0x4000","0x4100","0x4200","0x4201","0x4300"],"help":"list CXL memory devices, buses, ports, decoders and regions"}
  {"command":"clear-log","class":"service_affecting","needs":["root"],"dry_run":true,"opcodes":["0x0400","0x0403","0x0405"],"help":"clear the vendor debug log of memory devices"}
  $ jq -c '.[] | select(.command == "set-shutdown-state")' cmds
  {"command":"set-shutdown-state","class":"service_affecting","needs":["root"],"dry_run":true,"opcodes":["0x4203","0x4204"],"help":"set the shutdown state of memory devices"}

Every command has all keys, and no others.

  $ jq -c 'map(keys_unsorted) | unique' cmds
  [["command","class","needs","dry_run","opcodes","help"]]
  $ jq -r '.[].class' cmds | grep -vxE 'read|read_with_side_effects|setting|service_affecting|destructive'
  [1]
  $ jq -r '.[] | select((.needs | type) != "array" or (.dry_run | type) != "boolean" or .help == "") | .command' cmds
  $ jq -r '.[].needs[]' cmds | sort -u | grep -vxE 'root|CAP_[A-Z_]+|CONFIG_[A-Z0-9_]+( or CONFIG_[A-Z0-9_]+)*'
  [1]

Commands that use the mailbox of a device need root.

  $ jq -r '.[] | select(.needs == []) | .command' cmds | grep -E '^(get|set|clear|list|send)-'
  [1]

dry_run matches the option --dry-run, and every command that makes changes has it.

  $ for c in $(jq -r '.[] | select(.dry_run) | .command' cmds); do cxl $c --list-opts | grep -q -- --dry-run || echo $c; done
  $ for c in $(jq -r '.[] | select(.dry_run | not) | .command' cmds); do cxl $c --list-opts 2>&1 | grep -- --dry-run; done | wc -l
  0
  $ jq -r '.[] | select(.class != "read" and .class != "read_with_side_effects" and (.dry_run | not)) | .command' cmds

Opcodes: "all" or numbers of four digits.

  $ jq -r '.[].opcodes[]' cmds | sort -u | grep -vxE 'all|0x[0-9a-f]{4}'
  [1]

Other formats are an error.

  $ cxl --list-cmds --format table; cxl --list-cmds json
  cxl --list-cmds: invalid --format 'table': expected json
  cxl --list-cmds: unknown parameter "json"
  [129]
