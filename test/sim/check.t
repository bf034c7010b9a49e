# SPDX-License-Identifier: GPL-2.0-only
"cxl check": what it finds on healthy systems, and what it says of broken ones. For the causes, see check-dump.t.

  $ . "$TESTS/broken-systems.sh"

Every rule has a fixture in which it is the cause, and is in the manual.

  $ cxl check --list-rules | jq -r '.[].rule' >rules; sed -n 's/^first \([^ ]*\).*/\1/p' "$TESTS"/data/check/* | sort -u | diff - <(sort rules)
  $ cxl check --list-rules | jq -r '.[] | "\(.rule):: \(.title)"' | diff <(sed -n '/^== RULES/,/^== OUTPUT/{ /::/p }' "$TESTS/../Documentation/cxl-check.adoc") -

Healthy systems: nothing is wrong. What a captured tree does not have is unknown.

  $ rules() { jq -r --arg r "$1" '[.[] | select(.result == $r) | .rule] | join(" ")' out; }
  $ fresh one; cxl check --sysroot t >out; rules fail; rules warn; rules unknown
  
  
  kernel-version firmware-ram pci-driver pci-memdev media-ready soft-reserved health alert monitor udev-rule
  $ cxl-sim new sim --tree "$TESTS/data/example.tree" >/dev/null; export CXL_SIM=$PWD/sim
  $ mkdir -p sim/etc/daxctl.conf.d sim/usr/lib/systemd/system sim/etc/systemd/system/multi-user.target.wants; echo '[Unit]' >sim/usr/lib/systemd/system/basic.target
  $ cp sim/usr/lib/systemd/system/{basic.target,cxl-monitor.service}
  $ printf '1000-7fffffff : System RAM\n110000000-50fffffff : CXL Window 0\n  110000000-18fffffff : region0\n    110000000-18fffffff : Soft Reserved\n      110000000-18fffffff : dax0.0\n        110000000-18fffffff : System RAM (kmem)\n' >sim/proc/iomem
  $ cxl-sim check >out; echo $?; for r in fail warn unknown info; do rules $r; done
  0
  
  
  
  monitor
  $ ln -s /usr/lib/systemd/system/cxl-monitor.service sim/etc/systemd/system/multi-user.target.wants; cxl-sim check >out; rules info; jq -r '.[].result' out | uniq -c
  
       22 pass

The same from a dump.

  $ cxl-sim dump -o d >/dev/null; cxl check --from d >from; diff out from; cxl-sim dump -o d.tar.zst >/dev/null; cxl check --from d.tar.zst | diff out -

Decoders of a port keep their size when they are reset: that is no problem. Before Linux 6.7, it cannot be told from
one that is committed, and is unknown.

  $ fresh one; port=t/sys/devices/platform/ACPI0017:00/root0/port1; echo 0x10000000 >$port/decoder1.3/size
  $ cxl check --sysroot t --rules decoder | jq -c '.[] | [.result, .seen]'; rm $port/decoders_committed; cxl check --sysroot t --rules decoder | jq -c '.[] | [.result, .device, .seen]'
  ["pass","decoders that are free or part of a region: 8"]
  ["unknown","decoder1.3","it has a size, but is part of no region: whether it decodes addresses is not known before Linux 6.7"]

Selection of rules.

  $ cxl-sim check --rules health,serial --columns rule,result --format table
  RULE   RESULT
  serial pass
  health pass
  $ cxl-sim check --without "$(grep -v window rules | tr '\n' ' ')" | jq -r '.[].rule'
  window
  $ for o in '--rules x' '--rules helth' '--without health,memory' '--without health,y' '--rules health --without health' '--rules ,' '--without ,' '--list-rules --without health' '--list-rules --rules port' '--list-rules --problems'; do cxl-sim check $o 2>&1 | head -1; done; cxl-sim check mem0 2>&1 | head -1
    Error: unknown rule 'x', see --list-rules
    Error: unknown rule 'helth', did you mean 'health'?
    Error: unknown rule 'memory', did you mean 'memory-block'?
    Error: unknown rule 'y', see --list-rules
    Error: no rule is left to check
    Error: --rules has no rule, see --list-rules
    Error: --without has no rule, see --list-rules
    Error: --list-rules cannot be combined with --without
    Error: --list-rules cannot be combined with --rules
    Error: --list-rules cannot be combined with --problems
    Error: unknown parameter "mem0"

Without a memory device, that is what the administrator is told.

  $ mkdir -p no/sys/bus/pci/devices no/sys/bus/cxl/devices; cxl check --sysroot no --rules acpi,pci-driver,pci-memdev | jq -c '.[] | [.rule, .result, .seen, .command]'; rmdir no/sys/bus/pci/devices; cxl check --sysroot no --rules pci-memdev | jq -c '.[] | [.result, .seen]'
  ["pci-memdev","info","there is no PCI function of the class CXL memory (0502h): the kernel sees no CXL memory device","echo 1 >/sys/bus/pci/rescan"]
  ["acpi","pass","there is no CXL memory device",null]
  ["pci-driver","pass","PCI functions of the class CXL memory with a driver: 0",null]
  ["unknown","cannot read all PCI functions: No such file or directory"]

Without a window, it does not matter that the addresses cannot be read.

  $ cxl check --sysroot no --rules firmware-ram,soft-reserved | jq -c '.[] | [.rule, .result, .seen]'
  ["firmware-ram","pass","no window has conventional memory"]
  ["soft-reserved","pass","no window has reserved memory without a region"]

Only problems.

  $ cxl-sim check --problems --format table --columns result,rule; cxl-sim check --problems --rules health; fresh one; cxl check --sysroot t --problems --rules decoder,health,serial | jq -c '.[] | [.rule, .result]'; rm t/sys/bus/cxl/devices/mem0/driver; cxl check --sysroot t --problems --rules serial,memdev-driver --columns result,device; echo $?
  no problem found
  []
  ["health","unknown"]
  RESULT DEVICE
  fail   mem0
  1

What is not known has not passed, and does not hide what is.

  $ result() { cxl-sim check --rules $1 2>err | jq -c '.[] | [.result, .device, .seen, .action]'; }
  $ cxl-sim fault sim mem1 0x4200 errno EACCES; cxl-sim fault sim mem2 0x4200 errno EACCES; result health
  ["unknown","mem1","command 0x4200: permission denied for the device node (and 1 more)","run as root"]
  $ cxl-sim fault sim mem1 0x4200 none; cxl-sim fault sim mem2 0x4200 none
  $ sed -i 's/[0-9a-f]\{4,\}-[0-9a-f]\{4,\}/00000000-00000000/' sim/proc/iomem; result firmware-ram,soft-reserved
  ["unknown",null,"cannot read the addresses in /proc/iomem: Permission denied","run as root"]
  ["unknown",null,"cannot read the addresses in /proc/iomem: Permission denied","run as root"]
  $ for a in mem1/serial region0/interleave_ways; do rm sim/sys/bus/cxl/devices/$a; mkdir sim/sys/bus/cxl/devices/$a; done; result serial,region; cxl-sim check --rules serial >out 2>&1
  ["unknown","mem1","cannot read its serial number: Is a directory",null]
  ["unknown","region0","cannot read the attributes of region0: Is a directory",null]

  $ fresh example; up=t/sys/devices/pci0000:0c/0000:0c:01.0; at=$up/0000:0e:00.0; unknown() { cxl check --sysroot t --rules $1 2>/dev/null | jq -c '.[] | [.result, .device, .seen]'; }
  $ echo 8 >$at/current_link_width; rm $up/max_link_width; unknown link; rm $at/max_link_width; unknown interleave-link
  ["unknown","mem1","cannot read what the other end of its link is capable of"]
  ["unknown","region0","cannot read the links of all its memory devices"]
  $ printf '1000-7fffffff : System RAM\n' >t/proc/iomem; a=t/sys/bus/cxl/devices/decoder0.0/start; rm $a; mkdir $a; unknown firmware-ram,soft-reserved
  ["unknown","decoder0.0","cannot read the addresses of this window: Is a directory"]
  ["unknown","decoder0.0","cannot read the addresses of this window: Is a directory"]
  $ dax=$(dirname "$(find t/sys/devices -name dax0.0)"); rm $dax/dax0.0/driver; mkdir $dax/dax0.0/driver; unknown dax,memory-block
  ["unknown","dax0.0","cannot read its driver and size: Invalid argument"]
  ["unknown","dax0.0","cannot read its driver and size: Invalid argument"]
  $ rm $at/class; mkdir $at/class; unknown pci-driver,pci-memdev
  ["unknown",null,"cannot read all PCI functions: Is a directory"]
  ["unknown",null,"cannot read all PCI functions: Is a directory"]
  $ mkdir -p t/etc/daxctl.conf.d/a.conf; unknown udev-rule
  ["unknown",null,"cannot read /etc/daxctl.conf.d"]

  $ fresh one; bus=t/sys/bus/cxl/devices; hide() { for a; do rm $a; mkdir $a; done; }; hide $bus/decoder0.0/cap_ram; unknown window; hide $bus/mem0/ram/size $bus/mem0/pmem/size; unknown window,kernel-driver
  ["unknown",null,"cannot read whether a window allows volatile memory"]
  ["unknown","cxl_nvdimm","whether a device needs it is not known: Is a directory"]
  ["unknown",null,"cannot read whether the memory devices have volatile memory"]
  $ fresh one; hide $bus/decoder2.0/mode $bus/port1/decoders_committed; echo 0x10000000 >$bus/decoder1.3/size; unknown decoder; : >$bus/decoder1.2/size; unknown decoder
  ["unknown","decoder2.0","cannot read its attributes: Is a directory"]
  ["unknown","decoder1.3","cannot read whether it decodes addresses: Is a directory"]
  ["unknown","decoder2.0","cannot read its attributes: Is a directory"]
  ["unknown","decoder1.2","cannot read its attributes: No data available"]
  ["unknown","decoder1.3","cannot read whether it decodes addresses: Is a directory"]
  $ fresh one; rm $bus/root0/dport*; unknown window
  ["unknown","mem0","its host bridge is not known: root0 has no downstream port above it"]

A driver whose link this user may not read is not absent.

  $ fresh example; cp "$(readlink -f "$(command -v cxl)")" mycxl; as=; if [ "$(id -u)" = 0 ]; then as="setpriv --reuid 65534 --regid 65534 --clear-groups"
  >     chmod -R go+rX t; p=$PWD; while [ "$p" != / ] && [ "$p" != /tmp ] && [ "$p" != /dev/shm ]; do chmod o+x "$p"; p=$(dirname "$p"); done; fi; chmod 0 t/sys/bus/cxl/drivers
  $ $as ./mycxl check --sysroot t --rules port,memdev-driver,region | jq -c '.[] | [.result, .device, .seen]'; chmod 755 t/sys/bus/cxl/drivers
  ["unknown","port1","cannot read whether it has a driver (and 6 more)"]
  ["unknown","mem0","cannot read whether it has a driver (and 3 more)"]
  ["unknown","region0","cannot read whether it has a driver"]
Older kernels may have support for regions, as those of distributions do. Without a CXL device, none is needed.

  $ build kernel-old; version() { echo $1 >t/proc/sys/kernel/osrelease; cxl check --sysroot t --rules kernel-version | jq -r '.[] | "\(.result) \(.seen)"'; }; version 5.14.0-503.el9.x86_64
  warn this kernel cannot create regions of the volatile memory that the memory devices have (needs Linux 6.3)
  $ rm -r t/sys/bus/cxl/drivers/cxl_region t/sys/bus/cxl/devices/region*; version 5.19.0; version 6.3.0; version 6
  fail Linux 5.19 has no support for CXL regions
  warn this kernel cannot create regions of the volatile memory that the memory devices have (needs Linux 6.3)
  pass Linux 6.3
  unknown cannot read the version of the kernel
  $ rm -rf t/sys/bus/{cxl,pci,platform}/devices/*; version 5.19.0
  pass Linux 5.19

Functions without a link, such as integrated ones, are no links that run as they should; 0 is no serial number.

  $ fresh example; seen() { cxl check --sysroot t --rules link,serial 2>/dev/null | jq -r '.[] | "\(.result) \(.seen)"'; }; seen
  pass links at the speed and width that both ends are capable of: 5
  pass memory devices with different serial numbers: 4
  $ at=$(find t/sys/devices -path '*/0000:0d:00.0/max_link_width'); echo 0 >$at; find t/sys/devices -path '*/mem[12]/serial' | while read -r f; do echo 0x0 >$f; done; seen
  pass links at the speed and width that both ends are capable of: 4
  pass memory devices with different serial numbers: 2

