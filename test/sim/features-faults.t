# SPDX-License-Identifier: GPL-2.0-only
cxl set-feature on faulty devices: success reported by the kernel is verified.

  $ cxl-sim new sim
  $ export CXL_SIM=$PWD/sim
  $ head -c 300 /dev/zero >zeros
  $ fault() { cxl-sim fault sim mem3 "$1" none; cxl-sim fault sim mem3 "$@"; }

Lost or ignored commands, for which fwctl reports success.

  $ fault 0x0502 lost
  $ cxl-sim set-feature mem3 a4c9 -i zeros --yes >out
  mem3: unknown-a4c9e7b0: the kernel reported success, but the value read back differs from the value set; see the kernel log and try again
    Warning: mem3: unknown-a4c9e7b0: the kernel is tainted (J): the bit was set by this attempt
  [1]
  $ jq -c '.[0] | [.verified, .changed, .old == .new, (.new | .cycle_hours // .data[:8])]' out
  [false,null,true,"73696d20"]
  $ cxl-sim set-feature mem3 6f3a data=01000000 --yes >out
  mem3: unknown-6f3a1c52: the kernel reported success, but the value read back differs from the value set; see the kernel log and try again
  [1]
  $ jq -c '.[0] | [.verified, .changed, .old == .new, (.new | .cycle_hours // .data[:8])]' out
  [false,null,true,"40000000"]
  $ fault 0x0502 ignore
  $ cxl-sim set-feature mem3 a4c9 -i zeros --yes >out
  mem3: unknown-a4c9e7b0: the kernel reported success, but the value read back differs from the value set; see the kernel log and try again
  [1]
  $ jq -c '.[0] | [.verified, .changed, .old == .new, (.new | .cycle_hours // .data[:8])]' out
  [false,null,true,"73696d20"]
  $ tail -n 1 sim/dev/kmsg | sed 's/.*cxl-audit: //' | jq -c '[.event, .result]'
  ["outcome","done"]

The device returns an error.

  $ fault 0x0502 code 0x02
  $ cxl-sim set-feature mem3 a4c9 -i zeros --yes
  mem3: unknown-a4c9e7b0: command 0x0502: the device returned code 0x02: invalid input
  []
  [1]
  $ tail -n 1 sim/dev/kmsg | sed 's/.*cxl-audit: //' | jq -c '[.event, .result, .device_status]'
  ["outcome","failed",2]
  $ fault 0x0502 background
  $ cxl-sim set-feature mem3 6f3a data=01000000 --yes
  mem3: unknown-6f3a1c52: command 0x0502: the device returned code 0x01: background operation started
  []
  [1]
  $ fault 0x0502 errno EINVAL
  $ cxl-sim set-feature mem3 a4c9 -i zeros --yes
  mem3: unknown-a4c9e7b0: command 0x0502: rejected by the kernel; see the kernel log
  []
  [1]
  $ fault 0x0502 none

The value was set, but cannot be read back.

  $ fault 0x0501 code 4 --after 1
  $ cxl-sim set-feature mem3 6f3a data=03000000 --yes
  mem3: unknown-6f3a1c52: sent, but the new value cannot be read back: command 0x0501: the device returned code 0x04: internal device error
  []
  [1]
  $ fault 0x0501 none

A transport that does not split transfers: data is sent in parts, and a failed transfer is aborted.

  $ cxl-sim show sim mem3 | sed 's/payload_max .*/payload_max 256/; /split_sets/d; /^device/a split_sets yes' >devices
  $ cxl-sim new split --devices devices; export CXL_SIM=$PWD/split
  $ for f in $(find split/sys/devices -path '*mem3/payload_max'); do echo 256 >$f; done
  $ cxl-sim set-feature mem3 a4c9 -i zeros --yes | jq -c '.[0] | [.changed, .verified]'
  [true,true]
  $ cxl-sim log split | grep 0x0502
  mem3 0x0502 in=256 out=0 code=0x00 route=fwctl scope=3 flags=0x9
  mem3 0x0502 in=108 out=0 code=0x00 route=fwctl scope=3 flags=0xb
  $ tr '\0' '\1' <zeros >ones
  $ cxl-sim fault split mem3 0x0502 code 4 --after 1 --count 1
  $ cxl-sim set-feature mem3 a4c9 -i ones --yes
  mem3: unknown-a4c9e7b0: command 0x0502: the device returned code 0x04: internal device error
  []
  [1]
  $ cxl-sim log split | grep 0x0502 | tail -n 3
  mem3 0x0502 in=256 out=0 code=0x00 route=fwctl scope=3 flags=0x9
  mem3 0x0502 in=108 out=0 code=0x04 route=fwctl scope=3 flags=0xb
  mem3 0x0502 in=32 out=0 code=0x00 route=fwctl scope=3 flags=0xc
  $ cxl-sim set-feature mem3 a4c9 -i ones --yes | jq -c '.[0] | [.changed, .verified]'
  [true,true]

