# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2153,SC2154 # guest.sh and run set MEMDEVS, KERNEL, TOPOLOGY, stdout, stderr and code
# "cxl list --pci" and "cxl doe list", compared with lspci and setpci, sysfs, and the layout of the devices of QEMU.
# topologies: switch (with --all: one four)
# kernels: (with --all: bookworm trixie backports)
. "$VM/guest.sh"

before=$(taint)

output() { # JQ_FILTER: applied to the output of the last command
	jq -c "$1" <<<"$stdout"
}

lspci_of() { # ADDRESS
	lspci -vvv -D -s "$1"
}

register() { # ADDRESS OFFSET[.WIDTH] -> decimal
	printf '%d\n' "0x$(setpci -s "$1" "$2")"
}

offset_of() { # ADDRESS CAPABILITY [N]: in lspci's words, the Nth one; decimal
	lspci_of "$1" | sed -n "s/^\tCapabilities: \[\([0-9a-f]*\) v[0-9]*\] $2.*/\1/p" | sed -n "${3:-1}p" |
		while read -r hex; do printf '%d\n' "0x$hex"; done
}

speed() { # "LnkCap" or "LnkSta", of $text -> 32
	sed -n "s/.*$1:.*Speed \([0-9.]*\)GT\/s.*/\1/p" <<<"$text" | head -1
}

width() {
	sed -n "s/.*$1:.*Width x\([0-9]*\).*/\1/p" <<<"$text" | head -1
}

yes_no() { # FLAG+ or FLAG- in the line LABEL of $text -> true or false
	case $(grep -m 1 "$2:" <<<"$text" | grep -o "$1[+-]") in
	*+) echo true ;;
	*-) echo false ;;
	*) echo none ;;
	esac
}

check_identity() { # ADDRESS
	local attr
	for attr in vendor device class subsystem_vendor subsystem_device revision; do
		is "$(output ".pci.$attr")" "\"$(cat "/sys/bus/pci/devices/$1/$attr")\"" "$1: $attr"
	done
	is "$(output '[.pci.vendor_name, .pci.device_name | select(.)]')" \
		"$(lspci -D -vmm -s "$1" | grep -E '^(Vendor|Device):' | sed -n 's/^[^\t]*\t//p' |
			grep -vE '^(Vendor|Device) [0-9a-f]{4}$' | jq -Rc . | jq -sc .)" "$1: names, as lspci"
	is "$(output '.pci.reset_methods // [] | join(" ")')" "\"$(cat "/sys/bus/pci/devices/$1/reset_method" 2>/dev/null)\"" "$1: reset methods"
}

check_link() { # ADDRESS
	is "$(output '.pci.link | [.speed_gts, .width, .max_speed_gts, .max_width]')" \
		"[$(speed LnkSta),$(width LnkSta),$(speed LnkCap),$(width LnkCap)]" "$1: link, as lspci"
}

check_aer() { # ADDRESS
	local attr total=()
	for attr in correctable nonfatal fatal; do
		total+=("$(awk '/^TOTAL_ERR/ { print $2 }' "/sys/bus/pci/devices/$1/aer_dev_$attr")")
	done
	is "$(output '.pci.aer | [.correctable, .nonfatal, .fatal]')" "[${total[0]},${total[1]},${total[2]}]" "$1: AER counters"
	is "$(output '.pci.aer | (.correctable_status | length) + (.uncorrectable_status | length)')" \
		"$(grep -E '(UESta|CESta):' <<<"$text" | grep -o '+' | wc -l)" "$1: AER status, as lspci"
}

check_dvsecs() { # ADDRESS
	local dvsec at
	is "$(output '[.pci.dvsecs[].offset]')" \
		"[$(grep -o '^.Capabilities: \[[0-9a-f]* v[0-9]*\] Designated Vendor-Specific: Vendor=1e98' <<<"$text" |
			sed 's/.*\[\([0-9a-f]*\) .*/0x\1/' | while read -r at; do printf '%d\n' "$at"; done | paste -sd,)]" \
		"$1: offsets of the DVSECs, as lspci"
	while read -r dvsec at; do
		is "$(output ".pci.dvsecs[] | select(.dvsec == \"$dvsec\") | [.revision, .length]")" \
			"[$(($(register "$1" "$(printf '%x' $((at + 6))).w") & 15)),$(($(register "$1" "$(printf '%x' $((at + 6))).w") >> 4))]" \
			"$1: revision and length of $dvsec, as setpci"
	done < <(output '.pci.dvsecs[] | "\(.dvsec) \(.offset)"' | tr -d '"')
}

