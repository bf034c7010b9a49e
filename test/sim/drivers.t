# SPDX-License-Identifier: GPL-2.0-only
Drivers: enable-memdev, disable-memdev, enable-port, disable-port and disable-bus.

  $ new() { rm -rf sim; cxl-sim new sim; : >sim/dev/kmsg; }; export CXL_SIM=$PWD/sim; new
  $ writes() { cxl-sim writes sim --clear | sed 's/^write bus.//'; }
  $ events() { sed 's/.*cxl-audit: //' sim/dev/kmsg | jq -c '[.event, .verb, .device, .path, .payload_bytes, .verdict, .result]'; : >sim/dev/kmsg; }

The summary of ndctl is on standard error, and nothing on standard output. One intent and one
outcome for each device.

  $ cxl-sim disable-memdev mem3 | wc -c; writes; events
  disabled 1 mem
  0
  cxl/drivers/cxl_mem/unbind mem3
  ["intent","disable-memdev","mem3","bus/cxl/drivers/cxl_mem/unbind",36,"allowed",null]
  ["outcome","disable-memdev","mem3","bus/cxl/drivers/cxl_mem/unbind",36,"allowed","done"]
  $ cxl-sim disable-memdev 2,mem3 0000:e2:00.0; writes
  disabled 2 mems
  cxl/drivers/cxl_mem/unbind mem2
  $ cxl-sim disable-memdev -S 0xc3 -b root0; cxl-sim disable-memdev mem3 -b root7
  disabled 1 mem
  root7: no such bus; see 'cxl list -B'
  disabled 0 mem
  [1]

A name that is given twice is one target, also if there is no such device.

  $ new; cxl-sim disable-memdev mem9 mem3 'mem9, mem9' --format envelope 2>/dev/null | jq -c '.errors | length'; cxl-sim disable-port port9,port9 --format envelope 2>/dev/null | jq -c '.errors | length'; cxl-sim disable-memdev mem3,mem3
  1
  1
  disabled 1 mem

Steps as a result, with a dry run and without.

  $ new; cxl-sim disable-memdev mem3 --dry-run --format json | jq -c '.[]'; writes; events
  {"memdev":"mem3","serial":"0xc3","dry_run":true,"changed":true,"verdict":"allowed","steps":[{"step":"unbind mem3 from driver cxl_mem","path":"/sys/bus/cxl/drivers/cxl_mem/unbind","value":"mem3"}]}
  $ cxl-sim disable-memdev mem3 --format json | jq -c '.[]'
  disabled 1 mem
  {"memdev":"mem3","serial":"0xc3","changed":true,"steps":[{"step":"unbind mem3 from driver cxl_mem","path":"/sys/bus/cxl/drivers/cxl_mem/unbind","value":"mem3"}]}
  $ cxl-sim disable-port port5 --dry-run --columns port,step,value
  PORT  STEP                                     VALUE
  port5 unbind port5 from driver cxl_port        port5
  port5 wait for the devices below to be removed 1

What is in use is refused, and named; the others are disabled all the same. --force overrides.

  $ new; cxl-sim disable-memdev mem0 mem3; writes; events
  mem0: refusing to disable mem0: the device is in use: part of region0, dax0.0: 16 of 16 memory blocks are online; disable and destroy the region first, or use --force to override
  disabled 1 mem
  cxl/drivers/cxl_mem/unbind mem3
  ["refused","disable-memdev","mem0","bus/cxl/drivers/cxl_mem/unbind",36,"in_use",null]
  ["intent","disable-memdev","mem3","bus/cxl/drivers/cxl_mem/unbind",36,"allowed",null]
  ["outcome","disable-memdev","mem3","bus/cxl/drivers/cxl_mem/unbind",36,"allowed","done"]
  $ cxl-sim disable-memdev mem0 --dry-run
  mem0: refusing to disable mem0: the device is in use: part of region0, dax0.0: 16 of 16 memory blocks are online; disable and destroy the region first, or use --force to override
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "dry_run":true,
      "changed":false,
      "verdict":"in_use",
      "steps":[
        {
          "step":"unbind mem0 from driver cxl_mem",
          "path":"\/sys\/bus\/cxl\/drivers\/cxl_mem\/unbind",
          "value":"mem0"
        }
      ]
    }
  ]
  [3]
  $ cxl-sim disable-memdev mem0 --yes 2>/dev/null
  [3]
  $ cxl-sim disable-memdev mem0 -f; writes
  disabled 1 mem
  cxl/drivers/cxl_mem/unbind mem0
  $ new; cxl-sim disable-port port1; cxl-sim disable-bus root0 2>&1 >/dev/null | cut -c1-60; writes; events
  port1: refusing to disable port1: the device is in use: mem0: part of region0, dax0.0: 16 of 16 memory blocks are online; disable and destroy the region first, or use --force to override
  disabled 0 port
  root0: refusing to disable root0: the device is in use: mem0
  disabled 0 bus
  ["refused","disable-port","port1","bus/cxl/drivers/cxl_port/unbind",54,"in_use",null]
  ["refused","disable-bus","root0","bus/platform/drivers/cxl_acpi/unbind",65,"in_use",null]
  $ cxl-sim disable-port port1 --force; writes
  disabled 1 port
  cxl/drivers/cxl_port/unbind port1
  cxl/flush 1

