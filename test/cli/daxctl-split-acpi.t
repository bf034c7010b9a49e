# SPDX-License-Identifier: GPL-2.0-only
daxctl split-acpi. What ndctl v85 has written for the same tables is in test/data/acpi.

  $ tables() { rm -rf t; "$TESTS/acpi-tables" t "$@"; }
  $ v85() { xxd -r -p "$TESTS/data/acpi/$1.hex"; }
  $ sum() { python3 -c 'import sys; b = open(sys.argv[1], "rb").read(); print(sum(b) & 255, len(b) - int.from_bytes(b[4:8], "little"))' "$1"; }

A range without regions of NVDIMMs, and distances that are not the same in both directions.

  $ tables srat='mem:0,4G,2G mem:1,0,1G mem:2,9G,1G' slit='row:10,1,2 row:3,11,4 row:5,6,12' nfit=range:4,0,4G,2G
  $ daxctl split-acpi -d t
  created: t/srat.dat.new
  created: t/slit.dat.new
  created: t/nfit.dat.new
  $ for t in srat slit nfit; do cmp t/$t.dat.new <(v85 simple-$t); sum t/$t.dat.new; done
  0 0
  0 0
  0 0

Regions, which follow everything else. ndctl counts them twice and ends its table with as many zeros: 96 bytes, length and
checksum differ.

  $ tables srat='mem:3,4G,8G,5 initiator:7 mem:0,0,0xa0000 cpu:0 mem:0,0x100000,1G mem:1,64G,1G' \
  >   slit='row:10,21,22,23,24,25,26,27 row:21,10,23,24,25,26,27,28 row:22,23,10,25,26,27,28,29 row:23,24,25,10,27,28,29,20
  >     row:24,25,26,27,10,29,20,21 row:25,26,27,28,29,10,21,22 row:26,27,28,29,20,21,10,23 row:27,28,29,20,21,22,23,10' \
  >   nfit='map:5,7,4G,0x1000 map:9,7,4G,0 range:3,9,1,2 range:7,3,4G,8G range:9,0,99G,1G map:6,9,1G,0
  >     hex:02001000000000000000000000000000'
  $ cd t; daxctl split-acpi -p 3 -n 4 -v; cd ..
  SRAT: edit: 0x80000000@0x100000000 pxm: 3
  SRAT:  add: 0x80000000@0x180000000 pxm: 8
  SRAT:  add: 0x80000000@0x200000000 pxm: 9
  SRAT:  add: 0x80000000@0x280000000 pxm: 10
  created: ./srat.dat.new
  created: ./slit.dat.new
  NFIT: edit: 0x80000000@0x100000000 pxm: 3
  NFIT:  add: 0x80000000@0x180000000 pxm: 8
  NFIT:  add: 0x80000000@0x200000000 pxm: 9
  NFIT:  add: 0x80000000@0x280000000 pxm: 10
  NFIT: edit: 0x40000000@0x1000 region_id: 5
  NFIT:  add: 0x40000000@0x40001000 region_id: 10
  NFIT:  add: 0x40000000@0x80001000 region_id: 11
  NFIT:  add: 0x40000000@0xc0001000 region_id: 12
  NFIT: edit: 0x40000000@0 region_id: 9
  NFIT:  add: 0x40000000@0x40000000 region_id: 13
  NFIT:  add: 0x40000000@0x80000000 region_id: 14
  NFIT:  add: 0x40000000@0xc0000000 region_id: 15
  created: ./nfit.dat.new
  $ for t in srat slit nfit; do sum t/$t.dat.new; done; for t in srat slit; do cmp t/$t.dat.new <(v85 interleaved-$t); done
  0 0
  0 0
  0 0
  $ v85 interleaved-nfit | tail -c 96 | tr -d '\0' | wc -c; cmp -l t/nfit.dat.new <(v85 interleaved-nfit | head -c -96)
  0
    5  70 230
   10 232  72
  [1]

