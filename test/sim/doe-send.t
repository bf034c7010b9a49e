# SPDX-License-Identifier: GPL-2.0-only
"cxl doe send": the checks, the taint, the record, and devices that do not follow the specification. The model echoes
the data of the protocols that it has; the exchange itself is in test/unit/test-doe.c.

  $ cxl-sim new clean > /dev/null; export CXL_SIM=$PWD/t; addr=0000:0d:00.0; tok=0xc0@$addr
  $ fn=t/sys/bus/pci/devices/$addr
  $ fresh() { rm -rf t; cp -a clean t; rm $fn/driver; printf '1e98:00\n' > $fn/doe_features/1e98:00; printf '\2\0' | put 0x10c; }
  $ put() { dd of=$fn/config bs=1 seek=$(($1)) conv=notrunc status=none; }
  $ object() { cxl-sim doe send $addr 1e98:00 --hex 00000000 "$@"; }
  $ send() { object "$@"; echo "exit $?"; }
  $ sent() { cxl-sim log t; cat t/proc/sys/kernel/tainted; }

Only with the confirmation: nothing else opens the gate, and nothing is sent or tainted before.

  $ fresh; send
  0000:0d:00.0: refusing to send DOE object 1e98:00: it may destroy data; use --confirm SERIAL@BDF, see '--dry-run'
  []
  exit 3
  $ send --yes --force --no-native --unlisted
  0000:0d:00.0: refusing to send DOE object 1e98:00: it may destroy data; use --confirm SERIAL@BDF, see '--dry-run'
  []
  exit 3
  $ send --confirm 0xc1@0000:0e:00.0
  0000:0d:00.0: refusing to send DOE object 1e98:00: confirmation does not match; expected SERIAL@BDF of this device; see '--dry-run'
  []
  exit 3
  $ object --confirm $tok --dry-run | jq -c '.[] | [.verdict, .confirm, .taints, .native], ([.checks[].check] | join(" "))'
  ["allowed","0xc0@0000:0d:00.0","U",null]
  "read_only policy_invalid policy_denied policy_not_listed lockdown_integrity lockdown_confidentiality lockdown_unknown panic_on_taint_unknown panic_on_taint driver_unknown driver_bound protocol_unknown protocol_in_use native_exists device_busy protocols_unreadable protocol_not_listed in_use device_changed token_unreadable wrong_token needs_token"
  $ object --dry-run | jq -c '.[0].verdict, [.[0].checks[] | select(.passed | not).check]'
  0000:0d:00.0: refusing to send DOE object 1e98:00: it may destroy data; a real run asks for SERIAL@BDF, see 'confirm', or requires --confirm SERIAL@BDF
  "needs_token"
  ["needs_token"]
  $ sent
  0

Sent: the kernel is tainted before, and the intent and the outcome are recorded.

  $ send --confirm $tok
  0000:0d:00.0: DOE object 1e98:00 (cxl_compliance), 4 bytes: may destroy data or has unknown effects
    Warning: 0000:0d:00.0: the kernel is tainted (U)
  [
    {
      "address":"0000:0d:00.0",
      "protocol":"1e98:00",
      "name":"cxl_compliance",
      "mailbox":464,
      "risk":4,
      "taint_before":0,
      "taint_marked":64,
      "taint_after":64,
      "kernel_added":"",
      "output_bytes":4,
      "output_hex":"00000000",
      "output_ascii":"...."
    }
  ]
  exit 0
  $ sent
  0000:0d:00.0 doe 1e98:00 00000000
  64
  $ grep -o '"event.*' t/dev/kmsg | sed 's/"time":"[^"]*",//; s/"pid":[0-9]*,//; s/"loginuid":[0-9]*,//; s/"payload_sha256.*"verdict"/"verdict"/'
  "event":"refused","uid":0,"number":1,"verb":"doe","device":"0000:0d:00.0","serial":"0xc0","route":"doe","protocol":"1e98:00","path":"devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0","payload_bytes":4,"verdict":"needs_token"}
  "event":"refused","uid":0,"number":1,"verb":"doe","device":"0000:0d:00.0","serial":"0xc0","route":"doe","protocol":"1e98:00","path":"devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0","payload_bytes":4,"verdict":"needs_token"}
  "event":"refused","uid":0,"number":1,"verb":"doe","device":"0000:0d:00.0","serial":"0xc0","route":"doe","protocol":"1e98:00","path":"devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0","payload_bytes":4,"verdict":"wrong_token"}
  "event":"intent","uid":0,"number":1,"verb":"doe","device":"0000:0d:00.0","serial":"0xc0","route":"doe","protocol":"1e98:00","path":"devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0","payload_bytes":4,"verdict":"allowed"}
  "event":"outcome","uid":0,"number":1,"verb":"doe","device":"0000:0d:00.0","serial":"0xc0","route":"doe","protocol":"1e98:00","path":"devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0","payload_bytes":4,"verdict":"allowed","result":"done"}
  $ fresh; object --confirm $tok -o reply --format json 2>/dev/null | jq -c '.[] | [.output, .output_bytes]'; od -An -tx1 reply
  ["reply",4]
   00 00 00 00
  $ fresh; object --confirm $tok -o none/reply --format envelope | jq -c ".errors[], .result"; send --dry-run -o none/reply; sent
  0000:0d:00.0: cannot open none/reply: No such file or directory; nothing was sent
  {"device":"0000:0d:00.0","operation":"doe","code":"write_failed","errno":2,"message":"cannot open none/reply: No such file or directory","hint":"nothing was sent"}
  []
  0000:0d:00.0: cannot open none/reply: No such file or directory; nothing was sent
  []
  exit 1
  0
  $ fresh; head -c 8 /dev/zero > in; cxl-sim doe send $addr 1e98:00 -i in --confirm $tok -o - 2>/dev/null | od -An -tx1
   00 00 00 00 00 00 00 00

