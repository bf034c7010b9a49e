# SPDX-License-Identifier: GPL-2.0-only
cxl send-command with typed commands of the kernel: input, output, errors.

  $ cxl-sim new sim
  $ export CXL_SIM=$PWD/sim
  $ send() { cxl-sim send-command "$@" </dev/null; }

Command by name, alias or number; reads require no confirmation.

  $ send mem0 get-health | jq -c '.[0] | [.opcode, .name, .route, .risk, .return_code, .return_code_name, .output.temperature]'
  ["0x4200","get-health-info","ioctl",0,0,"success",38]
  $ send mem0 4200h | jq -r '.[0].name'
  get-health-info
  $ send mem0 4200 2>&1 | head -1
    Error: unknown command '4200'; use a name from 'cxl list-commands', or a hexadecimal number such as 0x4200
  $ send mem0 0x12345 2>&1 | head -1
    Error: invalid opcode '0x12345': the maximum is 0xffff
  $ send 0xc0 identify 2>&1 | head -1
  0xc0: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
  $ send serial:0xc0 identify -o id; stat -c %s id
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "opcode":"0x4000",
      "name":"identify-memory-device",
      "route":"ioctl",
      "risk":0,
      "return_code":0,
      "return_code_name":"success",
      "return_code_text":"success",
      "output":"id",
      "output_bytes":69
    }
  ]
  69

Input as fields, in hexadecimal, from a file or a pipe.

  $ send mem2 get-lsa offset=16 length=4 | jq -c '.[0] | [.output_bytes, .output_hex, .output_ascii]'
  [4,"00000000","...."]
  $ send mem2 get-lsa offset=0 length=512 --format table | awk 'length > max { max = length } /^output_ascii/ { n = 1 } n { sub("^[a-z_]* *", ""); text = text $0 } END { print max, length(text) }'
  100 512
  $ send mem2 get-lsa --hex '0000 0000 04:00:00:00' | jq -c '.[0] | [.output_bytes, .output_hex]'
  [4,"00000000"]
  $ printf '\0\0\0\0\4\0\0\0' | cxl-sim send-command mem2 get-lsa -i - | jq '.[0].output_bytes'
  4
  $ printf '\0\0\0\0\4\0\0\0' >in; mkfifo pipe; cat in >pipe & send mem2 get-lsa -i pipe | jq '.[0].output_bytes'
  4
  $ send mem2 get-lsa nothing=1
  mem2: unknown field 'nothing': expected offset, length
  
   usage: cxl-sim send-command <memdev> <opcode|name> [-i <file> | --hex <bytes> |
          <key>=<value>...] [<options>]
  
   See 'cxl-sim send-command --help' for a description of the options.
  [129]
  $ send mem2 get-lsa offset=0 length=4 offset=8 2>&1 | head -n 1
  mem2: offset specified more than once
  $ send mem2 get-lsa offset=x length=1
  mem2: invalid offset 'x': expected a size
  
   usage: cxl-sim send-command <memdev> <opcode|name> [-i <file> | --hex <bytes> |
          <key>=<value>...] [<options>]
  
   See 'cxl-sim send-command --help' for a description of the options.
  [129]
  $ send mem2 get-lsa --hex 0g
  mem2: invalid --hex: expected hexadecimal bytes; use two hexadecimal digits for each byte
  
   usage: cxl-sim send-command <memdev> <opcode|name> [-i <file> | --hex <bytes> |
          <key>=<value>...] [<options>]
  
   See 'cxl-sim send-command --help' for a description of the options.
  [129]
  $ send mem2 get-lsa --hex 00 -i in 2>&1 | head -1
    Error: specify only one of KEY=VALUE, --input or --hex
  $ send mem0 get-health a=1
  mem0: get-health-info has no input
  
   usage: cxl-sim send-command <memdev> <opcode|name> [-i <file> | --hex <bytes> |
          <key>=<value>...] [<options>]
  
   See 'cxl-sim send-command --help' for a description of the options.
  [129]
  $ for i in a=1 '--hex 00' '-i in'; do for c in identify sanitize; do send mem0 $c $i --dry-run 2>&1 >/dev/null | head -1; done; done
  mem0: identify-memory-device has no input
  mem0: sanitize has no input
  mem0: identify-memory-device has no input
  mem0: sanitize has no input
  mem0: identify-memory-device has no input
  mem0: sanitize has no input
  $ send mem2 get-lsa
  mem2: get-lsa: missing input: expected offset, length (at least 8 bytes); use KEY=VALUE, --hex or --input
  
   usage: cxl-sim send-command <memdev> <opcode|name> [-i <file> | --hex <bytes> |
          <key>=<value>...] [<options>]
  
   See 'cxl-sim send-command --help' for a description of the options.
  [129]

