# SPDX-License-Identifier: GPL-2.0-only
The page about a dump, report.html, compared with the manifest and the devices.

  $ cxl-sim new sim && export CXL_SIM=$PWD/sim
  $ page() { python3 "$TESTS/report-page" "$1/report.html" "${@:2}" </dev/null; }
  $ dump() { rm -rf $1; cxl-sim dump -o "$@" >/dev/null 2>&1; page $1 check; }

The page is valid HTML and XML, and refers to nothing else. The manifest has it.

  $ dump d
  $ stat -c %a d/report.html
  600
  $ jq -r '.report | "\(.sha256)  \(.file)"' d/manifest.json | (cd d && sha256sum -c)
  report.html: OK
  $ jq -r .report.size d/manifest.json | diff - <(stat -c %s d/report.html)
  $ facts() { page $1 facts | diff - <(jq -r '["ok", "not_run", "denied", "timeout", "unsupported", "truncated", "failed"] as $words | [.sections[].result] as $results |
  >     "CXL dump of \(.host)", "time: \(.time)", "kernel: \(.kernel)", "tool: \(.tool)",
  >     "collected by: \(if .uid == 0 then "root" else "user \(.uid), who cannot read everything" end)", "memory devices: '"$2"'",
  >     (if .memdevs_requested == [] then empty else "queried: only \(.memdevs_requested | join(", "))" end),
  >     "sections: " + ([$words[] as $w | [$results[] | select(. == $w)] | select(. != []) | "\(length) \(.[0])"] | join(", "))' $1/manifest.json); }
  $ facts d '4, 1 attention, 3 ok'
  $ page d problems
  attention mem1: performance degraded: see the CXL trace events for the cause
  attention mem1: life used exceeds the warning threshold: plan a replacement
  unknown cxl check: 3 results are unknown
  $ page d drawing
  box bus: root0 ACPI.CXL
  box port: port1 pci0000:0c
  box memdev: mem0 1 GiB ram 0000:0d:00.0
  box memdev attention: mem1 attention 1 GiB ram 0000:0e:00.0
  box port: port2 pci0000:de
  box port: port5 0000:df:00.0
  box memdev: mem2 1 GiB pmem 0000:e1:00.0
  box memdev: mem3 512 MiB ram 0000:e2:00.0
  box region: region0 2 GiB ram, 2 ways
  box dax: dax0.0 2 GiB system-ram
  $ page d edges | sort | uniq -c
        3 map
        7 tree

Memory devices have the values of "list" and "get-health".

  $ row() { jq -r '.result[0] | [.memdev, .verdict, .life_used_percent, .temperature, .dirty_shutdowns, .volatile_errors, .pmem_errors] | join("|")' "$1"; }
  $ for i in 0 1 2 3; do row d/memdevs/mem$i/health.json; done >want
  $ page d table health | sed -n 2,5p | cut -d '|' -f 1,2,9-13 | diff want -
  $ page d table health | cut -d '|' -f 1,3-8
  memdev|host|serial|firmware|volatile|persistent|NUMA node
  mem0|0000:0d:00.0|0xc0|sim 1.0|1 GiB|-|0
  mem1|0000:0e:00.0|0xc1|sim 1.1|1 GiB|-|0
  mem2|0000:e1:00.0|0xc2|sim 1.2|-|1 GiB|1
  mem3|0000:e2:00.0|0xc3|sim 1.3|512 MiB|-|1
  memdev|life used %: critical|over temperature: warning|over temperature: critical|under temperature: warning|under temperature: critical|corrected volatile errors: warning
  mem0|90|75|85|0|-10|off
  mem1|90|75|85|0|-10|off
  mem2|90|75|85|0|-10|off
  mem3|90|75|85|0|-10|off
  $ page d table health | tail -n 5
  memdev|life used %: warning|life used %: critical|over temperature: warning|over temperature: critical|under temperature: warning|under temperature: critical|corrected volatile errors: warning|corrected persistent errors: warning
  mem0|80|90|75|85|0|-10|off|off
  mem1|80|90|75|85|0|-10|off|off
  mem2|80|90|75|85|0|-10|off|off
  mem3|80|90|75|85|0|-10|off|off
  $ page d table topology
  name|host|parent dport|depth|decoders committed|dports|state
  port1|pci0000:0c|-|1|1|2|-
  port2|pci0000:de|-|1|0|1|-
  port5|0000:df:00.0|0000:de:00.0|2|0|2|-
  name|resource|size|type|ways|granularity|decode state|state
  region0|0x110000000|2 GiB|ram|2|256|commit|-
  name|size|mode|target node|online blocks|all blocks|movable|state
  dax0.0|2 GiB|system-ram|1|16|16|yes|-

Other tables: a row for each device, or for each entry.

  $ page d table section-firmware
  device|serial|slots|active slot|staged slot|online activation|slot1 revision|slot2 revision|slot3 revision|slot4 revision
  mem0|0xc0|2|1|0|no|sim 1.0|sim 0.9||
  mem1|0xc1|2|1|0|no|sim 1.1|sim 0.9||
  mem2|0xc2|2|1|0|no|sim 1.2|sim 0.9||
  mem3|0xc3|3|2|3|no|sim 1.1|sim 1.3|sim 1.4|
  $ page d table section-health | sed -n '1p; /^temperature/p; /^media normal/p; /^findings/p'
  value|mem0|mem1|mem2|mem3
  media normal|yes|yes|yes|yes
  temperature|38|52|35|41
  findings|none|performance degraded: see the CXL trace events for the cause, life used exceeds the warning threshold: plan a replacement|none|none
  $ page d table section-commands | cut -d '|' -f 1,2 | sed 1d | diff - <(for i in 0 1 2 3; do jq -r '.result[0] | .memdev as $m | .commands[] | "\($m)|\(.opcode)"' d/memdevs/mem$i/commands.json; done)
  $ page d table section-cdat | cut -d '|' -f 1-6 | head -n 4
  device|handle|source|partition|dpa|size
  mem0|0|device|ram|0x0|1 GiB
  mem0|0|kernel|-|-|-
  mem1|0|device|ram|0x0|1 GiB
  $ page d table incomplete | cut -d '|' -f 1-3 | sed 1d | diff - <(jq -r '.sections[] | [.section, .memdev // "-", .result] | join("|")' d/manifest.json)
  $ page d table kernel | sed 1d | cut -d '|' -f 1,3 | sort | diff - <(jq -r '.result[].checks[] | "\(.check)|\(.value)"' d/support-status.json | sort)
  $ page d text features; page d text audit
  0 of 2 Features with a default value differ from it. For 10 others, no default value is known.
  No change by cxl is in the logs.
  no matching entries found
  $ grep -c '<details>\|<details id' d/report.html; grep -c '<details open' d/report.html
  17
  0
  [1]

The newest kernel messages.

  $ page d text messages
  None.
  $ cp -r sim talk; for i in $(seq 1000 1300); do echo "6,$i,$i,-;cxl_test: <b>$i</b>"; done >>talk/dev/kmsg
  $ CXL_SIM=$PWD/talk dump t; wc -l <t/messages.txt; page t lines messages | diff - <(tail -n 100 t/messages.txt)
  301
  $ for i in $(seq 1301 1310); do echo "6,$i,$i,-;cxl_test: $(head -c 7000 /dev/zero | tr '\0' '<')"; done >>talk/dev/kmsg
  $ CXL_SIM=$PWD/talk dump t; page t lines messages | cut -c 1-29
  [    0.001307] cxl_test: <<<<
  [    0.001308] cxl_test: <<<<
  [    0.001309] cxl_test: <<<<
  [    0.001310] cxl_test: <<<<

Each section that runs a command is in it: as a table, or in another part.

  $ jq -r '.sections[] | select(.files[0].file // "" | endswith(".json")) | .section' d/manifest.json | sort -u | while read -r s; do grep -q "id=\"section-$s\"" d/report.html || echo "$s"; done
  audit
  cel
  list
  support-status

What is wrong comes first, the worst before the others.

  $ cxl-sim show sim | sed -e '/^device mem0/,/^device mem1/{s/health.additional_status 0/health.additional_status 8/; s/health.temperature .*/health.temperature 97/; s/health.status 0/health.status 4/}' \
  >     -e '/^device mem2/,/^device mem3/{s/health.additional_status 0/health.additional_status 1/; s/health.life_used .*/health.life_used 82/}' >devices
  $ cxl-sim new broken --devices devices; export CXL_SIM=$PWD/broken
  $ cxl-sim set-feature mem3 6f3a data=01000000 --yes >/dev/null
  $ (head -c 200 /dev/zero; printf abc; head -c 97 /dev/zero) >value; cxl-sim set-feature mem3 a4c9 -i value --yes >/dev/null
  $ cxl-sim disable-memdev mem2
  disabled 1 mem
  $ cxl-sim fault broken mem1 4200 timeout; cxl-sim fault broken mem0 4201 code 2
  $ echo "$(cd broken && find sys/devices -path '*/mem0/numa_node') EACCES" >>broken/state/errors
  $ dump b
  $ facts b '4, 1 critical, 1 attention, 1 unknown, 1 ok'
  $ page b problems
  critical mem0: hardware replacement needed: move the data and replace the device
  critical mem0: temperature exceeds the critical threshold: check the cooling now or take the device out of service
  attention mem2: life used exceeds the warning threshold: plan a replacement
  attention mem2: it has no driver (cxl_mem): its memory cannot be used; bind it to its driver; if that fails, the kernel log has the reason: cxl enable-memdev mem2
  attention taint_fwctl: J; mutating debug operation through fwctl; set by: a write through fwctl, such as cxl set-feature
  unknown mem1: health is unknown: command 0x4200: timed out
  unknown cxl check: 5 results are unknown
  unknown 4 of 72 sections of this dump are incomplete
  $ page b drawing | grep memdev
  box memdev attention: mem2 attention, disabled 1 GiB pmem 0000:e1:00.0
  box memdev critical: mem0 critical 1 GiB ram 0000:0d:00.0
  box memdev unknown: mem1 unknown 1 GiB ram 0000:0e:00.0
  box memdev: mem3 512 MiB ram 0000:e2:00.0
  $ page b table features
  memdev|Feature|field|current|default|saved
  mem3|unknown-6f3a1c52|data|01000000|40000000|01000000
  mem3|unknown-a4c9e7b0|data|byte 0: 00000000000000000000000000000000...|byte 0: 73696d2076656e646f722070726f6669...|byte 0: 00000000000000000000000000000000...
  $ page b text features
  2 of 2 Features with a default value differ from it. For 6 others, no default value is known. Those of 1 disabled memory devices are not known.
  $ page b table health | sed 1d | cut -d '|' -f 1-3
  mem0|critical|0000:0d:00.0
  mem1|unknown|0000:0e:00.0
  mem2|attention|0000:e1:00.0
  mem3|ok|0000:e2:00.0
  memdev|life used %: warning|life used %: critical
  mem0|unknown|unknown
  mem1|80|90
  mem2|80|90
  mem3|80|90
  $ page b table kernel | grep '|no|'
  taint|no|524288|see the taint_* checks
  taint_fwctl|no|J|mutating debug operation through fwctl; set by: a write through fwctl, such as cxl set-feature
  raw_commands_built|-|no|whether the kernel was built with raw commands; for information only
  raw_allow_all|yes|no|whether the kernel accepts every raw command
  $ page b table audit | cut -d '|' -f 2-
  event|verb|device|serial|route|opcode|path|uid|verdict|result
  intent|set-feature|mem3|0xc3|fwctl|0x0502|-|0|allowed|-
  outcome|set-feature|mem3|0xc3|fwctl|0x0502|-|0|allowed|done
  intent|set-feature|mem3|0xc3|fwctl|0x0502|-|0|allowed|-
  outcome|set-feature|mem3|0xc3|fwctl|0x0502|-|0|allowed|done
  intent|disable-memdev|mem2|0xc2|sysfs|-|bus/cxl/drivers/cxl_mem/unbind|0|allowed|-
  outcome|disable-memdev|mem2|0xc2|sysfs|-|bus/cxl/drivers/cxl_mem/unbind|0|allowed|done
  $ page b table incomplete | sed '/^All/q' | head -n 5 | cut -d '|' -f 1-3,5-
  section|memdev|result|exit status|files|errors and warnings
  memdev|mem0|denied|-|18|1 of 18 files, first sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0/numa_node: Permission denied
  list|-|failed|1|2|cannot read /sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0/numa_node: Permission denied
  health|mem1|timeout|1|2|command 0x4200: timed out; see the kernel log
  alerts|mem0|failed|1|2|command 0x4201: the device returned code 0x02: invalid input

Only one device: the others are not unknown, but were not asked.

  $ dump one mem3
  $ facts one '4, 1 ok'
  $ page one table health | cut -d '|' -f 1-3,9-
  memdev|health|host|life used %|temperature|dirty shutdowns|volatile errors|persistent errors
  mem0|-|0000:0d:00.0|-|-|-|-|-
  mem1|-|0000:0e:00.0|-|-|-|-|-
  mem2|-|0000:e1:00.0|-|-|-|-|-
  mem3|ok|0000:e2:00.0|4|41|0|0|0
  memdev|life used %: warning|life used %: critical|corrected persistent errors: warning
  mem3|80|90|off

A device whose health cannot be read, or is not supported; others after a timeout.

  $ cp -r sim gaps; cxl-sim fault gaps mem0 4200 code 0x15; cxl-sim fault gaps mem1 4200 code 2; cxl-sim fault gaps mem2 4000 late 60000
  $ CXL_SIM=$PWD/gaps dump g --deadline 30
  $ page g problems
  unknown mem0: health is unknown: this kernel or device does not support it
  unknown mem1: health is unknown: command 0x4200: the device returned code 0x02: invalid input
  unknown mem2: health is unknown: it was not read
  unknown cxl check: 4 results are unknown
  unknown 13 of 72 sections of this dump are incomplete

Without devices.

  $ echo 'd sys/bus/cxl/devices' >empty.tree; cxl-sim new empty --tree empty.tree
  $ CXL_SIM=$PWD/empty dump none
  $ page none problems
  attention raw_allow_all: unknown; whether the kernel accepts every raw command; not in the dump
  unknown cxl check: 4 results are unknown
  unknown memory devices: none found
  $ page none text topology; page none text health; page none text features
  No CXL bus, port or memory device was found.
  None was found.
  Missing: there is no list of Features in this dump.

Text from devices, files and logs is never markup.

  $ bad=$'<script>alert(1)</script>"\' ]]> --> &amp; \xe2\x80\xae\xe2\x81\xa6\xe2\x80\x8f\x1b[31m\xc2\x85 \xff\xfe\xc0\xaf \xed\xa0\x80 \xef\xbf\xbf http://example.org/ $ %s'
  $ cp -r sim evil; export CXL_SIM=$PWD/evil
  $ for f in $(cd evil && find sys/devices -name firmware_version) proc/cmdline proc/version; do rm -f evil/$f; printf '%s\n' "$bad" >evil/$f; done
  $ for f in $(find evil/sys/devices -path '*/mem1/serial' -o -path '*/mem2/numa_node'); do rm -f $f; printf '%s' "$bad" >$f; done
  $ head -c 100000 /dev/zero | tr '\0' '<' >evil/proc/version
  $ dump e
  $ grep -ci '<script\|<img\|onerror=' e/report.html
  0
  [1]
  $ page e table health | sed -n 2p | cut -d '|' -f 5
  <script>alert(1)</script>"' ]]> --> &amp; \\u202e\\u2066\\u200f\\u001b[31m\\u0085 ???? ??? \xef\xbf\xbd http://example.org/ $ %s (esc)
  $ page e drawing | grep -c 'memdev'
  4
  $ grep -A 1 '<dt>command line' e/report.html; page e facts | tail -n 2
  <dt>command line</dt><dd>&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39; ]]&gt; --&gt; &amp;amp; \\u202e\\u2066\\u200f\\u001b[31m\\u0085 \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd \xef\xbf\xbd http://example.org/ $ %s</dd> (esc)
  <dt>taint</dt><dd>0</dd>
  memory devices: 4, 1 attention, 3 ok
  sections: 60 ok, 12 failed
  $ python3 -c 'print(max(map(len, open("e/report.html"))) < 20000)' </dev/null
  True
  $ cat e/list.json e/proc/cmdline | grep -c '<script'
  5

With --redact, the page has no more than the other files.

  $ CXL_SIM=$PWD/broken dump hidden serial:0xc1,serial:0xc3 --redact
  $ page hidden facts | sed -n '1p; /^queried/p'; page hidden table health | sed 1d | cut -d '|' -f 1,2,4
  CXL dump of host1
  queried: only serial:0xdac7ed000002,serial:0xdac7ed000004
  mem0|-|0xdac7ed000001
  mem1|unknown|0xdac7ed000002
  mem2|-|0xdac7ed000003
  mem3|ok|0xdac7ed000004
  memdev|life used %: warning|over temperature: warning
  mem1|80|75
  mem3|80|75
  $ grep -cE '0xc[0-3]\b' hidden/report.html
  0
  [1]
  $ jq -r '.report | "\(.sha256)  \(.file)"' hidden/manifest.json | (cd hidden && sha256sum -c)
  report.html: OK
