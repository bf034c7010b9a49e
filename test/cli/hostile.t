Invalid sysfs trees. List must not crash, hang or invent values: the key of an unreadable value is
omitted. Values that cannot be read, other than missing ones, are reported and the status is 1.

  $ cxl-sim new clean --tree "$TESTS/data/example.tree" > /dev/null
  $ fresh() { rm -rf t; cp -a clean t; root=t/sys/devices/platform/ACPI0017:00/root0
  >     mem0=$(echo t/sys/devices/pci*/*/*/mem0); bus=t/sys/bus/cxl/devices; }
  $ list() { timeout 10 cxl list --sysroot t "$@" 2> err; }
  $ all() { list -vvvX "$@" > out; rc=$?; jq empty out || cat out
  >     grep -E 'Sanitizer|runtime error' err
  >     grep -q 'Warning: cannot read /' err; [ $rc = $((1 - $?)) ] || echo "status $rc"; }
  $ names='[.. | objects | to_entries[0] | select(.value | type == "string")
  >     | select(.key | IN("bus","port","endpoint","memdev","decoder","region")) | .value]'
  $ keys() { list -m mem0 | jq -c '.[0] | keys_unsorted - ["memdev","host","poison_injectable"]'; }
  $ fresh; keys
  ["ram_size","ram_qos_class","serial","numa_node","firmware_version"]

Invalid numbers. An unknown size also hides the attributes that depend on it.

  $ for v in '' ' ' abc 0x 0x1g '1 2' '7 ' +7 -0x5 99999999999999999999999 0x10000000000000000 \
  >     1.5 1e3 ٣ NaN; do
  >     for a in ram/size ram/qos_class serial numa_node; do echo "$v" > $mem0/$a; done
  >     keys; done | sort -u
  ["firmware_version"]
  $ for v in -1 -5; do for a in ram/size ram/qos_class serial numa_node; do echo $v > $mem0/$a; done
  >     keys; done
  ["firmware_version"]
  ["firmware_version"]

The largest numbers are printed exactly.

  $ fresh; echo 0xfffffffffffffffe > $mem0/serial; echo 18446744073709551614 > $mem0/ram/size
  $ list -m mem0 | grep -E '"serial"|"ram_size"'
      "ram_size":18446744073709551614,
      "serial":18446744073709551614,
  $ list -m mem0 -u | grep -E '"serial"|"ram_size"'
    "ram_size":"16777216.00 TiB (18446744.07 TB)",
    "serial":"0xfffffffffffffffe",
  $ list -s 0xfffffffffffffffe | jq -c 'map(.memdev)'
  ["mem0"]

