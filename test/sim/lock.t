# SPDX-License-Identifier: GPL-2.0-only
Every command that changes a device locks it in the same way. A lock that cannot be taken, for any
reason, counts as a busy device.

  $ cxl-sim new plain
  $ cxl-sim show plain | sed 's/^device mem3/raw_commands yes\n&\n\treply 0xc001 2a00\n\tcel 0x0403 0x0010/' >devices
  $ cxl-sim new sim --devices devices
  $ export CXL_SIM=$PWD/sim
  $ changes() {
  >   cxl-sim set-feature mem3 patrol-scrub cycle_hours=20 "$@"
  >   cxl-sim set-feature mem3 6f3a data=01000000 --yes "$@"
  >   cxl-sim set-shutdown-state mem3 dirty --force "$@"
  >   cxl-sim clear-log mem3 vendor-debug --yes --force "$@"
  >   cxl-sim send-command mem3 set-shutdown-state --hex 01 --yes --force "$@"
  >   cxl-sim send-command mem3 0xc001 --raw --unlisted --force --confirm 0xc3@0000:e2:00.0 "$@"
  > }
  $ codes() { changes --format envelope "$@" </dev/null 2>/dev/null | jq -r '[.errors[] | .code, .hint] | join("; ")' | sort | uniq -c; }
  $ sent() { cxl-sim log sim | grep -c '^mem3 0x\(0502\|4204\|0403\|c001\) '; }

  $ codes --dry-run; sent; ls sim/run
        6 
  0

The reason and the hint: /run or its directory is something else, or others could open it. Nothing is
sent, and a dry run says the same.

  $ both() { codes; codes --dry-run; }
  $ rmdir sim/run; touch sim/run; both; rm sim/run; mkdir -m 755 sim/run
        6 device_busy; directory /run/cxl must belong to root and have mode 0700, and the files in it mode 0600
        6 device_busy; directory /run/cxl must belong to root and have mode 0700, and the files in it mode 0600
  $ mkdir -m 755 sim/run/cxl; both; ls -A sim/run/cxl
        6 device_busy; directory /run/cxl must belong to root and have mode 0700, and the files in it mode 0600
        6 device_busy; directory /run/cxl must belong to root and have mode 0700, and the files in it mode 0600
  $ changes --dry-run </dev/null 2>&1 >/dev/null
  mem3: patrol-scrub: refusing to set: cannot lock /run/cxl/mem3.lock: wrong owner or mode; directory /run/cxl must belong to root and have mode 0700, and the files in it mode 0600
  mem3: unknown-6f3a1c52: refusing to set: cannot lock /run/cxl/mem3.lock: wrong owner or mode; directory /run/cxl must belong to root and have mode 0700, and the files in it mode 0600
  mem3: refusing to set the shutdown state of mem3: cannot lock /run/cxl/mem3.lock: wrong owner or mode; directory /run/cxl must belong to root and have mode 0700, and the files in it mode 0600
  mem3: refusing to clear the vendor debug log of mem3: cannot lock /run/cxl/mem3.lock: wrong owner or mode; directory /run/cxl must belong to root and have mode 0700, and the files in it mode 0600
  mem3: refusing to send 0x4204: cannot lock /run/cxl/mem3.lock: wrong owner or mode; directory /run/cxl must belong to root and have mode 0700, and the files in it mode 0600
  mem3: refusing to send 0xc001: cannot lock /run/cxl/mem3.lock: wrong owner or mode; directory /run/cxl must belong to root and have mode 0700, and the files in it mode 0600
  [3]

Each refusal is recorded, except in a dry run.

  $ refused() { cxl-sim audit --format json | jq -r '.[] | select(.event == "refused") | [.device, .serial, .route, .opcode, .verdict] | join(" ")' | sort | uniq -c; }
  $ refused
        2 mem3 0xc3 fwctl 0x0502 device_busy
        2 mem3 0xc3 ioctl 0x0403 device_busy
        4 mem3 0xc3 ioctl 0x4204 device_busy
        2 mem3 0xc3 raw 0xc001 device_busy
        2 mem3 0xc3 sysfs 0x0502 device_busy
  $ chmod 700 sim/run/cxl; touch sim/run/cxl/mem3.lock; chmod 644 sim/run/cxl/mem3.lock; both
        6 device_busy; directory /run/cxl must belong to root and have mode 0700, and the files in it mode 0600
        6 device_busy; directory /run/cxl must belong to root and have mode 0700, and the files in it mode 0600
  $ chmod 600 sim/run/cxl/mem3.lock; sent
  0
  [1]

