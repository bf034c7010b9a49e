# SPDX-License-Identifier: GPL-2.0-only
update-firmware: through the firmware upload of the kernel. cxl-sim does one step each time the status is read.

  $ new() { rm -rf sim; cxl-sim new sim; : >sim/dev/kmsg; }; export CXL_SIM=$PWD/sim; new
  $ seq 2000 | head -c 4000 >image; printf 'v2.5 beta' >small
  $ writes() { cxl-sim writes sim --clear | sed 's/^write //'; }
  $ sent() { cxl-sim log sim --clear | sed -n 's/ out=.* route=firmware.*//p'; }
  $ events() { sed 's/.*cxl-audit: //' sim/dev/kmsg | jq -c '[.event, .device, .verdict, .result, .payload_bytes]'; : >sim/dev/kmsg; }
  $ firmware() { jq -c '.[] | [.memdev, .firmware.active_slot, .firmware.staged_slot, .firmware.fw_update_in_progress, .firmware.remaining_size]'; }
  $ dir() { echo "$(find sim/sys/devices -path "*/$1/firmware/$1" -type d)"; }

The output is that of ndctl: the memory device with its firmware. The image is the payload that is
recorded.

  $ cxl-sim update-firmware mem3 -F image; writes; grep -o "sha256\":\"$(sha256sum <image | cut -c -64)" sim/dev/kmsg | cut -c -20; events; cxl-sim update-firmware mem3 --wait | firmware
  firmware update started on 1 mem device
  [
    {
      "memdev":"mem3",
      "ram_size":536870912,
      "ram_qos_class":0,
      "serial":195,
      "numa_node":1,
      "host":"0000:e2:00.0",
      "firmware_version":"sim 1.3",
      "poison_injectable":true,
      "firmware":{
        "num_slots":3,
        "active_slot":2,
        "staged_slot":3,
        "online_activate_capable":false,
        "slot_1_version":"sim 1.1",
        "slot_2_version":"sim 1.3",
        "slot_3_version":"sim 1.4",
        "fw_update_in_progress":true,
        "remaining_size":4000
      }
    }
  ]
  mem3/loading 1
  mem3/data 4000 bytes
  mem3/loading 0
  sha256":"62fdd687251
  sha256":"62fdd687251
  ["intent","mem3","allowed",null,4000]
  ["outcome","mem3","allowed","done",4000]
  firmware update completed on 1 mem device
  ["mem3",2,3,false,null]
  $ sent; cmp image sim/state/mem3.image; writes
  mem3 0x0200 in=0
  mem3 0x0201 in=2048
  mem3 0x0201 in=2048
  mem3 0x0201 in=288
  mem3 0x0202 in=2

An image that fits into one command. The slot becomes active at the reset.

  $ cxl-sim update-firmware mem0 --firmware-file=small -w | jq -c '.[].firmware'; sent
  firmware update completed on 1 mem device
  {"num_slots":2,"active_slot":1,"staged_slot":2,"online_activate_capable":false,"slot_1_version":"sim 1.0","slot_2_version":"v2.5","fw_update_in_progress":false}
  mem0 0x0200 in=0
  mem0 0x0201 in=137
  mem0 0x0202 in=2
  $ cxl-sim reset sim mem0; cxl-sim list -m mem0 -F | jq -c '.[].firmware | [.active_slot, .slot_2_version]'
  [2,"v2.5"]

Several devices are updated at the same time; standard input; the result of ours.

  $ cxl-sim update-firmware mem0 mem1 -F - -w --format json <small | jq -c '.[] | [.memdev, .changed, .image_size, .staged_slot, (.steps | length)]'
  firmware update completed on 2 mem devices
  ["mem0",true,9,1,3]
  ["mem1",true,9,2,3]
  $ cxl-sim update-firmware all --columns memdev,changed,active_slot --format pairs; writes >/dev/null
  firmware update started on 0 mem device
  MEMDEV="mem0" CHANGED="false" ACTIVE_SLOT="2"
  MEMDEV="mem1" CHANGED="false" ACTIVE_SLOT="1"
  MEMDEV="mem2" CHANGED="false" ACTIVE_SLOT="1"
  MEMDEV="mem3" CHANGED="false" ACTIVE_SLOT="2"

