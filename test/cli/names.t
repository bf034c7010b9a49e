Names of memory devices accepted by all commands: memN, N, device node, PCI address, serial number.

  $ cxl-sim new sim > /dev/null; export CXL_SIM=$PWD/sim
  $ feature() { cxl-sim get-feature "$1" patrol-scrub 2> err | jq -r '.[].memdev'; cat err; }
  $ features() { cxl-sim list-features "$@" 2> err | jq -r '[.[].memdev] | unique | join(" ")'; cat err; }
  $ listed() { cxl-sim list -m "$1" 2> err | jq -r '[.[].memdev] | join(" ")'; cat err; }
  $ planned() { cxl-sim set-feature "$1" patrol-scrub cycle_hours=24 --dry-run 2> err |
  >     jq -r '.[].memdev'; cat err; }

  $ for name in mem1 1 0000:0e:00.0 0e:00.0 /dev/cxl/mem1 serial:0xc1 serial:193 serial:0xC1; do
  >     for place in listed features feature planned; do echo "$($place $name)"; done; done | sort | uniq -c | tr -s ' '
   32 mem1
  $ for place in features feature planned; do $place nonsense; done
  
  nonsense: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
  nonsense: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
  nonsense: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER

The exit status reports failure and partial failure.

  $ cxl-sim get-feature nonsense patrol-scrub > /dev/null 2>&1
  [1]
  $ cxl-sim list-features nonsense > /dev/null 2>&1
  [1]
  $ cxl-sim list-features nonsense mem0 > /dev/null 2>&1
  [2]
  $ cxl-sim list-features nonsense mem0 2> /dev/null | jq -c 'map(.memdev) | unique'
  ["mem0"]

list filters instead: an empty result is not an error. In a list, each name that matches no device is reported.

  $ cxl-sim list -m nonsense
    Warning: no matching devices found
  
  []
  $ for list in 'mem0, mem1' 'mem0,mem1' ' mem0  mem1' 'mem1 ,,mem0,'; do cxl-sim list -m "$list" | jq -c 'map(.memdev)'; done | uniq -c
        4 ["mem0","mem1"]
  $ cxl-sim list -m 'mem0, mem9' -s 0xc0,0xff -d 'decoder9.9 root' -M | jq -c 'map(.memdev)'
    Warning: no device matches --memdev 'mem9'
    Warning: no device matches --serial '0xff'
    Warning: no device matches --decoder 'decoder9.9'
  ["mem0"]
  $ cxl-sim list -BPER -b root0,root7 -p switch,port77 -e endpoint3,root -r region0,region9 2>&1 > /dev/null
    Warning: no device matches --bus 'root7'
    Warning: no device matches --port 'port77'
    Warning: no device matches --endpoint 'root'
    Warning: no device matches --region 'region9'

Several names: each device once, in order of the arguments; "all" or no name selects all.

  $ features mem1 0 mem1 serial:0xc1; cxl-sim list-features 1 mem0 1 | jq -c 'map(.memdev)'
  mem0 mem1
  ["mem1","mem0"]
  $ features mem1,0; features ' serial:0xc1 , mem0 '; features mem2,mem3 mem1,mem2; planned mem0,mem1; feature mem0,mem1
  mem0 mem1
  mem0 mem1
  mem1 mem2 mem3
  mem0
  mem1
  mem0
  mem1
  $ feature all | tr '\n' ' '; cxl-sim get-log all cel 2> /dev/null | jq -c 'map(.memdev)'
  mem0 mem1 mem2 mem3 ["mem0","mem1","mem2","mem3"]
  $ features mem0,nonsense; cxl-sim list-features mem0,nonsense > /dev/null 2>&1
  mem0
  nonsense: no such memory device; available: * (glob)
  [2]
  $ features all; features
  mem0 mem1 mem2 mem3
  mem0 mem1 mem2 mem3

