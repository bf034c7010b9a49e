# SPDX-License-Identifier: GPL-2.0-only
Details of the rules of "cxl check" that no build in test/data/check depends on; see check.t for their format.

  $ . "$TESTS/broken-systems.sh"
  $ found() { cxl check --sysroot t --rules $1 2>/dev/null | jq -c ".[] | $2"; }; result='[.result, .device, .seen]'

Of under-temperature, a warning comes before the critical value if it is higher.

  $ printf 'device mem3\n\talerts.under_temperature_warning -20\n' >devices; cxl-sim new cold --devices devices >/dev/null; cxl-sim -C cold check --rules alert | jq -c '.[] | [.device, .seen, .command]'
  ["mem3","the warning for device under-temperature comes too late: at -20 degrees Celsius, critical is -10 degrees Celsius","cxl set-alert-config mem3 --under-temperature-threshold=-5 --under-temperature-alert=on"]

Of under-temperature, 0 is a critical value as well.

  $ cold() { printf "device mem3\n\talerts.under_temperature_critical $1\n\talerts.under_temperature_warning $2\n" >devices; rm -rf cold; cxl-sim new cold --devices devices >/dev/null; cxl-sim -C cold check --rules alert | jq -c '.[] | [.result, .seen, .command]'; }; cold 0 -5; cold 0 5
  ["warn","the warning for device under-temperature comes too late: at -5 degrees Celsius, critical is 0 degrees Celsius","cxl set-alert-config mem3 --under-temperature-threshold=5 --under-temperature-alert=on"]
  ["pass","memory devices whose warnings come before critical values: 4",null]

Windows of which it cannot be read whether they allow volatile memory may allow it.

  $ fresh example; for f in $(cd t && ls -d sys/bus/cxl/devices/decoder0.*/cap_ram); do echo 0 >t/$f; done; found window '[.result, .device]'; f=t/sys/bus/cxl/devices/decoder0.0/cap_ram; rm $f; mkdir $f; found window "$result"
  ["warn",null]
  ["unknown",null,"cannot read whether a window allows volatile memory"]

Older kernels of distributions that have regions of volatile memory hide the attribute of windows that do not allow it.

  $ build kernel-old; found kernel-version .result; echo 0 >t/sys/bus/cxl/devices/decoder0.0/cap_ram; found kernel-version .result
  "warn"
  "pass"

System RAM inside of a region is that of the region.

  $ iomem() { printf "$1" >t/proc/iomem; found firmware-ram '[.result, .device]'; }; fresh example
  $ iomem '110000000-50fffffff : CXL Window 0\n  110000000-18fffffff : region0\n    110000000-18fffffff : System RAM\n'; iomem '110000000-50fffffff : CXL Window 0\n  110000000-18fffffff : System RAM\n'
  ["pass",null]
  ["warn","decoder0.0"]

All occurrences of the kernel parameter efi= count.

  $ build firmware-ram-parameter; cmdline() { echo "$1" >t/proc/cmdline; cxl check --sysroot t --rules firmware-ram | jq -r '.[0].command' | cut -d ' ' -f 1; }; cmdline 'efi=debug efi=nosoftreserve'; cmdline 'efi=nosoftreserve efi=debug'; cmdline 'myefi=nosoftreserve'
  sed
  sed
  systemctl

A module can be loaded if the kernel was built with it.

  $ build kernel-option; rm -rf t/boot; echo CONFIG_CXL_REGION=m | gzip >t/proc/config.gz; found kernel-driver 'select(.device == "cxl_region") | [.action, .command]'
  ["load its module","modprobe cxl_core"]