Attributes that are too long, contain a NUL byte, are missing, a directory or a pipe: no value.

  $ fresh; a=$mem0/firmware_version
  $ none() { list -m mem0 | jq -r '.[0] | if has("firmware_version") then "invented: " +
  >     .firmware_version else "none" end'; }
  $ head -c 100000 /dev/zero | tr '\0' x > $a; none
  none
  $ printf 'a\0b\n' > $a; none
  none
  $ rm $a; none
  none
  $ mkdir $a; none
  none
  $ rmdir $a; mkfifo $a; none
  none
  $ rm $a; for s in serial ram/size numa_node; do rm $mem0/$s; mkfifo $mem0/$s; done; keys
  []
  $ all

Links to themselves, loops, links to absolute paths and out of the tree: files outside are not read.

  $ fresh; echo secret > outside
  $ for l in firmware_version ./firmware_version ../mem0/firmware_version /etc/hostname \
  >     "$PWD/outside" ../../../../../../../../../../../../../../../etc/hostname /proc/self/comm \
  >     ../../../../../../../../outside /dev/zero; do ln -sfn "$l" $a; none; done | uniq
  none
  $ for d in port1 port2 port1/endpoint3; do for l in uport parent_dport dport0 driver; do
  >     for to in $l . / .. "$PWD" ../../../../../../../../../../../../etc; do
  >     ln -sfn "$to" $root/$d/$l; all; done; done; done
  $ fresh; for n in mem0 port1 root0 endpoint3 region0 decoder0.0; do
  >     for to in $n ../devices . / /sys/devices "$PWD/clean" ../../../../../../etc \
  >     ../../../devices ../../../devices/platform/ACPI0017:00/root0 \
  >     ../../../devices/platform/ACPI0017:00/root0/port1/endpoint3/decoder3.0; do
  >     ln -sfn "$to" $bus/$n; all; all -m mem0 -p port1; done; done

A memdev is found through its own link or that of its endpoint.

  $ fresh; ln -sfn /sys/devices/nowhere $bus/mem0
  $ list -Mi | jq -c "$names"
  ["mem0","mem1","mem2","mem3"]
  $ rm $root/port1/endpoint*/uport; list -Mi | jq -c "$names"
  ["mem1","mem2","mem3"]

A decoder that vanished after the scan is omitted; one without attributes is listed.

  $ fresh; rm -r $root/port1/endpoint3/decoder3.0 $root/port1/endpoint3/decoder3.1/*
  $ list -Di | jq -c "$names"
  ["decoder0.0","decoder0.1","decoder0.2","decoder1.0","decoder1.1","decoder2.0","decoder2.1","decoder5.0","decoder5.1","decoder3.1","decoder4.0","decoder4.1","decoder6.0","decoder6.1","decoder7.0","decoder7.1"]
  $ list -Ei -p endpoint3 -D | jq -c "$names"
  ["endpoint3","decoder3.1"]
  $ fresh; rm -r $root/port1/decoders_committed $root/port1/endpoint3/decoders_committed $root/port1/endpoint4
  $ list -PEi | jq -c "$names"
  ["port1","endpoint3","port2","port5","endpoint6","endpoint7"]

A tree that contains itself.

  $ fresh; ln -s ../../../.. $root/port1/port9; ln -s ../../devices/platform/ACPI0017:00/root0/port1/port9 $bus/port9
  $ ln -s . $root/endpoint8; ln -s ../../../devices/platform/ACPI0017:00/root0/endpoint8 $bus/endpoint8
  $ all; list -P | jq -c "$names | map(select(IN(\"port1\",\"port2\",\"port5\")))"
  ["port1","port2","port5"]

Names that only look like devices.

  $ fresh; for n in mem99999999999 mem4294967296 mem mem-1 mem1x 'mem 7' decoder1 decoder1. decoder.1 \
  >     decoder0.99999999999 region port99999999999 root endpoint $'mem\n8' mem٣; do
  >     ln -s ../../../devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0 "$bus/$n"; done
  $ all; list -vv | jq -c "$names" > now; cxl list --sysroot clean -vv | jq -c "$names" | cmp - now

Duplicates: two links to one device, a port with the number of a bus.

  $ fresh; d=../../../devices/platform/ACPI0017:00/root0
  $ ln -s ../../../devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0 $bus/mem7
  $ ln -s $d/port1 $bus/port0; ln -s $d $bus/root3; ln -s $d/port1/endpoint3 $bus/endpoint1; all

Attributes that cannot be read, with various errors.

  $ sed -E 's/^f (.*\/mem0\/serial) .*/e \1 EIO/; s/^f (.*\/mem0\/ram\/size) .*/e \1 EACCES/
  >     s/^f (.*\/mem0\/firmware_version) .*/e \1 ENXIO/; s/^f (.*decoder0.0\/size) .*/e \1 EIO/
  >     s/^f (.*decoder0.1\/target_list) .*/e \1 EBUSY/; s/^f (.*decoder0.2\/start) .*/e \1 EIO/
  >     s/^f (.*region0\/size) .*/e \1 EIO/' "$TESTS/data/example.tree" > broken.tree
  $ cxl-sim new broken --tree broken.tree > /dev/null
  $ cxl-sim -C broken list -m mem0 | jq -c '.[0] | keys_unsorted'; echo ${PIPESTATUS[0]}
    Warning: cannot read /sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0/ram/size: Permission denied
    Warning: cannot read /sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0/serial: Input/output error
    Warning: cannot read /sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0/firmware_version: No such device or address
  ["memdev","numa_node","host","poison_injectable"]
  1
  $ cxl-sim -C broken list -R 2>/dev/null | jq -c '.[0] | has("resource"), has("size")'
  true
  false
  $ cxl-sim -C broken list -D -d root 2>/dev/null | jq -c '.[] | [.decoder, has("size"), has("state"),
  >     has("max_available_extent"), has("nr_targets")]'
  ["decoder0.0",false,false,false,true]
  ["decoder0.1",true,false,true,false]
  ["decoder0.2",true,false,false,true]

The available extent of a window is unknown if the size of one of its regions is unknown.

  $ fresh; echo junk > $root/decoder0.0/region0/size
  $ list -D -d root | jq -c 'map(.max_available_extent)'
  [null,4294967296,8589934592]

Regions outside of the window or with a huge size: the available extent stays within the window.

  $ fresh; echo 0xfffffffff0000000 > $root/decoder0.0/region0/resource
  $ list -D -d 0.0 | jq -c 'map(.max_available_extent)'
  [4294967296]
  $ echo 0x120000000 > $root/decoder0.0/region0/resource
  $ echo 0xffffffffffffffff > $root/decoder0.0/region0/size
  $ list -D -d 0.0 | jq -c 'map(.max_available_extent)'
  [null]

