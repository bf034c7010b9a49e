# SPDX-License-Identifier: GPL-2.0-only
Creation of a simulated system: complete or not at all, and only in its directory.

  $ cxl-sim new ex && ls ex
  dev
  etc
  proc
  run
  state
  sys
  var
  $ cat ex/proc/sys/kernel/tainted ex/sys/bus/cxl/devices/mem0/serial
  0
  0xc0
  $ ls ex/dev/cxl ex/dev/fwctl
  ex/dev/cxl:
  mem0
  mem1
  mem2
  mem3
  
  ex/dev/fwctl:
  fwctl0
  $ cxl-sim -C ex list -M -m mem0,mem2 | grep memdev
      "memdev":"mem0",
      "memdev":"mem2",

An existing directory is not overwritten; a failure leaves no files.

  $ cxl-sim new ex
  cxl-sim: cannot create 'ex': Directory not empty; remove it or use another directory
  [1]
  $ cxl-sim new
  usage: cxl-sim new DIR [--tree FILE] [--devices FILE]
  [129]
  $ cxl-sim new a b
  usage: cxl-sim new DIR [--tree FILE] [--devices FILE]
  [129]
  $ cxl-sim new x --tree no-such-file
  cxl-sim: cannot read 'no-such-file': No such file or directory
  [1]
  $ ls
  ex

A minimal tree: unreadable attributes are omitted, the device matches its sysfs attributes.

  $ cat > one.tree <<'END'
  > # a device without driver
  > f sys/devices/pci0000:0c/0000:0c:00.0/mem0/ram/size 0x10000000
  > f sys/devices/pci0000:0c/0000:0c:00.0/mem0/pmem/size 0x20000000
  > f sys/devices/pci0000:0c/0000:0c:00.0/mem0/serial 0xdecaf
  > f sys/devices/pci0000:0c/0000:0c:00.0/mem0/payload_max 512
  > f sys/devices/pci0000:0c/0000:0c:00.0/mem0/label_storage_size 1048576
  > e sys/devices/pci0000:0c/0000:0c:00.0/mem0/firmware_version EIO
  > w sys/devices/pci0000:0c/0000:0c:00.0/mem0/security/sanitize
  > l sys/bus/cxl/devices/mem0 ../../../devices/pci0000:0c/0000:0c:00.0/mem0
  > END
  $ cxl-sim new one --tree one.tree
  $ cxl-sim -C one list -i 2>/dev/null | grep -E "memdev|serial|firmware"
      "memdev":"mem0",
      "serial":912559,
  $ cxl-sim show one mem0 | grep -E 'payload|total|lsa|fw_rev'
    payload_max 512
    identify.fw_revision sim 1.0
    identify.total_capacity 768M
    identify.lsa_size 1048576
  $ cxl-sim read one sys/bus/cxl/devices/mem0/serial
  0xdecaf
  $ cxl-sim read one sys/bus/cxl/devices/mem0/firmware_version
  EIO
  [1]
  $ cxl-sim read one sys/bus/cxl/devices/mem0/security/sanitize
  EACCES
  [1]
  $ cxl-sim write one sys/bus/cxl/devices/mem0/security/sanitize 1
  EBUSY
  [1]
  $ cxl-sim read one sys/no/such/file
  ENOENT
  [1]

Sanitize and Secure Erase exist if the Command Effects Log has them (drivers/cxl/core/memdev.c,
cxl_memdev_security_visible()); that of a captured tree has what the tree shows.

  $ printf 'device mem2\n  cel 0x4401 0\ndevice mem3\n  cel 0x4400 0\n  cel 0x4401 0\n' >security; cxl-sim new two --devices security
  $ (cd two/sys && find . -path '*/mem*/security/*' -printf '%m %P\n' | sed 's,/sys.*/mem,/mem,;s, .*/mem, mem,' | sort -k2)
  644 mem0/security/state
  644 mem1/security/state
  200 mem2/security/erase
  644 mem2/security/state
  200 mem3/security/erase
  200 mem3/security/sanitize
  644 mem3/security/state
  $ cxl-sim read two sys/bus/cxl/devices/mem3/security/erase; cxl-sim -C two list-commands mem3 --columns opcode --noheadings | grep 0x44 | xargs; cxl-sim -C one list-commands mem0 --columns opcode --noheadings -i 2>/dev/null | grep 0x44; cxl-sim show one mem0 | grep 'cel 0x44'
  EACCES
  0x4400 0x4401
    cel 0x4400 0x0064

