# SPDX-License-Identifier: GPL-2.0-only
An error is not a missing attribute: the value is left out, reported, and the status is not 0.

  $ cxl-sim new sim
  $ mem0=sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0; debug=sys/kernel/debug/cxl
  $ fail() { echo "$1 $2" >>sim/state/errors; }
  $ heal() { rm sim/state/errors; }
  $ list() { cxl-sim -C sim list "$@"; }

Attributes that do not exist are not reported.

  $ rm sim/$mem0/numa_node; fail $mem0/firmware_version ENOENT; fail $mem0/ram/qos_class ENODEV
  $ list -m mem0 | jq -c '.[0] | keys_unsorted'; echo ${PIPESTATUS[0]}; heal
  ["memdev","ram_size","serial","host","poison_injectable"]
  0

Each other error is, on the terminal and in the envelope.

  $ for e in EIO ENOMEM EMFILE ENFILE ENXIO EINVAL EOPNOTSUPP EBUSY; do fail $mem0/serial $e
  >     list -m mem0 --format envelope >out 2>err; echo $e $? $(jq -c '.result[0] | has("serial")' out) \
  >         $(jq '.warnings | length' out) $(grep -c "cannot read /$mem0/serial" err); heal; done
  EIO 1 false 1 1
  ENOMEM 1 false 1 1
  EMFILE 1 false 1 1
  ENFILE 1 false 1 1
  ENXIO 1 false 1 1
  EINVAL 1 false 1 1
  EOPNOTSUPP 1 false 1 1
  EBUSY 1 false 1 1

A position beyond the ways of a region is documented to give ENXIO.

  $ fail $(cd sim && echo sys/devices/platform/*/root0/decoder0.0/region0/target1) ENXIO
  $ list -RT | jq -c '.[0].mappings | length'; heal
  1

Values are not invented: files of debugfs, state of memory blocks and DAX devices, QoS classes.

  $ list -M | jq -c 'map(.poison_injectable)'
  [true,true,true,true]
  $ mv sim/$debug/mem1 kept; ln -s mem1 sim/$debug/mem1
  $ list -M 2>/dev/null | jq -c 'map(.poison_injectable)'; rm sim/$debug/mem1; mv kept sim/$debug/mem1
  [true,null,true,true]
  $ dax=$(cd sim && find sys/devices/platform -name dax0.0 -type d)
  $ show() { list -RX | jq -c '.[0].daxregion.devices[0] | del(.align)'; }
  $ show
  {"chardev":"dax0.0","size":2147483648,"target_node":1,"mode":"system-ram","online_memblocks":16,"total_memblocks":16,"movable":true}
  $ fail $dax/size EIO; show 2>/dev/null; heal
  {"chardev":"dax0.0","target_node":1,"mode":"system-ram","online_memblocks":16,"total_memblocks":16,"movable":true}
  $ fail $(cd sim && ls -d sys/devices/system/memory/memory*/state | tail -n 1) EIO; show 2>/dev/null; heal
  {"chardev":"dax0.0","size":2147483648,"target_node":1,"mode":"system-ram"}
  $ list -R | jq -c '.[0].qos_class_mismatch'
  null
  $ fail $mem0/ram/qos_class EIO; list -R 2>/dev/null | jq -c '.[0].qos_class_mismatch'; heal
  null

A low limit of open files: every key is there, or the status is not 0. Nothing has another value.

  $ list -v >complete
  $ for n in $(seq 4 15); do (ulimit -n $n; exec cxl list -v --sysroot sim) >out 2>err; rc=$?
  >     [ $rc = 0 ] && { cmp out complete || echo "limit $n: incomplete"; continue; }
  >     [ $rc -lt 128 ] && [ -s err ] || { echo "limit $n: status $rc"; cat err; }
  >     [ -s out ] || continue
  >     jq -s '[.[] | [.. | objects | to_entries[] | select(.value | type | IN("boolean", "number"))
  >         | .key + "=" + (.value | tostring)]] | .[0] - .[1]' out complete | jq -e '. == []' >/dev/null ||
  >         echo "limit $n: invented"
  > done; [ $n = 15 ] && [ $rc = 0 ]

