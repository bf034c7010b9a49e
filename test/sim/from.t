# SPDX-License-Identifier: GPL-2.0-only
--from: a dump in place of the system, a directory or an archive.

  $ export TMPDIR=$PWD; cxl-sim new sim; export CXL_SIM=$PWD/sim; cxl-sim dump -o d >/dev/null; for f in d.tar d.tar.zst d.tar.gz d.tar.xz; do cxl-sim dump -o $f >/dev/null; done
  $ cxl-sim get-health mem0 >live; for f in d d.tar d.tar.zst d.tar.gz d.tar.xz; do cxl get-health mem0 --from $f | cmp live - && echo $f; done; cxl get-health mem0 --from - <d.tar.zst | cmp live -; ls -d cxl-from* 2>/dev/null
  d
  d.tar
  d.tar.zst
  d.tar.gz
  d.tar.xz
  [2]
  $ cp -r d copy; rm copy/manifest.json; cxl list --from copy; cxl list --from none; echo text >text; cxl list --from text; : >empty; cxl list --from empty; cxl list --from d --sysroot d 2>&1 | head -n 1; cxl-sim list --from d
  copy: it is no dump: there is no manifest.json; use --sysroot for other copies of /sys
  none: cannot open the dump: No such file or directory
  text: cannot read the archive: Unrecognized archive format
  empty: cannot read the archive: Unrecognized archive format
    Error: --from and --sysroot exclude each other
    Error: --sysroot and --from cannot be used with a simulated system
  [129]
  $ cxl list --from '' 2>&1 | head -n 1
    Error: option `from' requires a path
  $ mkdir up; cp -r d up/a; touch up/README; cxl list -M --from up | jq length; cp -r d up/b; cxl list --from up
  4
  up: it is no dump: there is no manifest.json; use --sysroot for other copies of /sys
  [1]
  $ rm -r up/b up/a/manifest.json; ln -s ../../d/manifest.json up/a; cxl list --from up; rm -r up
  up: it is no dump: there is no manifest.json; use --sysroot for other copies of /sys
  $ cp -r d ./-; cxl list --from - <d; rm -r ./-
  -: cannot read the archive: Is a directory; specify its name
  $ cxl list --from none --format envelope 2>/dev/null | jq -c '.errors[0] | [.code, .errno]'
  ["read_failed",2]

A dump of a program with another format, in a directory and in an archive, with blanks and without.

  $ mkdir later; v() { echo "$1" >later/manifest.json; }; v '{ "version": 2 }'; cxl list --from later; tar -cf later.tar later; cxl list --from later.tar
  later: the dump has another format than this program reads (version 1); use the version of cxl-utils that wrote it
  later.tar: the dump has another format than this program reads (version 1); use the version of cxl-utils that wrote it
  [1]
  $ for v in '{"version":99999999999999999999}' '{"version":1.5}' '{"version":1e9}' '{"version":null,'; do v "$v"; cxl list --from later; done; v '{"version":1}'; mkdir later/sys; cxl list --from later
  later: the dump has another format than this program reads (version 1); use the version of cxl-utils that wrote it
  later: the dump has another format than this program reads (version 1); use the version of cxl-utils that wrote it
  later: the dump has another format than this program reads (version 1); use the version of cxl-utils that wrote it
  later: the dump has another format than this program reads (version 1); use the version of cxl-utils that wrote it
    Warning: no matching devices found
  
  []

A file of that name that "cxl dump" has not written, or only a part of.

  $ for v in '' text '{}' '[]' '{"name":"app","version":1}' '{"version":1,"sections":[' '{"version":1,"host":"}"'; do v "$v"; cxl list --from later; done; printf '{"version":1, "x":"%01000d"}\n \n' 0 >later/manifest.json; cxl list --from later
  later: it is no dump: manifest.json is not that of 'cxl dump'; use --sysroot for other copies of /sys
  later: it is no dump: manifest.json is not that of 'cxl dump'; use --sysroot for other copies of /sys
  later: it is no dump: manifest.json is not that of 'cxl dump'; use --sysroot for other copies of /sys
  later: it is no dump: manifest.json is not that of 'cxl dump'; use --sysroot for other copies of /sys
  later: it is no dump: manifest.json is not that of 'cxl dump'; use --sysroot for other copies of /sys
  later: the dump is damaged: the end of manifest.json is missing; use --sysroot for other copies of /sys
  later: the dump is damaged: the end of manifest.json is missing; use --sysroot for other copies of /sys
    Warning: no matching devices found
  
  []

Commands that change something refuse, and what the dump does not have is not made up.

  $ cxl set-feature mem0 patrol-scrub cycle_hours=20 --from d; rm -r d/replies/mem1-health.jsonl d/replies/list.jsonl; cxl get-health mem1 --from d; echo $?; rm -r d/replies; cxl get-health mem0 --from d
  mem0: patrol-scrub: refusing to set cycle_hours: a captured system cannot be changed; omit --from or --sysroot, or use --dry-run
  []
  mem1: command 0x4200: the dump does not have the reply
  []
  1
  mem0: command 0x4200: no device node; specify a dump of 'cxl dump' instead of a copy of /sys
  []
  [1]

A dump of one device: the others were not asked, also not the one with a second node.

  $ cxl-sim dump mem0 -o one >/dev/null; cxl identify --from one --columns memdev --noheadings
  mem1: command 0x4000: the dump does not have the reply
  mem2: command 0x4000: the dump does not have the reply
  mem3: command 0x4000: the dump does not have the reply
  mem0
  [2]

Archives that are not from this program: nothing is written outside of the temporary directory, which is removed.

  $ cat >make.py <<END
  > import io, sys, tarfile
  > manifest = ('f', 'd/manifest.json', b'{"version":1}')
  > archives = {
  >     'above': [('f', 'd/../../pwned', b'')],
  >     'absolute': [('f', sys.argv[1] + '/pwned', b'')],
  >     'through-link': [('l', 'd/a', sys.argv[1]), ('f', 'd/a/pwned', b'')],
  >     'link-as-top': [('l', 'e', '/etc'), ('f', 'e/x', b'')],
  >     'hard-link': [('h', 'd/a', 'd/manifest.json')],
  >     'device': [('c', 'd/null', None)],
  >     'fifo': [('p', 'd/fifo', None)],
  >     'twice': [manifest],
  >     'link-twice': [('l', 'd/manifest.json', '/etc/passwd')],
  >     'dir-over-file': [('d', 'd/manifest.json', None)],
  >     'deep': [('f', 'd/' * 100 + 'x', b'')],
  >     'long-path': [('f', 'd/' + ('x' * 200 + '/') * 40 + 'x', b'')],
  >     'no-name': [('f', '.', b'')],
  >     'harmless-link': [('l', 'd/a', '/etc/passwd')],
  > }
  > types = {'l': tarfile.SYMTYPE, 'h': tarfile.LNKTYPE, 'd': tarfile.DIRTYPE, 'c': tarfile.CHRTYPE, 'p': tarfile.FIFOTYPE}
  > for name, entries in archives.items():
  >     with tarfile.open(name + '.tar', 'w') as t:
  >         for kind, path, data in [manifest, ('d', 'd/sys', None)] + entries:
  >             i = tarfile.TarInfo(path)
  >             i.type = types.get(kind, tarfile.REGTYPE)
  >             i.linkname = data if kind in 'lh' else ''
  >             i.size = len(data) if kind == 'f' else 0
  >             t.addfile(i, io.BytesIO(data) if kind == 'f' else None)
  > END
  $ python3 make.py "$PWD"; for f in above absolute through-link link-as-top hard-link device fifo twice link-twice dir-over-file deep long-path no-name harmless-link; do cxl list --from $f.tar 2>&1 | head -n 1; done; ls -d pwned cxl-from* 2>/dev/null
  above.tar: refusing to unpack: a path leads out of the archive
  absolute.tar: refusing to unpack: a path leads out of the archive
  through-link.tar: refusing to unpack: a path leads out of the archive
  link-as-top.tar: refusing to unpack: a path leads out of the archive
  hard-link.tar: refusing to unpack: a file is a hard link
  device.tar: refusing to unpack: there is something else than files, directories and links
  fifo.tar: refusing to unpack: there is something else than files, directories and links
  twice.tar: refusing to unpack: a file is in it twice
  link-twice.tar: refusing to unpack: a file is in it twice
  dir-over-file.tar: refusing to unpack: a file is in it twice
  deep.tar: refusing to unpack: a path leads out of the archive
    Warning: no matching devices found
  no-name.tar: refusing to unpack: a file has no name
    Warning: no matching devices found
  [2]

More files, with directories, or bytes than a dump has; a truncated archive; one that is changed.

  $ python3 - <<END
  > import gzip, io, tarfile
  > class Zeros(io.RawIOBase):
  >     def read(self, n=-1): return bytes(n)
  > for name, size, count in ('large', 1025 << 20, 1), ('many', 0, 100001):
  >     with tarfile.open(name + '.tar.gz', 'w:gz', compresslevel=1) as t:
  >         for i in range(count):
  >             info = tarfile.TarInfo('d/%d/x' % i)
  >             info.size = size
  >             t.addfile(info, Zeros())
  > END
  $ memory=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d -p .); for f in large many; do TMPDIR=$memory cxl list --from $f.tar.gz; done; rmdir $memory; head -c 20000 d.tar.zst >short.tar.zst; cxl list --from short.tar.zst; ls -d cxl-from* 2>/dev/null
  large.tar.gz: refusing to unpack: the files are larger than 1 GiB; if you trust it, unpack it with tar, and specify the directory
  many.tar.gz: refusing to unpack: there are too many files; if you trust it, unpack it with tar, and specify the directory
  short.tar.zst: cannot read the archive: Truncated zstd input
  [2]

A process that is killed leaves nothing behind.

  $ mkfifo slow; (head -c 100000 d.tar; sleep 2) >slow & cxl list --from slow >/dev/null 2>&1 & sleep 0.5; kill -KILL $!; wait $! 2>/dev/null; for i in $(seq 100); do ls -d cxl-from* >/dev/null 2>&1 || break; sleep 0.1; done; ls -d cxl-from* 2>/dev/null
  [2]

What could not be read when the dump was taken cannot be read from it either, with the same error; it does not count as missing.

  $ rm -rf unread; cxl-sim new unread; m=$(readlink -f unread/sys/bus/cxl/devices/mem0); e=$(readlink -f unread/sys/bus/cxl/devices/endpoint4)
  $ s=$(readlink -f unread/sys/bus/edac/devices/cxl_mem0/scrub0); printf "%s EIO\n%s EACCES\n%s EIO\n" "${m#*unread/}/firmware_version" "${e#*unread/}/CDAT" "${s#*unread/}/current_cycle_duration" >unread/state/errors
  $ same() { CXL_SIM=$PWD/unread cxl-sim "$@" >live 2>live.err; echo $?; cxl "$@" --from unread.dump >dump 2>dump.err; echo $?; diff live dump; diff live.err dump.err && cut -c1-90 dump.err; }
  $ CXL_SIM=$PWD/unread cxl-sim dump -o unread.dump >/dev/null; cat unread.dump/unread | cut -c1-70; jq -c '.unread.file' unread.dump/manifest.json
    Warning: 4 of 72 sections are incomplete, see manifest.json
  13 sys/devices/platform/ACPI0017:00/root0/port1/endpoint4/CDAT
  5 sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0/firmware_versi
  5 sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0/cxl_mem0/scrub
  "unread"
  $ same list -M -m mem0; same cdat mem1; same get-feature mem0 patrol-scrub
  1
  1
    Warning: cannot read /sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0/firmware_ver
  1
  1
  mem1: cannot read the table: Permission denied; run as root
  1
  1
    Warning: mem0: patrol-scrub: cycle_hours: cannot read /sys/bus/edac/devices/cxl_mem0/scr
  $ printf 'x\n99999 a\n5\n5 \n 5 sys\n' >unread.dump/unread; cxl list --from unread.dump | jq length; rm unread.dump/unread; mkfifo unread.dump/unread; cxl list --from unread.dump; rm unread.dump/unread; truncate -s 5M unread.dump/unread; cxl list --from unread.dump
  2
  unread.dump: cannot read unread: Invalid argument
  unread.dump: cannot read unread: File too large
  [1]

So it is with a PCI function whose class is not known, and with what is below a directory.

  $ p=${m%/mem0}; echo "${p#*unread/}/class EIO" >unread/state/errors; CXL_SIM=$PWD/unread cxl-sim dump -o class.dump >/dev/null 2>&1
  $ for c in "env CXL_SIM=$PWD/unread cxl-sim check" "cxl check --from class.dump"; do $c --rules pci-driver,pci-memdev 2>/dev/null | jq -r '.[] | "\(.rule) \(.result): \(.seen)"'; done
  pci-driver unknown: cannot read all PCI functions: Input/output error
  pci-memdev unknown: cannot read all PCI functions: Input/output error
  pci-driver unknown: cannot read all PCI functions: Input/output error
  pci-memdev unknown: cannot read all PCI functions: Input/output error
  $ echo '13 sys/kernel/debug/cxl' >class.dump/unread; rm -r class.dump/sys/kernel/debug/cxl; cxl list -B --from class.dump | jq -c .[]; cxl list -M --from class.dump | jq length
    Warning: cannot read /sys/kernel/debug/cxl: Permission denied
    Warning: cannot read /sys/kernel/debug/cxl/einj_types: Permission denied
  {"bus":"root0","provider":"ACPI.CXL"}
    Warning: cannot read /sys/kernel/debug/cxl: Permission denied
  4

A directory that could not be listed is in the dump, and what is below it is not known.

  $ for f in sys/devices/platform/ACPI0017:00/root0/port1 "${m#*unread/}"; do echo "$f EIO" >unread/state/errors; rm -rf dir.dump; CXL_SIM=$PWD/unread cxl-sim dump -o dir.dump >/dev/null 2>&1; cat dir.dump/unread
  >   jq -c '[.sections[] | select(.result == "failed").section], [.sections[].files[]? | select(.file | endswith("/"))]' dir.dump/manifest.json
  >   cxl check --from dir.dump --rules memdev-driver,port,serial --problems | jq -c '.[] | [.rule, .result, .device, .seen]'; done
  5 sys/devices/platform/ACPI0017:00/root0/port1
  ["cxl","list"]
  [{"file":"sys/devices/platform/ACPI0017:00/root0/port1/","errno":5}]
    Warning: cannot read /sys/devices/platform/ACPI0017:00/root0/port1/endpoint3/uport: Input/output error
    Warning: cannot read /sys/devices/platform/ACPI0017:00/root0/port1/endpoint4/uport: Input/output error
    Warning: cannot read /sys/devices/platform/ACPI0017:00/root0/port1/uport: Input/output error
    Warning: cannot read /sys/devices/platform/ACPI0017:00/root0/port1/driver: Input/output error
    Warning: cannot read /sys/devices/platform/ACPI0017:00/root0/port1/endpoint3/driver: Input/output error
    Warning: cannot read /sys/devices/platform/ACPI0017:00/root0/port1/endpoint4/driver: Input/output error
  ["port","unknown","port1","cannot read whether it has a driver (and 2 more)"]
  ["memdev-driver","unknown","mem0","cannot read whether it is the memory device of endpoint3 (and 1 more)"]
  5 sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0
  ["memdev"]
  [{"file":"sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0/","errno":5}]
    Warning: cannot read /sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0/driver: Input/output error
    Warning: cannot read /sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0/serial: Input/output error
  ["serial","unknown","mem0","cannot read its serial number: Input/output error"]
  ["memdev-driver","unknown","mem0","cannot read whether it has a driver"]

The files of a policy in a dump may be owned by any user.

  $ mkdir -p class.dump/etc/cxl/policy.d; echo 'deny ALL opcode 0x4400' >class.dump/etc/cxl/policy.d/1.conf; chown -R 1234 class.dump; cxl policy show --from class.dump | jq -r '.[].rule'
  deny ALL opcode 0x4400

An interrupted dump leaves nothing, whatever comes after the first signal.

  $ signals() { CXL_SIM=$PWD/unread cxl-sim dump --redact -o gone >/dev/null 2>&1 & p=$!; for _ in $(seq 200); do [ -d gone ] && break; sleep 0.01; done; for s in "$@"; do kill -$s $p; done 2>/dev/null; wait $p; for _ in $(seq 200); do [ -d gone ] || break; sleep 0.05; done; } 2>/dev/null
  $ signals TERM TERM; signals KILL; signals INT KILL; ls -d gone
  ls: cannot access 'gone': No such file or directory
  [2]

A link to the directory in which an archive was unpacked is that directory.

  $ mkdir -p unpacked; cp -a unread.dump unpacked/top; ln -s unpacked link; rm -f unpacked/top/unread; cxl list --from link | jq length
  2
