# SPDX-License-Identifier: GPL-2.0-only
Set Feature in parts: split by the kernel, or by the caller with "split_sets yes".

  $ big=a4c9e7b013f54d268e8b5b6c7d8e9fa0
  $ u32=6f3a1c528d0e4b7a9c412e5d7f8090a1
  $ zero9=000000000000000000
  $ hex() { printf "%0$((2 * $2))d" 0 | sed "s/00/$1/g"; }
  $ sed '/^device mem3/a payload_max 256' "$TESTS/data/example.sim" > small.sim
  $ cxl-sim new whole --tree "$TESTS/data/example.tree" --devices small.sim
  $ sed '/^device mem3/a split_sets yes' small.sim > split.sim
  $ cxl-sim new split --tree "$TESTS/data/example.tree" --devices split.sim
  $ current() { cxl-sim show $1 mem3 | sed -n '/feature a4c9e7b0/,$p' | awk '$1 == "current" { printf "%s", $2 }' | fold -w 64 | uniq -c | awk '{ print $1, substr($2, 1, 8), length($2) / 2 }'; }

The kernel splits the data and ignores the transfer bits.

  $ cxl-sim rpc whole fwctl0 3 502 ${big}02000000000001${zero9}$(hex 5a 300)
  code 0x00, 0 bytes
  $ cxl-sim log whole
  mem3 0x0502 in=256 out=0 code=0x00 route=fwctl scope=3 flags=0x9
  mem3 0x0502 in=108 out=0 code=0x00 route=fwctl scope=3 flags=0xb
  $ current whole
  9 5a5a5a5a 32
  1 5a5a5a5a 12

A failure in the middle keeps the old value and the unfinished transfer.

  $ cxl-sim fault whole mem3 502 code 4 --after 1 --count 1
  $ cxl-sim rpc whole fwctl0 3 502 ${big}00000000000001${zero9}$(hex a5 300)
  code 0x04, 0 bytes
  $ cxl-sim show whole mem3 | grep transfer | cut -c-60
    transfer a4c9e7b0-13f5-4d26-8e8b-5b6c7d8e9fa0 0 a5a5a5a5a5
    transfer a4c9e7b0-13f5-4d26-8e8b-5b6c7d8e9fa0 0 a5a5a5a5a5
    transfer a4c9e7b0-13f5-4d26-8e8b-5b6c7d8e9fa0 0 a5a5a5a5a5
    transfer a4c9e7b0-13f5-4d26-8e8b-5b6c7d8e9fa0 0 a5a5a5a5a5
    transfer a4c9e7b0-13f5-4d26-8e8b-5b6c7d8e9fa0 0 a5a5a5a5a5
    transfer a4c9e7b0-13f5-4d26-8e8b-5b6c7d8e9fa0 0 a5a5a5a5a5
    transfer a4c9e7b0-13f5-4d26-8e8b-5b6c7d8e9fa0 0 a5a5a5a5a5
  $ current whole
  9 5a5a5a5a 32
  1 5a5a5a5a 12
  $ cxl-sim rpc whole fwctl0 2 502 ${u32}00000000000001${zero9}11000000
  code 0x1b, 0 bytes
  $ cxl-sim rpc whole fwctl0 0 501 ${big}0000040000
  code 0x1b, 0 bytes
  $ cxl-sim reset whole mem3 && cxl-sim show whole mem3 | grep -c transfer
  0
  [1]

A kernel that does not split refuses large data and passes parts on.

  $ rpc() { cxl-sim rpc split fwctl0 3 502 "$1"; }
  $ rpc ${big}00000000000001${zero9}$(hex 5a 300)
  EMSGSIZE
  $ cxl-sim log split; cat split/sys/bus/cxl/devices/mem3/payload_max
  256
  $ rpc ${big}01000000000001${zero9}$(hex 11 200)
  code 0x00, 0 bytes
  $ rpc ${big}02000000c80001${zero9}$(hex 22 50)
  code 0x00, 0 bytes
  $ rpc ${big}03000000fa0001${zero9}$(hex 33 50)
  code 0x00, 0 bytes
  $ current split
  6 11111111 32
  1 11111111 32
  1 22222222 32
  1 33333333 32
  1 33333333 12