What a missing driver causes is solved as the driver is: a kernel that is built without it cannot load it.

  $ without() { mkdir -p t/proc/sys/kernel t/boot; echo 7.2.12 >t/proc/sys/kernel/osrelease; echo "# $1 is not set" >t/boot/config-7.2.12; found kernel-driver,$2 '[.rule, .action, .command]'; }
  $ build acpi-unbound; rm -r t/sys/bus/platform/drivers/cxl_acpi; without CONFIG_CXL_ACPI acpi
  ["kernel-driver","boot a kernel that is built with CONFIG_CXL_ACPI",null]
  ["acpi","solve the problem of the rule kernel-driver first",null]
  $ build pci-unbound; rm -r t/sys/bus/pci/drivers/cxl_pci; without CONFIG_CXL_PCI pci-driver
  ["kernel-driver","boot a kernel that is built with CONFIG_CXL_PCI",null]
  ["pci-driver","solve the problem of the rule kernel-driver first",null]
  $ build dax-driver-missing; without CONFIG_DEV_DAX_CXL dax
  ["kernel-driver","boot a kernel that is built with CONFIG_DEV_DAX_CXL",null]
  ["dax","solve the problem of the rule kernel-driver first",null]
  ["dax","solve the problem of the rule kernel-driver first",null]

A driver that is built in is no module that a file or a parameter keeps from being loaded.

  $ built_in() { mkdir -p t/proc/sys/kernel t/boot; echo 7.2.12 >t/proc/sys/kernel/osrelease; echo CONFIG_CXL_PCI=y >t/boot/config-7.2.12; found kernel-driver "[.action, .command]"; }
  $ for f in cxl-pci-blacklisted cxl-pci-parameter; do build $f; built_in; done
  ["it is built in, but did not start: see the kernel log",null]
  ["it is built in, but did not start: see the kernel log",null]

rasdaemon records events, too.

  $ fresh one; mkdir -p t/usr/lib/systemd/system t/etc/systemd/system/multi-user.target.wants; found monitor .result; ln -s /usr/lib/systemd/system/rasdaemon.service t/etc/systemd/system/multi-user.target.wants; found monitor .result; echo '[Unit]' >t/usr/lib/systemd/system/rasdaemon.service; found monitor "$result"
  "info"
  "info"
  ["pass",null,"a service that records the events of devices is enabled"]

A unit may be enabled below /usr/lib, and one that is masked does not run.

  $ monitor() { found monitor '[.result, .command]'; }; u=systemd/system; unit=$u/cxl-monitor.service; wants=$u/multi-user.target.wants
  $ fresh one; mkdir -p t/usr/lib/$wants t/{etc,run}/$wants; echo '[Unit]' >t/usr/lib/$unit; monitor; ln -s ../cxl-monitor.service t/usr/lib/$wants; monitor; ln -s /dev/null t/etc/$unit; monitor; rm t/etc/$unit; : >t/run/$unit; monitor; rm t/run/$unit t/usr/lib/$unit; monitor
  ["info","systemctl enable --now cxl-monitor.service"]
  ["pass",null]
  ["info","systemctl unmask cxl-monitor.service && systemctl enable --now cxl-monitor.service"]
  ["info","systemctl unmask cxl-monitor.service && systemctl enable --now cxl-monitor.service"]
  ["warn",null]
  $ rm t/usr/lib/$wants/*; ln -s ../rasdaemon.service t/run/$wants; echo '[Unit]' >t/usr/lib/$u/rasdaemon.service; monitor; ln -s /dev/null t/run/$u/rasdaemon.service; monitor
  ["pass",null]
  ["info",null]

Of the kernel log, the last line about a device is quoted.

  $ build region-disabled; printf '4,1,1,-;cxl_region region0: first\n4,2,2,-;cxl_region region0: second\n4,3,3,-;cxl_region region01: third\n' >t/dev/kmsg; cxl-sim -C t check --rules region | jq -r '.[].seen'
  it has no driver (cxl_region): its memory cannot be used; the kernel: cxl_region region0: second

What is wrong with the decoders of a port follows from those of an endpoint.

  $ build decoder-committed; found decoder '[.device, .caused_by, .caused_by_device]'
  ["decoder2.2",null,null]
  ["decoder1.2","decoder","decoder2.2"]

A port without driver is the cause for the memory devices below it only.

  $ fresh example; for d in mem0 mem2 port5; do rm t/sys/bus/cxl/devices/$d/driver t/sys/bus/cxl/drivers/*/$d; done; found port,memdev-driver '[.device, .caused_by_device]'
  ["port5",null]
  ["mem0",null]
  ["mem2","port5"]

