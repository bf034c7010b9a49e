Nesting of objects: inside their nearest listed parent, in "KIND:PARENT"; objects without a listed
parent are at the top level, by category if there are several. The example: root0 has port1 (mem0,
mem1) and port2 with the switch port5 (mem2, mem3); region0 is on mem0 and mem1, in decoder0.0.

  $ cxl-sim new tree --tree "$TESTS/data/example.tree" > /dev/null
  $ l() { cxl list --sysroot tree "$@" | jq -c "$shape"; }

Reduces the output to names: an object is its name, followed by a colon and its members if any.

  $ shape='def s: if type == "array" then map(s) elif type != "object" then empty
  >     elif (to_entries[0].value | type) == "array" then map_values(s)
  >     else [to_entries[] | select(.value | type | IN("array","object"))
  >         | select(.key | test("^memdev$|:")) | {(.key): (.value | s)}] as $in
  >         | if $in == [] then to_entries[0].value else {(to_entries[0].value): ($in | add)} end
  >     end; s'

One kind is listed in the array itself, several by category, in this order.

  $ l -M
  ["mem0","mem1","mem2","mem3"]
  $ l
  [{"memdevs":["mem0","mem1","mem2","mem3"]},{"regions":["region0"]}]
  $ l -D
  [{"root decoders":["decoder0.0","decoder0.1","decoder0.2"]},{"port decoders":["decoder1.0"]},{"endpoint decoders":["decoder3.0","decoder4.0"]}]
  $ l -MD
  [{"memdevs":["mem0","mem1","mem2","mem3"]},{"root decoders":["decoder0.0","decoder0.1","decoder0.2"]},{"port decoders":["decoder1.0"]},{"endpoint decoders":["decoder3.0","decoder4.0"]}]
  $ l -MD -m mem0 -d endpoint
  ["decoder3.0"]
  $ l -D -d root
  ["decoder0.0","decoder0.1","decoder0.2"]
  $ l -D -d endpoint
  ["decoder3.0","decoder4.0"]

A bus contains all objects below it, even if those in between are not listed.

  $ l -BM
  [{"root0":{"memdevs:root0":["mem0","mem1","mem2","mem3"]}}]
  $ l -BMD
  [{"root0":{"decoders:root0":["decoder0.0","decoder0.1","decoder0.2","decoder3.0","decoder4.0","decoder1.0"],"memdevs:root0":["mem0","mem1","mem2","mem3"]}}]
  $ l -BE
  [{"root0":{"endpoints:root0":["endpoint3","endpoint4","endpoint6","endpoint7"]}}]
  $ l -BR
  [{"root0":{"regions:root0":["region0"]}}]
  $ l -BERM | grep -oE '[a-z]+:root0' | paste -sd' '
  endpoints:root0 regions:root0

Ports contain ports, endpoints, decoders and memdevs.

  $ l -P
  ["port1",{"port2":{"ports:port2":["port5"]}}]
  $ l -PM
  [{"port1":{"memdevs:port1":["mem0","mem1"]}},{"port2":{"ports:port2":[{"port5":{"memdevs:port5":["mem2","mem3"]}}]}}]
  $ l -PE
  [{"port1":{"endpoints:port1":["endpoint3","endpoint4"]}},{"port2":{"ports:port2":[{"port5":{"endpoints:port5":["endpoint6","endpoint7"]}}]}}]
  $ l -PD -p port1
  [{"port1":{"decoders:port1":["decoder3.0","decoder4.0","decoder1.0"]}}]

An endpoint contains one memdev, as an object, then its decoders.

  $ l -EMD -e endpoint3 -m mem0 -p port1
  [{"endpoints":[{"endpoint3":{"memdev":"mem0","decoders:endpoint3":["decoder3.0"]}}]},{"port decoders":["decoder1.0"]}]
  $ cxl list --sysroot tree -EM | jq -c 'map(.memdev.memdev)'
  ["mem0","mem1","mem2","mem3"]

Regions are listed in their root decoder if it is listed, else in the bus, else at the top level.

  $ l -DR -d root
  [{"decoder0.0":{"regions:decoder0.0":["region0"]}},"decoder0.1","decoder0.2"]
  $ l -BDR -d root
  [{"root0":{"decoders:root0":[{"decoder0.0":{"regions:decoder0.0":["region0"]}},"decoder0.1","decoder0.2"]}}]
  $ l -PR
  [{"ports":["port1",{"port2":{"ports:port2":["port5"]}}]},{"regions":["region0"]}]