A dry run has the steps, and writes nothing.

  $ new; cxl-sim update-firmware mem3 -F image --dry-run --format json | jq -c '.[] | [.dry_run, .changed], (.steps[] | [.step, .value])'; writes; events
  [true,true]
  ["open the firmware upload","1"]
  ["write the image to the kernel","4000 bytes"]
  ["start the transfer to mem3","0"]

  $ echo preparing:timeout >"$(dir mem3)/error"; cxl-sim update-firmware mem3 -F image --wait --dry-run --format json | jq -c '.[] | [.changed, .image_size]'; : >"$(dir mem3)/error"; cxl-sim update-firmware mem3 --wait --format json | jq -c '.[] | [.changed, .image_size]'
  [true,4000]
  firmware update completed on 1 mem device
  [false,null]

Without an option, the state is printed.

  $ cxl-sim update-firmware mem3 | firmware
  firmware update started on 0 mem device
  ["mem3",2,3,false,null]

While an update is in progress, another one is refused, of all devices.

  $ cxl-sim update-firmware mem1 -F image | firmware; writes >/dev/null; events >/dev/null
  firmware update started on 1 mem device
  ["mem1",1,null,true,4000]
  $ cxl-sim update-firmware mem0 mem1 -F image; writes; events
  mem1: refusing to update the firmware of mem1: a firmware update is in progress (transferring); wait with --wait, or stop it with --cancel
    Warning: no device was changed
  firmware update started on 0 mem device
  []
  $ cxl-sim update-firmware mem1 -F image --dry-run --format json
  mem1: refusing to update the firmware of mem1: a firmware update is in progress (transferring); wait with --wait, or stop it with --cancel
  [
    {
      "memdev":"mem1",
      "serial":"0xc1",
      "dry_run":true,
      "changed":false,
      "verdict":"device_busy"
    }
  ]
  [3]

It is cancelled. A device without an update is not written to: the kernel would keep the flag for
the next one.

  $ cxl-sim update-firmware mem2 -F image >/dev/null; writes >/dev/null; events >/dev/null; cxl-sim update-firmware mem2 mem0 --cancel; writes; events; cxl-sim update-firmware mem2 -w | firmware; sent
  firmware update started on 1 mem device
  mem0: no firmware update is in progress
  firmware update cancelled on 1 mem device
  []
  mem2/cancel 1
  ["intent","mem2","allowed",null,99]
  ["outcome","mem2","allowed","done",99]
  mem2: the firmware update failed: it was cancelled (transferring:user-abort); 2080 bytes were not transferred
  firmware update completed on 0 mem device
  ["mem2",1,null,false,null]
  mem1 0x0200 in=0
  mem1 0x0201 in=2048
  mem1 0x0201 in=2048
  mem1 0x0201 in=288
  mem1 0x0202 in=2
  mem2 0x0200 in=0
  mem2 0x0201 in=2048
  mem2 0x0201 in=128
  $ cxl-sim update-firmware mem0 mem1 -c; writes; cxl-sim update-firmware mem1 -F image -w | firmware
  mem0: no firmware update is in progress
  mem1: no firmware update is in progress
  firmware update cancelled on 0 mem device
  []
  firmware update completed on 1 mem device
  ["mem1",1,2,false,null]
  $ cxl-sim update-firmware mem1 mem2 -F image >/dev/null; writes >/dev/null; cxl-sim update-firmware all -c; writes; cxl-sim update-firmware mem1 mem2 -w >/dev/null 2>&1
  firmware update started on 2 mem devices
  firmware update cancelled on 2 mem devices
  []
  mem1/cancel 1
  mem2/cancel 1
  [1]
  $ cxl-sim update-firmware all --cancel 2>&1 | tail -n 2
  firmware update cancelled on 0 mem device
  []
  $ cxl-sim update-firmware mem1 -F image >/dev/null; cxl-sim update-firmware mem1 -c --wait --format json | jq -c '.[] | [.changed, .fw_update_in_progress]'
  firmware update started on 1 mem device
  firmware update cancelled on 1 mem device
  [true,false]
  $ cxl-sim update-firmware mem1 -F small >/dev/null; cxl-sim list -m mem1 -F | firmware; cxl-sim update-firmware mem1 -c -w
  firmware update started on 1 mem device
  ["mem1",1,2,true,9]
  firmware update cancelled on 1 mem device
  []
  $ new; cxl-sim update-firmware mem1 -F small >/dev/null; cxl-sim fault sim sysfs mem1/cancel errno ENODEV; cxl-sim update-firmware mem1 -c; writes
  firmware update started on 1 mem device
  mem1: the firmware update has ended before it was cancelled; the kernel may cancel the next one instead; try a failing update again
  firmware update cancelled on 0 mem device
  []
  mem1/loading 1
  mem1/data 9 bytes
  mem1/loading 0
  mem1/cancel 1 ENODEV

