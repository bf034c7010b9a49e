Objects listed by cxl list, their order and attributes. The example: one bus, port1 with mem0 and
mem1, port2 with the switch port5 and mem2 and mem3 below it, region0 on mem0 and mem1.

  $ cxl-sim new tree --tree "$TESTS/data/example.tree" > /dev/null
  $ list() { cxl list --sysroot tree "$@"; }
  $ names='[.. | objects | to_entries[0] | select(.value | type == "string")
  >     | select(.key | IN("bus","port","endpoint","memdev","decoder","region")) | .value]'
  $ kinds() { list "$@" | jq -c '[.. | objects | to_entries[0].key
  >     | select(IN("bus","port","endpoint","memdev","decoder","region"))] | unique'; }

Without options: memdevs and regions.

  $ kinds
  ["memdev","region"]
  $ list | jq -c 'map(keys[0])'
  ["memdevs","regions"]

Each option selects one kind.

  $ for o in M B P E D R; do kinds -$o; done
  ["memdev"]
  ["bus"]
  ["port"]
  ["endpoint"]
  ["decoder"]
  ["region"]

A filter without a kind selects its kind; two filters select both.

  $ kinds -m mem0; kinds -s 0xc0; kinds -b root0; kinds -p port1; kinds -e endpoint3
  ["memdev"]
  ["memdev"]
  ["bus"]
  ["port"]
  ["endpoint"]
  $ kinds -d decoder0.0; kinds -r region0; kinds -m mem0 -r region0
  ["decoder"]
  ["region"]
  ["memdev","region"]

With a kind option, a filter does not select a kind.

  $ kinds -B -m mem0
  ["bus"]

Options for additional attributes do not select a kind.

  $ for o in T X H I F A L; do kinds -$o 2> /dev/null; done | uniq -c | sed 's/^ *//'
  7 ["memdev","region"]

-v adds all kinds except memdevs, which require -M or no kind option; -vv adds idle objects.

  $ kinds -v
  ["bus","decoder","endpoint","memdev","port","region"]
  $ kinds -Bv
  ["bus","decoder","endpoint","port","region"]
  $ kinds -BMv
  ["bus","decoder","endpoint","memdev","port","region"]
  $ list -v | jq -c "$names" | tr -d '[]"'
  root0,port1,endpoint3,mem0,decoder3.0,endpoint4,mem1,decoder4.0,decoder1.0,port2,port5,endpoint6,mem2,endpoint7,mem3,decoder0.0,region0,decoder0.1,decoder0.2
  $ list -vv | jq -r "$names[]" | sort > listed
  $ ls tree/sys/bus/cxl/devices | grep -E '^(root|port|endpoint|mem|decoder|region)[0-9]' |
  >     sort | diff - listed

Port classes in -p can select a kind: "root" buses, "endpoint" endpoints.

  $ list -P -p root -S | jq -c "$names"; list -p root | jq -c "$names"
  ["root0"]
  ["root0"]
  $ list -P -p endpoint | jq -c "$names"
  ["endpoint3","endpoint4","endpoint6","endpoint7"]

Order: by number; memdevs, ports and endpoints depth first; decoders by root, ports, endpoints.

  $ list -M | jq -c "$names"; list -P | jq -c "$names"; list -E | jq -c "$names"
  ["mem0","mem1","mem2","mem3"]
  ["port1","port2","port5"]
  ["endpoint3","endpoint4","endpoint6","endpoint7"]
  $ list -D | jq -c "$names"
  ["decoder0.0","decoder0.1","decoder0.2","decoder1.0","decoder3.0","decoder4.0"]
  $ list -Di | jq -c "$names | .[3:]" | tr -d '[]"'
  decoder1.0,decoder1.1,decoder2.0,decoder2.1,decoder5.0,decoder5.1,decoder3.0,decoder3.1,decoder4.0,decoder4.1,decoder6.0,decoder6.1,decoder7.0,decoder7.1

Regions are ordered by address, not by number.

  $ cxl-sim new one --tree "$TESTS/data/one.tree" > /dev/null
  $ r() { echo one/sys/devices/platform/ACPI0017:00/root0/decoder0.0/region$1/resource; }
  $ cxl list --sysroot one -R | jq -c 'map(.region)'
  ["region0","region1"]
  $ a=$(cat "$(r 0)"); cat "$(r 1)" > "$(r 0)"; echo "$a" > "$(r 1)"
  $ cxl list --sysroot one -R | jq -c 'map(.region)'
  ["region1","region0"]