One offline memory block is enough.

  $ fresh example; b=$(ls -d t/sys/devices/system/memory/memory[0-9]* | tail -n 1); for b in t/sys/devices/system/memory/memory[0-9]*; do grep -q online $b/state && break; done; echo offline >$b/state; cxl check --sysroot t --rules memory-block | jq -r '.[].seen' | cut -d ';' -f 1
  1 of 16 memory blocks are offline

A device that has nothing to do with a problem is not named as its cause: a decoder of a port has that of the same
addresses below it, and a target that is missing may be any device.

  $ cause='[.device, .caused_by, .caused_by_device]'; commit() { printf '0x%x\n' $2 >$1/start; echo 0x10000000 >$1/size; printf '%x\n' $(($(cat $1/../decoders_committed) + 1)) >$1/../decoders_committed; }
  $ fresh example; root=t/sys/devices/platform/ACPI0017:00/root0; commit $root/port1/endpoint3/decoder3.1 0x190000000; commit $root/port1/decoder1.1 0x190000000; commit $root/port2/decoder2.0 0x190000000; found decoder "$cause"
  ["decoder3.1",null,null]
  ["decoder1.1","decoder","decoder3.1"]
  ["decoder2.0",null,null]
  $ echo 0x1a0000000 >$root/port1/decoder1.1/start; found decoder 'select(.device == "decoder1.1") | .caused_by_device'; rm $root/port1/decoder1.1/start; found decoder 'select(.device == "decoder1.1") | .caused_by_device'
  null
  null
  $ build region-incomplete; rm t/sys/bus/cxl/devices/mem3/driver; found memdev-driver,region "$cause"
  ["mem3",null,null]
  ["region0",null,null]
  $ build port-unbound; rm t/sys/bus/cxl/devices/mem3/driver; found port,memdev-driver "$cause"
  ["port1",null,null]
  ["mem0","port","port1"]
  ["mem1","port","port1"]
  ["mem3",null,null]
  $ fresh example; rm t/sys/bus/cxl/devices/dax_region0; printf '210000000-21fffffff : System RAM\n' >t/proc/iomem; found firmware-ram,dax "$cause"; printf '180000000-18fffffff : System RAM\n' >t/proc/iomem; found firmware-ram,dax "$cause"
  ["decoder0.1",null,null]
  ["region0",null,null]
  ["decoder0.0",null,null]
  ["region0","firmware-ram","decoder0.0"]

Reserved memory that is in use by no region: the cause is a driver that all devices need, the decoder with the same
addresses, or the only device below the window whose decoders cannot be seen.

  $ reserved() { printf "1000-7fffffff : System RAM\n$1-$2 : Soft Reserved\n" >t/proc/iomem; found kernel-driver,port,pci-driver,pci-memdev,memdev-driver,decoder,soft-reserved 'select(.rule == "soft-reserved") | [.caused_by, .caused_by_device, .action]'; }
  $ fresh example; rm -r t/sys/bus/cxl/drivers/cxl_nvdimm; reserved 190000000 19fffffff; commit $root/port1/endpoint3/decoder3.1 0x190000000; reserved 190000000 19fffffff; reserved 1a0000000 1afffffff
  [null,null,"load the driver of soft reserved memory, which makes it a DAX device"]
  ["decoder","decoder3.1","solve the problem of the rule decoder first"]
  [null,null,"load the driver of soft reserved memory, which makes it a DAX device"]
  $ rm -r t/sys/bus/cxl/drivers/cxl_region; reserved 1a0000000 1afffffff
  ["kernel-driver","cxl_region","solve the problem of the rule kernel-driver first"]
  $ fresh example; rm t/sys/bus/cxl/devices/mem3/driver; reserved 190000000 19fffffff; reserved 220000000 22fffffff; rm t/sys/bus/cxl/devices/mem2/driver; reserved 220000000 22fffffff
  [null,null,"load the driver of soft reserved memory, which makes it a DAX device"]
  ["memdev-driver","mem3","solve the problem of the rule memdev-driver first"]
  [null,null,"load the driver of soft reserved memory, which makes it a DAX device"]
  $ build pci-unbound; reserved 190000000 19fffffff; reserved 220000000 22fffffff
  [null,null,"load the driver of soft reserved memory, which makes it a DAX device"]
  ["pci-memdev","0000:e2:00.0","solve the problem of the rule pci-memdev first"]

