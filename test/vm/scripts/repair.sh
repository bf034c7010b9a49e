# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# Repairs of memory through EDAC, beside bare writes.
# topologies: sixteen test
. "$VM/guest.sh"

devices=/sys/bus/cxl/devices
before_taint=$(taint)
memdev=$(cxl list -M | jq -r '.[0].memdev')
edac=/sys/bus/edac/devices/cxl_$memdev

if [ ! -d "$edac" ]; then # the mock devices have no repair Features
	exits 4 'a device without repairs' cxl repair-memory "$memdev"
	exits 4 'a repair of such a device' cxl repair-memory "$memdev" -t ppr --dpa 0 --nibble-mask 1
	like "$stderr" 'not supported by this device or kernel' 'the message says so'
	done_testing
fi

# Regions of other scripts; the higher ones block the lower ones.
cxl-v85 destroy-region -f all >/dev/null 2>&1
cxl-v85 destroy-region -f all >/dev/null 2>&1

attributes() { # DIRECTORY: names of those that identify the memory
	(cd "$edac/$1" && ls -d dpa hpa nibble_mask channel rank bank_group bank row column sub_channel 2>/dev/null) | sort | paste -sd' '
}
values() { # all that can be read
	(cd "$edac" && grep -rsH . mem_repair*) | sort
}
interface() { # TYPE: its directory
	grep -lx "$1" "$edac"/mem_repair*/repair_type | xargs dirname | xargs basename
}
get() { # TYPE ATTRIBUTE
	cat "$edac/$(interface "$1")/$2"
}
row=(-t row --nibble-mask 0xf --channel 1 --rank 2 --bank-group 3 --bank 1 --row 0x55)
events() { # NUMBER of records that the kernel has read
	[ "$(grep -c 'cxl_dram:' "$trace/trace")" -ge "$1" ]
}

start=$(values)
ok 'the repairs are listed' cxl repair-memory "$memdev"
listed=$stdout
is "$(jq -r '.[0].repairs[].interface' <<<"$listed" | paste -sd' ')" "$(cd "$edac" && printf '%s\n' mem_repair* | sort -V | paste -sd' ')" 'all interfaces are listed'
for i in $(jq -r '.[0].repairs[].interface' <<<"$listed"); do
	unit=$(jq -c --arg i "$i" '.[0].repairs[] | select(.interface == $i)' <<<"$listed")
	is "$(jq -r '.attributes | sort | join(" ")' <<<"$unit")" "$(attributes "$i")" "$i: attributes"
	is "$(jq -r '"\(.repair_safe_when_in_use) \(.persist_mode) \(.max_dpa)"' <<<"$unit")" \
		"$(cd "$edac/$i" && echo "$(sed 's/0/false/; s/1/true/' repair_safe_when_in_use) $(sed 's/0/soft/; s/1/hard/' persist_mode) $(($(cat max_dpa)))")" "$i: values"
done
is "$(jq -r '.[0].repairs[] | select(.type == "ppr").persist_mode_settable' <<<"$listed")" false 'the mode of post package repair cannot be set'
is "$(jq -c '.[0].dependents' <<<"$listed")" '[]' 'nothing uses the device'
is "$(values)" "$start" 'nothing is changed by a listing'

ok 'a dry run' cxl repair-memory "$memdev" "${row[@]}" --dpa 0x1000 --dry-run
is "$(values)" "$start" 'it changes nothing'
exits 1 'a missing attribute' cxl repair-memory "$memdev" "${row[@]}"
exits 1 'an address beyond the device' cxl repair-memory "$memdev" "${row[@]}" --dpa 0x1000000000
exits 129 'a rank that the kernel would truncate' cxl repair-memory "$memdev" "${row[@]}" --dpa 0x1000 --rank 256
is "$(values)" "$start" 'the attributes are not changed'
echo 257 >"$edac/$(interface row-sparing)/rank"
is "$(get row-sparing rank)" 1 'the kernel does truncate it'
echo 0 >"$edac/$(interface row-sparing)/rank"

# Memory that is not mapped
for t in rank bank row cacheline ppr; do
	options=(--dpa 0x1000 --nibble-mask 0xf)
	case $t in
	rank) options+=(--channel 1 --rank 2) ;;
	bank) options+=(--channel 1 --rank 2 --bank-group 3 --bank 1) ;;
	row) options+=(--channel 1 --rank 2 --bank-group 3 --bank 1 --row 0x55) ;;
	cacheline) options+=(--channel 1 --rank 2 --bank-group 3 --bank 1 --row 0x55 --column 0x100 --sub-channel 1) ;;
	esac
	ok "$t: repair of memory that is not mapped" cxl repair-memory "$memdev" -t $t "${options[@]}"
	is "$(jq -r '.[0] | "\(.type) \(.persist_mode) \(.changed) \(.dpa)"' <<<"$stdout")" "$t soft true 4096" "$t: the result"