Wrong order: a gap, no start, second start, another Feature; abort drops the transfer.

  $ rpc ${big}03000000fa0001${zero9}$(hex 44 50)
  code 0x1c, 0 bytes
  $ rpc ${big}04000000000001${zero9}
  code 0x1c, 0 bytes
  $ rpc ${big}01000000000001${zero9}$(hex 44 200)
  code 0x00, 0 bytes
  $ rpc ${big}01000000000001${zero9}$(hex 44 200)
  code 0x1b, 0 bytes
  $ rpc ${big}02000000c90001${zero9}$(hex 44 50)
  code 0x1c, 0 bytes
  $ rpc ${u32}00000000000001${zero9}11000000
  code 0x1b, 0 bytes
  $ rpc ${big}00000000000001${zero9}$(hex 44 50)
  code 0x1b, 0 bytes
  $ rpc ${big}02000000c80001${zero9}$(hex 44 101)
  code 0x16, 0 bytes
  $ rpc ${big}03000000c80001${zero9}$(hex 44 50)
  code 0x1c, 0 bytes
  $ rpc ${big}01000000000001${zero9}$(hex 44 200)
  code 0x00, 0 bytes
  $ rpc ${big}04000000000001${zero9}
  code 0x00, 0 bytes
  $ rpc ${big}05000000000001${zero9}44
  code 0x02, 0 bytes
  $ current split
  6 11111111 32
  1 11111111 32
  1 22222222 32
  1 33333333 32
  1 33333333 12
  $ cxl-sim log split | cut -d' ' -f2,3,5,8
  0x0502 in=232 code=0x00 flags=0x9
  0x0502 in=82 code=0x00 flags=0xa
  0x0502 in=82 code=0x00 flags=0xb
  0x0502 in=82 code=0x1c flags=0xb
  0x0502 in=32 code=0x1c flags=0xc
  0x0502 in=232 code=0x00 flags=0x9
  0x0502 in=232 code=0x1b flags=0x9
  0x0502 in=82 code=0x1c flags=0xa
  0x0502 in=36 code=0x1b flags=0x8
  0x0502 in=82 code=0x1b flags=0x8
  0x0502 in=133 code=0x16 flags=0xa
  0x0502 in=82 code=0x1c flags=0xb
  0x0502 in=232 code=0x00 flags=0x9
  0x0502 in=32 code=0x00 flags=0xc
  0x0502 in=33 code=0x02 flags=0xd

A value that becomes current at the next reset.

  $ cat > later.sim <<'END'
  > device mem3
  >   feature 11111111-2222-3333-4444-555555555555
  >     sizes 2 2
  >     flags 0x41
  >     effects 0x0201
  >     applies reset
  >     current 0102
  > END
  $ cxl-sim new later --tree "$TESTS/data/example.tree" --devices later.sim
  $ one=11111111222233334444555555555555
  $ cxl-sim rpc later fwctl0 2 502 ${one}00000000000001${zero9}0304
  code 0x00, 0 bytes
  $ cxl-sim rpc later fwctl0 0 501 ${one}0000020000
  code 0x00, 2 bytes
  0102
  $ cxl-sim rpc later fwctl0 0 501 ${one}0000020002
  code 0x00, 2 bytes
  0304
  $ cxl-sim reset later mem3
  $ cxl-sim rpc later fwctl0 0 501 ${one}0000020000
  code 0x00, 2 bytes
  0304

Concurrent calls use one state.

  $ for i in 1 2 3 4 5 6 7 8; do cxl-sim rpc later fwctl0 2 502 ${one}00000000000001${zero9}0${i}0$i > /dev/null & done; wait
  $ cxl-sim log later | grep -c 0x0502
  9
