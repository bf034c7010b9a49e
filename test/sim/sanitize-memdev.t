# SPDX-License-Identifier: GPL-2.0-only
sanitize-memdev and erase-memdev: one device, which is confirmed by its serial number and PCI address.

  $ for d in mem0 mem3; do printf 'device %s\n  identify.lsa_size 4096\n' $d; for o in 0x4000 0x4100 0x4102 0x4103 0x4400 0x4401; do echo "  cel $o 0x00e4"; done; done >devices
  $ new() { rm -rf sim; cxl-sim new sim --devices devices; : >sim/dev/kmsg; }; export CXL_SIM=$PWD/sim; new
  $ writes() { cxl-sim writes sim --clear | sed 's/^write //'; }
  $ sent() { cxl-sim log sim --clear | sed -n 's/ in=.* route=sysfs.*//p'; }
  $ events() { sed 's/.*cxl-audit: //' sim/dev/kmsg | jq -c '[.event, .verb, .device, .verdict, .result]'; : >sim/dev/kmsg; }
  $ dir() { find sim/sys/devices -path "*/$1/security" -type d; }
  $ token=0xc3@0000:e2:00.0; . "$TESTS/functions.sh"

Without a confirmation, nothing is done, on a terminal, too; neither --yes nor another token is one.

  $ cxl-sim sanitize-memdev mem3 </dev/null; echo $?; cxl-sim erase-memdev mem3 --yes --wait </dev/null; echo $?; cxl-sim sanitize-memdev mem3 --confirm 0xc0@0000:0d:00.0; echo $?; writes; events
  mem3: refusing to sanitize mem3: this destroys all data and labels of the device; use --confirm SERIAL@BDF, see '--dry-run'
  []
  3
  mem3: refusing to erase mem3: this makes all data of the device unreadable for good; use --confirm SERIAL@BDF, see '--dry-run'
  []
  3
  mem3: refusing to sanitize mem3: confirmation does not match; expected SERIAL@BDF of this device; see '--dry-run'
  []
  3
  ["refused","sanitize-memdev","mem3","needs_token",null]
  ["refused","erase-memdev","mem3","needs_token",null]
  ["refused","sanitize-memdev","mem3","wrong_token",null]
  $ for answer in '' y yes mem3 0xc3 0xc3@0000:0d:00.0; do $TESTS/pty 'to confirm: ' "$answer\n" -- cxl-sim sanitize-memdev mem3 | grep -ao 'refusing.*'; done; $TESTS/pty 'to confirm: ' '\x03' -- cxl-sim sanitize-memdev mem3 | grep -a '^mem3'; writes; events | sort | uniq -c
  refusing to sanitize mem3: not confirmed; expected SERIAL@BDF of this device
  refusing to sanitize mem3: confirmation does not match; expected SERIAL@BDF of this device; see '--dry-run'
  refusing to sanitize mem3: confirmation does not match; expected SERIAL@BDF of this device; see '--dry-run'
  refusing to sanitize mem3: confirmation does not match; expected SERIAL@BDF of this device; see '--dry-run'
  refusing to sanitize mem3: confirmation does not match; expected SERIAL@BDF of this device; see '--dry-run'
  refusing to sanitize mem3: confirmation does not match; expected SERIAL@BDF of this device; see '--dry-run'
  mem3: this destroys all data and labels of the device.
  mem3: interrupted, nothing was changed
        1 ["refused","sanitize-memdev","mem3","interrupted",null]
        1 ["refused","sanitize-memdev","mem3","not_confirmed",null]
        5 ["refused","sanitize-memdev","mem3","wrong_token",null]
  $ CXL_CONFIRM=$token cxl-sim sanitize-memdev mem3 </dev/null --format envelope 2>/dev/null | jq -c '.errors[] | [.code, .device]'; writes
  ["needs_token","mem3"]

