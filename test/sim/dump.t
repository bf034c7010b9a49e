# SPDX-License-Identifier: GPL-2.0-only
Dump of everything about the devices, and reading it later.

  $ cxl-sim new sim && export CXL_SIM=$PWD/sim
  $ mkdir tmp && export TMPDIR=$PWD/tmp
  $ results() { jq -r '.sections[] | select(.result != "ok") | [.section, .memdev // "-", .result, .error.code // "-"] | join(" ")' $1/manifest.json; }
  $ valid() { (cd $1 && jq -r '.sections[].files[] | select(.sha256) | "\(.sha256)  \(.file)"' manifest.json | sha256sum --quiet -c); }

Dumps of systems with a mailbox that does not reply, whose results are below.

  $ for s in hung hung2; do cxl-sim new $s; cxl-sim fault $s mem1 4200 late 60000; done; mkdir tmp2
  $ hang() { CXL_SIM=$PWD/$1 TMPDIR=$PWD/tmp2 cxl-sim dump -o "${@:2}"; }
  $ hang hung2 hang2 >/dev/null 2>&1 & hang2=$!
  $ { start=$EPOCHREALTIME; hang hung hang.tar --deadline 15 >hang.out 2>hang.err; echo "$start $EPOCHREALTIME" >hang.time; } & hang=$!