Without any ACPI table, which only root can read, it is not known whether there is a CEDT.

  $ build legacy-mode; rm -r t/sys/firmware; acpi() { cxl check --sysroot t --rules acpi 2>/dev/null | jq -r '.[0].seen'; }; acpi; mkdir -p t/sys/firmware/acpi/tables; acpi; : >t/sys/firmware/acpi/tables/CEDT; acpi
  there is no CXL root device
  there is no CXL root device: the firmware has no ACPI table CEDT
  there is no CXL root device: there is no platform device ACPI0017

Devices are asked at the same time, and one that does not reply is not asked again.

  $ for m in mem0 mem1 mem2 mem3; do cxl-sim fault sim $m 0x4200 together 4 --count 1; done; result health
  ["pass",null,"memory devices that report no problem: 4",null]
  $ cxl-sim fault sim mem2 0x4200 timeout; result media-ready,health,alert
  ["unknown","mem2","command 0x4200: timed out","see the kernel log"]
  ["unknown","mem2","command 0x4201: not sent: the device did not reply to an earlier command","see the kernel log"]
  ["pass",null,"memory devices whose media is ready: 4",null]

The commands that are printed repair the modelled system. What was online when the region was disabled stays system RAM.

  $ cxl() { command cxl-sim -C t "$@"; }; unset CXL_SIM; repairs() { for f; do check $f; eval "$(jq -r '.[0].command' out)" >/dev/null 2>&1; check_again; done; }
  $ check_again() { command cxl-sim -C t check --format json >again 2>/dev/null; echo "$(first out): $(first again)"; }
  $ repairs region-disabled decoder-reserved port-unbound alert-late
  region fail region0 cxl enable-region region0: dax warn region0 systemctl reboot
  decoder warn decoder7.0 cxl free-dpa -d decoder7.0 mem3: nothing
  port fail port1 cxl enable-port port1: memdev-driver fail mem0 cxl enable-memdev mem0
  alert warn mem3 cxl set-alert-config mem3 --over-temperature-threshold=80 --over-temperature-alert=on: nothing
  $ unset -f cxl

