Filters of cxl list, compatible with ndctl. The example: port1 with mem0 (endpoint3) and mem1
(endpoint4), port2 with the switch port5, and mem2 (endpoint6) and mem3 (endpoint7) below port5.
decoder0.0 targets port1, decoder0.1 port2, decoder0.2 both; region0 is on mem0 and mem1.

  $ cxl-sim new tree --tree "$TESTS/data/example.tree" > /dev/null
  $ l() { cxl list --sysroot tree "$@" 2>&1 > out | grep -v '^$'; jq -r '[.. | objects | to_entries[0]
  >     | select(.key | IN("bus","port","endpoint","memdev","decoder","region")) | .value
  >     | strings] | select(length > 0) | join(" ")' out; }

Each filter applies to some types of objects, as the manual says and as in ndctl.

  $ cxl-sim new apart --tree "$TESTS/data/example.tree" > /dev/null
  $ for o in M B P E D R; do cxl list -i --sysroot apart -$o > all; echo "-$o: $(for f in -mmem2 -s0xc2 -broot9 -pport5 -eendpoint6 -ddecoder0.1 -rregion9; do
  >     cxl list -i --sysroot apart -$o $f 2> /dev/null | cmp -s all || echo -n " ${f:0:2}"; done)"; done
  -M:  -m -s -b -p -e -d
  -B:  -b -p
  -P:  -m -s -b -p
  -E:  -m -s -b -p -e
  -D:  -m -s -b -p -e -d -r
  -R:  -b -p -d -r
  $ l -B -m mem9; l -R -m mem2
    Warning: no matching devices found
  region0

Values are separated by commas, blanks or both; any value may match; "all" matches. A value that matches no
device is reported. (v85 separates by blanks if there are any, else by commas.)

  $ l -m mem0,mem2; l -m 'mem0 mem2'; l -m all; l -m mem9,mem1
  mem0 mem2
  mem0 mem2
  mem0 mem1 mem2 mem3
    Warning: no device matches --memdev 'mem9'
  mem1
  $ l -m 'mem0,mem1 mem2'; l -m ' mem0  mem3 '; l -m ',,mem1,'
  mem0 mem1 mem2
  mem0 mem3
  mem1
  $ l -m ''; l -m ' '
    Warning: no matching devices found
    Warning: no matching devices found

Memdevs by number, name, host.

  $ l -m 0; l -m mem0; l -m 0000:e1:00.0
  mem0
  mem0
  mem2

A PCI address is not parsed as a number (v85 also matches memdev 0 for "0000:e1:00.0").

  $ l -m 0000:0d:00.0; l -m 1x; l -m mem; l -m mem0x; l -m -1; l -m 0x1
  mem0
    Warning: no matching devices found
    Warning: no matching devices found
    Warning: no matching devices found
    Warning: no matching devices found
    Warning: no matching devices found

Serials in hexadecimal or decimal; with -m both must match.

  $ l -s 0xc1; l -s 193; l -s '0xffff 0xc2'; l -s junk,0xc3; l -s 0xc1 -m mem0; l -s 0xc1 -m mem1
  mem1
  mem1
    Warning: no device matches --serial '0xffff'
  mem2
    Warning: no device matches --serial 'junk'
  mem3
    Warning: no matching devices found
  mem1

Buses by number, name, provider.

  $ l -b 0; l -b root0; l -b ACPI.CXL; l -b cxl_test; l -b 1
  root0
  root0
  root0
    Warning: no matching devices found
    Warning: no matching devices found

Ports by class, number, name, host. Descendants are listed with -P, but not without it or with -S.

  $ l -p port2; l -p 2; l -p pci0000:de; l -p 0000:df:00.0; l -p switch; l -p root; l -p endpoint
  port2
  port2
  port2
  port5
  port1 port2 port5
  root0
  endpoint3 endpoint4 endpoint6 endpoint7
  $ l -P -p port2; l -P -S -p port2; l -P -p root -S; l -PE -p port2; l -p port9
  port2 port5
  port2
  root0
  port2 port5 endpoint6 endpoint7
    Warning: no matching devices found