A region without driver whose decoders are not committed is in use while its memory is online.

  $ new; r=$(readlink -f sim/sys/bus/cxl/devices/region0); rm "$r/driver"; echo 0 >"$r/commit"; cxl-sim disable-memdev mem0
  mem0: refusing to disable mem0: the device is in use: part of region0, dax0.0: 16 of 16 memory blocks are online; disable and destroy the region first, or use --force to override
  disabled 0 mem
  [3]

Each memory device below counts, the first as the last one.

  $ for e in endpoint6 endpoint7; do new; echo 1 >"$(find sim/sys/devices -path "*/$e/decoders_committed")"; cxl-sim disable-port port5; cxl-sim disable-port port2 --dry-run; writes; done
  port5: refusing to disable port5: the device is in use: mem2: its decoders are committed; use --force to override
  disabled 0 port
  port2: refusing to disable port2: the device is in use: mem2: its decoders are committed; use --force to override
  [
    {
      "port":"port2",
      "dry_run":true,
      "changed":false,
      "verdict":"in_use",
      "steps":[
        {
          "step":"unbind port2 from driver cxl_port",
          "path":"\/sys\/bus\/cxl\/drivers\/cxl_port\/unbind",
          "value":"port2"
        },
        {
          "step":"wait for the devices below to be removed",
          "path":"\/sys\/bus\/cxl\/flush",
          "value":"1"
        }
      ]
    }
  ]
  port5: refusing to disable port5: the device is in use: mem3: its decoders are committed; use --force to override
  disabled 0 port
  port2: refusing to disable port2: the device is in use: mem3: its decoders are committed; use --force to override
  [
    {
      "port":"port2",
      "dry_run":true,
      "changed":false,
      "verdict":"in_use",
      "steps":[
        {
          "step":"unbind port2 from driver cxl_port",
          "path":"\/sys\/bus\/cxl\/drivers\/cxl_port\/unbind",
          "value":"port2"
        },
        {
          "step":"wait for the devices below to be removed",
          "path":"\/sys\/bus\/cxl\/flush",
          "value":"1"
        }
      ]
    }
  ]