The configuration of the kernel is also read from /proc/config.gz. One that is damaged or too large is not known.

  $ config() { cxl check --sysroot t --rules kernel-driver | jq -c '.[] | select(.device == "cxl_region") | [.action, .command]'; }
  $ build kernel-option; rm -r t/boot; config
  ["load its module; if there is none, boot a kernel that is built with CONFIG_CXL_REGION","modprobe cxl_core"]
  $ printf 'CONFIG_CXL_BUS=m\n# CONFIG_CXL_REGION is not set\n' | gzip >t/proc/config.gz; config
  ["boot a kernel that is built with CONFIG_CXL_REGION",null]
  $ printf 'CONFIG_CXL_REGION=y\n' | gzip >t/proc/config.gz; config
  ["it is built in, but did not start: see the kernel log",null]
  $ head -c 20 t/proc/config.gz >cut; mv cut t/proc/config.gz; config
  ["load its module; if there is none, boot a kernel that is built with CONFIG_CXL_REGION","modprobe cxl_core"]
  $ (yes CONFIG_CXL_REGION=y | head -c 500000000 | gzip -1 | head -c 900000) >t/proc/config.gz; config
  ["load its module; if there is none, boot a kernel that is built with CONFIG_CXL_REGION","modprobe cxl_core"]

