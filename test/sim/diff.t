# SPDX-License-Identifier: GPL-2.0-only
What has changed between two dumps, or since a dump.

  $ new() { rm -rf sim; cxl-sim new sim "$@" >/dev/null; }; export CXL_SIM=$PWD/sim TMPDIR=$PWD/tmp; mkdir tmp; new
  $ dump() { cxl-sim dump -o "$@" >/dev/null || echo $?; }; dump d
  $ text='def text(k): if has(k) then .[k] | tostring else "-" end; .[] | [.device, .area, .kind, .what, text("before"), text("after")] | join(" ")'
  $ rows() { jq -r "$text"; }
  $ compare() { cxl diff "$@" >out; local rc=$?; rows <out; [ $rc = 0 ] || echo "exit $rc"; }

Nothing has changed. Times, temperatures and counters do, and what follows from other values.

  $ cxl diff d d; cxl diff d d --format table; cxl-sim diff d; cxl-sim diff d --format pairs
  []
  no difference found
  []
  $ cxl-sim show sim | sed 's/health.temperature 38/health.temperature 39/; s/corrected_volatile 3/corrected_volatile 4/' >hot
  $ new --devices hot; dump hot1; compare d hot1; compare d hot1 --all
  mem0 health changed temperature 38 39
  mem0 health changed volatile_errors 3 4
  exit 1

