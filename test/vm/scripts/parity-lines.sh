# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# Reads scripts/parity.list and replaces the placeholders with the names on this machine.

# The endpoint is that of mem0, or any if mem0 is the memdev that make_state has disabled.
read_names() {
	local path endpoint='' serial
	mem0=$(readlink -f /sys/bus/cxl/devices/mem0)
	for path in /sys/bus/cxl/devices/endpoint*; do
		[ -n "$endpoint" ] && [ "$(readlink -f "$path/uport")" != "$mem0" ] || endpoint=${path##*/}
	done
	serial=$(cat "$mem0/serial" 2>/dev/null) || serial=0x0 # an accelerator has none
	names=(
		-e "s/@host@/$(basename "$(dirname "$mem0")")/g"
		-e "s/@serial@/$serial/g"
		-e "s/@decimal@/$((serial))/g"
		-e "s/@bridge@/$(basename "$(readlink -f /sys/bus/cxl/devices/port1/uport)")/g"
		-e "s/@endpoint@/$endpoint/g"
		-e "s/@id@/${endpoint#endpoint}/g"
		-e "s/@provider@/$([ -n "$MOCK" ] && echo cxl_test || echo ACPI.CXL)/g"
	)
}

parity_lines() { # -> lines "sysfs|device ARGUMENTS"
	read_names
	sed -e '/^#/d' -e '/^$/d' "${names[@]}" "$VM/scripts/parity.list"
}