Files that configure the system: modules with "-", rules in several lines, and files that replace others of the same
name. A dump has them.

  $ build cxl-pci-blacklisted; conf() { cxl check --sysroot t --rules kernel-driver | jq -r '.[] | select(.device == "cxl_pci") | .action'; }
  $ modprobe() { rm -rf t/{etc,run,usr/lib}/modprobe.d; mkdir -p t/{etc,run,usr/lib}/modprobe.d; printf "$2\n" >t/$1/modprobe.d/a.conf; conf; }
  $ modprobe usr/lib 'blacklist cxl-pci'; modprobe run '  install\tcxl-pci /usr/bin/false'; modprobe etc '#blacklist cxl_pci\n;blacklist cxl_pci\nblacklist cxl_pci2\nblacklist\nalias cxl_pci /bin/x\ninstall cxl_pci'
  /usr/lib/modprobe.d/a.conf keeps the module cxl_pci from being loaded: replace it by a file of the same name in /etc/modprobe.d, without the line
  /run/modprobe.d/a.conf keeps the module cxl_pci from being loaded: replace it by a file of the same name in /etc/modprobe.d, without the line
  load its module; if there is none, boot a kernel that is built with CONFIG_CXL_PCI
  $ modprobe usr/lib 'blacklist cxl_pci'; ln -s /dev/null t/etc/modprobe.d/a.conf; conf; cxl-sim -C t dump -o masked >/dev/null 2>&1; cxl check --from masked --rules kernel-driver | jq -r '.[] | select(.device == "cxl_pci") | .action'; rm -r masked
  /usr/lib/modprobe.d/a.conf keeps the module cxl_pci from being loaded: replace it by a file of the same name in /etc/modprobe.d, without the line
  load its module; if there is none, boot a kernel that is built with CONFIG_CXL_PCI
  load its module; if there is none, boot a kernel that is built with CONFIG_CXL_PCI
  $ build memory-offline-udev; mkdir -p t/{etc,run}/udev/rules.d; printf 'SUBSYSTEM!="memory", GOTO="end"\nENV{.state}="online"\nATTR{state}=="offline", ATTR{state}="$env{.state}"\nLABEL="end"\n' >t/usr/lib/udev/rules.d/40-hotplug.rules
  $ online() { cxl check $1 --rules memory-block | jq -r '.[0].seen' | sed 's/.*, //'; cxl-sim -C t dump -o d2 >/dev/null 2>&1; cxl check --from d2 --rules memory-block | jq -r '.[0].seen' | sed 's/.*, //'; rm -r d2; }; online '--sysroot t'
  the udev rule is in /usr/lib/udev/rules.d/40-hotplug.rules
  the udev rule is in /usr/lib/udev/rules.d/40-hotplug.rules
  $ mkdir -p t/etc/udev/rules.d; ln -s /dev/null t/etc/udev/rules.d/40-hotplug.rules; online '--sysroot t'; rm t/etc/udev/rules.d/*; echo '# none' >t/etc/udev/rules.d/40-hotplug.rules; online '--sysroot t'
  no udev rule sets memory online
  no udev rule sets memory online
  no udev rule sets memory online
  no udev rule sets memory online
  $ rm -r t/etc/udev t/usr/lib/udev; online '--sysroot t'
  udev rules are not known
  no udev rule sets memory online

Commands that are printed do no more than what they are for. There is no threshold below one of 3 %.

  $ build cxl-pci-blacklisted; cxl check --sysroot t >out; first out | grep -o '/etc/modprobe.d/local.conf'; eval "$(jq -r '.[0].command' out | sed 's,/etc,t/etc,; s/ &&.*//')"; cat t/etc/modprobe.d/local.conf
  /etc/modprobe.d/local.conf
  # disabled for a test
  options cxl_pci dyndbg
  $ jq -r '.[].command // empty' out | grep -E 'region -f|memdev -f'
  [1]
  $ fresh one; rm -r t/sys/bus/cxl/devices/endpoint* t/sys/devices/platform/ACPI0017:00/root0/port1/endpoint*; cxl check --sysroot t --rules memdev-driver | jq -c '.[0] | [.seen, .command]'
  ["it has no endpoint: the ports above it were not found","cxl disable-memdev mem0 && cxl enable-memdev mem0"]
  $ printf 'base sim\ndevice mem3\n\talerts.life_used_critical 3\n\talerts.life_used_warning 4\n' >late; check ./late; jq -c '.[0] | [.rule, .seen, .command]' out
  ["alert","the warning for life used comes too late: at 4%, critical is 3%",null]