Input larger than the mailbox is rejected before the device is opened.

  $ cxl-sim log sim --clear
  mem0 0x4200 in=0 out=18 code=0x00 route=ioctl scope=-
  mem0 0x4200 in=0 out=18 code=0x00 route=ioctl scope=-
  mem0 0x4000 in=0 out=69 code=0x00 route=ioctl scope=-
  mem2 0x4102 in=8 out=4 code=0x00 route=ioctl scope=-
  mem2 0x4102 in=8 out=512 code=0x00 route=ioctl scope=-
  mem2 0x4102 in=8 out=4 code=0x00 route=ioctl scope=-
  mem2 0x4102 in=8 out=4 code=0x00 route=ioctl scope=-
  mem2 0x4102 in=8 out=4 code=0x00 route=ioctl scope=-
  $ head -c 4097 /dev/zero >big
  $ send mem2 set-lsa -i big
  mem2: input is larger than the mailbox payload size of the device (2048 bytes)
  []
  [1]
  $ send mem2 set-lsa -i /dev/zero
  mem2: input is larger than the mailbox payload size of the device (2048 bytes)
  []
  [1]
  $ send mem2 set-lsa --hex $(xxd -p big | tr -d '\n')
  mem2: input is larger than the mailbox payload size of the device (2048 bytes)
  []
  [1]
  $ send mem2 set-lsa -i none
  mem2: cannot read none: No such file or directory
  []
  [1]
  $ cxl-sim log sim

Inputs that crash devices are rejected. One that is too short is a usage error, also if it crashes devices.

  $ send mem2 get-lsa offset=0 length=0
  mem2: refusing to send get-lsa: a length of 0 crashes some QEMU devices
  []
  [3]
  $ send mem2 set-lsa --hex 0000000000000000
  mem2: set-lsa: invalid input of 8 bytes: expected at least 9 bytes; use KEY=VALUE, --hex or --input
  
   usage: cxl-sim send-command <memdev> <opcode|name> [-i <file> | --hex <bytes> |
          <key>=<value>...] [<options>]
  
   See 'cxl-sim send-command --help' for a description of the options.
  [129]
  $ send mem2 get-lsa --hex 0000000000
  mem2: get-lsa: invalid input of 5 bytes: expected at least 8 bytes; use KEY=VALUE, --hex or --input
  
   usage: cxl-sim send-command <memdev> <opcode|name> [-i <file> | --hex <bytes> |
          <key>=<value>...] [<options>]
  
   See 'cxl-sim send-command --help' for a description of the options.
  [129]
  $ send mem2 perform-maintenance --hex 01
  mem2: perform-maintenance: invalid input of 1 bytes: expected at least 2 bytes; use KEY=VALUE, --hex or --input
  
   usage: cxl-sim send-command <memdev> <opcode|name> [-i <file> | --hex <bytes> |
          <key>=<value>...] [<options>]
  
   See 'cxl-sim send-command --help' for a description of the options.
  [129]
  $ cxl-sim log sim

Input of a size that the kernel does not accept is rejected before it is recorded and sent.

  $ send mem0 0x4202 --hex 00000000000000000000000000 --yes
  mem0: command 0x4202: invalid input of 13 bytes: expected 12 bytes
  
   usage: cxl-sim send-command <memdev> <opcode|name> [-i <file> | --hex <bytes> |
          <key>=<value>...] [<options>]
  
   See 'cxl-sim send-command --help' for a description of the options.
  [129]
  $ send mem0 identify --hex 00
  mem0: identify-memory-device has no input
  
   usage: cxl-sim send-command <memdev> <opcode|name> [-i <file> | --hex <bytes> |
          <key>=<value>...] [<options>]
  
   See 'cxl-sim send-command --help' for a description of the options.
  [129]
  $ cxl-sim log sim --clear | grep 0x4202; wc -c <sim/dev/kmsg
  0

