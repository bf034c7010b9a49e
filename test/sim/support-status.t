# SPDX-License-Identifier: GPL-2.0-only
cxl support-status: inside or outside, and why.

  $ sed 's/^device mem0/raw_commands yes\n&\n\treply 0xc001 2a00/' "$TESTS/data/example.sim" >devices
  $ cxl-sim new sim --devices devices
  $ export CXL_SIM=$PWD/sim
  $ cxl-sim support-status --format table
  CHECK              INSIDE VALUE                               MEANING
  taint              true   0                                   the kernel is not tainted
  lockdown           true   none                                what the kernel keeps even from root; can only be raised
  raw_commands_built true   yes                                 whether this kernel has the raw path at all
  raw_allow_all      true   no                                  whether the kernel lets every raw command through
  panic_on_warn      true   0                                   whether the kernel ends on a warning
  warn_limit         true   0                                   after how many warnings it ends; 0: never
  panic_on_taint     true   none                                the taint bits on which it ends
  policy             true   0 rules, 0 faults                   what the administrator forbids or allows
  audit              true   0 changes, 0 of them raw, 0 refused what these tools did since the system was booted
  features_mem3      true   0 of 2                              Features that are not at their default, of those whose default is known
  $ cxl-sim support-status | jq -c '.[0] | [.envelope, (.checks | length)]'
  ["inside",10]

A taint that says nothing about use does not matter; others do.

  $ echo 2048 >sim/proc/sys/kernel/tainted
  $ cxl-sim support-status | jq -c '.[0].checks[] | select(.check == "taint_firmware_bug")'
  {"check":"taint_firmware_bug","inside":true,"value":"I","meaning":"a bug in the platform firmware is worked around; set by: the kernel, by the firmware it finds"}
  $ echo 4096 >sim/proc/sys/kernel/tainted
  $ cxl-sim support-status | jq -c '.[0] | .envelope, (.checks[] | select(.inside | not))'; echo ${PIPESTATUS[0]}
  "outside"
  {"check":"taint_out_of_tree_module","inside":false,"value":"O","meaning":"a module from outside the kernel tree was loaded; set by: whoever loads modules"}
  1
  $ echo 0 >sim/proc/sys/kernel/tainted

raw_allow_all, a broken policy.

  $ echo Y >sim/sys/kernel/debug/cxl/mbox/raw_allow_all
  $ cxl-sim support-status | jq -c '.[0].checks[] | select(.inside | not) | [.check, .value]'
  ["raw_allow_all","yes"]
  $ echo N >sim/sys/kernel/debug/cxl/mbox/raw_allow_all
  $ mkdir -p sim/etc/cxl/policy.d; echo nonsense >sim/etc/cxl/policy.d/a.conf
  $ cxl-sim support-status | jq -c '.[0].checks[] | select(.inside | not) | [.check, .value]'
  ["policy","0 rules, 1 faults"]
  $ rm sim/etc/cxl/policy.d/a.conf

After a raw command: by the taint and by the record.

  $ cxl-sim send-command mem0 0xc001 --raw --unlisted --confirm 0xc0@0000:0d:00.0 2>/dev/null >&2
  $ cxl-sim support-status | jq -c '.[0].checks[] | select(.inside | not) | [.check, .value]'
  ["taint_user","U"]
  ["taint_warning","W"]
  ["audit","1 changes, 1 of them raw, 0 refused"]
