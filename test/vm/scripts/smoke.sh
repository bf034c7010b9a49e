# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# topologies: all
# What every topology has to have before it is worth running tests in it. Needs none of our programs.

# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"

devices=/sys/bus/cxl/devices

number_of() { # PATTERN [DIRECTORY/]
	find "${2:-$devices/}" -mindepth 1 -maxdepth 1 -name "$1" 2>/dev/null | wc -l
}

everybody() {
	local path unbound=''
	for path in "$devices"/mem* "$devices"/endpoint* "$devices"/port*; do
		[ -e "$path/driver" ] || unbound+=" ${path##*/}"
	done
	is "$(number_of 'mem*')" "$MEMDEVS" "number of memdevs"
	is "$(number_of 'endpoint*')" "$MEMDEVS" "number of endpoints"
	is "$(number_of 'mem*' /dev/cxl/)" "$MEMDEVS" "number of character devices"
	is "$unbound" "" "every memdev, endpoint and port has its driver"
	is "$(number_of 'root*')" 1 "one CXL root"
	ok "v85 lists" cxl-v85 list -M
	is "$(jq '[.. | objects | select(has("memdev"))] | length' <<<"$stdout")" "$MEMDEVS" "and finds them all"
	ok "v85 daxctl runs" daxctl-v85 list
	ok "debugfs has the mailbox" test -e /sys/kernel/debug/cxl/mbox/raw_allow_all
	ok "trace events are there" test -d /sys/kernel/tracing/events/cxl
	like "$(cat /sys/kernel/security/lockdown)" '\[none\]' "lockdown is there, and off"
}

scrubbed() {
	local path
	is "$(number_of 'cxl_mem*' /sys/bus/edac/devices/)" "$MEMDEVS" "number of EDAC nodes"
	for path in /sys/bus/edac/devices/cxl_mem0/{scrub0,ecs_fru0,mem_repair0,mem_repair4}; do
		ok "EDAC has ${path##*/}" test -d "$path"
	done
}

emulated() {
	is "$BOOT_TAINT" 0 "the kernel was not tainted at boot"
	is "$(number_of 'fwctl*' /sys/class/fwctl/)" 0 "QEMU has only Features that the kernel keeps: no fwctl"
	[ "$KERNEL" = stock ] || scrubbed
	isnt "$(cat "$devices"/endpoint*/CDAT | wc -c)" 0 "endpoints have a CDAT"
}

mocked() {
	isnt $((BOOT_TAINT & 4096)) 0 "out-of-tree modules have tainted the kernel (O)"
	is $((BOOT_TAINT & ~(4096 | 262144))) 0 "nothing else had at boot, but for test modules (N)"
	is "$(number_of 'fwctl*' /sys/class/fwctl/)" "$MEMDEVS" "number of fwctl nodes"
	is "$(number_of 'fwctl*' /dev/fwctl/)" "$MEMDEVS" "number of fwctl character devices"
	is "$(number_of 'node[0-9]*' /sys/devices/system/node/)" 2 "two NUMA nodes"
	if [ -z "$MODULE_ARGS" ]; then
		ok "the kernel has made a region" test -e "$devices/region0/driver"
	else
		skip "the kernel has made a region" "module parameters"
	fi
}

unloaded() {
	is "$(number_of 'mem*')" 0 "no memdevs"
	not_ok "no mock module" grep -q '^cxl_test ' /proc/modules
}

if [ -n "$NO_LOAD" ]; then
	unloaded
else
	everybody
	if [ -n "$MOCK" ]; then mocked; else emulated; fi
fi
done_testing