Attributes of a memdev, in this order; sizes of zero are omitted.

  $ list -m mem0
  [
    {
      "memdev":"mem0",
      "ram_size":1073741824,
      "ram_qos_class":0,
      "serial":192,
      "numa_node":0,
      "host":"0000:0d:00.0",
      "firmware_version":"sim 1.0",
      "poison_injectable":true
    }
  ]
  $ list -m mem2 | jq -c '.[0] | keys_unsorted'
  ["memdev","pmem_size","pmem_qos_class","serial","numa_node","host","firmware_version","poison_injectable"]

Memdevs with both types of memory: pmem is listed first.

  $ m=$(echo tree/sys/devices/pci*/*/*/mem0)
  $ echo 0x20000000 > $m/pmem/size; echo 3 > $m/pmem/qos_class
  $ list -m mem0 | jq -c '.[0] | to_entries[:5] | map([.key, .value])'
  [["memdev","mem0"],["pmem_size",536870912],["pmem_qos_class",3],["ram_size",1073741824],["ram_qos_class",0]]
  $ echo 0 > $m/pmem/size

Without a NUMA node or debugfs the keys are omitted.

  $ echo -1 > $m/numa_node; list -m mem0 | jq -c '.[0].numa_node'
  null
  $ echo 0 > $m/numa_node
  $ mv tree/proc/mounts .; list -vv | grep -cE 'injectable_protocol|poison_injectable'
  0
  [1]
  $ list -BT | jq -c '.[0] | keys_unsorted, .dports[0].protocol_injectable'
  ["bus","provider","nr_dports","dports"]
  false
  $ mv mounts tree/proc/
  $ rm -f tree/sys/kernel/debug/cxl/mem0/inject_poison
  $ list -m mem0,mem1 | jq -c 'map(.poison_injectable)'
  [false,true]
  $ mv tree/sys/kernel/debug/cxl/mem1 tree/sys/kernel/debug/cxl/mem10; list -m mem0,mem1 | jq -c 'map(.poison_injectable)'
  [false,false]
  $ mv tree/sys/kernel/debug/cxl/mem10 tree/sys/kernel/debug/cxl/mem1; list -m mem1 | jq -c 'map(.poison_injectable)'
  [true]

Error types that can be injected, with the names of ndctl.

  $ printf '0x00001000\tCXL.cache Protocol Correctable\n0x00020000\tCXL.mem Protocol Uncorrectable fatal\n' \
  >     > tree/sys/kernel/debug/cxl/einj_types
  $ list -B
  [
    {
      "bus":"root0",
      "provider":"ACPI.CXL",
      "injectable_protocol_errors":[
        "cache-correctable",
        "mem-fatal"
      ]
    }
  ]

Ports: parent_dport only below the second level; the depth of a bus is not listed.

  $ list -P | jq -c '[.. | objects] | .[] | to_entries | map(.value) | .[:5]'
  ["port1","pci0000:0c",1,1]
  ["port2","pci0000:de",1,0,*] (glob)
  ["port5","0000:df:00.0","0000:de:00.0",2,0]
  $ list -P | jq -c '.[1]["ports:port2"][0] | keys_unsorted'
  ["port","host","parent_dport","depth","decoders_committed"]
  $ list -E -e mem2 | jq -c '.[]'
  {"endpoint":"endpoint6","host":"mem2","parent_dport":"0000:e0:00.0","depth":3,"decoders_committed":0}

-T: dports of buses and ports, targets of decoders, mappings of regions.

  $ list -PT -p port1 | jq -c '.[0] | .nr_dports, .dports[]'
  2
  {"dport":"0000:0c:00.0","id":0,"protocol_injectable":false}
  {"dport":"0000:0c:01.0","id":1,"protocol_injectable":false}
  $ list -BT | jq -c '.[0] | .nr_dports, .dports[]'
  2
  {"dport":"pci0000:0c","alias":"ACPI0016:00","id":12,"protocol_injectable":false}
  {"dport":"pci0000:de","alias":"ACPI0016:01","id":222,"protocol_injectable":false}
  $ list -DT -d 0.2 | jq -c '.[0] | .nr_targets, .targets[]'
  2
  {"target":"pci0000:de","alias":"ACPI0016:01","position":1,"id":222}
  {"target":"pci0000:0c","alias":"ACPI0016:00","position":0,"id":12}
  $ list -RT | jq -c '.[0].mappings'
  [{"position":1,"memdev":"mem1","decoder":"decoder4.0"},{"position":0,"memdev":"mem0","decoder":"decoder3.0"}]
  $ list -D -d 0.2 | jq -c '.[0] | has("targets"), .nr_targets'
  false
  2