Errors have the line number.

  $ printf 'd a\n\nf ../b x\n' > bad.tree; cxl-sim new x --tree bad.tree
  cxl-sim: bad.tree: line 3: invalid path '../b': expected no empty, '.' or '..' component
  [1]
  $ printf 'f /etc/x y\n' > bad.tree; cxl-sim new x --tree bad.tree
  cxl-sim: bad.tree: line 1: invalid path '/etc/x': expected a relative path
  [1]
  $ printf 'f sys/a 1\nf sys/a 2\n' > bad.tree; cxl-sim new x --tree bad.tree
  cxl-sim: bad.tree: line 2: cannot create sys/a: File exists
  [1]
  $ printf 'f sys/a 1\nf sys/a/b 2\n' > bad.tree; cxl-sim new x --tree bad.tree
  cxl-sim: bad.tree: line 2: cannot create sys/a/b: Not a directory
  [1]
  $ printf 'f state/x 1\n' > bad.tree; cxl-sim new x --tree bad.tree
  cxl-sim: bad.tree: line 1: cannot create state/x: state/ is reserved for cxl-sim
  [1]
  $ printf 'z sys\n' > bad.tree; cxl-sim new x --tree bad.tree
  cxl-sim: bad.tree: line 1: invalid entry type 'z': expected d, f, l, e or w
  [1]
  $ printf '# nothing\n' > empty.tree; cxl-sim new x --tree empty.tree && cxl-sim -C x list
    Warning: no matching devices found
  
  []

Links of a tree that lead outside of it are not followed, during creation and later.

  $ mkdir outside; echo secret > outside/f
  $ printf 'l sys/out %s\nf sys/out/x 1\n' "$PWD/outside" > link.tree; cxl-sim new y --tree link.tree
  cxl-sim: link.tree: line 2: cannot create sys/out/x: Not a directory
  [1]
  $ printf 'd sys\nl proc %s\n' "$PWD/outside" > link.tree; cxl-sim new y --tree link.tree
  cxl-sim: link.tree: cannot create proc/sys/kernel/tainted: Not a directory
  [1]
  $ printf 'd sys\nl sys/out %s\nl sys/up ../../outside\n' "$PWD/outside" > link.tree
  $ cxl-sim new y --tree link.tree
  $ cxl-sim read y sys/out/f
  ENOENT
  [1]
  $ cxl-sim read y sys/up/f
  ENOENT
  [1]
  $ cxl-sim write y sys/out/f changed
  ENOENT
  [1]
  $ cat outside/f; ls outside
  secret
  f

Only a directory that "cxl-sim new" made is accepted, and links in its state directory are errors.

  $ mkdir -p fake/sys fake/state; touch fake/state/devices; ln -s y/state linked; ln -s ../y/state fake/link
  $ for d in fake / /proc /tmp linked; do cxl-sim -C $d list; cxl-sim show $d; done 2>&1 | sort | uniq -c | sed 's/^ *//'
  1   Error: cannot open /: not a cxl-sim directory; create one with 'cxl-sim new DIR'
  1   Error: cannot open /proc: not a cxl-sim directory; create one with 'cxl-sim new DIR'
  1   Error: cannot open /tmp: not a cxl-sim directory; create one with 'cxl-sim new DIR'
  1   Error: cannot open fake: not a cxl-sim directory; create one with 'cxl-sim new DIR'
  1   Error: cannot open linked: not a cxl-sim directory; create one with 'cxl-sim new DIR'
  1 cxl-sim: cannot open /: not a cxl-sim directory; create one with 'cxl-sim new DIR'
  1 cxl-sim: cannot open /proc: not a cxl-sim directory; create one with 'cxl-sim new DIR'
  1 cxl-sim: cannot open /tmp: not a cxl-sim directory; create one with 'cxl-sim new DIR'
  1 cxl-sim: cannot open fake: not a cxl-sim directory; create one with 'cxl-sim new DIR'
  1 cxl-sim: cannot open linked: not a cxl-sim directory; create one with 'cxl-sim new DIR'
  $ mv fake/state kept; ln -s ../y/state fake/state; cxl-sim show fake
  cxl-sim: cannot open fake: not a cxl-sim directory; create one with 'cxl-sim new DIR'
  [1]
  $ cxl-sim new w --tree one.tree; cp w/state/devices kept/full
  $ for f in cxl-sim devices faults errors lock log mem0.lsa devices.new; do rm -f w/state/$f
  >     ln -s ../../outside/f w/state/$f; cxl-sim fault w mem0 0x4200 code 4; cxl-sim log w --clear
  >     cxl-sim send w mem0 10 00000000000000000000000000000000
  >     rm w/state/$f; printf 'cxl-sim 1\n' >w/state/cxl-sim; cp kept/full w/state/devices; done >out 2>&1
  $ cat outside/f; rm -r w kept fake linked; ls outside
  secret
  f

