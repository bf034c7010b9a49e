# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout
# Runs in the guest, for test/bench/daxctl.
. "$VM/guest.sh"

# Kernel messages, the audit records of our verbs among them, are not printed on the emulated serial port.
dmesg -n 4

libraries=/opt/v85/usr/lib/x86_64-linux-gnu ndctl=/opt/v85/usr/bin/daxctl
drivers=/sys/bus/dax/drivers memory=/sys/devices/system/memory

ndctl() {
	LD_LIBRARY_PATH=$libraries $ndctl "$@"
}

# Prints the time of the command in microseconds.
time_of() { # COMMAND...
	local start=${EPOCHREALTIME/./}
	"$@" >/dev/null 2>&1
	echo $((${EPOCHREALTIME/./} - start))
}

count_calls() { # COMMAND...: prints the number of system calls
	strace -f -c -o /tmp/calls "$@" >/dev/null 2>&1
	awk '/ total$/ {print $4 + 0 == $4 ? $4 : $3}' /tmp/calls | tail -n 1
}

show() { # NAME OURS NDCTL BARE
	awk -v n="$1" -v a="$2" -v b="$3" -v c="$4" 'BEGIN {
		printf "# bench %-24s %.1f ms, ndctl %.1f ms (%.2f)", n, a / 1000, b / 1000, a / b
		if (c > 2000) printf ", bare writes %.1f ms; above them: %.1f ms, ndctl %.1f ms (%.2f)",
			c / 1000, (a - c) / 1000, (b - c) / 1000, (a - c) / (b > c ? b - c : 1)
		print "" }'
}

# Best of seven, alternately, and the system calls. The commands before are not measured.
compare() { # NAME BARE BEFORE ARGUMENTS...
	local name=$1 bare=$2 before=$3 best=(999999999 999999999 999999999) i t ours theirs
	shift 3
	for _ in 1 2 3 4 5 6 7; do
		for i in 0 1 2; do
			$before >/dev/null 2>&1
			udevadm settle
			case $i in
			0) t=$(time_of daxctl "$@") ;;
			1) t=$(time_of ndctl "$@") ;;
			2) t=$(time_of "$bare") ;;
			esac
			((t < best[i])) && best[i]=$t
		done
	done
	show "$name" "${best[@]}"
	$before >/dev/null 2>&1
	ours=$(count_calls daxctl "$@")
	$before >/dev/null 2>&1
	theirs=$(LD_LIBRARY_PATH=$libraries count_calls $ndctl "$@")
	awk -v n="$name" -v a="$ours" -v b="$theirs" 'BEGIN { printf "# bench %-24s calls %d/%d %.2f\n", n, a, b, b ? a / b : 0 }'
	ok "$name: measured" test "${best[2]}" -lt 999999999 -a "$ours" -gt 0 -a "$theirs" -gt 0
}

echo offline >$memory/auto_online_blocks
region=$(cxl-v85 create-region -t ram -d decoder0.0 -m mem0 2>/dev/null | jq -r .region)
udevadm settle
ok "a region is created: $region" test -n "$region"
[ -n "$region" ] || done_testing
device=$(basename "$(find /sys/bus/dax/devices -name "dax${region#region}.0")")
block_size=$((16#$(<$memory/block_size_bytes)))
read -r start size < <(echo "$(($(<"/sys/bus/dax/devices/$device/resource")))" "$(<"/sys/bus/dax/devices/$device/size")")
blocks=$(((size - (-start & (block_size - 1))) / block_size)) first=$(((start + block_size - 1) / block_size))
note "$device: $blocks memory blocks from $first on"

bare_online() {
	local i
	for ((i = first; i < first + blocks; i++)); do echo online_movable >$memory/memory$i/state; done
}
bare_offline() {
	local i
	for ((i = first + blocks - 1; i >= first; i--)); do echo offline >$memory/memory$i/state; done
}
bare_devdax() {
	bare_offline
	[ ! -e "/sys/bus/dax/devices/$device/state" ] || echo unplugged >"/sys/bus/dax/devices/$device/state"
	echo "$device" >$drivers/kmem/unbind
	echo "$device" >$drivers/device_dax/new_id
	echo "$device" >$drivers/device_dax/bind
}
bare_system_ram() {
	echo "$device" >$drivers/device_dax/unbind
	echo "$device" >$drivers/device_dax/remove_id
	echo "$device" >$drivers/kmem/bind
	bare_online
}
bare_list() {
	:
}
to_online() {
	ndctl reconfigure-device -m system-ram "$device"
	bare_online
}
to_offline() {
	ndctl reconfigure-device -m system-ram -N "$device"
	bare_offline
}
to_devdax() {
	ndctl reconfigure-device -m devdax -f "$device"
}

to_online >/dev/null 2>&1
is "$(daxctl list | jq '.[0] | .online_memblocks == .total_memblocks')" true 'the memory is online'
compare 'list -DRM' bare_list true list -DRM
compare 'list -iDRM' bare_list true list -iDRM
compare version bare_list true version
compare online-memory bare_online to_offline online-memory "$device"
compare offline-memory bare_offline to_online offline-memory "$device"
compare 'to devdax' bare_devdax to_online reconfigure-device -m devdax -f "$device"
compare 'to system-ram' bare_system_ram to_devdax reconfigure-device -m system-ram "$device"
done_testing
