# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# reserve-dpa and free-dpa beside those of ndctl v85.
# topologies: pmem
. "$VM/guest.sh"

devices=/sys/bus/cxl/devices

# A memory device without reservations, and its endpoint.
memdev='' endpoint=''
for d in "$devices"/mem*; do
	endpoint=$(cxl list -E -e "$(basename "$d")" | jq -r '.[0].endpoint // empty')
	[ -n "$endpoint" ] || continue
	if [ "$(cat "$devices/${endpoint/endpoint/decoder}".*/dpa_size | sort -u)" = 0x0000000000000000 ]; then
		memdev=$(basename "$d")
		break
	fi
done
if [ -z "$memdev" ]; then
	skip 'reserve-dpa and free-dpa' 'no memory device without reservations'
	done_testing
fi
note "$memdev, $endpoint"
prefix=${endpoint/endpoint/decoder}
types=()
[ "$(cat "$devices/$memdev/ram/size" 2>/dev/null || echo 0)" = 0x0 ] || types+=(ram)
[ "$(cat "$devices/$memdev/pmem/size" 2>/dev/null || echo 0)" = 0x0 ] || types+=(pmem)

# What the decoders have reserved; the type counts only if something is reserved.
state() {
	local d
	for d in "$devices/$prefix".*; do
		echo "${d##*/} $(cat "$d/dpa_size" "$d/dpa_resource" | xargs) $(grep -q '^0x0*$' "$d/dpa_size" || cat "$d/mode")"
	done
}

# The output of ndctl has the former dpa_resource, and after free-dpa without -t the type ram in any case.
comparable() {
	jq 'map(.decoder |= (del(.dpa_resource) | if .dpa_size then . else del(.mode) end))' <<<"$1"
}

release_all() {
	local d
	for d in $(printf '%s\n' "$devices/$prefix".* | sort -V -r); do
		echo 0 >"$d/dpa_size"
	done
}

# The command of ndctl, then ours after the same start: the same output, summary and attributes.
same() { # NAME START COMMAND...
	local name=$1 start=$2 theirs after
	shift 2
	release_all
	$start
	theirs=$(cxl-v85 "$@" 2>"$tap_dir/count")
	after=$(state)
	release_all
	$start
	ok "$name succeeds" cxl "$@"
	is "$(comparable "$stdout")" "$(comparable "$theirs")" "$name prints what ndctl prints"
	is "$stderr" "$(sed -n 's/^cxl memdev: [a-z_]*: //p' "$tap_dir/count")" "$name prints the summary of ndctl"
	is "$(state)" "$after" "$name reserves what ndctl does"
}

nothing() {
	:
}

for type in "${types[@]}"; do
	two() {
		cxl-v85 reserve-dpa "$memdev" -t "$type" -s 256M >/dev/null 2>&1
	}
	same "reserve-dpa -t $type -s 256M" nothing reserve-dpa "$memdev" -t "$type" -s 256M
	same "free-dpa -t $type" two free-dpa "$memdev" -t "$type"
	same "reserve-dpa -t $type" nothing reserve-dpa "$memdev" -t "$type"
	same "free-dpa -t $type -d 0" two free-dpa "$memdev" -t "$type" -d 0
	# Without -t, ndctl sets the type to ram afterwards, and fails if the device has none.
	two
	ok 'free-dpa succeeds' cxl free-dpa "$memdev"
	is "$(jq -r '.[0].decoder | .decoder, .dpa_size' <<<"$stdout" | xargs)" "$prefix.0 null" 'it releases what is reserved'
done
type=${types[0]}
release_all
start=$(state)
exits 1 'a size that is not aligned' cxl reserve-dpa "$memdev" -t "$type" -s 1M
exits 1 'a size that is too large' cxl reserve-dpa "$memdev" -t "$type" -s 1024G
not_ok 'ndctl rejects it, too' cxl-v85 reserve-dpa "$memdev" -t "$type" -s 1024G
exits 3 'a decoder out of sequence' cxl reserve-dpa "$memdev" -t "$type" -s 256M -d 1
not_ok 'ndctl rejects it, too' cxl-v85 reserve-dpa "$memdev" -t "$type" -s 256M -d 1
exits 1 'nothing to release' cxl free-dpa "$memdev"
is "$(state)" "$start" 'nothing was reserved'
ok 'a dry run' cxl reserve-dpa "$memdev" -t "$type" -s 256M --dry-run
is "$(state)" "$start" 'nothing was reserved'
release_all

# "all" is for the devices that have a reservation.
cxl reserve-dpa "$memdev" -t "$type" -s 256M >/dev/null 2>&1
ok 'free-dpa all succeeds' cxl free-dpa all
is "$stderr" 'reservation release completed on 1 mem device' 'it releases what one device has reserved'
is "$(state)" "$start" 'nothing is reserved any more'

# Persistent memory is behind volatile memory.
mixed=''
for d in "$devices"/mem*; do
	[ "$(cat "$d/ram/size" 2>/dev/null || echo 0x0)" = 0x0 ] || [ "$(cat "$d/pmem/size" 2>/dev/null || echo 0x0)" = 0x0 ] || mixed=$(basename "$d")
done
if [ -z "$mixed" ]; then
	skip 'volatile memory before reserved persistent memory' 'no memory device with both'
	done_testing
fi
note "$mixed has both types"
ok 'persistent memory' cxl reserve-dpa "$mixed" -t pmem -s 256M
not_ok 'the kernel rejects volatile memory after it' cxl-v85 reserve-dpa "$mixed" -t ram -s 256M
exits 1 'so do we' cxl reserve-dpa "$mixed" -t ram -s 256M
like "$stderr" 'no available capacity of type ram' 'and we say why'
ok 'more persistent memory' cxl reserve-dpa "$mixed" -t pmem -s 256M --dry-run
ok 'free-dpa' cxl free-dpa "$mixed"

done_testing