Not supported: the first part, or one of the others, after which the device has a part of the data.

  $ for at in '3 --after 0' '3 --after 1' '21 --after 1'; do cxl-sim fault split mem3 0x0502 code $at --count 1
  >   cxl-sim set-feature mem3 a4c9 -i zeros --yes 2>&1; echo $?; done
  mem3: unknown-a4c9e7b0: command 0x0502: the device returned code 0x03: not supported
  []
  4
  mem3: unknown-a4c9e7b0: command 0x0502: the device returned code 0x03: not supported
  []
  1
  mem3: unknown-a4c9e7b0: command 0x0502: the device returned code 0x15: not supported on this mailbox
  []
  1

Without a first part there is nothing to abort.

  $ cxl-sim log split --clear >/dev/null; cxl-sim fault split mem3 0x0502 code 4 --count 1
  $ cxl-sim set-feature mem3 a4c9 -i zeros --yes
  mem3: unknown-a4c9e7b0: command 0x0502: the device returned code 0x04: internal device error
  []
  [1]
  $ cxl-sim log split | grep 0x0502
  mem3 0x0502 in=256 out=0 code=0x04 route=fwctl scope=3 flags=0x9

The reason why a Feature cannot be set is reported before anything is sent.

  $ cat >refused <<'DEV'
  > device mem3
  >   feature 00000001-0000-0000-0000-000000000000
  >     sizes 4 4
  >     flags 0x00
  >     effects 0x0201
  >   feature 00000002-0000-0000-0000-000000000000
  >     sizes 4 4
  >     flags 0x01
  >     effects 0x0041
  >   feature 00000003-0000-0000-0000-000000000000
  >     sizes 4 4
  >     flags 0x01
  >     effects 0x1001
  >   feature 00000004-0000-0000-0000-000000000000
  >     sizes 4 4
  >     flags 0x01
  >     effects 0x0020
  >   feature 80ea4521-786f-4127-afb1-ec7459fb0e24
  >     sizes 20 3
  >     flags 0x01
  >     effects 0x0202
  > DEV
  $ cxl-sim new refused.sim --devices refused; export CXL_SIM=$PWD/refused.sim
  $ cxl-sim list-features mem3 | jq -r '.[0].features[] | [.name, .route, .reason, .reason_text] | join(" | ")'
  unknown-00000001 | none | not_changeable | the device does not support changing this Feature
  unknown-00000002 | none | background_effect | the kernel rejects it: setting this Feature is a background operation
  unknown-00000003 | none | unknown_effects | the kernel rejects it: unknown effects of setting this Feature (0x1001)
  unknown-00000004 | none | no_declared_effect | the kernel rejects it: the effects of setting this Feature (0x0020) include no immediate or reset change
  hppr | none | kernel_owned | the kernel owns this Feature and provides no interface to set it
  patrol-scrub | edac |  | 
  ecs | edac |  | 
  $ cxl-sim set-feature mem3 0000000 data=01000000 --yes
  mem3: ambiguous Feature '0000000': could be unknown-00000001, unknown-00000002, unknown-00000003, unknown-00000004; use a longer prefix
  []
  [1]
  $ cxl-sim set-feature mem3 00000002 data=01000000 --yes
  mem3: unknown-00000002: the kernel rejects it: setting this Feature is a background operation
  []
  [4]
  $ for k in at_boot data; do cxl-sim set-feature mem3 hppr $k=1 --yes; echo $?; done
  mem3: hppr: the kernel owns this Feature and provides no interface to set it
  []
  4
  mem3: hppr: the kernel owns this Feature and provides no interface to set it
  []
  4
  $ cat refused.sim/proc/sys/kernel/tainted
  0

