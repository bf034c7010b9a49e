# SPDX-License-Identifier: GPL-2.0-only
Every output format of every command of daxctl that has --format.

  $ cxl-sim new sim; export CXL_SIM=$PWD/sim; : > sim/dev/kmsg; daxctl() { cxl-sim daxctl "$@"; }
  $ cxl-sim create-region -d decoder0.1 -t ram -m mem3 > /dev/null 2>&1; mkdir -p sim/etc/daxctl.conf.d
  $ printf '[reconfigure-device a]\nnode = 1\n' > sim/etc/daxctl.conf.d/a.conf
  $ daxctl list | jq -r '.[].chardev'
  dax0.0
  dax1.0
  $ cat > lines << 'END'
  > list
  > list -DRM
  > list -DRMi
  > create-device -r 1 --dry-run
  > destroy-device dax0.0 -f --dry-run
  > reconfigure-device dax0.0 -m devdax -f --dry-run
  > reconfigure-device dax0.0 -m system-ram --dry-run
  > online-memory dax0.0 --dry-run
  > offline-memory dax0.0 --dry-run
  > disable-device dax0.0 -f --dry-run
  > enable-device dax0.0 --dry-run
  > check-config
  > migrate-device-model --dry-run
  > undo --dry-run
  > END
(split-acpi, which reads tables of the firmware, has tests of its own.)

  $ for c in $(daxctl --list-cmds); do daxctl $c --list-opts 2> /dev/null | grep -qw -e --format && echo $c; done | sort | comm -3 - <(cut -d' ' -f1 lines | sort -u)
  split-acpi
  $ run() { LC_ALL=C cxl-sim daxctl $line --format "$@" < /dev/null 2> err; }
  $ each() { while read -r line; do "$@"; done < lines; }
  $ json() { run json > "json$((++n))"; jq -e 'type == "array" and length > 0' "json$n" > /dev/null || echo "$line: $(head -1 err)"; }
  $ n=0; each json
  $ envelope() { run envelope | jq -e '.schema == "cxl-utils/envelope/1" and (.result | length > 0)' > /dev/null || echo "$line"; }
  $ each envelope
  $ table() { run table | awk -v l="$line" 'length > 100 { print l ": " length ": " $0; exit } END { if (NR == 0) print l ": nothing" }'; }
  $ each table
  $ pairs() { run pairs > out; [ -s out ] || echo "$line: nothing"; grep -vE '^[A-Z][A-Z0-9_]*="([^"\\`$]|\\.)*"( [A-Z][A-Z0-9_]*="([^"\\`$]|\\.)*")*$' out | sed "s/^/$line: /"; }
  $ each pairs

All keys of the results are accepted as columns, and no others.

  $ keys() { jq -r '[paths((type != "object" and type != "array") or
  >     (type == "array" and (.[0] | type) != "object" and (.[0] | type) != "array")) |
  >     select(.[-1] | type == "string") | (map(type) | rindex("number") // -1) as $n | .[$n + 1:] |
  >     map(gsub(":.*"; "")) | join(".")] | unique | join(",")' "json$((++n))"; }
  $ known() { run pairs --columns "$(keys)" > out; [ $? != 129 ] || echo "$line: $(head -1 err | cut -c 1-90)"; n=$((n + 1)); }
  $ n=0; each known
  $ unknown() { run pairs --columns chardev,nonsense > out; [ "$? $(wc -c < out)" = "129 0" ] || echo "$line: done"; }
  $ each unknown