To a directory. Nothing is changed, no raw command is sent, and others cannot read it.

  $ cxl-sim log sim --clear >/dev/null
  $ printf '\x30\x00\x01\x00\x41\x00\x00\x00' | dd of=$(ls sim/sys/devices/pci0000:0c/*/0000:0d:00.0/config) bs=1 seek=464 conv=notrunc status=none
  $ echo 3 >sim/sys/devices/pci0000:0c/available_secure_streams; cxl-sim doe list mem0 | jq .[0].ide.available_streams
  3
  $ mkdir -p sim/sys/devices/virtual/dmi/id sim/usr/lib; for f in bios_version product_serial; do echo 1.2.3 >sim/sys/devices/virtual/dmi/id/$f; done; echo ID=x >sim/usr/lib/os-release
  $ (umask 0; cxl-sim dump -o d --with labels)
  [
    {
      "output":"d",
      "sections":76,
      "ok":73,
      "unsupported":3
    }
  ]
  $ results d
  labels mem0 unsupported no_label_area
  labels mem1 unsupported no_label_area
  labels mem3 unsupported no_label_area
  $ cxl-sim writes sim; cxl-sim log sim | grep -E 'route=raw|0x(0403|0404|4202|4300|4302|0502)'
  [1]
  $ find d ! -type l -perm /077; stat -c %a d d/manifest.json
  700
  600
  $ ls tmp
  $ cat d/fwctl.json
  [{"device":"fwctl0","parent":"mem3","type":2,"type_name":"cxl","data":""}]
  $ ls d/memdevs d/memdevs/mem0
  d/memdevs:
  mem0
  mem1
  mem2
  mem3
  
  d/memdevs/mem0:
  alerts.json
  cel.json
  commands.json
  features.json
  firmware.json
  health.json
  identify.json
  labels.json
  logs.json
  partition.json
  shutdown-state.json
  timestamp.json

Firmware and distribution, without serial number of the system; the list has the PCI functions.

  $ (cd d && ls sys/devices/virtual/dmi/id/* usr/lib/*); jq -c '[.. | .pci? | select(.protocols?) | .address]' d/list.json
  sys/devices/virtual/dmi/id/bios_version
  usr/lib/os-release
  
  usr/lib/daxctl.conf.d:
  
  usr/lib/udev:
  rules.d
  ["0000:0d:00.0","0000:0e:00.0","0000:df:00.0","0000:e1:00.0","0000:e2:00.0"]

Manifest: checksums, and every file that has content is listed.

  $ valid d
  $ jq -c '[.version, .tool != "", .uid == (now | 0) + '$(id -u)', .memdevs_requested]' d/manifest.json
  [1,true,true,[]]
  $ (cd d && find . -type f ! -name manifest.json ! -name report.html ! -perm 200 | sed 's,^\./,,' | sort) >files
  $ jq -r '.sections[].files[] | select(.sha256) | .file' d/manifest.json | sort | diff files -
  $ jq -r '.sections[].files[] | select(.size) | "\(.size) \(.file)"' d/manifest.json |
  >     while read -r size file; do [ "$(stat -c %s "d/$file")" = "$size" ] || echo "$file"; done

Commands give the same answers from it.

  $ cat >commands <<END
  > list -vvv
  > list -i -RX
  > list-commands
  > list-logs
  > list-features --values
  > get-feature mem3 patrol-scrub
  > get-feature all all
  > get-log all cel
  > identify
  > get-health
  > get-partition
  > get-fw-info
  > get-alert-config
  > get-timestamp
  > get-shutdown-state
  > support-status
  > audit
  > cdat
  > cdat endpoint3 --structures --format table
  > list -M --pci
  > doe list
  > doe list mem0 port5 e0:01.0
  > check-labels mem2
  > read-labels mem2 --decode
  > read-labels mem0
  > identify mem9
  > END
  $ same() { while read -r c; do
  >     cxl-sim $c >live 2>live2; a=$?; cxl $c --sysroot=$1 >from 2>from2; b=$?
  >     sed -i "s,Warning: media errors are not available in cxl-sim,Warning: mem0\, mem1\, mem2\, mem3: media errors are not in the dump; see 'cxl dump --with poison'," live2
  >     [ $a = $b ] && cmp live from && cmp live2 from2 || echo "$c: $a $b"; done <commands; }
  $ same d

What it does not have is an error; nothing can be changed.

  $ cxl get-log mem3 vendor-debug --sysroot=d --binary | cat
  mem3: command 0x0401: the dump does not have the reply
  $ cxl set-feature mem3 patrol-scrub cycle_hours=20 --sysroot=d
  mem3: patrol-scrub: refusing to set cycle_hours: a captured system cannot be changed; omit --from or --sysroot, or use --dry-run
  []
  [3]

Its commands run read-only: every change is refused, and no write nor command with effects is sent.

  $ cxl-sim new locked >/dev/null; cat >changes <<END
  > clear-media-poison mem3 -a 0x1000 --force
  > inject-media-poison mem0 -a 0x1000 --force
  > create-region -d decoder0.1 -t pmem -s 512M
  > destroy-region region0 --force
  > disable-region region0 --force
  > disable-bus root0 --force
  > disable-port port1 --force
  > disable-memdev mem3 --force
  > reserve-dpa mem3 -s 256M
  > sanitize-memdev mem3 --confirm 0xc3@0000:e2:00.0
  > erase-memdev mem3 --confirm 0xc3@0000:e2:00.0
  > send-command mem3 0xc001 --raw --hex 0100 --confirm 0xc3@0000:e2:00.0
  > set-alert-config mem0 -L 70 --life-used-alert=on
  > set-feature mem0 patrol-scrub cycle_hours=24
  > set-feature mem3 6f3a1c52 data=01000000 --yes
  > set-shutdown-state mem0 dirty --force
  > END
  $ touch "$(find locked/sys/devices -path '*/mem3/security')"/{sanitize,erase}
  $ while read -r c; do CXL_SIM=locked CXL_SIM_READ_ONLY=1 cxl-sim $c --format envelope 2>/dev/null </dev/null | jq -r '.errors[].code'; done <changes | sort | uniq -c
       16 read_only
  $ cxl-sim writes locked; cxl-sim log locked | grep -oE ' 0x[0-9a-f]{4}' | sort -u | grep -vE '0x(0400|0401|0500|0501|4000|4100|4102|4200|4201|4203)'
  [1]

Archives have one directory, named after the file. Standard output is compressed without padding.

  $ for s in tar tar.gz tar.xz tar.zst; do cxl-sim dump -o a.$s >out && mkdir $s && tar -xf a.$s -C $s && ls $s && valid $s/a; jq -c '.[0] | del(.ok)' out; done
  a
  {"output":"a.tar","sections":72}
  a
  {"output":"a.tar.gz","sections":72}
  a
  {"output":"a.tar.xz","sections":72}
  a
  {"output":"a.tar.zst","sections":72}
  $ stat -c %a a.tar; ls tmp
  600
  $ gzip -t a.tar.gz; xz -t a.tar.xz; zstd -qt a.tar.zst; xz -lvv a.tar.xz | grep -o 'dict=.*' # for a process of 37 MiB
  dict=4MiB
  $ cxl-sim dump -o - >out; zstd -qt out; zstd -qdc out | tar -t | sed 's,/.*,,' | sort -u
  cxl-dump
  $ (cd tar/a && find . -type l -printf '%p %l\n' | sort) >links; (cd d && find . -type l -printf '%p %l\n' | sort) | diff links -
  $ sed -i '/labels/d' commands; same tar.zst/a
  $ (mkdir named && cd named && cxl-sim dump >/dev/null && ls | sed -E "s/-$(uname -n)-[0-9]{8}T[0-9]{6}Z/-HOST-TIME/")
  cxl-dump-HOST-TIME.tar.zst

An ordinary user cannot read write-only attributes, whose presence is in the archive all the same.

  $ cp -a sim user; cp "$(readlink -f "$(command -v cxl-sim)")" mysim; mkdir -m 777 public; as=
  $ if [ "$(id -u)" = 0 ]; then as="setpriv --reuid 65534 --regid 65534 --clear-groups"
  >     chown -R 65534:65534 user; p=$PWD; while [ "$p" != / ] && [ "$p" != /tmp ]; do chmod o+x "$p"; p=$(dirname "$p"); done; fi
  $ echo "$(cd user && find sys/devices -path '*/mem1/serial') EACCES" >>user/state/errors
  $ CXL_SIM=user TMPDIR=$PWD/public $as ./mysim dump -o public/a.tar >/dev/null 2>err; sed 's/[0-9]* of/N of/' err; tar -tf public/a.tar | sed -n 's,^a/,,p' | grep '/drivers/cxl_mem/'; ls -A public
    Warning: N of 72 sections are incomplete, see manifest.json; run as root for all data
  sys/bus/cxl/drivers/cxl_mem/
  sys/bus/cxl/drivers/cxl_mem/bind
  sys/bus/cxl/drivers/cxl_mem/mem0
  sys/bus/cxl/drivers/cxl_mem/mem1
  sys/bus/cxl/drivers/cxl_mem/mem2
  sys/bus/cxl/drivers/cxl_mem/mem3
  sys/bus/cxl/drivers/cxl_mem/unbind
  a.tar

An archive with another name is overwritten when the new one is complete.

  $ ln a.tar b.tar; cxl-sim dump -o a.tar mem0 >/dev/null; cmp a.tar b.tar; tar -tf b.tar | grep -c 'memdevs/mem./$'
  1

Some memory devices only, which must exist. The topology is complete.

  $ cxl-sim dump -o one mem1,mem3 >/dev/null; ls one/memdevs; jq -c .memdevs_requested one/manifest.json
  mem1
  mem3
  ["mem1,mem3"]
  $ cxl list -M --sysroot=one | jq -c 'map(.memdev) | sort'
  ["mem0","mem1","mem2","mem3"]
  $ cxl-sim dump -o all all >/dev/null; ls all/memdevs | wc -l
  4
  $ cxl-sim dump -o none mem0 mem9; ls none
  mem9: no such memory device; available: mem0 (0000:0d:00.0), mem1 (0000:0e:00.0), mem2 (0000:e1:00.0), mem3 (0000:e2:00.0); use memN, N, a PCI address or serial:NUMBER
  []
  ls: cannot access 'none': No such file or directory
  [2]

Without any, the state of the system is dumped.

  $ echo 'd sys/bus/cxl/devices' >empty.tree; cxl-sim new empty --tree empty.tree
  $ CXL_SIM=$PWD/empty cxl-sim dump -o none | jq -c '.[0].sections'; jq -c 'any(.sections[]; .memdev)' none/manifest.json
    Warning: no memory devices found; see 'cxl list -i' and the kernel log
  20
  false

That a system is not supported is an answer, not a failure. The rules of cxl check are about what the
other sections have, which is what the system of the dump would say.

  $ jq -c '.sections[] | select(.section == "support-status") | [.result, .exit_status]' none/manifest.json
  ["ok",1]
  $ for d in none d; do cxl check --from $d --format envelope | jq .result >a; jq .result $d/check.json | cmp a - && jq -c '[.[].rule] | index("health") != null and index("media-ready") != null and index("alert") != null' a; done
  true
  true

Sections.

  $ cxl-sim dump --list-sections | jq -r '.[] | select(.on_request) | .section'
  labels
  poison
  vendor-debug
  component-state-dump
  $ cxl-sim dump --list-sections | jq -e 'length > 20 and all(.[]; .deadline_s > 0 and .size_limit > 0 and .title != "")'
  true
  $ cxl-sim dump --list-sections | jq -r '.[] | def size: if . >= 1048576 then "\(. / 1048576) MiB" else "\(. / 1024) KiB" end;
  >     "\(.section):: \(.title) (\(if .per_memdev then "memdev, " else "" end)\(if .on_request then "on request, " else "" end)\(.deadline_s) s, \(.size_limit | size))"' >table
  $ sed -n '/^== SECTIONS/,/^== OUTPUT/{ /::/p }' $TESTS/../Documentation/cxl-dump.adoc | diff - table
  $ for s in , labelz component; do cxl-sim dump -o x --with $s 2>&1 | head -n 1; done; for o in mem9 '--with labels' --redact '-o x' '--deadline 5'; do cxl-sim dump --list-sections $o 2>&1 | head -n 1; done
    Error: --with has no section, see --list-sections
    Error: unknown section 'labelz', did you mean 'labels'?
    Error: unknown section 'component', did you mean 'component-state-dump'?
    Error: --list-sections cannot be combined with a memory device
    Error: --list-sections cannot be combined with --with
    Error: --list-sections cannot be combined with --redact
    Error: --list-sections cannot be combined with --output
    Error: --list-sections cannot be combined with --deadline
  $ cxl-sim dump -o x --with labels,nothing 2>&1 | head -n 1
    Error: unknown section 'nothing', see --list-sections
  $ for d in 0 -1 x 1.5 86401; do cxl-sim dump -o x --deadline=$d 2>&1 | head -n 1; done
    Error: invalid deadline '0': expected 1 to 86400 seconds
    Error: invalid deadline '-1': expected 1 to 86400 seconds
    Error: invalid deadline 'x': expected 1 to 86400 seconds
    Error: invalid deadline '1.5': expected 1 to 86400 seconds
    Error: invalid deadline '86401': expected 1 to 86400 seconds

Places that cannot be written.

  $ cxl-sim dump -o d
  d: cannot create the directory: File exists; specify a new directory
  []
  [1]
  $ cxl-sim dump -o missing/d
  missing/d: cannot create the directory: No such file or directory
  []
  [1]
  $ cxl-sim dump -o missing/a.tar
  missing/a.tar: cannot open the archive: No such file or directory
  []
  [1]
  $ cxl-sim dump -o "$(printf './%.0s' {1..2500})z" --format envelope 2>/dev/null | jq -c '[.errors[].errno]'; (ulimit -n 20; cxl-sim dump -o few >/dev/null 2>&1); ls few
  [36]
  ls: cannot access 'few': No such file or directory
  [2]
  $ cxl-sim dump -o '' 2>&1 | head -n 1
    Error: switch `o' requires a path
  $ cxl-sim dump -o a.tar.bz2 2>&1 | head -n 1; ls a.tar.bz2
    Error: unsupported archive 'a.tar.bz2': expected .tar, .tar.gz, .tgz, .tar.xz or .tar.zst
  ls: cannot access 'a.tar.bz2': No such file or directory
  [2]
  $ TMPDIR=$PWD/missing cxl-sim dump -o c.tar; ls c.tar
  c.tar: cannot create the directory */missing: No such file or directory; set TMPDIR to another directory (glob)
  []
  ls: cannot access 'c.tar': No such file or directory
  [2]
  $ python3 - <<END
  > import fcntl, os, signal, subprocess, time
  > r, w = os.pipe()
  > fcntl.fcntl(w, fcntl.F_SETPIPE_SZ, 4096)
  > p = subprocess.Popen(['cxl-sim', 'dump', '-o', '-'], stdout=w)
  > os.read(r, 1)
  > time.sleep(0.2)
  > p.send_signal(signal.SIGTERM) # the pipe is full
  > print(p.wait(10))
  > END
  -15
  $ cxl-sim dump -o - >/dev/full
    Error: cannot write to standard output: No space left on device
  [1]
  $ ln -s /dev/full full.tar; ASAN_OPTIONS=detect_leaks=0 cxl-sim dump -o full.tar # libarchive leaks after an error
  full.tar: cannot write the archive: No space left on device
  []
  [1]
  $ touch public.tar; chmod 664 public.tar; cxl-sim dump mem0 -o public.tar >/dev/null; stat -c %a public.tar
  600
  $ (ulimit -n 26; cxl-sim dump -o few 2>/dev/null >/dev/null); jq -c '[.sections[] | select(.section == "cxl").result]' few/manifest.json
  ["failed"]
  $ cp a.tar before.tar; (ulimit -f 100; cxl-sim dump -o a.tar || echo $?); cmp a.tar before.tar
  a.tar: cannot write the manifest: File too large
  []
  1
  $ ls -A tmp; ls -A | grep -F a.tar
  a.tar
  a.tar.gz
  a.tar.xz
  a.tar.zst

Results: a file at its size limit, one that may not be read, commands that fail, one that the device
does not support. Data that are not complete have warnings.

  $ cp -r sim other; mkdir -p other/sys/module/cxl_core
  $ rm -f other/sys/module/cxl_core/version; head -c 70000 /dev/zero >other/sys/module/cxl_core/version
  $ echo "$(cd other && find sys/devices -path '*/mem1/serial') EACCES" >>other/state/errors
  $ echo "$(cd other && find sys/devices -path '*/mem2/numa_node') EIO" >>other/state/errors
  $ echo 'sys/bus/dax/drivers/kmem EACCES' >>other/state/errors
  $ cxl-sim fault other mem0 4200 errno EACCES; cxl-sim fault other mem1 4201 code 0x15; cxl-sim fault other mem2 4201 code 2; cxl-sim fault other mem3 4200 timeout
  $ CXL_SIM=$PWD/other cxl-sim dump -o results
    Warning: 17 of 72 sections are incomplete, see manifest.json
  [
    {
      "output":"results",
      "sections":72,
      "ok":54,
      "denied":3,
      "timeout":1,
      "unsupported":1,
      "truncated":1,
      "failed":12
    }
  ]
  $ results results | grep -v 'mem1 failed -$'
  modules - truncated -
  memdev mem1 denied -
  dax - denied -
  list - failed -
  health mem0 denied permission
  health mem3 timeout timeout
  alerts mem1 unsupported unsupported_mailbox
  alerts mem2 failed invalid_input
  $ jq -c '.sections[].files[] | select(.errno or .truncated) | [.file, .errno, .size]' results/manifest.json
  ["sys/module/cxl_core/version",null,65536]
  ["sys/devices/pci0000:0c/0000:0c:01.0/0000:0e:00.0/mem1/serial",13,null]
  ["sys/devices/pci0000:de/0000:de:00.0/0000:df:00.0/0000:e0:00.0/0000:e1:00.0/mem2/numa_node",5,null]
  ["sys/bus/dax/drivers/kmem/",13,null]
  $ jq -r '.sections[] | select(.section == "identify" and .memdev == "mem1") | .warnings[]' results/manifest.json
  cannot read /sys/devices/pci0000:0c/0000:0c:01.0/0000:0e:00.0/mem1/serial: Permission denied
  $ valid results; find results -path "*/mem1/serial"

Many devices do not need many open files.

  $ cxl-sim new sixteen --tree $TESTS/data/sixteen.tree; (ulimit -n 64; CXL_SIM=$PWD/sixteen cxl-sim dump -o sixteen.dump >/dev/null 2>&1); jq '.sections | length' sixteen.dump/manifest.json; results sixteen.dump
  228
  features mem2 unsupported disabled

A mailbox that does not reply costs the time limit of one section; the rest is complete.

  $ wait $hang; jq -c '.[0]' hang.out
  {"output":"hang.tar","sections":72,"not_run":10,"ok":61,"timeout":1}
  $ awk '{ print ($2 - $1 < 20) }' hang.time; cat hang.err
  1
    Warning: 11 of 72 sections are incomplete, see manifest.json
  $ tar -xf hang.tar; results hang; valid hang; ls tmp2
  health mem1 timeout -
  alerts mem1 not_run -
  partition mem1 not_run -
  firmware mem1 not_run -
  timestamp mem1 not_run -
  shutdown-state mem1 not_run -
  commands mem1 not_run -
  cel mem1 not_run -
  logs mem1 not_run -
  features mem1 not_run -
  edac mem1 not_run -
  $ jq -r '.result[] | select(.device == "mem1" and .rule == "health") | .result' hang/check.json
  unknown
  $ jq -r '.. | objects | select(.check == "features_mem3") | .value' hang/support-status.json
  0 of 2
  $ wait $hang2; jq -c '.sections[] | select(.result == "timeout") | [.section, .memdev, .duration_ms >= 10000 and .duration_ms < 15000]' hang2/manifest.json
  ["health","mem1",true]

A process that is killed does not stop the others.

  $ export CXL_SIM=$PWD/hung; cxl-sim dump -o killed >/dev/null 2>err & pid=$!
  $ for i in {1..80}; do sleep 0.1; [ "$(pgrep -P $pid cxl-sim | wc -l)" = 1 ] && [ -e killed/memdevs/mem3/features.json ] && sleep 1 && break; done
  $ kill -9 $(pgrep -P $pid cxl-sim); wait $pid; cat err; export CXL_SIM=$PWD/sim
    Warning: 1 of 72 sections are incomplete, see manifest.json
  $ jq -c '.sections[] | select(.result != "ok") | [.section, .memdev, .result, .exit_status]' killed/manifest.json
  ["health","mem1","failed",137]
  $ valid killed

Kernel messages about CXL, without the properties of their devices, and the database of rasdaemon.

  $ cp -r sim kept; mkdir -p kept/var/lib/rasdaemon; echo db >kept/var/lib/rasdaemon/ras-mc_event.db
  $ { printf '5,0,0,-;%02000d CXL\n SUBSYSTEM=cxl\n DEVICE=1,2,3;cxl\n5,1,0,-;%020000d CXL\n' 0 0; printf '6,2,2000000,-;usb 1\n';
  >     printf '4,3,43000000,c;cxl_pci 0000:0d:00.0: media not ready\n3,x;cxl\n cut cxl'; } >kept/dev/kmsg
  $ CXL_SIM=$PWD/kept cxl-sim dump -o messages >/dev/null 2>&1; sed -E 's/0{100,}/0/' messages/messages.txt
  [    0.000000] 0 CXL
  [   43.000000] cxl_pci 0000:0d:00.0: media not ready
  $ cat messages/var/lib/rasdaemon/ras-mc_event.db; valid messages
  db
  $ mv kept/dev/kmsg kmsg; yes '4,1,1,-;cxl' | head -c 6000000 >kept/dev/kmsg; CXL_SIM=$PWD/kept cxl-sim dump -o long >/dev/null 2>&1; mv kmsg kept/dev/kmsg
  $ jq -c '.sections[] | select(.section == "messages") | .result, (.files[0].size < 8400000)' long/manifest.json
  "truncated"
  true
  $ CXL_SIM=$PWD/kept cxl-sim dump -o messages2 --redact >/dev/null 2>&1; ls messages2/var/lib/rasdaemon; valid messages2

Logs of the vendor, on request, as they are. What a device does not have leaves an empty file.

  $ cxl-sim dump mem0 mem3 -o vendor --with vendor-debug,component-state-dump,poison | jq -c '.[0] | del(.ok)'
  {"output":"vendor","sections":54,"unsupported":3}
  $ cxl-sim get-log mem3 vendor-debug -o log >/dev/null; cmp log vendor/memdevs/mem3/vendor-debug.bin; wc -c <log
  16
  $ results vendor; (cd vendor/memdevs; wc -c mem0/*.bin | head -n 2); valid vendor
  vendor-debug mem0 unsupported -
  component-state-dump mem0 unsupported -
  component-state-dump mem3 unsupported -
  0 mem0/component-state-dump.bin
  0 mem0/vendor-debug.bin
  $ jq -c '.sections[] | select(.section == "poison") | [.memdev, .warnings]' vendor/manifest.json
  ["mem0",["media errors are not available in cxl-sim"]]
  ["mem3",["media errors are not available in cxl-sim"]]

Media errors are those of the time of the dump. What the device did not provide is not "none".

  $ errors() { cxl list -ML --from vendor -m "$@" --format json | jq -c '.[] | [.memdev, .media_errors]'; }
  $ poison() { echo "$1" >vendor/memdevs/mem0/poison.json; }; errors mem0; errors mem1,mem2
    Warning: mem0: cannot read media errors: the dump does not have all of them
  ["mem0",null]
    Warning: mem1, mem2: media errors are not in the dump; see 'cxl dump --with poison'
  ["mem1",null]
  ["mem2",null]
  $ listed() { poison '{"schema":1,"result":[{"memdev":"mem0","media_errors":'"$1"'}],"errors":[],"warnings":['"$2"']}'; errors mem0; }
  $ all='[{"offset":4096,"length":64,"source":"Injected"},{"length":128,"source":"Reserved","flags":"More,Scanning,"},{"offset":9223372036854775808,"length":64,"source":"Vendor Specific","flags":"Overflow,","overflow_t":18446744073709551615}]'
  $ listed "$all" | cut -c9-; listed "$all" >/dev/null; cxl list -ML -m mem0 --from vendor --format json | grep -cF "$(echo "$all" | sed 's/[],[{}]/\n/g' | grep overflow_t)"
  [{"offset":4096,"length":64,"source":"Injected"},{"length":128,"source":"Reserved","flags":"More,Scanning,"},{"offset":9223372036854776000,"length":64,"source":"Vendor Specific","flags":"Overflow,","overflow_t":18446744073709552000}]]
  1
  $ listed '[]'; poison '{"result":[{"memdev":"mem0"}],"errors":[],"warnings":["x"]}'; errors mem0
  ["mem0",null]
  ["mem0",null]
  $ listed '[{"offset":0,"length":64,"source":"Internal"}]' '"mem0: cannot read media errors: interrupted"'
    Warning: mem0: cannot read media errors: the dump does not have all of them
  ["mem0",[{"offset":0,"length":64,"source":"Internal"}]]
  $ for e in '{}' '[1]' '[{}]' '[{"offset":-1,"length":64,"source":"Internal"}]' '[{"offset":"1","length":64,"source":"Internal"}]' \
  >     '[{"length":64,"source":"Nobody"}]' '[{"length":1e99,"source":"Internal"}]' '[{"source":"Internal","flags":"More"}]' '[{"source":"Internal","flags":["More,"]}]' \
  >     '[{"source":"\u001b[2J"}]' '[{"length":64,"source":"Internal"}]}'; do listed "$e" 2>&1; done | sort | uniq -c
       11   Warning: mem0: cannot read media errors: poison.json in the dump is damaged or incomplete
       11 ["mem0",null]
  $ for e in '' '[]' '{' '{"result":[{"memdev":"mem1"}]}' '{"result":[]}' '{"result":{"memdev":"mem0"}}' '{"result":[7]}' '{"result":[{"memdev":"mem0"}],"errors":[{}]}' '{"result":[{"memdev":"mem0"}],"warnings":7}'; do
  >     poison "$e"; errors mem0 2>&1 | grep Warning; done | sort | uniq -c
        4   Warning: mem0: cannot read media errors: poison.json in the dump is damaged or incomplete
        5   Warning: mem0: cannot read media errors: the dump does not have all of them
  $ listed "[$(yes '{"source":"Internal"},' | head -n 65537 | tr -d '\n' | sed 's/,$//')]" | cut -c-100; head -c 17000000 /dev/zero >>vendor/memdevs/mem0/poison.json; errors mem0
    Warning: mem0: cannot read media errors: poison.json in the dump is damaged or incomplete
  ["mem0",null]
    Warning: mem0: cannot read media errors: cannot read poison.json: File too large
  ["mem0",null]
  $ rm vendor/memdevs/mem0/poison.json; ln -s /etc/passwd vendor/memdevs/mem0/poison.json; errors mem0; rm vendor/memdevs/mem0/poison.json; mkdir vendor/memdevs/mem0/poison.json; errors mem0
    Warning: mem0: media errors are not in the dump; see 'cxl dump --with poison'
  ["mem0",null]
    Warning: mem0: cannot read media errors: cannot read poison.json: Is a directory
  ["mem0",null]
  $ rmdir vendor/memdevs/mem0/poison.json; listed "$all" >/dev/null; cxl list -RL --from vendor --format json | jq -c 'map(.media_errors)'
    Warning: mem1, mem2: media errors are not in the dump; see 'cxl dump --with poison'
    Warning: media errors of regions are not in dumps; see those of their memory devices, with -M
  [null]

Manifests match their schema: a full check with python3-jsonschema, else of names and result words.

  $ schema=$TESTS/../contrib/dump-manifest.schema.json
  $ matches() {
  >     for m; do jq -e --slurpfile s "$schema" '$s[0] as $s | $s.properties.sections.items as $i | $i.properties.files.items as $f
  >         | ($s.required - keys) == [] and (keys - ($s.properties | keys)) == []
  >         and all(.sections[]; (keys - ($i.properties | keys)) == [] and ($i.required - keys) == []
  >             and (.result | IN($i.properties.result.enum[]))
  >             and all(.files[]; (keys - ($f.properties | keys)) == []))' $m >/dev/null || echo "$m: no"; done
  >     python3 - "$schema" "$@" <<END
  > import json, sys
  > try:
  >     import jsonschema
  > except ImportError:
  >     sys.exit()
  > schema = json.load(open(sys.argv[1]))
  > for name in sys.argv[2:]:
  >     jsonschema.validate(json.load(open(name)), schema)
  > END
  > }
  $ matches {d,results,hang,killed,vendor}/manifest.json

With tokens in place of serial numbers, the host name, labels and UUIDs: none is left, and what is
left can be read. The numbers of the tokens are those of the next dump, too.

  $ new() { rm -rf own; cxl-sim new own; (cd own && for m in 0:0xa1b2c3d4e5f60718 1:0x40000000; do
  >     echo ${m#*:} >"$(find sys/devices -path "*/mem${m%%:*}/serial")"; done
  >     echo 194 >"$(find sys/devices -path '*/nmem0/cxl/id')"; echo 7 >"$(find sys/devices -path '*/dax_region/id')"
  >     printf '\x03\x00\x01\x00\x18\x07\xf6\xe5\xd4\xc3\xb2\xa1' | dd of="$(find sys/devices -path '*/0000:0d:00.0/config')" bs=1 seek=464 conv=notrunc status=none
  >     ); export CXL_SIM=$PWD/own; }
  $ new; printf '6,1,1,-;root=UUID=01234567-89AB-cdef-0123-456789abcdef %s\n6,2,2,-;serial=-6795153568590067944 serial 0xc2 0xc2\n6,3,3,-;cxl serial=0xdeadbeef12345678 serial=0x7\n' "$(uname -n)" >own/dev/kmsg
  $ mkdir -p own/etc; echo 00112233445566778899aabbccddeeff >own/etc/machine-id; echo 'initrd=\00112233445566778899aabbccddeeff\initrd root=0123456789abcdef0123456789abcdef id=f00d456789abcdef0123456789abcdef' >own/proc/cmdline
  $ mkdir -p own/etc/cxl; for f in zero.conf config serial alt_name CDAT x.bin; do printf 'before\0after %s 0xa1b2c3d4e5f60718\n' "$(uname -n)" >own/etc/cxl/$f; done
  $ mkdir -p own/etc/modprobe.d/$(uname -n)-0xa1b2c3d4e5f60718; echo a >own/etc/modprobe.d/$(uname -n)-0xa1b2c3d4e5f60718/a.conf
  $ echo "options cxl_core # $(uname -n)" >own/etc/modprobe.d/$(uname -n).conf; ln -s $(uname -n).conf own/etc/modprobe.d/link.conf
  $ echo "options cxl_core" >own/etc/modprobe.d/host1.conf; ln -s host1.conf own/etc/modprobe.d/link2.conf
  $ uname -n >>"$(find own/sys/devices -path '*/mem1/uevent')"
  $ python3 - >own/state/mem2.lsa <<END
  > import struct, sys
  > SIZE, INDEX = 1 << 20, 768
  > def seal(data, at):
  >     low = high = 0
  >     for word in struct.unpack('<%dI' % (len(data) // 4), data):
  >         low = (low + word) & 0xffffffff; high = (high + low) & 0xffffffff
  >     data[at:at + 8] = struct.pack('<Q', high << 32 | low); return data
  > area = bytearray(SIZE)
  > for i in range(2):
  >     p = bytearray(INDEX); slots = (SIZE - 2 * INDEX) // 256
  >     p[:0x48] = struct.pack('<16sIIQQQQIHHQ', b'NAMESPACE_INDEX', 1 << 24, i + 1, i * INDEX, INDEX, (1 - i) * INDEX, 2 * INDEX, slots, 1, 2, 0)
  >     p[0x48:0x48 + 511] = bytes([0xfe]) + bytes([255]) * 510; p[0x48 + slots // 8] = 3
  >     area[i * INDEX:(i + 1) * INDEX] = seal(p, 0x40)
  > p = bytearray(256); p[:16] = bytes.fromhex('68bb2c0a5a7749379f853caf41a0f93c'); p[0x10:0x20] = bytes(range(16)); p[0x20:0x29] = b'my secret'
  > p[0x64:0x68] = struct.pack('<HH', 1, 0); p[0x70:0x78] = struct.pack('<Q', 1 << 28)
  > area[2 * INDEX:2 * INDEX + 256] = seal(p, 0xf8)
  > sys.stdout.buffer.write(area)
  > END
  $ ns=own/sys/devices/platform/ACPI0017:00/root0/nvdimm-bridge0/ndbus0/region0; mkdir -p $ns/namespace0.0 $ns/namespace0.1; echo 'my secret' >$ns/namespace0.0/alt_name; echo >$ns/namespace0.1/alt_name
  $ cxl-sim dump -o plain --with labels >/dev/null; cxl-sim dump -o tokens --with labels --redact >/dev/null
  $ left() { grep -rlaiE "\b$(uname -n)\b|a1b2c3d4e5f60718|11651590505119483672|01234567-89AB|0123456789abcdef01|f00d4567|00112233445566778899aabbccddeeff" $1; }
  $ left plain | wc -l | awk '{ print ($1 > 20) }'
  1

Attributes of the kernel have no host name: what is the same is the word "ram" of a region.

  $ left tokens | sed 's,.*/mem1,mem1,'
  mem1/uevent
  $ cat tokens/proc/cmdline
  initrd=\machine1\initrd root=dac7ed00000040008000000000000001 id=dac7ed00000040008000000000000003
  $ (cd tokens/etc/cxl && cat zero.conf config serial alt_name CDAT x.bin) | tr '\0' . | uniq -c
        6 before.after host1 0x0000dac7ed000006
  $ (cd plain && find sys -name CDAT) | while read -r f; do cmp plain/$f tokens/$f && echo same; done | uniq -c
        4 same
  $ valid tokens; find tokens ! -type l -perm /077

Serial numbers of devices that are gone are known from the text.

  $ grep -rl deadbeef12345678 plain | sort; grep -rl deadbeef12345678 tokens
  plain/dev/kmsg
  plain/messages.txt
  plain/report.html
  [1]

Names of files, and targets of links, have the same tokens as the manifest. A name that another file
has already gets a number.

  $ (cd plain/etc/modprobe.d && ls | sed "s/$(uname -n)/HOST/" | LC_ALL=C sort); (cd tokens/etc/modprobe.d && ls && readlink link.conf link2.conf && cat link.conf link2.conf)
  HOST-0xa1b2c3d4e5f60718
  HOST.conf
  host1.conf
  link.conf
  link2.conf
  host1-0x0000dac7ed000006
  host1-2.conf
  host1.conf
  link.conf
  link2.conf
  host1-2.conf
  host1.conf
  options cxl_core # host1
  options cxl_core
  $ jq -r '.sections[].files[].file' tokens/manifest.json | grep etc/modprobe.d | LC_ALL=C sort; find tokens | grep -E "$(uname -n)|a1b2c3d4"
  etc/modprobe.d/host1-0x0000dac7ed000006/a.conf
  etc/modprobe.d/host1-2.conf
  etc/modprobe.d/host1.conf
  [1]
  $ cat tokens/dev/kmsg
  6,1,1,-;root=UUID=dac7ed00-0000-4000-8000-000000000001 host1
  6,2,2,-;serial=240552209547270 serial 0xdac7ed000003 0xc2
  6,3,3,-;cxl serial=0x0000dac7ed000007 serial=0xdac7ed000001
  $ jq -c '[.redacted, .host == "host1"]' plain/manifest.json tokens/manifest.json
  [false,false]
  [true,true]
  $ serials() { cxl list -M --from $1 --format json | jq -c '[.[] | .memdev, .serial]'; }
  $ serials plain; serials tokens
  ["mem0",11651590505119484000,"mem1",1073741824,"mem2",194,"mem3",195]
  ["mem0",240552209547270,"mem1",240552209547269,"mem2",240552209547267,"mem3",240552209547268]
  $ features() { cxl list-features all --from $1 --format json | jq 'del(.[].serial)'; }; features plain >a; features tokens | cmp a -
  $ numbers() { cat "$(find $1 -path '*/nmem0/cxl/id')" "$(find $1 -path '*/dax_region/id')"; cxl list -m mem0 --pci --from $1 | jq .[0].pci.serial; }; numbers plain; numbers tokens
  194
  7
  11651590505119484000
  240552209547267
  7
  240552209547270
  $ names() { grep -ho '"name":.*' $1/memdevs/mem2/labels.json; }; names plain; names tokens
  "name":"cxl-sim",
  "name":"my secret",
  "name":"cxl-sim",
  "name":"label1",
  $ namespaces() { (cd $1/${ns#own/} && cat namespace0.0/alt_name namespace0.1/alt_name); }; namespaces plain; namespaces tokens
  my secret
  
  label1
  
  $ uuids() { grep -h uuid $1/memdevs/mem?/features.json; }; uuids plain >a; uuids tokens | cmp a -; grep -c 6f3a1c52 a
  1
  $ ls plain/replies/*labels*; ls tokens/replies/*labels*
  plain/replies/mem0-labels.jsonl
  plain/replies/mem1-labels.jsonl
  plain/replies/mem2-labels.jsonl
  plain/replies/mem3-labels.jsonl
  tokens/replies/mem0-labels.jsonl
  tokens/replies/mem1-labels.jsonl
  tokens/replies/mem3-labels.jsonl
  $ cxl-sim dump --redact 2>&1 | jq -r '.[].output' | sed 's/[0-9]*T[0-9]*Z/TIME/'; rm cxl-dump-host1*
  cxl-dump-host1-TIME.tar.zst
  $ cxl-sim dump mem0 --redact -o "$(uname -n).tar.gz" >/dev/null; tar -tf "$(uname -n).tar.gz" | sed 's,/.*,,' | sort -u
  cxl-dump
  $ for o in '' --redact; do rm -rf named; cxl-sim dump -o named $o --format envelope | jq --arg h "$(uname -n)" '.host == $h, .host == "host1"'; done; rm -r named
  true
  false
  false
  true

Interruption and death leave nothing behind.

  $ export CXL_SIM=$PWD/hung; interrupt() {
  >     env --default-signal=INT,TERM cxl-sim dump -o $1 2>err & pid=$!
  >     for i in {1..100}; do ls {tmp/*,$1}/memdevs/mem3/features.json 2>&1 | grep -qv cannot && break; sleep 0.1; done; kill -$2 $pid; wait $pid; echo $?; cat err; }
  $ interrupt i.tar INT
  []
  1
  i.tar: interrupted, nothing is kept
  $ interrupt i TERM
  []
  1
  i: interrupted, nothing is kept
  $ ls -A tmp; ls -A | grep -E '^\.?i(\.|$)'
  [1]
  $ cxl-sim new big; for i in {1..40}; do head -c 1000000 /dev/urandom >big/sys/devices/platform/ACPI0017:00/root0/x$i; done
  $ packing() { CXL_SIM=big env --default-signal=INT,TERM cxl-sim dump -o p.tar.xz --deadline $1 2>err & pid=$!; for i in {1..200}; do ls tmp/*/manifest.json >/dev/null 2>&1 && break; sleep 0.1; done; }
  $ packing 60; sleep 0.5; kill -TERM $pid; wait $pid; echo $?; cat err; ls -A tmp; ls p.tar.xz
  []
  1
  p.tar.xz: interrupted, nothing is kept
  ls: cannot access 'p.tar.xz': No such file or directory
  [2]
  $ packing 6; wait $pid; echo $?; sed "s,$PWD/tmp/cxl-dump.[0-9a-f]*,DIR," err; valid tmp/*; rm -r tmp/*; ls p.tar.xz
  []
  1
  p.tar.xz: the time is up, and the archive is not complete; the files are in DIR; pack them with tar, or repeat it with a longer --deadline
  ls: cannot access 'p.tar.xz': No such file or directory
  [2]
  $ cp a.tar i.tar; interrupt i.tar INT; cmp a.tar i.tar; rm i.tar
  []
  1
  i.tar: interrupted, nothing is kept
  $ interrupt k.tar KILL 2>/dev/null; for i in {1..50}; do [ -z "$(ls -A tmp)" ] && break; sleep 0.1; done; ls -A tmp; ls k.tar
  137
  ls: cannot access 'k.tar': No such file or directory
  [2]
  $ CXL_SIM=$PWD/sim env --ignore-signal=CHLD cxl-sim dump -o ignored --format pairs; rm -r ignored
  OUTPUT="ignored" SECTIONS="72" OK="72"
  $ unnamed() { python3 -c 'import os; os.open(".", os.O_TMPFILE | os.O_WRONLY)' 2>/dev/null </dev/null; }; unnamed && ls -A | grep '\.tmp$'
  [1]

What the policy refuses is denied, not failed.

  $ rm -rf p; cxl-sim new p; echo 'deny ALL verb ALL' >p/etc/cxl/policy.d/a.conf; CXL_SIM=$PWD/p cxl-sim dump -o pd >/dev/null 2>&1; jq -r '.sections[] | select(.memdev == "mem0" and (.section == "identify" or .section == "health")) | "\(.section) \(.result)"' pd/manifest.json
  identify denied
  health denied