The output size limits the reply, also if the kernel requires a larger buffer.

  $ send mem0 identify --out-len 8 -o id 2>/dev/null | jq '.[0].output_bytes'; stat -c %s id
  8
  8
  $ cxl-sim fault sim mem2 0x4102 long 4096
  $ send mem2 get-lsa offset=0 length=4 --out-len 8 | jq '.[0].output_bytes'
  8
  $ send mem2 get-lsa offset=0 length=4 | jq '.[0].output_bytes'
  2048
  $ cxl-sim fault sim mem2 0x4102 none
  $ cxl-sim fault sim mem0 0x4200 short 3 --count 1
  $ send mem0 get-health | jq -c '.[0] | [.output_bytes, .output.life_used_percent]'
    Warning: mem0: short response: 3 of 18 bytes
  [3,null]
  $ send mem0 identify -o /nonexistent/id | jq '.[0].output_bytes'
  mem0: cannot open /nonexistent/id: No such file or directory; nothing was sent
  null
  $ cxl-sim log sim --clear >/dev/null; send mem0 identify -o /nonexistent/id 2>/dev/null >&2; cxl-sim log sim
  $ echo old >kept; send mem0 0xc0ff -o kept 2>/dev/null >&2; cat kept; ls -A | grep tmp
  old
  [1]

Records in a response are decoded, and only as many as are complete.

  $ printf 'raw_commands yes\ndevice mem0\n\tcel 0x5401 0\n\treply 0x5401 0401000202000000000000000300000000000000aabb\n' >devices
  $ cxl-sim new records.sim --tree "$TESTS/data/example.tree" --devices devices
  $ CXL_SIM=records.sim send mem0 get-ld-allocations start_ld=0 --raw --confirm 0xc0@0000:0d:00.0 --force 2>err | jq -c '.[0] | [.output, .trailing_hex]'
  [{"ld_count":4,"granularity_code":1,"start_ld":0,"lds":2,"allocations":[{"range1_multiplier":2,"range2_multiplier":3}]},"aabb"]
  $ grep short err
    Warning: mem0: short response: 22 of 36 bytes

Fields that depend on the class of an operation, in any order.

  $ maintenance() { CXL_SIM=records.sim send mem0 perform-maintenance "$@" --raw --no-native --unlisted --dry-run 2>/dev/null | jq -r '.[0].input_hex'; }
  $ maintenance dpa=0x40 nibble_mask=0x3 class=1 subclass=0
  0100004000000000000000030000
  $ maintenance class=2 subclass=1 sub_channel=1 row=0x10203
  02010400000000000000030201000001
  $ send mem0 perform-maintenance class=1 subclass=0 row=1
  mem0: unknown field 'row' of post package repair: expected query_resources, dpa, nibble_mask
  
   usage: cxl-sim send-command <memdev> <opcode|name> [-i <file> | --hex <bytes> |
          <key>=<value>...] [<options>]
  
   See 'cxl-sim send-command --help' for a description of the options.
  [129]
  $ send mem0 perform-maintenance --hex 010000
  mem0: perform-maintenance: invalid input of 3 bytes: expected at least 14 bytes; use KEY=VALUE, --hex or --input
  
   usage: cxl-sim send-command <memdev> <opcode|name> [-i <file> | --hex <bytes> |
          <key>=<value>...] [<options>]
  
   See 'cxl-sim send-command --help' for a description of the options.
  [129]

A short response is never silent, in a file neither.

  $ cxl-sim fault sim mem0 0x4200 short 3 --count 1
  $ send mem0 get-health -o short | jq -c '.[0] | [.output_bytes, .output]'
    Warning: mem0: short response: 3 of 18 bytes
  [3,"short"]
  $ cxl-sim fault sim mem0 0x4200 short 0 --count 1
  $ send mem0 get-health | jq -c '.[0] | [.output_bytes, .output]'
    Warning: mem0: short response: 0 of 18 bytes
  [0,{}]

