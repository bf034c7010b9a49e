# SPDX-License-Identifier: GPL-2.0-only
Dry runs of all commands: an object for each device, and the exit status of the real run. Those of
"cxl doe send" are in doe-send.t.

  $ uuid=6f3a1c52-8d0e-4b7a-9c41-2e5d7f8090a1; token=0xc3@0000:e2:00.0
  $ cat >devices <<END
  > device mem3
  >   identify.partition_alignment 256M
  >   identify.volatile_capacity 0
  >   identify.lsa_size 4096
  >   log 5e1819d9-11a9-400c-811f-d60719403d86 00112233
  >   feature $uuid
  >     sizes 4 4
  >     flags 0x61
  >     effects 0x0201
  >     current 2a000000
  >     default 2b000000
  > END
  $ for o in 0x0200 0x0201 0x0202 0x0400 0x0401 0x0403 0x0405 0x0500 0x0501 0x0502 0x4000 0x4100 0x4101 0x4102 0x4103 0x4201 0x4202 0x4203 0x4204 0x4400 0x4401; do printf '\tcel %s 0\n' $o; done >>devices
  $ export CXL_SIM=$PWD/sim; cxl-sim new sim --devices devices; mkdir -p -m 755 sim/etc/cxl/policy.d; : >sim/dev/kmsg; echo label >label; echo image >image
  $ echo 4096 >"$(find sim/sys/devices -path '*/mem3/label_storage_size')"; e=sim/sys/kernel/debug/cxl
  $ mkdir -p $e/0000:0c:00.0 $e/mem3; echo '0x8000	CXL.mem Protocol Correctable' >$e/einj_types; : >$e/0000:0c:00.0/einj_inject; : >$e/mem3/inject_poison; : >$e/mem3/clear_poison
  $ mv sim start
  $ new() { # VERB: a system in which it has something to do
  >     rm -rf sim; cp -a start sim; case $1 in
  >     enable-memdev | undo) cxl-sim disable-memdev mem3;;
  >     enable-port) cxl-sim disable-port port2 -f;;
  >     enable-region | destroy-region) cxl-sim disable-region region0;;
  >     free-dpa) cxl-sim reserve-dpa mem3 -s 256M;;
  >     zero-labels) cxl-sim write-labels mem3 -i label;;
  >     esac >/dev/null 2>&1; }
  $ line() { # VERB: its arguments
  >     case $1 in
  >     *-bus) echo $1 root0 -f;;
  >     *-port) echo $1 port2;;
  >     create-region) echo $1 -d decoder0.1 -t ram -m mem3;;
  >     *-region) echo $1 region0;;
  >     inject-protocol-error) echo $1 0000:0c:00.0 -p mem -s correctable;;
  >     *-media-poison) echo $1 mem3 -a 0x1000;;
  >     reserve-dpa) echo $1 mem3 -s 256M;;
  >     write-labels) echo $1 mem3 -i label;;
  >     update-firmware) echo $1 mem3 -F image;;
  >     set-alert-config) echo $1 mem3 -L 5 --life-used-alert=on;;
  >     set-feature) echo $1 mem3 $uuid data=01020304 --yes;;
  >     set-shutdown-state) echo $1 mem3 dirty;;
  >     clear-log) echo $1 mem3 vendor-debug --yes;;
  >     *e-memdev | sanitize-memdev) case $1 in s* | er*) echo $1 mem3 --confirm $token;; *) echo $1 mem3;; esac;;
  >     repair-memory) echo $1 mem2 -t row --dpa 0 --nibble-mask 1 --channel 0 --rank 0 --bank-group 0 --bank 0 --row 0;;
  >     send-command) echo $1 mem3 0x4201;;
  >     undo) echo $1 --yes;;
  >     *) echo $1 mem3;;
  >     esac; }
  $ both() { # ARGUMENTS...: exit status of a dry run and of the real one, and what the dry run prints
  >     cxl-sim writes sim --clear >/dev/null; cxl-sim "$@" --dry-run --format json >dry 2>err; d=$?; cxl-sim writes sim; cxl-sim "$@" --format json >real 2>>err; r=$?
  >     echo "$1 $d $r $(jq -c 'map([.dry_run, .changed, .verdict]) | unique | .[]' dry)$(jq -c '.[] | keys_unsorted | select(index("dry_run") or index("verdict"))' real)"; }
  $ p=sim/etc/cxl/policy.d/1.conf; cxl-sim --list-cmds --format json | jq -r '.[] | select(.dry_run) | .command' | grep -vx doe >verbs; wc -l <verbs
  27
  $ for v in $(cat verbs); do new $v; echo "deny ALL verb $v" >$p; both $(line $v) >>denied; rm $p; both $(line $v) >>allowed; both $(line $v) >>again; done 2>&1

