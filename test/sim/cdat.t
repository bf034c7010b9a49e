# SPDX-License-Identifier: GPL-2.0-only
cxl cdat: the tables of devices, switches and files, beside the values that the kernel derived. Those of the
emulated devices have a read latency of 15 times 10000 ps, a write latency of 25 times 10000 ps, and a bandwidth of
16 times 1000 MB/s; those of its switches 150 ns and 16384 MB/s.

  $ cxl-sim new sim; export CXL_SIM=$PWD/sim; root=sim/sys/devices/platform/ACPI0017:00/root0
  $ cxl-sim cdat mem2 | jq -c '.[] | ., .performance[], .structures[] | del(.performance, .structures)'
  {"endpoint":"endpoint6","memdev":"mem2","length":160,"revision":1,"sequence":0}
  {"handle":0,"source":"device","partition":"pmem","dpa":0,"size":1073741824,"nonvolatile":true,"read_latency_ns":150,"write_latency_ns":250,"read_bandwidth_mb_per_s":16000,"write_bandwidth_mb_per_s":16000,"qos_class":0}
  {"offset":16,"type":"dsmas","length":24,"handle":0,"nonvolatile":true,"shareable":false,"hardware_coherent":false,"dynamic_capacity":false,"read_only":false,"dpa":0,"size":1073741824}
  {"offset":40,"type":"dslbis","length":24,"handle":0,"level":"memory","data_type":"read_latency","latency_ns":150}
  {"offset":64,"type":"dslbis","length":24,"handle":0,"level":"memory","data_type":"write_latency","latency_ns":250}
  {"offset":88,"type":"dslbis","length":24,"handle":0,"level":"memory","data_type":"read_bandwidth","bandwidth_mb_per_s":16000}
  {"offset":112,"type":"dslbis","length":24,"handle":0,"level":"memory","data_type":"write_bandwidth","bandwidth_mb_per_s":16000}
  {"offset":136,"type":"dsemts","length":24,"handle":0,"memory_type":"reserved","dpa_offset":0,"size":1073741824}
  $ cxl-sim cdat /dev/cxl/mem2 -u | jq -c '[.performance[0], .structures[0] | .dpa, .size], .structures[1].offset'
  ["0","1024.00 MiB (1073.74 MB)","0","1024.00 MiB (1073.74 MB)"]
  "0x28"
  $ cxl-sim cdat --format table
  MEMDEV HANDLE SOURCE REGION  READ-LATENCY-NS WRITE-LATENCY-NS READ-BANDWIDTH-MB-PER-S QOS-CLASS
  mem0        0 device                     150              250                   16000         0
  mem0        0 kernel region0                                                                  0
  mem1        0 device                     150              250                   16000         0
  mem1        0 kernel region0                                                                  0
  mem2        0 device                     150              250                   16000         0
  mem3        0 device                     150              250                   16000         0
  $ cxl-sim cdat --format table --structures mem2
  MEMDEV OFFSET TYPE   HANDLE DATA-TYPE       LATENCY-NS BANDWIDTH-MB-PER-S DPA        SIZE
  mem2     0x10 dsmas       0                                                 0 1024.00 MiB
  mem2     0x28 dslbis      0 read_latency           150                        
  mem2     0x40 dslbis      0 write_latency          250                        
  mem2     0x58 dslbis      0 read_bandwidth                          16000     
  mem2     0x70 dslbis      0 write_bandwidth                         16000     
  mem2     0x88 dsemts      0                                                   1024.00 MiB
  $ cxl-sim cdat mem2 --format envelope | jq -c '.result[0].endpoint, .errors, .warnings'
  "endpoint6"
  []
  []
  $ cxl-sim cdat --format pairs endpoint3
  ENDPOINT="endpoint3" HANDLE="0" SOURCE="device" REGION="" INTERLEAVE_WAYS="" PARTITION="ram" DPA="0" SIZE="1024.00 MiB" NONVOLATILE="false" READ_LATENCY_NS="150" WRITE_LATENCY_NS="250" READ_BANDWIDTH_MB_PER_S="16000" WRITE_BANDWIDTH_MB_PER_S="16000" QOS_CLASS="0"
  ENDPOINT="endpoint3" HANDLE="0" SOURCE="kernel" REGION="region0" INTERLEAVE_WAYS="2" PARTITION="" DPA="" SIZE="" NONVOLATILE="" READ_LATENCY_NS="" WRITE_LATENCY_NS="" READ_BANDWIDTH_MB_PER_S="" WRITE_BANDWIDTH_MB_PER_S="" QOS_CLASS="0"
  $ cxl-sim cdat mem0 --columns region,source; cxl-sim cdat mem0 --columns endpoint,length,revision; cxl-sim cdat mem0 --columns type,problem
  REGION  SOURCE
          device
  region0 kernel
  ENDPOINT  LENGTH REVISION
  endpoint3    160        1
  TYPE   PROBLEM
  dsmas  
  dslbis 
  dslbis 
  dslbis 
  dslbis 
  dsemts 