What has changed at the prompt is read again: the list of protocols, too.

  $ fresh; : >out; (for i in {1..100}; do grep -q 'to confirm: ' out && break; sleep 0.1; done; rm $fn/doe_features/1e98:00; echo $tok) |
  >     script -qec "cxl-sim doe send $addr 1e98:00 --hex 00000000" /dev/null >out; grep -o 'refusing.*' out | tr -d '\r'; sent
  refusing to send DOE object 1e98:00: the PCI function does not have the protocol; see 'cxl doe list', or use --unlisted to override
  0

Devices that do not follow the specification, and those that do not reply: the mailbox is reset, and the exit status is 1.

  $ fault() { fresh; cxl-sim fault t $addr doe "$@"; send --confirm $tok --timeout 30 2>&1 | grep -e "1e98:00: " -e exit; }
  $ fault timeout
  0000:0d:00.0: DOE object 1e98:00: the device did not reply in time; see --timeout
  exit 1
  $ fault code 4
  0000:0d:00.0: DOE object 1e98:00: the DOE mailbox reports an error
  exit 1
  $ fault hang
  0000:0d:00.0: DOE object 1e98:00: the device did not reply in time; the mailbox could not be reset; see --timeout
  exit 1
  $ fault ones
  0000:0d:00.0: DOE object 1e98:00: the device does not respond; the mailbox could not be reset; see 'cxl list --pci'
  exit 1
  $ fault short 0
  0000:0d:00.0: DOE object 1e98:00: the reply is of another protocol or has an invalid length
  exit 1
  $ fault long 4
  0000:0d:00.0: DOE object 1e98:00: the reply is of another protocol or has an invalid length
  exit 1

What they replied is in the output.

  $ for f in 'short 0' 'long 4' timeout 'code 4'; do fresh; cxl-sim fault t $addr doe $f; object --confirm $tok --timeout 30 --format json 2>/dev/null | jq -c '.[0] | [.reply_header, .output_bytes, .output_hex]'; done
  ["981e000003000000",0,""]
  ["981e000003000000",4,"00000000"]
  [null,null,null]
  [null,null,null]

An interruption before all words are written: the device has not been told to execute the object.

  $ fresh; head -c 1000000 /dev/zero > large; cxl-sim doe send $addr 1e98:00 -i large --confirm $tok > out 2>&1 & pid=$!
  $ for i in {1..200}; do grep -q '"intent"' t/dev/kmsg && break; sleep 0.1; done; kill $pid; wait $pid; echo "exit $?"; grep -v bytes: out; sent
  exit 1
  0000:0d:00.0: DOE object 1e98:00: not sent: interrupted
    Warning: 0000:0d:00.0: the kernel is tainted (U), but the object was not sent
  []
  64