With it, all data and labels are gone.

  $ echo 4096 >"$(find sim/sys/devices -path '*/mem3/label_storage_size')"; echo label | cxl-sim write-labels mem3; ls sim/state/mem3.lsa; cxl-sim log sim --clear >/dev/null; : >sim/dev/kmsg
  wrote 1 mem
  sim/state/mem3.lsa
  $ cxl-sim sanitize-memdev mem3 --confirm $token --format json; writes; sent; events; ls sim/state/mem3.lsa 2>/dev/null
  mem3: this destroys all data and labels of the device
  [
    {
      "memdev":"mem3",
      "serial":"0xc3",
      "changed":true,
      "security_state":"disabled",
      "steps":[
        {
          "step":"sanitize mem3",
          "path":"\/sys\/devices\/pci0000:de\/0000:de:00.0\/0000:df:00.0\/0000:e0:01.0\/0000:e2:00.0\/mem3\/security\/sanitize",
          "value":"1"
        }
      ]
    }
  ]
  mem3/security/sanitize 1
  mem3 0x4400
  ["intent","sanitize-memdev","mem3","allowed",null]
  ["outcome","sanitize-memdev","mem3","allowed","done"]
  [2]
  $ cxl-sim erase-memdev 3 --confirm 195@e2:00.0 --columns memdev,changed,security_state --wait; writes; sent
  mem3: this makes all data of the device unreadable for good
  MEMDEV CHANGED SECURITY-STATE
  mem3   true    disabled
  mem3/security/erase 1
  mem3 0x4401
  $ $TESTS/pty 'to confirm: ' "$token\n" -- cxl-sim sanitize-memdev mem3 --columns memdev,changed | sed 's/ *$//'; sent
  mem3: this destroys all data and labels of the device.
  Type 0xc3@0000:e2:00.0 to confirm: 0xc3@0000:e2:00.0
  MEMDEV CHANGED
  mem3   true
  mem3 0x4400

A dry run has the exit status, and the token.

  $ cxl-sim sanitize-memdev mem3 --dry-run --format json </dev/null | jq -c '.[] | [.dry_run, .changed, .verdict, .confirm, .steps[].value]'; cxl-sim sanitize-memdev mem3 --dry-run --confirm $token --columns verdict,confirm; echo $?; writes >/dev/null; events >/dev/null
  mem3: refusing to sanitize mem3: this destroys all data and labels of the device; a real run asks for SERIAL@BDF, see 'confirm', or requires --confirm SERIAL@BDF
  [true,false,"needs_token","0xc3@0000:e2:00.0","1"]
  VERDICT CONFIRM
  allowed 0xc3@0000:e2:00.0
  0
  $ cxl-sim erase-memdev mem0 --dry-run --format json </dev/null | jq -c '.[] | [.dry_run, .changed, .verdict, .confirm, .steps]'; writes; events
  mem0: refusing to erase mem0: the device is in use: part of region0, dax0.0: 16 of 16 memory blocks are online; offline or unmount the memory, and destroy the region first
  [true,false,"in_use","0xc0@0000:0d:00.0",null]