A column of structures prints these, too; with --structures, there is no summary.

  $ cxl-sim cdat mem0 --columns handle,source,type; cxl-sim cdat mem0 --columns handle,source; cxl-sim cdat mem0 --structures --columns handle; cxl-sim cdat mem0 --structures --columns source
  HANDLE SOURCE TYPE
       0 device 
       0 kernel 
  
  HANDLE SOURCE TYPE
       0        dsmas
       0        dslbis
       0        dslbis
       0        dslbis
       0        dslbis
       0        dsemts
  HANDLE SOURCE
       0 device
       0 kernel
  HANDLE
       0
       0
       0
       0
       0
       0
    Warning: nothing in the result has any of the columns 'source'

Values of the kernel: the nearest initiator, and the nearest CPU. The QoS class of the root decoder is another one.

  $ put() { mkdir -p $root/decoder0.0/region0/$1; shift 0; i=0; for a in read_latency write_latency read_bandwidth write_bandwidth; do i=$((i + 1)); eval "echo \$$((i + 1))" >$root/decoder0.0/region0/$1/$a; done; }
  $ put access0 395 495 32000 31000; put access1 400 500 30000 29000; echo 1 >$root/decoder0.0/qos_class
  $ cxl-sim cdat mem0 --format table
  MEMDEV HANDLE SOURCE  REGION  READ-LATENCY-NS WRITE-LATENCY-NS READ-BANDWIDTH-MB-PER-S QOS-CLASS
  mem0        0 device                      150              250                   16000         0
  mem0        0 access0 region0             395              495                   32000         1
  mem0        0 access1 region0             400              500                   30000         1
  $ cxl-sim cdat mem0 | jq -c '.[].performance[]'
  {"handle":0,"source":"device","partition":"ram","dpa":0,"size":1073741824,"nonvolatile":false,"read_latency_ns":150,"write_latency_ns":250,"read_bandwidth_mb_per_s":16000,"write_bandwidth_mb_per_s":16000,"qos_class":0}
  {"handle":0,"source":"access0","region":"region0","interleave_ways":2,"read_latency_ns":395,"write_latency_ns":495,"read_bandwidth_mb_per_s":32000,"write_bandwidth_mb_per_s":31000,"qos_class":1,"qos_class_mismatch":true}
  {"handle":0,"source":"access1","region":"region0","interleave_ways":2,"read_latency_ns":400,"write_latency_ns":500,"read_bandwidth_mb_per_s":30000,"write_bandwidth_mb_per_s":29000,"qos_class":1,"qos_class_mismatch":true}
  $ cxl-sim cdat mem0 --columns source,qos_class,qos_class_mismatch
  SOURCE  QOS-CLASS QOS-CLASS-MISMATCH
  device          0 
  access0         1 true
  access1         1 true