The result. The input is not changed.

  $ cp -r t before; daxctl split-acpi -d t -p 3 --format json 2>/dev/null | jq -c '.[] | del(.changes), .changes[]'
  {"table":"SRAT","output":"t/srat.dat.new"}
  {"change":"edit","proximity_domain":3,"address":4294967296,"size":4294967296}
  {"change":"add","proximity_domain":8,"address":8589934592,"size":4294967296}
  {"table":"SLIT","output":"t/slit.dat.new"}
  {"table":"NFIT","output":"t/nfit.dat.new"}
  {"change":"edit","proximity_domain":3,"address":4294967296,"size":4294967296}
  {"change":"add","proximity_domain":8,"address":8589934592,"size":4294967296}
  {"change":"edit","region_id":5,"region_offset":4096,"size":2147483648}
  {"change":"add","region_id":10,"region_offset":2147487744,"size":2147483648}
  {"change":"edit","region_id":9,"region_offset":0,"size":2147483648}
  {"change":"add","region_id":11,"region_offset":2147483648,"size":2147483648}
  $ for t in srat slit nfit; do cmp t/$t.dat before/$t.dat; done
  $ daxctl split-acpi -d t -p 3 --format table --noheadings --columns table,change,region_id,proximity_domain,size 2>/dev/null | head -n 4
  SLIT                                    
  SRAT  edit                            3 4.00 GiB
  SRAT  add                             8 4.00 GiB
  NFIT  edit                            3 4.00 GiB

Numbers that are in use elsewhere: localities without memory, and generic ports. ndctl uses them again, and writes the content
of its memory where the SLIT has no distances.

  $ distances() { tail -c +45 t/slit.dat.new | od -An -v -t u1 -w$1 | tr -s ' '; }
  $ tables srat='mem:1,4G,2G port:3' slit='row:10,21 row:21,10' nfit=range:1,1,4G,2G; daxctl split-acpi -d t -p 1 -v 2>&1 | grep add; distances 5
  SRAT:  add: 0x40000000@0x140000000 pxm: 4
  NFIT:  add: 0x40000000@0x140000000 pxm: 4
   10 21 20 20 21
   21 10 20 20 11
   20 20 10 20 20
   20 20 20 10 20
   21 11 20 20 10
  $ tables srat=mem:0,4G,2G slit='row:10,21,22 row:21,10,23 row:22,23,10' nfit=range:1,1,4G,2G; daxctl split-acpi -d t -v; distances 4
  SRAT: edit: 0x40000000@0x100000000 pxm: 0
  SRAT:  add: 0x40000000@0x140000000 pxm: 3
  created: t/srat.dat.new
  created: t/slit.dat.new
    Warning: the NFIT has no persistent memory with the range of proximity domain 0: there is no new NFIT
   10 21 22 11
   21 10 23 21
   22 23 10 22
   11 21 22 10
  $ ls t
  nfit.dat
  slit.dat
  slit.dat.new
  srat.dat
  srat.dat.new

