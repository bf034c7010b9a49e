# SPDX-License-Identifier: GPL-2.0-only
Scripted faults of the device, its transport and sysfs.

  $ cxl-sim new sim && export CXL_SIM=sim
  $ health() { cxl-sim send sim mem0 7; }
  $ health
  code 0x00, 18 bytes
  000000042600000000000300000000000000

Every fault kind on a typed command.

  $ fault() { cxl-sim fault sim mem0 4200 none && cxl-sim fault sim mem0 4200 "$@" && health; }
  $ fault code 0x05
  code 0x05, 0 bytes
  $ fault short 4
  code 0x00, 4 bytes
  00000004
  $ fault short 0
  code 0x00, 0 bytes
  $ fault long 3
  code 0x00, 21 bytes
  000000042600000000000300000000000000a5a5a5
  $ cxl-sim send sim mem0 7 - 18
  code 0x00, 18 bytes
  000000042600000000000300000000000000
  $ fault background
  ETIMEDOUT
  $ fault busy
  EBUSY
  $ fault timeout
  ETIMEDOUT
  $ fault lost
  EIO
  $ fault errno ENXIO
  ENXIO
  $ fault none
  code 0x00, 18 bytes
  000000042600000000000300000000000000
  $ start=$EPOCHREALTIME; fault late 300; awk -v a=$start -v b=$EPOCHREALTIME 'BEGIN { print (b - a >= 0.3) }'
  code 0x00, 18 bytes
  000000042600000000000300000000000000
  1
  $ start=$EPOCHREALTIME; fault hang; awk -v a=$start -v b=$EPOCHREALTIME 'BEGIN { print (b - a >= 2) }'
  ETIMEDOUT
  1
  $ cxl-sim fault sim mem0 4200 none

While a device does not reply, others and other programs are served.

  $ cxl-sim log sim --clear >/dev/null; cxl-sim fault sim mem0 4200 together 2; cxl-sim fault sim mem1 4200 together 2
  $ cxl-sim send sim mem1 7 >other & health; wait $!; cat other; cxl-sim log sim | sort
  code 0x00, 18 bytes
  000000042600000000000300000000000000
  code 0x00, 18 bytes
  02000151340000000000b704000000000000
  mem0 0x4200 in=0 out=18 code=0x00 route=ioctl scope=-
  mem1 0x4200 in=0 out=18 code=0x00 route=ioctl scope=-
  $ cxl-sim fault sim mem0 4200 none; cxl-sim fault sim mem1 4200 none

A device executes one command at a time.

  $ cxl-sim log sim --clear >/dev/null; flock sim/dev/cxl/mem0 timeout 0.5 cxl-sim send sim mem0 7 || echo $?
  124
  $ cxl-sim log sim
  $ health
  code 0x00, 18 bytes
  000000042600000000000300000000000000

A Set without effect; the log lists the commands that reached the device.

  $ cxl-sim log sim --clear > /dev/null
  $ cxl-sim fault sim mem0 4202 ignore
  $ cxl-sim send sim mem0 12 0101460000000000000000
  ENOMEM
  $ cxl-sim send sim mem0 12 010146000000000000000000
  code 0x00, 0 bytes
  $ cxl-sim show sim mem0 | grep alerts.life_used_warning
    alerts.life_used_warning 80
  $ cxl-sim fault sim mem0 4202 none
  $ cxl-sim send sim mem0 12 010146000000000000000000
  code 0x00, 0 bytes
  $ cxl-sim show sim mem0 | grep alerts.life_used_warning
    alerts.life_used_warning 70
  $ cxl-sim log sim
  mem0 0x4202 in=12 out=0 code=0x00 route=ioctl scope=-
  mem0 0x4202 in=12 out=0 code=0x00 route=ioctl scope=-

--count and --after.

  $ cxl-sim fault sim mem0 0x4200 code 6 --after 1 --count 2
  $ cxl-sim fault sim mem0 4200 code 4 --count 1
  $ cxl-sim fault sim mem1 edac:scrub0/enable_background errno EBUSY
  $ cxl-sim faults sim
  mem0 0x4200 code 0x06 --after 1 --count 2
  mem0 0x4200 code 0x04 --count 1
  mem1 edac:scrub0/enable_background errno EBUSY
  $ for i in 1 2 3 4 5; do health | head -n 1; done
  code 0x00, 18 bytes
  code 0x06, 0 bytes
  code 0x06, 0 bytes
  code 0x04, 0 bytes
  code 0x00, 18 bytes
  $ cxl-sim faults sim
  mem0 0x4200 code 0x06 --count 0
  mem0 0x4200 code 0x04 --count 0
  mem1 edac:scrub0/enable_background errno EBUSY
  $ cxl-sim fault sim mem0 4200 none; cxl-sim fault sim mem1 edac:scrub0/enable_background none
  $ cxl-sim faults sim

A fault without --count is replaced.

  $ cxl-sim fault sim mem0 4200 code 6; cxl-sim fault sim mem1 4200 code 6; health | head -n 1
  code 0x06, 0 bytes
  $ cxl-sim fault sim mem0 4200 code 4 --count 1; cxl-sim fault sim mem0 4200 code 5; cxl-sim faults sim
  mem1 0x4200 code 0x06
  mem0 0x4200 code 0x04 --count 1
  mem0 0x4200 code 0x05
  $ for i in 1 2 3; do health | head -n 1; done
  code 0x04, 0 bytes
  code 0x05, 0 bytes
  code 0x05, 0 bytes
  $ for m in mem0 mem1; do cxl-sim fault sim $m 4200 none; done; cxl-sim faults sim

Invalid arguments.

  $ cxl-sim fault sim mem9 4200 busy
  cxl-sim: cannot find memdev 'mem9'
  [1]
  $ cxl-sim fault sim mem0 4200 often
  cxl-sim: unknown fault kind 'often'; see 'cxl-sim --help'
  [1]
  $ cxl-sim fault sim mem0 4200 code
  cxl-sim: missing return code; see 'cxl-sim --help'
  [1]
  $ cxl-sim fault sim mem0 4200 code 65536
  cxl-sim: invalid return code '65536': expected 0 to 65535; see 'cxl-sim --help'
  [1]
  $ cxl-sim fault sim mem0 4200 errno EWHAT
  cxl-sim: invalid errno 'EWHAT': expected a name such as EIO; see 'cxl-sim --help'
  [1]
  $ cxl-sim fault sim mem0 42000 busy
  cxl-sim: invalid opcode '42000': expected 0x0000 to 0xffff; see 'cxl-sim --help'
  [1]
  $ cxl-sim fault sim mem0 4200 busy --count
  cxl-sim: option '--count' requires an argument; see 'cxl-sim --help'
  [1]
  $ cxl-sim fault sim mem0 4200 busy --sometimes 3
  cxl-sim: unknown option '--sometimes'; see 'cxl-sim --help'
  [1]
  $ cxl-sim fault sim mem0
  usage: cxl-sim fault DIR MEMDEV OPCODE|edac:ATTR KIND [ARG] [--after N] [--count N]
     or: cxl-sim fault DIR sysfs ATTR KIND [ARG] [--after N] [--count N]
  [129]
  $ cxl-sim faults sim