On a terminal of 80 columns, and on a wide one.

  $ for c in 80 120; do COLUMNS=$c $TESTS/pty -- cxl-sim cdat mem0 </dev/null; done
  MEMDEV HANDLE SOURCE  REGION  READ-LATENCY-NS READ-BANDWIDTH-MB-PER-S QOS-CLASS
  mem0        0 device                      150                   16000         0
  mem0        0 access0 region0             395                   32000         1
  mem0        0 access1 region0             400                   30000         1
  MEMDEV HANDLE SOURCE  REGION  READ-LATENCY-NS WRITE-LATENCY-NS READ-BANDWIDTH-MB-PER-S QOS-CLASS
  mem0        0 device                      150              250                   16000         0
  mem0        0 access0 region0             395              495                   32000         1
  mem0        0 access1 region0             400              500                   30000         1
  $ COLUMNS=80 $TESTS/pty -- cxl-sim cdat mem0 --structures </dev/null
  MEMDEV OFFSET TYPE   HANDLE DATA-TYPE       LATENCY-NS BANDWIDTH-MB-PER-S
  mem0     0x10 dsmas       0                            
  mem0     0x28 dslbis      0 read_latency           150 
  mem0     0x40 dslbis      0 write_latency          250 
  mem0     0x58 dslbis      0 read_bandwidth                          16000
  mem0     0x70 dslbis      0 write_bandwidth                         16000
  mem0     0x88 dsemts      0                            

The kernel has some values, or none. A value that is no number is an error.

  $ rm -r $root/decoder0.0/region0/access0 $root/decoder0.0/region0/access1/*; echo 400 >$root/decoder0.0/region0/access1/read_latency
  $ rm $root/decoder0.0/qos_class; cxl-sim cdat mem0 --columns source,region,interleave_ways,read_latency_ns,qos_class
  SOURCE  REGION  INTERLEAVE-WAYS READ-LATENCY-NS QOS-CLASS
  device                                      150         0
  access1 region0               2             400 
  $ echo x >$root/decoder0.0/region0/access1/read_latency; cxl-sim cdat mem0 --columns source,region,read_latency_ns; rm -r $root/decoder0.0/region0/access1
    Warning: cannot read /sys/devices/platform/ACPI0017:00/root0/decoder0.0/region0/access1/read_latency: invalid value
  SOURCE REGION  READ-LATENCY-NS
  device                     150
  kernel region0 
  $ cxl-sim cdat mem0 --columns source,region,read_latency_ns,qos_class
  SOURCE REGION  READ-LATENCY-NS QOS-CLASS
  device                     150         0
  kernel region0                 

A range that no partition has as a whole; one in persistent memory; and a decoder that uses another part of the device.

  $ m=$(dirname $(find sim/sys/devices -path '*/mem0/serial')); range() { cxl-sim cdat mem0 --columns handle,source,partition,region,qos_class; }
  $ echo 0x3fffffff >$m/ram/size; range; echo 0 >$m/ram/size; echo 0x40000000 >$m/pmem/size; echo 7 >$m/pmem/qos_class; range
  HANDLE SOURCE PARTITION REGION  QOS-CLASS
       0 device                   
       0 kernel           region0 
  HANDLE SOURCE PARTITION REGION  QOS-CLASS
       0 device pmem                      7
       0 kernel           region0 
  $ rm $m/pmem/size; range; d=$(echo sim/sys/devices/platform/ACPI0017:00/root0/port1/endpoint3/decoder3.0)
  HANDLE SOURCE PARTITION REGION  QOS-CLASS
       0 device                   
       0 kernel           region0 
  $ echo 0x40000000 >$d/dpa_resource; range; echo 0x3fffffff >$d/dpa_resource; range
  HANDLE SOURCE PARTITION REGION QOS-CLASS
       0 device                  
  HANDLE SOURCE PARTITION REGION  QOS-CLASS
       0 device                   
       0 kernel           region0 

A device with both kinds of memory.

  $ cxl-sim new both --tree "$TESTS/data/pmem.tree" >/dev/null; both() { cxl-sim -C both cdat endpoint3 --columns dpa,handle,source,partition,region,size; }; both
         DPA HANDLE SOURCE PARTITION REGION        SIZE
           0      0 device ram               512.00 MiB
                  0 kernel           region0 
  0x20000000      1 device pmem              512.00 MiB
                  1 kernel           region1 
  $ m=$(dirname $(find both/sys/devices -path "*/$(cxl-sim -C both cdat endpoint3 | jq -r '.[].memdev')/serial")); cat $m/ram/size $m/pmem/size
  0x20000000
  0x20000000
  $ echo 0x1000 >$m/ram/size; both | grep device
           0      0 device                   512.00 MiB
  0x20000000      1 device                   512.00 MiB