done
is "$(get cacheline-sparing column) $(get cacheline-sparing row) $(get row-sparing rank) $(get ppr dpa)" '256 0x55 2 0x1000' 'the kernel has the values'
ok 'a bare repair with the same values' sh -c "echo 1 >$edac/$(interface row-sparing)/repair"

# Permanent
exits 3 'a hard repair needs a token' cxl repair-memory "$memdev" "${row[@]}" --dpa 0x1000 --persist-mode hard --yes --force
exits 3 'a dry run of it' cxl repair-memory "$memdev" "${row[@]}" --dpa 0x1000 --persist-mode hard --dry-run
token=$(jq -r '.[0].confirm' <<<"$stdout")
ok 'a hard repair with the token' cxl repair-memory "$memdev" "${row[@]}" --dpa 0x1000 --persist-mode hard --confirm "$token"
is "$(get row-sparing persist_mode)" 0 'the mode is soft again'
echo 1 >"$edac/$(interface row-sparing)/persist_mode"
ok 'a soft one sets it' cxl repair-memory "$memdev" "${row[@]}" --dpa 0x1000
is "$(get row-sparing persist_mode)" 0 'the mode is soft'
exits 4 'hard post package repair is not supported' cxl repair-memory "$memdev" -t ppr --dpa 0x1000 --nibble-mask 0xf --persist-mode hard --confirm "$token"

# Memory in use: only what an event record of this boot has.
decoder=$(cxl list -D -d root | jq -r '[.. | objects | select(.decoder)][0].decoder')
region=$(cxl-v85 create-region -m -t ram -d "$decoder" -w 1 "$memdev" 2>"$tap_dir/create" | jq -r .region)
[ -n "$region" ] || note "$decoder: $(cat "$tap_dir/create")"
if [ -n "$region" ]; then
	like "$(cxl repair-memory "$memdev" | jq -c '.[0].dependents')" "$region" 'the region is listed'
	set_before=$(values)
	exits 1 'memory in use without an event record' cxl repair-memory "$memdev" "${row[@]}" --dpa 0x2000
	like "$stderr" 'event record' 'the message says so'
	is "$(values)" "$set_before" 'the attributes are restored'
	trace=/sys/kernel/tracing/instances/repair
	mkdir -p "$trace" && echo 1 >"$trace/events/cxl/cxl_dram/enable"
	event='"path":"mem0","log":"failure","flags":2,"descriptor":2,"type":2,"transaction-type":1,"sub-type":1'
	event+=',"channel":1,"rank":2,"nibble-mask":15,"bank-group":3,"bank":1,"row":85,"column":7'
	qmp cxl-inject-dram-event "{$event,\"dpa\":8192}" >/dev/null
	ok 'the kernel reads the event' wait_for 20 events 1
	ok 'memory in use with an event record' cxl repair-memory "$memdev" "${row[@]}" --dpa 0x2000
	exits 1 'another row' cxl repair-memory "$memdev" -t row --dpa 0x2000 --nibble-mask 0xf --channel 1 --rank 2 --bank-group 3 --bank 1 --row 0x56
	ok 'post package repair of it' cxl repair-memory "$memdev" -t ppr --dpa 0x2000 --nibble-mask 0xf
	exits 1 'another address' cxl repair-memory "$memdev" -t ppr --dpa 0x3000 --nibble-mask 0xf
	# The low bits of the address in a record are flags: bit 0, volatile memory
	qmp cxl-inject-dram-event "{$event,\"dpa\":16385}" >/dev/null
	ok 'the kernel reads an event with flags in the address' wait_for 20 events 2
	cxl repair-memory "$memdev" "${row[@]}" --dpa 0x4000 >/dev/null 2>&1
	note "a record with flags: address without them $?"
	ok 'memory with flags in the address of the record' cxl repair-memory "$memdev" "${row[@]}" --dpa 0x4001
	echo 0 >"$trace/events/enable"
	rmdir "$trace"
	cxl-v85 destroy-region -f "$region" >/dev/null 2>&1
	not_ok 'the region is destroyed' test -e "$devices/$region"
else
	skip 'memory in use' 'no region'
fi

# Without its driver, the device has no interfaces.
ok 'the device is disabled' cxl disable-memdev "$memdev" -f
exits 1 'a disabled device' cxl repair-memory "$memdev"
like "$stderr" 'enable-memdev' 'the message names the command'
ok 'the device is enabled' cxl enable-memdev "$memdev"
is "$(values)" "$start" 'the kernel has the initial values again'
is "$(taint)" "$before_taint" 'the kernel is not tainted by this'

done_testing
