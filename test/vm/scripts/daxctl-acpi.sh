# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# daxctl split-acpi beside that of ndctl v85: the same tables, byte for byte.
# topologies: one
# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"

work=$(mktemp -d)

same() { # NAME ARGUMENTS...: the tables are in $work
	local name=$1 table
	shift
	daxctl-v85 split-acpi -d "$work" "$@" -v >"$work/v85.out" 2>"$work/v85.err"
	for table in srat slit nfit; do mv "$work/$table.dat.new" "$work/$table.v85"; done
	ok "$name" daxctl split-acpi -d "$work" "$@" -v
	for table in srat slit nfit; do
		ok "$name: $table" cmp "$work/$table.dat.new" "$work/$table.v85"
	done
	is "$(daxctl split-acpi -d "$work" "$@" -v 2>&1)" "$(cat "$work/v85.out" "$work/v85.err")" "$name: messages"
}

"$TESTS/acpi-tables" "$work" srat='mem:0,4G,2G mem:1,0,1G mem:2,9G,1G' slit='row:10,1,2 row:3,11,4 row:5,6,12' nfit=range:4,0,4G,2G
same 'two nodes'
"$TESTS/acpi-tables" "$work" srat='cpu:0 mem:2,4G,8G,5 initiator:3 mem:1,64G,1G' nfit='range:9,1,1,2 range:7,2,4G,8G hex:02001000000000000000000000000000' \
	slit='row:10,21,22,23 row:21,10,23,24 row:22,23,10,25 row:23,24,25,10'
same 'four nodes' -p 2 -n 4
same 'sixteen nodes' --pxm=2 --nodes=16

rm -rf "$work"
done_testing
