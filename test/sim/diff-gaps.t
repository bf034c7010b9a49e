# SPDX-License-Identifier: GPL-2.0-only
What a dump does not have, or may not have: more than in diff.t.

  $ cxl-sim new sim >/dev/null; export CXL_SIM=$PWD/sim; cxl-sim dump -o d >/dev/null
  $ rows() { jq -r '.[] | [.device, .area, .kind, .what, .reason // "-"] | join(" ")'; }; compare() { cxl diff "$@" >out 2>err; echo "exit $?"; rows <out; cat err; }
  $ copy() { rm -rf $1; cp -a d $1; chmod -R u+rw $1; }; edit() { jq "$2" $1/manifest.json >new.json && cp new.json $1/manifest.json; }

A region without an address is the same, whichever side lacks it.

  $ copy user; edit user '.uid = 1000'; rm "$(find user/sys/devices -path '*/region0/resource')"; compare user d 2>&1 | grep region; compare d user | grep region
  region0 region unknown resource not collected by root
  region0 region unknown resource not collected by root

Of several sections, all must be complete, or denied to the user; the replies that are there are compared all the same.

  $ result() { edit gaps "(.sections[] | select(.memdev == \"mem1\" and .section == \"$1\")).result = \"$2\""; }
  $ copy gaps; result features timeout; result edac denied; compare d gaps; copy gaps; result features denied; result edac denied; compare d gaps
  exit 2
  mem1 feature unknown list-features timeout when the dump was collected
    Warning: 1 value could not be compared, see 'reason'
  exit 0

Without a user ID in the manifest, it is not known whether root has collected it.

  $ for uid in 'del(.uid)' '.uid = "0"' '.uid = -1'; do copy who; edit who "$uid"; compare d who; done | sort | uniq -c
        3   Warning: who: cannot be compared completely: not collected by root
        3 exit 2

A mode that a decoder does not have is none, also for an ordinary user.

  $ copy mode; echo pmem >"$(find mode/sys/devices -path '*/decoder6.0/mode')"; copy user; edit user '.uid = 1000'; compare mode user --all 2>&1 | grep mode
  decoder6.0 decoder changed mode -

An empty list is the same as none.

  $ copy empty; f=$(find empty/sys/devices -path '*/0000:0d:00.0/config'); echo >"${f%config}reset_method"; cxl list -m mem0 --pci --from empty | jq -c .[0].pci.reset_methods; copy none; rm -f "$(dirname "none${f#empty}")/reset_method"; cxl list -m mem0 --pci --from none | jq -c '.[0].pci | has("reset_methods")'; compare empty none
  []
  false
  exit 0

Of several objects with the same name, as capabilities of a PCI function with the same ID, each is compared with the one at the same place.

  $ byte() { printf "\\x$3" | dd of="$(find $1/sys/devices -path '*/0000:0d:00.0/config')" bs=1 seek=$2 conv=notrunc status=none; }
  $ cxl list -m mem0 --pci --from d | jq -c '.[0].pci.dvsecs | map([.dvsec, .offset])'
  [["device",256],["register_locator",316],["gpf_device",344],["flexbus_port",360]]
  $ copy same; byte same 324 00; copy same2; byte same2 324 00; byte same2 322 c1; cxl diff same same2 | jq -c '.[] | [.what, .before, .after]'
  ["pci.dvsecs.1.revision",0,1]
