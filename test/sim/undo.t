# SPDX-License-Identifier: GPL-2.0-only
cxl undo: the last change is undone by other commands, from the ledger below /var/lib/cxl.

  $ new() { rm -rf sim; cxl-sim new sim; : >sim/dev/kmsg; }; export CXL_SIM=$PWD/sim; new
  $ writes() { cxl-sim writes sim --clear | sed 's/^write //'; }
  $ ledger() { sed 's/^time [0-9TZ:-]*$/time T/;s/^process .*/process P/' sim/var/lib/cxl/undo | tr '\t' ' '; }
  $ undo() { cxl-sim undo -y "$@" 2>&1 >out | sed -E 's/of [0-9TZ:-]{20}/of T/'; }

Without a change, there is nothing to undo. Reads and dry runs are no changes.

  $ undo; cxl-sim list >/dev/null; cxl-sim disable-memdev mem3 --dry-run >/dev/null; undo; ls sim/var/lib
  undo: no change is recorded
  undo: no change is recorded

Only root can read the ledger.

  $ cxl-sim disable-memdev mem3; stat -c '%A %n' sim/var/lib/cxl sim/var/lib/cxl/undo; ledger
  disabled 1 mem
  drwx------ sim/var/lib/cxl
  -rw------- sim/var/lib/cxl/undo
  tool cxl
  verb disable-memdev
  time T
  boot 7d3f0c1e-5a52-4e0b-9d5c-0b1f6c2a9e44
  process P
  memdev mem3 0xc3@0000:e2:00.0
  run enable-memdev mem3
  end

The commands are shown, and run after a confirmation.

  $ cxl-sim undo --dry-run --yes --format json >out; echo $?; jq -c 'map(.command)' out
  0
  ["cxl enable-memdev mem3"]
  $ cxl-sim undo </dev/null 2>err; echo $?; sed -E 's/of [0-9TZ:-]{20}/of T/' err
  []
  3
  cxl enable-memdev mem3
  undo: refusing to undo disable-memdev of T: not confirmed; use --yes, or answer on a terminal
  $ "$TESTS/pty" -- sh -c 'cxl-sim undo --dry-run --format json >out; echo $?' | sed -E 's/of [0-9TZ:-]{20}/of T/'; jq -c 'map(.command)' out
  undo: refusing to undo disable-memdev of T: not confirmed; use --yes, or answer on a terminal
  3
  ["cxl enable-memdev mem3"]
  $ "$TESTS/pty" -- sh -c 'echo n | cxl-sim undo' >/dev/null 2>&1; cxl-sim list -M -i -m mem3 | jq -c '.[].state'
  "disabled"
  $ undo; cxl-sim list -M -m mem3 | jq -c '.[].state'
  cxl enable-memdev mem3
  enabled 1 mem
  null

The commands print their results in the requested format.

  $ cxl-sim disable-memdev mem3 2>/dev/null; cxl-sim undo -y --format envelope 2>/dev/null | jq -c '[.tool.command, .result[].memdev, .result[].changed]'
  ["enable-memdev","mem3",true]
  $ cxl-sim disable-memdev mem3 2>/dev/null; cxl-sim undo -y --format json --human 2>/dev/null | jq -c '[.memdev, .serial]'
  ["mem3","0xc3"]

That is a change, too.

  $ ledger; undo; undo
  tool cxl
  verb enable-memdev
  time T
  boot 7d3f0c1e-5a52-4e0b-9d5c-0b1f6c2a9e44
  process P
  memdev mem3 0xc3@0000:e2:00.0
  run disable-memdev mem3
  end
  cxl disable-memdev mem3
  disabled 1 mem
  cxl enable-memdev mem3
  enabled 1 mem

Each verb: what undoes it, and that everything is as before.

  $ tree() { (cd sim/sys && find . -type f ! -name uevent ! -name CDAT ! -name config -exec grep -H . {} + | sort; find . -type l | sort); }
  $ each() { # COMMAND...
  >     tree >before; cxl-sim "$@" >/dev/null 2>&1 || echo failed; ledger | sed -n 's/^run //p'; undo >/dev/null; tree | diff before - | sed -n 's,/.*/,/,; s/^</-/p; s/^>/+/p'; }
  $ each disable-memdev mem2,mem3; new; each disable-port port5 -f; each disable-port port2 -f; each disable-port -e endpoint7; new
  enable-memdev mem3
  enable-memdev mem2
  enable-memdev mem2 mem3
  enable-port port2
  enable-memdev mem2 mem3
  enable-memdev mem3
  $ each disable-region region0; each destroy-region -f region0; each create-region -d decoder0.1 -t ram; each create-region -d decoder0.1 -t pmem -s 256M
  enable-region region0
  - ./numa_node:0
  + ./numa_node:-1
  + ./dax_region0
  create-region -d decoder0.0 -t ram -s 2147483648 -g 256 -m mem0 mem1
  disable-region region1
  destroy-region region1
  - ./target_list:0
  + ./target_list:1
  - ./mode:none
  + ./mode:ram
  disable-region region1
  destroy-region region1
  - ./target_list:1
  + ./target_list:0
  - ./mode:none
  + ./mode:pmem
  $ each reserve-dpa mem3 -s 256M; cxl-sim reserve-dpa mem3 -s 256M >/dev/null 2>&1; each free-dpa mem3; each create-region -d decoder0.1 -t ram -m mem3; cxl-sim free-dpa mem3 >/dev/null 2>&1
  free-dpa mem3 -d decoder7.0
  reserve-dpa mem3 -d decoder7.0 -t ram -s 268435456
  disable-region region1
  destroy-region region1
  reserve-dpa mem3 -d decoder7.0 -t ram -s 268435456
  - ./target_list:0
  + ./target_list:1
  $ each set-feature mem0 patrol-scrub cycle_hours=30 enabled=true
  set-feature mem0 patrol-scrub enabled=false cycle_hours=12