Longer entries are copied as a whole; what follows a table in the file is left out.

  $ tables srat='mem:0,4G,2G tail:00ff' slit='row:10 tail:ff' nfit='range:1,0,4G,2G,64 tail:01'
  $ daxctl split-acpi -d t 2>/dev/null; for t in srat slit nfit; do sum t/$t.dat.new; done; stat -c %s t/*.new
  0 0
  0 0
  0 0
  168
  48
  128

Usage errors.

  $ for o in '-n 0' '-n 1' '-n 3' '-n 2048' '-n -2' '-n 2x' '-p -1' '-p x' more; do daxctl split-acpi $o 2>&1 | head -n 1; done
    Error: invalid --nodes '0': expected a power of two from 2 to 1024
    Error: invalid --nodes '1': expected a power of two from 2 to 1024
    Error: invalid --nodes '3': expected a power of two from 2 to 1024
    Error: invalid --nodes '2048': expected a power of two from 2 to 1024
    Error: invalid --nodes '-2': expected a power of two from 2 to 1024
    Error: invalid --nodes '2x': expected a power of two from 2 to 1024
    Error: invalid --pxm '-1': expected a proximity domain
    Error: switch `p' expects a numerical value
    Error: unknown parameter "more"

Tables that cannot be split, or are invalid: nothing is written. ndctl crashes, loops, or writes two of three files.

  $ good() { srat='srat=mem:1,4G,2G' slit='slit=row:10,21 row:21,10' nfit='nfit=range:1,1,4G,2G map:1,1,2G,0'; }
  $ try() { tables "$srat" "$slit" "$nfit"; daxctl split-acpi -d t -p "${1-1}" $2; echo "$? $(ls t | grep -c new)"; good; }; good; try
  created: t/srat.dat.new
  created: t/slit.dat.new
  created: t/nfit.dat.new
  0 3
  $ try 2; try 0; srat+=' mem:1,6G,2G' try; nfit+=' range:2,1,4G,2G' try; srat=srat=mem:1,4G,0x80000001 try; srat=srat=mem:1,4G,0 try
  t: SRAT: proximity domain 2 has no memory
  1 0
  t: SRAT: proximity domain 0 has no memory
  1 0
  t: SRAT: proximity domain 1 has several memory ranges, only one can be split
  1 0
  t: NFIT: proximity domain 1 has several memory ranges, only one can be split
  1 0
  t: SRAT: 0x80000001 bytes cannot be divided evenly among 2 nodes
  1 0
  t: SRAT: 0x0 bytes cannot be divided evenly among 2 nodes
  1 0
  $ nfit+=' map:2,1,1,0' try; srat+=' cpu:1023' try; srat+=' cpu:0xffffffff' try; srat+=' cpu:1022' try 1 '-n 4'
  t: NFIT: 0x1 bytes cannot be divided evenly among 2 nodes
  1 0
  t: SRAT: there would be more than 1024 proximity domains
  1 0
  t: SRAT: there would be more than 1024 proximity domains
  1 0
  t: SRAT: there would be more than 1024 proximity domains
  1 0
  $ srat=srat=mem:1,0xffffffff80000000,2G try; nfit+=' range:65535,3,0,1' try; nfit+=' map:65535,9,1G,0' try
  t: SRAT: the memory of proximity domain 1 ends after the last address
  1 0
  t: NFIT: there would be too many ranges or regions
  1 0
  t: NFIT: there would be too many ranges or regions
  1 0
  $ good; tables; daxctl split-acpi -d t; tables "$srat" "$slit"; daxctl split-acpi -d t; daxctl split-acpi -d none 2>&1 | head -n 1
  t/srat.dat: cannot read: No such file or directory
  t/slit.dat: cannot read: No such file or directory
  t/nfit.dat: cannot read: No such file or directory
  t/nfit.dat: cannot read: No such file or directory
  none/srat.dat: cannot read: No such file or directory

  $ for l in 0 47 89 0xffffffff; do srat="srat=mem:1,4G,2G length:$l" try; done 2>&1; srat+=' checksum:1' try; srat=srat:SLIT=row:1,2,3,4 try; srat=srat= try
  t: SRAT: its length is less than that of its header
  1 0
  t: SRAT: its length is less than that of its header
  1 0
  t: SRAT: the file is shorter than the table
  1 0
  t: SRAT: the file is shorter than the table
  1 0
  t: SRAT: the checksum is wrong
  1 0
  t: SRAT: the file has another signature
  1 0
  t: SRAT: it has no entries
  1 0
  $ for e in 00 0100 0101 0102 0127 0128 01ff 0010 0000; do srat="srat=mem:1,4G,2G hex:$e" try; done 2>&1
  t: SRAT: the entry at offset 88 has an invalid length
  1 0
  t: SRAT: the entry at offset 88 has an invalid length
  1 0
  t: SRAT: the entry at offset 88 has an invalid length
  1 0
  t: SRAT: the entry at offset 88 has an invalid length
  1 0
  t: SRAT: the entry at offset 88 has an invalid length
  1 0
  t: SRAT: the entry at offset 88 has an invalid length
  1 0
  t: SRAT: the entry at offset 88 has an invalid length
  1 0
  t: SRAT: the entry at offset 88 has an invalid length
  1 0
  t: SRAT: the entry at offset 88 has an invalid length
  1 0
  $ for s in hex:ffffffffffffffff hex:0000000000000040 hex:0200000000000000ffffff hex:0104000000000000 length:43 checksum:3; do slit="slit=$s" try; done 2>&1
  t: SLIT: it has 18446744073709551615 localities, more than 1024
  1 0
  t: SLIT: it has 4611686018427387904 localities, more than 1024
  1 0
  t: SLIT: it is shorter than its distances
  1 0
  t: SLIT: it has 1025 localities, more than 1024
  1 0
  t: SLIT: its length is less than that of its header
  1 0
  t: SLIT: the checksum is wrong
  1 0
  $ for e in 00000000 0000 000037 00003700 0100 01002f00 0100ffff 00003800; do nfit="nfit=range:1,1,4G,2G hex:$e" try; done 2>&1
  t: NFIT: the entry at offset 96 has an invalid length
  1 0
  t: NFIT: the entry at offset 96 has an invalid length
  1 0
  t: NFIT: the entry at offset 96 has an invalid length
  1 0
  t: NFIT: the entry at offset 96 has an invalid length
  1 0
  t: NFIT: the entry at offset 96 has an invalid length
  1 0
  t: NFIT: the entry at offset 96 has an invalid length
  1 0
  t: NFIT: the entry at offset 96 has an invalid length
  1 0
  t: NFIT: the entry at offset 96 has an invalid length
  1 0
  $ good; tables "$srat" "$slit" "$nfit"; head -c 20 t/nfit.dat >x; mv x t/nfit.dat; daxctl split-acpi -d t -p 1
  t: NFIT: the file is shorter than the header of the table
  [1]
  $ tables "$srat" "$slit" "$nfit"; truncate -s 2M t/slit.dat; daxctl split-acpi -d t -p 1; ls t
  t/slit.dat: cannot read: File too large
  nfit.dat
  slit.dat
  srat.dat

All tables are written, or none; an input is not replaced by its own result.

  $ tables srat='mem:0,4G,2G mem:1,0,1G mem:2,9G,1G' slit='row:10,1,2 row:3,11,4 row:5,6,12' nfit=range:4,0,4G,2G; md5sum t/*.dat >sums
  $ big() { tables srat=mem:0,4G,64G slit=row:10 nfit="$(for i in {1..60}; do echo range:$i,1,$((i * 128))G,1G; done | tr '\n' ' ')range:99,0,4G,64G"; wc -c <t/nfit.dat; }; big; (ulimit -f 3; daxctl split-acpi -d t); ls t
  3456
  t/nfit.dat.new: cannot write: File too large
  nfit.dat
  slit.dat
  srat.dat
  $ tables srat='mem:0,4G,2G mem:1,0,1G mem:2,9G,1G' slit='row:10,1,2 row:3,11,4 row:5,6,12' nfit=range:4,0,4G,2G; ln -s srat.dat t/srat.dat.new; daxctl split-acpi -d t; md5sum -c sums --quiet; rm t/srat.dat.new; ls t
  t/srat.dat.new: cannot write: File exists
  nfit.dat
  slit.dat
  srat.dat
  $ long=$PWD/t$(printf '/.%.0s' {1..4000}); daxctl split-acpi -d "${long:0:4086}" 2>&1 | cut -c 4080-; md5sum -c sums --quiet
  /./././/srat.dat: cannot write: File name too long
