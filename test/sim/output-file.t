One writer for all options -o: get-log stands for large output, get-health for a single response.

  $ cxl-sim new sim > /dev/null; export CXL_SIM=sim
  $ cxl-sim get-health mem0 --binary > want
  $ health() { cxl-sim get-health mem0 -o "$1" > /dev/null; }

A new file has the mode of the umask, an existing one keeps mode and owner. No other file remains.

  $ mkdir d; (umask 027; health d/new); stat -c %a d/new; cmp want d/new
  640
  $ echo old > d/old; chmod 604 d/old; health d/old; stat -c %a d/old; cmp want d/old
  604
  $ cxl-sim get-log mem0 cel -o d/log > /dev/null; cxl-sim get-log mem0 cel --binary | cmp - d/log
  $ ls -A d
  log
  new
  old
  $ if [ "$(id -u)" = 0 ]; then chown 65534:65533 d/old; chmod 4711 d/old; health d/old
  >     stat -c '%u:%g %a' d/old; else echo 65534:65533 4711; fi
  65534:65533 4711

The target of a link is written, also when it does not exist yet; the link remains.

  $ ln -s old d/link; ln -s missing d/dangling; echo > d/old; health d/link; health d/dangling
  $ cmp want d/old; cmp want d/missing; find d -type l | sort
  d/dangling
  d/link

Devices and pipes are written through. As root, a copy of /dev/null is used: a defect must not
replace that of the system.

  $ null=/dev/null; [ "$(id -u)" != 0 ] || { null=$PWD/null; mknod null c 1 3; }
  $ health $null; test -c $null
  $ mkfifo fifo; timeout 20 cmp want fifo & health fifo; wait $!; test -p fifo

A run that was killed does not block the next one, whatever it left.

  $ touch d/new.part d/new.$$.tmp; health d/new && rm d/new.*; ls -A d
  dangling
  link
  log
  missing
  new
  old

A failure leaves the old file.

  $ cxl-sim fault sim mem3 0x0401 code 0x17; echo old > d/log
  $ cxl-sim get-log mem3 vendor-debug -o d/log; cat d/log; ls -A d | wc -l
  mem3: command 0x0401: the device returned code 0x17: invalid or unsupported log
  []
  old
  6
  $ health nowhere/x
  mem0: cannot write nowhere/x: No such file or directory
  [1]

Twenty at the same time: one of them is complete, nothing else remains.

  $ mkdir p; for i in $(seq 20); do health p/out & done; wait
  $ cmp want p/out; ls -A p
  out

A file with several hard links keeps them: it is overwritten, when the output is complete.

  $ mkdir h; echo "a longer text than before $(seq 100)" > h/a; ln h/a h/b; health h/a; cmp want h/a; cmp want h/b
  $ cxl-sim get-log mem3 vendor-debug -o h/b 2>/dev/null; cmp want h/a; ls -A h
  []
  a
  b

Where a file cannot be replaced by one of the same owner, it is overwritten, too.

  $ chmod 755 .; mkdir r; echo "a longer text than before, which must not remain $(seq 100)" > r/f; chmod 666 r/f; cp "$(readlink -f "$(command -v cxl-sim)")" mysim
  $ as=; if [ "$(id -u)" = 0 ]; then as="setpriv --reuid 65534 --regid 65534 --clear-groups"
  >     chmod -R a+rwX sim; p=$PWD; while [ "$p" != / ] && [ "$p" != /tmp ]; do chmod o+x "$p"; p=$(dirname "$p"); done; fi
  $ chmod 555 r; cp r/f before; $as ./mysim get-log mem3 vendor-debug -o r/f 2>/dev/null; cmp before r/f
  []
  $ $as ./mysim get-health mem0 -o r/f > /dev/null; cmp want r/f; ls -A r; chmod 755 r
  f

A dry run checks the file, too, and does not create it.

  $ dry() { cxl-sim send-command mem3 clear-log --hex $(printf 0%.0s $(seq 32)) --dry-run -o "$1" 2>&1 >/dev/null; echo $?; }
  $ ln -s missing/x d/nowhere; ln -s link2 d/link1; ln -s link1 d/link2; python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("d/socket")'
  $ for f in d missing/x d/socket d/nowhere d/link1; do dry "$f"; done
  mem3: cannot open d: Is a directory; nothing was sent
  1
  mem3: cannot open missing/x: No such file or directory; nothing was sent
  1
  mem3: cannot open d/socket: No such device or address; nothing was sent
  1
  mem3: cannot open d/nowhere: Not a directory; nothing was sent
  1
  mem3: cannot open d/link1: Too many levels of symbolic links; nothing was sent
  1
  $ (cd d; ln -s "$PWD/chained" chain1; ln -s ../d/chain1 chain2; ln -s chain2 chain3)
  $ mkdir links; (cd links; ln -s end l1; for i in $(seq 2 41); do ln -s l$((i - 1)) l$i; done)
  $ for f in d/chain3 links/l40 links/l41; do dry "$f"; done; ls -A links | wc -l
  mem3: command 0x0403 is not supported by this device or kernel
  4
  mem3: command 0x0403 is not supported by this device or kernel
  4
  mem3: cannot open links/l41: Too many levels of symbolic links; nothing was sent
  1
  41
  $ (export CXL_SIM=$PWD/sim; cd /proc && dry -); mkdir ./-; dry -; rmdir ./-
  mem3: command 0x0403 is not supported by this device or kernel
  4
  mem3: command 0x0403 is not supported by this device or kernel
  4
  $ ls -A d >before; for f in d/dry d/old d/dangling d/link /dev/null fifo; do dry "$f"; done; ls -A d | diff before -
  mem3: command 0x0403 is not supported by this device or kernel
  4
  mem3: command 0x0403 is not supported by this device or kernel
  4
  mem3: command 0x0403 is not supported by this device or kernel
  4
  mem3: command 0x0403 is not supported by this device or kernel
  4
  mem3: command 0x0403 is not supported by this device or kernel
  4
  mem3: command 0x0403 is not supported by this device or kernel
  4

The real run does not send what cannot be written.

  $ cxl-sim log sim --clear >/dev/null; for f in d missing/x d/socket d/nowhere d/link1; do cxl-sim send-command mem0 identify -o "$f" >/dev/null 2>&1; echo $?; done | uniq -c | sed 's/^ *//'
  5 1
  $ cxl-sim log sim
  $ health links/l41; health links/l40; cmp want links/end; health d/chain3; cmp want d/chained
  mem0: cannot write links/l41: Too many levels of symbolic links

Binary data is not written to a terminal. That is checked before the devices are looked up.

  $ for line in 'get-log mem9 vendor-debug' 'get-log mem9 cel -b' 'get-health mem9 -b' 'get-feature mem9 ecs -o -' \
  >     'send-command mem9 identify -o -'; do
  >     script -qec "cxl-sim $line" /dev/null < /dev/null > out; echo "$? $(head -1 out)"; done | tr -d '\r' | uniq -c | sed 's/^ *//'
  5 129   Error: refusing to write binary data to a terminal; use --output FILE or a pipe
