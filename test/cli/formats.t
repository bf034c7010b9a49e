Output formats: the same records as JSON, table, tree and envelope.

  $ cxl-sim new tree --tree "$TESTS/data/example.tree" > /dev/null
  $ mem0=$(echo tree/sys/devices/pci*/*/*/mem0); echo 0xfedcba9876543210 > $mem0/serial
  $ list() { cxl list --sysroot tree "$@"; }

JSON as in ndctl: indentation of two, no blank after a colon, escaped slashes, exact numbers.

  $ printf 'a/b\n' > $mem0/firmware_version; list -m mem0 | head -3
  [
    {
      "memdev":"mem0",
  $ list -m mem0 | grep -E 'serial|firmware'
      "serial":18364758544493064720,
      "firmware_version":"a\/b",
  $ list -m mem0 -u | grep -E 'serial|firmware'
    "serial":"0xfedcba9876543210",
    "firmware_version":"a\/b",

-u: sizes below 5000 KiB are plain numbers, then MiB up to 2 GiB, GiB up to 2 TiB, TiB.

  $ for n in 5119999 5120000 1073741824 2147483647 2147483648 2199023255551 2199023255552 1234567890123456; do
  >     echo $n > $mem0/ram/size; list -m mem0 -u | sed -n 's/.*"ram_size"://p'; done
  5119999,
  "4.88 MiB (5.12 MB)",
  "1024.00 MiB (1073.74 MB)",
  "2048.00 MiB (2147.48 MB)",
  "2.00 GiB (2.15 GB)",
  "2048.00 GiB (2199.02 GB)",
  "2.00 TiB (2.20 TB)",
  "1122.83 TiB (1234.57 TB)",
  $ echo 0x40000000 > $mem0/ram/size; printf 'sim 1.0\n' > $mem0/firmware_version
  $ list -d 3.0 -u | grep -E 'resource|size|ways'
    "resource":"0x110000000",
    "size":"2.00 GiB (2.15 GB)",
    "interleave_ways":2,
    "dpa_resource":"0",
    "dpa_size":"1024.00 MiB (1073.74 MB)",

Tables: one per kind of row. Sizes have units without -u too; --bytes prints them in bytes.

  $ list -M --format table --columns memdev,ram_size,pmem_size,serial,host
  MEMDEV    RAM-SIZE   PMEM-SIZE             SERIAL HOST
  mem0   1024.00 MiB             0xfedcba9876543210 0000:0d:00.0
  mem1   1024.00 MiB                           0xc1 0000:0e:00.0
  mem2               1024.00 MiB               0xc2 0000:e1:00.0
  mem3    512.00 MiB                           0xc3 0000:e2:00.0
  $ list -M --format table --columns memdev,ram_size --bytes
  MEMDEV   RAM-SIZE
  mem0   1073741824
  mem1   1073741824
  mem2   
  mem3    536870912
  $ list --format table | grep -E '^[A-Z]' | cut -c 1-6
  MEMDEV
  REGION
  $ list --format table | grep -c '^$'
  1

--columns and --noheadings imply a table. Columns are in the requested order.

  $ list -M --columns host,memdev | head -2
  HOST         MEMDEV
  0000:0d:00.0 mem0
  $ list -m mem0 --noheadings --columns memdev,numa_node | tr -s ' '
  mem0 0
  $ list -M --noheadings | wc -l
  4
  $ list -RX --format table --columns region,daxregion.align --noheadings | tr -s ' '
  region0 2.00 MiB
  $ list -X --format table | tail -n 1 | tr -s ' '; list -X --bytes --format table | tail -n 1 | tr -s ' '; list -RX -u | grep align
  region0 dax0.0 2.00 GiB 1 2.00 MiB system-ram 16 16 true
  region0 dax0.0 2147483648 1 2097152 system-ram 16 16 true
      "align":2097152,
          "align":2097152,

There is a row for each object that has any of the selected columns, of whatever kind, unless the rows of
the objects inside it repeat them.

  $ list -M -R --columns memdev,region,size | sed 's/ *$//'
  MEMDEV REGION SIZE
  mem0
  mem1
  mem2
  mem3
  
  MEMDEV REGION      SIZE
         region0 2.00 GiB
  $ list -M -R --columns memdev,region,size --noheadings | sed 's/ *$//'
  mem0
  mem1
  mem2
  mem3
         region0 2.00 GiB
  $ list -M -R --columns memdev,region,size --format pairs
  MEMDEV="mem0" REGION="" SIZE=""
  MEMDEV="mem1" REGION="" SIZE=""
  MEMDEV="mem2" REGION="" SIZE=""
  MEMDEV="mem3" REGION="" SIZE=""
  MEMDEV="" REGION="region0" SIZE="2.00 GiB"
  $ list -D -d root -T --columns decoder,target | sed -n 1,2p | tr -s ' '
  DECODER TARGET
  decoder0.0 pci0000:0c
  $ list -M --columns pmem_size --bytes
   PMEM-SIZE
  1073741824
  $ list -M --columns size; list --columns chardev --format pairs; list -m mem9 --columns memdev
    Warning: nothing in the result has any of the columns 'size'
    Warning: nothing in the result has any of the columns 'chardev'
    Warning: no matching devices found
  
  $ list -D -d root -vv --columns decoder,target --noheadings | sed 's/ *$//' | tr -s ' ' | sort -u
  decoder0.0 pci0000:0c
  decoder0.1 pci0000:de
  decoder0.2 pci0000:0c
  decoder0.2 pci0000:de
  decoder3.0
  decoder4.0

Mappings have no name; they are rows of their own, with the region that has them.

  $ list -RT --columns region,position,memdev
  REGION  POSITION MEMDEV
  region0        1 mem1
  region0        0 mem0
  $ list -RT --columns position,memdev --format pairs
  POSITION="1" MEMDEV="mem1"
  POSITION="0" MEMDEV="mem0"
  $ list -RT --noheadings | tail -2
  region0        1 mem1   decoder4.0
  region0        0 mem0   decoder3.0
  $ LC_ALL=C list -RT --format tree --noheadings --columns size | sed 's/ *$//'
  region0               2.00 GiB
  |-1: mem1, decoder4.0
  `-0: mem0, decoder3.0

Keys of media errors are known, also if no device has any.

  $ list -M --columns memdev,offset,length,source,flags,overflow_t | wc -l
  5

The same values as in JSON: every cell of every row of every kind.

  $ for kind in -M -B -P -E -R '-D -d root' '-D -d switch' '-D -d endpoint'; do
  >     list $kind | jq -r '[.. | objects] | .[] | select(to_entries[0].value | type == "string")
  >         | to_entries[0].value as $n | to_entries[]
  >         | select((.value | type) != "array" and (.value | type) != "object")
  >         | "\($n) \(.key) \(.value)"' | while read -r name key value; do
  >         first=$(list $kind | jq -r \
  >             'first(.. | objects | to_entries[0] | select(.value | type == "string") | .key)')
  >         cell=$(list $kind --format table --bytes --noheadings --columns "$first,$key" \
  >             | awk -v n="$name" '$1 == n { sub(/^ *[^ ]+ */, ""); sub(/ *$/, ""); print }')
  >         case $key in serial) value=$(cat tree/sys/bus/cxl/devices/$name/serial) ;;
  >         resource | dpa_resource) value=$(printf %#x "$value") ;; esac
  >         [ "$cell" = "$value" ] || echo "$kind $name $key: '$cell' in the table, '$value' in JSON"
  >         echo cell >> cells
  >     done; done
  $ [ "$(wc -l < cells)" -ge 90 ] || wc -l cells

A tree, from the bus down, with selected columns.

  $ list --format tree --columns ram_size,host | sed 's/ *$//'
  NAME                RAM-SIZE HOST
  root0
  \xe2\x94\x9c\xe2\x94\x80port1                      pci0000:0c (esc)
  \xe2\x94\x82 \xe2\x94\x9c\xe2\x94\x80endpoint3                mem0 (esc)
  \xe2\x94\x82 \xe2\x94\x82 \xe2\x94\x94\xe2\x94\x80mem0       1024.00 MiB 0000:0d:00.0 (esc)
  \xe2\x94\x82 \xe2\x94\x82   \xe2\x94\x94\xe2\x94\x80region0 (esc)
  \xe2\x94\x82 \xe2\x94\x82     \xe2\x94\x94\xe2\x94\x80dax0.0 (esc)
  \xe2\x94\x82 \xe2\x94\x94\xe2\x94\x80endpoint4                mem1 (esc)
  \xe2\x94\x82   \xe2\x94\x94\xe2\x94\x80mem1       1024.00 MiB 0000:0e:00.0 (esc)
  \xe2\x94\x82     \xe2\x94\x94\xe2\x94\x80region0 (esc)
  \xe2\x94\x82       \xe2\x94\x94\xe2\x94\x80dax0.0 (esc)
  \xe2\x94\x94\xe2\x94\x80port2                      pci0000:de (esc)
    \xe2\x94\x94\xe2\x94\x80port5                    0000:df:00.0 (esc)
      \xe2\x94\x9c\xe2\x94\x80endpoint6              mem2 (esc)
      \xe2\x94\x82 \xe2\x94\x94\xe2\x94\x80mem2                 0000:e1:00.0 (esc)
      \xe2\x94\x94\xe2\x94\x80endpoint7              mem3 (esc)
        \xe2\x94\x94\xe2\x94\x80mem3      512.00 MiB 0000:e2:00.0 (esc)
  $ LC_ALL=C list --format tree --noheadings --columns host | LC_ALL=C grep -cP '[^\x00-\x7f]'
  0
  [1]

The tree has every device of the JSON.

  $ list -vv --format tree --columns host --noheadings | grep -oE '[a-z]+[0-9]+(\.[0-9]+)?' | sort -u > in-tree
  $ list -vv | jq -r '.. | objects | to_entries[0] | select(.key |
  >     IN("bus","port","endpoint","memdev","decoder","region")) | .value | strings' | sort -u |
  >     comm -23 - in-tree

The envelope: "result" is the JSON of list; warnings are included.

  $ list -M --format envelope > envelope; list -M | jq -S . > plain; jq -S .result envelope | cmp - plain
  $ jq -c 'keys_unsorted, .schema, .tool.name, .tool.command, .errors, .warnings' envelope
  ["schema","tool","host","result","errors","warnings"]
  "cxl-utils/envelope/1"
  "cxl"
  "list"
  []
  []
  $ jq -r .tool.version envelope | cmp - <(cxl --version)
  $ list -m mem9 --format envelope 2> /dev/null > none; jq -c '.result, .warnings' none
  []
  ["no matching devices found*"] (glob)

Both match the schema: full check with python3-jsonschema, else required keys only.

  $ schema=$TESTS/../contrib/envelope.schema.json
  $ chmod 000 tree/sys/bus/cxl/devices; cp "$(readlink -f "$(command -v cxl)")" mycxl; chmod o+x .. .
  $ as=; if [ "$(id -u)" = 0 ]; then as="setpriv --reuid 65534 --regid 65534 --clear-groups"; fi
  $ $as ./mycxl list --sysroot tree --format envelope > failed 2> /dev/null; echo $?
  1
  $ chmod 755 tree/sys/bus/cxl/devices; jq -c '.errors | length, (.[0] | keys_unsorted)' failed
  1
  ["device","operation","code","errno","message","hint"]
  $ for f in envelope none failed; do
  >     jq -e --slurpfile s "$schema" '. as $e | $s[0] as $s
  >         | ($s.required - keys) == [] and (keys - ($s.properties | keys)) == []
  >         and ($s.properties.tool.required - (.tool | keys)) == [] and .schema == $s.properties.schema.const
  >         and ([.result[] | type] | all(. == "object")) and ([.warnings[] | type] | all(. == "string"))
  >         and ([.errors[] | ($s.properties.errors.items.required - keys) == []
  >             and (.code | test($s.properties.errors.items.properties.code.pattern))
  >             and .errno >= 0 and (.message | length) > 0] | all)' $f > /dev/null || echo "$f: no"
  >     if python3 -c 'import jsonschema' 2> /dev/null < /dev/null; then
  >         python3 -c 'import json, sys, jsonschema
  > jsonschema.validate(json.load(open(sys.argv[1])), json.load(open(sys.argv[2])))' $f "$schema" < /dev/null; fi
  > done

An empty result in every format.

  $ for f in json table tree envelope; do list -m mem9 --format $f > out 2> err
  >     echo "$f $? $(grep -c Warning err) $(wc -c < out | sed 's/[0-9][0-9]*[0-9]/many/')"; done
  json 0 1 3
  table 0 1 0
  tree 0 1 0
  envelope 0 1 many

version, help, an unknown command and an unknown option: an envelope, too.

  $ n=0
  $ brief() { cxl "$@" 2>/dev/null | tee got | jq -c '[.tool.command, (.result | length), (.errors[] | .code, .errno, .message, .hint)]'; echo ${PIPESTATUS[0]}; cp got "got$((n += 1))"; }
  $ brief version --format envelope; jq -r '.result[].version' got | cmp - <(cxl version)
  ["version",1]
  0
  $ brief --version --format=envelope
  ["version",1]
  0
  $ brief help --format envelope | sed "s/$(cxl --list-cmds | wc -l)/all/"; jq '.result' got | cmp - <(cxl --list-cmds --format json | jq .)
  ["help",all]
  0
  $ brief --help --format envelope list; jq -c '.result[] | .command' got
  ["help",1]
  0
  "list"
  $ brief bogus --format envelope; brief lis --format=envelope
  ["bogus",0,"unknown_command",0,"Unknown command: 'bogus'","see 'cxl --help' for all commands"]
  1
  ["lis",0,"unknown_command",0,"Unknown command: 'lis'","did you mean 'list'? See 'cxl --help' for all commands"]
  1
  $ brief help bogus --format envelope
  ["bogus",0,"unknown_command",0,"Unknown command: 'bogus'","see 'cxl --help' for all commands"]
  1
  $ brief --format envelope bogus; brief --format envelope list; brief --list-cmds --format envelope
  ["",0,"usage",0,"Unknown option: --format","see 'cxl --help'"]
  129
  ["",0,"usage",0,"Unknown option: --format","see 'cxl --help'"]
  129
  ["",0,"usage",0,"cxl --list-cmds: invalid --format 'envelope': expected json","see 'cxl --help'"]
  129
  $ if python3 -c 'import jsonschema' 2> /dev/null < /dev/null; then for i in $(seq $n); do
  >     python3 -c 'import json, sys, jsonschema
  > jsonschema.validate(json.load(open(sys.argv[1])), json.load(open(sys.argv[2])))' got$i "$schema" < /dev/null; done; fi
  $ cxl bogus --format json; cxl version --format json
  Unknown command: 'bogus'
  see 'cxl --help' for all commands
  []
  [
    {
      "version":"100"
    }
  ]
