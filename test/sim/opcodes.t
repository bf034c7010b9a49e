# SPDX-License-Identifier: GPL-2.0-only
The opcodes of cxl --list-cmds: each command sends these, and no others.

  $ debug=5e1819d9-11a9-400c-811f-d60719403d86
  $ uuid=6f3a1c52-8d0e-4b7a-9c41-2e5d7f8090a1
  $ cat >devices <<END
  > device mem3
  >   identify.partition_alignment 256M
  >   identify.volatile_capacity 0
  >   identify.lsa_size 4096
  >   reply 0x4303 00000000000000000000000000000000
  >   log $debug 00112233
  >   feature $uuid
  >     sizes 4 4
  >     flags 0x61
  >     effects 0x0201
  >     current 2a000000
  >     default 2b000000
  > END
  $ for o in 0x0200 0x0201 0x0202 0x0300 0x0400 0x0401 0x0402 0x0403 0x0405 0x0500 0x0501 0x0502 0x4000 0x4100 0x4101 0x4102 0x4103 0x4200 0x4201 0x4202 0x4203 0x4204 0x4300 0x4303 0x4400 0x4401; do printf '\tcel %s 0\n' $o; done >>devices
  $ cxl-sim new sim --devices devices; export CXL_SIM=$PWD/sim
  $ echo 4096 >"$(find sim/sys/devices -path '*/mem3/label_storage_size')"
  $ cxl-sim fault sim mem3 0x0400 short 28
  $ mkdir -p -m 755 sim/etc/cxl/policy.d
  $ cp -a sim start
  $ run() { rm -r sim; cp -a start sim; test ! -s rule || cp rule sim/etc/cxl/policy.d/1.conf; case $1 in
  >   list) cxl-sim list -m mem3 -HIAFL;;
  >   list-features) cxl-sim list-features mem3 --values;;
  >   get-log) cxl-sim get-log mem3 cel;;
  >   get-feature) cxl-sim get-feature mem3 $uuid;;
  >   set-feature) cxl-sim set-feature mem3 $uuid data=01020304 --yes --force;;
  >   set-shutdown-state) cxl-sim set-shutdown-state mem3 dirty --yes --force;;
  >   clear-log) cxl-sim clear-log mem3 vendor-debug --yes --force;;
  >   scan-media-caps) cxl-sim scan-media-caps mem3 -a 0 -l 4096;;
  >   write-labels) echo label | cxl-sim write-labels mem3;;
  >   zero-labels) echo label | cxl-sim write-labels mem3; cxl-sim zero-labels mem3;;
  >   set-alert-config) cxl-sim set-alert-config mem3 -L 5 --life-used-alert=on;;
  >   *-media-poison) cxl-sim $1 mem3 -a 0;;
  >   sanitize-memdev | erase-memdev) cxl-sim $1 mem3 --confirm $(cxl-sim list -m mem3 | jq -r ".[] | \"\(.serial)@\(.host)\"");;
  >   update-firmware) echo image | cxl-sim update-firmware mem3 -F - --wait;;
  >   set-partition) cxl-sim set-partition mem3 --force;;
  >   support-status) cxl-sim support-status;;
  >   check) cxl-sim check;;
  >   dump) cxl-sim dump mem3 -o dump.tar --with labels;;
  >   diff) cxl-sim dump -o d; cxl-sim log sim --clear; cxl-sim diff d; rm -r d;;
  >   repair-memory) cxl-sim repair-memory mem2 -t row --dpa 0 --nibble-mask 1 --channel 0 --rank 0 --bank-group 0 --bank 0 --row 0;;
  >   list-targets) rm -r sim; cxl-sim new sim --devices "$TESTDIR/../data/fabric.sim"; cxl-sim fault sim mem1 0x0400 short 8; test ! -s rule || { mkdir -p -m 755 sim/etc/cxl/policy.d; cp rule sim/etc/cxl/policy.d/1.conf; }; cxl-sim list-targets;;
  >   fm) rm -r sim; cxl-sim new sim --devices "$TESTDIR/../data/fabric.sim"; cxl-sim fault sim mem1 0x0400 short 8; test ! -s rule || { mkdir -p -m 755 sim/etc/cxl/policy.d; cp rule sim/etc/cxl/policy.d/1.conf; }; cxl-sim fm ports mctp:1,9; cxl-sim fm vcs mctp:1,9; cxl-sim fm lds mctp:1,9/port:3; cxl-sim fm heads mctp:1,12; cxl-sim fm extents mctp:1,12; cxl-sim fm heads mctp:1,10; cxl-sim fm ports mctp:1,9 >/dev/null;;
  >   *) cxl-sim $1 mem3;;
  > esac; }
  $ cxl-sim --list-cmds --format json | jq -r '.[] | .command as $c | .opcodes[] | select(. != "all") | "\($c) \(.)"' >rows
  $ cut -d' ' -f1 rows | uniq >verbs; grep -c . verbs
  35

What reaches the device. The kernel answers Get Supported Features (0x0500) from its cache, and
Get Poison List (0x4300), Inject Poison (0x4301) and Clear Poison (0x4302) are sent by the kernel.

  $ for v in $(cat verbs); do run $v >/dev/null 2>&1; case $?$v in 0*|1support-status);; *) echo $v;; esac; cxl-sim log sim | awk -v v=$v '{ print v, $2 }' | sort -u >>sent; done
  $ grep -vxFf rows sent
  [1]
  $ grep -vxFf sent rows
  list 0x4300
  inject-media-poison 0x4301
  clear-media-poison 0x4302
  list-features 0x0500
  get-feature 0x0500
  set-feature 0x0500
  support-status 0x0500
  dump 0x0500
  diff 0x0500

A rule that denies one of them is reported, except for what a command can do without: the CEL, and
the sections of a dump. There is no tracefs, without which the poison list is not read.

  $ while read -r v o; do echo "deny ALL opcode $o" >rule; run $v 2>&1 | grep -q "denied by policy.*$o" || echo $v $o; done <rows
  list 0x4300
  update-firmware 0x0400
  update-firmware 0x0401
  update-firmware 0x0405
  list-features 0x0400
  list-features 0x0401
  list-features 0x0405
  get-feature 0x0400
  get-feature 0x0401
  get-feature 0x0405
  set-feature 0x0400
  set-feature 0x0401
  set-feature 0x0405
  support-status 0x0400
  support-status 0x0401
  support-status 0x0405
  dump 0x0200
  dump 0x0300
  dump 0x0400
  dump 0x0401
  dump 0x0402
  dump 0x0405
  dump 0x0500
  dump 0x0501
  dump 0x4000
  dump 0x4100
  dump 0x4102
  dump 0x4200
  dump 0x4201
  dump 0x4203
  diff 0x0400
  diff 0x0401
  diff 0x0405

policy check names the same.

  $ while read -r v o; do echo "deny ALL opcode $o" >sim/etc/cxl/policy.d/1.conf; cxl-sim policy check mem3 verb $v --format json 2>/dev/null | jq -r '.[] | select(.allowed | not) | "\(.verb) \(.opcode)"'; done <rows | cmp - rows
