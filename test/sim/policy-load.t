# SPDX-License-Identifier: GPL-2.0-only
Policy files that cannot be read, or that others than root can change, close the gate.

  $ cxl-sim new sim
  $ export CXL_SIM=$PWD/sim
  $ umask 022; etc=sim/etc/cxl/policy.d; lib=sim/usr/lib/cxl; mkdir -p $etc $lib
  $ scrub=sim/sys/bus/edac/devices/cxl_mem0/scrub0/current_cycle_duration
  $ set_cycle() { cxl-sim set-feature mem0 patrol-scrub cycle_hours=$1 --format json --yes; }
  $ cat $scrub
  43200

Without policy files nothing is denied.

  $ set_cycle 24 | jq '.[0].changed'
  true
  $ cat $scrub
  86400

With every limit of open files, a denied action stays denied. With a high limit, by the rule.

  $ dry_run() { cxl set-feature mem0 patrol-scrub cycle_hours=12 --sysroot sim --dry-run; }
  $ dry_run | jq '.[0].changed'
  true
  $ echo 'deny ALL:ALL' >$etc/1.conf
  $ for n in $(seq 4 40); do
  >   (ulimit -n $n; dry_run) >/dev/null 2>&1 && echo "limit $n: allowed"
  > done
  [3]
  $ for n in $(seq 4 40); do
  >   (ulimit -n $n; set_cycle 12) >/dev/null 2>&1 && echo "limit $n: done"
  > done
  [3]
  $ cat $scrub
  86400
  $ (ulimit -n 40; set_cycle 12 2>&1) | grep -o 'denied by policy.*'
  denied by policy /etc/cxl/policy.d/1.conf:1: 'deny ALL:ALL'; see 'cxl policy show'
  $ (ulimit -n 4; cxl policy show 2>&1)
  /usr/lib/cxl/policy.d: cannot read: Too many open files
  /etc/cxl/policy.d: cannot read: Too many open files
  []
  [1]

Likewise for an allow list of a device that depends on a value which cannot be read.

  $ echo 'allow firmware "sim 1*" verb get-*' >$etc/1.conf
  $ cxl-sim get-health mem0 >/dev/null
  $ for n in $(seq 4 40); do
  >   (ulimit -n $n; dry_run) >/dev/null 2>&1 && echo "limit $n: allowed"
  > done
  [3]
  $ for n in $(seq 4 40); do
  >   (ulimit -n $n; set_cycle 12) >/dev/null 2>&1 && echo "limit $n: done"
  > done
  [3]
  $ rm "$(realpath sim/sys/bus/cxl/devices/mem0)/firmware_version"
  $ set_cycle 12 2>&1 >/dev/null | grep -o 'not on .*'
  not on the policy's allow list of verbs; see 'cxl policy show'
  $ cat $scrub
  86400
  $ cxl-sim new again >/dev/null; rm -r sim; mv again sim; mkdir -p $etc $lib; scrub=sim/sys/bus/edac/devices/cxl_mem0/scrub0/current_cycle_duration