flexbus() { # KEY
	output ".pci.dvsecs[] | select(.dvsec == \"flexbus_port\") | .$1"
}

check_flexbus() { # ADDRESS
	local at word
	at=$(flexbus offset)
	word=$(register "$1" "$(printf '%x' $((at + 14))).w")
	is "$(flexbus '| [.cache_enabled, .io_enabled, .mem_enabled, .flit_68b] | map(if . then 1 else 0 end) | join("")' | tr -d '"')" \
		"$((word & 1))$((word >> 1 & 1))$((word >> 2 & 1))$((word >> 5 & 1))" "$1: flex bus status, as setpci"
	is "$(flexbus mem_capable)" "$(yes_no Mem FBCap)" "$1: flex bus capability, as lspci"
}

check_device() { # ADDRESS MEMDEV
	local device='.pci.dvsecs[] | select(.dvsec == "device")' serial first
	# QEMU's first range has the volatile memory, or the persistent one of devices without.
	first=$(($(cat "/sys/bus/cxl/devices/$2/ram/size")))
	if ((first == 0)); then first=$(($(cat "/sys/bus/cxl/devices/$2/pmem/size"))); fi
	is "$(output "$device | [.cache_capable, .io_capable, .mem_capable, .mem_hwinit_mode, .viral_capable]")" \
		"[$(yes_no Cache CXLCap),$(yes_no IO CXLCap),$(yes_no Mem CXLCap),$(yes_no MemHWInit CXLCap),$(yes_no Viral CXLCap)]" \
		"$2: CXL capability, as lspci"
	is "$(output "$device | [.cache_enabled, .io_enabled, .mem_enabled]")" \
		"[$(yes_no Cache CXLCtl),$(yes_no IO CXLCtl),$(yes_no Mem CXLCtl)]" "$2: CXL control, as lspci"
	is "$(output "$device | .hdm_count")" "$(grep -m 1 CXLCap: <<<"$text" | sed 's/.*HDMCount \([0-9]*\).*/\1/')" "$2: number of ranges"
	is "$(output "$device | [.ranges[0] | .valid, .active, .size]")" \
		"[true,true,$first]" "$2: size of the first range"
	is "$(output '.pci.dvsecs[] | select(.dvsec == "register_locator") | [.blocks[] | .registers, .bar_number]')" \
		'["component",0,"device",2]' "$2: register blocks of QEMU"
	serial=$(output .pci.serial)
	is "$serial" "$(($(cat "/sys/bus/cxl/devices/$2/serial")))" "$2: serial number, as that of the memdev"
	is "$serial" "$((0x$(sed -n 's/.*Device Serial Number \([0-9a-f-]*\)$/\1/p' <<<"$text" | tr -d -)))" "$2: serial number, as lspci"
}

check_doe() { # ADDRESS OFFSET
	local at caps status
	at=$(output '.mailboxes[0].offset')
	is "$(output '[.mailboxes[].offset]')" "[$2]" "$1: DOE mailbox at $2, as in QEMU"
	is "$at" "$(offset_of "$1" 'Data Object Exchange')" "$1: DOE mailbox, as lspci"
	caps=$(register "$1" "$(printf '%x' $((at + 4))).l")
	status=$(register "$1" "$(printf '%x' $((at + 12))).l")
	is "$(output '.mailboxes[0] | [.interrupt_supported, .busy, .error, .object_ready] | map(if . then 1 else 0 end) | join("")' | tr -d '"')" \
		"$((caps & 1))$((status & 1))$((status >> 2 & 1))$((status >> 31 & 1))" "$1: state of the mailbox, as setpci"
	is "$(output '.mailboxes[0].interrupt_number // 0')" "$((caps & 1 ? caps >> 1 & 2047 : 0))" "$1: interrupt number, as setpci"
	if [ -d "/sys/bus/pci/devices/$1/doe_features" ]; then
		is "$(output '.protocols')" '[{"protocol":"0001:00","name":"discovery","kernel_uses":true},{"protocol":"1e98:02","name":"cdat","kernel_uses":true}]' \
			"$1: protocols of QEMU, both used by the kernel"
	else
		is "$(output '.protocols')" null "$1: no protocols"
		like "$stderr" 'DOE protocols are not supported by this kernel \(needs Linux 6.16\)' "$1: this kernel shows no protocols"
	fi
}