A memory device that was disabled before remains so.

  $ cxl-sim disable-memdev mem3 2>/dev/null; cxl-sim disable-port port2 -f >/dev/null 2>&1; undo; cxl-sim list -M -i -m mem3 | jq -c '.[].state'; cxl-sim list -M -m mem2 | jq -c '.[].memdev'; new
  cxl enable-port port2
  cxl enable-memdev mem2
  enabled 1 port
  enabled 1 mem
  "disabled"
  "mem2"

A memory device of several regions is in the ledger once.

  $ for i in 1 2; do cxl-sim create-region -d decoder0.1 -t ram -s 256M -m mem3 >/dev/null 2>&1; done; cxl-sim disable-region region1 region2 2>/dev/null; ledger | grep -v time; undo; new
  tool cxl
  verb disable-region
  boot 7d3f0c1e-5a52-4e0b-9d5c-0b1f6c2a9e44
  process P
  region region1 0x210000000,0x10000000,ram,,decoder7.0
  run enable-region region1
  memdev mem3 0xc3@0000:e2:00.0
  region region2 0x220000000,0x10000000,ram,,decoder7.1
  run enable-region region2
  end
  cxl enable-region region1
  cxl enable-region region2
  enabled 1 region
  enabled 1 region

The decoders that enable-region has committed remain committed, which is said before anything is asked.

  $ cxl-sim fault sim sysfs '*/commit=0' kill-after --count 1; (cxl-sim destroy-region -f region0; true) 2>/dev/null; cxl-sim enable-region region0; ledger | grep -E '^(remains|run)'
  enabled 1 region
  remains the decoders of region0 were not committed before, and remain committed; see cxl-destroy-region(1)
  run disable-region region0
  $ cxl-sim undo --dry-run -y --format json | jq -c 'map(.command)'; undo; cxl-sim list -R -i -r region0 | jq -c '.[] | [.decode_state, .state]'
    Warning: the decoders of region0 were not committed before, and remain committed; see cxl-destroy-region(1)
  ["cxl disable-region region0"]
    Warning: the decoders of region0 were not committed before, and remain committed; see cxl-destroy-region(1)
  cxl disable-region region0
  disabled 1 region
  ["commit","disabled"]
  $ cxl-sim enable-region region0; ledger | grep -c ^remains; undo; new
  enabled 1 region
  0
  cxl disable-region region0
  disabled 1 region

The number of devices of a command is not limited.

  $ for i in $(seq 0 69); do
  >     d=$(printf 'devices/pci0000:%02x/0000:%02x:00.0/mem%d' $i $i $i); printf 'f sys/%s/%s\n' $d "dev 251:$i" $d "serial 0x$i" $d 'payload_max 512'
  >     printf 'l sys/%s/subsystem ../../../../bus/cxl\nl sys/bus/cxl/devices/mem%d ../../../%s\n' $d $i $d; done >tree
  $ rm -rf sim; cxl-sim new sim --tree tree; : >sim/dev/kmsg; life() { cxl-sim get-alert-config all --format json | jq -c 'map(.life_used_prog_warn_threshold) | length, unique'; }
  $ cxl-sim set-alert-config all --life-used-alert=on --life-used-threshold=70 >/dev/null; life; undo | grep -c '^cxl set-alert-config mem'; life; new
  set alert configuration for 70 mems
  70
  [70]
  70
  70
  [80]

