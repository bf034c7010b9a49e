# SPDX-License-Identifier: GPL-2.0-only
Every output format of every command that has --format, on a system with 16 devices, long names and
large values.

  $ sed -E 's/region0/region12/g; s,(mem[0-9]+/serial) 0x(..)$,\1 0xfedcba98765432\2,
  >     s,(mem(0|15)/pmem/size) .*,\1 0x4000000000,; s,(mem12/label_storage_size) .*,\1 4096,; s,(/ram/size) .*,\1 0x4000000000,
  >     s,(/firmware_version) .*,\1 FIRMWARE 12.34.5,; s,(decoder[0-9.]+/start) 0x[1-9a-f].*,\1 0x1080000000000,
  >     s,(/region12/resource) .*,\1 0x1080000000000,; s,(/region12/size) .*,\1 0x4000000000,' \
  >     "$TESTS/data/sixteen.tree" > tree
  $ sed -e 's/mem3$/mem15/; s/mem1$/mem11/; s/fw.slot1 sim 1.1/fw.slot1 FIRMWARE 12.34.5/' \
  >     "$TESTS/data/example.sim" > devices
  $ printf 'device mem14\n\tcel 0x4303 0\n\tcel 0x4000 0\n\tcel 0x4100 0\n\tcel 0x4101 1\n\tidentify.partition_alignment 256M\n\tidentify.volatile_capacity 256M\ndevice mem13\n\tcel 0x0400 0\n\tcel 0x0403 0x10\n\tlog 5e1819d9-11a9-400c-811f-d60719403d86 76\n' >> devices
  $ cxl-sim new sim --tree tree --devices devices > /dev/null; export CXL_SIM=$PWD/sim
  $ cxl-sim dump -o d > /dev/null 2>&1
  $ mkdir -p sim/etc/cxl/policy.d; echo 'deny firmware "FIRMWARE 00.00.0" opcode 0xc001' > rules
  $ cp rules sim/etc/cxl/policy.d/a.conf; cxl-sim set-feature mem12 patrol-scrub cycle_hours=30 > /dev/null
  $ mkdir -p sim/var/log; echo 'x cxl-audit[7]: {"event":"intent","time":"2001-01-01T00:00:00.000000Z","pid":1,"number":1,"verb":"old","device":"mem7","path":"x"}' > sim/var/log/syslog
  $ mkdir -p sim/sys/bus/platform/drivers/cxl_acpi; : > sim/sys/bus/platform/drivers/cxl_acpi/unbind
  $ cat > lines << 'END'
  > list
  > list -i
  > list -vv
  > list -vvv
  > list -D
  > list -D -d root
  > list -D -d endpoint
  > list -RX
  > list -RT
  > list -BT
  > list -MIF
  > list -m mem15
  > list-features
  > list-features mem15 -V
  > list-logs
  > cdat
  > cdat --structures
  > cdat mem15 -o copy
  > list-commands mem15
  > get-log mem15 cel
  > get-log mem15 vendor-debug -o log
  > clear-log mem13 vendor-debug --dry-run --yes --force
  > get-feature mem15,mem14 patrol-scrub
  > get-feature mem15 ecs
  > set-feature mem15 patrol-scrub cycle_hours=24 --dry-run
  > set-feature mem12,mem15 patrol-scrub cycle_hours=24 --dry-run
  > set-shutdown-state all clean --dry-run
  > read-labels mem12 --decode
  > check-labels mem12
  > zero-labels mem12 --dry-run
  > write-labels mem12 -i rules --dry-run
  > send-command mem15 identify
  > send-command mem15 get-supported-logs
  > send-command mem15 0xc000 --raw --dry-run
  > doe list mem14 mem15
  > list -PTM --pci
  > policy show
  > policy check mem15 feature patrol-scrub
  > policy lint rules
  > audit
  > audit --unverified
  > undo --dry-run
  > support-status
  > dump --list-sections
  > diff d
  > check
  > check --list-rules
  > identify
  > get-health
  > get-health mem15
  > get-alert-config
  > get-timestamp
  > get-fw-info
  > get-fw-info mem15 -o image
  > get-partition
  > get-shutdown-state
  > scan-media-caps mem14 --length 256M
  > set-alert-config mem12,mem15 -L 50 --life-used-alert=on --over-temperature-alert=off --dry-run
  > wait-sanitize mem12,mem14
  > reserve-dpa mem14 --dry-run
  > sanitize-memdev mem14 --dry-run
  > update-firmware mem12,mem14 -F rules --dry-run
  > set-partition mem14 -f -s 256M --dry-run
  > disable-memdev mem12,mem14 -f --dry-run
  > enable-memdev all --dry-run
  > disable-port all -f --dry-run
  > enable-port all -m --dry-run
  > disable-bus all -f --dry-run
  > create-region --explain
  > create-region -d decoder0.3 -t ram -m mem1 --dry-run
  > disable-region all --dry-run
  > enable-region all --dry-run
  > destroy-region all -f --dry-run
  > inject-media-poison mem14 -a 0,64 -f --dry-run
  > clear-media-poison mem14 -a 0x40 -f --dry-run
  > repair-memory mem14
  > repair-memory mem14 -t ppr --dpa 0x40 --nibble-mask 0xf -f --dry-run
  > END