Devices without mailbox are not counted as devices without a problem.

  $ mailbox() { found health,alert,media-ready '[.rule, .result, .device, .seen]'; }; cxl() { command cxl-sim -C t "${@:1:1}" "${@:4}"; }
  $ fresh example; for m in mem0 mem1 mem2 mem3; do rm t/sys/bus/cxl/devices/$m/payload_max; cxl-sim fault t $m 0x4200 errno ENXIO; cxl-sim fault t $m 0x4201 errno ENXIO; [ $m = mem2 ] && mailbox; done; mailbox; unset -f cxl
  ["health","info","mem0","it has no mailbox (and 2 more)"]
  ["alert","info","mem0","it has no mailbox (and 2 more)"]
  ["media-ready","pass",null,"memory devices whose media is ready: 4"]
  ["health","pass",null,"memory devices that report no problem: 1"]
  ["alert","pass",null,"memory devices whose warnings come before critical values: 1"]
  ["health","info","mem0","it has no mailbox (and 3 more)"]
  ["alert","info","mem0","it has no mailbox (and 3 more)"]
  ["media-ready","pass",null,"memory devices whose media is ready: 4"]

What is counted has been read: DAX devices with memory blocks, and regions whose attributes can be read.

  $ fresh pmem; found dax,memory-block '[.result, .seen]'; rm $(find t/sys/devices -path '*/dax0.0/driver'); ln -s ../../../../../../../bus/dax/drivers/device_dax $(find t/sys/devices -name dax0.0)/driver; found dax,memory-block '[.result, .seen]'
  ["warn","2 of 2 memory blocks are offline; auto_online_blocks is offline, udev rules are not known"]
  ["pass","DAX devices with a driver and a NUMA node: 1"]
  ["pass","DAX devices with a driver and a NUMA node: 1"]
  ["pass","DAX devices that are memory of the system, with all blocks online: 0"]
  $ fresh example; rm t/sys/bus/cxl/devices/dax_region0; f=t/sys/bus/cxl/devices/region0/mode; rm $f; mkdir $f; found dax '[.result, .device, .seen]'
  ["unknown","region0","cannot read the attributes of region0: Is a directory"]
  $ fresh example; found interleave-link '[.result, .seen]'
  ["pass","interleaved regions whose memory devices have links of the same bandwidth: 1"]

The driver cxl_acpi binds to the platform device of ACPI0017. Without it, as if the firmware disables it, there is
nothing to bind.

  $ build legacy-mode; mkdir -p t/sys/bus/acpi/devices/ACPI0017:00 t/sys/bus/platform/devices; rm -rf t/sys/bus/platform/drivers/cxl_acpi; root='[.rule, .seen, .command]'; found acpi,kernel-driver "$root"
  ["acpi","there is no CXL root device: there is no platform device ACPI0017","systemctl reboot --firmware-setup"]
  ["kernel-driver","drivers that the devices need: 4, all of them are there",null]
  $ rmdir t/sys/bus/platform/devices; found acpi .seen; mkdir -p t/sys/bus/platform/devices/ACPI0017:00 t/sys/bus/platform/drivers/cxl_acpi; found acpi "$root"
  "there is no CXL root device"
  ["acpi","there is no CXL root device: ACPI0017 has no driver","echo ACPI0017:00 >/sys/bus/platform/drivers/cxl_acpi/bind"]

