# SPDX-License-Identifier: GPL-2.0-only
The memdev of an accelerator (Type 2, since Linux 7.3): no serial number, no mailbox; its ioctls fail.

  $ dev=sys/devices/pci0000:0c/0000:0c:00.0
  $ cat >tree <<END
  > f $dev/mem0/ram/size 0x20000000
  > f $dev/mem0/ram/qos_class 42
  > f $dev/mem0/pmem/size 0x0
  > f $dev/vendor 0x1924
  > f $dev/device 0x1234
  > f proc/self/status CapEff:\t000001ffffffffff
  > l sys/bus/cxl/devices/mem0 ../../../devices/pci0000:0c/0000:0c:00.0/mem0
  > END
  $ cxl-sim new sim --tree tree; export CXL_SIM=$PWD/sim
  $ cxl-sim send sim mem0 1
  ENXIO

What exists is listed; sections that need the mailbox are left out without a warning.

  $ cxl-sim list -i -MHIAFv 2>&1
  [
    {
      "memdev":"mem0",
      "ram_size":536870912,
      "ram_qos_class":42,
      "host":"0000:0c:00.0",
      "state":"disabled"
    }
  ]

Every command for the mailbox says so: not supported, exit status 4.

  $ check() { cxl-sim "$@" </dev/null 2>err >out; echo "$? $(cat err)" | sed "s/^/$1: /"; }
  $ for verb in identify get-health get-alert-config get-fw-info get-partition get-timestamp get-shutdown-state list-logs list-commands list-features; do check $verb mem0; done | sed 's/^[a-z-]*: //' | sort | uniq -c
       10 4 mem0: the device has no mailbox; accelerators (Type 2) have none
  $ check get-log mem0 cel; check clear-log mem0 vendor-debug --yes
  get-log: 4 mem0: the device has no mailbox; accelerators (Type 2) have none
  clear-log: 4 mem0: the device has no mailbox; accelerators (Type 2) have none
  $ check scan-media-caps mem0 -a 0 -l 4096; check get-feature mem0 all
  scan-media-caps: 4 mem0: the device has no mailbox; accelerators (Type 2) have none
  get-feature: 4 mem0: the device has no mailbox; accelerators (Type 2) have none
  $ check set-feature mem0 patrol-scrub cycle_hours=20 --yes; check set-shutdown-state mem0 clean --yes --force
  set-feature: 4 mem0: the device has no mailbox; accelerators (Type 2) have none
  set-shutdown-state: 4 mem0: the device has no mailbox; accelerators (Type 2) have none
  $ check send-command mem0 identify; check send-command mem0 0xc000 --raw --unlisted --confirm 0x0@0000:0c:00.0
  send-command: 4 mem0: the device has no mailbox; accelerators (Type 2) have none
  send-command: 4 mem0: the device has no mailbox; accelerators (Type 2) have none
  $ cxl-sim get-health mem0 --format envelope 2>/dev/null | jq -c '.errors[0] | [.device, .code, .errno]'
  ["mem0","no_mailbox",95]
  $ cxl-sim log sim; cat sim/dev/kmsg 2>&1 | grep -c audit
  0
  [1]

Rules with a serial number: it is unknown, so that they apply.

  $ mkdir -p sim/etc/cxl/policy.d
  $ rule() { echo "$*" >sim/etc/cxl/policy.d/1.conf; check policy check mem0 verb set-feature | head -n 1 | cut -c 1-9; }
  $ rule deny serial 5 verb set-feature; rule allow serial 5 verb get-health
  policy: 3
  policy: 3
  $ rule deny pci 1924:1234 verb set-feature; rule deny pci 1924:1235 verb set-feature
  policy: 3
  policy: 0

A device that has been removed is another error, although its attributes are absent too.

  $ rm sim/sys/bus/cxl/devices/mem0/dev; check get-health mem0
  get-health: 1 mem0: the device has been removed; see 'cxl list -i'
  $ rm sim/dev/cxl/mem0; check get-health mem0
  get-health: 1 mem0: command 0x4200: no device node; check that udev is running and /dev is mounted