Of several devices, only those that were changed; not at all if something of one that failed remains.

  $ new; cxl-sim disable-memdev mem2; cxl-sim disable-memdev mem2 mem3; ledger | grep run; cxl-sim enable-memdev mem0; undo
  disabled 1 mem
  disabled 2 mems
  run enable-memdev mem3
  enabled 1 mem
  cxl enable-memdev mem3
  enabled 1 mem
  $ new; cxl-sim fault sim sysfs '*cxl_mem/unbind=mem2' errno EBUSY; cxl-sim disable-memdev mem2 mem3 2>/dev/null; undo
  cxl enable-memdev mem3
  enabled 1 mem
  $ new; cxl-sim fault sim sysfs bus/cxl/flush errno EIO --count 1; cxl-sim disable-port port1 port5 -f; undo
  port5: cannot write '1' to /sys/bus/cxl/flush: Input/output error; 1 change remains: unbind port5 from driver cxl_port; see the kernel log
  disabled 1 port
  undo: the last change, disable-port of T, cannot be undone: it has failed; see cxl-undo(1) and 'cxl audit'
  $ new; cxl-sim fault sim sysfs '*/create_ram_region=*' kill-after --count 1; (cxl-sim create-region -d decoder0.1 -t ram; true) >/dev/null 2>&1; cxl-sim destroy-region -f all; undo
  destroyed 2 regions
  undo: the last change, destroy-region of T, cannot be undone: changes of this kind cannot be undone; see cxl-undo(1) and 'cxl audit'

A region that another program has destroyed, and created again under this name, is not the same.

  $ new; cxl-sim create-region -d decoder0.1 -t pmem -s 256M >/dev/null 2>&1; ledger | sed -En 's/[0-9a-f-]{36}/UUID/;/^region/p'
  region region1 0x210000000,0x10000000,pmem,UUID,decoder6.0
  $ f=$(readlink -f sim/sys/bus/cxl/devices/region1); cp "$f/uuid" uuid; echo 11111111-2222-3333-4444-555555555555 >"$f/uuid"; undo; cp uuid "$f/uuid"
  undo: refusing to undo create-region of T: region1 has been destroyed or changed; see 'cxl list -R -i'
  $ undo; cxl-sim disable-region region0 2>/dev/null; sed -i /^region/d sim/var/lib/cxl/undo; undo; new
  cxl disable-region region1
  cxl destroy-region region1
  disabled 1 region
  destroyed 1 region
  undo: the last change, disable-region of T, cannot be undone: it is not recorded which device region0 is; see cxl-undo(1) and 'cxl audit'

Likewise a port: it may be that of another device after the driver of the bus was loaded again.

  $ cxl-sim disable-port port2 -f 2>/dev/null; ledger | grep '^port'; u=$(readlink -f sim/sys/bus/cxl/devices/port2)/uport; l=$(readlink "$u"); ln -sfn ../../../../pci0000:0c "$u"; undo; ln -sfn "$l" "$u"
  port port2 pci0000:de
  undo: refusing to undo disable-port of T: port2 has been removed or replaced; see 'cxl list -P -E -i'
  $ undo; cxl-sim disable-port port2 -f 2>/dev/null; sed -i /^port/d sim/var/lib/cxl/undo; undo; cxl-sim enable-port port2 2>/dev/null; ledger | grep -E '^(port|run)'; rm "$u"; undo; new
  cxl enable-port port2
  cxl enable-memdev mem2 mem3
  enabled 1 port
  enabled 2 mems
  undo: the last change, disable-port of T, cannot be undone: it is not recorded which device port2 is; see cxl-undo(1) and 'cxl audit'
  port port2 pci0000:de
  run disable-port port2
  undo: refusing to undo enable-port of T: port2 has been removed or replaced; see 'cxl list -P -E -i'

What is not a setting of sysfs.

  $ state() { cxl-sim get-shutdown-state mem3 --format json | jq -c '.[] | del(.memdev, .serial)'; }; state; cxl-sim set-shutdown-state mem3 dirty --format json | jq -c '.[] | .old, .new'; ledger | grep run; undo >/dev/null; state
  {"shutdown_state":"clean"}
  "clean"
  "dirty"
  run set-shutdown-state mem3 clean
  {"shutdown_state":"clean"}
  $ alerts() { cxl-sim get-alert-config mem3 --format json; }; alerts >before; cxl-sim set-alert-config mem3 --life-used-alert=off -O 70 --over-temperature-alert=on >/dev/null 2>&1; ledger | grep run; undo >/dev/null; alerts | cmp - before
  run set-alert-config mem3 --life-used-alert=on --life-used-threshold=80 --over-temperature-alert=on --over-temperature-threshold=75
  $ rm -rf sim; cxl-sim new sim --devices <(printf '%s\n' 'device mem3' '  identify.volatile_capacity 0' '  identify.partition_alignment 256M' '  cel 0x4000 0' '  cel 0x4100 0' '  cel 0x4101 1')
  $ next() { cxl-sim get-partition mem3 --format json | jq -c '.[].next_volatile_size'; }; next; for s in 256M 512M; do cxl-sim set-partition mem3 -s $s >/dev/null 2>&1; ledger | grep run; next; done; undo >/dev/null; next
  0
  run set-partition mem3 -t ram -s 536870912
  268435456
  run set-partition mem3 -t ram -s 268435456
  0
  268435456