(cxl monitor, which does not end, has only two of the formats.)

  $ commands() { for c in $(cxl --list-cmds); do ! cxl $c --list-opts 2> /dev/null | grep -qw -e --format || echo $c; done; }
  $ commands | grep -vx monitor | sort | comm -3 - <(cut -d' ' -f 1 lines | sort -u)
  erase-memdev
  fm
  free-dpa
  inject-protocol-error
  list-targets

Tables are at most 100 columns wide.

  $ run() { LC_ALL=C cxl-sim $line --format "$@" < /dev/null 2> err; }
  $ each() { while read -r line; do "$@"; done < ${lines-lines}; }
  $ table() { run table > out; awk -v l="$line" 'length > 100 { print l ": " length ": " $0; exit }
  >     END { if (NR == 0) print l ": nothing" }' out; }
  $ each table

On a terminal of 80 columns, the tables of our commands keep their most important columns.

  $ narrow() { COLUMNS=80 $TESTS/pty -- sh -c "cxl-sim $line --format table 2> /dev/null" < /dev/null | sed 's/ *$//'; }
  $ heading() { narrow > out; echo "$line: $(grep -m 1 -E '^[A-Z]' out)"; awk -v l="$line" 'length > 80 { print l ": " length ": " $0; exit }' out; }
  $ printf '%s\n' 'list-commands' 'list-features' 'list-features -V' list-logs cdat 'cdat --structures' 'get-log mem14,mem15 cel' get-health identify audit \
  >     support-status get-timestamp get-partition get-fw-info > narrow-lines
  $ lines=narrow-lines each heading
  list-commands: MEMDEV OPCODE NAME                        ROUTE RISK NATIVE
  list-features: MEMDEV NAME              OWNER  ROUTE REASON
  list-features -V: MEMDEV NAME              KEY                     CURRENT
  list-logs: MEMDEV NAME         SIZE CLEARABLE UUID
  cdat: MEMDEV HANDLE SOURCE REGION   READ-LATENCY-NS READ-BANDWIDTH-MB-PER-S QOS-CLASS
  cdat --structures: MEMDEV OFFSET TYPE   HANDLE DATA-TYPE       LATENCY-NS BANDWIDTH-MB-PER-S
  get-log mem14,mem15 cel: MEMDEV OPCODE NAME                        EFFECTS
  get-health: MEMDEV VERDICT   LIFE-USED-PERCENT TEMPERATURE VOLATILE-ERRORS FINDINGS
  identify: MEMDEV FW-REVISION      TOTAL-SIZE VOLATILE-ONLY-SIZE PERSISTENT-ONLY-SIZE
  audit: TIME                        EVENT   VERB        DEVICE VERDICT RESULT
  support-status: CHECK              SUPPORTED VALUE                   DESCRIPTION
  get-timestamp: MEMDEV             SERIAL        TIMESTAMP-NS
  get-partition: MEMDEV ACTIVE-VOLATILE-SIZE ACTIVE-PERSISTENT-SIZE NEXT-VOLATILE-SIZE
  get-fw-info: MEMDEV ACTIVE-SLOT STAGED-SLOT SLOT1-REVISION   SLOT2-REVISION SLOT3-REVISION

  $ grep '^list ' lines > list-lines; echo list >> list-lines
  $ tree() { run tree | awk -v l="$line" 'length > 100 { print l ": " $0; exit } END { if (NR < 2) print l ": nothing" }'; }
  $ lines=list-lines each tree

Every object of a list is a row of pairs, also one without a name (a mapping).

  $ count() { jq '[paths(type == "object") as $p | getpath($p) | to_entries[0] |
  >     select((.value | type | IN("string", "number")) and (($p[-1] | type == "number") or .key == $p[-1]))] | length' rows; }
  $ rows() { run json > rows; run pairs > out; [ "$(wc -l < out)" = "$(count)" ] || echo "$line: $(wc -l < out), not $(count)"; }
  $ lines=list-lines each rows

JSON is an array, the envelope an object; pairs are assignments.

  $ json() { run json > "json$((++n))"; jq -e 'type == "array" and length > 0' "json$n" > /dev/null || echo "$line"; }
  $ n=0; each json
  $ sort -u -t' ' -k1,1 lines > verbs; wc -l < verbs
  49
  $ envelope() { run envelope | jq -e '.schema == "cxl-utils/envelope/1" and (.result | length > 0)' > /dev/null || echo "$line"; }
  $ lines=verbs each envelope
  $ pairs() { run pairs > out; [ -s out ] || echo "$line: nothing"; cat out >> all
  >     grep -vE '^[A-Z][A-Z0-9_]*="([^"\\`$]|\\.)*"( [A-Z][A-Z0-9_]*="([^"\\`$]|\\.)*")*$' out | sed "s/^/$line: /"; }
  $ each pairs
  $ bash --norc -c 'readonly PATH=; while read -r l; do eval "$l" || exit; done; set' < all > variables
  $ grep -E '^(MEMDEV|CXL_PATH)=' variables
  CXL_PATH=/sys/bus/edac/devices/cxl_mem14/mem_repair4/repair
  MEMDEV=mem14

All keys of the results are accepted as columns. Unknown columns are an error before anything is done.

  $ keys() { jq -r '[paths((type != "object" and type != "array") or
  >     (type == "array" and (.[0] | type) != "object" and (.[0] | type) != "array")) |
  >     select(.[-1] | type == "string") | (map(type) | rindex("number") // -1) as $n | .[$n + 1:] |
  >     map(gsub(":.*"; "")) | join(".")] | unique | join(",")' "json$((++n))"; }
  $ known() { run pairs --columns "$(keys)" > out; [ $? != 129 ] || echo "$line: $(head -1 err | cut -c 1-90)"; n=$((n + 1)); }
  $ n=0; each known
  $ unknown() { run pairs --columns memdev,nonsense > out && echo "$line: done"; [ ! -s out ] || echo "$line: $(cat out)"
  >     grep -qE "invalid --columns '(memdev, )?nonsense': expected some of [a-z_]+, " err || echo "$line: $(head -1 err)"; }
  $ lines=verbs each unknown

A system without devices: an empty array, or nothing.

  $ cxl-sim new none --tree /dev/null > /dev/null; CXL_SIM=$PWD/none
  $ empty() { run json > out; jq -e 'type == "array"' out > /dev/null || echo "$line: $(cat out)"
  >     run envelope > out; jq -e '.result | type == "array"' out > /dev/null || echo "$line: $(cat out)"
  >     for f in table pairs; do run $f > out; [ ! -s out ] || [[ $line =~ ^(support-status|dump|diff|check) ]] || echo "$line $f: $(wc -l < out)"; done; }
  $ lines=verbs each empty