A device that is in use is refused, whatever is confirmed, before anything is asked. There is no --force.

  $ $TESTS/pty -- cxl-sim sanitize-memdev mem0; events; cxl-sim erase-memdev mem0 --confirm 0xc0@0000:0d:00.0; cxl-sim sanitize-memdev mem0 --force 2>&1 | head -1; writes
  mem0: refusing to sanitize mem0: the device is in use: part of region0, dax0.0: 16 of 16 memory blocks are online; offline or unmount the memory, and destroy the region first
  ["refused","sanitize-memdev","mem0","in_use",null]
  mem0: refusing to erase mem0: the device is in use: part of region0, dax0.0: 16 of 16 memory blocks are online; offline or unmount the memory, and destroy the region first
  []
    Error: unknown option `force'
  $ echo 1 >"$(find sim/sys/devices -path '*/endpoint7/decoders_committed')"; cxl-sim sanitize-memdev mem3 --confirm $token; rm "$(find sim/sys/devices -path '*/endpoint7/decoders_committed')"; echo 0x10000000 >"$(find sim/sys/devices -path '*/endpoint7/decoder7.1/size')"; cxl-sim sanitize-memdev mem3 --confirm $token; writes
  mem3: refusing to sanitize mem3: the device is in use: its decoders are committed; reset the system; the firmware may have committed them
  []
  mem3: refusing to sanitize mem3: the device is in use: its decoders are committed; reset the system; the firmware may have committed them
  []
  $ sed 's/.*cxl-audit: //' sim/dev/kmsg | jq -r '[.event, .verdict, (.path | sub(".*/mem"; "mem"))] | join(" ")' | sort | uniq -c
        1 refused in_use mem0/security/erase
        2 refused in_use mem3/security/sanitize
  $ new; cxl-sim disable-memdev mem3 2>/dev/null; cxl-sim sanitize-memdev mem3 --confirm $token; writes
  mem3: refusing to sanitize mem3: it is disabled; see 'cxl enable-memdev'
  []
  bus/cxl/drivers/cxl_mem/unbind mem3

Decoders that are committed while the question waits: nothing is written.

  $ new; committed=$(find sim/sys/devices -path '*/endpoint7/decoders_committed'); : >out
  $ (wait_for grep -q 'to confirm: ' out; echo 1 >$committed; echo $token; sleep 1) | script -qec "cxl-sim sanitize-memdev mem3" /dev/null >out; grep -ao 'refusing.*' out | tr -d '\r'; writes; new
  refusing to sanitize mem3: the device is in use: its decoders are committed; see 'cxl list -v'

Security states; what is not known is refused.

  $ for state in locked unlocked frozen 'x y' ''; do echo "$state" >"$(dir mem3)/state"; cxl-sim sanitize-memdev mem3 --confirm $token; echo $?; done; rm "$(dir mem3)/state"; cxl-sim erase-memdev mem3 --confirm $token; writes; events | sort | uniq -c
  mem3: refusing to sanitize mem3: it is protected by a passphrase (locked); unlock it and disable the passphrase first, see ndctl(1)
  []
  3
  mem3: refusing to sanitize mem3: it is protected by a passphrase (unlocked); disable the passphrase first, see ndctl(1)
  []
  3
  mem3: refusing to sanitize mem3: it is protected by a passphrase (frozen); reset the device and disable the passphrase first, see ndctl(1)
  []
  3
  mem3: refusing to sanitize mem3: its security state is not known
  []
  3
  mem3: refusing to sanitize mem3: its security state is not known
  []
  3
  mem3: refusing to erase mem3: its security state is not known
  []
        1 ["refused","erase-memdev","mem3","security_unknown",null]
        3 ["refused","sanitize-memdev","mem3","security_enabled",null]
        2 ["refused","sanitize-memdev","mem3","security_unknown",null]

While it is sanitized, or its firmware updated.

  $ new; echo sanitize >"$(dir mem3)/state"; cxl-sim sanitize-memdev mem3 --confirm $token; echo disabled >"$(dir mem3)/state"; echo transferring >"$(dirname "$(dir mem3)")/firmware/mem3/status"; cxl-sim sanitize-memdev mem3 --confirm $token; writes; new
  mem3: refusing to sanitize mem3: the device is being sanitized; try again later
  []
  mem3: refusing to sanitize mem3: a firmware update is in progress; try again later
  []

Waiting for the end: the kernel notifies of it. Ctrl-C ends the command, not the operation.

  $ cxl-sim fault sim mem3 0x4400 background; (wait_for grep -q sanitize "$(dir mem3)/state"; sleep 1; echo disabled >"$(dir mem3)/state") & cxl-sim sanitize-memdev mem3 --confirm $token -w --columns memdev,security_state; wait
  mem3: this destroys all data and labels of the device
  MEMDEV SECURITY-STATE
  mem3   disabled
  $ cxl-sim sanitize-memdev mem3 --confirm $token --columns memdev,security_state; cxl-sim wait-sanitize mem3 -t 0; echo disabled >"$(dir mem3)/state"
  mem3: this destroys all data and labels of the device
  MEMDEV SECURITY-STATE
  mem3   sanitize
  mem3: still being sanitized; run it again with a larger --timeout
  wait sanitize failed on 0 mem device
  $ $TESTS/pty 'progress, 1 s' '\x03' -- cxl-sim sanitize-memdev mem3 --confirm $token --wait | grep -ao 'progress, [01] s\|mem3: interr.*'; cat "$(dir mem3)/state"; echo disabled >"$(dir mem3)/state"
  progress, 0 s
  progress, 1 s
  mem3: interrupted: Sanitize goes on in the device; wait with 'cxl wait-sanitize mem3'
  sanitize
  $ writes >/dev/null; new; cxl-sim fault sim mem3 0x4401 background; cxl-sim erase-memdev mem3 --confirm $token -w
  mem3: this makes all data of the device unreadable for good
  mem3: Secure Erase was started, and may not have finished; do not start it again; the device is busy until it has finished
  []
  [1]

Errors of the kernel and the device, with the audit record.

  $ new; for e in EBUSY EINVAL ENXIO; do cxl-sim fault sim sysfs mem3/security/sanitize errno $e --count 1; cxl-sim sanitize-memdev mem3 --confirm $token; done; cxl-sim fault sim mem3 0x4400 code 4 --count 1; cxl-sim sanitize-memdev mem3 --confirm $token; events | sort | uniq -c; writes
  mem3: this destroys all data and labels of the device
  mem3: cannot write '1' to /sys/devices/pci0000:de/0000:de:00.0/0000:df:00.0/0000:e0:01.0/0000:e2:00.0/mem3/security/sanitize: Device or resource busy; it is in use, or not in a state for it; see the kernel log
  []
  mem3: this destroys all data and labels of the device
  mem3: cannot write '1' to /sys/devices/pci0000:de/0000:de:00.0/0000:df:00.0/0000:e0:01.0/0000:e2:00.0/mem3/security/sanitize: Invalid argument; see the kernel log
  []
  mem3: this destroys all data and labels of the device
  mem3: cannot write '1' to /sys/devices/pci0000:de/0000:de:00.0/0000:df:00.0/0000:e0:01.0/0000:e2:00.0/mem3/security/sanitize: No such device or address; see the kernel log
  []
  mem3: this destroys all data and labels of the device
  mem3: cannot write '1' to /sys/devices/pci0000:de/0000:de:00.0/0000:df:00.0/0000:e0:01.0/0000:e2:00.0/mem3/security/sanitize: No such device or address; see the kernel log
  []
        4 ["intent","sanitize-memdev","mem3","allowed",null]
        4 ["outcome","sanitize-memdev","mem3","allowed","failed"]
  mem3/security/sanitize 1 EBUSY
  mem3/security/sanitize 1 EINVAL
  mem3/security/sanitize 1 ENXIO
  mem3/security/sanitize 1 ENXIO
  $ cxl-sim fault sim sysfs mem3/security/sanitize interrupt-after --count 1; cxl-sim sanitize-memdev mem3 --confirm $token --columns changed; echo $?; writes
  mem3: this destroys all data and labels of the device
  CHANGED
  true
  0
  mem3/security/sanitize 1

Kernels and devices without it: 4, with or without a confirmation.

  $ rm "$(dir mem3)/erase"; cxl-sim erase-memdev mem3; echo $?; cxl-sim erase-memdev mem3 --confirm $token --dry-run; echo $?; rm -r "$(dir mem2)"; cxl-sim sanitize-memdev mem2; writes
  mem3: Secure Erase is not supported by this kernel or device (needs Linux 6.5, and a device with command 0x4401); see 'cxl list-commands'
  []
  4
  mem3: Secure Erase is not supported by this kernel or device (needs Linux 6.5, and a device with command 0x4401); see 'cxl list-commands'
  [
    {
      "memdev":"mem3",
      "serial":"0xc3",
      "dry_run":true,
      "changed":false,
      "verdict":"not_supported",
      "confirm":"0xc3@0000:e2:00.0",
      "security_state":"disabled"
    }
  ]
  4
  mem2: Sanitize is not supported by this kernel or device (needs Linux 6.5, and a device with command 0x4400); see 'cxl list-commands'
  []

Policy, audit log, and one device only.

  $ new; mkdir -p -m 755 sim/etc/cxl/policy.d; for r in 'opcode 0x4400' 'verb sanitize-*'; do echo "deny ALL $r" >sim/etc/cxl/policy.d/1.conf; cxl-sim sanitize-memdev mem3 --confirm $token; done; rm sim/etc/cxl/policy.d/1.conf
  mem3: refusing to sanitize mem3: denied by policy /etc/cxl/policy.d/1.conf:1: 'deny ALL opcode 0x4400'; see 'cxl policy show'
  []
  mem3: refusing to sanitize mem3: denied by policy /etc/cxl/policy.d/1.conf:1: 'deny ALL verb sanitize-*'; see 'cxl policy show'
  []
  $ rm sim/dev/kmsg; cxl-sim sanitize-memdev mem3 --confirm $token; writes
  mem3: this destroys all data and labels of the device
  mem3: refusing to sanitize mem3: cannot write the audit record: No such file or directory; run as root, and check that /dev/log or /dev/kmsg exists
  []
  $ for a in all mem0,mem3 'mem0 mem3' '' ALL mem9; do cxl-sim sanitize-memdev $a --confirm $token 2>&1 | head -1; done; writes; sent
    Error: sanitize-memdev requires a single memory device
    Error: sanitize-memdev requires a single memory device
    Error: unknown extra parameter "mem3"
    Error: missing argument: expected <memdev> [<options>]
  ALL: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
  mem9: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER

No other command sends it.

  $ new; cxl-sim send-command mem3 sanitize; cxl-sim send-command mem2 sanitize 2>&1 | head -1
  mem3: command 0x4400 is available only through cxl sanitize-memdev; see 'cxl list-commands'
  []
  mem2: command 0x4400 is not supported by this device or kernel
