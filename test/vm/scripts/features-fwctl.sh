# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# A vendor's Feature through fwctl, on the kernel's mock devices. Topology: test.
. "$VM/guest.sh"

uuid=ffffffff-ffff-ffff-ffff-ffffffffffff
J=$((1 << 19))
field() { # JQ-PATH: of the last command's output
	jq -r "$1" <<<"$stdout"
}
tainted() {
	echo $(($(taint) & J))
}
records() { # EVENT
	dmesg | grep -c "cxl-audit: .*\"event\":\"$1\""
}

nodes=(/sys/bus/cxl/devices/mem*/fwctl/fwctl*)
if [ ! -e "${nodes[0]}" ]; then
	skip 'Features through fwctl' 'no fwctl device in this kernel'
	done_testing
fi
memdev=$(cut -d/ -f6 <<<"${nodes[0]}")
other=$(cut -d/ -f6 <<<"${nodes[1]:-${nodes[0]}}")

is "$(tainted)" 0 'no J at first'
ok 'list-features' cxl list-features "$memdev" --values
is "$(field ".[0].features[] | select(.uuid==\"$uuid\") | \"\(.name) \(.owner) \(.route) \(.scope) \(.taint)\"")" \
	'unknown-ffffffff user fwctl debug_write J' 'scope and taint follow from its effects'
is "$(field ".[0].features[] | select(.uuid==\"$uuid\") | \"\(.get_size) \(.set_size) \(.changeable)\"")" \
	'4 4 true' 'sizes as the device declares them'
old=$(field ".[0].features[] | select(.uuid==\"$uuid\").current.data")
like "$old" '^[0-9a-f]{8}$' 'its value is four bytes'
ok 'list all of them' cxl list-features
is "$(field 'map(select(.features | length > 0)) | length')" "${#nodes[@]}" 'every memdev with fwctl has Features'
is "$(tainted)" 0 'listing does not taint'

ok 'a dry run' cxl set-feature "$memdev" ffff data=0badcafe --dry-run
is "$(field '.[0] | "\(.plan[0].opcode) \(.plan[0].scope) \(.plan[0].data) \(.new.data)"')" \
	'0x0502 debug_write 0badcafe 0badcafe' 'shows what would be sent'
is "$(tainted)" 0 'a dry run does not taint'
is "$(records intent)" 0 'and is not recorded'

exits 3 'without a yes' cxl set-feature "$memdev" ffff data=0badcafe
like "$stderr" 'J: device changed through fwctl' 'the taint is named'
is "$(tainted)" 0 'a refusal does not taint'
is "$(records refused)" 1 'but is recorded'
exits 3 '--if-current refuses' cxl set-feature "$memdev" ffff data=0badcafe --yes --if-current data=12345678
is "$(tainted)" 0 'before anything is sent'

ok 'nothing to do' cxl set-feature "$memdev" ffff "data=$old" --yes
is "$(field '.[0].changed')" false 'is not sent'
is "$(tainted)" 0 'and does not taint'

exits 1 'too much data' cxl set-feature "$memdev" ffff data=0badcafe00 --yes
exits 1 'too little data' cxl set-feature "$memdev" ffff data=0bad --yes
exits 1 'a field that is not known' cxl set-feature "$memdev" ffff mode=1 --yes
is "$(tainted)" 0 'all refused beforehand'

ok 'set it' cxl set-feature "$memdev" ffff data=0badcafe --yes --if-current "data=$old"
is "$(field '.[0] | "\(.changed) \(.verified) \(.old.data) \(.new.data)"')" "true true $old 0badcafe" 'it reads back'
is "$(field ".[0].taint_after - .[0].taint_before")" "$J" 'the taint is told'
is "$(tainted)" "$J" 'and is there'
record=$(dmesg | grep 'cxl-audit: .*"event":"outcome"' | tail -n 1)
record=${record#*cxl-audit: }
is "$(jq -r '"\(.verb) \(.device) \(.route) \(.opcode) \(.payload_bytes) \(.result) \(.device_status)"' <<<"$record")" \
	"set-feature $memdev fwctl 0x0502 36 done 0" 'the kernel log has the record'
unlike "$(dmesg | grep cxl-audit)" 0badcafe 'without the content'
is "$(records intent)" 1 'the intent came before'

printf '\x01\x02\x03\x04' >"$OUT/four"
ok 'from a file' cxl set-feature "$memdev" "$uuid" -i "$OUT/four" --yes
ok 'as bytes' cxl get-feature "$memdev" "$uuid" -o "$OUT/back"
ok 'are the same' cmp "$OUT/four" "$OUT/back"
ok 'through a pipe' sh -c "printf abcd | cxl set-feature $memdev $uuid -i - --yes"
ok 'binary output' bash -c "cxl get-feature $memdev $uuid --binary | cmp - <(printf abcd)"
exits 1 'a file without an end' cxl set-feature "$memdev" "$uuid" -i /dev/zero --yes

if [ "$(jq -r '.[0].default_selection' <<<"$(cxl list-features "$memdev" | jq ".[0].features | map(select(.uuid==\"$uuid\"))")")" = true ]; then
	ok 'back to the default' cxl set-feature "$memdev" ffff --default --yes
fi

exits 1 'somebody without permission' setpriv --reuid=65534 --clear-groups cxl list-features "$memdev"
like "$stderr" '[Pp]ermission denied' 'is told so'
exits 1 'cannot set either' setpriv --reuid=65534 --clear-groups cxl set-feature "$memdev" ffff data=01020304 --yes

exits 2 'several, one of them missing' cxl set-feature "$memdev" "$other" mem99 ffff data=11223344 --yes
is "$(cxl get-feature "$other" ffff | jq -r '.[0].value.data')" 11223344 'the others are set'
done_testing