Parameters of the kernel command line count as the kernel and modprobe read them: names of modules with '_' only, lists
with commas only, and the last module_blacklist.

  $ blocked() { for line; do echo "$line" >t/proc/cmdline; echo "$line: $(found kernel-driver 'select(.device == "cxl_pci") | .action' | grep -o '[a-z_.]*blacklist' || echo no)"; done; }; build cxl-pci-missing
  $ blocked module_blacklist={cxl_pci,cxl-pci,'a,,cxl_pci',cxl_pci.ko} 'module-blacklist=a,cxl_pci' 'module_blacklist="a b,cxl_pci" quiet' '"module_blacklist=cxl_pci"' 'module_blacklist="cxl_pci b"'
  module_blacklist=cxl_pci: module_blacklist
  module_blacklist=cxl-pci: no
  module_blacklist=a,,cxl_pci: module_blacklist
  module_blacklist=cxl_pci.ko: no
  module-blacklist=a,cxl_pci: module_blacklist
  module_blacklist="a b,cxl_pci" quiet: module_blacklist
  "module_blacklist=cxl_pci": module_blacklist
  module_blacklist="cxl_pci b": no
  $ blocked 'module_blacklist=cxl_pci module_blacklist=b' 'module_blacklist=b module_blacklist=cxl_pci' 'quiet -- module_blacklist=cxl_pci' 'module_blacklist'
  module_blacklist=cxl_pci module_blacklist=b: no
  module_blacklist=b module_blacklist=cxl_pci: module_blacklist
  quiet -- module_blacklist=cxl_pci: no
  module_blacklist: no
  $ blocked modprobe.blacklist={cxl_pci,cxl-pci,'"a,cxl_pci"'} 'modprobe.blacklist=cxl_pci modprobe.blacklist=b' 'quiet -- modprobe.blacklist=cxl_pci'
  modprobe.blacklist=cxl_pci: modprobe.blacklist
  modprobe.blacklist=cxl-pci: no
  modprobe.blacklist="a,cxl_pci": no
  modprobe.blacklist=cxl_pci modprobe.blacklist=b: modprobe.blacklist
  quiet -- modprobe.blacklist=cxl_pci: modprobe.blacklist

A file that links to one that was not captured may be anything. One that links to /dev/null has nothing.

  $ build cxl-pci-missing; mkdir -p t/etc/modprobe.d; load() { found kernel-driver 'select(.device == "cxl_pci") | .action'; cxl-sim -C t dump -o d >/dev/null 2>&1; command cxl check --from d --rules kernel-driver | jq -r '.[] | select(.device == "cxl_pci") | .action'; rm -r d; }
  $ ln -s /dev/null t/etc/modprobe.d/a.conf; load; ln -s /opt/b.conf t/etc/modprobe.d/b.conf; load; echo 'blacklist cxl_pci' >t/etc/modprobe.d/c.conf; load
  "load its module; if there is none, boot a kernel that is built with CONFIG_CXL_PCI"
  load its module; if there is none, boot a kernel that is built with CONFIG_CXL_PCI
  "load its module; if there is none, boot a kernel that is built with CONFIG_CXL_PCI; whether a file in modprobe.d prevents that is not known"
  load its module; if there is none, boot a kernel that is built with CONFIG_CXL_PCI; whether a file in modprobe.d prevents that is not known
  "/etc/modprobe.d/c.conf keeps the module cxl_pci from being loaded: remove the line"
  /etc/modprobe.d/c.conf keeps the module cxl_pci from being loaded: remove the line

A command line that cannot be read, or is too long, may have any parameter.

  $ long() { printf '%5000s quiet\n' '' >t/proc/cmdline; }; build cxl-pci-missing; long; load; rm t/proc/cmdline; mkdir -p t/etc/modprobe.d; ln -s /opt/b.conf t/etc/modprobe.d; load
  "load its module; if there is none, boot a kernel that is built with CONFIG_CXL_PCI; whether a kernel parameter prevents that is not known"
  load its module; if there is none, boot a kernel that is built with CONFIG_CXL_PCI; whether a kernel parameter prevents that is not known
  "load its module; if there is none, boot a kernel that is built with CONFIG_CXL_PCI; whether a file in modprobe.d or a kernel parameter prevents that is not known"
  load its module; if there is none, boot a kernel that is built with CONFIG_CXL_PCI; whether a file in modprobe.d or a kernel parameter prevents that is not known
  $ build firmware-ram; found firmware-ram .action; long; found firmware-ram .action,.command; rm t/proc/cmdline; found firmware-ram .action
  "the firmware declares it as conventional memory: it works, but cannot be a DAX device; select \"specific purpose memory\" for CXL in the firmware setup"
  "the firmware declares it as conventional memory, or the kernel parameter efi=nosoftreserve makes the kernel use it as such: which one is not known"
  null
  "the firmware declares it as conventional memory, or the kernel parameter efi=nosoftreserve makes the kernel use it as such: which one is not known"

