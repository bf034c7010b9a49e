# SPDX-License-Identifier: GPL-2.0-only
The simulated kernel's fwctl: scopes, taint, kernel-owned Features.

  $ cxl-sim new sim
  $ u32=6f3a1c528d0e4b7a9c412e5d7f8090a1
  $ big=a4c9e7b013f54d268e8b5b6c7d8e9fa0
  $ scrub=96dad7d6fde8482ba73375774e06db8a
  $ get() { cxl-sim rpc sim fwctl0 "${3-0}" 501 "$1" ${2+"$2"}; }
  $ set() { cxl-sim rpc sim fwctl0 "$1" 502 "$2"; }
  $ taint() { cat sim/proc/sys/kernel/tainted; }
  $ zero9=000000000000000000

Get Supported Features is served from the cache of the kernel: the header is not counted, kernel-owned
Features are not settable, no command is sent to the device.

  $ cxl-sim rpc sim fwctl0 0 500 0800000000000000
  code 0x00, 8 bytes
  0000040000000000
  $ cxl-sim rpc sim fwctl0 0 500 6000000000000000 | cut -c1-64
  code 0x00, 104 bytes
  020004000000000096dad7d6fde8482ba73375774e06db8a0000040000000000
  000001010202000000000000000000000000000000000000e5b13f2223284a14
  b8bab9691e89338601000d000000000000000101020200000000000000000000
  0000000000000000
  $ cxl-sim rpc sim fwctl0 0 500 3800000002000000
  code 0x00, 56 bytes
  01000400000000006f3a1c528d0e4b7a9c412e5d7f8090a10200040004006100
  000001010102000000000000000000000000000000000000
  $ cxl-sim rpc sim fwctl0 0 500 3800000004000000
  EINVAL
  $ cxl-sim rpc sim fwctl0 0 500 38000000
  EINVAL
  $ cxl-sim log sim

Get Feature works in every scope; scopes 2 and 3 taint.

  $ get ${u32}0000040000
  code 0x00, 4 bytes
  40000000
  $ get ${u32}0000040001
  code 0x00, 4 bytes
  40000000
  $ get ${u32}0000040002
  code 0x00, 4 bytes
  40000000
  $ get ${u32}0000040003
  code 0x1a, 0 bytes
  $ get ${u32}0200020000
  code 0x00, 2 bytes
  0000
  $ get ${u32}0200040000
  code 0x00, 0 bytes
  $ get ${u32}0400040000
  code 0x02, 0 bytes
  $ get ${u32}0000000000
  EINVAL
  $ get ${u32}0000040000 3
  EINVAL
  $ get ${scrub}0000040000
  code 0x00, 4 bytes
  030c0100
  $ get ffffffffffffffffffffffffffffffff0000040000
  code 0x03, 0 bytes
  $ get ${u32}00000400
  EINVAL
  $ taint
  0
  $ get ${u32}0000040000 8 1; taint
  code 0x00, 4 bytes
  40000000
  0
  $ cxl-sim rpc sim fwctl0 4 501 ${u32}0000040000; taint
  EOPNOTSUPP
  0
  $ cxl-sim rpc sim fwctl0 0 4000
  EINVAL
  $ cxl-sim rpc sim fwctl9 0 500 0800000000000000
  ENOENT

Set Feature: the scope must allow the effects; a refused request taints, too.

  $ cxl-sim log sim --clear > /dev/null
  $ set 0 ${u32}00000000000001${zero9}11000000; taint
  EINVAL
  0
  $ set 1 ${u32}00000000000001${zero9}11000000; taint
  EINVAL
  0
  $ set 2 ${big}00000000000001${zero9}11000000; taint
  EINVAL
  524288
  $ set 2 ${u32}00000000000001${zero9}; taint
  EINVAL
  524288
  $ set 3 ${scrub}00000000000001${zero9}0c01
  EPERM
  $ set 3 ffffffffffffffffffffffffffffffff00000000000001${zero9}11000000
  EINVAL
  $ cxl-sim log sim
  $ set 2 ${u32}00000000000001${zero9}11000000
  code 0x00, 0 bytes
  $ get ${u32}0000040000
  code 0x00, 4 bytes
  11000000
  $ set 3 ${big}00000000000101${zero9}4142
  code 0x00, 0 bytes
  $ get ${big}0001040000
  code 0x00, 4 bytes
  41423138
  $ set 2 ${u32}00000000000002${zero9}11000000
  code 0x19, 0 bytes
  $ set 2 ${u32}00000000030001${zero9}1122
  code 0x16, 0 bytes
  $ cxl-sim log sim
  mem3 0x0502 in=36 out=0 code=0x00 route=fwctl scope=2 flags=0x8
  mem3 0x0501 in=21 out=4 code=0x00 route=fwctl scope=0
  mem3 0x0502 in=34 out=0 code=0x00 route=fwctl scope=3 flags=0x8
  mem3 0x0501 in=21 out=4 code=0x00 route=fwctl scope=0
  mem3 0x0502 in=36 out=0 code=0x19 route=fwctl scope=2 flags=0x8
  mem3 0x0502 in=34 out=0 code=0x16 route=fwctl scope=2 flags=0x8