Devices files.

  $ printf 'device mem0\n  health.temperature -12\n  identify.total_capacity 768M\n' > dev
  $ cxl-sim new z --tree one.tree --devices dev && cxl-sim show z mem0 | grep -E 'temperature |total'
    identify.total_capacity 768M
    health.temperature -12
  $ printf 'device mem7\n' > dev; cxl-sim new w --tree one.tree --devices dev
  cxl-sim: dev: line 1: invalid device 'mem7': expected a memdev of the simulated system
  [1]
  $ printf 'device mem0\n\n  nonsense 1\n' > dev; cxl-sim new w --tree one.tree --devices dev
  cxl-sim: dev: line 3: unknown key 'nonsense'
  [1]
  $ printf 'health.status 1\n' > dev; cxl-sim new w --tree one.tree --devices dev
  cxl-sim: dev: line 1: unknown key 'health.status' outside of a device section
  [1]
  $ printf 'device mem0\nhealth.status 256\n' > dev; cxl-sim new w --tree one.tree --devices dev
  cxl-sim: dev: line 2: invalid health.status '256': expected at most 255
  [1]
  $ printf 'device mem0\nidentify.total_capacity 100M\n' > dev; cxl-sim new w --tree one.tree --devices dev
  cxl-sim: dev: line 2: invalid identify.total_capacity '100M': expected a multiple of 256M
  [1]
  $ printf 'device mem0\nfeature 12\n' > dev; cxl-sim new w --tree one.tree --devices dev
  cxl-sim: dev: line 2: invalid feature '12': expected a UUID
  [1]
  $ printf 'device mem0\npayload_max 64\n' > dev; cxl-sim new w --tree one.tree --devices dev
  cxl-sim: dev: line 2: invalid payload_max '64': expected 256 to 1048576
  [1]
  $ bad() { printf 'device mem0\n%b\n' "$1" > dev; cxl-sim new w --tree one.tree --devices dev; }
  $ bad 'split_sets maybe'
  cxl-sim: dev: line 2: invalid split_sets 'maybe': expected yes or no
  [1]
  $ bad 'cel 0x4200'
  cxl-sim: dev: line 2: invalid cel '0x4200': expected an opcode and its effects
  [1]
  $ bad 'fw.slot1 a revision that is too long'
  cxl-sim: dev: line 2: invalid fw.slot1 'a revision that is too long': expected at most 16 characters
  [1]
  $ bad 'feature 11111111-2222-3333-4444-555555555555\ncurrent 00'
  cxl-sim: dev: line 3: missing 'sizes' line before the value
  [1]
  $ bad 'feature 11111111-2222-3333-4444-555555555555\nsizes 1 1\ncurrent 0000'
  cxl-sim: dev: line 4: invalid current '0000': expected hexadecimal bytes, not more than the size
  [1]
  $ bad 'reply 0xc001'
  cxl-sim: dev: line 2: invalid reply '0xc001': expected an opcode and hexadecimal bytes
  [1]