All kinds.

  $ cxl list --sysroot tree -BPEMDR | jq "$shape"
  [
    {
      "root0": {
        "ports:root0": [
          {
            "port1": {
              "endpoints:port1": [
                {
                  "endpoint3": {
                    "memdev": "mem0",
                    "decoders:endpoint3": [
                      "decoder3.0"
                    ]
                  }
                },
                {
                  "endpoint4": {
                    "memdev": "mem1",
                    "decoders:endpoint4": [
                      "decoder4.0"
                    ]
                  }
                }
              ],
              "decoders:port1": [
                "decoder1.0"
              ]
            }
          },
          {
            "port2": {
              "ports:port2": [
                {
                  "port5": {
                    "endpoints:port5": [
                      {
                        "endpoint6": {
                          "memdev": "mem2"
                        }
                      },
                      {
                        "endpoint7": {
                          "memdev": "mem3"
                        }
                      }
                    ]
                  }
                }
              ]
            }
          }
        ],
        "decoders:root0": [
          {
            "decoder0.0": {
              "regions:decoder0.0": [
                "region0"
              ]
            }
          },
          "decoder0.1",
          "decoder0.2"
        ]
      }
    }
  ]

A tree has regions below the memdevs that back them, if one of these is listed, else on their own.

  $ list() { cxl list --sysroot tree --format tree --columns size "$@" | tr -s ' '; }
  $ list -R; list -r region0
  NAME SIZE
  region0 2.00 GiB
  NAME SIZE
  region0 2.00 GiB
  $ list -MR --noheadings | grep -c region0; list -MR -m mem3 -r region0 --noheadings
  2
  mem3 
  region0 2.00 GiB

With -u: a single element is printed without the array, an empty result prints nothing.

  $ cxl list --sysroot tree -Bu | jq -c type; cxl list --sysroot tree -Mu | jq -c type
  "object"
  "array"
  $ cxl list --sysroot tree -u -m mem9
    Warning: no matching devices found
  

A memdev without a driver is in the first category, only with -i. While its endpoint exists, it is
also listed as usual, as in ndctl. All filters apply to it.

  $ rm tree/sys/bus/cxl/devices/mem3/driver
  $ l -M; l -Mi
  ["mem0","mem1","mem2"]
  [{"anon memdevs":["mem3"]},{"memdevs":["mem0","mem1","mem2","mem3"]}]
  $ l -Mi -p port1; l -Mi -m mem0; l -Mi -d decoder1.0; l -Mi -e endpoint4
  ["mem0","mem1"]
  ["mem0"]
  ["mem0","mem1"]
  ["mem1"]
  $ l -Mi -p port5; l -Mi -e endpoint7 -b ACPI.CXL
  [{"anon memdevs":["mem3"]},{"memdevs":["mem2","mem3"]}]
  [{"anon memdevs":["mem3"]},{"memdevs":["mem3"]}]
  $ l -Mi -b root7 2>&1
    Warning: no matching devices found
  
  []

Without its endpoint, its place in the directory of the PCI devices decides.

  $ rm tree/sys/bus/cxl/devices/endpoint7; l -Mi -b root0
  [{"anon memdevs":["mem3"]},{"memdevs":["mem0","mem1","mem2"]}]
  $ l -Mi -p port2; l -Mi -p port1; l -Mi -d decoder0.1
  [{"anon memdevs":["mem3"]},{"memdevs":["mem2"]}]
  ["mem0","mem1"]
  [{"anon memdevs":["mem3"]},{"memdevs":["mem2"]}]
  $ l -Mi -e endpoint6; l -BMi
  ["mem2"]
  [{"anon memdevs":["mem3"]},{"buses":[{"root0":{"memdevs:root0":["mem0","mem1","mem2"]}}]}]

A memdev that has a driver but no endpoint yet is not below any port: it is listed with -i only, in
the same category.

  $ rm tree/sys/bus/cxl/devices/endpoint4; l -M
  ["mem0","mem2"]
  $ l -Mi; cxl list --sysroot tree -i -m mem1 | jq -c 'map(.state)'
  [{"anon memdevs":["mem1","mem3"]},{"memdevs":["mem0","mem2"]}]
  [null]
  $ l -Mi -p port5; l -Mi -m mem1 -p port1
  [{"anon memdevs":["mem3"]},{"memdevs":["mem2"]}]
  ["mem1"]

In a tree, the targets of a region are read once for the layout, and once for each line of the region,
however many memdevs there are.

  $ cxl-sim new sixteen --tree "$TESTS/data/sixteen.tree" > /dev/null
  $ cxl list --format tree --sysroot sixteen --debug 2> trace | grep -c region0
  2
  $ grep -c 'region0/target0:' trace
  3

Those of regions that are not listed are not read.

  $ echo strange > "$(find sixteen -path '*region1/target0')"; cxl list -MR -r region0 --format tree --sysroot sixteen > out; echo $?
  0