The kernel sets "saved across reset" and ignores the transfer bits of the caller.

  $ set 2 ${u32}02000000000001${zero9}22000000
  code 0x00, 0 bytes
  $ get ${u32}0000040002
  code 0x00, 4 bytes
  22000000
  $ get ${u32}0000040001
  code 0x00, 4 bytes
  40000000
  $ cxl-sim log sim | tail -n 3
  mem3 0x0502 in=36 out=0 code=0x00 route=fwctl scope=2 flags=0x8
  mem3 0x0501 in=21 out=4 code=0x00 route=fwctl scope=0
  mem3 0x0501 in=21 out=4 code=0x00 route=fwctl scope=0

Without CAP_SYS_RAWIO scope 3 is refused before it taints.

  $ cxl-sim new weak && cd weak && printf 'CapEff:\t0000000000000000\n' > proc/self/status && cd ..
  $ cxl-sim rpc weak fwctl0 3 502 ${big}00000000000001${zero9}41; cat weak/proc/sys/kernel/tainted
  EPERM
  0
  $ cxl-sim rpc weak fwctl0 2 502 ${u32}00000000000001${zero9}41; cat weak/proc/sys/kernel/tainted
  code 0x00, 0 bytes
  524288

A kernel that panics on this taint.

  $ cxl-sim new panic && echo 'ro panic_on_taint=0x80000,nousertaint' > panic/proc/cmdline
  $ cxl-sim rpc panic fwctl0 2 501 ${u32}0000040000
  cxl-sim: the simulated kernel panicked: panic_on_taint
  [134]
  $ cxl-sim log panic
  panic: panic_on_taint

Other bits do not count. A form that the model does not parse panics.

  $ while read -r line; do printf '%s\n' "$line" >panic/proc/cmdline; rm -f panic/state/log; echo 0 >panic/proc/sys/kernel/tainted
  >     cxl-sim rpc panic fwctl0 2 501 ${u32}0000040000 >out 2>&1
  >     echo "$(tail -n 1 panic/state/log | grep -o panic:) $(cat panic/proc/sys/kernel/tainted) $(grep -o 'cannot parse' out) $line"
  > done <<'END'
  > ro quiet
  > ro panic_on_taint=40 quiet
  > panic_on_taint=80000
  > ro panic_on_taint="0x40"
  > ro panic-on-taint=0x80000
  > ro panic_on_taint=40 panic_on_taint=zzz
  > ro panic_on_taint=zzz
  > ro panic_on_taint=
  > ro panic_on_taint
  > ro xpanic_on_taint=40
  > ro -- panic_on_taint=40
  > END
   524288  ro quiet
   524288  ro panic_on_taint=40 quiet
  panic: 0  panic_on_taint=80000
  panic: 0 cannot parse ro panic_on_taint="0x40"
  panic: 0  ro panic-on-taint=0x80000
  panic: 0 cannot parse ro panic_on_taint=40 panic_on_taint=zzz
  panic: 0 cannot parse ro panic_on_taint=zzz
  panic: 0 cannot parse ro panic_on_taint=
  panic: 0 cannot parse ro panic_on_taint
  panic: 0 cannot parse ro xpanic_on_taint=40
  panic: 0 cannot parse ro -- panic_on_taint=40

A mailbox error is reported as success without data; only an ioctl error is an error.

  $ cxl-sim log sim --clear > /dev/null
  $ fault() { cxl-sim fault sim mem3 "$1" none; cxl-sim fault sim mem3 "$@"; }
  $ fault 501 busy; get ${u32}0000040000
  code 0x00, 0 bytes
  $ fault 501 timeout; get ${u32}0000040000
  code 0x00, 0 bytes
  $ fault 501 lost; get ${u32}0000040000
  code 0x00, 0 bytes
  $ fault 501 short 3; get ${u32}0000040000
  code 0x00, 0 bytes
  $ fault 501 long 3; get ${u32}0000040000
  code 0x00, 4 bytes
  22000000
  $ fault 501 code 0x1a; get ${u32}0000040000
  code 0x1a, 0 bytes
  $ fault 501 background; get ${u32}0000040000
  code 0x01, 0 bytes
  $ fault 501 errno ENODEV; get ${u32}0000040000
  ENODEV
  $ cxl-sim fault sim mem3 501 none
  $ fault 502 ignore; set 2 ${u32}00000000000001${zero9}33000000; get ${u32}0000040000
  code 0x00, 0 bytes
  code 0x00, 4 bytes
  22000000
  $ fault 502 lost; set 2 ${u32}00000000000001${zero9}33000000; get ${u32}0000040000
  code 0x00, 0 bytes
  code 0x00, 4 bytes
  22000000
  $ fault 502 background; set 2 ${u32}00000000000001${zero9}33000000; get ${u32}0000040000
  code 0x01, 0 bytes
  code 0x00, 4 bytes
  33000000
  $ cxl-sim fault sim mem3 502 none
  $ fault 500 short 20; cxl-sim rpc sim fwctl0 0 500 6000000000000000
  code 0x00, 20 bytes
  020004000000000096dad7d6fde8482ba7337577
  $ fault 500 code 6; cxl-sim rpc sim fwctl0 0 500 6000000000000000
  code 0x06, 0 bytes