Another user must be root, also where the directory could not be used by root either.

  $ cp -a sim other; cp "$(readlink -f "$(command -v cxl-sim)")" mysim; chmod 700 other/run/cxl; as=
  $ if [ "$(id -u)" = 0 ]; then as="setpriv --reuid 65534 --regid 65534 --clear-groups"
  >     chmod -R a+rwX other; chmod -R go-w other/etc; p=$PWD; while [ "$p" != / ] && [ "$p" != /tmp ]; do chmod o+x "$p"; p=$(dirname "$p"); done; fi
  $ hint() { if [ "$as" ]; then CXL_SIM=other $as ./mysim set-shutdown-state mem3 dirty --force 2>&1 >/dev/null | sed 's/.*; //'; else echo run as root; fi; }
  $ for mode in 755 711 700; do chmod $mode other/run/cxl; hint; done
  run as root
  run as root
  run as root

A device that another process has locked: a dry run does not wait for it, nor keeps the lock.

  $ lock=sim/run/cxl/mem3.lock; chmod 600 $lock
  $ exec 9<$lock; flock 9; codes --dry-run
        6 device_busy; try again later, see 'lslocks'
  $ cxl-sim set-shutdown-state mem3 dirty --force; echo $?
  mem3: refusing to set the shutdown state of mem3: the device is locked by another process (waited 10 seconds); try again later, see 'lslocks'
  []
  3
  $ timeout --preserve-status -s INT 4 cxl-sim set-shutdown-state mem3 dirty --force
  mem3: interrupted, nothing was changed
  []
  [1]
  $ exec 9<&-; sent
  0
  [1]

Each of them waits for the lock, and holds it until the response.

  $ (flock 9; sleep 0.5) 9<$lock & changes </dev/null >/dev/null 2>&1; wait; sent
  6
  $ cxl-sim fault sim mem3 0x4204 late 1000 --count 1
  $ holds() { for _ in $(seq 100); do flock -n $lock true || return 0; sleep 0.05; done; return 1; }
  $ cxl-sim set-shutdown-state mem3 clean --force >/dev/null & holds; echo $?; wait; flock -n $lock true; echo $?
  0
  0

A device node with the number of another device: refused before the safety checks, and recorded as well.

  $ cxl-sim new renumbered --devices devices; export CXL_SIM=$PWD/renumbered; echo 9:9 >renumbered/dev/cxl/mem3
  $ codes; grep refused renumbered/dev/kmsg | sed 's/.*cxl-audit: //' | jq -c '[.event, .verb, .route, .opcode, .verdict]'
        2 
        4 wrong_node; check that udev is running
  ["refused","set-shutdown-state","ioctl","0x4203","wrong_node"]
  ["refused","clear-log","ioctl","0x0403","wrong_node"]
  ["refused","send-command","ioctl","0x4204","wrong_node"]
  ["refused","send-command","raw","0xc001","wrong_node"]

Only the fwctl node is that of another device: a change through EDAC is not refused, one through fwctl is.

  $ cxl-sim new fwctl; export CXL_SIM=$PWD/fwctl; echo 9:9 >fwctl/dev/fwctl/fwctl0
  $ events() { sed 's/.*cxl-audit: //' $CXL_SIM/dev/kmsg | jq -c '[.event, .verb, .route, .opcode, .verdict]'; : >$CXL_SIM/dev/kmsg; }
  $ cxl-sim set-feature mem3 patrol-scrub cycle_hours=20 >out; echo $?; events
  0
  ["intent","set-feature","sysfs",null,"allowed"]
  ["outcome","set-feature","sysfs",null,"allowed"]
  $ cxl-sim set-feature mem3 6f3a data=01000000 --yes; echo $?; events
  mem3: refusing to use /dev/fwctl/fwctl0: device number is 9:9, expected 241:0; check that udev is running
  []
  3
  ["refused","set-feature","fwctl","0x0502","wrong_node"]
  $ cxl-sim set-feature mem3 6f3a data=01000000 --yes --dry-run >out 2>&1; echo $?; events
  3

The node changes while a command is sent: the value cannot be read back. That is not a refused change.

  $ cxl-sim new late; export CXL_SIM=$PWD/late; cxl-sim fault late mem3 0x4204 late 1500 --count 1
  $ lock=late/run/cxl/mem3.lock; install -d -m 700 late/run/cxl; install -m 600 /dev/null $lock
  $ (holds; echo 9:9 >late/dev/cxl/mem3) & cxl-sim set-shutdown-state mem3 dirty --force; echo $?; wait; events
  mem3: written, but the new value cannot be read back: refusing to use /dev/cxl/mem3: device number is 9:9, expected 251:3; check that udev is running
  []
  1
  ["intent","set-shutdown-state","ioctl","0x4204","allowed"]
  ["outcome","set-shutdown-state","ioctl","0x4204","allowed"]