Confirmation by risk: --yes for settings, --force for a device in use, a token for destructive commands.

  $ send mem0 0x4202 life_used_warning=1
  mem0: unknown field 'life_used_warning': expected life_used_alert_change, life_used_alert_enable, dev_over_temperature_alert_change, dev_over_temperature_alert_enable, dev_under_temperature_alert_change, dev_under_temperature_alert_enable, corrected_volatile_mem_err_alert_change, corrected_volatile_mem_err_alert_enable, corrected_pmem_err_alert_change, corrected_pmem_err_alert_enable, life_used_prog_warn_threshold, dev_over_temperature_prog_warn_threshold, dev_under_temperature_prog_warn_threshold, corrected_volatile_mem_err_prog_warn_threshold, corrected_pmem_err_prog_warn_threshold
  
   usage: cxl-sim send-command <memdev> <opcode|name> [-i <file> | --hex <bytes> |
          <key>=<value>...] [<options>]
  
   See 'cxl-sim send-command --help' for a description of the options.
  [129]
  $ send mem0 0x4202 --hex 000000000000000000000000
  mem0: refusing to send 0x4202: Set Alert Configuration changes a setting; declared effects: immediate policy change; part of region0, dax0.0: 16 of 16 memory blocks are online; use --yes to confirm
  []
  [3]
  $ send mem0 0x4202 --hex 000000000000000000000000 --yes | jq -c '.[0] | [.return_code, .risk]'
  [0,2]
  $ sed 's/.*cxl-audit: //' sim/dev/kmsg | jq -c '[.event, .route, .opcode, .verdict, .result]'
  ["refused","ioctl","0x4202","needs_yes",null]
  ["intent","ioctl","0x4202","allowed",null]
  ["outcome","ioctl","0x4202","allowed","done"]
  $ send mem0 0x4204 --hex 01 --yes
  mem0: refusing to send 0x4204: the device is in use: part of region0, dax0.0: 16 of 16 memory blocks are online; disable and destroy the region first, or use --force to override
  []
  [3]
  $ send mem0 0x4204 --hex 01 --yes --force | jq '.[0].return_code'
  0

A region without a driver is in use as long as its memory is online, and then while decoders are committed.

  $ cp -r sim unbound; region=$(readlink -f unbound/sys/bus/cxl/devices/region0); endpoint=$(dirname "$(readlink -f unbound/sys/bus/cxl/devices/decoder3.0)")
  $ use() { CXL_SIM=unbound send mem0 0x4204 --hex 01 --yes --format envelope 2>/dev/null | jq -r '.errors[] | .message'; }
  $ rm $region/driver; echo 0 >$region/commit; echo 0 >$endpoint/decoders_committed; use
  refusing to send 0x4204: the device is in use: part of region0, dax0.0: 16 of 16 memory blocks are online
  $ for block in unbound/sys/devices/system/memory/memory*/; do echo offline >$block/state; echo 0 >$block/online; done
  $ echo 1 >$endpoint/decoders_committed; use
  refusing to send 0x4204: the device is in use: its decoders are committed
  $ echo 0 >$endpoint/decoders_committed; use
  $ send mem1 0x4101 volatile_size=256M --yes --force
  mem1: command 0x4101 is not supported by this device or kernel
  []
  [4]
  $ send mem3 set-feature --hex $(printf '%066d' 0)
  mem3: the fwctl scope of Set Feature depends on the effects of the Feature; use 'cxl set-feature'
  []
  [3]
  $ send mem0 0xc001
  mem0: the kernel has no interface for command 0xc001; see 'cxl list-commands'
  []
  [4]
  $ send mem0 sanitize
  mem0: command 0x4400 is not supported by this device or kernel
  []
  [4]
  $ send mem0 perform-maintenance class=1 subclass=1
  mem0: command 0x0600 is available only through EDAC; see 'cxl list-commands'
  []
  [4]

A write to the label area is destructive: --yes and --force do not replace the token.

  $ printf 'device mem2\n nvdimm no\n' >own
  $ cxl-sim new own.sim --tree "$TESTS/data/example.tree" --devices own
  $ labels() { CXL_SIM=own.sim send mem2 set-lsa offset=0 data=c0ffee "$@"; }
  $ labels --yes --force
  mem2: refusing to send 0x4103: it may destroy data; use --confirm SERIAL@BDF, see '--dry-run'
  []
  [3]
  $ labels --confirm 0xc2@0000:e1:00.1
  mem2: refusing to send 0x4103: confirmation does not match; expected SERIAL@BDF of this device; see '--dry-run'
  []
  [3]
  $ labels --dry-run | jq -c '.[0] | [.verdict, .confirm, .input_hex]'
  mem2: refusing to send 0x4103: it may destroy data; a real run asks for SERIAL@BDF, see 'confirm', or requires --confirm SERIAL@BDF
  ["needs_token","0xc2@0000:e1:00.0","0000000000000000c0ffee"]
  $ labels --confirm 0xc2@0000:e1:00.0 2>/dev/null | jq '.[0].return_code'
  0
  $ CXL_SIM=own.sim send mem2 get-lsa offset=0 length=3 | jq -r '.[0].output_hex'
  c0ffee
  $ cat own.sim/proc/sys/kernel/tainted
  0