All names are resolved first.

  $ cxl-sim disable-memdev mem3 mem9 2>&1 | cut -c1-50; cxl-sim disable-port port2 port9; cxl-sim enable-memdev mem9 2>/dev/null; cxl-sim disable-bus nope; writes
  mem9: no such memory device; available: mem0 (0000
    Warning: no device was changed
  disabled 0 mem
  port9: no such port; see 'cxl list -P -i'
    Warning: no device was changed
  disabled 0 port
  nope: no such bus; see 'cxl list -B'
  disabled 0 bus

Lower ports are disabled first, upper ports are enabled first. Ports have names, numbers and hosts.

  $ new; cxl-sim disable-port port2,port5 --dry-run --columns port --noheadings; cxl-sim disable-port 5 pci0000:de --dry-run --columns port --noheadings
  port5
  port2
  port5
  port2
  $ cxl-sim disable-port all -f --dry-run --columns port --noheadings; cxl-sim disable-port -e mem3 --dry-run --columns step --noheadings
  port5
  port1
  port2
  unbind endpoint7 from driver cxl_port
  wait for the devices below to be removed

Nothing to do is success.

  $ cxl-sim enable-memdev all; cxl-sim enable-port all -m --format json | jq -c '.[] | [.port, .memdev, .changed]'; writes; events
  enabled 4 mems
  enabled 3 ports
  ["port1",null,false]
  ["port2",null,false]
  ["port5",null,false]
  [null,"mem0",false]
  [null,"mem1",false]
  [null,"mem2",false]
  [null,"mem3",false]

If a write fails, the message names what remains: unbinding a port cannot be undone, as the devices
below do not come back with it. The others go on.

  $ new; cxl-sim fault sim sysfs bus/cxl/drivers/cxl_mem/unbind=mem2 errno EBUSY; cxl-sim disable-memdev mem2 mem3; writes; events
  mem2: cannot write 'mem2' to /sys/bus/cxl/drivers/cxl_mem/unbind: Device or resource busy; it is in use, or not in a state for it; see the kernel log
  disabled 1 mem
  cxl/drivers/cxl_mem/unbind mem2 EBUSY
  cxl/drivers/cxl_mem/unbind mem3
  ["intent","disable-memdev","mem2","bus/cxl/drivers/cxl_mem/unbind",36,"allowed",null]
  ["outcome","disable-memdev","mem2","bus/cxl/drivers/cxl_mem/unbind",36,"allowed","failed"]
  ["intent","disable-memdev","mem3","bus/cxl/drivers/cxl_mem/unbind",36,"allowed",null]
  ["outcome","disable-memdev","mem3","bus/cxl/drivers/cxl_mem/unbind",36,"allowed","done"]
  $ new; cxl-sim fault sim sysfs bus/cxl/flush errno EIO; cxl-sim disable-port port2; writes
  port2: cannot write '1' to /sys/bus/cxl/flush: Input/output error; 1 change remains: unbind port2 from driver cxl_port; see the kernel log
  disabled 0 port
  cxl/drivers/cxl_port/unbind port2
  cxl/flush 1 EIO
  $ new; cxl-sim fault sim sysfs bus/cxl/flush errno EIO; cxl-sim fault sim sysfs bus/cxl/drivers/cxl_port/bind errno ENXIO; cxl-sim disable-port port2 --format envelope 2>/dev/null | jq -r '.errors[0] | .code, .message'
  write_failed
  cannot write '1' to /sys/bus/cxl/flush: Input/output error; 1 change remains: unbind port2 from driver cxl_port

A device that is enabled is not explained by a port above it that is disabled; one that is refused is no result.

  $ new; cxl-sim fault sim sysfs '*cxl_mem/unbind=mem3' errno ENXIO; cxl-sim disable-memdev mem3; cxl-sim disable-memdev mem0 mem2 --format json 2>/dev/null | jq -c 'map([.memdev, .changed])'
  mem3: cannot write 'mem3' to /sys/bus/cxl/drivers/cxl_mem/unbind: No such device or address; see the kernel log
  disabled 0 mem
  [["mem2",true]]

The device after the one that was interrupted is as before.

  $ new; cxl-sim fault sim sysfs '*cxl_mem/unbind=mem2' interrupt-after; cxl-sim disable-memdev mem2 mem3; writes
  mem3: interrupted, nothing was changed
  disabled 1 mem
  cxl/drivers/cxl_mem/unbind mem2

An interruption does not keep the command from waiting for the kernel.

  $ new; cxl-sim fault sim sysfs bus/cxl/drivers/cxl_port/unbind interrupt-after; cxl-sim disable-port port2; writes; events
  disabled 1 port
  cxl/drivers/cxl_port/unbind port2
  cxl/flush 1
  ["intent","disable-port","port2","bus/cxl/drivers/cxl_port/unbind",54,"allowed",null]
  ["outcome","disable-port","port2","bus/cxl/drivers/cxl_port/unbind",54,"allowed","done"]

Policy: a rule for a memory device applies to the port that it is below.

  $ new; mkdir -p -m 755 sim/etc/cxl/policy.d; echo 'deny serial 0xc3 verb disable-port' >sim/etc/cxl/policy.d/1.conf; chmod 644 sim/etc/cxl/policy.d/1.conf
  $ cxl-sim disable-port port2; cxl-sim disable-port port1 -f --dry-run --columns changed --noheadings; events
  port2: refusing to disable port2: denied by policy /etc/cxl/policy.d/1.conf:1: 'deny serial 0xc3 verb disable-port'; see 'cxl policy show'
  disabled 0 port
  true
  ["refused","disable-port","port2","bus/cxl/drivers/cxl_port/unbind",54,"policy_denied",null]
  $ sed -i s/0xc3/0xc2/ sim/etc/cxl/policy.d/1.conf; cxl-sim disable-port port2 2>&1 | cut -c1-103; writes; events
  port2: refusing to disable port2: denied by policy /etc/cxl/policy.d/1.conf:1: 'deny serial 0xc2 verb d
  disabled 0 port
  ["refused","disable-port","port2","bus/cxl/drivers/cxl_port/unbind",54,"policy_denied",null]

The lock of the topology is held by one process at a time.

  $ new; mkdir -p -m 700 sim/run/cxl; : >sim/run/cxl/topology.lock; chmod 600 sim/run/cxl/topology.lock
  $ flock sim/run/cxl/topology.lock cxl-sim disable-memdev mem3 --dry-run; writes
  mem3: refusing to disable mem3: the topology is locked by another process; try again later, see 'lslocks'
  [
    {
      "memdev":"mem3",
      "serial":"0xc3",
      "dry_run":true,
      "changed":false,
      "verdict":"device_busy",
      "steps":[
        {
          "step":"unbind mem3 from driver cxl_mem",
          "path":"\/sys\/bus\/cxl\/drivers\/cxl_mem\/unbind",
          "value":"mem3"
        }
      ]
    }
  ]

The memory device of an accelerator is disabled only if it is asked for.

  $ new; rm "$(find sim/sys/devices -path '*/mem3/payload_max')"
  $ cxl-sim disable-memdev mem3; events; cxl-sim disable-memdev mem3 --with-parent; writes
  mem3: refusing to disable mem3: mem3 belongs to an accelerator, and the kernel would unbind 0000:e2:00.0 from its driver, too; use --with-parent to disable both
  disabled 0 mem
  ["refused","disable-memdev","mem3","bus/cxl/drivers/cxl_mem/unbind",36,"accelerator",null]
  disabled 1 mem
  cxl/drivers/cxl_mem/unbind mem3

Drivers that are missing: their module cannot be loaded on a simulated system.

  $ new; driver=$(find sim/sys/devices -path '*/mem3/driver'); rm $driver; mv sim/sys/bus/cxl/drivers/cxl_mem .
  $ cxl-sim enable-memdev mem3 --no-load; cxl-sim enable-memdev mem3; cxl-sim enable-memdev mem3 --dry-run --columns step --noheadings; writes
  mem3: the driver cxl_mem is not loaded; load it with modprobe(8)
  enabled 0 mem
  mem3: the driver is not loaded
  enabled 0 mem
  mem3: the driver is not loaded
  load the kernel module, and bind mem3 to driver cxl_mem

Without an alias it is not known which module to load.

  $ rm "${driver%driver}modalias"; cxl-sim enable-memdev mem3; cxl-sim enable-memdev mem3 --dry-run
  mem3: the driver cxl_mem is not loaded; load it with modprobe(8)
  enabled 0 mem
  mem3: the driver cxl_mem is not loaded; load it with modprobe(8)
  [
    {
      "memdev":"mem3",
      "serial":"0xc3",
      "dry_run":true,
      "changed":false,
      "verdict":"no_driver"
    }
  ]
  [1]

Only the writes of the plan are done, and the tree is otherwise as before.

  $ new; cp -a sim before; cxl-sim disable-memdev mem0 mem3 --dry-run >/dev/null 2>&1; diff -r --no-dereference before/sys sim/sys

Nested ports, and devices that are gone with an upper one: everything is looked at again each time.

  $ new; cxl-sim disable-port port2 port5; echo $?; writes; cxl-sim list -M -i | jq -c 'map([.memdev, .state])'
  disabled 2 ports
  0
  cxl/drivers/cxl_port/unbind port5
  cxl/flush 1
  cxl/drivers/cxl_port/unbind port2
  cxl/flush 1
  [[null,null],[null,null]]
  $ cxl-sim disable-port port2; cxl-sim enable-port port2 -m --format json | jq -c '.[] | [.port, .memdev, .changed]'; cxl-sim list -M | jq -c 'map(.memdev)'
  disabled 1 port
  enabled 1 port
  ["port2",null,true]
  [null,"mem2",true]
  [null,"mem3",true]
  ["mem0","mem1","mem2","mem3"]
  $ new; cxl-sim disable-memdev mem2; cxl-sim enable-port all -m; echo $?; writes
  disabled 1 mem
  enabled 3 ports
  0
  cxl/drivers/cxl_mem/unbind mem2
  cxl/drivers/cxl_mem/bind mem2

Without effect, without a platform device, without a name, and with attributes that are missing.

  $ new; cxl-sim fault sim sysfs '*/cxl_mem/unbind' ignore; cxl-sim disable-memdev mem3; echo $?
  mem3: the kernel has accepted it without effect: /sys/devices/pci0000:de/0000:de:00.0/0000:df:00.0/0000:e0:01.0/0000:e2:00.0/mem3/driver still exists; see the kernel log
  disabled 0 mem
  1
  $ new; rm sim/sys/bus/cxl/devices/root0/uport 2>/dev/null || rm sim/sys/devices/platform/ACPI0017:00/root0/uport; cxl-sim disable-bus root0 -f; echo $?
  root0: cannot determine the platform device of the bus
  disabled 0 bus
  1
  $ for v in disable-port enable-port disable-bus; do cxl-sim $v '' 2>&1 | head -1; cxl-sim $v ' , ' >/dev/null 2>&1; echo $?; done
    Error: missing argument: expected <port>...|all [<options>]
  129
    Error: missing argument: expected <port>...|all [<options>]
  129
    Error: missing argument: expected <bus>...|all [<options>]
  129
  $ new; rm sim/sys/bus/cxl/flush; cxl-sim disable-port port5 --dry-run; echo $?; writes
  port5: cannot write to /sys/bus/cxl/flush: No such file or directory
  [
    {
      "port":"port5",
      "dry_run":true,
      "changed":false,
      "verdict":"no_attribute",
      "steps":[
        {
          "step":"unbind port5 from driver cxl_port",
          "path":"\/sys\/bus\/cxl\/drivers\/cxl_port\/unbind",
          "value":"port5"
        },
        {
          "step":"wait for the devices below to be removed",
          "path":"\/sys\/bus\/cxl\/flush",
          "value":"1"
        }
      ]
    }
  ]
  1
  $ new; cxl-sim fault sim sysfs '*/cxl_acpi/unbind' ignore; cxl-sim disable-bus root0 --force
  root0: the kernel has accepted it without effect: /sys/devices/platform/ACPI0017:00/root0 still exists; see the kernel log
  disabled 0 bus
  [1]

An accelerator below a port or bus is not lost by mistake either.

  $ new; rm "$(find sim/sys/devices -path '*/mem3/payload_max')"; cxl-sim disable-port port5; echo $?; cxl-sim disable-bus root0 -f 2>&1 | cut -c1-70; cxl-sim disable-port port5 --with-parent; writes
  port5: refusing to disable port5: mem3 belongs to an accelerator, and the kernel would unbind 0000:e2:00.0 from its driver, too; use --with-parent to disable both
  disabled 0 port
  3
  root0: refusing to disable root0: mem3 belongs to an accelerator, and 
  disabled 0 bus
  disabled 1 port
  cxl/drivers/cxl_port/unbind port5
  cxl/flush 1

A device that another process changes is locked; so is what a change is recorded for.

  $ new; mkdir -p -m 700 sim/run/cxl; : >sim/run/cxl/mem3.lock; chmod 600 sim/run/cxl/mem3.lock
  $ flock sim/run/cxl/mem3.lock cxl-sim disable-memdev mem3 --dry-run; echo $?; cxl-sim disable-memdev mem3; sed 's/.*cxl-audit: //' sim/dev/kmsg | jq -c '[.event, .serial]'
  mem3: refusing to disable mem3: the device is locked by another process; try again later, see 'lslocks'
  [
    {
      "memdev":"mem3",
      "serial":"0xc3",
      "dry_run":true,
      "changed":false,
      "verdict":"device_busy",
      "steps":[
        {
          "step":"unbind mem3 from driver cxl_mem",
          "path":"\/sys\/bus\/cxl\/drivers\/cxl_mem\/unbind",
          "value":"mem3"
        }
      ]
    }
  ]
  3
  disabled 1 mem
  ["intent","0xc3"]
  ["outcome","0xc3"]

Nothing is done that cannot be recorded, or that policy denies for a device below.

  $ new; rm -f sim/dev/kmsg sim/dev/log; cxl-sim disable-memdev mem3; echo $?; writes
  mem3: refusing to disable mem3: cannot write the audit record: No such file or directory; run as root, and check that /dev/log or /dev/kmsg exists
  disabled 0 mem
  3
  $ new; cxl-sim disable-port port1 -f; writes >/dev/null; mkdir -p -m 755 sim/etc/cxl/policy.d; echo 'deny serial 0xc1 verb enable-port' >sim/etc/cxl/policy.d/1.conf; chmod 644 sim/etc/cxl/policy.d/1.conf
  disabled 1 port
  $ cxl-sim enable-port port1; echo $?; writes
  port1: refusing to enable port1: denied by policy /etc/cxl/policy.d/1.conf:1: 'deny serial 0xc1 verb enable-port'; see 'cxl policy show'
  enabled 0 port
  3

The device that is changed is the one that was looked at, although the command had to wait for its lock.

  $ new; mkdir -p -m 700 sim/run/cxl; : >sim/run/cxl/mem3.lock; chmod 600 sim/run/cxl/mem3.lock; mem3=$(dirname "$(find sim/sys/devices -path '*/mem3/serial')")
  $ (flock 9; sleep 1.5; mv "$mem3" kept; cp -a kept "$mem3") 9<sim/run/cxl/mem3.lock & sleep 0.5; cxl-sim disable-memdev mem3; echo $?; wait; writes
  mem3: refusing to disable mem3: the device has been removed or replaced; see 'cxl list -i'
  disabled 0 mem
  3

What a name is, if it is not that of a port; a memory device whose bus is disabled.

  $ new; for d in root0 mem2 endpoint6; do cxl-sim disable-port $d; cxl-sim enable-port $d; done 2>&1 | grep no.such
  root0: no such port; it is a bus, see cxl-disable-bus(1)
  root0: no such port; it is a bus, see cxl-disable-bus(1)
  mem2: no such port; it is a memory device, see cxl-disable-memdev(1)
  mem2: no such port; it is a memory device, see cxl-enable-memdev(1)
  endpoint6: no such port; it is an endpoint, use --endpoint
  endpoint6: no such port; it is an endpoint, use --endpoint
  $ cxl-sim disable-bus -f root0; cxl-sim enable-memdev mem2
  disabled 1 bus
  mem2: the bus is disabled, or the system has none; see cxl-disable-bus(1) and the kernel log
  enabled 0 mem
  [1]

A region that the kernel assembles while a memory device is enabled.

  $ new; cxl-sim disable-memdev mem3 2>/dev/null; : >sim/dev/kmsg; cxl-sim fault sim sysfs '*cxl_mem/bind=mem3' late 2000
  $ (until grep -q intent sim/dev/kmsg; do sleep 0.02; done; mkdir sim/sys/bus/cxl/devices/region5) & cxl-sim enable-memdev mem3; wait
    Warning: the kernel assembled region5, since its decoders are committed
  enabled 1 mem
  $ new; cxl-sim disable-port -f port2 2>/dev/null; : >sim/dev/kmsg; cxl-sim fault sim sysfs '*cxl_mem/bind=mem3' late 2000
  $ (until grep -q intent.*mem3 sim/dev/kmsg; do sleep 0.02; done; mkdir sim/sys/bus/cxl/devices/region5) & cxl-sim enable-port -m port2; wait
    Warning: the kernel assembled region5, since its decoders are committed
  enabled 1 port

A region that comes while no memory device is enabled has another reason.

  $ new; cxl-sim disable-memdev mem3 2>/dev/null; : >sim/dev/kmsg; cxl-sim fault sim sysfs '*cxl_mem/bind=mem3' late 1000
  $ (until grep -q intent sim/dev/kmsg; do sleep 0.02; done; mkdir sim/sys/bus/cxl/devices/region5; rm sim/sys/bus/cxl/devices/mem3) & cxl-sim enable-memdev mem3; wait
  mem3: cannot write 'mem3' to /sys/bus/cxl/drivers/cxl_mem/bind: No such device; see the kernel log
  enabled 0 mem