check_memdev() { # MEMDEV
	local address
	address=$(basename "$(realpath "/sys/bus/cxl/devices/$1/..")")
	text=$(lspci_of "$address")
	ok "$1: list --pci" cxl list -i --pci -m "$1"
	stdout=$(jq '.[0]' <<<"$stdout")
	is "$(output .pci.address)" "\"$address\"" "$1: address"
	check_identity "$address"
	check_link "$address"
	check_aer "$address"
	check_dvsecs "$address"
	check_flexbus "$address"
	check_device "$address" "$1"
	ok "$1: doe list" cxl doe list "$1"
	stdout=$(jq '.[0]' <<<"$stdout")
	check_doe "$address" $((0x19c))
}

check_bridge() { # ADDRESS JQ_FILTER_OF_THE_OBJECT
	local object=$2
	text=$(lspci_of "$1")
	ok "$1: list --pci -PT" cxl list -i --pci -PT
	stdout=$(jq "[.. | objects | select(.pci.address == \"$1\")][0]" <<<"$stdout")
	is "$(output "$object")" true "$1: kind of the object"
	check_identity "$1"
	check_link "$1"
	check_aer "$1"
	check_dvsecs "$1"
	check_flexbus "$1"
}

check_unprivileged() {
	stdout=$(setpriv --reuid 65534 --regid 65534 --clear-groups cxl list -M --pci 2>"$tap_dir/warnings")
	is "$(output '[.[] | select(.pci.dvsecs)] | length')" 0 "an ordinary user sees no DVSECs"
	is "$(output '[.[] | select(.pci.link.width)] | length')" "$MEMDEVS" "an ordinary user sees the links"
	is "$(output '[.[].pci.protocols]')" "$(cxl list -M --pci 2>/dev/null | jq -c '[.[].pci.protocols]')" "and the protocols, with their use"
	is "$(grep -c 'only the first 64 bytes of the PCI configuration space can be read; run as root' "$tap_dir/warnings")" 1 "one warning for all"
}

for path in /sys/bus/cxl/devices/mem*; do
	check_memdev "${path##*/}"
done
for port in $(lspci -D -d 8086:7075 | cut -d' ' -f 1); do
	# Only those that have a memory device or switch below them are downstream ports of CXL.
	cxl list -i -PT | jq -e "[.. | objects | select(.dport == \"$port\")] | length > 0" >/dev/null || continue
	check_bridge "$port" '.dport == .pci.address'
	ok "$port: doe list" cxl doe list "$port"
	is "$(output '.[0] | [.address, .mailboxes]')" "[\"$port\",[]]" "$port: a root port has no mailbox"
done
if [ "$TOPOLOGY" = switch ]; then
	upstream=$(lspci -D -d 19e5:a128 | cut -d' ' -f 1)
	check_bridge "$upstream" '.host == .pci.address and (.port | startswith("port"))'
	ok "$upstream: doe list" cxl doe list "$upstream"
	stdout=$(jq '.[0]' <<<"$stdout")
	check_doe "$upstream" $((0x1c0))
	like "$(output .port)" '"port[0-9]+"' "$upstream: name of the port"
	for port in $(lspci -D -d 19e5:a129 | cut -d' ' -f 1); do
		check_bridge "$port" '.dport == .pci.address'
	done
fi
ok "doe list" cxl doe list
is "$(output length)" $((MEMDEVS + $([ "$TOPOLOGY" = switch ] && echo 1 || echo 0))) "memory devices and switches are listed, and no root ports"
other=$(lspci -D -d ::0601 | head -1 | cut -d' ' -f 1)
ok "a function that is not CXL" cxl doe list "$other"
is "$(output '.[0] | [.address, .mailboxes, .protocols]')" "[\"$other\",[],null]" "it has no DOE"
check_unprivileged
is "$(taint)" "$before" "the kernel was not tainted"
done_testing