Commands need the directory of a simulated system.

  $ cxl-sim list
    Error: missing directory of the simulated system; use 'cxl-sim -C DIR list' or set CXL_SIM
  [129]
  $ cxl-sim -C . list
    Error: cannot open .: not a cxl-sim directory; create one with 'cxl-sim new DIR'
  [1]
  $ cxl-sim -C ex list --sysroot ex
    Error: --sysroot and --from cannot be used with a simulated system
  [129]
  $ cxl-sim show no-such-dir
  cxl-sim: cannot open 'no-such-dir': No such file or directory; create one with 'cxl-sim new DIR'
  [1]
  $ cxl-sim -C '' list; cxl-sim new ''; cxl-sim new new --devices ''
    Error: cannot open '': No such file or directory; create one with 'cxl-sim new DIR'
  cxl-sim: cannot create '': No such file or directory
  cxl-sim: cannot read '': No such file or directory
  [1]
  $ CXL_SIM=ex cxl-sim list -m mem3 -M | grep memdev
      "memdev":"mem3",
  $ cxl-sim --list-cmds | head -3
  version
  list
  help
  $ cxl-sim version > version; cxl version | cmp - version

The examples of the help text work.

  $ cxl-sim --help | sed -n '/# one.tree/,/^$/p' > help.tree
  $ cxl-sim --help | sed -n '/# one.sim/,/^$/p' > help.sim
  $ cxl-sim new help --tree help.tree; cxl-sim new help3 --devices help.sim
  $ cxl-sim -C help list -i 2>/dev/null | grep -E 'memdev|size|serial'
      "memdev":"mem0",
      "ram_size":268435456,
      "serial":912559,
  $ cxl-sim show help3 mem3 | grep -E 'payload_max|temperature 7|cel|current' ; cat help3/sys/bus/cxl/devices/mem3/payload_max
    payload_max 512
    health.temperature 71
    cel 0x4200 0x0000
    cel 0x0501 0x0000
    cel 0x0502 0x003e
      current 2a000000
  512
  $ cxl-sim -C help3 list-features mem3 --format table; cxl-sim -C help3 get-feature mem3 unk | jq -c '.[0].value'
  MEMDEV NAME             OWNER  ROUTE SCOPE       TAINT PERSISTENCE EFFECTS
  mem3   unknown-11111111 user   fwctl debug_write J     none        cold_reset_config_change,
                                                                     reset_effects_valid
  mem3   patrol-scrub     kernel edac                                
  mem3   ecs              kernel edac                                
  {"data":"2a000000"}
  $ cxl-sim -C help3 enable-memdev mem3; cxl-sim -C help3 list -M -m mem3 -L | jq -c '.[0] | [.memdev, .media_errors]'
  enabled 1 mem
    Warning: media errors are not available in cxl-sim
  ["mem3",null]
  $ cxl-sim --help | awk 'length($0) > 98'

Help of the commands of cxl, as of cxl; of its own verbs, its own.

  $ cxl-sim --help >own; for v in 'help new' 'new --help' 'log --help' 'help'; do cxl-sim $v | cmp - own; done; ls -d -- --help
  ls: cannot access '--help': No such file or directory
  [2]
  $ for t in no-such get-helth; do cxl-sim help $t; echo $?; cxl-sim $t --help 2>&1 | cmp - <(cxl $t --help 2>&1 | sed "s,cxl --help,cxl-sim --help,"); done
  Unknown command: 'no-such'
  see 'cxl-sim --help' for all commands
  1
  Unknown command: 'get-helth'
  did you mean 'get-health'? See 'cxl-sim --help' for all commands
  1
  $ sim=$(command -v cxl-sim); for t in list 'cxl-list' cxl get-health; do PATH=/nowhere "$sim" help $t | sed '/^$/d' | head -1; done
   usage: cxl-sim list [<options>]
   usage: cxl-sim list [<options>]
   usage: cxl-sim [--version] [--help] COMMAND [ARGS]
   usage: cxl-sim get-health [<memdev>...|all] [<options>]
  $ PATH=/nowhere "$sim" list --help >/dev/full; PATH=/nowhere "$sim" --help >/dev/full
    Error: cannot write to standard output: No space left on device
    Error: cannot write to standard output: No space left on device
  [1]
