# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# cxl diff: changes that are made between two dumps, and that nothing is different after they are undone.
# topologies: one
. "$VM/guest.sh"

dir=/tmp/diff
rm -rf "$dir" "$dir".*
changes() { # of the last command
	jq -r '.[] | "\(.device | gsub("[0-9.]"; "")) \(.kind) \(.area) \(.what) \(.before) \(.after)"' <<<"$stdout" | sort
}

ok 'dump before' cxl dump -o "$dir"
exits 0 'nothing has changed' cxl diff "$dir"
is "$stdout" '[]' 'there are no rows'
exits 0 'the dump is the same as itself' cxl diff "$dir" "$dir"

if [ -d /sys/bus/edac/devices/cxl_mem0 ]; then
	hours=$(cxl get-feature mem0 patrol-scrub | jq '.[0].value.cycle_hours')
	ok 'set a Feature' cxl set-feature mem0 patrol-scrub cycle_hours=$((hours + 1))
	exits 1 'it has changed' cxl diff "$dir"
	is "$(changes)" "mem changed feature patrol-scrub.current.cycle_hours $hours $((hours + 1))" 'the value'
	ok 'set it back' cxl set-feature mem0 patrol-scrub cycle_hours="$hours"
	exits 0 'nothing has changed' cxl diff "$dir"
else
	skip 'a Feature' 'this kernel has no EDAC interface'
fi

# The region of the firmware, or a new one; both come back at the same address.
if [ -n "$(cxl list -R | jq -r '.[0].region // empty')" ]; then
	skip 'a region' 'there is one already'
else
	ok 'create a region' cxl create-region -d "$(cxl list -D -d root | jq -r '.[0].decoder')" -t ram -m mem0
	ok 'dump to an archive' cxl dump -o "$dir.after.tar"
	exits 1 'there is a region' cxl diff "$dir" "$dir.after.tar"
	is "$(changes | grep -c '^region new region region null [1-9]')" 1 'it is new'
	is "$(changes | grep -c '^decoder changed decoder region null region0$')" \
		"$(cxl list -PED | jq '[.. | objects | select(.region == "region0")] | length')" 'its decoders'
	is "$(changes | grep -vcE '^(region new|decoder changed) ')" 0 'nothing else'
	ok 'destroy it' cxl destroy-region -f region0
	exits 1 'it is gone' sh -c "cxl diff - --sysroot $dir <$dir.after.tar"
	is "$(changes | grep -c '^region gone region region [1-9][0-9]* null')" 1 'from the other side'
	exits 0 'everything is as before' cxl diff "$dir"
fi

ok 'as an ordinary user' setpriv --reuid=65534 --regid=65534 --clear-groups cxl dump -o "$dir.user"
exits 2 'it is not complete' cxl diff "$dir" "$dir.user"
is "$(changes | grep -v ' unknown ')" '' 'nothing is different'
rm -rf "$dir" "$dir".*
done_testing