What was changed with --force needs it again. It is an option of the commands that have it, and is shown.

  $ new; cxl-sim set-shutdown-state mem0 dirty --force >/dev/null; undo; undo --force; cxl-sim get-shutdown-state mem0 --format json | jq -c '.[].shutdown_state'
  cxl set-shutdown-state mem0 clean
  mem0: refusing to set the shutdown state of mem0: the device is in use: part of region0, dax0.0: 16 of 16 memory blocks are online; disable and destroy the region first, or use --force to override
  cxl set-shutdown-state mem0 clean --force
  "clean"
  $ cxl-sim set-shutdown-state mem0 dirty --force >/dev/null; cxl-sim undo --force </dev/null 2>&1 | sed -E 's/of [0-9TZ:-]{20}/of T/'; cxl-sim get-shutdown-state mem0 --format json | jq -c '.[].shutdown_state'
  cxl set-shutdown-state mem0 clean --force
  undo: refusing to undo set-shutdown-state of T: not confirmed; use --yes, or answer on a terminal
  []
  "dirty"
  $ cxl-sim disable-port port2 -f 2>/dev/null; cxl-sim undo -fy --dry-run --format json | jq -c 'map(.command)'; undo -f; cxl-sim undo -fy --dry-run --format json | jq -c 'map(.command)'
  ["cxl enable-port port2","cxl enable-memdev mem2 mem3"]
  cxl enable-port port2
  cxl enable-memdev mem2 mem3
  enabled 1 port
  enabled 2 mems
  ["cxl disable-memdev mem3 --force","cxl disable-memdev mem2 --force"]

It is not set on another device, nor without a policy that allows it.

  $ replaced() { f=$(readlink -f sim/sys/bus/cxl/devices/$1)/serial; cp "$f" serial; echo 0xdead >"$f"; undo; cp serial "$f"; }
  $ new; cxl-sim set-shutdown-state mem3 dirty >/dev/null; replaced mem3; echo 'deny ALL verb undo' >sim/etc/cxl/policy.d/a.conf; undo; rm sim/etc/cxl/policy.d/a.conf
  undo: refusing to undo set-shutdown-state of T: mem3 has been removed or replaced; see 'cxl list -i'
  undo: refusing to undo: the policy does not allow undo for mem3; see 'cxl policy show'
  $ cxl-sim set-feature mem0 patrol-scrub cycle_hours=30 >/dev/null; replaced mem0; undo >/dev/null
  undo: refusing to undo set-feature of T: mem0 has been removed or replaced; see 'cxl list -i'
  $ cxl-sim set-feature mem0 patrol-scrub cycle_hours=30 >/dev/null; sed -i /^memdev/d sim/var/lib/cxl/undo; undo
  undo: the last change, set-feature of T, cannot be undone: it is not recorded which device mem0 is; see cxl-undo(1) and 'cxl audit'
  $ cxl-sim set-feature mem0 patrol-scrub cycle_hours=12 >/dev/null

One that was refused was not changed: the change of the others is undone.

  $ new; p=sim/etc/cxl/policy.d/a.conf; for o in 0x0502 0x4202 0x4101; do echo "deny serial 0xc2 opcode $o" >>$p; done; cp $p rules
  $ state() { cxl-sim get-shutdown-state mem3 --format json | jq -c '.[].shutdown_state'; }; cxl-sim set-shutdown-state mem0,mem3 dirty >/dev/null; state; undo; state
  mem0: refusing to set the shutdown state of mem0: the device is in use: part of region0, dax0.0: 16 of 16 memory blocks are online; disable and destroy the region first, or use --force to override
  "dirty"
  cxl set-shutdown-state mem3 clean
  "clean"
  $ cxl-sim set-feature mem2,mem3 patrol-scrub cycle_hours=30 >/dev/null; ledger | grep -E 'run|never'; cxl-sim set-alert-config mem2 mem3 --over-temperature-alert=on -O 70 >/dev/null; ledger | grep -E 'run|never'
  mem2: patrol-scrub: refusing to set cycle_hours: denied by policy /etc/cxl/policy.d/a.conf:1: 'deny serial 0xc2 opcode 0x0502'; see 'cxl policy show'
  run set-feature mem3 patrol-scrub cycle_hours=12
  mem2: refusing to set the alert configuration of mem2: denied by policy /etc/cxl/policy.d/a.conf:2: 'deny serial 0xc2 opcode 0x4202'; see 'cxl policy show'
  set alert configuration for 1 mem
  run set-alert-config mem3 --over-temperature-alert=on --over-temperature-threshold=75
  $ rm -rf sim; cxl-sim new sim --devices <(for n in 2 3; do printf '%s\n' "device mem$n" '  identify.volatile_capacity 0' '  identify.persistent_capacity 0' '  identify.partition_alignment 256M' '  cel 0x4000 0' '  cel 0x4100 0' '  cel 0x4101 1'; done); cp rules $p
  $ cxl-sim set-partition mem2 mem3 -s 256M >/dev/null; ledger | grep -E 'run|never'; new
  mem2: refusing to set the partition of mem2: denied by policy /etc/cxl/policy.d/a.conf:3: 'deny serial 0xc2 opcode 0x4101'; see 'cxl policy show'
  set_partition 1 mem
  run set-partition mem3 -t ram -s 536870912