Denied by policy; then with something to do, and nothing against it. A mailbox command is sent, whatever it changes.

  $ grep -v ' 3 3 \[true,false,"policy_denied"\]$' denied; grep -v ' 0 0 \[true,true,"allowed"\]$' allowed
  send-command 3 3 [true,null,"policy_denied"]
  send-command 0 0 [true,null,"allowed"]

Once more: there is nothing left to do.

  $ grep ' 0 0 \[true,false,"allowed"\]$' again | cut -d' ' -f1 | xargs; grep -v ' 0 0 ' again
  zero-labels write-labels disable-memdev enable-memdev set-alert-config disable-port enable-port set-partition enable-region disable-region set-feature set-shutdown-state
  free-dpa 1 1 [true,false,"no_decoder"]
  update-firmware 3 3 [true,false,"device_busy"]
  disable-bus 1 1 
  create-region 1 1 [true,false,"no_capacity"]
  destroy-region 1 1 

One of several devices does not exist, or cannot be changed: none is changed, and the dry run has an object for each that exists.

  $ others() { cxl-sim "$@" --dry-run --format json 2>err | jq -c '[.[] | [.memdev // .port // .region // .bus, .changed, .verdict] | join(" ")]'; d=${PIPESTATUS[0]}; cxl-sim "$@" --format json >/dev/null 2>&1; echo $1 $d $?; }
  $ for v in $(grep -vxE 'create-region|inject.*|clear-media-poison|erase-memdev|sanitize-memdev|repair-memory|send-command|undo|write-labels' verbs); do new $v; set -- $(line $v); first=$2; shift 2; case $v in *-bus) first=root0;; esac; others $v $first ${first%[0-9]}99 "$@"; done
  ["mem3 false other_failed"]
  zero-labels 1 1
  ["mem3 false other_failed"]
  disable-memdev 1 1
  ["mem3 false other_failed"]
  enable-memdev 1 1
  ["mem3 false other_failed"]
  reserve-dpa 1 1
  ["mem3 false other_failed"]
  free-dpa 1 1
  ["mem3 false other_failed"]
  update-firmware 1 1
  ["mem3 false other_failed"]
  set-alert-config 1 1
  ["port2 false other_failed"]
  disable-port 1 1
  ["port2 false other_failed"]
  enable-port 1 1
  ["mem3 false other_failed"]
  set-partition 1 1
  ["root0 false other_failed"]
  disable-bus 1 1
  ["region0 false other_failed"]
  enable-region 1 1
  ["region0 false other_failed"]
  disable-region 1 1
  ["region0 false other_failed"]
  destroy-region 1 1
  ["mem3 false other_failed"]
  set-feature 1 1
  ["mem3 false other_failed"]
  set-shutdown-state 1 1
  ["mem3 false other_failed"]
  clear-log 1 1
  $ new; others set-partition mem3 mem0 mem2; others reserve-dpa mem3 mem0 mem1 -s 256M; others set-feature mem3 mem0 $uuid data=01020304 --yes; others set-alert-config mem3 mem0 -L 5 --life-used-alert=on
  ["mem0 false no_partitions","mem2 false no_partitions","mem3 false other_failed"]
  set-partition 4 4
  ["mem0 false no_capacity","mem1 false no_capacity","mem3 false other_failed"]
  reserve-dpa 1 1
  ["mem0 false no_such_feature","mem3 false other_failed"]
  set-feature 4 4
  ["mem3 true allowed","mem0 true allowed"]
  set-alert-config 0 0
  $ others zero-labels mem3 mem0 -O 8; cxl-sim update-firmware mem0 -F image >/dev/null 2>&1; others update-firmware mem3 mem0 -F image
  ["mem0 false no_label_area","mem3 false other_failed"]
  zero-labels 4 4
  ["mem0 false device_busy","mem3 false other_failed"]
  update-firmware 3 3