Decoders: root decoders with capabilities and available extent, others with their region.

  $ list -D | jq -c '.[][][0]'
  {"decoder":"decoder0.0","resource":4563402752,"size":4294967296,"interleave_ways":1,"max_available_extent":2147483648,"pmem_capable":true,"volatile_capable":true,"qos_class":0,"nr_targets":1}
  {"decoder":"decoder1.0","resource":4563402752,"size":2147483648,"interleave_ways":2,"interleave_granularity":256,"region":"region0","nr_targets":2}
  {"decoder":"decoder3.0","resource":4563402752,"size":2147483648,"interleave_ways":2,"interleave_granularity":256,"region":"region0","dpa_resource":0,"dpa_size":1073741824,"mode":"ram"}
  $ list -Di -d 3.1 | jq -c '.[]'
  {"decoder":"decoder3.1","interleave_ways":1,"state":"disabled"}
  $ list -D -d 3.1 2>&1 | tail -1
  []

Only available capabilities are listed; a window without type 3 has no available extent.

  $ w=tree/sys/devices/platform/ACPI0017:00/root0/decoder0.1
  $ echo 0 > $w/cap_type3; echo 1 > $w/cap_type2; echo -1 > $w/qos_class
  $ list -D -d 0.1 | jq -c '.[0] | keys_unsorted'
  ["decoder","resource","size","interleave_ways","accelmem_capable","nr_targets"]

All attributes of a region.

  $ list -RTX | jq -c '.[0] | del(.mappings, .daxregion), (keys_unsorted | .[-2:])'
  {"region":"region0","resource":4563402752,"size":2147483648,"type":"ram","interleave_ways":2,"interleave_granularity":256,"decode_state":"commit","locked":false}
  ["mappings","daxregion"]
  $ list -RX | jq -c '.[0].daxregion | ., (.devices[0] | keys_unsorted)'
  {"id":0,"size":2147483648,"align":2097152,"devices":[{"chardev":"dax0.0","size":2147483648,"target_node":1,"align":2097152,"mode":"system-ram","online_memblocks":16,"total_memblocks":16,"movable":true}]}
  ["chardev","size","target_node","align","mode","online_memblocks","total_memblocks","movable"]

Memory blocks are those of the mappings, whole blocks only; without all of them nothing is known.
The blocks of the example have 128 MiB, dax0.0 has blocks 34 to 49.

  $ x=$(echo tree/sys/devices/platform/ACPI0017:00/root0/decoder0.0/region0/dax_region0/dax0.0)
  $ blocks() { list -RX | jq -c '.[0].daxregion.devices[0] | [.online_memblocks, .total_memblocks]'; }
  $ echo offline > tree/sys/devices/system/memory/memory49/state; blocks
  [15,16]
  $ echo 0x117ffffff > $x/mapping0/end; blocks
  [1,1]
  $ mkdir $x/mapping1; echo 0x187ffffff > $x/mapping1/start; echo 0x18ffffffe > $x/mapping1/end; blocks
  [1,1]
  $ echo 0x180000000 > $x/mapping1/start; echo 0x18fffffff > $x/mapping1/end; blocks
  [2,3]
  $ rm $x/mapping1/end; blocks
  [null,null]
  $ rm -r $x/mapping1; mv $x/mapping0 $x/old; blocks; mv $x/old $x/mapping0
  [null,null]
  $ echo 0x18fffffff > $x/mapping0/end; echo online > tree/sys/devices/system/memory/memory49/state