A switch, and its devices.

  $ cxl-sim new switch --tree "$TESTS/data/switch.tree" >/dev/null
  $ cxl-sim -C switch cdat --format table
  PORT  FROM     TO READ-LATENCY-NS WRITE-LATENCY-NS READ-BANDWIDTH-MB-PER-S WRITE-BANDWIDTH-MB-PER-S
  port2 upstream 0              150              150                   16384                    16384
  port2 upstream 1              150              150                   16384                    16384
  port2 upstream 2              150              150                   16384                    16384
  port2 upstream 3              150              150                   16384                    16384
  
  MEMDEV HANDLE SOURCE REGION  READ-LATENCY-NS WRITE-LATENCY-NS READ-BANDWIDTH-MB-PER-S QOS-CLASS
  mem1        0 device                     150              250                   16000 
  mem1        0 kernel region0                                                                  0
  mem0        0 device                     150              250                   16000 
  mem0        0 kernel region0                                                                  0
  mem2        0 device                     150              250                   16000 
  mem2        0 kernel region0                                                                  0
  mem3        0 device                     150              250                   16000 
  mem3        0 kernel region0                                                                  0
  $ cxl-sim -C switch cdat port2 --format table --structures
  PORT  OFFSET TYPE   DATA-TYPE
  port2   0x10 sslbis access_latency
  port2   0x40 sslbis access_bandwidth
  
  OFFSET TYPE   DATA-TYPE        PORT-X   PORT-Y LATENCY-NS BANDWIDTH-MB-PER-S
    0x10 sslbis access_latency   upstream 0             150 
    0x10 sslbis access_latency   upstream 1             150 
    0x10 sslbis access_latency   upstream 2             150 
    0x10 sslbis access_latency   upstream 3             150 
    0x40 sslbis access_bandwidth upstream 0                              16384
    0x40 sslbis access_bandwidth upstream 1                              16384
    0x40 sslbis access_bandwidth upstream 2                              16384
    0x40 sslbis access_bandwidth upstream 3                              16384
  $ cxl-sim -C switch cdat port2 | jq -c '.[] | .port, .length, .paths[0], .structures[0].entries[0]'
  "port2"
  112
  {"from":"upstream","to":"0","read_latency_ns":150,"write_latency_ns":150,"read_bandwidth_mb_per_s":16384,"write_bandwidth_mb_per_s":16384}
  {"port_x":"upstream","port_y":"0","latency_ns":150}
  $ cxl-sim -C switch cdat port1 root0 decoder0.0 port9 >/dev/null
  port1: the device has no CDAT, or the kernel did not read it; see 'cxl doe list'
  root0: no such port, endpoint or memory device; see 'cxl list -PEM'; the name of a file needs a slash: ./FILE
  decoder0.0: no such port, endpoint or memory device; see 'cxl list -PEM'; the name of a file needs a slash: ./FILE
  port9: no such port, endpoint or memory device; see 'cxl list -PEM'; the name of a file needs a slash: ./FILE
  [1]