Nor was one that does not support the change.

  $ rm -rf sim; cxl-sim new sim --devices <(for n in 2 3; do printf '%s\n' "device mem$n" '  cel 0x4201 0'; [ $n = 2 ] || printf '  cel %s 1\n' 0x4202 0x4203 0x4204; done)
  $ cxl-sim set-alert-config mem2 mem3 --over-temperature-alert=on -O 70 >/dev/null; ledger | grep -E 'run|never'; cxl-sim set-shutdown-state mem2 mem3 dirty >/dev/null; ledger | grep -E 'run|never'; new
  mem2: command 0x4202 is not supported by this device or kernel
  set alert configuration for 1 mem
  run set-alert-config mem3 --over-temperature-alert=on --over-temperature-threshold=75
  mem2: command 0x4204 is not supported by this device or kernel
  run set-shutdown-state mem3 clean

Of several devices, one failed: what it has set may be a part.

  $ new; cxl-sim fault sim sysfs '*mem3*/*' errno EIO; cxl-sim set-feature mem0,mem3 patrol-scrub cycle_hours=30 2>&1 >/dev/null | cut -d: -f 1-2; undo
  mem3: patrol-scrub
  undo: the last change, set-feature of T, cannot be undone: it has failed; see cxl-undo(1) and 'cxl audit'

A change that cannot be undone, or was killed: the change before it is not undone in its place. One that has changed nothing, or was undone completely, is none.

  $ new; cxl-sim disable-memdev mem3 2>/dev/null; cxl-sim disable-bus root0 -f 2>/dev/null; undo; new
  undo: the last change, disable-bus of T, cannot be undone: changes of this kind cannot be undone; see cxl-undo(1) and 'cxl audit'
  $ cxl-sim disable-memdev mem3 2>/dev/null; cxl-sim fault sim sysfs '*/unbind' kill-after --count 1; (cxl-sim disable-memdev mem2; true) 2>/dev/null; undo
  undo: the last change, disable-memdev of T, cannot be undone: it was interrupted; see cxl-undo(1) and 'cxl audit'
  $ new; cxl-sim disable-memdev mem3 2>/dev/null; cxl-sim fault sim sysfs 'memory40/state=offline' errno EBUSY; cxl-sim disable-region region0 2>/dev/null; undo
  cxl enable-memdev mem3
  enabled 1 mem

A change that has not ended is that of a process that runs, unless its number belongs to another program now, which was started at another time. If that is not known, it may run.

  $ new; mkdir -p sim/proc/4711 sim/proc/self; stat() { echo "4711 (${2-cxl}) S 1 4711 4711 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 $1 0 0"; }; stat 1234567 >sim/proc/self/stat; cxl-sim disable-memdev mem3 2>/dev/null; grep -o ' 1234567$' sim/var/lib/cxl/undo
   1234567
  $ sed -i '$d; s/^process [0-9]* /process 4711 /' sim/var/lib/cxl/undo; stat 1234567 >sim/proc/4711/stat; cxl-sim undo --dry-run -y 2>&1 | sed -E 's/of [0-9TZ:-]{20}/of T/'; undo
  undo: refusing to undo disable-memdev of T: process 4711 has not finished it; try again when it has ended
  []
  undo: refusing to undo disable-memdev of T: process 4711 has not finished it; try again when it has ended
  $ stat 1234567 'x) S (1' >sim/proc/4711/stat; undo; stat 1234568 >sim/proc/4711/stat; undo; rm -r sim/proc/4711; undo
  undo: refusing to undo disable-memdev of T: process 4711 has not finished it; try again when it has ended
  undo: the last change, disable-memdev of T, cannot be undone: it was interrupted; see cxl-undo(1) and 'cxl audit'
  undo: the last change, disable-memdev of T, cannot be undone: it was interrupted; see cxl-undo(1) and 'cxl audit'
  $ mkdir sim/proc/4711; echo bad >sim/proc/4711/stat; undo; stat 1 >sim/proc/4711/stat; sed -i 's/^process .*/process 4711/' sim/var/lib/cxl/undo; undo
  undo: refusing to undo disable-memdev of T: process 4711 has not finished it; try again when it has ended
  undo: refusing to undo disable-memdev of T: process 4711 has not finished it; try again when it has ended

What may have been started is a change, and so is what ended for want of time.

  $ printf 'device mem3\n\tcel 0x4400 0x20\n' >devices; fresh() { rm -rf sim; cxl-sim new sim --devices devices; : >sim/dev/kmsg; cxl-sim disable-memdev mem2 2>/dev/null; }
  $ fresh; cxl-sim fault sim mem3 0x4400 hang; cxl-sim sanitize-memdev mem3 --confirm 0xc3@0000:e2:00.0 >/dev/null 2>&1; undo
  undo: the last change, sanitize-memdev of T, cannot be undone: it has failed; see cxl-undo(1) and 'cxl audit'
  $ for e in ETIMEDOUT EINTR EIO; do fresh; cxl-sim fault sim sysfs '*/inject_poison' errno $e; cxl-sim inject-media-poison mem3 -a 0x1000 2>/dev/null; undo; done
  undo: the last change, inject-media-poison of T, cannot be undone: it has failed; see cxl-undo(1) and 'cxl audit'
  undo: the last change, inject-media-poison of T, cannot be undone: it has failed; see cxl-undo(1) and 'cxl audit'
  undo: the last change, inject-media-poison of T, cannot be undone: it has failed; see cxl-undo(1) and 'cxl audit'