The rules of a file with a wrong owner or mode still deny, reads too. They cannot extend the allow
list of another file.

  $ echo 'deny ALL opcode get-health' >$etc/1.conf; chmod 664 $etc/1.conf
  $ cxl-sim send-command mem0 get-health 2>&1 | head -1
  mem0: refusing to send 0x4200: denied by policy /etc/cxl/policy.d/1.conf:1: 'deny ALL opcode get-health'; see 'cxl policy show'
  $ cxl-sim send-command mem0 get-alert-config | jq '.[0].return_code'
  0
  $ set_cycle 24 2>&1 | head -1
  mem0: patrol-scrub: refusing to set cycle_hours: invalid policy file; changes are blocked until it is fixed; see 'cxl policy show'
  $ echo 'allow ALL opcode identify' >$etc/2.conf
  $ echo 'allow ALL opcode get-alert-config' >$etc/1.conf
  $ cxl-sim send-command mem0 identify | jq '.[0].return_code'
  0
  $ cxl-sim send-command mem0 get-alert-config 2>&1 | head -1
  mem0: refusing to send 0x4201: not on the policy's allow list of opcodes; see 'cxl policy show'
  $ rm $etc/*

Every invalid line is reported, as by policy lint.

  $ printf 'nonsense\ndeny ALL opcode get-health\nallow\n' >$etc/1.conf
  $ cxl-sim policy show 2>&1 >/dev/null
  /etc/cxl/policy.d/1.conf: line 1: invalid rule 'nonsense': expected deny or allow; see 'cxl help policy'
  /etc/cxl/policy.d/1.conf: line 3: invalid device '': expected pci VENDOR:DEVICE, serial NUMBER, firmware VERSION, address ADDRESS or ALL; see 'cxl help policy'
  [1]
  $ cxl-sim policy lint $etc/1.conf 2>&1 >/dev/null
  sim/etc/cxl/policy.d/1.conf: line 1: invalid rule 'nonsense': expected deny or allow; see 'cxl help policy'
  sim/etc/cxl/policy.d/1.conf: line 3: invalid device '': expected pci VENDOR:DEVICE, serial NUMBER, firmware VERSION, address ADDRESS or ALL; see 'cxl help policy'
  [1]
  $ rm $etc/*

A file of 1 MiB is read, a larger one is not. The same applies to policy lint.

  $ truncate -s 1M $etc/1.conf; tr '\0' '#' <$etc/1.conf >$etc/2.conf; rm $etc/1.conf
  $ cxl-sim policy show; cxl-sim policy lint $etc/2.conf --format json | jq -c '.[0] | [.rules, .errors]'
    Warning: no policy rules found
  []
  [0,0]
  $ echo >>$etc/2.conf; cxl-sim policy show
  /etc/cxl/policy.d/2.conf: cannot read: File too large
  []
  [1]
  $ cxl-sim policy lint $etc/2.conf
  sim/etc/cxl/policy.d/2.conf: cannot read: File too large
  []
  [1]
  $ rm $etc/*

So do the rules below directories that others can write, and a missing directory there is no proof
of a missing policy.

  $ blocked() { cxl-sim policy show 2>&1 >/dev/null; set_cycle "36 --dry-run" 2>&1 | grep -o 'invalid policy file'; }
  $ echo 'deny ALL opcode get-health' >$etc/1.conf; chmod 777 sim/etc/cxl; blocked
  /etc/cxl: writable by group or others; remove the write permission of group and others
  invalid policy file
  $ cxl-sim send-command mem0 get-health 2>&1 | grep -o 'denied by policy'
  denied by policy
  $ rm -r $etc; blocked
  /etc/cxl: writable by group or others; remove the write permission of group and others
  invalid policy file
  $ chmod 755 sim/etc/cxl; blocked
    Warning: no policy rules found
  [1]
  $ set_cycle 24 | jq '.[0].changed'
  true
  $ chmod 775 $lib; blocked
  /usr/lib/cxl: writable by group or others; remove the write permission of group and others
  invalid policy file
  $ chmod 755 $lib

Symbolic links: a dangling one is an error, others are followed through directories that only root
can write.

  $ ln -s nowhere $lib/policy.d; blocked
  /usr/lib/cxl/policy.d: dangling symbolic link to nowhere; remove the link or create its target
  invalid policy file
  $ rm $lib/policy.d; mkdir $etc; ln -s ../none.conf $etc/1.conf; blocked
  /etc/cxl/policy.d/1.conf: dangling symbolic link to ../none.conf; remove the link or create its target
  invalid policy file
  $ echo 'deny ALL opcode get-health' >sim/etc/cxl/none.conf; blocked
  [1]
  $ cxl-sim policy show --format json | jq -c '.[0] | [.file, .rule]'
  ["/etc/cxl/policy.d/1.conf","deny ALL opcode get-health"]
  $ mkdir -m 777 sim/etc/open; mv sim/etc/cxl/none.conf sim/etc/open/; ln -sf /open/../open/./none.conf $etc/1.conf; blocked
  /etc/open: writable by group or others; remove the write permission of group and others
  invalid policy file
  $ cxl-sim policy show 2>/dev/null | jq -c '.[0].rule'
  "deny ALL opcode get-health"
  $ ln -sf ../../../../../../../../etc/passwd $etc/1.conf; blocked
  /etc/cxl/policy.d/1.conf: dangling symbolic link to ../../../../../../../../etc/passwd; remove the link or create its target
  invalid policy file
  $ ln -sf 2nd $etc/1.conf; ln -s ../cxl/gone $etc/2nd; blocked; rm $etc/2nd
  /etc/cxl/policy.d/1.conf: dangling symbolic link to 2nd; remove the link or create its target
  invalid policy file
  $ ln -sf 1.conf $etc/1.conf; blocked
  /etc/cxl/policy.d/1.conf: cannot read: Too many levels of symbolic links
  invalid policy file
  $ rm -r $etc; ln -s ../open/none.conf sim/etc/cxl/policy.d; chmod 755 sim/etc/open; blocked
  /etc/cxl/policy.d: not a directory; remove the file
  invalid policy file
  $ ln -sfn ../open/none.conf/x sim/etc/cxl/policy.d; blocked
  /etc/cxl/policy.d: cannot read: Not a directory
  invalid policy file
  $ ln -sfn ../empty sim/etc/cxl/policy.d; mkdir sim/etc/empty; blocked
    Warning: no policy rules found
  [1]
  $ rm sim/etc/cxl/policy.d; rmdir sim/etc/cxl; ln -s empty sim/etc/cxl; blocked
    Warning: no policy rules found
  [1]