A module is named with '-' or '_' in a file. The kernel obeys its own parameter even if the module is named.

  $ build cxl-pci-blacklisted; conf=t/etc/modprobe.d/local.conf; why() { cxl check --sysroot t --rules kernel-driver | jq -c '.[] | [.action, .command]'; }
  $ printf 'blacklist cxl-pci\ninstall cxl-pci /bin/true\noptions cxl-pci x\n' >$conf; why; eval "$(cxl check --sysroot t --rules kernel-driver | jq -r '.[0].command' | sed 's,/etc,t/etc,; s/ &&.*//')"; cat $conf
  ["/etc/modprobe.d/local.conf keeps the module cxl_pci from being loaded: remove the line","sed -Ei '/^\\s*(blacklist|install)\\s+cxl[-_]pci\\b/d' /etc/modprobe.d/local.conf && modprobe cxl_pci"]
  options cxl-pci x
  $ echo 'quiet modprobe.blacklist=a,cxl_pci_x modprobe.blacklist=b,cxl_pci' >t/proc/cmdline; why; echo 'module_blacklist=cxl_pci' >t/proc/cmdline; why; echo 'xmodule_blacklist=cxl_pci module_blacklist modprobe.blacklist=cxl_mem' >t/proc/cmdline; why
  ["the kernel parameter modprobe.blacklist keeps the module cxl_pci from being loaded: remove it from the configuration of the boot loader; until then, load the module","modprobe cxl_pci"]
  ["the kernel parameter module_blacklist keeps the module cxl_pci from being loaded: remove it from the configuration of the boot loader, and boot again",null]
  ["load its module; if there is none, boot a kernel that is built with CONFIG_CXL_PCI","modprobe cxl_pci"]