Since Linux 7.3, a device of kmem can be without memory blocks: "unplugged". Other words in "state"
are the last request, and do not tell what the blocks are.

  $ state() { echo $1 > $x/state; list -RX | jq -c '.[0].daxregion.devices[0]
  >     | [.mode, .online_memblocks, .total_memblocks, .movable, .state]'; }
  $ state online_movable; state unplugged
  ["system-ram",16,16,true,null]
  ["system-ram",16,16,true,null]
  $ mv tree/sys/devices/system/memory blocks; mkdir tree/sys/devices/system/memory
  $ cp blocks/block_size_bytes tree/sys/devices/system/memory; state unplugged; state offline
  ["system-ram",0,0,null,"unplugged"]
  ["system-ram",0,0,null,null]
  $ rm $x/mapping0/end; state unplugged
  ["system-ram",null,null,null,"unplugged"]
  $ echo 0x18fffffff > $x/mapping0/end; rm $x/state; rm -r tree/sys/devices/system/memory
  $ mv blocks tree/sys/devices/system/memory
  $ g=tree/sys/devices/platform/ACPI0017:00/root0/decoder0.0/region0
  $ echo 0x10000000 > $g/extended_linear_cache_size; echo 0 > $g/commit; rm $g/driver; echo 1 > $g/locked
  $ list -Ri | jq -c '.[0]'
  {"region":"region0","resource":4563402752,"size":2147483648,"extended_linear_cache_size":268435456,"type":"ram","interleave_ways":2,"interleave_granularity":256,"decode_state":"reset","state":"disabled","locked":true}
  $ list -R 2>&1 | tail -1
  []
  $ echo 0 > $g/extended_linear_cache_size; rm $g/locked; echo none > $g/mode
  $ list -Ri | jq -c '.[0] | keys_unsorted'
  ["region","resource","size","interleave_ways","interleave_granularity","decode_state","state"]

A QoS class mismatch of memdev and root decoder is reported.

  $ echo ram > $g/mode; list -Ri | jq -c '.[0].qos_class_mismatch'
  null
  $ echo 5 > $m/ram/qos_class; list -Ri | jq -c '.[0].qos_class_mismatch'
  true
  $ echo strange > $g/mode; list -Ri | jq -c '.[0] | [.type, .qos_class_mismatch]'
  ["strange",null]
  $ echo ram > $g/mode

A target that is not the name of a decoder is an invalid value; a decoder that is not in the topology, since
it was created after the scan, is not found.

  $ cat $g/target0; echo mem0 > $g/target0; list -RTi | jq -c '.[0].mappings'; echo ${PIPESTATUS[0]}
  decoder3.0
    Warning: cannot read /sys/devices/platform/ACPI0017:00/root0/decoder0.0/region0/target0: invalid value
  [{"position":1,"memdev":"mem1","decoder":"decoder4.0"}]
  1
  $ for t in decoder9.9 decoder3.9 decoder3.64 ../../x decoder9 decoder9.x decoder9.9x; do echo $t > $g/target0; list -RTi 2>err | jq -c '.[0].mappings[].memdev'
  >     echo "$t ${PIPESTATUS[0]}: $(sed 's,.*/sys/.*/,,' err)"; done; : > $g/target0
  "mem1"
  decoder9.9 1: target0: it names a device that was not found
  "mem1"
  decoder3.9 1: target0: it names a device that was not found
  "mem1"
  decoder3.64 1: target0: it names a device that was not found
  "mem1"
  ../../x 1: target0: invalid value
  "mem1"
  decoder9 1: target0: invalid value
  "mem1"
  decoder9.x 1: target0: invalid value
  "mem1"
  decoder9.9x 1: target0: invalid value
  $ list -RTi | jq -c '.[0].mappings'; echo ${PIPESTATUS[0]}
  [{"position":1,"memdev":"mem1","decoder":"decoder4.0"}]
  0

All ones and -1 stand for "no value" in every numeric attribute, and are not printed.

  $ grep -rlxE '0x[0-9a-f]+|[0-9]+' tree/sys/devices/pci* tree/sys/devices/platform > numeric
  $ [ "$(wc -l < numeric)" -gt 200 ] || wc -l numeric
  $ for mark in -1 0xffffffffffffffff 18446744073709551615; do
  >     while read -r f; do echo $mark > "$f"; done < numeric
  >     list -vvv 2> /dev/null | jq -c '[.. | objects | to_entries[] | select(.value | type == "number")
  >         | select(.key | IN("depth", "nr_dports", "nr_targets", "position", "id") | not) | .key]'
  > done
  []
  []
  []