Of the commands that modprobe runs in place of loading the module, those count that do nothing.

  $ build cxl-pci-missing; mkdir -p t/etc/modprobe.d; for e in /bin/false '/usr/bin/true --' false '/usr/bin/modprobe -i cxl_pci' '/bin/sh -c "modprobe -i cxl_pci"' ''; do
  >     echo "install cxl-pci $e" >t/etc/modprobe.d/a.conf; found kernel-driver 'select(.device == "cxl_pci") | .action' | cut -c-40; done
  "/etc/modprobe.d/a.conf keeps the module
  "/etc/modprobe.d/a.conf keeps the module
  "/etc/modprobe.d/a.conf keeps the module
  "load its module; if there is none, boot
  "load its module; if there is none, boot
  "load its module; if there is none, boot

Files of packages are not changed. A kernel parameter is removed where it is only.

  $ build cxl-pci-missing; mkdir -p t/usr/lib/modprobe.d; printf 'options a b\nblacklist cxl-pci\n' >t/usr/lib/modprobe.d/a.conf; command=$(found kernel-driver 'select(.device == "cxl_pci") | .command' | jq -r .); echo "$command"
  mkdir -p /etc/modprobe.d && sed -E '/^\s*(blacklist|install)\s+cxl[-_]pci\b/d' /usr/lib/modprobe.d/a.conf >/etc/modprobe.d/a.conf && modprobe cxl_pci
  $ eval "$(echo "$command" | sed 's,/etc,t/etc,g; s,/usr,t/usr,; s/ && modprobe.*//')"; cat t/etc/modprobe.d/a.conf; found kernel-driver 'select(.device == "cxl_pci") | .command'
  options a b
  "modprobe cxl_pci"
  $ build firmware-ram-parameter; mkdir -p t/etc/default; for e in nosoftreserve none; do echo "GRUB_CMDLINE_LINUX=efi=$e" >t/etc/default/grub; found firmware-ram .command; done
  "sed -i 's/nosoftreserve,\\?//' /etc/default/grub && update-grub"
  null

A configuration of the kernel that is empty or cut does not tell what is not in it.

  $ build cxl-pci-missing; mkdir -p t/proc/sys/kernel t/boot t/usr/lib/modules/7.2.12; echo 7.2.12 >t/proc/sys/kernel/osrelease; config() { printf "$1" >t/boot/config-7.2.12; found kernel-driver 'select(.device == "cxl_pci") | .action'; }
  $ for text in '' 'CONFIG_CXL_BUS=m\n' 'CONFIG_CXL_PCI=' '# CONFIG_CXL_PCI is no' '# CONFIG_CXL_PCI_X is not set\n'; do config "$text"; done
  "load its module; if there is none, boot a kernel that is built with CONFIG_CXL_PCI"
  "load its module; if there is none, boot a kernel that is built with CONFIG_CXL_PCI"
  "load its module; if there is none, boot a kernel that is built with CONFIG_CXL_PCI"
  "load its module; if there is none, boot a kernel that is built with CONFIG_CXL_PCI"
  "load its module; if there is none, boot a kernel that is built with CONFIG_CXL_PCI"
  $ end='# end of Kernel hacking\n'; config "CONFIG_CXL_BUS=m\n$end"; config '# CONFIG_CXL_PCI is not set\n'; config "CONFIG_CXL_PCI=m\n$end"; : >t/usr/lib/modules/7.2.12/config; config '# CONFIG_CXL_PCI is not set\n'
  "boot a kernel that is built with CONFIG_CXL_PCI"
  "boot a kernel that is built with CONFIG_CXL_PCI"
  "load its module"
  "boot a kernel that is built with CONFIG_CXL_PCI"
