# SPDX-License-Identifier: GPL-2.0-only
The simulated kernel's typed commands and the order of its checks.

  $ cxl-sim new sim
  $ cxl-sim query sim mem0
  id 1 in 0 out 67 enabled
  id 3 in 0 out -1 enabled
  id 4 in 0 out 80 enabled
  id 5 in 0 out 32 enabled
  id 6 in 8 out -1
  id 7 in 0 out 18 enabled
  id 8 in 24 out -1 enabled
  id 9 in 10 out 0
  id 10 in -1 out 0
  id 11 in 0 out 16 enabled
  id 12 in 12 out 0 enabled
  id 13 in 0 out 1 enabled
  id 14 in 1 out 0 enabled
  id 18 in 16 out 4
  id 21 in 0 out 8 enabled
  id 22 in 16 out 4 enabled
  id 23 in 16 out 0
  id 24 in 2 out -1 enabled
  $ cxl-sim query sim mem9
  ENXIO

Persistent memory: label commands are exclusive while cxl_pmem is bound.

  $ cxl-sim query sim mem2 | grep exclusive
  id 10 in -1 out 0 enabled exclusive
  id 14 in 1 out 0 enabled exclusive
  $ cxl-sim send sim mem2 10 0000000000000000aa
  EBUSY
  $ cxl-sim send sim mem2 6 0000000008000000
  code 0x00, 8 bytes
  0000000000000000

Unknown ids, commands that are not enabled, wrong sizes.

  $ cxl-sim send sim mem0 0
  ENOTTY
  $ cxl-sim send sim mem0 15
  ENOTTY
  $ cxl-sim send sim mem0 99
  ENOTTY
  $ cxl-sim send sim mem0 9 00000000000000000000
  ENOTTY
  $ cxl-sim send sim mem0 1 00
  ENOMEM
  $ cxl-sim send sim mem0 1 - 66
  ENOMEM
  $ cxl-sim send sim mem0 7 - 17
  ENOMEM
  $ cxl-sim send sim mem0 8 00
  ENOMEM
  $ cxl-sim send sim mem9 1
  ENXIO

Without CONFIG_CXL_MEM_RAW_COMMANDS a raw command is refused and does not taint.

  $ cxl-sim send sim mem0 2:c000 - 64
  EPERM
  $ cat sim/proc/sys/kernel/tainted
  0

Refused commands do not reach the device.

  $ cxl-sim log sim | grep -v 'mem2 0x4102'
  [1]

Replies.

  $ cxl-sim send sim mem0 5
  code 0x00, 32 bytes
  0400000000000000000000000000000000000000000000000000000000000000
  $ cxl-sim send sim mem0 3
  code 0x00, 28 bytes
  01000000000000000da9c0b5bf414b788f7996b1623b3f174c000000
  $ cxl-sim send sim mem0 8 0da9c0b5bf414b788f7996b1623b3f170000000008000000
  code 0x00, 8 bytes
  0002000001024000
  $ cxl-sim send sim mem0 8 0da9c0b5bf414b788f7996b1623b3f170000000000100000
  code 0x02, 0 bytes
  $ cxl-sim send sim mem0 8 ffffffffffffffffffffffffffffffff0000000008000000
  code 0x17, 0 bytes
  $ cxl-sim send sim mem3 24 0a01
  code 0x00, 28 bytes
  01000200010000005e1819d911a9400c811fd60719403d8610000000
  $ cxl-sim send sim mem3 8 5e1819d911a9400c811fd60719403d860700000009000000
  code 0x00, 9 bytes
  6465627567206c6f67
  $ cxl-sim send sim mem1 11
  code 0x00, 16 bytes
  071f5a505500f6ff4b00000000000000
  $ cxl-sim send sim mem2 13
  code 0x00, 1 bytes
  01

A warning threshold must not reach its critical threshold; disabling needs no value.

  $ cxl-sim send sim mem1 12 01015b000000000000000000
  code 0x02, 0 bytes
  $ cxl-sim send sim mem1 12 020200005500000000000000
  code 0x02, 0 bytes
  $ cxl-sim send sim mem1 12 020200005400000000000000
  code 0x00, 0 bytes
  $ cxl-sim send sim mem1 12 010000000000000000000000
  code 0x00, 0 bytes
  $ cxl-sim show sim mem1 | grep -E 'alerts.(valid|life_used_w|over_temperature_w)'
    alerts.valid 6
    alerts.life_used_warning 80
    alerts.over_temperature_warning 84

Raw commands taint before they are sent; some are always refused.

  $ printf 'raw_commands yes\ndevice mem0\n\tcel 0x4200 0\n' > dev
  $ cxl-sim new raw --tree "$TESTS/data/example.tree" --devices dev
  $ cxl-sim query raw mem0 | grep enabled
  id 1 in 0 out 67 enabled
  id 3 in 0 out -1 enabled
  id 7 in 0 out 18 enabled
  id 8 in 24 out -1 enabled
  $ cxl-sim query raw mem0 | grep 'id 2 '
  id 2 in -1 out -1
  $ cxl-sim send raw mem0 2:4204 01 64; cat raw/proc/sys/kernel/tainted
  EPERM
  0
  $ cxl-sim send raw mem0 2:4400 - 64; cat raw/proc/sys/kernel/tainted
  EPERM
  0
  $ cxl-sim send raw mem0 2:c000 - 64; cat raw/proc/sys/kernel/tainted
  code 0x03, 0 bytes
  512
  $ cxl-sim log raw
  mem0 0xc000 in=0 out=0 code=0x03 route=raw scope=-