As an unprivileged user. (As root, switch to one and make the directory of cram accessible.)

  $ cp "$(readlink -f "$(command -v cxl)")" mycxl; user=
  $ if [ "$(id -u)" = 0 ]; then user="setpriv --reuid 65534 --regid 65534 --clear-groups"
  >     p=$PWD; while [ "$p" != / ] && [ "$p" != /tmp ]; do chmod o+x "$p"; p=$(dirname "$p"); done; fi
  $ fresh; chmod 000 $mem0/serial $mem0/ram $mem0/firmware_version
  $ $user ./mycxl list --sysroot t -m mem0 | jq -c '.[0] | keys_unsorted'
  ["memdev","numa_node","host","poison_injectable"]
  $ chmod 000 $bus; $user ./mycxl list --sysroot t
  cxl: cannot list CXL devices: Permission denied
  []
  [1]
  $ chmod 755 $bus $mem0/ram

Out-of-range counts.

  $ fresh; for v in 0 17 4294967295 18446744073709551615 -1; do
  >     for d in decoder0.0 decoder0.0/region0 port1/decoder1.0; do
  >     echo $v > $root/$d/interleave_ways; echo $v > $root/$d/interleave_granularity; done; all; done
  $ seq -s, 0 5000 > $root/decoder0.2/target_list; all
  $ list -DT -d 0.2 | jq -c '.[0] | has("targets"), has("nr_targets")'
  false
  false
  $ printf '12,,x,222,4294967296,-1,12' > $root/decoder0.2/target_list; all
  $ for i in $(seq 3 400); do cp -r $root/decoder0.1 $root/decoder0.$i
  >     ln -s $d $bus/decoder0.$i; done
  $ all; list -D -d root -i | jq length
  401

Region targets that are not decoders or belong to another region.

  $ fresh; for v in '' decoder9.9 mem0 region0 ../decoder3.0 root0 decoder0.0 decoder1.0; do
  >     echo "$v" > $root/decoder0.0/region0/target0; all; done
  $ echo decoder0.0 > $root/port1/endpoint3/decoder3.0/region; all
  $ echo ../../etc > $root/port1/endpoint3/decoder3.0/region; all

Memory blocks at the end of the address space, and too many of them.

  $ fresh; dax=$root/decoder0.0/region0/dax_region0/dax0.0
  $ for v in '0xfffffffff0000000 0xfffffffffffffffe' '0xfffffffff8000000 0xfffffffffffffffd' \
  >     '0 0xfffffffffffffffe' '0xfffffffffffffffe 1' '0x100000000 0x3d09ffffffff' '1 0'; do
  >     echo "${v% *}" > $dax/mapping0/start; echo "${v#* }" > $dax/mapping0/end; all -RX; done
  $ echo 1 > t/sys/devices/system/memory/block_size_bytes; all -RX
  $ for v in 0 -1 x ffffffffffffffff; do
  >     echo $v > t/sys/devices/system/memory/block_size_bytes; all -RX; done

Control characters and incomplete UTF-8: JSON, tables and trees remain valid.

  $ fresh; printf 'a\033[31m\377\303(\t"\\\302\233\177\n' > $mem0/firmware_version
  $ list -m mem0 | jq -ac '.[0].firmware_version'
  "a\u001b[31m??(\t\"\\\u009b\u007f"
  $ for f in table tree; do list -m mem0 --format $f --columns memdev,firmware_version > text
  >     LC_ALL=C grep -cP '[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]' text; done
  0
  0
  [1]
  $ list -m mem0 --format envelope | jq -e '.result[0].firmware_version | startswith("a")'
  true

Devices that disappear and reappear while list runs.

  $ fresh; (while [ ! -e stop ]; do
  >     for m in t/sys/devices/pci*/*/*/mem[01] $root/port2/port5 $root/decoder0.0/region0; do
  >     mv $m $m.gone; mv $m.gone $m; done; done) & sleep 0.1
  $ for i in $(seq 50); do all; done
  $ touch stop; wait

Renames elsewhere on the system do not hide attributes (openat2() fails with EAGAIN).

  $ fresh; list -vv > before; mkdir busy; rm -f stop
  $ if command -v python3 > /dev/null; then python3 -c 'import os
  > while not os.path.exists("stop"):
  >     for i in range(1000): os.rename("busy", "busier"); os.rename("busier", "busy")' & fi
  $ for i in $(seq 60); do list -vv | cmp - before || break; done
  $ touch stop; wait

Empty and missing directories, and a file in place of a directory.

  $ fresh; rm -rf t/proc t/dev t/etc; all
  $ rm -rf t/sys/devices; all; jq -c . out
  []
  $ rm -rf t/sys/bus/cxl/devices; all; jq -c . out
  []
  $ echo > t/sys/bus/cxl/devices; list 2> /dev/null
  []
  [1]
  $ rm -rf t/sys/bus; all; jq -c . out
  []