A kernel parameter is removed in the way of the distribution. Any of several counts.

  $ build firmware-ram-parameter; os() { printf "$1" >t/usr/lib/os-release; cxl check --sysroot t --rules firmware-ram | jq -r '.[0].command'; }
  $ for id in 'NAME="debian"\n' 'ID=ubuntu\nID_LIKE=debian' 'ID="sles"\nID_LIKE="suse"\n' 'ID="rocky"\nID_LIKE="rhel centos fedora"\n' 'ID=arch'; do os "$id"; done
  null
  sed -i 's/nosoftreserve,\?//' /etc/default/grub && update-grub
  sed -i 's/nosoftreserve,\?//' /etc/default/grub && grub2-mkconfig -o /boot/grub2/grub.cfg
  null
  null
  $ echo 'efi=nosoftreserve' >t/proc/cmdline; os 'ID=fedora\n'; echo 'efi=nosoftreserve efi=debug' >t/proc/cmdline; os 'ID=fedora\n'; os 'ID=debian\n'; echo efi=nosoftreserved >t/proc/cmdline; os 'ID=debian\n'
  grubby --update-kernel=ALL --remove-args=efi=nosoftreserve
  null
  sed -i 's/nosoftreserve,\?//' /etc/default/grub && update-grub
  systemctl reboot --firmware-setup