Endpoints by number, name, memdev.

  $ l -e 6; l -e endpoint6; l -e mem2; l -e 0
  endpoint6
  endpoint6
  endpoint6
    Warning: no matching devices found

Decoders by class, number, name.

  $ l -d root; l -d switch; l -d endpoint; l -d 1.0; l -d decoder1.0; l -d 1; l -d decoder1
  decoder0.0 decoder0.1 decoder0.2
  decoder1.0
  decoder3.0 decoder4.0
  decoder1.0
  decoder1.0
    Warning: no matching devices found
    Warning: no matching devices found

Regions by number and name.

  $ l -r 0; l -r region0; l -r all; l -r 1
  region0
  region0
  region0
    Warning: no matching devices found

Memdevs by bus, port and decoder: the memdevs below a host bridge or switch.

  $ l -M -b root0; l -M -b ACPI.CXL; l -M -b root1
  mem0 mem1 mem2 mem3
  mem0 mem1 mem2 mem3
    Warning: no matching devices found
  $ l -M -p port1; l -M -p pci0000:de; l -M -p port5; l -M -p root; l -M -p port1,port5
  mem0 mem1
  mem2 mem3
  mem2 mem3
  mem0 mem1 mem2 mem3
  mem0 mem1 mem2 mem3
  $ l -M -d decoder0.0; l -M -d 0.1; l -M -d 0.2; l -M -d decoder1.0; l -M -d root
  mem0 mem1
  mem2 mem3
  mem0 mem1 mem2 mem3
  mem0 mem1
  mem0 mem1 mem2 mem3

Memdevs are not filtered by region.

  $ l -M -r region0
  mem0 mem1 mem2 mem3

Buses, ports, endpoints and decoders of a memdev.

  $ l -B -m mem2; l -P -m mem2; l -E -m mem2; l -D -m mem0; l -D -m mem3; l -B -m mem9
  root0
  port2 port5
  endpoint6
  decoder0.0 decoder0.2 decoder1.0 decoder3.0
  decoder0.1 decoder0.2
    Warning: no matching devices found
  $ l -BPEM -s 0xc3
  root0 port2 port5 endpoint7 mem3

Dports and targets are filtered too, their counts are not.

  $ cxl list --sysroot tree -PT -m mem1 | jq -c '.[] | .nr_dports, [.dports[].dport]'
  2
  ["0000:0c:01.0"]
  $ cxl list --sysroot tree -DT -d 0.2 -m mem3 | jq -c '.[] | .nr_targets, [.targets[].target]'
  2
  ["pci0000:de"]

Decoders and regions by each other, by port, by bus.

  $ l -D -r region0; l -R -d 0.0; l -R -d 0.1; l -R -p root; l -R -b root0; l -R -b root7
  decoder0.0 decoder1.0 decoder3.0 decoder4.0
  region0
    Warning: no matching devices found
  region0
  region0
    Warning: no matching devices found
  $ l -D -p port1; l -D -S -p port1; l -D -p root -S; l -D -b root0
  decoder1.0 decoder3.0 decoder4.0
  decoder1.0
  decoder0.0 decoder0.1 decoder0.2
  decoder0.0 decoder0.1 decoder0.2 decoder1.0 decoder3.0 decoder4.0

Filters of different kinds must all match.

  $ l -BPEMDR -b ACPI.CXL -p port1 -m mem0; l -M -m mem0 -p port2; l -E -e mem0 -p port5
  port1 endpoint3 mem0 decoder3.0 decoder1.0
    Warning: no matching devices found
    Warning: no matching devices found

Without -i, objects without a driver and all objects below them are hidden.

  $ rm tree/sys/bus/cxl/devices/port5/driver
  $ l -P; l -Pi; l -E; l -M; l -D -m mem2 -i
  port1 port2
  port1 port2 port5
  endpoint3 endpoint4
  mem0 mem1
  decoder0.1 decoder0.2 decoder2.0 decoder2.1 decoder5.0 decoder5.1 decoder6.0 decoder6.1
  $ cxl list --sysroot tree -Pi -S -p port5 | jq -c 'map(.state)'
  ["disabled"]
