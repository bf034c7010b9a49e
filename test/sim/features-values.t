# SPDX-License-Identifier: GPL-2.0-only
Features with three different values, with data of several transfers, and lists of several pages.

  $ hex() { head -c "$2" /dev/zero | tr '\0' "$1" | od -An -v -tx1 | tr -d ' \n'; }
  $ cat >devices <<END
  > device mem3
  >   payload_max 256
  >   split_sets yes
  >   feature 11111111-0000-0000-0000-000000000000
  >     sizes 4 4
  >     flags 0x61
  >     effects 0x0201
  >     current 01000000
  >     default 02000000
  >     saved 03000000
  >   feature 22222222-0000-0000-0000-000000000000
  >     sizes 700 700
  >     flags 0x41
  >     effects 0x0201
  >     current $(hex a 700)
  > END
  $ for i in $(seq 10 49); do printf '  feature 000000%d-0000-0000-0000-000000000000\n    sizes 2 2\n    flags 0x00\n    current %s00\n' $i $i; done >>devices
  $ cxl-sim new sim --devices devices
  $ export CXL_SIM=$PWD/sim
  $ for f in $(find sim/sys/devices -path '*mem3/payload_max'); do echo 256 >$f; done

Each value is that which was asked for.

  $ for s in current default saved; do cxl-sim get-feature mem3 1111 --selection $s | jq -c '.[0] | [.selection, .value.data]'; done
  ["current","01000000"]
  ["default","02000000"]
  ["saved","03000000"]
  $ cxl-sim get-feature mem3 1111 | jq -c '.[0] | [.selection, .value.data]'
  ["current","01000000"]
  $ cxl-sim set-feature mem3 1111 --default --yes | jq -c '.[0] | [.changed, .verified]'
  [true,true]
  $ for s in current default saved; do cxl-sim get-feature mem3 1111 --selection $s | jq -r '.[0].value.data'; done
  02000000
  02000000
  02000000

The list has 42 Features of the device, at most 32 in one response; each of them once, also if the
device returns fewer.

  $ uuids() { cxl-sim list-features mem3 | jq -r '.[0].features[] | select(.route == "none" or .name[0:7] == "unknown") | .uuid'; }
  $ uuids >uuids; grep -c . uuids; sed -n 's/^000000\(..\).*/\1/p' uuids | tr '\n' ' '
  42
  10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49  (no-eol)
  $ cxl-sim fault sim mem3 0x0500 short 100 --after 1 --count 1
  $ uuids | cmp - uuids
  $ cxl-sim fault sim mem3 0x0500 short 8 --after 1 --count 1
  $ uuids | grep -c .
  mem3: the device listed only 32 of 42 Features
  32

Data of several transfers: first, middle and last part, each with its own offset.

  $ head -c 700 /dev/urandom >new
  $ cxl-sim set-feature mem3 2222 -i new --yes | jq -c '.[0] | [.changed, .verified]'
  [true,true]
  $ cxl-sim log sim | grep 0x0502 | tail -n 4 | cut -d' ' -f2,3,5,8
  0x0502 in=256 code=0x00 flags=0x9
  0x0502 in=256 code=0x00 flags=0xa
  0x0502 in=256 code=0x00 flags=0xa
  0x0502 in=60 code=0x00 flags=0xb
  $ cxl-sim get-feature mem3 2222 -b | cmp - new

A part that fails: the transfer is aborted, and the old value kept.

  $ head -c 700 /dev/urandom >other
  $ cxl-sim fault sim mem3 0x0502 code 4 --after 2 --count 1
  $ cxl-sim set-feature mem3 2222 -i other --yes
  mem3: unknown-22222222: command 0x0502: the device returned code 0x04: internal device error
  []
  [1]
  $ cxl-sim log sim | grep 0x0502 | tail -n 4 | cut -d' ' -f2,3,5,8
  0x0502 in=256 code=0x00 flags=0x9
  0x0502 in=256 code=0x00 flags=0xa
  0x0502 in=256 code=0x04 flags=0xa
  0x0502 in=32 code=0x00 flags=0xc
  $ cxl-sim get-feature mem3 2222 -b | cmp - new

A response that is too short is an error, also where the kernel reports success.

  $ cxl-sim fault sim mem3 0x0501 short 3 --count 1
  $ cxl-sim get-feature mem3 1111
  mem3: unknown-11111111: short response: 0 of 4 bytes; see the kernel log and try again
  []
  [1]
  $ cxl-sim fault sim mem3 0x0500 short 7 --count 1
  $ cxl-sim get-feature mem3 1111
  mem3: Get Supported Features: the response is too short
  []
  [1]