Hostile trees: no name becomes a part of a command, and size costs neither time nor memory.

  $ fresh example; fn=sys/devices/pci0000:de/0000:de:00.0/0000:df:00.0/0000:e0:01.0/0000:e2:00.0
  $ rm -r t/$fn/mem3 t/sys/bus/cxl/devices/mem3; ln -sfn '../../../bus/pci/drivers/x;reboot' t/$fn/driver
  $ mkdir 't/sys/devices/pci0000:de/0;reboot'; echo 0x050210 >'t/sys/devices/pci0000:de/0;reboot/class'; ln -s '../../../devices/pci0000:de/0;reboot' t/sys/bus/pci/devices/0000:e3:00.0
  $ dax=$(dirname "$(find t/sys/devices -name dax0.0)"); mkdir "$dax/dax1;reboot"; echo 4096 >"$dax/dax1;reboot/size"
  $ cxl check --sysroot t | jq -r '.[] | .command // empty' | grep reboot
  [1]
  $ cxl check --sysroot t --rules pci-driver | jq -c '.[] | [.result, .seen, .command]'
  ["warn","this CXL memory device is bound to x;reboot, not to cxl_pci",null]
  $ mkdir -p t/etc/modprobe.d; rm -r t/sys/bus/pci/drivers/cxl_pci; echo 'blacklist cxl_pci' >'t/etc/modprobe.d/a;reboot.conf'; cxl check --sysroot t --rules kernel-driver | jq -c '.[] | [.result, .action, .command]'
  ["fail","/etc/modprobe.d/a;reboot.conf keeps the module cxl_pci from being loaded: remove the line",null]
  $ seq 1 200000 | sed 's/.*/  110000000-18fffffff : Soft Reserved/' >t/proc/iomem; seq 1 200000 | sed 's/.*/<4>cxl 0000:0d:00.0: /' >t/dev/kmsg
  $ (ulimit -t 20; cxl check --sysroot t --rules firmware-ram,soft-reserved | jq -c '.[] | [.result, .seen]')
  ["unknown","cannot read the addresses in /proc/iomem: File too large"]
  ["unknown","cannot read the addresses in /proc/iomem: File too large"]
  $ seq 1 9999 | sed 's/.*/  110000000-18fffffff : Soft Reserved/' >t/proc/iomem; (ulimit -t 20; cxl check --sysroot t --rules soft-reserved | jq length)
  9999

So do numbers of devices and problems, and a long log, of which the newest lines count.

  $ python3 - <<END
  > import os
  > n, top = 30000, 'many/sys/devices/pci0000:00'
  > for d in ('many/sys/bus/cxl/devices', 'many/sys/bus/pci/devices', 'many/dev'):
  >     os.makedirs(d)
  > for i in range(n):
  >     address = '%04x:00:%02x.%x' % (i >> 8, i >> 3 & 31, i & 7)
  >     os.makedirs(f'{top}/{address}/mem{i}')
  >     os.symlink(f'../../../devices/pci0000:00/{address}/mem{i}', f'many/sys/bus/cxl/devices/mem{i}')
  >     os.symlink(f'../../../devices/pci0000:00/{address}', f'many/sys/bus/pci/devices/{address}')
  >     open(f'{top}/{address}/class', 'w').write('0x050210\n')
  > with open('many/dev/kmsg', 'w') as f:
  >     f.writelines('4,1,1,-;cxl_mem mem%d: %s\n' % (i, 'x' * 400) for i in range(n))
  > END
  $ (ulimit -t 60; cxl check --sysroot many 2>/dev/null >out; echo $?); jq -r '.[] | select(.rule == "memdev-driver") | .seen' out | grep -c '^it has no driver'; (ulimit -t 60; cxl check --sysroot many --rules memdev-driver 2>/dev/null) | jq -r '.[] | select(.device == "mem29999") | .seen' | grep -o 'the kernel: cxl_mem mem29999'; rm -r many
  1
  30000
  the kernel: cxl_mem mem29999
