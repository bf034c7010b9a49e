# SPDX-License-Identifier: GPL-2.0-only
cxl audit: records from the kernel log and from system log files.

  $ cxl-sim new sim
  $ export CXL_SIM=$PWD/sim
  $ show() { jq -c '.[] | [.event, .verb, .device, .opcode // "sysfs", .verdict, .result]'; }
  $ cxl-sim audit
    Warning: no matching entries found
  []
  $ cxl-sim set-feature mem1 patrol-scrub cycle_hours=24 >/dev/null
  $ cxl-sim send-command mem0 0x4202 --hex 000000000000000000000000 </dev/null 2>/dev/null >&2
  [3]
  $ cxl-sim audit | show
  ["intent","set-feature","mem1","sysfs","allowed",null]
  ["outcome","set-feature","mem1","sysfs","allowed","done"]
  ["refused","send-command","mem0","0x4202","needs_yes",null]
  $ cxl-sim audit | jq '.[0].path' | grep -c current_cycle_duration
  1

Text files in /var/log are read on request, because any user can write to them with logger(1).
Entries in several logs are listed once, in order of time; other lines are ignored.

  $ mkdir -p sim/var/log
  $ sed 's/^<13>cxl-audit/Nov 20 08:00:00 host cxl-audit[7]/' sim/dev/kmsg >sim/var/log/syslog
  $ echo 'Nov 20 08:00:00 host sshd[1]: cxl-audit is not a user' >>sim/var/log/syslog
  $ old='{"event":"intent","time":"2001-01-01T00:00:00.000000Z","pid":1,"number":1,"verb":"old","device":"mem7","path":"x"}'
  $ echo "x cxl-audit[7]: $old" >>sim/var/log/syslog
  $ cxl-sim audit | jq -c 'map(.verb)'
  ["set-feature","set-feature","send-command"]
  $ cxl-sim audit --unverified | jq -c 'map([.verb, .verified])'
  [["old",false],["set-feature",null],["set-feature",null],["send-command",null]]

A record of the kernel log counts if it was written to /dev/kmsg (its facility is not 0), which only root
can do, and starts with our marker. A login name, a USB string or an identifier does not forge one.

  $ cp sim/dev/kmsg genuine
  $ for prefix in '<6>usb 1-1: Product: ' '<5>' '' 'cxl: ' '<13>sshd[9]: invalid user ' '<13> ' '<14>x: ' \
  >     '6,900,5000,-;' '13,900,5000,-;usb: '; do printf '%scxl-audit: %s\n' "$prefix" "$old"; done >>sim/dev/kmsg
  $ cxl-sim audit | jq -c 'map(.verb)'
  ["set-feature","set-feature","send-command"]
  $ echo "<13>cxl-audit: $old[9]: text" >>sim/dev/kmsg
  $ cxl-sim audit | jq length
    Warning: ignored 1 malformed audit records
  audit: the logs have malformed audit records: changes may be missing; see 'journalctl -t cxl-audit' and dmesg
  3
  $ cp genuine sim/dev/kmsg

