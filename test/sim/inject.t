# SPDX-License-Identifier: GPL-2.0-only
Errors that are injected: inject-media-poison, clear-media-poison and inject-protocol-error.

  $ new() { rm -rf sim; cxl-sim new sim; : >sim/dev/kmsg; }; export CXL_SIM=$PWD/sim; new
  $ writes() { cxl-sim writes sim --clear | sed 's/^write kernel.debug.cxl.//'; }
  $ events() { sed 's/.*cxl-audit: //' sim/dev/kmsg | jq -c '[.event, .verb, .device, .opcode, .path, .verdict, .result]'; : >sim/dev/kmsg; }

Poison: the address is repeated as it was typed, as ndctl does.

  $ cxl-sim inject-media-poison mem3 -a 0x1000; writes; events
  poison injected at mem3:0x1000
  mem3/inject_poison 0x1000
  ["intent","inject-media-poison","mem3",null,"kernel/debug/cxl/mem3/inject_poison","allowed",null]
  ["outcome","inject-media-poison","mem3",null,"kernel/debug/cxl/mem3/inject_poison","allowed","done"]
  $ cxl-sim clear-media-poison 3 -a 4096 | wc -c; writes
  poison cleared at mem3:4096
  0
  mem3/clear_poison 0x1000
  $ cxl-sim inject-media-poison 0000:e2:00.0 -a 0x0,64 -a '0x80 0xc0' --columns step,value --format table; writes
  poison injected at mem3:0x0
  poison injected at mem3:64
  poison injected at mem3:0x80
  poison injected at mem3:0xc0
  STEP                  VALUE
  inject poison at 0x0  0x0
  inject poison at 0x40 0x40
  inject poison at 0x80 0x80
  inject poison at 0xc0 0xc0
  mem3/inject_poison 0x0
  mem3/inject_poison 0x40
  mem3/inject_poison 0x80
  mem3/inject_poison 0xc0
  $ cxl-sim inject-media-poison mem3 -a 0x40 --dry-run --format json | jq -c '.[]'; writes; events | wc -l
  {"memdev":"mem3","serial":"0xc3","dry_run":true,"changed":true,"verdict":"allowed","steps":[{"step":"inject poison at 0x40","path":"/sys/kernel/debug/cxl/mem3/inject_poison","value":"0x40"}]}
  4

Addresses are checked before the first write.

  $ try() { cxl-sim inject-media-poison mem3 -a "$1" 2>&1 | head -1; }
  $ for a in 0x1001 0x20000000 0x1ffffffc0 zz '' -1 0x 18446744073709551616; do try "$a"; done; try 0x0,0x40,0x41; writes
  mem3: address 4097 (0x1001) is not a multiple of 64
  mem3: address 0x20000000 exceeds the capacity of the device, 0x20000000 bytes
  mem3: address 0x1ffffffc0 exceeds the capacity of the device, 0x20000000 bytes
    Error: invalid --address 'zz': expected a number such as 0x1000, without leading zeros
    Error: missing --address
    Error: invalid --address '-1': expected a number such as 0x1000, without leading zeros
    Error: invalid --address '0x': expected a number such as 0x1000, without leading zeros
    Error: invalid --address '18446744073709551616': expected a number such as 0x1000, without leading zeros
  mem3: address 65 (0x41) is not a multiple of 64
  $ try 0x1fffffc0; cxl-sim inject-media-poison mem3 2>&1 | head -1; cxl-sim inject-media-poison mem3 mem2 -a 0 2>&1 | head -1; cxl-sim inject-media-poison mem9 -a 0 2>/dev/null
  poison injected at mem3:0x1fffffc0
    Error: missing --address
    Error: unknown extra parameter "mem2"
  [1]

If one write fails, the message says what was done before.

  $ writes >/dev/null; cxl-sim fault sim sysfs '*/mem3/inject_poison=0x40' errno EBUSY; cxl-sim inject-media-poison mem3 -a 0,0x40,0x80; writes; events | tail -1
  mem3: cannot write '0x40' to /sys/kernel/debug/cxl/mem3/inject_poison: Device or resource busy; 1 change remains: inject poison at 0x0; it is in use, or not in a state for it; see the kernel log
  mem3/inject_poison 0x0
  mem3/inject_poison 0x40 EBUSY
  ["outcome","inject-media-poison","mem3",null,"kernel/debug/cxl/mem3/inject_poison","allowed","failed"]

