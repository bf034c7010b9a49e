# SPDX-License-Identifier: GPL-2.0-only
Labels: read-labels, write-labels, zero-labels and check-labels, on a device whose labels the kernel
does not use.

  $ printf 'device mem2\n\tnvdimm no\n' >devices
  $ cxl-sim new sim --devices devices; export CXL_SIM=$PWD/sim
  $ new() { rm -rf sim; cxl-sim new sim --devices devices; }
  $ sent() { cxl-sim log sim | awk '{ print $2 }' | sort | uniq -c | sed 's/^ */  /'; }
  $ events() { sed 's/.*cxl-audit: //' sim/dev/kmsg | jq -c '[.event, .verb, .opcode, .payload_bytes, .result, .errno, .device_status]'; : >sim/dev/kmsg; }
  $ content() { cxl-sim read-labels mem2 2>/dev/null | sha256sum | cut -c1-16; }
  $ head -c 1048576 /dev/zero | tr '\0' 'a' >a; head -c 1048576 /dev/zero | tr '\0' 'b' >b
  $ sha256sum a b | cut -c1-16
  9bc1b2a288b26af7
  e56ec8dc1862be6c

The content, a part of it, and of several devices. Nothing else is on standard output.

  $ cxl-sim read-labels mem2 | wc -c
  read 1 mem
  1048576
  $ cxl-sim write-labels mem2 -i a; cxl-sim read-labels mem2 | cmp - a
  wrote 1 mem
  read 1 mem
  $ printf xyz | cxl-sim write-labels mem2 --offset 5; cxl-sim read-labels mem2 -s 9 -O 2
  wrote 1 mem
  read 1 mem
  aaaxyzaaa (no-eol)
  $ printf xyzrest | cxl-sim write-labels mem2 -O 1 -s 3; cxl-sim read-labels mem2 -s 6
  wrote 1 mem
  read 1 mem
  axyzax (no-eol)
  $ cxl-sim read-labels mem2 -s 4 mem2 -o out --format json; cat out; echo
  read 1 mem
  [
    {
      "memdev":"mem2",
      "serial":"0xc2",
      "offset":0,
      "size":4,
      "output":"out"
    }
  ]
  axyz
  $ cxl-sim read-labels -S 0xc2 -b root0 -s 1 | cat; cxl-sim read-labels mem2 -b root1
  read 1 mem
  aroot1: no such bus; see 'cxl list -B'
  read 0 mem
  [1]
  $ cxl-sim read-labels all -s 1 | cat; cxl-sim read-labels mem0
  read 1 mem
  amem0: the device has no label storage area
  read 0 mem
  [4]

Only the blocks that differ are written. One intent and one outcome are recorded for each device.

  $ new; cxl-sim write-labels mem2 -i a --format json; events; sent
  wrote 1 mem
  [
    {
      "memdev":"mem2",
      "serial":"0xc2",
      "offset":0,
      "size":1048576,
      "changed":true,
      "written_bytes":1048576,
      "verified":true
    }
  ]
  ["intent","write-labels","0x4103",1048584,null,null,null]
  ["outcome","write-labels","0x4103",1048584,"done",null,0]
    1024 0x4102
    515 0x4103
  $ printf b | cxl-sim write-labels mem2 -O 1048575 --format json | jq -c '.[] | [.changed, .written_bytes, .verified]'; events; cxl-sim log sim | grep -c 0x4103
  wrote 1 mem
  [true,1,true]
  ["intent","write-labels","0x4103",9,null,null,null]
  ["outcome","write-labels","0x4103",9,"done",null,0]
  516
  $ (head -c 5000 a; printf b; tail -c +5002 a) >c; cxl-sim write-labels mem2 -i c --format json | jq -c '.[] | .written_bytes'; : >sim/dev/kmsg
  wrote 1 mem
  2056
  $ cxl-sim write-labels mem2 -i a --dry-run | jq -c '.[] | [.dry_run, .changed]'; events
  [true,true]
  $ cxl-sim write-labels mem2 -i a; cxl-sim write-labels mem2 -i a --format json | jq -c '.[] | .changed'; events
  wrote 1 mem
  wrote 1 mem
  false
  ["intent","write-labels","0x4103",1048584,null,null,null]
  ["outcome","write-labels","0x4103",1048584,"done",null,0]
  $ cxl-sim zero-labels all --format json | jq -c '.[] | [.memdev, .changed, .size]'; content; head -c 1048576 /dev/zero | sha256sum | cut -c1-16
  zeroed 1 mem
  ["mem2",true,1048576]
  30e14955ebf13522
  30e14955ebf13522