A value that is not a number is an error like an unreadable one. -1 and an empty attribute mean that there is
no value.

  $ set -f; for a in "serial -m mem0 serial" "ram/size -m mem0 ram_size"; do set -- $a; set +f
  >     cp sim/$mem0/$1 kept; for v in zzz 12x '' -1; do echo "$v" >sim/$mem0/$1
  >     list $2 $3 >out 2>err; echo "$1 '$v' $? $(jq ".[0] | has(\"$4\")" out) $(grep -c "cannot read /$mem0/$1: invalid value" err)"
  >     done; cp kept sim/$mem0/$1; done
  serial 'zzz' 1 false 1
  serial '12x' 1 false 1
  serial '' 0 false 0
  serial '-1' 0 false 0
  ram/size 'zzz' 1 false 1
  ram/size '12x' 1 false 1
  ram/size '' 0 false 0
  ram/size '-1' 0 false 0
  $ root=$(cd sim && echo sys/devices/platform/*/root0/decoder0.0); cp sim/$root/target_list kept
  $ list -d decoder0.0 | jq -c '.[0] | .nr_targets'
  1
  $ for v in zzz '1,zzz' ''; do echo "$v" >sim/$root/target_list
  >     list -d decoder0.0 -T 2>err | jq -c '.[0] | [.nr_targets, has("targets")]'; echo ${PIPESTATUS[0]}; cat err; done; cp kept sim/$root/target_list
  [null,false]
  1
    Warning: cannot read /sys/devices/platform/ACPI0017:00/root0/decoder0.0/target_list: invalid value
  [null,false]
  1
    Warning: cannot read /sys/devices/platform/ACPI0017:00/root0/decoder0.0/target_list: invalid value
  [0,false]
  0

Without the permission to ask the devices: one warning for each kind of information.

  $ for m in mem0 mem1 mem3; do for o in 0x4200 0x4201; do cxl-sim fault sim $m $o errno EACCES; done; done
  $ list -M -HA | jq -c '.[] | [.memdev, has("health"), has("alert_config")]'; echo ${PIPESTATUS[0]}
    Warning: mem0, mem1, mem3: cannot read health: command 0x4200: permission denied for the device node; run as root
    Warning: mem0, mem1, mem3: cannot read alert_config: command 0x4201: permission denied for the device node; run as root
  ["mem0",false,false]
  ["mem1",false,false]
  ["mem2",true,true]
  ["mem3",false,false]
  0
  $ for m in mem0 mem1 mem3; do for o in 0x4200 0x4201; do cxl-sim fault sim $m $o none; done; done

Errors of this system while a device is asked, no reply and a busy device are failures; other answers of the
device are a warning.

  $ for e in "errno EMFILE" "errno ENOMEM" "errno EIO" "errno ETIMEDOUT" "errno EBUSY" "code 5" "code 6" "code 3"; do cxl-sim fault sim mem0 0x4200 $e
  >     list -m mem0 -H 2>err | jq -c '.[0] | has("health")'; echo "$e ${PIPESTATUS[0]}"; cat err; cxl-sim fault sim mem0 0x4200 none; done
  false
  errno EMFILE 1
    Warning: mem0: cannot read health: command 0x4200: Too many open files
  false
  errno ENOMEM 1
    Warning: mem0: cannot read health: command 0x4200: the kernel expects another payload size
  false
  errno EIO 1
    Warning: mem0: cannot read health: command 0x4200: Input/output error
  false
  errno ETIMEDOUT 1
    Warning: mem0: cannot read health: command 0x4200: timed out
  false
  errno EBUSY 1
    Warning: mem0: cannot read health: command 0x4200: the mailbox is busy or the device is being sanitized
  false
  code 5 1
    Warning: mem0: cannot read health: command 0x4200: the device returned code 0x05: temporary failure, retry required
  false
  code 6 1
    Warning: mem0: cannot read health: command 0x4200: the device returned code 0x06: busy with a background operation
  false
  code 3 0
    Warning: mem0: cannot read health: command 0x4200: the device returned code 0x03: not supported

A firmware update is not in progress if the status says so, or the kernel has no firmware loader.

  $ status=sim/$mem0/firmware/mem0/status; cat $status
  idle
  $ update() { list -m mem0 -F 2>err | jq -c '.[0].firmware.fw_update_in_progress'; echo ${PIPESTATUS[0]}; cat err; }
  $ for v in idle receiving preparing zzz ''; do echo "$v" >$status; update; done
  false
  0
  true
  0
  true
  0
  null
  1
    Warning: cannot read /sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0/firmware/mem0/status: invalid value
  null
  1
    Warning: cannot read /sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0/firmware/mem0/status: invalid value
  $ rm $status; update; rm -r sim/$mem0/firmware; update
  null
  1
    Warning: mem0: cannot read /sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0/firmware/mem0/status: No such file or directory
  false
  0
