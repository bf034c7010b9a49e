# SPDX-License-Identifier: GPL-2.0-only
"cxl check" of systems that are broken in one way (test/data/check): the cause is found first, on the system itself and
in a dump of it.

  $ . "$TESTS/broken-systems.sh"
  $ dump() { rm -rf d; cxl-sim -C t dump -o d >/dev/null 2>&1; }
  $ mkdir found dumped; for f in "$TESTS"/data/check/*; do name=${f##*/}; check $name; mv out found/$name; first=$(grep '^first ' $f); echo "$name $status ${first#first }" >>want
  >   dump; cxl check --from d >dumped/$name 2>err; [ $? = $status ] || { echo "dump of $name: another exit status"; cat err; }
  >   jq -e --slurpfile o dumped/$name '.result == $o[0]' d/check.json >/dev/null || echo "$name: check.json"
  >   case $name in cxl-pci-missing|memdev-unbound|region-disabled|link-degraded|media-not-ready|health-critical|alert-late) cp d/report.html $name.html; esac; done
  $ (cd found && first *) | diff want -; (cd dumped && first *) | diff want -; wc -l <want
  44

The page of a dump has it, too; what is wrong with the health of a device is there once.

  $ for p in *.html; do echo "== $p"; python3 "$TESTS/report-page" $p problems </dev/null | grep -v '^unknown'; done
  == alert-late.html
  attention mem3: the warning for device over-temperature comes too late: at 90 degrees Celsius, critical is 85 degrees Celsius; set a threshold that is reached before the critical one: cxl set-alert-config mem3 --over-temperature-threshold=80 --over-temperature-alert=on
  == cxl-pci-missing.html
  critical cxl_pci: the driver of CXL memory devices on PCI is missing; load its module; if there is none, boot a kernel that is built with CONFIG_CXL_PCI: modprobe cxl_pci
  == health-critical.html
  critical mem2: hardware replacement needed: move the data and replace the device
  == link-degraded.html
  attention mem0: its link runs at 32.0 GT/s x8; both ends are capable of 32.0 GT/s x16; disable what uses the device, and train the link again; if it stays, check the slot, riser and cable, and limits in the firmware setup: setpci -s 0000:0c:00.0 CAP_EXP+10.w=20:20
  == media-not-ready.html
  critical mem1: media not ready: wait, and reset the device if this persists
  critical mem1: its media is not ready, according to its health; wait until the device is ready, then bind its driver again; for slow media, raise the parameter media_ready_timeout of cxl_core: cxl disable-memdev mem1 && echo 0000:0e:00.0 >/sys/bus/pci/drivers/cxl_pci/unbind && echo 0000:0e:00.0 >/sys/bus/pci/drivers/cxl_pci/bind
  == memdev-unbound.html
  attention mem0: it has no driver (cxl_mem): its memory cannot be used; bind it to its driver; if that fails, the kernel log has the reason: cxl enable-memdev mem0
  attention dax1.0: 4 of 4 memory blocks are offline; auto_online_blocks is offline, no udev rule sets memory online; set them online; for new memory, write online_movable to auto_online_blocks in /sys/devices/system/memory, or use the kernel parameter memhp_default_state: daxctl online-memory dax1.0
  == region-disabled.html
  attention region0: it has no driver (cxl_region): its memory cannot be used; enable it: cxl enable-region region0

What an ordinary user cannot read is not missing: no ACPI table is in such a dump.

  $ build legacy-mode; dump; cxl check --from d --rules acpi | jq -r '.[0].seen'
  there is no CXL root device

What is not known is not told by this dump, or by the files that were captured.

  $ for from in '--sysroot t' '--from d'; do cxl check $from --rules monitor | jq -r '.[] | "\(.seen): \(.action)"'; done; jq -r '.result[] | select(.rule == "monitor") | .action' d/check.json
  cannot read the units of systemd: the captured files do not tell it
  cannot read the units of systemd: this dump does not tell it
  this dump does not tell it