A command that fails, at the first, at a later and at the last block: the former content is restored.

  $ for n in 1 2 256 257; do new; cxl-sim write-labels mem2 -i a 2>/dev/null; : >sim/dev/kmsg
  > cxl-sim fault sim mem2 0x4103 code 2 --after $((n - 1)) --count 1
  > cxl-sim write-labels mem2 -i b; echo "$n: $?"; content; events; done
  mem2: restoring the former content
  mem2: command 0x4103: the device returned code 0x02: invalid input; the former content was restored
  wrote 0 mem
  1: 1
  9bc1b2a288b26af7
  ["intent","write-labels","0x4103",1048584,null,null,null]
  ["outcome","write-labels","0x4103",1048584,"failed",null,2]
  mem2: restoring the former content
  mem2: command 0x4103: the device returned code 0x02: invalid input; the former content was restored
  wrote 0 mem
  2: 1
  9bc1b2a288b26af7
  ["intent","write-labels","0x4103",1048584,null,null,null]
  ["outcome","write-labels","0x4103",1048584,"failed",null,2]
  mem2: restoring the former content
  mem2: command 0x4103: the device returned code 0x02: invalid input; the former content was restored
  wrote 0 mem
  256: 1
  9bc1b2a288b26af7
  ["intent","write-labels","0x4103",1048584,null,null,null]
  ["outcome","write-labels","0x4103",1048584,"failed",null,2]
  mem2: restoring the former content
  mem2: command 0x4103: the device returned code 0x02: invalid input; the former content was restored
  wrote 0 mem
  257: 1
  9bc1b2a288b26af7
  ["intent","write-labels","0x4103",1048584,null,null,null]
  ["outcome","write-labels","0x4103",1048584,"failed",null,2]

If only one block cannot be restored, the others are. Before Linux 6.3, it is not known beforehand that
the kernel uses the labels: nothing was changed then.

  $ new; cxl-sim write-labels mem2 -i a 2>/dev/null; cxl-sim fault sim mem2 0x4103 code 2 --after 3 --count 2
  $ cxl-sim write-labels mem2 -i b; echo $?; cxl-sim read-labels mem2 2>/dev/null | tr -cd b | wc -c
  mem2: restoring the former content
  mem2: command 0x4103: the device returned code 0x02: invalid input; the former content could not be restored: the label storage area may contain both old and new data
  wrote 0 mem
  1
  2040
  $ printf 'query_flags no\ndevice mem2\n' >old; cxl-sim new old.sim --devices old
  $ CXL_SIM=$PWD/old.sim cxl-sim write-labels mem2 -i a; echo $?
  mem2: command 0x4103: the mailbox is busy, the device is being sanitized or the command is in exclusive use by the kernel; try again later
  wrote 0 mem
  1

After a timeout, the device is not asked again. The former content cannot be restored.

  $ new; cxl-sim write-labels mem2 -i a 2>/dev/null; cxl-sim fault sim mem2 0x4103 timeout --after 3 --count 1
  $ cxl-sim write-labels mem2 -i b; echo $?
  mem2: command 0x4103: timed out; the device may have executed it; the label storage area may contain both old and new data; see the kernel log before sending it again
  wrote 0 mem
  1
  $ cxl-sim log sim | tail -n 1
  mem2 0x4103 in=2048 out=0 ETIMEDOUT route=ioctl scope=-
  $ new; cxl-sim write-labels mem2 -i a 2>/dev/null; cxl-sim fault sim mem2 0x4103 code 2 --after 3
  $ cxl-sim write-labels mem2 -i b; echo $?
  mem2: restoring the former content
  mem2: command 0x4103: the device returned code 0x02: invalid input; the former content could not be restored: the label storage area may contain both old and new data
  wrote 0 mem
  1

The block whose command failed is restored, too: 3 blocks were written, the fourth failed, and 4 are restored.

  $ new; cxl-sim write-labels mem2 -i a 2>/dev/null; cxl-sim log sim --clear >/dev/null; cxl-sim fault sim mem2 0x4103 code 2 --after 3 --count 1
  $ cxl-sim write-labels mem2 -i b 2>&1 | grep -o 'the former.*'; cxl-sim log sim | grep -c 0x4103
  the former content
  the former content was restored
  8

