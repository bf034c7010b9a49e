# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# Runs in the guest, for test/bench/verbs.
. "$VM/guest.sh"

# Kernel messages, the audit records of our verbs among them, are not printed on the emulated serial port.
dmesg -n 4

libraries=/opt/v85/usr/lib/x86_64-linux-gnu ndctl=/opt/v85/usr/bin/cxl
drivers=/sys/bus/cxl/drivers/cxl_mem

# Memory devices that are not in use.
memdevs=()
for d in /sys/bus/cxl/devices/mem*; do
	m=$(basename "$d")
	cxl disable-memdev "$m" --dry-run >/dev/null 2>&1 && memdevs+=("$m")
done
note "${#memdevs[@]} memory devices"

bare() { # bind|unbind MEMDEVS...
	local m
	for m in "${memdevs[@]}"; do
		echo "$m" >"$drivers/$1"
	done
}

# Prints the time of the command in microseconds.
time_of() { # COMMAND...
	local start=${EPOCHREALTIME/./}
	"$@" >/dev/null 2>&1
	echo $((${EPOCHREALTIME/./} - start))
}

ndctl() {
	LD_LIBRARY_PATH=$libraries $ndctl "$@"
}

# The kernel looks for ports after a command has returned; to disable a device before that takes less time.
settle() {
	udevadm settle
	echo 1 >/sys/bus/cxl/flush
	udevadm settle
}

best_off=(999999999 999999999 999999999) best_on=(999999999 999999999 999999999)
for _ in 1 2 3 4 5; do
	off=() on=()
	for names in 'cxl disable-memdev enable-memdev' 'ndctl disable-memdev enable-memdev' 'bare unbind bind'; do
		read -r tool disable enable <<<"$names"
		settle
		off+=("$(time_of "$tool" "$disable" "${memdevs[@]}")")
		settle
		on+=("$(time_of "$tool" "$enable" "${memdevs[@]}")")
	done
	for i in 0 1 2; do
		((off[i] < best_off[i])) && best_off[i]=${off[i]}
		((on[i] < best_on[i])) && best_on[i]=${on[i]}
	done
done
show() { # NAME OURS NDCTL BARE
	awk -v n="$1" -v a="$2" -v b="$3" -v c="$4" 'BEGIN {
		printf "# bench %-15s %d ms, ndctl %d ms (%.2f)", n, a / 1000, b / 1000, a / b
		if (c > 500) printf ", bare writes %d ms (%.2f)", c / 1000, a / c
		print "" }'
}
show disable-memdev "${best_off[@]}"
show enable-memdev "${best_on[@]}"
ok 'all were measured' test "${best_on[2]}" -lt 999999999

count_calls() { # COMMAND...: prints the number of system calls
	strace -f -c -o /tmp/calls "$@" >/dev/null 2>&1
	awk '/ total$/ {print $4}' /tmp/calls | tail -n 1
}

# Best of five, alternately; CALLS is the ratio of system calls. The commands before are not measured.
# shellcheck disable=SC2034
compare() { # NAME BARE BEFORE ARGUMENTS...
	local name=$1 bare=$2 before=$3 best=(999999999 999999999 999999999) i t ours theirs
	shift 3
	for _ in 1 2 3 4 5; do
		for i in 0 1 2; do
			$before >/dev/null 2>&1
			case $i in
			0) t=$(time_of cxl "$@") ;;
			1) t=$(time_of ndctl "$@") ;;
			2) t=$(time_of "$bare") ;;
			esac
			((t < best[i])) && best[i]=$t
		done
	done
	show "$name" "${best[@]}"
	$before >/dev/null 2>&1
	ours=$(count_calls cxl "$@")
	$before >/dev/null 2>&1
	theirs=$(LD_LIBRARY_PATH=$libraries count_calls $ndctl "$@")
	awk -v n="$name" -v a="$ours" -v b="$theirs" 'BEGIN { printf "# bench %-15s calls %d/%d %.2f\n", n, a, b, b ? a / b : 0 }'
	ok "$name: measured" test "${best[2]}" -lt 999999999 -a "$ours" -gt 0 -a "$theirs" -gt 0
}

# The writes of a plan: its dry run prints path and value of each.
plan_of() { # FILE COMMAND...
	local file=$1
	shift
	"$@" --dry-run | jq -r '.[0].steps[] | [.path, .value] | @tsv' >"$file"
}

write_plan() { # FILE
	local path value
	while IFS=$'\t' read -r path value; do
		echo "$value" >"$path"
	done <"$1"
}

explained=$(cxl create-region --explain -t ram --format json | jq '[.[] | select(.possible)][0]')
read -r root ways order < <(jq -r '[.decoder, .interleave_ways] + .order | map(tostring) | join(" ")' <<<"$explained")
read -ra order <<<"$order"
note "region in $root, $ways ways: ${order[*]}"
new=(create-region -d "$root" -t ram -m "${order[@]}")
region=$(cxl create-region "${new[@]:1}" | jq -r .region)
cxl disable-region "$region" 2>/dev/null
plan_of /tmp/destroy cxl destroy-region "$region"
cxl destroy-region "$region" 2>/dev/null
plan_of /tmp/create cxl "${new[@]}"
absent() {
	cxl destroy-region -f "$region"
}
disabled() {
	cxl destroy-region -f "$region"
	cxl "${new[@]}"
	cxl disable-region "$region"
}
bare_create() {
	write_plan /tmp/create
}
bare_destroy() {
	write_plan /tmp/destroy
}
compare create-region bare_create absent "${new[@]}"
compare destroy-region bare_destroy disabled destroy-region "$region"
absent >/dev/null 2>&1

labels=$(cxl list -M | jq -r '[.[] | select(.pmem_size)][0].memdev')
bare_labels() {
	:
}
compare read-labels bare_labels true read-labels "$labels" -o /tmp/labels
done_testing