A cancellation that has no effect: the update is completed, or fails for another reason. Only an update that has ended explains
an error.

  $ begin() { new; cxl-sim update-firmware mem1 -F $1 >/dev/null 2>&1; cxl-sim fault sim sysfs mem1/cancel $2; }
  $ begin small ignore; cxl-sim update-firmware mem1 -c -w; begin image ignore; cxl-sim fault sim mem1 0x0201 code 4 --after 2; cxl-sim update-firmware mem1 -c -w
  mem1: the firmware update was completed before it was cancelled
  firmware update cancelled on 0 mem device
  []
  mem1: the firmware update failed: the device reported an error (transferring:hw-error); 160 bytes were not transferred; see the kernel log
  firmware update cancelled on 0 mem device
  []
  [1]
  $ begin small 'errno EIO'; cxl-sim update-firmware mem1 -c
  mem1: cannot write '1' to /sys/devices/pci0000:0c/0000:0c:01.0/0000:0e:00.0/mem1/firmware/mem1/cancel: Input/output error; see the kernel log
  firmware update cancelled on 0 mem device
  []
  [1]
  $ begin image none; cxl-sim update-firmware mem1 -c >/dev/null 2>&1; cxl-sim update-firmware mem1 -w --format envelope 2>/dev/null | jq -c '.errors[] | [.code, .errno, .message]'
  ["cancelled",125,"the firmware update failed: it was cancelled (transferring:user-abort); 2080 bytes were not transferred"]