It is not known which Features EDAC or fwctl provide: not "not supported", and "all" changes no device.

  $ cxl-sim new unread; cd unread; export CXL_SIM=$PWD
  $ mv sys/bus/edac/devices/cxl_mem3 edac; ln -s cxl_mem3 sys/bus/edac/devices/cxl_mem3
  $ set3() { for f in 'mem3 patrol-scrub' 'mem3 6f3a' 'all patrol-scrub'; do
  >   case $f in *6f3a) v=data=01000000;; *) v=cycle_hours=20;; esac
  >   cxl-sim set-feature $f $v --yes --format envelope >out 2>/dev/null
  >   echo "$f $? $(jq -c '[[.errors[] | .device, .code], [.result[].memdev]]' out)"; done; }
  $ set3
  mem3 patrol-scrub 1 [["mem3","read_failed"],[]]
  mem3 6f3a 1 [[],["mem3"]]
  all patrol-scrub 1 [["mem3","read_failed"],[]]
  $ rm sys/bus/edac/devices/cxl_mem3; mv edac sys/bus/edac/devices/cxl_mem3
  $ echo "$(find sys/devices -path '*mem3/fwctl') EIO" >>state/errors; set3
  mem3 patrol-scrub 1 [[],["mem3"]]
  mem3 6f3a 1 [["mem3","read_failed"],[]]
  all patrol-scrub 1 [[],["mem0","mem1","mem2","mem3"]]
  $ mv sys/bus/edac/devices/cxl_mem3 edac; set3
  mem3 patrol-scrub 1 [["mem3","read_failed"],[]]
  mem3 6f3a 1 [["mem3","read_failed"],[]]
  all patrol-scrub 1 [["mem3","read_failed"],[]]

Also if the list of Features is not supported, or cannot be read from a copy.

  $ cd ..; cxl-sim new unread2; cd unread2; export CXL_SIM=$PWD
  $ cxl-sim fault . mem3 0x0500 code 3; rm -r sys/bus/edac/devices/cxl_mem3; ln -s cxl_mem3 sys/bus/edac/devices/cxl_mem3; set3
  mem3 patrol-scrub 1 [["mem3","read_failed"],[]]
  mem3 6f3a 1 [["mem3","read_failed"],[]]
  all patrol-scrub 1 [["mem3","read_failed"],[]]
  $ cxl list-features mem3 --sysroot . --format envelope 2>/dev/null | jq -c '[.errors[] | .code]'; echo ${PIPESTATUS[0]}
  ["read_failed"]
  1

A repair interface of EDAC with a type that cannot be read may be that of any repair Feature. The others are known.

  $ cxl-sim new ../type; cd ../type; export CXL_SIM=$PWD
  $ d=$(realpath --relative-to=. sys/bus/edac/devices/cxl_mem3)/mem_repair0; mkdir "$d"
  $ echo cacheline-sparing >"$d/repair_type"; cxl-sim get-feature mem3 cacheline-sparing; echo $?
  mem3: cacheline-sparing: EDAC does not provide the values of cacheline-sparing
  []
  1
  $ echo "$d/repair_type EIO" >>state/errors; cxl-sim get-feature mem3 cacheline-sparing; echo $?
  mem3: cannot read /sys/bus/edac/devices/cxl_mem3/mem_repair0/repair_type: Input/output error
  []
  1
  $ cxl-sim set-feature mem3 patrol-scrub cycle_hours=20 >out; echo $?; jq -c '.[].new.cycle_hours' out
    Warning: cannot read /sys/bus/edac/devices/cxl_mem3/mem_repair0/repair_type: Input/output error
  1
  20
  $ cxl-sim list-features mem3 >out; echo $?; jq -c '.[].features | map(.name)' out
  mem3: cannot read /sys/bus/edac/devices/cxl_mem3/mem_repair0/repair_type: Input/output error
  1
  ["patrol-scrub","ecs","unknown-6f3a1c52","unknown-a4c9e7b0"]

Without its driver, a device has no interface of EDAC; Features of the vendor can still be set.

  $ cxl-sim new off >/dev/null; cxl-sim -C off disable-memdev mem2 mem3 2>/dev/null
  $ for c in 'set-feature mem2 patrol-scrub enabled=1' 'get-feature mem2 patrol-scrub' 'list-features mem2' 'set-feature mem3 patrol-scrub enabled=1'; do cxl-sim -C off $c; echo $?; done
  mem2: the kernel provides no Features of this device while it is disabled; see 'cxl enable-memdev'
  []
  1
  mem2: the kernel provides no Features of this device while it is disabled; see 'cxl enable-memdev'
  []
  1
  mem2: the kernel provides no Features of this device while it is disabled; see 'cxl enable-memdev'
  []
  1
  mem3: patrol-scrub: the kernel owns this Feature, and EDAC provides it only while the memory device is enabled; see 'cxl enable-memdev'
  []
  1
  $ cxl-sim -C off list-features mem3 --columns name,reason --noheadings; cxl-sim -C off set-feature mem3 6f3a1c52-8d0e-4b7a-9c41-2e5d7f8090a1 data=01020304 --yes | jq -c '.[] | .changed'
  patrol-scrub     disabled
  ecs              disabled
  unknown-6f3a1c52 
  unknown-a4c9e7b0 
  true
  $ cxl-sim -C off enable-memdev mem2 mem3 2>/dev/null; cxl-sim -C off set-feature mem2 mem3 patrol-scrub enabled=1 | jq -c '.[] | .changed'
  true
  true