Users of persistent memory are detected.

  $ cxl-sim new pmem.sim --tree "$TESTS/data/pmem.tree"
  $ mkdir -p pmem.sim/sys/class/block; ln -s ../../devices/platform/ACPI0017:00/root0/nvdimm-bridge0/ndbus0/region1/namespace1.0/block/pmem1 pmem.sim/sys/class/block/pmem1
  $ echo '/dev/pmem1 /srv ext4 rw 0 0' >>pmem.sim/proc/mounts
  $ echo '/dev/pmem1 partition 1 0 -2' >>pmem.sim/proc/swaps
  $ CXL_SIM=pmem.sim send mem0 sanitize --raw --dry-run 2>/dev/null | jq -r '.[0].dependents[].text'
  part of region1
  pmem1 is mounted on /srv
  pmem1 is in use as swap space

Errors of the device and errors of the transport.

  $ cxl-sim fault sim mem0 0x4200 code 2 --count 1
  $ send mem0 get-health | jq -c '.[0] | [.return_code, .return_code_name, .return_code_text, .output]'
  mem0: command 0x4200: the device returned code 0x02: invalid input
  [2,"invalid_input","invalid input",null]
  $ echo earlier >kept; cxl-sim fault sim mem0 0x4200 code 2 --count 2
  $ for f in kept created; do send mem0 get-health -o $f 2>/dev/null | jq '.[0].return_code'; done
  2
  2
  $ cat kept; ls | grep created
  earlier
  [1]
  $ cxl-sim fault sim mem0 0x4200 code 0x77 --count 1
  $ send mem0 get-health --format envelope 2>/dev/null | jq -c '.errors[0] | [.code, .errno, .device_status]'
  ["unknown",5,119]
  $ cxl-sim fault sim mem0 0x4200 errno ENXIO --count 1
  $ send mem0 get-health --format envelope 2>/dev/null | jq -c '.errors[0] | [.code, .errno, .device_status]'
  ["device_gone",6,null]

A busy device is retried for the duration of --timeout.

  $ cxl-sim fault sim mem0 0x4200 busy --count 3
  $ send mem0 get-health
  mem0: command 0x4200: the mailbox is busy or the device is being sanitized; try again later
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "opcode":"0x4200",
      "name":"get-health-info",
      "route":"ioctl",
      "risk":0
    }
  ]
  [1]
  $ send mem0 get-health --timeout 2000 | jq '.[0].return_code'
  0
  $ send mem0 get-health --timeout x 2>&1 | head -1
    Error: invalid --timeout 'x': expected 0 to 3600000

Input that the kernel always rejects looks busy to it; it is told apart, and not sent or retried.

  $ sed 's/^device mem0/raw_commands yes\n&\n\tcel 0x4101 1\n\tcel 0x0403 0x10/' "$TESTS/data/example.sim" >devices
  $ cxl-sim new rejects.sim --tree "$TESTS/data/example.tree" --devices devices
  $ rejects() { CXL_SIM=rejects.sim send mem0 "$@" --confirm 0xc0@0000:0d:00.0 --yes --force --timeout 3000 >out; }
  $ rejects set-partition-info immediate=true
  mem0: command 0x4101: the kernel permits partition changes at the next reset only
  [4]
  $ rejects set-partition-info immediate=true --dry-run
  mem0: command 0x4101: the kernel permits partition changes at the next reset only
  [4]
  $ rejects clear-log uuid=0da9c0b5-bf41-4b78-8f79-96b1623b3f17
  mem0: command 0x0403: the kernel permits clearing the vendor debug log only
  [4]
  $ rejects clear-log uuid=0da9c0b5-bf41-4b78-8f79-96b1623b3f17 --raw --no-native
  mem0: command 0x0403: the kernel permits clearing the vendor debug log only
  [4]
  $ cat rejects.sim/dev/kmsg rejects.sim/proc/sys/kernel/tainted
  0
  $ cxl-sim send rejects.sim mem0 9 000000000000000001ff
  EBUSY
  $ cxl-sim send rejects.sim mem0 2:0403 0da9c0b5bf41 64
  EBUSY
  $ rejects clear-log uuid=5e1819d9-11a9-400c-811f-d60719403d86
  mem0: command 0x0403: the device returned code 0x17: invalid or unsupported log
  [1]