Failures of the device. What is left tells how far it came; the next update starts anew.

  $ new; cxl-sim fault sim mem3 0x0201 code 4 --after 1 --count 1; cxl-sim update-firmware mem3 mem1 -F image -w >out; echo $?; firmware <out
  mem3: the firmware update failed: the device reported an error (transferring:hw-error); 2080 bytes were not transferred; see the kernel log
  firmware update completed on 1 mem device
  2
  ["mem3",2,3,false,null]
  ["mem1",1,2,false,null]
  $ cxl-sim update-firmware mem3 --wait | firmware; cxl-sim update-firmware mem3 -F image -w | firmware
  mem3: the firmware update failed: the device reported an error (transferring:hw-error); 2080 bytes were not transferred; see the kernel log
  firmware update completed on 0 mem device
  ["mem3",2,3,false,null]
  firmware update completed on 1 mem device
  ["mem3",2,3,false,null]
  $ cxl-sim fault sim mem3 0x0202 code 0x0b --count 1; cxl-sim update-firmware mem3 -F image -w --format json | jq -c '.[]'
  mem3: the firmware update failed: the device reported an error (transferring:hw-error); 160 bytes were not transferred; see the kernel log
  firmware update completed on 0 mem device
  $ for e in timeout device-busy invalid-file-size read-write-error flash-wearout firmware-invalid else; do echo "preparing:$e" >"$(dir mem3)/error"; cxl-sim update-firmware mem3 -w >/dev/null; done
  mem3: the firmware update failed: the device did not respond (preparing:timeout); 160 bytes were not transferred; see the kernel log
  firmware update completed on 0 mem device
  mem3: the firmware update failed: the device is busy (preparing:device-busy); 160 bytes were not transferred; try again when the device is idle
  firmware update completed on 0 mem device
  mem3: the firmware update failed: the device does not accept the size of the image (preparing:invalid-file-size); 160 bytes were not transferred
  firmware update completed on 0 mem device
  mem3: the firmware update failed: the transfer failed (preparing:read-write-error); 160 bytes were not transferred; see the kernel log
  firmware update completed on 0 mem device
  mem3: the firmware update failed: the flash memory is worn out (preparing:flash-wearout); 160 bytes were not transferred; try again later
  firmware update completed on 0 mem device
  mem3: the firmware update failed: the device does not accept the image (preparing:firmware-invalid); 160 bytes were not transferred
  firmware update completed on 0 mem device
  mem3: the firmware update failed: preparing:else; 160 bytes were not transferred; see the kernel log
  firmware update completed on 0 mem device
  [1]
  $ printf 'a:\033[2J\n' >"$(dir mem3)/error"; cxl-sim update-firmware mem3 -w >/dev/null; : >"$(dir mem3)/error"
  mem3: cannot read firmware/error: invalid value
    Warning: cannot read /sys/devices/pci0000:de/0000:de:00.0/0000:df:00.0/0000:e0:01.0/0000:e2:00.0/mem3/firmware/mem3/error: invalid value
  firmware update completed on 0 mem device
  $ echo unknown-status >"$(dir mem3)/status"; writes >/dev/null; cxl-sim update-firmware mem3 mem0 -F small; writes
  mem3: cannot read firmware/status: invalid value
    Warning: no device was changed
    Warning: cannot read /sys/devices/pci0000:de/0000:de:00.0/0000:df:00.0/0000:e0:01.0/0000:e2:00.0/mem3/firmware/mem3/status: invalid value
  firmware update started on 0 mem device
  []

  $ new; echo 0 >"$(dir mem3)/remaining_size"; echo programming:hw-error >"$(dir mem3)/error"; cxl-sim update-firmware mem3 -w >/dev/null
  mem3: the firmware update failed: the device reported an error (programming:hw-error); see the kernel log
  firmware update completed on 0 mem device
  [1]

An attribute that cannot be read, or not any more; "error" is busy if another update has begun meanwhile.

  $ fails() { new; d=$(dir mem3); echo "${d#sim/}/$1 $2" >>sim/state/errors; }; update() { cxl-sim update-firmware "$@" 2>&1 | grep ^mem3; writes; }
  $ fails status ENODEV; update mem3 -F small; new; rm "$(dir mem3)/status"; update mem3 -F small; fails status EIO; update all -F small
  mem3: the device has been removed; see 'cxl list -i'
  mem3: the device has been removed; see 'cxl list -i'
  mem3: cannot read firmware/status: Input/output error
  $ fails error EBUSY; update mem3 -F small; fails error EIO; update mem3 -F small
  mem3: refusing to update the firmware of mem3: a firmware update is in progress (receiving); wait with --wait, or stop it with --cancel
  mem3: cannot read firmware/error: Input/output error
  $ new; rm "$(dir mem3)/data"; echo receiving >"$(dir mem3)/status"; update mem3 -F small; new; d=$(dir mem3); rm -r $d; ln -s mem3 $d; update mem3 -F small
  mem3: refusing to update the firmware of mem3: a firmware update is in progress (receiving); wait with --wait, or stop it with --cancel
  mem3: cannot read firmware/: Too many levels of symbolic links

