# SPDX-License-Identifier: GPL-2.0-only
cxl audit: records from the kernel log and from system log files.

  $ cxl-sim new sim
  $ export CXL_SIM=$PWD/sim
  $ show() { jq -c '.[] | [.event, .verb, .device, .opcode // "sysfs", .verdict, .result]'; }
  $ cxl-sim audit
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

Entries in several logs are listed once, in order of time; other lines are ignored.

  $ mkdir -p sim/var/log
  $ sed 's/^<13>cxl-audit/Nov 20 08:00:00 host cxl-audit[7]/' sim/dev/kmsg >sim/var/log/syslog
  $ echo 'Nov 20 08:00:00 host sshd[1]: cxl-audit is not a user' >>sim/var/log/syslog
  $ echo 'x cxl-audit[7]: {"event":"intent","time":"2001-01-01T00:00:00Z","verb":"old","device":"mem7","pid":1}' >>sim/var/log/syslog
  $ cxl-sim audit | show
  ["intent","old","mem7","sysfs",null,null]
  ["intent","set-feature","mem1","sysfs","allowed",null]
  ["outcome","set-feature","mem1","sysfs","allowed","done"]
  ["refused","send-command","mem0","0x4202","needs_yes",null]
  $ cxl-sim audit --since 1h | jq length
  3
  $ cxl-sim audit --since 2000-01-01 | jq length
  4
  $ cxl-sim audit --since 2999-01-01T00:00 | jq length
  0
  $ cxl-sim audit --since yesterday 2>&1 | head -1
    Error: invalid --since 'yesterday': expected boot, a duration such as 90m, 12h or 7d, or a time such as 2026-11-20T08:00

Malformed lines are counted; control characters are replaced.

  $ echo 'cxl-audit: {"event":"intent"' >>sim/dev/kmsg
  $ printf 'cxl-audit: {"event":"intent","time":"2002","verb":"a\\u001b[31m\xff"}\n' >>sim/dev/kmsg
  $ cxl-sim audit | jq -c '.[1]'
    Warning: ignored 1 malformed audit records
  {"event":"intent","time":"2002","verb":"a?[31m?"}

Unreadable logs are reported.

  $ rm sim/var/log/syslog; mkdir sim/var/log/journal
  $ mv sim/dev/kmsg kept
  $ cxl-sim audit
    Warning: kernel log: cannot read: No such file or directory; run as root
    Warning: journal: cannot read: Operation not supported; see 'journalctl -t cxl-audit'
  audit: cannot read the system log or the kernel log; run as root, or see 'journalctl -t cxl-audit'
  []
  [1]
  $ mv kept sim/dev/kmsg
  $ cxl-sim audit --format table --since 2003-01-01 2>/dev/null | head -1
  TIME                        EVENT   VERB         DEVICE OPCODE PATH                                                    VERDICT   RESULT