Names must match exactly: no prefixes, other bases or signs.

  $ for name in mem mem1x mem01 MEM1 0x1 +1 1.0 e:00.0 /dev/mem1 /dev/cxl/1 serial: serial:c1 serial:0x serial:-1 \
  >     serial:0x1000000000000000c1 0xc1 ../mem1 memory1 mem4294967297 4294967297 \
  >     18446744073709551617; do for place in features feature planned; do
  >     $place "$name" | grep -cF 'no such memory device; available: mem0 '; done; done | sort | uniq -c | tr -s ' '
   63 1
  $ for name in mem mem1x mem01 0x1 +1 e:00.0 serial: serial:c1 serial:-1 mem4294967297 4294967297; do
  >     listed "$name" | grep -c 'no matching'; done | sort | uniq -c | tr -s ' '
   11 1

A duplicate serial number is ambiguous; only the matching devices are candidates.

  $ echo 0xc0 > "$(echo sim/sys/devices/pci*/*/*/mem1/serial)"
  $ feature serial:0xc0
  serial:0xc0: 2 memory devices match: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0); specify a single memory device
  $ planned serial:192
  serial:192: 2 memory devices match: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0); specify a single memory device
  $ cxl-sim get-feature serial:0xc0 patrol-scrub > /dev/null 2>&1
  [1]
  $ feature mem1; listed serial:0xc0
  mem1
  mem0 mem1

Devices without a serial number do not match serial number 0.

  $ echo > "$(echo sim/sys/devices/pci*/*/*/mem1/serial)"
  $ feature serial:0 | cut -c 1-40
  serial:0: no such memory device; availab

At most four candidates are listed.

  $ for i in 5 6 7; do ln -s "$(readlink sim/sys/bus/cxl/devices/mem0)" sim/sys/bus/cxl/devices/mem$i; done
  $ feature nonsense | sed 's/.*available://'
   mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0), ...; use memN, N, a PCI address or serial:NUMBER

No device at all.

  $ rm sim/sys/bus/cxl/devices/mem*
  $ feature mem0
  mem0: no memory devices found; see 'cxl list -i' and the kernel log
  $ for c in identify 'list-features all' list-logs list-commands get-health scan-media-caps 'set-shutdown-state all clean' \
  >     'get-feature all ecs' 'get-log all cel' 'clear-log all vendor-debug --yes' 'set-feature all ecs fru0_mode=rows'; do
  >     cxl-sim $c > out 2> err; echo "$? $(cat out) $(cat err)"; done | sort | uniq -c
       11 0 []   Warning: no memory devices found; see 'cxl list -i' and the kernel log

The letters of a PCI address may be in either case; names that are not hexadecimal must match.

  $ cxl-sim new other; CXL_SIM=$PWD/other
  $ for place in listed features feature planned; do $place 0000:E1:00.0; done | sort | uniq -c | tr -s ' '
   4 mem2
  $ features MEM0
  
  MEM0: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER

Serial numbers with bit 63, as we print them and as signed numbers, as ndctl and older kernels do.

  $ echo 0x8a34567890abcdef >$(find other/sys/devices -path '*/mem1/serial')
  $ for n in 0x8a34567890abcdef 9958679751846252015 -8488064321863299601 0X8A34567890ABCDEF; do
  >     for place in listed features feature planned; do $place serial:$n; done; done | sort | uniq -c | tr -s ' '
   16 mem1
  $ cxl-sim list --serial=-8488064321863299601 | grep -E 'memdev|serial'
      "memdev":"mem1",
      "serial":9958679751846252015,
  $ mkdir -p other/etc/cxl/policy.d; echo 'deny serial -8488064321863299601 verb set-feature' >other/etc/cxl/policy.d/a.conf
  $ planned mem1; planned mem0
  mem1
  mem1: patrol-scrub: refusing to read /sys/bus/edac/devices/cxl_mem1/scrub0/enable_background: denied by policy /etc/cxl/policy.d/a.conf:1: 'deny serial -8488064321863299601 verb set-feature'; see 'cxl policy show'
  mem0

An empty name.

  $ for name in '' ,; do features "$name"; planned "$name"; done 2>&1 | cut -d';' -f 1
  
  the name of the memory device is empty
  the name of the memory device is empty
  
  the name of the memory device is empty
  the name of the memory device is empty