A reply that is too short by one byte is no content.

  $ new; cxl-sim fault sim mem2 0x4102 short 2047 --count 1; cxl-sim read-labels mem2 | wc -c
  mem2: the device returned 2047 of 2048 bytes at offset 0
  read 0 mem
  0

Blocks that were not written are not restored either.

  $ new; cxl-sim write-labels mem2 -i a 2>/dev/null; (head -c 5000 a; printf b; head -c 50000 a; printf b; tail -c +55003 a) >c; cxl-sim log sim --clear >/dev/null; cxl-sim fault sim mem2 0x4103 code 2 --after 1 --count 1
  $ cxl-sim write-labels mem2 -i c 2>&1 | grep -o 'the former.*'; cxl-sim log sim | grep -c 0x4103; content
  the former content
  the former content was restored
  4
  9bc1b2a288b26af7

What is read back is compared.

  $ new; cxl-sim fault sim mem2 0x4102 short 10 --after 520; cxl-sim write-labels mem2 -i b; echo $?; events
  mem2: written, but it cannot be read back: the device returned 10 of 2048 bytes at offset 16384
  wrote 0 mem
  1
  ["intent","write-labels","0x4103",1048584,null,null,null]
  ["outcome","write-labels","0x4103",1048584,"failed",90,null]
  $ new; cxl-sim fault sim mem2 0x4103 ignore --after 3 --count 1; cxl-sim write-labels mem2 -i b; echo $?; events
  mem2: restoring the former content
  mem2: the content read back differs from the content written; the former content was restored; see the kernel log
  wrote 0 mem
  1
  ["intent","write-labels","0x4103",1048584,null,null,null]
  ["outcome","write-labels","0x4103",1048584,"failed",5,null]

An interruption restores the content, and is not a failure of the device.

  $ reached() { for _ in $(seq 600); do [ "$(cxl-sim log sim | grep -c 0x4103)" -lt "$1" ] || return 0; sleep 0.05; done; echo not reached; }
  $ start() { new; cxl-sim write-labels mem2 -i a 2>/dev/null; : >sim/dev/kmsg; cxl-sim log sim --clear >/dev/null
  > cxl-sim fault sim mem2 0x4103 late 500 --after 20 --count 9; (cxl-sim write-labels mem2 -i b & echo $! >pid; wait $!; echo $?) & reached 21; }
  $ stop() { kill -TERM $(cat pid); }
  $ start; stop; wait; content; events | tail -n 1
  
  interrupted: waiting for the response of the device
  mem2: restoring the former content
  mem2: interrupted; the former content was restored
  wrote 0 mem
  1
  9bc1b2a288b26af7
  ["outcome","write-labels","0x4103",1048584,"failed",4,null]

A second signal does not end the program before it has restored the content and reported.

  $ start; stop; reached 23; stop; wait; content; events | tail -n 1
  
  interrupted: waiting for the response of the device
  mem2: restoring the former content
  mem2: interrupted; the former content was restored
  wrote 0 mem
  1
  9bc1b2a288b26af7
  ["outcome","write-labels","0x4103",1048584,"failed",4,null]

After the content of a device was restored, a signal interrupts the change of the next one.

  $ printf 'device %s\n\tnvdimm no\n\tidentify.lsa_size 64K\n' mem2 mem3 >two; printf '\tcel %s 0\n' 0x4000 0x4102 0x4103 >>two; rm -rf sim; cxl-sim new sim --devices two
  $ for m in mem2 mem3; do echo 65536 >"$(find sim/sys/devices -path "*/$m/label_storage_size")"; head -c 65536 a | cxl-sim write-labels $m 2>/dev/null; done; cxl-sim log sim --clear >/dev/null
  $ cxl-sim fault sim mem2 0x4103 code 2 --after 3 --count 1; cxl-sim fault sim mem3 0x4103 late 500 --after 10 --count 9
  $ (cxl-sim zero-labels mem2 mem3 & echo $! >pid; wait $!; echo $?) & for _ in $(seq 600); do [ "$(cxl-sim log sim | grep -c 'mem3 .*0x4103')" -lt 11 ] || break; sleep 0.05; done; stop; wait
  mem2: restoring the former content
  mem2: command 0x4103: the device returned code 0x02: invalid input; the former content was restored
  
  interrupted: waiting for the response of the device
  mem3: restoring the former content
  mem3: interrupted; the former content was restored
  zeroed 0 mem
  1