Operands: directories, archives, standard input, this system, and a tree.

  $ new; cxl-sim set-feature mem0 patrol-scrub cycle_hours=24 >/dev/null; dump after; dump after.tar.zst
  $ for i in 'd after' 'd after.tar.zst' 'd -' '- d' 'd --from after' 'd --sysroot after'; do echo "== $i"; compare $i <after.tar.zst; done; cxl-sim diff d | rows
  == d after
  mem0 feature changed patrol-scrub.current.cycle_hours 12 24
  exit 1
  == d after.tar.zst
  mem0 feature changed patrol-scrub.current.cycle_hours 12 24
  exit 1
  == d -
  mem0 feature changed patrol-scrub.current.cycle_hours 12 24
  exit 1
  == - d
  mem0 feature changed patrol-scrub.current.cycle_hours 24 12
  exit 1
  == d --from after
  mem0 feature changed patrol-scrub.current.cycle_hours 12 24
  exit 1
  == d --sysroot after
  mem0 feature changed patrol-scrub.current.cycle_hours 12 24
  exit 1
  mem0 feature changed patrol-scrub.current.cycle_hours 12 24
  $ compare d --sysroot sim 2>&1 | grep -v 'mem[123]'
    Warning: 45 values could not be compared, see 'reason'
  mem0 device unknown identify - -
  mem0 firmware unknown get-fw-info - -
  mem0 health unknown get-health - -
  mem0 alerts unknown get-alert-config - -
  mem0 partition unknown get-partition - -
  mem0 device unknown get-shutdown-state - -
  mem0 feature changed patrol-scrub.current.cycle_hours 12 24
  exit 2
  $ ls tmp; for i in '' 'd d d' '- -' 'd d --from d' 'd d --sysroot d' 'd --nonsense'; do cxl diff $i >err 2>&1; echo $?; head -n 1 err; done
  129
    Error: missing argument: expected <dump> [<dump>] [<options>]
  129
    Error: unknown extra parameter "d"
  129
    Error: only one dump can be read from standard input
  129
    Error: two dumps cannot be combined with --from
  129
    Error: two dumps cannot be combined with --sysroot
  129
    Error: unknown option `nonsense'
  $ for i in 'none d' 'd none' 'd --from none' 'd --sysroot none' 'd /etc/passwd'; do cxl diff $i; echo $?; done
  none: cannot open the dump: No such file or directory
  []
  2
  none: cannot open the dump: No such file or directory
  []
  2
  none: cannot open the dump: No such file or directory
  []
  2
  cxl: cannot open none/sys: No such file or directory; specify a directory that contains a copy of /sys
  []
  2
  /etc/passwd: cannot read the archive: Unrecognized archive format
  []
  2
  $ cxl diff d after >/dev/full; echo $?; cxl diff d d --format json >/dev/full; echo $?; cxl diff d after --format envelope | jq -c '[.result[].what, .errors, .warnings]'; cxl-sim diff d --from d 2>&1 | head -n 1
    Error: cannot write to standard output: No space left on device
  2
    Error: cannot write to standard output: No space left on device
  2
  ["patrol-scrub.current.cycle_hours",[],[]]
    Error: --sysroot and --from cannot be used with a simulated system

Changes of settings, of firmware, of the partition, and of the kernel.

  $ cxl-sim set-alert-config mem1 --life-used-alert=off -O 70 --over-temperature-alert=on >/dev/null 2>&1; cxl-sim set-shutdown-state mem0 dirty --yes >/dev/null 2>&1
  [3]
  $ echo image >image; cxl-sim update-firmware mem2 -F image --wait >/dev/null 2>&1; cxl-sim reset sim mem2
  $ mkdir -p sim/proc/sys/kernel; echo 6.18.0 >sim/proc/sys/kernel/osrelease; echo 64 >sim/proc/sys/kernel/tainted; echo quiet >sim/proc/cmdline
  $ cxl-sim diff d >out; echo $?; rows <out; cxl-sim diff d --format table
  1
  system kernel changed release 7.2.12 6.18.0
  system kernel changed command_line BOOT_IMAGE=/vmlinuz root=/dev/sda1 ro quiet
  system kernel changed taint none U
  mem0 feature changed patrol-scrub.current.cycle_hours 12 24
  mem1 alerts changed life_used_prog_warn_threshold_valid true false
  mem1 alerts changed dev_over_temperature_prog_warn_threshold 75 70
  mem2 firmware changed active_slot 1 2
  mem2 firmware changed slot2_revision sim 0.9 image
  DEVICE AREA     CHANGE                            BEFORE                                AFTER
  system kernel   kernel release                    7.2.12                                6.18.0
  system kernel   kernel command line               BOOT_IMAGE=/vmlinuz root=/dev/sda1 ro quiet
  system kernel   kernel taint                      none                                  U
  mem0   feature  patrol-scrub cycle_hours          12                                    24
  mem1   alerts   life used alert, enabled          true                                  false
  mem1   alerts   over-temperature alert, threshold 75                                    70
                  (Celsius)                                                               
  mem2   firmware active slot                       1                                     2
  mem2   firmware firmware in slot 2                sim 0.9                               image
  [1]
  $ sed -i 's/"host": *"[^"]*"/"host":"other"/; s/"kernel": *"[^"]*"/"kernel":"5.0"/' after/manifest.json; echo boot2 >after/proc/sys/kernel/random/boot_id 2>/dev/null || { mkdir -p after/proc/sys/kernel/random; echo boot2 >after/proc/sys/kernel/random/boot_id; }
  $ cxl diff d after --all | jq -c '.[] | select(.device == "system") | [.area, .what, .after]'
  ["system","host","other"]
  ["kernel","boot_id","boot2"]
  $ rm after/proc/sys/kernel/osrelease; cxl diff d after | jq -c '.[] | select(.device == "system") | [.area, .what, .after]'; rm after/proc/sys/kernel/tainted; cxl diff d after | jq -c '.[] | select(.what == "taint")'
  ["kernel","release","5.0"]
  ["system","host","other"]
    Warning: 1 value could not be compared, see 'reason'
  {"device":"system","area":"kernel","kind":"unknown","what":"taint","change":"kernel taint","before":"none","unknown":"after","reason":"cannot be read"}
  $ { printf 'device mem0\n  identify.partition_alignment 256M\n  identify.volatile_capacity 0\n'; for o in 0200 4000 4100 4101; do printf '\tcel 0x%s 0\n' $o; done; } >partition
  $ new --devices partition; dump p 2>/dev/null; cxl-sim set-partition mem0 -s 256M -f >/dev/null 2>&1; cxl-sim diff p | rows
    Warning: p: cannot read /sys/bus/edac/devices/cxl_mem0/scrub0/enable_background: Input/output error
    Warning: p: cannot read /sys/bus/edac/devices/cxl_mem0/scrub0/current_cycle_duration: Input/output error
    Warning: p: cannot read /sys/bus/edac/devices/cxl_mem0/scrub0/min_cycle_duration: Input/output error
    Warning: p: cannot read /sys/bus/edac/devices/cxl_mem0/scrub0/max_cycle_duration: Input/output error
    Warning: p: cannot read /sys/bus/edac/devices/cxl_mem0/ecs_fru0/log_entry_type: Input/output error
    Warning: p: cannot read /sys/bus/edac/devices/cxl_mem0/ecs_fru0/threshold: Input/output error
    Warning: p: cannot read /sys/bus/edac/devices/cxl_mem0/ecs_fru0/mode: Input/output error
    Warning: p: cannot read /sys/bus/edac/devices/cxl_mem0/ecs_fru1/threshold: Input/output error
    Warning: p: cannot be compared completely: some files cannot be read
    Warning: this system: cannot be compared completely: some files cannot be read
    Warning: 1 value could not be compared, see 'reason'
    Warning: cannot read 3 more files
  mem0 partition changed next_volatile_size 0 805306368
  mem0 partition changed next_persistent_size 0 268435456
  mem0 feature unknown list-features - -

Regions: a single row for each, and for each of their decoders.

  $ new; cxl-sim destroy-region -f region0 2>/dev/null; dump none; compare d none; compare none d
  region0 region gone region 2147483648 -
  decoder3.0 decoder changed region region0 -
  decoder4.0 decoder changed region region0 -
  decoder1.0 decoder changed region region0 -
  exit 1
  region0 region new region - 2147483648
  decoder3.0 decoder changed region - region0
  decoder4.0 decoder changed region - region0
  decoder1.0 decoder changed region - region0
  exit 1
  $ cxl-sim create-region -d decoder0.0 -t ram -s 512M -m mem0 mem1 >/dev/null 2>&1; dump small; compare d small; compare d small --all | grep -vxFf out
  region0 region changed size 2147483648 536870912
  region0 dax changed daxregion.size 2147483648 536870912
  dax0.0 dax changed size 2147483648 536870912
  dax0.0 dax changed online_memblocks 16 4
  dax0.0 dax changed total_memblocks 16 4
  decoder3.0 decoder changed size 2147483648 536870912
  decoder3.0 decoder changed dpa_size 1073741824 268435456
  decoder4.0 decoder changed size 2147483648 536870912
  decoder4.0 decoder changed dpa_size 1073741824 268435456
  decoder1.0 decoder changed size 2147483648 536870912
  exit 1
  region0 region changed size 2147483648 536870912
  region0 dax changed daxregion.size 2147483648 536870912
  dax0.0 dax changed size 2147483648 536870912
  dax0.0 dax changed online_memblocks 16 4
  dax0.0 dax changed total_memblocks 16 4
  decoder3.0 decoder changed size 2147483648 536870912
  decoder3.0 decoder changed dpa_size 1073741824 268435456
  decoder4.0 decoder changed size 2147483648 536870912
  decoder4.0 decoder changed dpa_size 1073741824 268435456
  decoder1.0 decoder changed size 2147483648 536870912
  decoder0.0 decoder changed max_available_extent 2147483648 3758096384
  exit 1

A region at another address is another one, and so is that of its decoders.

  $ cp -a d address; echo 0x120000000 >"$(find address/sys/devices -path '*/region0/resource')"; compare d address
  region0 region gone region 2147483648 -
  region0 region new region - 2147483648
  decoder3.0 decoder changed region region0 (gone) region0 (new)
  decoder4.0 decoder changed region region0 (gone) region0 (new)
  decoder1.0 decoder changed region region0 (gone) region0 (new)
  exit 1

Decoders that are not in use keep settings of former regions.

  $ cp -a none idle; set() { echo $3 >"$(find idle/sys/devices -path "*/$1/$2")"; }; set decoder6.0 mode pmem; set decoder1.0 size 0x10000000; set decoder1.0 interleave_ways 2; compare none idle; compare none idle --all
  decoder1.0 decoder changed state disabled -
  decoder6.0 decoder changed mode - pmem
  exit 1
  $ set port1 decoders_committed 1; compare none idle; set decoder1.0 region region5; compare none idle
  decoder1.0 decoder changed state disabled -
  exit 1
  decoder1.0 decoder changed region - region5
  exit 1

The same devices with other names, as after another boot.

  $ cat >rename.py <<END
  > import os, re, sys
  > names = dict(a.split('=') for a in sys.argv[2:])
  > pattern = re.compile('(?<![a-z0-9:.])(' + '|'.join(map(re.escape, names)) + ')(?![0-9])')
  > change = lambda text: pattern.sub(lambda m: names[m[1]], text)
  > for top, dirs, files in os.walk(sys.argv[1], topdown=False):
  >     for name in files + dirs:
  >         path = os.path.join(top, name)
  >         if os.path.islink(path):
  >             target = os.readlink(path)
  >             os.unlink(path)
  >             os.symlink(change(target), path)
  >         elif name in files:
  >             with open(path, 'rb') as f:
  >                 text = f.read().decode('latin-1')
  >             with open(path, 'wb') as f:
  >                 f.write(change(text).encode('latin-1'))
  >     for name in dirs + files:
  >         if change(name) != name:
  >             os.rename(os.path.join(top, name), os.path.join(top, '=' + change(name)))
  >     for name in os.listdir(top):
  >         if name[0] == '=':
  >             os.rename(os.path.join(top, name), os.path.join(top, name[1:]))
  > END
  $ rename() { rm -rf $1; cp -a d $1; chmod -R u+rw $1; python3 rename.py "$@"; }
  $ rename r mem0=mem1 mem1=mem0 endpoint3=endpoint4 endpoint4=endpoint3 decoder3=decoder4 decoder4=decoder3 region0=region7 dax_region0=dax_region7 dax0=dax7 port1=port9 decoder1=decoder9
  $ cxl list --from r -RT | jq -c '.[0] | [.region, [.mappings[] | [.position, .memdev, .decoder]]]'; compare d r; compare d r --all
  ["region7",[[1,"mem0","decoder3.0"],[0,"mem1","decoder4.0"]]]
  mem1 topology changed name mem0 mem1
  mem0 topology changed name mem1 mem0
  region7 topology changed name region0 region7
  dax7.0 topology changed name dax0.0 dax7.0
  port9 topology changed name port1 port9
  endpoint4 topology changed name endpoint3 endpoint4
  endpoint3 topology changed name endpoint4 endpoint3
  decoder4.0 topology changed name decoder3.0 decoder4.0
  decoder4.1 topology changed name decoder3.1 decoder4.1
  decoder3.0 topology changed name decoder4.0 decoder3.0
  decoder3.1 topology changed name decoder4.1 decoder3.1
  decoder9.0 topology changed name decoder1.0 decoder9.0
  decoder9.1 topology changed name decoder1.1 decoder9.1
  exit 1
  $ echo 13 >"$(find r/sys/devices -path '*/mem1/numa_node')"; compare d r
  mem1 device changed numa_node 0 13
  exit 1

Moved, replaced, gone and new devices.

  $ rename moved 0000:0e:00.0=0000:1e:00.0; compare d moved; compare moved d
  mem1 topology moved host 0000:0e:00.0 0000:1e:00.0
  exit 1
  mem1 topology moved host 0000:1e:00.0 0000:0e:00.0
  exit 1
  $ rm -rf replaced; cp -a d replaced; echo 0xabc >"$(find replaced/sys/devices -path '*/mem3/serial')"; compare d replaced
  mem3 topology gone memdev 0000:e2:00.0 -
  mem3 topology new memdev - 0000:e2:00.0
  exit 1
  $ cut() { rm -rf gone; cp -a d gone; chmod -R u+rw gone; find gone/sys -depth -regextype posix-extended -regex ".*/($1)" -exec rm -r {} +; }
  $ cut 'mem2|endpoint6|decoder6\.[0-9]+|cxl_mem2'; compare d gone; compare gone d
  mem2 topology gone memdev 0000:e1:00.0 -
  exit 1
  mem2 topology new memdev - 0000:e1:00.0
  exit 1
  $ cut 'mem[23]|endpoint[67]|decoder[567]\.[0-9]+|port5|cxl_mem[23]'; compare d gone
  mem2 topology gone memdev 0000:e1:00.0 -
  mem3 topology gone memdev 0000:e2:00.0 -
  port5 topology gone port 0000:df:00.0 -
  exit 1

Several devices with the same serial number: they are the same in the same place.

  $ twice() { rm -rf $2; cp -a $1 $2; chmod -R u+rw $2; echo 0xc0 >"$(find $2/sys/devices -path "*/$3/serial")"; }
  $ twice d two mem1; compare two two; rename moved 0000:0e:00.0=0000:1e:00.0; twice moved two2 mem1; compare two two2
  mem1 topology moved host 0000:0e:00.0 0000:1e:00.0
  exit 1
  $ rename moved 0000:0e:00.0=0000:1e:00.0 0000:0d:00.0=0000:1d:00.0; twice moved two3 mem1; compare two two3
  mem0 topology gone memdev 0000:0d:00.0 -
  mem1 topology gone memdev 0000:0e:00.0 -
  mem0 topology new memdev - 0000:1d:00.0
  mem1 topology new memdev - 0000:1e:00.0
  region0 region changed mappings.0.memdev mem0 (gone) mem0 (new)
  region0 region changed mappings.0.decoder decoder3.0 (gone) decoder3.0 (new)
  region0 region changed mappings.1.memdev mem1 (gone) mem1 (new)
  region0 region changed mappings.1.decoder decoder4.0 (gone) decoder4.0 (new)
  exit 1
  $ twice d zero mem1; echo 0 >"$(find zero/sys/devices -path '*/mem1/serial')"; compare zero d
  mem1 device changed serial 0 193
  exit 1
  $ rm -rf swapped; cp -a d swapped; for p in mem0:mem1 mem1:mem0; do cp "$(find d/sys/devices -path "*/${p%:*}/serial")" "$(find swapped/sys/devices -path "*/${p#*:}/serial")"; done; compare d swapped | grep region
  region0 region changed mappings.0.memdev mem0 (now mem1) mem0 (formerly mem1)
  region0 region changed mappings.0.decoder decoder3.0 (now decoder4.0) decoder3.0 (formerly decoder4.0)
  region0 region changed mappings.1.memdev mem1 (now mem0) mem1 (formerly mem0)
  region0 region changed mappings.1.decoder decoder4.0 (now decoder3.0) decoder4.0 (formerly decoder3.0)

What a side does not have is unknown: it did not reply, the dump is not that of root, or is not complete.

  $ copy() { rm -rf $1; cp -a d $1; chmod -R u+rw $1; }; edit() { jq "$2" $1/manifest.json >new.json && cp new.json $1/manifest.json; }
  $ copy hung; edit hung '(.sections[] | select(.memdev == "mem1" and .section == "health")).result = "timeout"'
  $ edit hung '(.sections[] | select(.memdev == "mem1" and (.section | IN("alerts", "features", "edac")))).result = "not_run"'
  $ rm -r hung/replies/mem1-{health,alerts,features}.jsonl hung/sys/bus/edac/devices/cxl_mem1 "$(find hung/sys/devices -name cxl_mem1)"
  $ cxl diff d hung --format table; echo $?; cxl diff hung d | jq -c '.[] | [.what, .unknown, .reason, has("before"), has("after")]'; cxl diff hung hung | jq -c '.[] | [.what, .unknown]'
    Warning: 3 values could not be compared, see 'reason'
  DEVICE AREA    CHANGE              AFTER   REASON
  mem1   health  health              unknown timeout when the dump was collected
  mem1   alerts  alert configuration unknown not in the dump, because of a timeout before
  mem1   feature Features            unknown not in the dump, because of a timeout before
  2
    Warning: 3 values could not be compared, see 'reason'
  ["get-health","before","timeout when the dump was collected",false,false]
  ["get-alert-config","before","not in the dump, because of a timeout before",false,false]
  ["list-features","before","not in the dump, because of a timeout before",false,false]
    Warning: 3 values could not be compared, see 'reason'
  ["get-health","both"]
  ["get-alert-config","both"]
  ["list-features","both"]
  $ for i in --from --sysroot; do cxl diff d $i hung 2>/dev/null | jq -c '[.[] | .what]'; done
  ["get-health","get-alert-config","list-features"]
  ["get-health","get-alert-config","list-features"]
  $ copy user; edit user '.uid = 1000'; compare d user; compare user user
    Warning: user: cannot be compared completely: not collected by root
  exit 2
    Warning: user: cannot be compared completely: not collected by root
    Warning: user: cannot be compared completely: not collected by root
  exit 2
  $ rm $(find user/sys/devices -path '*decoder3.0/start' -o -path '*decoder0.0/start') $(find user/sys/devices -name config -path '*0000:0d:00.0/*'); compare d user; compare user d | grep -c unknown
    Warning: user: cannot be compared completely: not collected by root
    Warning: 3 values could not be compared, see 'reason'
  mem0 pci unknown pci.dvsecs - -
  decoder3.0 decoder unknown resource 4563402752 -
  decoder0.0 decoder unknown resource 4563402752 -
  exit 2
    Warning: user: cannot be compared completely: not collected by root
    Warning: 3 values could not be compared, see 'reason'
  3
  $ cxl diff d user --format table | awk 'length > 100'
    Warning: user: cannot be compared completely: not collected by root
    Warning: 3 values could not be compared, see 'reason'
  $ echo 0x10000000 >"$(find user/sys/devices -path '*decoder3.0/size')"; cxl diff d user 2>/dev/null | jq -c '.[] | select(.device == "decoder3.0") | [.kind, .what, .before, .after, .reason]'
  ["unknown","resource",4563402752,null,"not collected by root"]
  ["changed","size",2147483648,268435456,null]
  $ copy user; edit user '.uid = 1000'; rm "$(find user/sys/devices -path '*/region0/resource')"; compare d user 2>/dev/null
  region0 region unknown resource 4563402752 -
  exit 2
  $ cut 'mem2|endpoint6|decoder6\.[0-9]+|cxl_mem2'; edit gone '(.sections[] | select(.section == "cxl")).result = "timeout"'; compare d gone; compare gone d
    Warning: gone: cannot be compared completely: not all files below /sys were copied, see manifest.json
    Warning: 1 value could not be compared, see 'reason'
  mem2 topology unknown memdev 0000:e1:00.0 -
  exit 2
    Warning: gone: cannot be compared completely: not all files below /sys were copied, see manifest.json
    Warning: 1 value could not be compared, see 'reason'
  mem2 topology unknown memdev - 0000:e1:00.0
  exit 2
  $ edit gone '(.sections[] | select(.section == "cxl")).result = "denied"'; compare d gone 2>/dev/null
  mem2 topology gone memdev 0000:e1:00.0 -
  exit 2
  $ copy one; edit one 'del(.sections[] | select(.memdev and .memdev != "mem0"))'; rm one/replies/mem[123]-*; compare d one 2>/dev/null | grep -v feature
  mem1 device unknown identify - -
  mem1 firmware unknown get-fw-info - -
  mem1 health unknown get-health - -
  mem1 alerts unknown get-alert-config - -
  mem1 partition unknown get-partition - -
  mem1 device unknown get-shutdown-state - -
  mem2 device unknown identify - -
  mem2 firmware unknown get-fw-info - -
  mem2 health unknown get-health - -
  mem2 alerts unknown get-alert-config - -
  mem2 partition unknown get-partition - -
  mem2 device unknown get-shutdown-state - -
  mem3 device unknown identify - -
  mem3 firmware unknown get-fw-info - -
  mem3 health unknown get-health - -
  mem3 alerts unknown get-alert-config - -
  mem3 partition unknown get-partition - -
  mem3 device unknown get-shutdown-state - -
  exit 2
  $ new; rm -rf other; cp -a sim other; echo "$(cd other && find sys/devices -path '*/mem2/numa_node') EIO" >>other/state/errors
  $ CXL_SIM=$PWD/other cxl-sim diff d | jq -c '.[] | [.device, .what, .before, .unknown, .reason]'
    Warning: this system: cannot be compared completely: some files cannot be read
    Warning: 1 value could not be compared, see 'reason'
    Warning: cannot read /sys/devices/pci0000:de/0000:de:00.0/0000:df:00.0/0000:e0:00.0/0000:e1:00.0/mem2/numa_node: Input/output error
  ["mem2","numa_node",1,"after","some files cannot be read"]
  $ cxl-sim fault sim mem1 4200 short 3; cxl-sim fault sim mem2 4200 code 0x15; cxl-sim fault sim mem3 4200 errno EIO; cxl-sim diff d 2>/dev/null | jq -c '.[] | [.device, .kind, .what, .before, .after, .unknown, .reason]'
  ["mem1","unknown","life_used_percent",81,null,"after","short response: 3 of 18 bytes"]
  ["mem1","unknown","verdict","attention",null,"after","short response: 3 of 18 bytes"]
  ["mem2","changed","get-health","supported","not supported",null,null]
  ["mem3","unknown","get-health",null,null,"after","command 0x4200: Input/output error"]

Tokens of redacted dumps are not compared.

  $ new; cxl-sim dump --redact -o red >/dev/null; compare d red; compare red d --all; echo 1.0 >"$(find red/sys/devices -path '*/mem2/firmware_version')"; cxl diff d red 2>/dev/null | jq -c '.[]'
    Warning: red is redacted: serial numbers, host names and the kernel command line are not compared, and devices are found by their place
  exit 2
    Warning: red is redacted: serial numbers, host names and the kernel command line are not compared, and devices are found by their place
  exit 2
  {"device":"mem2","area":"firmware","kind":"changed","what":"firmware_version","change":"firmware version","before":"sim 1.2","after":"1.0"}

Dumps may be anything.

  $ for text in '' x '[]' 5 '{}' '{"version":1}' '{"version":1,"sections":5}' '{"version":1,"sections":[]}' '{"version":1,"sections":[1,"a",[],{"section":3,"result":{}},{"section":"cxl"}],"uid":"x","host":7,"kernel":[]}'; do copy bad; printf %s "$text" >bad/manifest.json; echo "== $text"; cxl diff d bad >out; echo $?; jq -c '[length, ([.[].kind] | unique)]' out; done
  == 
  bad: it is no dump: manifest.json is not that of 'cxl dump'; use --sysroot for other copies of /sys
  2
  [0,[]]
  == x
  bad: it is no dump: manifest.json is not that of 'cxl dump'; use --sysroot for other copies of /sys
  2
  [0,[]]
  == []
  bad: it is no dump: manifest.json is not that of 'cxl dump'; use --sysroot for other copies of /sys
  2
  [0,[]]
  == 5
  bad: it is no dump: manifest.json is not that of 'cxl dump'; use --sysroot for other copies of /sys
  2
  [0,[]]
  == {}
  bad: it is no dump: manifest.json is not that of 'cxl dump'; use --sysroot for other copies of /sys
  2
  [0,[]]
  == {"version":1}
    Warning: bad: cannot be compared completely: manifest.json lists no sections
    Warning: 28 values could not be compared, see 'reason'
  2
  [28,["unknown"]]
  == {"version":1,"sections":5}
    Warning: bad: cannot be compared completely: manifest.json lists no sections
    Warning: 28 values could not be compared, see 'reason'
  2
  [28,["unknown"]]
  == {"version":1,"sections":[]}
    Warning: bad: cannot be compared completely: manifest.json lists no sections
    Warning: 28 values could not be compared, see 'reason'
  2
  [28,["unknown"]]
  == {"version":1,"sections":[1,"a",[],{"section":3,"result":{}},{"section":"cxl"}],"uid":"x","host":7,"kernel":[]}
    Warning: bad: cannot be compared completely: not all files below /sys were copied, see manifest.json
    Warning: 28 values could not be compared, see 'reason'
  2
  [28,["unknown"]]
  $ copy bad; (printf '{"version":1,"x":'; head -c 100000 /dev/zero | tr '\0' '['; echo '}') >bad/manifest.json; cxl diff bad d; rm bad/manifest.json; mkfifo bad/manifest.json; cxl diff bad d; rm bad/manifest.json; ln -s ../d/manifest.json bad/; cxl diff d bad; cxl diff d --sysroot bad
  bad: manifest.json is not valid JSON
  []
  bad: it is no dump: there is no manifest.json; use --sysroot for other copies of /sys
  []
  bad: it is no dump: there is no manifest.json; use --sysroot for other copies of /sys
  []
  bad: cannot read manifest.json: Too many levels of symbolic links
  []
  [2]
  $ copy bad; for f in bad/replies/*; do echo '{"node":"cxl/mem0","call":[]}' >$f; done; rm -rf bad/sys/bus/edac; cxl diff d bad >out 2>err; echo $?; jq -c '[.[].kind] | unique' out; cat err
  2
  ["changed","unknown"]
    Warning: 25 values could not be compared, see 'reason'
  $ copy bad; printf '\033[31m\342\200\256x' >"$(find bad/sys/devices -path '*/mem0/firmware_version')"; cxl diff d bad --format table; cxl diff d bad | jq -c '.[0].after'
  device  mem0
  serial  0xc0
  area    firmware
  kind    changed
  what    firmware_version
  change  firmware version
  before  sim 1.0
  after   ?[31m?x
  "\\u001b[31m\xe2\x80\xaex" (esc)
  $ ls tmp
