# SPDX-License-Identifier: GPL-2.0-only
Details of dumps and their pages: more than in dump.t and report.t.

  $ cxl-sim new sim >/dev/null; export CXL_SIM=$PWD/sim; page() { python3 "$TESTS/report-page" "$1/report.html" "${@:2}" </dev/null; }

A section with a file that is truncated, and another one that is denied, is denied; the page names the first file.

  $ cp -r sim other; mkdir -p other/sys/module/cxl_{core,pci}; rm -f other/sys/module/cxl_{core,pci}/version; head -c 70000 /dev/zero >other/sys/module/cxl_core/version; echo 1 >other/sys/module/cxl_pci/version
  $ modules() { rm -rf r; CXL_SIM=$PWD/other cxl-sim dump mem0 -o r >/dev/null 2>&1; page r table incomplete | grep '^modules' | sed -n 1p | cut -d '|' -f 3,7 | sed 's/of [0-9]*/of N/'; }; modules
  truncated|1 of N files, first sys/module/cxl_core/version
  $ echo 'sys/module/cxl_pci/version EACCES' >>other/state/errors; modules
  denied|2 of N files, first sys/module/cxl_core/version

Of a long value of a Feature, the page has the bytes from the first difference on. Sizes of Features are numbers.

  $ cxl-sim get-feature mem3 a4c9 >value.json; hex=$(jq -r '.. | .data? // empty' value.json | sed -n 1p); echo ${#hex}
  600
  $ new=${hex:0:400}ff${hex:402}; printf "$(sed 's/../\\x&/g' <<<"$new")" >value; cxl-sim set-feature mem3 a4c9 -i value --yes >/dev/null; cxl-sim dump mem3 -o d >/dev/null
  $ page d table features | cut -d '|' -f 3-5 | diff - <(echo 'field|current|default'; echo "data|byte 200: ${new:400:32}...|byte 200: ${hex:400:32}...")
  $ page d table section-features | sed -n 1p | cut -d '|' -f 4,5; page d table section-features | sed 1d | cut -d '|' -f 4,5 | diff - <(jq -r '.result[].features[] | "\(.get_size)|\(.set_size // "-")"' d/memdevs/mem3/features.json)
  get size|set size