What was done before is in the result, too; a later step that is not supported is a failure.

  $ cxl-sim fault sim sysfs '*/mem3/inject_poison=0x40' none; cxl-sim fault sim sysfs '*/mem3/inject_poison' errno EOPNOTSUPP --after 2; cxl-sim inject-media-poison mem3 -a 0,0x40,0x80 --format json | jq -c '.[] | .changed, .steps'; writes
  mem3: cannot write '0x80' to /sys/kernel/debug/cxl/mem3/inject_poison: Operation not supported; 2 changes remain: inject poison at 0x0, inject poison at 0x40
  true
  [{"step":"inject poison at 0x0","path":"/sys/kernel/debug/cxl/mem3/inject_poison","value":"0x0"},{"step":"inject poison at 0x40","path":"/sys/kernel/debug/cxl/mem3/inject_poison","value":"0x40"}]
  mem3/inject_poison 0x0
  mem3/inject_poison 0x40
  mem3/inject_poison 0x80 EOPNOTSUPP
  $ cxl-sim inject-media-poison mem3 -a 0 2>/dev/null; echo $?; new; cxl-sim fault sim sysfs '*/mem3/inject_poison' errno EIO --after 20
  4
  $ cxl-sim inject-media-poison mem3 -a "$(for i in $(seq 0 24); do echo $((i * 64)); done)"; writes | wc -l
  mem3: cannot write '0x500' to /sys/kernel/debug/cxl/mem3/inject_poison: Input/output error; 20 changes remain: inject poison at 0x0, inject poison at 0x40, inject poison at 0x80, inject poison at 0xc0, inject poison at 0x100, inject poison at 0x140, inject poison at 0x180, inject poison at 0x1c0, inject poison at 0x200, inject poison at 0x240, inject poison at 0x280, inject poison at 0x2c0, inject poison at 0x300, inject poison at 0x340, inject poison at 0x380, inject poison at 0x3c0, inject poison at 0x400, inject poison at 0x440, inject poison at 0x480, inject poison at 0x4c0; see the kernel log
  21

Numbers that another tool may read in another way, or that are too long.

  $ try 01600; try 0x$(printf '0%.0s' $(seq 80))1000; try 00; try 0x00001000; writes
    Error: invalid --address '01600': expected a number such as 0x1000, without leading zeros
    Error: invalid --address '0x000000000000000000000000000000000000000000000000000000000000000000000000000000001000': expected a number such as 0x1000, without leading zeros
    Error: invalid --address '00': expected a number such as 0x1000, without leading zeros
  mem3: cannot write '0x1000' to /sys/kernel/debug/cxl/mem3/inject_poison: Input/output error; see the kernel log
  mem3/inject_poison 0x1000 EIO

Memory that is online is in use; a region alone is not.

  $ new; cxl-sim inject-media-poison mem0 -a 0; cxl-sim clear-media-poison mem0 -a 0 --dry-run; writes; events
  mem0: refusing to inject poison into mem0: the device is in use: dax0.0: 16 of 16 memory blocks are online; unmount or offline the memory first, or use --force to override
  mem0: refusing to clear poison of mem0: the device is in use: dax0.0: 16 of 16 memory blocks are online; unmount or offline the memory first, or use --force to override
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "dry_run":true,
      "changed":false,
      "verdict":"in_use",
      "steps":[
        {
          "step":"clear poison at 0x0",
          "path":"\/sys\/kernel\/debug\/cxl\/mem0\/clear_poison",
          "value":"0x0"
        }
      ]
    }
  ]
  ["refused","inject-media-poison","mem0",null,"kernel/debug/cxl/mem0/inject_poison","in_use",null]
  $ cxl-sim inject-media-poison mem0 -a 0 --force; writes
  poison injected at mem0:0
  mem0/inject_poison 0x0
  $ for f in $(find -L sim/sys/devices/system/memory -maxdepth 2 -name state); do echo offline >$f; done; cxl-sim inject-media-poison mem0 -a 0
  poison injected at mem0:0

The kernel must not panic because of it.

  $ new; mkdir -p sim/proc/sys/vm; echo 1 >sim/proc/sys/vm/panic_on_unrecoverable_memory_failure; cxl-sim inject-media-poison mem3 -a 0; events
  mem3: refusing to inject poison: the kernel would panic when the memory is accessed: vm.panic_on_unrecoverable_memory_failure is 1; change it with sysctl(8)
  ["refused","inject-media-poison","mem3",null,"kernel/debug/cxl/mem3/inject_poison","panic_on_memory_failure",null]
  $ cxl-sim inject-media-poison mem3 -a 0 --force --yes 2>/dev/null; cxl-sim clear-media-poison mem3 -a 0
  poison cleared at mem3:0
  $ echo 0 >sim/proc/sys/vm/panic_on_unrecoverable_memory_failure; echo 0 >sim/proc/sys/vm/memory_failure_recovery; cxl-sim inject-media-poison mem3 -a 0
  mem3: refusing to inject poison: the kernel would panic when the memory is accessed: vm.memory_failure_recovery is 0; change it with sysctl(8)
  [3]
  $ echo x >sim/proc/sys/vm/memory_failure_recovery; cxl-sim inject-media-poison mem3 -a 0; echo 1 >sim/proc/sys/vm/memory_failure_recovery; cxl-sim inject-media-poison mem3 -a 0
  mem3: refusing to inject poison: cannot read whether the kernel panics on memory failures (vm.memory_failure_recovery)
  poison injected at mem3:0