Failures while the image is written: what was written is dropped.

  $ new; for f in 'loading=1 errno EIO' 'data errno ENOMEM' 'loading=0 errno EBUSY'; do cxl-sim fault sim sysfs mem3/$f --count 1; cxl-sim update-firmware mem3 -F small >/dev/null; writes; done; events | tail -2
  mem3: cannot write '1' to /sys/devices/pci0000:de/0000:de:00.0/0000:df:00.0/0000:e0:01.0/0000:e2:00.0/mem3/firmware/mem3/loading: Input/output error; see the kernel log
  firmware update started on 0 mem device
  mem3/loading 1 EIO
  mem3: cannot write '9 bytes' to /sys/devices/pci0000:de/0000:de:00.0/0000:df:00.0/0000:e0:01.0/0000:e2:00.0/mem3/firmware/mem3/data: Cannot allocate memory; the changes before it were undone; see the kernel log
  firmware update started on 0 mem device
  mem3/loading 1
  mem3/data 9 bytes ENOMEM
  mem3/loading -1
  mem3: cannot write '0' to /sys/devices/pci0000:de/0000:de:00.0/0000:df:00.0/0000:e0:01.0/0000:e2:00.0/mem3/firmware/mem3/loading: Device or resource busy; the changes before it were undone; it is in use, or not in a state for it; see the kernel log
  firmware update started on 0 mem device
  mem3/loading 1
  mem3/data 9 bytes
  mem3/loading 0 EBUSY
  mem3/loading -1
  ["intent","mem3","allowed",null,9]
  ["outcome","mem3","allowed","failed",9]
  $ cxl-sim update-firmware mem3 -F image --wait | firmware; cmp image sim/state/mem3.image
  firmware update completed on 1 mem device
  ["mem3",2,3,false,null]

Interruptions. Before the transfer nothing remains; a killed program leaves nothing that matters.

  $ head -c 10000 /dev/zero >large; new
  $ cxl-sim fault sim sysfs mem3/data interrupt --after 1 --count 1; cxl-sim update-firmware mem3 mem1 -F large; writes; events
  mem3: interrupted; the changes before it were undone
  mem1: interrupted, nothing was changed
  firmware update started on 0 mem device
  []
  mem3/loading 1
  mem3/data 4096 bytes
  mem3/data 4096 bytes
  mem3/loading -1
  ["intent","mem3","allowed",null,10000]
  ["outcome","mem3","allowed","failed",10000]
  $ cxl-sim fault sim sysfs mem3/loading=1 interrupt-after --count 1; cxl-sim update-firmware mem3 -F large; writes
  mem3: interrupted; the changes before it were undone
  firmware update started on 0 mem device
  []
  mem3/loading 1
  mem3/loading -1
  $ cxl-sim fault sim sysfs mem3/data kill-after --count 1; bash -c 'cxl-sim update-firmware mem3 -F large & wait $!; echo $?' 2>/dev/null; cat "$(dir mem3)"/{loading,status}; writes; cxl-sim update-firmware mem3 -F small -w | firmware
  137
  1
  idle
  mem3/loading 1
  mem3/data 4096 bytes
  firmware update completed on 1 mem device
  ["mem3",2,3,false,null]