Background operations and timeouts: the message warns against sending the command again.

  $ cxl-sim show sim mem0 | sed 's/cel 0x4202 0x0008/cel 0x4202 0x0048/' >devices
  $ cxl-sim new slow --devices devices
  $ cxl-sim fault slow mem0 0x4202 background
  $ CXL_SIM=slow send mem0 0x4202 --hex 000000000000000000000000 --yes --format envelope 2>/dev/null | jq -c '.errors[0] | [.code, .message, .hint]'
  ["started_not_finished","command 0x4202: started as a background operation and still running","do not send it again; the device is busy until the operation completes"]
  $ cxl-sim fault sim mem0 0x4200 timeout --count 1
  $ send mem0 get-health
  mem0: command 0x4200: timed out; see the kernel log
  [
    {
      "memdev":"mem0",
      "serial":"0xc0",
      "opcode":"0x4200",
      "name":"get-health-info",
      "route":"ioctl",
      "risk":0
    }
  ]
  [1]

Interrupted while the command is running.

  $ . "$TESTS/functions.sh"; hold mem0 0x4200
  $ cxl-sim send-command mem0 get-health >out 2>err & wait_for held 0x4200; kill -TERM $!; wait_for grep -q waiting err; release 0x4200; wait $!; cat err
  
  mem0: interrupted: command 0x4200 has already been sent and may be executed; waiting for the response
  $ jq '.[0].return_code' out
  0

Interrupted between retries: the command is not sent again.

  $ cxl-sim new again >/dev/null; cxl-sim fault again mem0 0x4200 busy >/dev/null
  $ CXL_SIM=again cxl-sim send-command mem0 get-health --timeout 60000 >out 2>err </dev/null & wait_for grep -qs 0x4200 again/state/log; kill -TERM $!; wait $! || true
  $ grep -o 'interrupted while the device was busy, not sent' err
  interrupted while the device was busy, not sent

At whatever moment the signal arrives, status and reason are the same.

  $ for i in {0..19}; do rm again/state/log
  >     CXL_SIM=again cxl-sim send-command mem0 get-health --timeout 60000 >out 2>err </dev/null & wait_for grep -qs 0x4200 again/state/log
  >     sleep 0.0$((i * 7 % 100)); kill -TERM $!; wait $! || echo $? "$(grep -o "command 0x4200: interrupted.*" err)"; done | sort | uniq -c
       20 1 command 0x4200: interrupted while the device was busy, not sent

Likewise if the signal arrives during an attempt, which another command delays here.

  $ device=again/dev/cxl/mem0; exec 9<$device; flock 9
  $ CXL_SIM=again cxl-sim send-command mem0 get-health --timeout 60000 >out 2>err </dev/null 9<&- & \
  >     wait_for grep -q -- "-> FLOCK.*:$(stat -c %i $device) " /proc/locks; kill -TERM $!; wait_for grep -q waiting err; flock -u 9; wait $! || true
  $ grep -o 'interrupted while the device was busy, not sent' err; exec 9<&-
  interrupted while the device was busy, not sent

A device that disappears while it is busy, between two attempts or during one: the attempt is shown.

  $ cxl-sim new gone.sim; cxl-sim fault gone.sim mem0 0x4200 busy
  $ (wait_for grep -qs 0x4200 gone.sim/state/log; mv gone.sim/dev/cxl/mem0 gone.sim/dev/cxl/gone) &
  $ cxl-sim -C gone.sim send-command mem0 0x4200 --timeout 60000 >gone 2>err
  [1]
  $ grep -cE '^mem0: (not sent again: command 0x4200: no device node|(not sent again: )?command 0x4200: the device has been removed)' err
  1
  $ wait; jq -c '.[0]' gone
  {"memdev":"mem0","serial":"0xc0","opcode":"0x4200","name":"get-health-info","route":"ioctl","risk":0}