Times are those of journalctl(1); the time of an entry and a date of get-timestamp are
accepted as printed.

  $ echo "<13>cxl-audit: $old" >>sim/dev/kmsg; count() { cxl-sim audit "$@" | jq length; }
  $ for t in 1h -1h '1h ago' '2 hours ago' 2000-01-01 today @978307200 2001-01-01T00:00:00Z '2001-01-01 00:00:01 UTC' \
  >     2999-01-01T00:00 +1h now; do echo "$t: $(count --since "$t")"; done
  1h: 3
  -1h: 3
  1h ago: 3
  2 hours ago: 3
  2000-01-01: 4
  today: 3
  @978307200: 4
  2001-01-01T00:00:00Z: 4
  2001-01-01 00:00:01 UTC: 3
    Warning: no matching entries found
  2999-01-01T00:00: 0
    Warning: no matching entries found
  +1h: 0
    Warning: no matching entries found
  now: 0
  $ count --until 2020-01-01; count --since 2001-01-01 --until -1h; count --until +1h; count --until 2000-12-30
  1
  1
  4
    Warning: no matching entries found
  0
  $ last=$(cxl-sim audit | jq -r '.[-1].time'); count --since $last; count --until $last
  1
  4
  $ date=$(cxl-sim get-timestamp mem0 -u | jq -r .timestamp); echo "$date"; count --since "$date"; count --until "$date"
  2023-11-14T22:13:20Z
  3
  1
  $ for t in 2026-02-30 2026-13-01 25:00 noon 90 ''; do cxl-sim audit --since "$t" 2>&1 | head -1; done
    Error: invalid --since '2026-02-30': expected boot, now, today, yesterday, a duration such as -90m or 7d, or a time such as '2026-11-20 08:00' or 2026-11-20T08:00:00Z
    Error: invalid --since '2026-13-01': expected boot, now, today, yesterday, a duration such as -90m or 7d, or a time such as '2026-11-20 08:00' or 2026-11-20T08:00:00Z
    Error: invalid --since '25:00': expected boot, now, today, yesterday, a duration such as -90m or 7d, or a time such as '2026-11-20 08:00' or 2026-11-20T08:00:00Z
    Error: invalid --since 'noon': expected boot, now, today, yesterday, a duration such as -90m or 7d, or a time such as '2026-11-20 08:00' or 2026-11-20T08:00:00Z
    Error: invalid --since '90': expected boot, now, today, yesterday, a duration such as -90m or 7d, or a time such as '2026-11-20 08:00' or 2026-11-20T08:00:00Z
    Error: invalid --since '': expected boot, now, today, yesterday, a duration such as -90m or 7d, or a time such as '2026-11-20 08:00' or 2026-11-20T08:00:00Z
  $ cxl-sim audit --until nonsense >/dev/null 2>&1
  [129]

Devices: names in the entries, serial numbers, and other names of present devices.

  $ for d in mem1 mem7 mem9 serial:0xC0 0000:0d:00.0 all 'mem0 mem7'; do echo "$d: $(cxl-sim audit $d | jq -c 'map(.device)')"; done
  mem1: ["mem1","mem1"]
    Warning: mem7: no such memory device is present; showing earlier entries that name it
  mem7: ["mem7"]
    Warning: mem9: no such memory device is present; showing earlier entries that name it
    Warning: no matching entries found
  mem9: []
  serial:0xC0: ["mem0"]
  0000:0d:00.0: ["mem0"]
  all: ["mem7","mem1","mem1","mem0"]
    Warning: mem7: no such memory device is present; showing earlier entries that name it
  mem0 mem7: ["mem7","mem0"]

Lists are split as for other commands. A device that is not present may have been when the entry was
written; what is not a name of a device is an error.

  $ for d in mem0,mem1 mem1,mem1 ' mem0, mem1 '; do cxl-sim audit "$d" | jq -c 'map(.device)'; done
  ["mem1","mem1","mem0"]
  ["mem1","mem1"]
  ["mem1","mem1","mem0"]
  $ for d in 7 MEM7 /dev/cxl/mem7 serial:0x99 0000:99:00.0 10000:99:00.0 99:00.0; do cxl-sim audit $d | jq length; done
    Warning: 7: no such memory device is present; showing earlier entries that name it
  1
  MEM7: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
  0
    Warning: /dev/cxl/mem7: no such memory device is present; showing earlier entries that name it
  1
    Warning: serial:0x99: no such memory device is present; showing earlier entries that name it
    Warning: no matching entries found
  0
    Warning: 0000:99:00.0: no such memory device is present; log entries have no PCI addresses
    Warning: no matching entries found
  0
    Warning: 10000:99:00.0: no such memory device is present; log entries have no PCI addresses
    Warning: no matching entries found
  0
    Warning: 99:00.0: no such memory device is present; log entries have no PCI addresses
    Warning: no matching entries found
  0
  $ for d in foo 'mem0 foo' memX '' mem0, 0000:99:00 serial:x; do cxl-sim audit "$d" 2>err | jq -c 'map(.device)'; echo "${PIPESTATUS[0]} $(cut -d ';' -f 1 err)"; done
  []
  1 foo: no such memory device
  ["mem0"]
  2 foo: no such memory device
  []
  1 memX: no such memory device
  []
  1 the name of the memory device is empty
  ["mem0"]
  0 
  []
  1 0000:99:00: no such memory device
  []
  1 serial:x: no such memory device
  $ cp genuine sim/dev/kmsg