A file, a pipe and standard input: the same; a copy; and what is written as it is, valid or not.

  $ CXL_SIM= cxl cdat mem2 --sysroot sim -o copy | jq -c '.[]'; cmp copy $(find sim/sys/devices -path '*/endpoint6/CDAT'); cxl cdat ./copy --binary | cmp - copy; cxl cdat ./copy -o - | cmp - copy
  {"endpoint":"endpoint6","memdev":"mem2","output":"copy"}
  $ cxl cdat ./copy | jq -c '.[] | keys_unsorted'; cat copy | cxl cdat - | jq -c '.[] | .file, .performance'; cxl cdat <(cat copy) | jq -c '.[].length'
  ["file","length","revision","sequence","performance","structures"]
  "-"
  [{"handle":0,"source":"device","dpa":0,"size":1073741824,"nonvolatile":true,"read_latency_ns":150,"write_latency_ns":250,"read_bandwidth_mb_per_s":16000,"write_bandwidth_mb_per_s":16000}]
  160
  $ cxl cdat ./copy --format table
  file                      ./copy
  handle                    0
  source                    device
  dpa                       0
  size                      1024.00 MiB
  nonvolatile               true
  read_latency_ns           150
  write_latency_ns          250
  read_bandwidth_mb_per_s   16000
  write_bandwidth_mb_per_s  16000
  $ head -c 100 copy >short; cxl cdat ./short | jq -c '.[] | .problem, (.structures | length), .performance[0].read_bandwidth_mb_per_s'; head -c 10 copy | cxl cdat - --format table; cxl cdat ./short --binary | cmp - short
  ./short: invalid table: the length in the header differs from that of the table
  "the length in the header differs from that of the table"
  3
  null
  -: invalid table: too short for a header
  $ (head -c 4 copy; printf '\1'; tail -c +6 copy) >revision; printf x | dd of=copy bs=1 seek=30 conv=notrunc 2>/dev/null; cxl cdat ./copy --format table
  ./copy: invalid table: invalid checksum
  file                      ./copy
  handle                    0
  source                    device
  dpa                       0x78000000000000
  size                      1024.00 MiB
  nonvolatile               true
  read_latency_ns           150
  write_latency_ns          250
  read_bandwidth_mb_per_s   16000
  write_bandwidth_mb_per_s  16000
  [1]
  $ cxl cdat ./short ./revision ./none >/dev/null
  ./short: invalid table: the length in the header differs from that of the table
  ./none: cannot read the table: No such file or directory
  [2]

A structure that is not valid; others are shown.

  $ zero() { head -c $1 /dev/zero; }; (printf '\044\0\0\0\1\273'; zero 10; printf '\3\0\10\0\1\5\0\0'; printf '\3\0\14\0'; zero 8) >dsis; cxl cdat ./dsis --format table; cxl cdat ./dsis --format table --structures; (head -c 24 dsis; zero 12) | cxl cdat - | jq -c '.[].structures | length'
  ./dsis: 2 structures of the table are not valid; see --structures
  ./dsis: 2 structures of the table are not valid; see --structures
  FILE   OFFSET TYPE HANDLE PROBLEM
  ./dsis   0x10 dsis      5 no range has this handle
  ./dsis   0x18 dsis      0 invalid length
  -: invalid table: invalid checksum
  1