One of read-labels ends it.

  $ new; cxl-sim fault sim mem2 0x4102 late 500 --after 20 --count 3; (cxl-sim read-labels mem2 -o out 2>err & p=$!; until [ "$(cxl-sim log sim | grep -c 0x4102)" -ge 21 ]; do sleep 0.05; done; kill -TERM $p; wait $p; echo $?); sed 's/after [0-9]*/after N/' err
  1
  mem2: interrupted after N of 1048576 bytes
    Warning: out is not complete, or was not replaced
  read 0 mem

timeout(1) sends it twice at once. Repeated later, it ends the program.

  $ new; cxl-sim fault sim mem2 0x4102 late 300; timeout 1 cxl-sim read-labels mem2 -o out 2>err; echo $?; sed 's/after [0-9]*/after N/' err
  124
  mem2: interrupted after N of 1048576 bytes
    Warning: out is not complete, or was not replaced
  read 0 mem
  $ cxl-sim fault sim mem2 0x4102 late 3000; cxl-sim log sim --clear >/dev/null; (cxl-sim read-labels mem2 -o out 2>err & p=$!; until [ "$(cxl-sim log sim | grep -c 0x4102)" -ge 1 ]; do sleep 0.05; done; kill -TERM $p; sleep 0.5; kill -TERM $p; wait $p; echo $?) 2>/dev/null; cat err
  143
  $ cxl-sim log sim --clear >/dev/null; (cxl-sim read-labels mem2 -o out 2>err & p=$!; until [ "$(cxl-sim log sim | grep -c 0x4102)" -ge 1 ]; do sleep 0.05; done; kill -TERM $p; sleep 0.05; kill -TERM $p; wait $p; echo $?) 2>/dev/null; sed 's/after [0-9]*/after N/' err
  1
  mem2: interrupted after N of 1048576 bytes
    Warning: out is not complete, or was not replaced
  read 0 mem

So does one of write-labels before it writes.

  $ new; cxl-sim fault sim mem2 0x4102 late 500 --after 20 --count 3; (cxl-sim write-labels mem2 -i a 2>err & p=$!; until [ "$(cxl-sim log sim | grep -c 0x4102)" -ge 21 ]; do sleep 0.05; done; kill -TERM $p; wait $p; echo $?); cat err; cxl-sim log sim | grep -c 0x4103
  1
  
  interrupted: waiting for the response of the device
  mem2: interrupted, not written
  wrote 0 mem
  0
  [1]

Refused by a policy, and while the kernel uses the labels.

  $ new; mkdir -p -m 755 sim/etc/cxl/policy.d; echo 'deny ALL opcode 0x4103' >sim/etc/cxl/policy.d/1.conf
  $ cxl-sim zero-labels mem2; echo $?; events; sent
  mem2: refusing to write the labels of mem2: denied by policy /etc/cxl/policy.d/1.conf:1: 'deny ALL opcode 0x4103'; see 'cxl policy show'
  zeroed 0 mem
  3
  ["refused","zero-labels","0x4103",2048,null,null,null]
  $ cxl-sim new used; CXL_SIM=$PWD/used cxl-sim zero-labels mem2; echo $?; CXL_SIM=$PWD/used cxl-sim disable-memdev mem2; CXL_SIM=$PWD/used cxl-sim zero-labels mem2
  mem2: command 0x4103 (Set LSA) is in exclusive use by the kernel; disable its regions and the memory device first, see cxl-disable-memdev(1)
  zeroed 0 mem
  3
  disabled 1 mem
  zeroed 1 mem