No driver, no use by the kernel, no native interface, a mailbox that is not busy, and memory that is not enabled.

  $ why() { send --confirm $tok "$@" 2>&1 | grep -e refusing -e '1e98:00: ' -e PCI -e 'cannot find' -e exit; }
  $ fresh; ln -s ../../../../bus/pci/drivers/vfio-pci $fn/driver; why --force
  0000:0d:00.0: refusing to send DOE object 1e98:00: the driver vfio-pci is bound to the PCI function; unbind the driver first, see cxl-doe(1)
  exit 3
  $ fresh; mkdir -p $fn/tsm; echo tsm0 > $fn/tsm/connect; printf '0001:01\n' > $fn/doe_features/0001:01; cxl-sim doe send $addr 0001:01 --confirm $tok
  0000:0d:00.0: refusing to send DOE object 0001:01: the kernel uses the protocol; see 'cxl doe list'
  []
  [3]
  $ cxl-sim doe send $addr 1e98:02 --confirm $tok
  0000:0d:00.0: refusing to send DOE object 1e98:02: the kernel uses the protocol; see 'cxl doe list'
  []
  [3]
  $ cxl-sim doe send $addr 1e98:02 --confirm $tok --no-native
  0000:0d:00.0: refusing to send DOE object 1e98:02: the kernel uses the protocol; see 'cxl doe list'
  []
  [3]
  $ cxl-sim doe send $addr 0001:00 --confirm $tok
  0000:0d:00.0: refusing to send DOE object 0001:00: a native interface exists: cxl doe list; use this interface, or --no-native to override
  []
  [3]
  $ fresh; $(sed -n 's/^# cxl\( doe send .*--confirm\)/cxl-sim\1/p' "$TESTS/../Documentation/cxl-doe.adoc") --format json 2>/dev/null | jq -c '.[0].output_hex' # that of the manual
  "01000001"
  $ fresh; cxl-sim doe send $addr 0001:00 --confirm $tok --no-native --hex 00000000 --format json 2>/dev/null | jq -c '.[0].output_hex'
  "01000001"
  $ cxl-sim doe send $addr 0001:00 --confirm $tok --no-native --hex 01000000 --format json 2>/dev/null | jq -c '.[0].output_hex'
  "981e0002"
  $ fresh; rm $fn/doe_features/1e98:00; why; why --unlisted --timeout 30
  0000:0d:00.0: refusing to send DOE object 1e98:00: the PCI function does not have the protocol; see 'cxl doe list', or use --unlisted to override
  exit 3
  0000:0d:00.0: DOE object 1e98:00: the device did not reply in time; see --timeout
  exit 1
  $ fresh; rm -r $fn/doe_features; why
  0000:0d:00.0: refusing to send DOE object 1e98:00: the kernel does not show the DOE protocols of the PCI function; needs Linux 6.16; use --unlisted to override
  exit 3
  $ fresh; printf '\1\40' | put 0x1ea; printf '\56\0\1\0' | put 0x200; cxl doe list --sysroot t $addr | jq -c '[.[].mailboxes[].offset]'; why; send --confirm $tok --mailbox 0x200 2>&1 | grep mailbox
  [464,512]
  0000:0d:00.0: the PCI function has several DOE mailboxes: 0x1d0, 0x200; use --mailbox OFFSET
  exit 129
      "mailbox":512,
  $ fresh; printf '\1' | put $((0x1d0 + 0x0c)); why
  0000:0d:00.0: refusing to send DOE object 1e98:00: the DOE mailbox is busy; try again later
  exit 3
  $ fresh; printf '\6' | put 0x10c; why --unlisted --no-native; why --force
  0000:0d:00.0: refusing to send DOE object 1e98:00: cannot determine whether the device is in use: its memory is enabled (CXL.mem); use --force to override
  exit 3
  exit 0
  $ sent
  0000:0d:00.0 doe 1e98:00 00000000
  64
  $ fresh; printf '[integrity] confidentiality none\n' > t/sys/kernel/security/lockdown; why
  0000:0d:00.0: refusing to send DOE object 1e98:00: the kernel is locked down (integrity); boot without lockdown=integrity and Secure Boot, or use a native interface
  exit 3
  $ fresh; echo 'ro panic_on_taint=0x40' > t/proc/cmdline; why
  0000:0d:00.0: refusing to send DOE object 1e98:00: this taints the kernel (U: requested by user space), and panic_on_taint includes this bit; boot without panic_on_taint=
  exit 3
  $ fresh; mkdir -p t/etc/cxl/policy.d; echo 'deny ALL doe 1e98:00' > t/etc/cxl/policy.d/a.conf; why
  0000:0d:00.0: refusing to send DOE object 1e98:00: denied by policy /etc/cxl/policy.d/a.conf:1: 'deny ALL doe 1e98:00'; see 'cxl policy show'
  exit 3
  $ echo 'allow serial 0xc0 doe 1e98:01' > t/etc/cxl/policy.d/a.conf; why
  0000:0d:00.0: refusing to send DOE object 1e98:00: not on the policy's allow list of DOE protocols; see 'cxl policy show'
  exit 3
  $ sent
  0

