# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# make_state: creates the state of a topology for capture and comparison: regions, DAX devices in both modes, a
# disabled device; returns the first error. restore_state: enables that device. Uses ndctl v85, so that it does not
# depend on our programs.

mem_at() { # HOST... -> names of their memdevs
	local host path
	for host in "$@"; do
		for path in /sys/bus/cxl/devices/mem*; do
			[ "$(basename "$(dirname "$(readlink -f "$path")")")" != "$host" ] || basename "$path"
		done
	done
}

# Number of regions after make_state.
# shellcheck disable=SC2034 # used by parity.sh
declare -A state_regions=([one]=2 [pmem]=2 [four]=2 [switch]=1 [sixteen]=3 [test]=3 [type2]=1)
# shellcheck disable=SC2034
[ "$KERNEL" != bookworm ] || state_regions[pmem]=1

count_regions() {
	find /sys/bus/cxl/devices -name 'region*' | wc -l
}

create_region() { # ROOT_DECODER TYPE SIZE HOST... -> region number
	local decoder=$1 type=$2 size=$3 memdevs identity=() created number
	shift 3
	mapfile -t memdevs < <(mem_at "$@")
	[ "$type" != pmem ] || identity=(-U "5c1f0a70-0000-4000-8000-00000000000${decoder#*.}")
	created=$(cxl-v85 create-region -m -d "$decoder" -t "$type" -s "$size" -w $# "${identity[@]}" "${memdevs[@]}") ||
		return
	number=$(jq -er '.region[6:]' <<<"$created") || return
	udevadm settle
	printf '%s\n' "$number"
}

# Decoders of a port must be committed in address order, so regions in lower windows are created first.

state_one() {
	local first second
	first=$(create_region decoder0.0 ram 256M 0000:0d:00.0) || return
	second=$(create_region decoder0.0 ram 256M 0000:0d:00.0) || return
	daxctl-v85 online-memory "dax$first.0" || return
	daxctl-v85 reconfigure-device -m devdax "dax$second.0"
}

# Volatile memory first: free volatile DPA below allocated persistent DPA cannot be allocated. Linux before 6.3 has no
# volatile regions.
state_pmem() {
	[ ! -e /sys/bus/cxl/devices/decoder0.0/create_ram_region ] || create_region decoder0.0 ram 256M 0000:0e:00.0 || return
	create_region decoder0.0 pmem 512M 0000:0d:00.0 0000:0e:00.0
}

state_four() {
	local across
	create_region decoder0.1 ram 512M 0000:36:00.0 || return
	across=$(create_region decoder0.2 ram 512M 0000:0d:00.0 0000:35:00.0) || return
	daxctl-v85 reconfigure-device -m devdax "dax$across.0" || return
	cxl-v85 disable-memdev "$(mem_at 0000:0e:00.0)"
}

state_switch() {
	create_region decoder0.0 ram 1G 0000:0f:00.0 0000:10:00.0 0000:11:00.0 0000:12:00.0
}

state_sixteen() {
	local idle
	create_region decoder0.0 ram 512M 0000:0e:00.0 0000:0f:00.0 || return
	idle=$(create_region decoder0.1 ram 256M 0000:36:00.0) || return
	create_region decoder0.4 ram 1G 0000:0d:00.0 0000:35:00.0 0000:5d:00.0 0000:85:00.0 || return
	cxl-v85 disable-region "region$idle" || return
	cxl-v85 disable-memdev "$(mem_at 0000:87:00.0)"
}

# region0 is created by the kernel.
state_test() {
	local across
	across=$(create_region decoder0.1 ram 1G cxl_mem.2 cxl_mem.1) || return
	daxctl-v85 reconfigure-device -m devdax "dax$across.0" || return
	create_region decoder0.4 pmem 512M cxl_mem.8 || return
	cxl-v85 disable-memdev "$(mem_at cxl_mem.9)" || return
	cxl-v85 reserve-dpa -t pmem -s 256M "$(mem_at cxl_mem.3)"
}

# The kernel creates the only region, and it is locked.
state_type2() {
	true
}

make_state() {
	"state_$TOPOLOGY" || return
	udevadm settle
	echo 1 >/sys/bus/cxl/flush || return
	udevadm settle
}

restore_state() {
	cxl-v85 enable-memdev all
	udevadm settle
}