While the kernel transfers, the update goes on.

  $ new; cxl-sim fault sim mem3 0x0201 late 300; transfers() { until cxl-sim log sim | grep -q 0x0201; do sleep 0.1; done; }; for s in HUP TERM; do cxl-sim log sim --clear >/dev/null; cxl-sim update-firmware mem3 -F image -w >out & transfers; kill -$s $!; wait $!; echo $?; firmware <out | cut -d, -f 1-4; cxl-sim update-firmware mem3 -w | firmware; done
  mem3: interrupted: the firmware update goes on; wait with 'cxl update-firmware mem3 --wait'
  firmware update completed on 0 mem device
  1
  ["mem3",2,3,true
  firmware update completed on 1 mem device
  ["mem3",2,3,false,null]
  mem3: interrupted: the firmware update goes on; wait with 'cxl update-firmware mem3 --wait'
  firmware update completed on 0 mem device
  1
  ["mem3",2,3,true
  firmware update completed on 1 mem device
  ["mem3",2,3,false,null]
  $ $TESTS/pty 'mem3: tr' '\x03' -- cxl-sim update-firmware mem3 -F image -w --format pairs | grep -a -o 'mem3: interrupted.*'; cxl-sim update-firmware mem3 -w | firmware
  mem3: interrupted: the firmware update goes on; wait with 'cxl update-firmware mem3 --wait'
  firmware update completed on 1 mem device
  ["mem3",2,3,false,null]

What has ended before remains so, whatever comes after it, and all others are waited for.

  $ start() { new; cxl-sim update-firmware mem1 -F image >/dev/null 2>&1; cxl-sim fault sim mem1 0x0201 late 1000 --count 1; }
  $ start; (transfers; rm -r "$(dir mem0)") & cxl-sim update-firmware mem0 mem1 mem3 -w | firmware; wait
  firmware update completed on 3 mem devices
  ["mem0",1,null,false,null]
  ["mem1",1,2,false,null]
  ["mem3",2,3,false,null]
  $ start; (cxl-sim update-firmware mem1 mem3 -w >/dev/null 2>err & p=$!; transfers; kill -TERM $p; wait $p; echo $?); grep -v Warning err
  2
  mem1: interrupted: the firmware update goes on; wait with 'cxl update-firmware mem1 --wait'
  firmware update completed on 1 mem device

The steps are those of the device, also if another one has failed before it.

  $ new; cxl-sim fault sim sysfs mem1/loading=1 errno EIO; cxl-sim update-firmware mem1 mem3 -F small --format json 2>/dev/null | jq -r '.[] | .memdev, (.steps[].path | sub(".*/firmware"; ""))'
  mem3
  /mem3/loading
  /mem3/data
  /mem3/loading

A device that is removed meanwhile.

  $ new; cxl-sim fault sim mem3 0x0201 late 300; mem3=$(realpath "$(dir mem3)/../.."); (transfers; mv "$mem3" gone) & cxl-sim update-firmware mem3 mem1 -F image -w | firmware; wait; writes
  mem3: the device has been removed during the firmware update; see 'cxl list -i'
    Warning: mem3: cannot be listed: it has been removed
  firmware update completed on 1 mem device
  ["mem1",1,2,false,null]
  mem3/loading 1
  mem3/data 4000 bytes
  mem3/loading 0
  mem1/loading 1
  mem1/data 4000 bytes
  mem1/loading 0

One that is replaced by another device of the same name: nothing is written to it.

  $ new; cxl-sim fault sim sysfs mem3/loading=1 late 1500 --count 1; mem3=$(realpath "$(dir mem3)/../..")
  $ (until grep -q intent sim/dev/kmsg; do sleep 0.05; done; sleep 0.3; mv "$mem3" kept; cp -a kept "$mem3") & cxl-sim update-firmware mem3 -F small 2>&1 | grep -o '[^/]* does not belong.*remains'; wait; writes; rm -r kept
  data does not belong to the device, or the device has been removed; 1 change remains
  mem3/loading 1

Progress on a terminal, and only there.

  $ new; $TESTS/pty -- cxl-sim update-firmware mem3 -F image -w --format pairs | grep -ao 'mem3: transferring [0-9]*%' | uniq
  mem3: transferring 0%
  mem3: transferring 48%
  mem3: transferring 96%
  mem3: transferring 100%
  $ fails remaining_size EIO; $TESTS/pty -- cxl-sim update-firmware mem3 -F image -w --format pairs | grep -ao 'mem3: [a-z]*ing[ 0-9%]*' | sed 's/ *$//' | uniq
  mem3: preparing
  mem3: transferring
  mem3: programming
  $ new; $TESTS/pty -- cxl-sim update-firmware mem3 -F image -w --format pairs | grep -ao 'mem3: programming[ 0-9%]*' | sed 's/ *$//' | uniq
  mem3: programming
  $ cxl-sim update-firmware mem3 -F image >/dev/null; $TESTS/pty -- cxl-sim update-firmware mem3 -w --format pairs | grep -ao 'mem3: transferring ([0-9]* bytes left)' | uniq
  firmware update started on 1 mem device
  mem3: transferring (2080 bytes left)
  mem3: transferring (160 bytes left)
  mem3: transferring (0 bytes left)

Kernels and devices without it: all selects the others.

  $ new; mv "$(dirname "$(dir mem2)")" none; cxl-sim update-firmware mem2 -w; echo $?; cxl-sim update-firmware mem2 mem0 -w | firmware; cxl-sim update-firmware mem0 mem2 -F small; echo $?; writes; cxl-sim update-firmware all -F small -w | firmware
  mem2: firmware update is not supported by this kernel or device (needs Linux 6.5 with CONFIG_FW_UPLOAD, and a device with Get FW Info)
  firmware update completed on 0 mem device
  []
  4
  mem2: firmware update is not supported by this kernel or device (needs Linux 6.5 with CONFIG_FW_UPLOAD, and a device with Get FW Info)
  firmware update completed on 1 mem device
  ["mem0",1,null,false,null]
  mem2: firmware update is not supported by this kernel or device (needs Linux 6.5 with CONFIG_FW_UPLOAD, and a device with Get FW Info)
    Warning: no device was changed
  firmware update started on 0 mem device
  []
  4
  firmware update completed on 3 mem devices
  ["mem0",1,2,false,null]
  ["mem1",1,2,false,null]
  ["mem3",2,3,false,null]
  $ for m in mem0 mem1 mem3; do rm -r "$(dirname "$(dir $m)")"; done; cxl-sim update-firmware all -F small
  mem0: firmware update is not supported by this kernel or device (needs Linux 6.5 with CONFIG_FW_UPLOAD, and a device with Get FW Info)
  mem1: firmware update is not supported by this kernel or device (needs Linux 6.5 with CONFIG_FW_UPLOAD, and a device with Get FW Info)
  mem2: firmware update is not supported by this kernel or device (needs Linux 6.5 with CONFIG_FW_UPLOAD, and a device with Get FW Info)
  mem3: firmware update is not supported by this kernel or device (needs Linux 6.5 with CONFIG_FW_UPLOAD, and a device with Get FW Info)
    Warning: no device was changed
  firmware update started on 0 mem device
  []
  [4]

Sanitized, denied, without an audit log.

  $ new; echo sanitize >"$(dir mem0)/../../security/state"; cxl-sim update-firmware mem0 -F small
  mem0: refusing to update the firmware of mem0: the device is being sanitized; see 'cxl wait-sanitize'
  firmware update started on 0 mem device
  []
  [3]
  $ mkdir -p -m 755 sim/etc/cxl/policy.d; for o in 0x0201 0x0202; do echo "deny ALL opcode $o" >sim/etc/cxl/policy.d/1.conf; cxl-sim update-firmware mem1 -F small; done
  mem1: refusing to update the firmware of mem1: denied by policy /etc/cxl/policy.d/1.conf:1: 'deny ALL opcode 0x0201'; see 'cxl policy show'
  firmware update started on 0 mem device
  []
  mem1: refusing to update the firmware of mem1: denied by policy /etc/cxl/policy.d/1.conf:1: 'deny ALL opcode 0x0202'; see 'cxl policy show'
  firmware update started on 0 mem device
  []
  [3]
  $ echo 'allow ALL opcode 0x0201' >sim/etc/cxl/policy.d/1.conf; cxl-sim update-firmware mem1 -F small; rm sim/etc/cxl/policy.d/1.conf; writes
  mem1: refusing to update the firmware of mem1: not on the policy's allow list of opcodes; see 'cxl policy show'
  firmware update started on 0 mem device
  []
  $ rm sim/dev/kmsg; cxl-sim update-firmware mem1 -F small; writes
  mem1: refusing to update the firmware of mem1: cannot write the audit record: No such file or directory; run as root, and check that /dev/log or /dev/kmsg exists
  firmware update started on 0 mem device
  []

Images and arguments; nothing is written.

  $ new; : >empty; mkdir d; truncate -s 1073741825 huge
  $ for f in empty d missing huge ''; do cxl-sim update-firmware mem0 -F "$f" 2>&1 | head -1; done; rm huge
    Error: the image is empty: empty
    Error: cannot read d: Is a directory
    Error: cannot read missing: No such file or directory
    Error: cannot read huge: File too large
    Error: switch `F' requires a path
  $ cxl-sim update-firmware mem0 -F small -c 2>&1 | head -1; cxl-sim update-firmware 2>&1 | head -1; cxl-sim update-firmware mem9 -F small; cxl-sim update-firmware mem0 -F small </dev/null --frobnicate 2>&1 | head -1
    Error: --firmware-file and --cancel exclude each other
    Error: missing argument: expected <memdev>...|all [<options>]
  mem9: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
  firmware update started on 0 mem device
  []
    Error: unknown option `frobnicate'
  $ $TESTS/pty -- cxl-sim update-firmware mem0 -F - | head -1; writes; sent
    Error: no image; use --firmware-file FILE or a pipe