A step that fails at once has done nothing, of one target or of several; one that timed out may have.

  $ new; cxl-sim disable-memdev mem2 2>/dev/null; cxl-sim fault sim sysfs region1/size errno EBUSY --count 1; cxl-sim create-region -d decoder0.1 -t ram -s 256M -m mem3 2>/dev/null; undo
  cxl enable-memdev mem2
  enabled 1 mem
  $ new; cxl-sim disable-memdev mem3 2>/dev/null; cxl-sim fault sim sysfs '*unbind=mem2' errno EBUSY --count 1; cxl-sim disable-memdev mem2 2>/dev/null; undo
  cxl enable-memdev mem3
  enabled 1 mem
  $ for e in EBUSY ETIMEDOUT; do new; cxl-sim fault sim sysfs '*unbind=mem2' errno $e --count 1; cxl-sim disable-memdev mem2 mem3 2>/dev/null; undo; done
  cxl enable-memdev mem3
  enabled 1 mem
  undo: the last change, disable-memdev of T, cannot be undone: it has failed; see cxl-undo(1) and 'cxl audit'

An undo of several commands that is not finished cannot be undone, which would be the opposite; one of which nothing was done can be repeated.

  $ part() { cxl-sim fault sim sysfs "$1" errno EBUSY --count 1; cxl-sim undo -y >/dev/null 2>&1; undo; }
  $ new; cxl-sim create-region -d decoder0.1 -t ram -s 256M -m mem3 >/dev/null 2>&1; part '*/commit'
  undo: the last change, destroy-region of T, cannot be undone: it is part of an undo that was not finished; see cxl-undo(1) and 'cxl audit'
  $ new; cxl-sim create-region -d decoder0.1 -t ram -s 256M -m mem3 >/dev/null 2>&1; part '*/unbind'
  cxl disable-region region1
  cxl destroy-region region1
  disabled 1 region
  destroyed 1 region
  $ new; cxl-sim disable-port port2 -f 2>/dev/null; part '*cxl_mem/bind'
  undo: the last change, enable-memdev of T, cannot be undone: it is part of an undo that was not finished; see cxl-undo(1) and 'cxl audit'
  $ new; cxl-sim create-region -d decoder0.1 -t ram -s 256M -m mem3 >/dev/null 2>&1; cxl-sim fault sim sysfs '*/unbind' interrupt-after --count 1; cxl-sim undo -y >/dev/null 2>&1; undo
  undo: the last change, destroy-region of T, cannot be undone: it is part of an undo that was not finished; see cxl-undo(1) and 'cxl audit'

Interrupted by a signal: the command has ended, and knows why.

  $ new; cxl-sim disable-memdev mem3 2>/dev/null; cxl-sim fault sim sysfs '*/inject_poison' interrupt-after --count 1; cxl-sim inject-media-poison mem2 -a 0x1000,0x2000 2>&1 | grep -o interrupted; undo
  interrupted
  undo: the last change, inject-media-poison of T, cannot be undone: it was interrupted; see cxl-undo(1) and 'cxl audit'
  $ new; cxl-sim fault sim sysfs '*/dpa_size' interrupt-after --count 1; cxl-sim create-region -d decoder0.1 -t ram 2>&1 | grep -o interrupted; ledger | grep never; undo
  interrupted
  never it was interrupted
  undo: the last change, create-region of T, cannot be undone: it was interrupted; see cxl-undo(1) and 'cxl audit'

The former state is not known.

  $ new; cxl-sim fault sim mem3 0x4203 code 3; cxl-sim set-shutdown-state mem3 dirty >/dev/null; undo
  undo: the last change, set-shutdown-state of T, cannot be undone: the former setting is not known; see cxl-undo(1) and 'cxl audit'

Another process has begun a change before this one ended: that is the last one, which was killed.

  $ . "$TESTS/functions.sh"; new; cxl-sim fault sim sysfs 'mem3/*' none; hold mem0 0x0502; cxl-sim set-feature mem0 patrol-scrub cycle_hours=30 >/dev/null & wait_for held 0x0502
  $ cxl-sim fault sim sysfs '*/unbind' kill --count 1; (cxl-sim disable-memdev mem3; true) 2>/dev/null; release 0x0502; wait; ledger | head -n 2; undo
  tool cxl
  verb disable-memdev
  undo: the last change, disable-memdev of T, cannot be undone: it was interrupted; see cxl-undo(1) and 'cxl audit'