Not readable: absent, empty, larger than 1 MiB, not a file, without privileges; memory devices without a driver; nothing that has a table.

  $ e=$(find sim/sys/devices -path '*/endpoint3/CDAT'); cp $e saved; cdat() { cxl-sim cdat mem0 "$@" | jq -c '.[] | keys'; }
  $ rm $e; cxl-sim cdat mem0; echo $?; : >$e; cdat; truncate -s 1048577 $e; cdat; rm $e; mkdir $e; cdat; rmdir $e; mkfifo $e; cxl cdat mem0 --sysroot sim; rm $e; cp saved $e
  mem0: the device has no CDAT, or the kernel did not read it; see 'cxl doe list'
  []
  4
  mem0: the kernel could not read the table, or its checksum was wrong; see the kernel log
  mem0: the table is larger than 1048576 bytes
  mem0: cannot read the table: Is a directory
  mem0: cannot read the table: Invalid argument
  []
  $ echo "${e#sim/} EACCES" >sim/state/errors; cxl-sim cdat mem0; cxl-sim cdat | jq length; rm sim/state/errors
  mem0: cannot read the table: Permission denied; run as root
  []
  endpoint3: cannot read the table: Permission denied; run as root
  3
  $ cxl cdat .; cxl cdat ./none; cxl cdat none; mkfifo fifo; (: >fifo &) ; cxl cdat ./fifo | jq -c '.[].file'
  .: no such port, endpoint or memory device; see 'cxl list -PEM'; the name of a file needs a slash: ./FILE
  []
  ./none: cannot read the table: No such file or directory
  []
  none: no such port, endpoint or memory device; see 'cxl list -PEM'; the name of a file needs a slash: ./FILE
  []
  ./fifo: invalid table: too short for a header
  "./fifo"
  $ cxl-sim disable-memdev mem3 -f 2>/dev/null; cxl-sim cdat mem3 0 serial:0xa9 all | jq -c ".[] | .memdev"; cxl-sim cdat mem3 0 >/dev/null 2>&1; echo $?; cxl-sim cdat --columns memdev,source
  mem3: the device has no endpoint; see 'cxl enable-memdev'
  serial:0xa9: no such port, endpoint or memory device; see 'cxl list -PEM'; the name of a file needs a slash: ./FILE
  all: no such port, endpoint or memory device; see 'cxl list -PEM'; the name of a file needs a slash: ./FILE
  "mem0"
  2
  MEMDEV SOURCE
  mem0   device
  mem0   kernel
  mem1   device
  mem1   kernel
  mem2   device
  $ cxl-sim disable-port port5 -f 2>/dev/null; cxl-sim cdat port5
  port5: no such port, endpoint or memory device; see 'cxl list -PEM'; the name of a file needs a slash: ./FILE
  []
  [1]
  $ rm "${e%/CDAT}/driver" $e; cxl-sim cdat endpoint3; cp saved $e; cxl-sim cdat all --columns memdev,source
  endpoint3: the kernel provides no table while it is disabled
  []
  MEMDEV SOURCE
  mem0   device
  mem0   kernel
  mem1   device
  mem1   kernel
  $ mkdir -p none/sys; cxl cdat --sysroot none; cxl cdat --sysroot nowhere
    Warning: no device has a CDAT
  []
  cxl: cannot open nowhere/sys: No such file or directory; specify a directory that contains a copy of /sys
  []
  [1]

Usage.

  $ usage() { cxl-sim cdat "$@" 2>&1 | head -1; }; usage mem0 mem1 -b; usage -o file; usage all -b; usage mem0 -b --format json; usage mem0 -b --structures; usage mem0 -o x --structures; usage mem0 -o x -b; usage ''; usage mem0 --columns nothing
    Error: binary tables and --output require a single device or file
    Error: binary tables and --output require a single device or file
    Error: binary tables and --output require a single device or file
    Error: --binary cannot be combined with --format
    Error: --structures cannot be combined with --binary
    Error: --structures cannot be combined with --output
    Error: --binary cannot be combined with --output
  no such port, endpoint or memory device; see 'cxl list -PEM'; the name of a file needs a slash: ./FILE
    Error: invalid --columns 'nothing': expected some of memdev, port, file, handle, source, region, from, to, read_latency_ns, write_latency_ns, read_bandwidth_mb_per_s, write_bandwidth_mb_per_s, qos_class, output, endpoint, length and 32 more, the keys of --format json
  $ cxl-sim cdat mem0 -o /nowhere/x; cxl-sim cdat mem0 -b >/dev/full; $TESTS/pty -- cxl-sim cdat mem0 -b </dev/null | head -1; cxl-sim cdat mem0 >/dev/full
  mem0: cannot write the table: No such file or directory
  []
    Error: cannot write to standard output: No space left on device
    Error: refusing to write binary data to a terminal; use --output FILE or a pipe
    Error: cannot write to standard output: No space left on device
  [1]

Completion: ports and devices; files for a word with a slash.

  $ for w in '' endp port mem ./c; do CXL_SIM=switch cxl-sim --complete cdat "$w" | cut -f 1 | paste -sd ' '; done
  port1 port2 endpoint3 endpoint4 endpoint5 endpoint6 mem0 mem1 mem2 mem3 all
  endpoint3 endpoint4 endpoint5 endpoint6
  port1 port2
  mem0 mem1 mem2 mem3
  :files

Nothing is sent to a device, and nothing is changed.

  $ cxl-sim log sim; cxl-sim writes sim | grep -v bind
  write bus/cxl/flush 1
