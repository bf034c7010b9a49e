# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# topologies: all
# kernels: all
# Checks that the topology is complete. Does not use our programs.

# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"

devices=/sys/bus/cxl/devices

count() { # PATTERN [DIRECTORY/]
	find "${2:-$devices/}" -mindepth 1 -maxdepth 1 -name "$1" 2>/dev/null | wc -l
}

check_common() {
	local path unbound=''
	for path in "$devices"/mem* "$devices"/endpoint* "$devices"/port*; do
		[ -e "$path/driver" ] || unbound+=" ${path##*/}"
	done
	is "$(count 'mem*')" "$MEMDEVS" "number of memdevs"
	is "$(count 'endpoint*')" "$MEMDEVS" "number of endpoints"
	is "$(count 'mem*' /dev/cxl/)" "$MEMDEVS" "number of character devices"
	is "$unbound" "" "every memdev, endpoint and port has a driver"
	is "$(count 'root*')" 1 "one CXL root"
	ok "cxl-v85 list succeeds" cxl-v85 list -M
	is "$(jq '[.. | objects | select(has("memdev"))] | length' <<<"$stdout")" "$MEMDEVS" "cxl-v85 list shows all memdevs"
	ok "daxctl-v85 list succeeds" daxctl-v85 list
	ok "debugfs has cxl/mbox" test -e /sys/kernel/debug/cxl/mbox/raw_allow_all
	if [ "$KERNEL" = bookworm ]; then
		skip "CXL trace events exist" "Linux 6.1 has none"
	else
		ok "CXL trace events exist" test -d /sys/kernel/tracing/events/cxl
	fi
	like "$(cat /sys/kernel/security/lockdown)" '\[none\]' "lockdown is supported and disabled"
}

check_edac() {
	local path
	is "$(count 'cxl_mem*' /sys/bus/edac/devices/)" "$MEMDEVS" "number of EDAC devices"
	for path in /sys/bus/edac/devices/cxl_mem0/{scrub0,ecs_fru0,mem_repair0,mem_repair4}; do
		ok "EDAC has ${path##*/}" test -d "$path"
	done
}

check_emulated() {
	is "$BOOT_TAINT" 0 "the kernel was not tainted at boot"
	is "$(count 'fwctl*' /sys/class/fwctl/)" 0 "no fwctl devices: emulated devices have only kernel-owned Features"
	[ "$KERNEL" != own ] || check_edac
	isnt "$(cat "$devices"/endpoint*/CDAT | wc -c)" 0 "endpoints have a CDAT"
}

check_mock() {
	local mailboxes=$MEMDEVS
	[ "$TOPOLOGY" != type2 ] || mailboxes=0
	isnt $((BOOT_TAINT & 4096)) 0 "kernel is tainted by out-of-tree modules (O)"
	is $((BOOT_TAINT & ~(4096 | 262144))) 0 "no taint at boot except O and N (test modules)"
	is "$(count 'fwctl*' /sys/class/fwctl/)" "$mailboxes" "number of fwctl devices"
	is "$(count 'fwctl*' /dev/fwctl/)" "$mailboxes" "number of fwctl character devices"
	is "$(count 'node[0-9]*' /sys/devices/system/node/)" 2 "two NUMA nodes"
	if [ -z "$MODULE_ARGS" ] || [ "$TOPOLOGY" = type2 ]; then
		ok "region created by the kernel exists" test -e "$devices/region0/driver"
	else
		skip "region created by the kernel exists" "cxl_test module parameters are set"
	fi
}

check_unloaded() {
	is "$(count 'mem*')" 0 "no memdevs"
	not_ok "cxl_test module is not loaded" grep -q '^cxl_test ' /proc/modules
}

if [ -n "$NO_LOAD" ]; then
	check_unloaded
else
	check_common
	if [ -n "$MOCK" ]; then check_mock; else check_emulated; fi
fi
done_testing