What the gate cannot know closes it: a function without a serial number, and one whose configuration space cannot be read.

  $ fresh; printf '\0\0' | put $((0x1e8)); why
  0000:0d:00.0: refusing to send DOE object 1e98:00: cannot identify the device: cannot read its serial number or host device; see 'lspci -v', as root
  exit 3
  $ fresh; mkdir $fn/driver; why
  0000:0d:00.0: refusing to send DOE object 1e98:00: cannot determine whether a driver is bound to the PCI function; run as root
  exit 3
  $ fresh; mkdir -p $fn/tsm/connect; printf '0001:01\n' > $fn/doe_features/0001:01; cxl-sim doe send $addr 0001:01 --confirm $tok
  0000:0d:00.0: refusing to send DOE object 0001:01: cannot determine whether the kernel uses the protocol; run as root
    Warning: cannot read /sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/tsm/connect: Is a directory
  []
  [3]
  $ fresh; printf '\377\377\377\377' | put $((0x1d0 + 0x0c)); why
  0000:0d:00.0: refusing to send DOE object 1e98:00: cannot read the status of the DOE mailbox; try again later
  exit 3
  $ fresh; head -c 64 clean/${fn#t/}/config > config; cp config $fn/config; why
  0000:0d:00.0: cannot read the whole PCI configuration space; run as root
  exit 1
  $ head -c 256 clean/${fn#t/}/config > config; cp config $fn/config; why
  0000:0d:00.0: the PCI function has no DOE mailbox; see 'cxl doe list'
  exit 4
  $ fresh; head -c 4096 /dev/zero | tr '\0' '\377' > config; cp config $fn/config; why
  0000:0d:00.0: cannot find the DOE mailbox: the device does not respond; see 'cxl list --pci'
  exit 1
  $ fresh; printf '\0\1\20' | put 0x1d1; why; why --mailbox 0x200
  0000:0d:00.0: refusing to send DOE object 1e98:00: cannot determine whether the device is in use: the list of capabilities is a loop; use --force to override
  exit 3
  0000:0d:00.0: cannot find the DOE mailbox: the list of capabilities is a loop; see 'cxl list --pci'
  exit 1
  $ fresh; printf '\377%.0s' {1..8} | put 0x1ec; send --confirm 0xffffffffffffffff@$addr
  0000:0d:00.0: refusing to send DOE object 1e98:00: cannot identify the device: cannot read its serial number or host device; see 'lspci -v', as root
  []
  exit 3
  $ sent
  0

A captured system shows the same checks, and cannot be changed.

  $ fresh; cxl doe send $addr 1e98:00 --sysroot t --dry-run --confirm $tok | jq -c '.[0] | [.verdict, .confirm]'
  ["allowed","0xc0@0000:0d:00.0"]
  $ cxl doe send $addr 1e98:00 --sysroot t --confirm $tok
  0000:0d:00.0: refusing to send DOE object 1e98:00: a captured system cannot be changed; omit --from or --sysroot, or use --dry-run
  []
  [3]

Arguments: one function, a protocol, and data of whole words.

  $ use() { cxl-sim doe send "$@" 2>&1 | head -1; }
  $ use; use $addr; use $addr 1e98; use $addr 1e98:00 x; use all 1e98:00; use $addr 1e98:00 --hex 00; use $addr 1e98:00 --hex zz
    Error: doe send requires a PCI function and a protocol
    Error: doe send requires a PCI function and a protocol
    Error: invalid protocol '1e98': expected VENDOR:TYPE in hexadecimal, or a name such as cxl_compliance, see cxl-doe(1)
    Error: unexpected argument 'x'
    Error: doe send requires a single PCI function
    Error: invalid --hex: expected a multiple of 4 bytes, at most 1048568
    Error: invalid --hex: expected hexadecimal bytes
  $ for p in discovery cma_spdm secured_cma_spdm cxl_compliance cdat; do cxl-sim doe send $addr $p --dry-run 2>/dev/null | jq -r '.[0] | .name + " " + .protocol'; done; use $addr CDAT; use $addr ''
  discovery 0001:00
  cma_spdm 0001:01
  secured_cma_spdm 0001:02
  cxl_compliance 1e98:00
  cdat 1e98:02
    Error: invalid protocol 'CDAT': expected VENDOR:TYPE in hexadecimal, or a name such as cxl_compliance, see cxl-doe(1)
    Error: invalid protocol '': expected VENDOR:TYPE in hexadecimal, or a name such as cxl_compliance, see cxl-doe(1)
  $ use $addr 1e98:00 --hex 00000000 --input in; use $addr 1e98:00 --timeout 60001; use $addr 1e98:00 --mailbox 5000; use 0000:99:00.0 1e98:00
    Error: specify only one of --input or --hex
    Error: invalid --timeout '60001': expected 0 to 60000
    Error: invalid --mailbox '5000': expected 0 to 4072
  0000:99:00.0: no such PCI function
  $ cxl-sim doe list --hex 00 2>&1 | head -1; cxl-sim doe nonsense 2>&1 | head -1
    Error: doe list does not accept options of doe send
    Error: invalid doe command 'nonsense': expected list or send
  $ fresh; printf abc > odd; use $addr 1e98:00 -i odd; use $addr 1e98:00 -i none; use $addr 1e98:00 --mailbox 0x100
  0000:0d:00.0: odd has 3 bytes; expected a multiple of 4
  0000:0d:00.0: cannot read none: No such file or directory
  0000:0d:00.0: the PCI function has no DOE mailbox at 0x100, but at 0x1d0; see 'cxl doe list'

What prevents sending is found before the kernel is tainted, by a dry run too.

  $ before() { why "$@"; why "$@" --dry-run; sent; }
  $ fresh; cxl-sim fault t sysfs $addr/config errno EROFS; before
  0000:0d:00.0: DOE object 1e98:00: not sent: sysfs is read-only; run it on the host
  exit 1
  0000:0d:00.0: DOE object 1e98:00: not sent: sysfs is read-only; run it on the host
  exit 1
  0
  $ fresh; rm t/dev/kmsg; before
  0000:0d:00.0: refusing to send DOE object 1e98:00: cannot write the audit record: No such file or directory; run as root, and check that /dev/log or /dev/kmsg exists
  exit 3
  0000:0d:00.0: refusing to send DOE object 1e98:00: cannot write the audit record: No such file or directory; run as root, and check that /dev/log or /dev/kmsg exists
  exit 3
  0
  $ fresh; rm t/proc/sys/kernel/tainted; why; why --dry-run
  0000:0d:00.0: refusing to send DOE object 1e98:00: cannot set the kernel taint bit U: No such file or directory; run as root, and outside a container: sysctl kernel.tainted must be writable
  exit 3
  0000:0d:00.0: refusing to send DOE object 1e98:00: cannot set the kernel taint bit U: No such file or directory; run as root, and outside a container: sysctl kernel.tainted must be writable
  exit 3
  $ fresh; why >/dev/null; flock t/run/cxl/topology.lock cxl-sim doe send $addr 1e98:00 --confirm $tok --dry-run >/dev/null
  0000:0d:00.0: refusing to send DOE object 1e98:00: the topology is locked by another process; try again later, see 'lslocks'
  [3]

The reports about what was sent. Reading is not recorded.

  $ fresh; cxl-sim doe list >/dev/null; send --confirm $tok >/dev/null 2>&1; cxl-sim audit --columns event,device,serial,protocol,route,verdict,result --noheadings
  intent  0000:0d:00.0 0xc0   1e98:00  doe   allowed 
  outcome 0000:0d:00.0 0xc0   1e98:00  doe   allowed done
  $ cxl-sim support-status | jq -r '.[].checks[] | select(.check == "audit") | .value, (.description | sub("at .*"; "at TIME"))'
  1 changes, 1 of them by raw commands, 0 refused
  last raw command: DOE object 1e98:00 on 0000:0d:00.0 at TIME