A kernel log that was cut, or more entries than are kept: the result is not complete, the status is 1.

  $ { head -c 17000000 /dev/zero | tr '\0' x | fold -w 200; echo; cat genuine; } >sim/dev/kmsg
  $ cxl-sim audit 2>err | jq length; echo ${PIPESTATUS[0]}; cat err
  3
  1
  audit: the logs do not go back far enough or have too many entries: changes may be missing; use --since to select a later time
  $ seq 5001 | sed "s/.*/$(echo "<13>cxl-audit: $old" | sed 's/"pid":1/"pid":\&/')/" >sim/dev/kmsg
  $ cxl-sim audit 2>err | jq length; echo ${PIPESTATUS[0]}; cat err
  5000
  1
    Warning: too many entries, some are not shown; use --since to select fewer
  audit: the logs do not go back far enough or have too many entries: changes may be missing; use --since to select a later time
  $ cp genuine sim/dev/kmsg

Malformed records are counted; those that root has written make the result incomplete. Control characters are
replaced.

  $ echo '<13>cxl-audit: {"event":"intent"' >>sim/dev/kmsg
  $ { printf '<13>cxl-audit: %s' "${old%old*}"; printf 'a\\u001b[31m\xff%s\n' "${old#*old}"; } >>sim/dev/kmsg
  $ cxl-sim audit | jq -c '.[0].verb'; echo ${PIPESTATUS[0]}
    Warning: ignored 1 malformed audit records
  audit: the logs have malformed audit records: changes may be missing; see 'journalctl -t cxl-audit' and dmesg
  "a?[31m?"
  1
  $ for e in 's/intent/zzz/' 's/2001-/garbage/' 's/:00.0/:0x.0/' 's/"intent"/1/' 's/"pid":1/"pid":"1"/' 's/"pid":1,//' \
  >     's/"number":1,//' 's/"device"/"d"/' 's/"path"/"opcode"/' 's/"pid"/"pid":2,"pid"/'; do
  >     { cat genuine; echo "<13>cxl-audit: $old" | sed "$e"; } >sim/dev/kmsg; cxl-sim audit 2>err | jq -c length
  >     echo "${PIPESTATUS[0]} $(grep -c 'ignored 1 malformed' err)"; done | sort | uniq -c | sed 's/ *//'
  10 1 1
  10 3

A kernel log whose last record is cut is not complete, even if the rest looks like one of something else.

  $ { cat genuine; printf '<13>cxl-aud'; } >sim/dev/kmsg; cxl-sim audit 2>&1 >out; echo $?; jq length out
  audit: the logs do not go back far enough or have too many entries: changes may be missing; use --since to select a later time
  1
  3
  $ cp genuine sim/dev/kmsg; cp sim/var/log/syslog text; echo 'x cxl-audit[7]: {"event":"intent"' >>sim/var/log/syslog
  $ cxl-sim audit --unverified | jq length; echo ${PIPESTATUS[0]}
    Warning: ignored 1 malformed audit records
  4
  0
  $ mv text sim/var/log/syslog