While the prompt waits, a device is replaced or another change is done; and another undo runs.

  $ waiting() { # COMMAND: is run while the prompt waits
  >     "$TESTS/pty" 'Continue? [y/N] ' '' CHANGED 'y\n' -- bash -c "(until grep -q :\$(stat -c %i sim/run/cxl/undo.lock 2>/dev/null || echo none)' ' /proc/locks; do sleep 0.1; done; sleep 1; $1; echo CHANGED) & cxl-sim undo; echo status \$?; wait" |
  >         sed -E 's/of [0-9TZ:-]{20}/of T/' | grep -ao 'undo: .*\|^status.*'; }
  $ new; cxl-sim disable-memdev mem3 2>/dev/null; f=$(readlink -f sim/sys/bus/cxl/devices/mem3)/serial; waiting "echo 0xdead >$f"
  undo: refusing to undo disable-memdev of T: mem3 has been removed or replaced; see 'cxl list -i'
  status 3
  $ new; cxl-sim disable-memdev mem3 2>/dev/null; waiting 'cxl-sim undo -y; cxl-sim disable-memdev mem2' >out 2>&1; tail -n 3 out
  undo: refusing to undo: another 'cxl undo' is running; try again later
  undo: refusing to undo disable-memdev of T: it is not the last change any more; run 'cxl undo' again
  status 3

The second command fails: what remains to be done is shown.

  $ new; cxl-sim create-region -d decoder0.1 -t ram >/dev/null 2>&1; cxl-sim fault sim sysfs '*/commit' errno EIO --count 1; undo; cxl-sim list -R -r region1 -i | jq -c '.[].state'
  cxl disable-region region1
  cxl destroy-region region1
  disabled 1 region
  region1: reset the decoders of region1: cannot write '0' to /sys/devices/platform/ACPI0017:00/root0/decoder0.1/region1/commit: Input/output error; see the kernel log
  destroyed 0 regions
  done: cxl-sim disable-region region1
  failed: cxl-sim destroy-region region1
  "disabled"
  $ new; cxl-sim create-region -d decoder0.1 -t ram >/dev/null 2>&1; cxl-sim fault sim sysfs '*/unbind' errno EIO --count 1; undo; new
  cxl disable-region region1
  cxl destroy-region region1
  region1: unbind region1 from driver cxl_region: cannot write 'region1' to /sys/bus/cxl/drivers/cxl_region/unbind: Input/output error; the changes before it were undone; see the kernel log
  disabled 0 regions
  failed: cxl-sim disable-region region1
  not run: cxl-sim destroy-region region1

The system was started again, or a device replaced; a policy, also without a memory device; a ledger that is cut, or of others.

  $ new; cxl-sim disable-memdev mem3 2>/dev/null; echo other >sim/proc/sys/kernel/random/boot_id; undo
  undo: refusing to undo disable-memdev of T: the system has been started again since, and names of devices may have changed
  $ new; cxl-sim disable-memdev mem3 2>/dev/null; d=$(readlink -f sim/sys/bus/cxl/devices/mem3); echo 0xdead >"$d/serial"; undo
  undo: refusing to undo disable-memdev of T: mem3 has been removed or replaced; see 'cxl list -i'
  $ new; cxl-sim disable-memdev mem3 2>/dev/null; sed -i 's/@.*/@0000:77:00.0/' sim/var/lib/cxl/undo; undo
  undo: refusing to undo disable-memdev of T: mem3 has been removed or replaced; see 'cxl list -i'
  $ new; d=$(readlink -f sim/sys/bus/cxl/devices/mem3); rm "$d/serial"; cxl-sim disable-memdev mem3 2>/dev/null; undo
  undo: refusing to undo disable-memdev of T: mem3 has been removed or replaced; see 'cxl list -i'
  $ new; cxl-sim disable-memdev mem3 2>/dev/null; echo 'deny ALL verb undo' >sim/etc/cxl/policy.d/a.conf; undo; echo 'deny ALL verb enable-memdev' >sim/etc/cxl/policy.d/a.conf; undo
  undo: refusing to undo: the policy does not allow undo for mem3; see 'cxl policy show'
  undo: refusing to undo: the policy does not allow enable-memdev for mem3; see 'cxl policy show'
  $ new; cxl-sim create-region -d decoder0.1 -t ram >/dev/null 2>&1; echo 'deny ALL verb destroy-region' >sim/etc/cxl/policy.d/a.conf; cxl-sim writes sim --clear >/dev/null; undo; writes
  undo: refusing to undo: the policy does not allow destroy-region for mem3; see 'cxl policy show'
  $ new; cxl-sim disable-memdev mem3 2>/dev/null; touch sim/etc/cxl/policy.d/a.conf
  $ rm sim/etc/cxl/policy.d/a.conf; sed -i '$d' sim/var/lib/cxl/undo; undo; echo bogus >>sim/var/lib/cxl/undo; echo end >>sim/var/lib/cxl/undo; undo; : >sim/var/lib/cxl/undo; undo
  undo: the last change, disable-memdev of T, cannot be undone: it was interrupted; see cxl-undo(1) and 'cxl audit'
  undo: the last change, disable-memdev of T, cannot be undone: it was recorded by another version of this program; see cxl-undo(1) and 'cxl audit'
  undo: no change is recorded
  $ printf 'verb x\ntime T\nboot %s\nrun no-such-command\nend\n' "$(cat sim/proc/sys/kernel/random/boot_id)" >sim/var/lib/cxl/undo; cxl-sim undo -y; echo $?
  undo: the last change, x of T, cannot be undone: there is no command 'no-such-command'
  []
  1
  $ sed -i 's/^run .*/run undo\t-y/' sim/var/lib/cxl/undo; cxl-sim undo -y; echo $?
  cxl undo -y
  undo: refusing to undo: another 'cxl undo' is running; try again later
  []
  3
  $ sed -i 's/^run .*/port port2 pci0000:de\nrun disable-port\tport2/' sim/var/lib/cxl/undo; for v in undo disable-port; do echo "deny ALL verb $v" >sim/etc/cxl/policy.d/a.conf; undo; done; rm sim/etc/cxl/policy.d/a.conf
  undo: refusing to undo: the policy does not allow undo; see 'cxl policy show'
  undo: refusing to undo: the policy does not allow disable-port; see 'cxl policy show'
  $ head -c 20000000 /dev/zero | tr '\0' x >sim/var/lib/cxl/undo; undo
  undo: cannot read /var/lib/cxl/undo: File too large