What is left out of "all" is an error if it is named, too, in any order or list.

  $ new; named() { others "$@"; sed 's/;.*//' err; }; named update-firmware all --cancel; cxl-sim update-firmware mem2 -F image >/dev/null 2>&1; cxl-sim update-firmware all --cancel --dry-run --format json | jq -c "map(.memdev)"; named update-firmware mem0 all --cancel; named update-firmware 0xc3,all -S --cancel
  ["mem0 false no_update","mem1 false no_update","mem2 false no_update","mem3 false no_update"]
  update-firmware 1 1
  mem0: no firmware update is in progress
  mem1: no firmware update is in progress
  mem2: no firmware update is in progress
  mem3: no firmware update is in progress
  ["mem2"]
  ["mem0 false no_update"]
  update-firmware 1 1
  mem0: no firmware update is in progress
  ["mem3 false no_update"]
  update-firmware 1 1
  mem3: no firmware update is in progress
  $ named free-dpa all; cxl-sim reserve-dpa mem3 -s 256M >/dev/null 2>&1; others free-dpa all; named free-dpa all,mem1; new zero-labels; others zero-labels all; named zero-labels all mem1
  []
  free-dpa 0 0
  ["mem3 true allowed"]
  free-dpa 0 0
  ["mem1 false no_decoder"]
  free-dpa 1 1
  mem1: no decoder has a reservation that can be released
    Warning: no device was changed
  ["mem2 false exclusive","mem3 true allowed"]
  zero-labels 2 2
  ["mem1 false no_label_area","mem2 false other_failed","mem3 false other_failed"]
  zero-labels 4 4
  mem1: the device has no label storage area
    Warning: no device was changed
  $ others set-feature all $uuid data=01020304 --yes; named set-feature all,mem0 $uuid data=01020304 --yes
  ["mem0 false no_such_feature","mem1 false no_such_feature","mem2 false no_such_feature","mem3 true allowed"]
  set-feature 2 2
  ["mem0 false no_such_feature","mem1 false no_such_feature","mem2 false no_such_feature","mem3 false other_failed"]
  set-feature 4 4
  mem0: the device does not have the Feature 6f3a1c52-8d0e-4b7a-9c41-2e5d7f8090a1
  mem1: the device does not have the Feature 6f3a1c52-8d0e-4b7a-9c41-2e5d7f8090a1
  mem2: the device does not have the Feature 6f3a1c52-8d0e-4b7a-9c41-2e5d7f8090a1
    Warning: no device was changed

In use, not confirmed, and not possible; the verdict is the code of the error. Steps are shown if they are known.

  $ new; why() { both "$@"; cxl-sim "$@" --dry-run --format envelope 2>/dev/null | jq -c '[.errors[].code == .result[].verdict, (.result[].steps | length)]'; }
  $ why disable-memdev mem0; why disable-port port1; why disable-bus root0; why destroy-region region0; why inject-media-poison mem0 -a 0; why sanitize-memdev mem0; why sanitize-memdev mem3
  disable-memdev 3 3 [true,false,"in_use"]
  [true,1]
  disable-port 3 3 [true,false,"in_use"]
  [true,2]
  disable-bus 3 3 [true,false,"in_use"]
  [true,2]
  destroy-region 3 3 [true,false,"region_active"]
  [true,0]
  inject-media-poison 3 3 [true,false,"in_use"]
  [true,1]
  sanitize-memdev 4 4 [true,false,"not_supported"]
  [true,0]
  sanitize-memdev 3 3 [true,false,"needs_token"]
  [true,1]
  $ why set-shutdown-state mem0 dirty; why clear-log mem3 vendor-debug; why set-partition mem0; why set-partition mem3 -s 1G; why write-labels mem3 -i label -O 9999; why zero-labels mem3 -O 9999
  set-shutdown-state 3 3 [true,false,"in_use"]
  [true,0]
  clear-log 3 3 [true,false,"needs_yes"]
  [true,0]
  set-partition 4 4 [true,false,"no_partitions"]
  [true,0]
  set-partition 1 1 [true,false,"too_large"]
  [true,0]
  write-labels 1 1 [true,false,"out_of_range"]
  [true,0]
  zero-labels 1 1 [true,false,"out_of_range"]
  [true,0]
  $ why set-feature mem3 $uuid data=01020304 --yes --if-current data=00000000; why set-feature mem3 no-such-feature a=1; why update-firmware mem3 --cancel; why repair-memory mem2 -t row --dpa 0
  set-feature 3 3 [true,false,"current_differs"]
  [true,0]
  set-feature 1 1 [true,false,"no_such_feature"]
  [true,0]
  update-firmware 1 1 [true,false,"no_update"]
  [true,0]
  repair-memory 1 1 [true,false,"missing_option"]
  [true,0]
  $ why create-region -d decoder0.1 -t ram -m mem0; why reserve-dpa mem3 -s 100G; why free-dpa mem3; why inject-protocol-error 0000:0c:00.0 -p mem -s fatal; why inject-media-poison mem3 -a 1; why erase-memdev mem2
  create-region 1 1 [true,false,"not_reached"]
  [true,0]
  reserve-dpa 1 1 [true,false,"too_large"]
  [true,0]
  free-dpa 1 1 [true,false,"no_decoder"]
  [true,0]
  inject-protocol-error 4 4 [true,false,"no_error_type"]
  [true,0]
  inject-media-poison 1 1 [true,false,"not_aligned"]
  [true,0]
  erase-memdev 4 4 [true,false,"not_supported"]
  [true,0]
  $ cxl-sim disable-memdev mem3 2>/dev/null; why undo; echo "$RANDOM" >sim/proc/sys/kernel/random/boot_id; why undo --yes
  undo 3 3 [true,false,"needs_confirmation"]
  [true,0]
  undo 3 3 [true,false,"other_boot"]
  [true,0]

