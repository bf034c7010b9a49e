# SPDX-License-Identifier: GPL-2.0-only
"cxl check --from": a dump of a broken system has what is needed to find the same problem first.

  $ . "$TESTS/broken-systems.sh"; make_bases
  $ count=0; for f in "$TESTS"/data/check/*; do build "$(sed -n 's/^base //p' "$f")" "$f"; rm -rf d; cxl-sim -C t dump -o d >/dev/null 2>&1; cxl check --from d >out 2>err
  >   diff <(sed -n 's/^first //p' $f) <(first out) >diff || { echo "${f##*/}:"; cat diff err; }; count=$((count + 1)); done; echo $count
  44

What an ordinary user cannot read is not missing: no ACPI table is in such a dump.

  $ build example "$TESTS/data/check/legacy-mode"; rm -rf d; cxl-sim -C t dump -o d >/dev/null 2>&1; seen() { cxl check "$@" --rules acpi | jq -r '.[0].seen'; }; seen --sysroot t; seen --from d; mkdir -p d/sys/firmware/acpi/tables; seen --from d
  there is no CXL root device: the firmware has no ACPI table CEDT
  there is no CXL root device
  there is no CXL root device: the firmware has no ACPI table CEDT
