# SPDX-License-Identifier: GPL-2.0-only
Text of devices, arguments and the host name: JSON is valid UTF-8, and nothing that is printed contains
control characters (ESC, U+009B) or marks that change the order of text (U+202E, U+2066).

  $ cxl-sim new t; fw=$(find t/sys/devices -path '*/mem0/firmware_version')
  $ evil=$(printf 'a\033[31m\302\233\342\200\256b\342\201\246c\177\377')
  $ unclean() { LC_ALL=C grep -cP '[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]|\xd8\x9c' "$1"; }
  $ printf '%s\n' "$evil" >dirty; unclean dirty
  1
  $ printf '%s\n' "$evil" >$fw
  $ for format in json envelope table tree; do cxl list --sysroot t -m mem0 --format $format \
  >     --columns memdev,firmware_version >out 2>&1 || cxl list --sysroot t -m mem0 --format $format >out
  >     echo $format $(unclean out) $(iconv -f UTF-8 -t UTF-8 out >valid && grep -o 'a[?\\].*c[?\\].*[?0-9f]' valid); done
  json 0 a\u001b[31m\u009b\u202eb\u2066c\u007f?
  envelope 0 a\u001b[31m\u009b\u202eb\u2066c\u007f?
  table 0 a?[31m??b?c??
  tree 0 a?[31m??b?c??
  $ cxl list --sysroot t -m mem0 | jq -a '.[0].firmware_version'
  "a\u001b[31m\u009b\u202eb\u2066c\u007f?"

Other text in UTF-8 is not changed.

  $ printf 'Größe ٣ 漢\n' >$fw; cxl list --sysroot t -m mem0 | grep firmware
      "firmware_version":"Größe ٣ 漢",

Messages.

  $ cxl list-features --sysroot t "$evil" >/dev/null 2>err; unclean err; grep -o '^[^:]*' err
  0
  a?[31m??b?c??
  $ cxl "$evil" 2>err; unclean err; cat err
  0
  Unknown command: 'a?[31m??b?c??'
  see 'cxl --help' for all commands
  $ cxl list "--$evil" 2>err; unclean err; head -n 1 err
  0
    Error: unknown option `a?[31m??b?c??'
  $ cxl list --sysroot "$evil" 2>err; unclean err; cat err
  0
  cxl: cannot open a?[31m??b?c??/sys: No such file or directory; specify a directory that contains a copy of /sys

The host name, in a UTS namespace of its own.

  $ user=; [ "$(id -u)" = 0 ] || user=-Ur
  $ unshare $user --uts sh -c 'printf "h\377\342\200\256\033x" >/proc/sys/kernel/hostname
  >     cxl list --sysroot t --format envelope' >out; jq -ac .host out; unclean out
  "h?\u202e\u001bx"
  0
  [1]