What the kernel or the device would reject is known before the first change: a region above another one that is destroyed with it,
reservations in the wrong order, a device that is being sanitized, ports that are disabled, and what a device lacks.

  $ add() { # LINES: a system whose mem3 has them, and no others
  >     printf '%s\n' 'device mem3' '  identify.volatile_capacity 1G' "$@" >devices; rm -rf sim; cxl-sim new sim --devices devices; }
  $ dir() { readlink -f "sim/sys/bus/cxl/devices/$1"; }; quiet() { cxl-sim "$@" >/dev/null 2>&1; }
  $ reason() { both "$@" | cut -d" " -f1-3 | grep -v "^\["; sort -u err; }
  $ add; for i in 1 2; do quiet create-region -d decoder0.1 -t ram -m mem3 -s 256M; done; both destroy-region -f region1; both destroy-region -f region1 region2
  destroy-region 1 1 [true,false,"later_decoder"]
  destroy-region 0 0 [true,true,"allowed"]
  $ add; for i in 1 2; do quiet reserve-dpa mem3 -s 256M; done; reason create-region -d decoder0.1 -t ram -m mem3; quiet free-dpa mem3; both create-region -d decoder0.1 -t ram -m mem3
  create-region 1 1
  created 0 regions
  decoder0.1: decoder7.0 has to be committed before decoder7.1, and is not; see cxl-free-dpa(1)
  create-region 0 0 [true,true,"allowed"]
  $ add; cxl-sim fault sim sysfs '*/commit=1' kill-after --count 1; (cxl-sim create-region -d decoder0.1 -t ram -m mem3 -s 256M; true) >/dev/null 2>&1; (echo 0 >"$(dir region1)/commit"; echo 0 >"$(dir endpoint7)/decoders_committed"; reason create-region -d decoder0.1 -t ram -m mem3)
  create-region 1 1
  created 0 regions
  decoder0.1: decoder7.0 has to be committed before decoder7.1, and is not; region1 is not committed; 'cxl destroy-region region1' frees what it occupies
  $ uncommit() { for i in 1 2; do quiet create-region -d decoder0.1 -t ram -m mem3 -s 256M; done; quiet disable-region region1 region2; for i in region1/commit region2/commit {port2,port5,endpoint7}/decoders_committed; do echo 0 >"$(dir ${i%/*})/${i#*/}"; done; }
  $ add; uncommit; reason enable-region region2; echo 1 >"$(dir endpoint7)/decoders_committed"; reason enable-region region2; echo 0 >"$(dir endpoint7)/decoders_committed"; both enable-region region1 region2
  enable-region 1 1
  enabled 0 regions
  region2: decoder7.0 has to be committed before decoder7.1, and is not; enable or destroy region1 first
  enable-region 1 1
  enabled 0 regions
  region2: decoder5.0 has to be committed before decoder5.1, and is not; enable or destroy region1 first
  enable-region 0 0 [true,true,"allowed"]
  $ new; quiet destroy-region -f region0; quiet create-region -d decoder0.2 -t ram -s 512M -m mem0 mem3; reason create-region -d decoder0.0 -t ram -m mem1 -s 256M; cxl-sim create-region --explain -d decoder0.0 -t ram -m mem1 -s 256M --format json | jq -c '.[].possible'
  create-region 1 1
  created 0 regions
  decoder0.0: the region would have lower addresses (0x110000000) than region0, which goes through port1 already; use other memory devices, or destroy that region first
  create-region: no such region can be created
  false
  $ mkdir -p sim/proc; printf '%s\n' '110000000-20fffffff : CXL Window 0' '  110000000-11fffffff : Soft Reserved' >sim/proc/iomem; cxl-sim create-region -d decoder0.0 -t ram -m mem1 -s 256M --dry-run --columns verdict --noheadings
  allowed
  $ add; quiet create-region -d decoder0.1 -t pmem -m mem2 -s 256M; quiet create-region -d decoder0.1 -t ram -m mem3 -s 256M; cxl-sim fault sim sysfs region1/commit=0 kill-after --count 1; (cxl-sim destroy-region -f region1; true) >/dev/null 2>&1; reason enable-region region1
  enable-region 1 1
  enabled 0 regions
  region1: decoder5.0 has to be committed before decoder5.1, which is committed already; destroy region2 first
  $ add; for i in port2 port5; do echo 1 >"$(dir $i)/decoders_committed"; done; reason create-region -d decoder0.1 -t ram -m mem3
  create-region 1 1
  created 0 regions
  decoder0.1: decoder5.0 was disabled, and later decoders of port5 are still committed; destroy the regions that have the later decoders of this port
  $ add; echo sanitize >"$(dir mem3)/security/state"; reason create-region -d decoder0.1 -t ram -m mem3
  create-region 1 1
  created 0 regions
  decoder0.1: mem3 is being sanitized; see cxl-wait-sanitize(1)
  $ add; quiet disable-port port1 -f; reason enable-memdev mem0; both enable-port port1 -m
  enable-memdev 1 1
  enabled 0 mem
  mem0: port1, which is above it, is disabled; see cxl-enable-port(1)
  enable-port 0 0 [true,true,"allowed"]
  $ add; quiet disable-bus root0 -f; reason enable-memdev mem0
  enable-memdev 1 1
  enabled 0 mem
  mem0: the bus is disabled, or the system has none; see cxl-disable-bus(1) and the kernel log
  $ scrub='  feature 96dad7d6-fde8-482b-a733-75774e06db8a'; add "$scrub" '    sizes 4 4' '    flags 0x61' '    effects 0x0201' '    current 000c0101'; reason set-feature mem0 mem3 patrol-scrub cycle_hours=20
  set-feature 4 4
    Warning: no device was changed
  mem3: patrol-scrub: the device does not support changing cycle_hours
  $ add '  cel 0x0500 0' '  cel 0x0501 0'; reason set-feature mem3 patrol-scrub cycle_hours=20
  set-feature 4 4
  mem3: patrol-scrub: the device does not support Set Feature (0x0502)
  $ add '  fw.slots 1'; reason update-firmware mem3 -F image; add '  cel 0x0200 0' '  cel 0x0201 0'; reason update-firmware mem3 -F image
  update-firmware 4 4
  firmware update started on 0 mem device
  mem3: the device has no slot besides the one of the active firmware; see 'cxl get-fw-info'
  update-firmware 4 4
  firmware update started on 0 mem device
  mem3: the device does not support Activate FW (0x0202); see 'cxl list-commands'
  $ add '  cel 0x0403 0'; reason clear-log mem3 vendor-debug --yes
  clear-log 4 4
  mem3: the device does not support the log vendor-debug; see 'cxl list-logs'
  $ add; quiet create-region -d decoder0.1 -t pmem; rm -f sim/proc/swaps; mkdir sim/proc/swaps; why undo --yes
  undo 3 3 [true,false,"in_use"]
  [true,true,0,0]