A long command is shown as a whole.

  $ new; cxl-sim disable-memdev mem3 2>/dev/null; sed -i "s/^run .*/run enable-memdev$(printf '\tmem3%.0s' $(seq 400))/" sim/var/lib/cxl/undo; cxl-sim undo --dry-run -y --format json | jq '.[].command | length'; undo | wc -c
  2017
  2032

So is one of thousands of devices.

  $ sed '/^run/,$d' sim/var/lib/cxl/undo >ledger; { cat ledger; printf 'run enable-memdev'; printf '\tmem3%.0s' $(seq 300000); printf '\nend\n'; } >sim/var/lib/cxl/undo; cxl-sim undo --dry-run -y --format json | jq '.[].command | length'
  1500017

Settings refer to their memory device, too.

  $ for c in 'set-feature mem3 patrol-scrub cycle_hours=24' 'set-shutdown-state mem3 dirty' 'set-alert-config mem3 --life-used-alert=off'; do
  >     new; cxl-sim $c >/dev/null 2>&1; echo 0xdead >"$(readlink -f sim/sys/bus/cxl/devices/mem3)/serial"; undo; done
  undo: refusing to undo set-feature of T: mem3 has been removed or replaced; see 'cxl list -i'
  undo: refusing to undo set-shutdown-state of T: mem3 has been removed or replaced; see 'cxl list -i'
  undo: refusing to undo set-alert-config of T: mem3 has been removed or replaced; see 'cxl list -i'

A ledger that others may have written is not used.

  $ new; cxl-sim disable-memdev mem3 2>/dev/null; chmod 666 sim/var/lib/cxl/undo; undo; chmod 600 sim/var/lib/cxl/undo; chmod 777 sim/var/lib/cxl; cxl-sim undo -y; echo $?
  undo: refusing to use /var/lib/cxl/undo: others may have written it
  undo: refusing to use /var/lib/cxl/undo: others may have written it
  []
  3
  $ chmod 700 sim/var/lib/cxl; mv sim/var/lib/cxl/undo ledger; ln -s "$PWD/ledger" sim/var/lib/cxl/undo; cxl-sim undo -y; echo $?
  undo: refusing to use /var/lib/cxl/undo: others may have written it
  []
  3

A ledger that cannot be written is reported; the change is done all the same.

  $ new; rm -rf sim/var/lib/cxl; ln -s /etc sim/var/lib/cxl; cxl-sim disable-memdev mem3; rm sim/var/lib/cxl; mkdir sim/var/lib/cxl; chmod 777 sim/var/lib/cxl; cxl-sim enable-memdev mem3
    Warning: cannot write /var/lib/cxl/undo: Not a directory; 'cxl undo' does not know of this change
  disabled 1 mem
    Warning: cannot write /var/lib/cxl/undo: Operation not permitted; 'cxl undo' does not know of this change
  enabled 1 mem

The kernel takes a memory device that is disabled out of its regions, and does not put it back.

  $ new; cxl-sim disable-memdev -f mem0; cxl-sim undo --yes; cxl-sim list -R -i | jq -c '.[] | [.region, .decode_state]'
  disabled 1 mem
    Warning: region0 does not come back: destroy it and create it again
  cxl enable-memdev mem0
  enabled 1 mem
  ["region0","reset"]
  $ new; cxl-sim disable-port -f port1; cxl-sim undo --yes; new; cxl-sim disable-memdev mem2; cxl-sim undo --yes
  disabled 1 port
    Warning: region0 does not come back: destroy it and create it again
  cxl enable-port port1
  cxl enable-memdev mem0 mem1
  enabled 1 port
  enabled 2 mems
  disabled 1 mem
  cxl enable-memdev mem2
  enabled 1 mem
