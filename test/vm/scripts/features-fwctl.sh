# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# A vendor-specific Feature through fwctl, on mock devices of the kernel.
# topologies: test
. "$VM/guest.sh"

uuid=ffffffff-ffff-ffff-ffff-ffffffffffff
J=$((1 << 19))
field() { # JQ_FILTER: applied to the output of the last command
	jq -r "$1" <<<"$stdout"
}
taint_j() {
	echo $(($(taint) & J))
}
count_records() { # EVENT
	dmesg | grep -c "cxl-audit: .*\"event\":\"$1\""
}
declare -A initial_records=([intent]=$(count_records intent) [refused]=$(count_records refused))
new_records() { # EVENT -> number of records since the start of this script
	echo $(($(count_records "$1") - ${initial_records[$1]}))
}

nodes=(/sys/bus/cxl/devices/mem*/fwctl/fwctl*)
if [ ! -e "${nodes[0]}" ]; then
	skip 'Features through fwctl' 'this kernel has no fwctl device'
	done_testing
fi
memdev=$(cut -d/ -f6 <<<"${nodes[0]}")
other=$(cut -d/ -f6 <<<"${nodes[1]:-${nodes[0]}}")

is "$(taint_j)" 0 'taint J is not set at the start'
ok 'list-features succeeds' cxl list-features "$memdev" --values
is "$(field ".[0].features[] | select(.uuid==\"$uuid\") | \"\(.name) \(.owner) \(.route) \(.scope) \(.taint)\"")" \
	'unknown-ffffffff user fwctl debug_write J' 'scope and taint match the declared effects'
is "$(field ".[0].features[] | select(.uuid==\"$uuid\") | \"\(.get_size) \(.set_size) \(.changeable)\"")" \
	'4 4 true' 'list-features shows the declared sizes'
old=$(field ".[0].features[] | select(.uuid==\"$uuid\").current.data")
like "$old" '^[0-9a-f]{8}$' 'list-features --values shows four bytes'
ok 'list-features without memdev succeeds' cxl list-features
is "$(field 'map(select(.features | length > 0)) | length')" "${#nodes[@]}" 'list-features shows Features of every memdev with fwctl'
is "$(taint_j)" 0 'list-features does not taint the kernel'

exits 3 'set-feature --dry-run without --yes is refused' cxl set-feature "$memdev" ffff data=0badcafe --dry-run
ok 'set-feature --dry-run succeeds' cxl set-feature "$memdev" ffff data=0badcafe --yes --dry-run
is "$(field '.[0] | "\(.plan[0].opcode) \(.plan[0].scope) \(.plan[0].data) \(.new.data)"')" \
	'0x0502 debug_write 0badcafe 0badcafe' 'dry run shows opcode, scope and data'
is "$(taint_j)" 0 'dry run does not taint the kernel'
is "$(new_records intent)" 0 'dry run writes no audit record'

exits 3 'set-feature requires confirmation' cxl set-feature "$memdev" ffff data=0badcafe
like "$stderr" 'J: mutating debug operation through fwctl' 'error message names the taint'
is "$(taint_j)" 0 'refused set-feature does not taint the kernel'
is "$(new_records refused)" 1 'refused set-feature is recorded'
exits 3 'set-feature is refused if --if-current does not match' cxl set-feature "$memdev" ffff data=0badcafe --yes --if-current data=12345678
is "$(taint_j)" 0 'kernel is not tainted if --if-current does not match'

ok 'set-feature with the current value succeeds' cxl set-feature "$memdev" ffff "data=$old" --yes
is "$(field '.[0].changed')" false 'set-feature with the current value reports no change'
is "$(taint_j)" 0 'set-feature with the current value does not taint the kernel'

exits 1 'data longer than set_size is rejected' cxl set-feature "$memdev" ffff data=0badcafe00 --yes
exits 1 'data shorter than set_size is rejected' cxl set-feature "$memdev" ffff data=0bad --yes
exits 129 'unknown field is rejected' cxl set-feature "$memdev" ffff mode=1 --yes
is "$(taint_j)" 0 'rejected values do not taint the kernel'

ok 'set-feature with --yes succeeds' cxl set-feature "$memdev" ffff data=0badcafe --yes --if-current "data=$old"
is "$(field '.[0] | "\(.changed) \(.verified) \(.old.data) \(.new.data)"')" "true true $old 0badcafe" 'set-feature verifies the new value'
is "$(field ".[0].taint_after - .[0].taint_before")" "$J" 'set-feature reports the added taint'
is "$(taint_j)" "$J" 'taint J is set'
record=$(dmesg | grep 'cxl-audit: .*"event":"outcome"' | tail -n 1)
record=${record#*cxl-audit: }
is "$(jq -r '"\(.verb) \(.device) \(.route) \(.opcode) \(.payload_bytes) \(.result) \(.device_status)"' <<<"$record")" \
	"set-feature $memdev fwctl 0x0502 36 done 0" 'kernel log has the audit record of set-feature'
unlike "$(dmesg | grep cxl-audit)" 0badcafe 'audit record does not contain the payload'
is "$(new_records intent)" 1 'set-feature writes one intent record'

printf '\x01\x02\x03\x04' >"$OUT/four"
ok 'set-feature --input FILE succeeds' cxl set-feature "$memdev" "$uuid" -i "$OUT/four" --yes
ok 'get-feature --output FILE succeeds' cxl get-feature "$memdev" "$uuid" -o "$OUT/back"
ok 'input and output file are equal' cmp "$OUT/four" "$OUT/back"
ok 'set-feature reads from a pipe' sh -c "printf abcd | cxl set-feature $memdev $uuid -i - --yes"
ok 'get-feature --binary prints the bytes' bash -c "cxl get-feature $memdev $uuid --binary | cmp - <(printf abcd)"
exits 1 'endless input file is rejected' cxl set-feature "$memdev" "$uuid" -i /dev/zero --yes

if [ "$(jq -r '.[0].default_selection' <<<"$(cxl list-features "$memdev" | jq ".[0].features | map(select(.uuid==\"$uuid\"))")")" = true ]; then
	ok 'set-feature --default succeeds' cxl set-feature "$memdev" ffff --default --yes
else
	skip 'set-feature --default succeeds' 'the device does not provide the default value'
fi

exits 1 'list-features without permission fails' setpriv --reuid=65534 --clear-groups cxl list-features "$memdev"
like "$stderr" '[Pp]ermission denied' 'error message names the missing permission'
exits 1 'set-feature without permission fails' setpriv --reuid=65534 --clear-groups cxl set-feature "$memdev" ffff data=01020304 --yes

old=$(cxl get-feature "$other" ffff | jq -r '.[0].value.data')
isnt "$old" 11223344 'the other memdev has another value'
exits 1 'missing memdev among several is an error' cxl set-feature "$memdev" "$other" mem99 ffff data=11223344 --yes
is "$(cxl get-feature "$other" ffff | jq -r '.[0].value.data')" "$old" 'missing memdev among several: the other memdevs are not set'
ok 'several memdevs are set' cxl set-feature "$memdev" "$other" ffff data=11223344 --yes
is "$(cxl get-feature "$other" ffff | jq -r '.[0].value.data')" 11223344 'several memdevs: the value is set'
done_testing