A refusal before the safety checks are evaluated: the dry run has the reason, and no route and checks.

  $ sed 's|^f \(.*/mem0/dev\) .*|e \1 EIO|' "$TESTS/data/example.tree" >unread.tree
  $ cxl-sim new unread --tree unread.tree >/dev/null
  $ CXL_SIM=$PWD/unread cxl-sim send-command mem0 identify --dry-run --format json >plan
  mem0: refusing to use /dev/cxl/mem0: cannot read dev: Input/output error
    Warning: cannot read /sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0/dev: Input/output error
  [3]
  $ jq -c '.[0] | [.verdict, has("route"), has("checks")]' plan
  ["wrong_node",false,true]

Unknown names: the most similar one, or where to find them.

  $ for c in get-helth-info identfy clear-lgo no-such 4200; do cxl-sim send-command mem0 $c 2>&1 | head -1; done
    Error: unknown command 'get-helth-info'; did you mean 'get-health-info'? See 'cxl list-commands'
    Error: unknown command 'identfy'; did you mean 'identify'? See 'cxl list-commands'
    Error: unknown command 'clear-lgo'; did you mean 'clear-log'? See 'cxl list-commands'
    Error: unknown command 'no-such'; use a name from 'cxl list-commands', or a hexadecimal number such as 0x4200
    Error: unknown command '4200'; use a name from 'cxl list-commands', or a hexadecimal number such as 0x4200

A dry run of a command that cannot be sent for any other reason prints the payload, the reason and the
checks; the exit status is that of the real run.

  $ while read -r c; do cxl-sim send-command $c 2>err >/dev/null </dev/null; real=$?
  >     cxl-sim send-command $c --dry-run 2>dry </dev/null | jq -c '.[0] | [.verdict, .input_bytes, .input_hex, has("route"), ([.checks[]? | select(.passed | not).check])]'
  >     [ "${PIPESTATUS[0]}" = $real ] && cmp err dry; echo $real; done <<'END'
  > mem0 sanitize
  > mem0 set-timestamp timestamp_ns=5 --yes
  > mem2 set-lsa offset=0 data=00
  > mem3 0xc001 --hex 0102
  > mem0 clear-log uuid=5e1819d9-11a9-400c-811f-d60719403d86 --yes
  > mem0 clear-log uuid=0da9c0b5-bf41-4b78-8f79-96b1623b3f17 --yes
  > END
  ["not_enabled",0,"",false,["in_use","needs_token"]]
  4
  ["no_route",8,"0500000000000000",false,[]]
  4
  ["exclusive",9,"000000000000000000",false,["needs_token"]]
  3
  ["no_route",2,"0102",false,["needs_token"]]
  4
  ["not_enabled",16,"5e1819d911a9400c811fd60719403d86",false,["in_use"]]
  4
  ["not_enabled",16,"0da9c0b5bf414b788f7996b1623b3f17",false,["in_use"]]
  4

A missing input: the message names the fields, however many there are.

  $ for c in set-alert-config set-timestamp inject-poison set-feature; do cxl-sim send-command mem0 $c 2>&1 | head -1; done
  mem0: set-alert-configuration: missing input: expected life_used_alert_change, life_used_alert_enable, dev_over_temperature_alert_change, dev_over_temperature_alert_enable, dev_under_temperature_alert_change, dev_under_temperature_alert_enable, corrected_volatile_mem_err_alert_change, corrected_volatile_mem_err_alert_enable, corrected_pmem_err_alert_change, corrected_pmem_err_alert_enable, life_used_prog_warn_threshold, dev_over_temperature_prog_warn_threshold, dev_under_temperature_prog_warn_threshold, corrected_volatile_mem_err_prog_warn_threshold, corrected_pmem_err_prog_warn_threshold (at least 12 bytes); use KEY=VALUE, --hex or --input
  mem0: set-timestamp: missing input: expected timestamp_ns (at least 8 bytes); use KEY=VALUE, --hex or --input
  mem0: inject-poison: missing input: expected dpa (at least 8 bytes); use KEY=VALUE, --hex or --input
  mem0: set-feature: missing input: expected uuid, transfer, saved_across_reset, offset, version, data (at least 33 bytes); use KEY=VALUE, --hex or --input