Unreadable logs are reported.

  $ rm sim/var/log/syslog; mkdir sim/var/log/journal
  $ mv sim/dev/kmsg kept
  $ cxl-sim audit
    Warning: kernel log: cannot read: No such file or directory; not in the captured files
    Warning: journal: cannot read: Operation not supported; see 'journalctl -t cxl-audit'
  audit: cannot read the journal or the kernel log; not in the captured files
  []
  [1]
  $ mv kept sim/dev/kmsg; cp -r sim denied; echo dev/kmsg EACCES >>denied/state/errors
  $ export -n CXL_SIM; cxl-sim -C denied audit 2>&1 | tail -n 2; cxl-sim -C denied dump -o denied.dump >/dev/null 2>&1; jq -c '.sections[] | select(.section == "audit") | [.result, .error.code]' denied.dump/manifest.json; export CXL_SIM
  audit: cannot read the journal or the kernel log; run as root, or see 'journalctl -t cxl-audit'
  []
  ["denied","permission"]
  $ cxl-sim audit --format table --since 2003-01-01 2>/dev/null | head -1
  TIME                        EVENT   VERB         DEVICE OPCODE VERDICT   RESULT

VERDICT, the reason of a refusal, is in a table of 80 columns; less important columns are left out.

  $ COLUMNS=80 $TESTS/pty -- cxl-sim audit --since 2003-01-01 2>/dev/null | tail -4 | cut -c 29- | sed 's/ *$//'
  EVENT   VERB         DEVICE OPCODE VERDICT   RESULT
  intent  set-feature  mem1          allowed
  outcome set-feature  mem1          allowed   done
  refused send-command mem0   0x4202 needs_yes
  $ cxl-sim audit --until boot
  audit: invalid --until 'boot': cannot read the boot time; specify a time
  []
  [1]

Without a log, a setting is changed with a warning.

  $ mv sim/dev/kmsg kmsg; cxl-sim set-feature mem1 patrol-scrub cycle_hours=30 >out
    Warning: mem1: not recorded in the audit log: No such file or directory
  $ jq -c '.[] | .changed' out
  true
  $ mv kmsg sim/dev/kmsg

The same if only the result cannot be recorded, because the log vanishes while the device executes the command.

  $ . "$TESTS/functions.sh"
  $ rmdir sim/var/log/journal; hold mem1 0x0502; : >sim/dev/kmsg
  $ (wait_for held 0x0502; mv sim/dev/kmsg kmsg; release 0x0502) &
  $ cxl-sim set-feature mem1 patrol-scrub cycle_hours=36 >out; wait; jq -c '.[] | .changed' out
    Warning: mem1: result not recorded in the audit log: No such file or directory
  true
  $ mv kmsg sim/dev/kmsg; cxl-sim audit | jq -c 'map([.event, .device])'
  [["intent","mem1"]]
  $ rm sim/dev/kmsg; cxl-sim set-feature mem1 patrol-scrub cycle_hours=37 enabled=true --format envelope 2>/dev/null | jq -c .warnings
  ["mem1: not recorded in the audit log: No such file or directory"]

Records of one process that differ in their number only are different.

  $ for n in 1 2; do echo "<13>cxl-audit: $old" | sed "s/\"number\":1/\"number\":$n/"; done >sim/dev/kmsg; cxl-sim audit | jq -c 'map(.number)'
  [1,2]

The actions of one process are numbered, refusals too.

  $ : >sim/dev/kmsg; cxl-sim set-feature mem0 mem1 mem3 patrol-scrub cycle_hours=41 >/dev/null
  $ cxl-sim audit | jq -c 'map([.event, .number])'
  [["intent",1],["outcome",1],["intent",2],["outcome",2],["intent",3],["outcome",3]]
  $ (umask 022; mkdir -p sim/etc/cxl/policy.d; echo 'deny ALL opcode 0x0502' >sim/etc/cxl/policy.d/a.conf); : >sim/dev/kmsg
  $ cxl-sim set-feature mem0 mem1 mem3 patrol-scrub cycle_hours=42 >/dev/null 2>&1
  [3]
  $ cxl-sim audit | jq -c 'map([.event, .number])'
  [["refused",1],["refused",2],["refused",3]]