Policy and support.

  $ new; mkdir -p -m 755 sim/etc/cxl/policy.d; echo 'deny ALL opcode 0x4301' >sim/etc/cxl/policy.d/1.conf; chmod 644 sim/etc/cxl/policy.d/1.conf
  $ cxl-sim inject-media-poison mem3 -a 0; cxl-sim clear-media-poison mem3 -a 0; rm sim/etc/cxl/policy.d/1.conf
  mem3: refusing to inject poison into mem3: denied by policy /etc/cxl/policy.d/1.conf:1: 'deny ALL opcode 0x4301'; see 'cxl policy show'
  poison cleared at mem3:0
  $ rm sim/sys/kernel/debug/cxl/mem3/inject_poison; cxl-sim inject-media-poison mem3 -a 0
  mem3: injecting poison is not supported by this device or kernel (needs Linux 6.4)
  [4]
  $ mv sim/proc/mounts .; cxl-sim clear-media-poison mem3 -a 0
  mem3: debugfs is not mounted; mount it with 'mount -t debugfs debugfs /sys/kernel/debug'
  [4]

Errors of protocols: which ones, and where, the platform tells.

  $ new; einj=sim/sys/kernel/debug/cxl; cxl-sim inject-protocol-error 0000:0c:00.0 -p mem -s correctable
  0000:0c:00.0: the platform or the kernel cannot inject errors of CXL protocols (needs Linux 6.9 with CONFIG_ACPI_APEI_EINJ_CXL); load the module einj
  [4]
  $ printf '0x00008000\tCXL.mem Protocol Correctable\n0x00020000\tCXL.mem Protocol Uncorrectable fatal\n' >$einj/einj_types
  $ cxl-sim inject-protocol-error 0000:0c:00.0 -p mem -s correctable
  0000:0c:00.0: errors cannot be injected into this port: only root ports and restricted hosts are supported; see 'cxl list -PT'
  [4]
  $ cxl-sim --complete inject-protocol-error ''; mkdir $einj/0000:0c:00.0 && : >$einj/0000:0c:00.0/einj_inject; cxl-sim --complete inject-protocol-error '' | cut -f 1
  0000:0c:00.0
  $ cxl-sim inject-protocol-error 0c:00.0 -p mem -s correctable; writes; events
  injected mem-correctable protocol error.
  0000:0c:00.0/einj_inject 0x8000
  ["intent","inject-protocol-error","0000:0c:00.0",null,"kernel/debug/cxl/0000:0c:00.0/einj_inject","allowed",null]
  ["outcome","inject-protocol-error","0000:0c:00.0",null,"kernel/debug/cxl/0000:0c:00.0/einj_inject","allowed","done"]
  $ cxl-sim inject-protocol-error 0000:0c:00.0 -p mem -s fatal; cxl-sim inject-protocol-error 0000:0c:00.0 -p mem -s fatal -f --format json | jq -c '.[]'; writes
  0000:0c:00.0: refusing to inject mem-fatal into 0000:0c:00.0: the device is in use: mem0: dax0.0: 16 of 16 memory blocks are online; unmount or offline the memory first, or use --force to override
  injected mem-fatal protocol error.
  {"dport":"0000:0c:00.0","changed":true,"steps":[{"step":"inject mem-fatal","path":"/sys/kernel/debug/cxl/0000:0c:00.0/einj_inject","value":"0x20000"}]}
  0000:0c:00.0/einj_inject 0x20000
  $ cxl-sim inject-protocol-error 0000:0c:00.0 -p cache -s fatal; cxl-sim inject-protocol-error 0000:99:00.0 -p mem -s fatal
  0000:0c:00.0: the platform does not support the error cache-fatal: supported are mem-correctable, mem-fatal
  0000:99:00.0: no such downstream port; see 'cxl list -PT'
  [1]
  $ for o in '' '-p mem' '-s fatal' '-p io -s fatal' '-p mem -s mild'; do cxl-sim inject-protocol-error 0000:0c:00.0 $o 2>&1 | head -1; done
    Error: missing --protocol
    Error: missing --severity
    Error: missing --protocol
    Error: option `protocol' has invalid value 'io': expected mem or cache
    Error: option `severity' has invalid value 'mild': expected correctable, uncorrectable or fatal

An address that is given twice is written once.

  $ new; cxl-sim inject-media-poison mem3 -a 0x40,64,0x80 --force --format json 2>/dev/null | jq -c '.[0].steps | map(.value)'; writes
  ["0x40","0x80"]
  mem3/inject_poison 0x40
  mem3/inject_poison 0x80
