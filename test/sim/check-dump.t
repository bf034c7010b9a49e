# SPDX-License-Identifier: GPL-2.0-only
"cxl check --from": a dump of a broken system has what is needed to find the same problem first.

  $ . "$TESTS/broken-systems.sh"; make_bases
  $ count=0; for f in "$TESTS"/data/check/*; do build "$(sed -n 's/^base //p' "$f")" "$f"; rm -rf d; cxl-sim -C t dump -o d >/dev/null 2>&1; cxl check --from d >out 2>err
  >   diff <(sed -n 's/^first //p' $f) <(first out) >diff || { echo "${f##*/}:"; cat diff err; }; count=$((count + 1)); done; echo $count
  44

The page of a dump has it, too, except for what devices reply.

  $ page() { python3 "$TESTS/report-page" d/report.html problems </dev/null; }; report() { f=$TESTS/data/check/$1; build "$(sed -n 's/^base //p' "$f")" "$f"; rm -rf d; cxl-sim -C t dump -o d >/dev/null 2>&1; page | grep -v '^unknown'; }
  $ for f in cxl-pci-missing memdev-unbound region-disabled link-degraded; do echo "== $f"; report $f; done
  == cxl-pci-missing
  critical cxl_pci: the driver of CXL memory devices on PCI is missing; load its module; if there is none, boot a kernel that is built with CONFIG_CXL_PCI: modprobe cxl_pci
  == memdev-unbound
  critical mem0: it has no driver (cxl_mem): its memory cannot be used; bind it to its driver; if that fails, the kernel log has the reason: cxl enable-memdev mem0
  attention dax1.0: 4 of 4 memory blocks are offline; auto_online_blocks is offline, udev rules are not known; set them online; for new memory, write online_movable to auto_online_blocks in /sys/devices/system/memory, or use the kernel parameter memhp_default_state: daxctl online-memory dax1.0
  == region-disabled
  critical region0: it has no driver (cxl_region): its memory cannot be used; enable it: cxl enable-region region0
  == link-degraded
  attention mem0: its link runs at 32.0 GT/s x8; both ends are capable of 32.0 GT/s x16; disable what uses the device, and train the link again; if it stays, check the slot, riser and cable, and limits in the firmware setup: setpci -s 0000:0c:00.0 CAP_EXP+10.w=20:20

What an ordinary user cannot read is not missing: no ACPI table is in such a dump.

  $ build example "$TESTS/data/check/legacy-mode"; rm -rf d; cxl-sim -C t dump -o d >/dev/null 2>&1; seen() { cxl check "$@" --rules acpi | jq -r '.[0].seen'; }; seen --sysroot t; seen --from d; mkdir -p d/sys/firmware/acpi/tables; seen --from d
  there is no CXL root device: the firmware has no ACPI table CEDT
  there is no CXL root device
  there is no CXL root device: the firmware has no ACPI table CEDT
