# SPDX-License-Identifier: GPL-2.0-only
Policy files, and the directories on the way to them, belong to root.

  $ [ "$(id -u)" = 0 ] || { echo "skipped: needs root"; exit 80; }
  $ cxl-sim new sim
  $ export CXL_SIM=$PWD/sim
  $ umask 022; etc=sim/etc/cxl/policy.d; mkdir -p $etc
  $ blocked() { cxl-sim policy show 2>&1 >/dev/null
  >   cxl-sim set-feature mem0 patrol-scrub cycle_hours=36 --dry-run 2>&1 | grep -o 'invalid policy file'; }
  $ echo 'deny ALL opcode get-health' >$etc/1.conf; blocked
  [1]

The rules of another user's file deny, and do not extend the allow list of another file.

  $ chown 65534 $etc/1.conf; blocked
  /etc/cxl/policy.d/1.conf: owned by user 65534, expected root; change its owner to root
  invalid policy file
  $ cxl-sim send-command mem0 get-health 2>&1 | head -1
  mem0: refusing to send 0x4200: denied by policy /etc/cxl/policy.d/1.conf:1: 'deny ALL opcode get-health'; see 'cxl policy show'
  $ echo 'allow ALL opcode identify' >$etc/2.conf; echo 'allow ALL opcode get-health' >$etc/1.conf
  $ cxl-sim send-command mem0 get-health 2>&1 | grep -o 'not on the .*'
  not on the policy's allow list of opcodes; see 'cxl policy show'
  $ chown 0 $etc/1.conf; cxl-sim send-command mem0 get-health | jq '.[0].return_code'
  0
  $ rm $etc/*; blocked
    Warning: no policy rules found
  [1]

Directories, even empty ones.

  $ for d in sim/etc/cxl $etc; do chown 65534 $d; blocked; chown 0 $d; done
  /etc/cxl: owned by user 65534, expected root; change its owner to root
  invalid policy file
  /etc/cxl/policy.d: owned by user 65534, expected root; change its owner to root
  invalid policy file

In a captured tree, they may also belong to the user who reads it.

  $ echo 'deny ALL opcode get-health' >$etc/1.conf; chmod 755 . sim; chown -R 65534 sim/etc
  $ for owner in 65533 65534; do chown $owner $etc/1.conf
  >   setpriv --reuid 65534 --regid 65534 --clear-groups "$(command -v cxl)" policy show --sysroot sim 2>&1 >/dev/null; echo $?; done
  /etc/cxl/policy.d/1.conf: owned by user 65533, expected root; change its owner to root
  1
  0