Arguments that are wrong in themselves.

  $ new; cxl-sim write-labels mem2 mem3 -i a; cxl-sim write-labels all -i a; cxl-sim zero-labels
    Error: write-labels only supports writing a single memdev
  
   usage: cxl-sim write-labels <memdev> [-i <filename>] [<options>]
  
   See 'cxl-sim write-labels --help' for a description of the options.
    Error: write-labels only supports writing a single memdev
  
   usage: cxl-sim write-labels <memdev> [-i <filename>] [<options>]
  
   See 'cxl-sim write-labels --help' for a description of the options.
    Error: missing argument: expected <memdev>...|all [<options>]
  
   usage: cxl-sim zero-labels <memdev>...|all [<options>]
  
   See 'cxl-sim zero-labels --help' for a description of the options.
  [129]
  $ for args in '-s -1' '-O -1' '-s 4g' '-O x' '--decode -s 1' '--decode -o f' '--format json'; do cxl-sim read-labels mem2 $args 2>&1 | head -n 1; done
    Error: invalid size '-1': expected a number of bytes
    Error: invalid offset '-1': expected a number of bytes
    Error: switch `s' expects a numerical value
    Error: switch `O' expects a numerical value
    Error: --decode cannot be combined with --size
    Error: --decode cannot be combined with --output
    Error: --format requires --decode or --output
  $ : >empty; for args in '-i empty' '-i missing' '-i a -s 1048577'; do cxl-sim write-labels mem2 $args 2>&1 | head -n 1; done
    Error: the input is empty: empty
    Error: cannot read missing: No such file or directory
    Error: invalid size '1048577': a has 1048576 bytes
  $ "$TESTS/pty" '' '' -- cxl-sim read-labels mem2 2>&1 | head -n 1
    Error: refusing to write binary data to a terminal; use --decode, --output FILE or a pipe
  $ cxl-sim read-labels mem2 -O 1048576; cxl-sim write-labels mem2 -i a -O 1; echo $?
  mem2: offset 1048576 exceeds the label storage area of 1048576 bytes
  read 0 mem
  mem2: offset 1 and size 1048576 exceed the label storage area of 1048576 bytes
  wrote 0 mem
  1
  $ cxl-sim zero-labels mem2 mem9; echo $?; sent
  mem9: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
    Warning: no device was changed
  zeroed 0 mem
  1

An output file is replaced only if all devices were read.

  $ echo old >out; cxl-sim fault sim mem2 0x4102 code 2 --after 3; cxl-sim read-labels mem2 -o out; echo $?; head -c 20 out; ls -A | grep out
  mem2: command 0x4102: the device returned code 0x02: invalid input
    Warning: out is not complete, or was not replaced
  read 0 mem
  1
  old
  out
  $ new; echo old >out; echo 0 >"$(find sim/sys/devices -path '*/mem2/label_storage_size')"; cxl-sim read-labels all -o out; echo $?; cat out
    Warning: no device has a label storage area
    Warning: out is not complete, or was not replaced
  read 0 mem
  0
  old

No device is changed if one of them has no label storage area, or a smaller one.

  $ new; cxl-sim write-labels mem2 -i a 2>/dev/null; cxl-sim zero-labels mem2 mem3; echo $?; content
  mem3: the device has no label storage area
    Warning: no device was changed
  zeroed 0 mem
  4
  9bc1b2a288b26af7
  $ cxl-sim zero-labels mem2 mem3 --dry-run >out 2>/dev/null; echo $?
  4

"all" in any place. A size that is not supported or cannot be read is an error.

  $ new; cxl-sim zero-labels mem2,all; echo $?; cxl-sim read-labels mem2 all -b root1 | cat
  zeroed 1 mem
  0
  root1: no such bus; see 'cxl list -B'
  read 0 mem
  $ size() { echo "$1" >"$(find sim/sys/devices -path '*/mem2/label_storage_size')"; }
  $ size 67108864; cxl-sim read-labels mem2 -s 1 | wc -c; size 67108865; cxl-sim read-labels mem2 -s 1
  read 1 mem
  1
  mem2: label storage areas of more than 64 MiB are not supported
  read 0 mem
  [4]
  $ size 134217728; cxl-sim check-labels all; size text; cxl-sim check-labels all; echo $?
  mem2: label storage areas of more than 64 MiB are not supported
  []
  mem2: cannot read /sys/devices/pci0000:de/0000:de:00.0/0000:df:00.0/0000:e0:00.0/0000:e1:00.0/mem2/label_storage_size: invalid value
  []
  1
  $ size 256; printf 'device mem2\n\tnvdimm no\n\tidentify.lsa_size 256\n' >devices; new; size 256
  $ printf x | cxl-sim write-labels mem2; cxl-sim check-labels mem2 --format json
  wrote 1 mem
  mem2: the label storage area has 1 problem; see 'cxl read-labels --decode'
  [
    {
      "memdev":"mem2",
      "serial":"0xc2",
      "state":"invalid",
      "problems":[
        {
          "problem":"too small for two index blocks and two labels"
        }
      ]
    }
  ]
  [1]

What is named besides "all" must be on the bus.

  $ cxl-sim new named; for a in 'all' 'all mem3' 'mem3,all'; do cxl-sim -C named zero-labels $a -b root9 >/dev/null 2>&1; echo $?; done
  0
  1
  1
