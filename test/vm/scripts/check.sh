# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# cxl check: nothing is found on a healthy system; what is broken is found first, and the command that is printed
# repairs it.
# topologies: one (with --all: four test)
. "$VM/guest.sh"

before=$(taint)
devices=/sys/bus/cxl/devices
daxctl() { daxctl-v85 "$@"; }

# The devices of cxl_test report that all data is lost, and have addresses without memory.
options=(--format json)
[ "$TOPOLOGY" != test ] || options+=(--without "health alert memory-block")

problems() { # -> RULE RESULT DEVICE of each, in order
	cxl check "${options[@]}" 2>/dev/null |
		jq -r '.[] | select(.result == "warn" or .result == "fail") | "\(.rule) \(.result) \(.device // "-")"'
}

known=$(problems)
is "$known" '' 'nothing is found'
note "$(cxl check --format json 2>/dev/null | jq -r '.[] | select(.result != "pass") | "\(.rule) \(.result) \(.device): \(.seen)"')"

breaks() { # RULE DEVICE NAME
	exits "$([ "$(problems | grep -c ' fail ')" = 0 ] && echo 0 || echo 1)" "$3: check" cxl check "${options[@]}"
	is "$(jq -r '.[0] | "\(.rule) \(.device // "-")"' <<<"$stdout")" "$1 $2" "$3: the cause comes first"
	note "$(jq -r '.[0] | .seen, .command' <<<"$stdout")"
	eval "$(jq -r '.[0].command' <<<"$stdout")" >/dev/null 2>&1
	echo 1 >/sys/bus/cxl/flush
}

is_known() {
	[ "$(problems)" = "$known" ]
}

repaired() { # NAME
	wait_for 20 is_known
	is "$(problems)" "$known" "$1: the command has repaired it"
}

idle() { # -> a memory device without committed decoders
	cxl list -M -B -P -E | jq -r '[.. | objects | select(.endpoint and ((.decoders_committed // 0) == 0)) | .memdev.memdev // .host][0]'
}

memdev=$(idle)
note "memory device without region: $memdev"
echo "$memdev" >/sys/bus/cxl/drivers/cxl_mem/unbind
breaks memdev-driver "$memdev" 'a memory device is unbound'
repaired 'a memory device is unbound'

memdev=$(idle)
if ok 'memory is reserved' cxl reserve-dpa -t ram -s 256M "$memdev"; then
	decoder=$(jq -r '[.. | .decoder? | strings][0]' <<<"$stdout")
	breaks decoder "$decoder" 'memory is reserved without a region'
	repaired 'memory is reserved without a region'
fi

root=$(basename "$(dirname "$(find "$devices"/decoder0.*/ -maxdepth 1 -name create_ram_region | head -1)")")
region=$(cat "$devices/$root/create_ram_region")
echo "$region" >"$devices/$root/create_ram_region"
breaks region "$region" 'a region is created, and not set up'
repaired 'a region is created, and not set up'

if [ "$TOPOLOGY" != test ]; then
	address=$(basename "$(realpath "$devices/$(idle)/..")")
	echo "$address" >/sys/bus/pci/drivers/cxl_pci/unbind
	breaks pci-driver "$address" 'a PCI function is unbound'
	repaired 'a PCI function is unbound'

	# As by default, the driver kmem takes the memory, and nothing sets it online.
	read -r root memdev < <(cxl create-region --explain -t ram -w 1 --format json |
		jq -r '[.[] | select(.possible)][0] | [.decoder] + .order | join(" ")')
	region=$(cxl-v85 create-region -m -d "$root" -t ram -s 256M -w 1 "$memdev" 2>/dev/null | jq -r .region)
	dax=dax${region#region}.0
	if ok 'a region with a DAX device' wait_for 10 test -e "/sys/bus/dax/drivers/kmem/$dax"; then
		breaks memory-block "$dax" 'memory blocks are offline'
		repaired 'memory blocks are offline'
		ok 'the memory is offline again' daxctl-v85 offline-memory "$dax"
	fi
	ok 'the region is disabled' cxl disable-region -f "$region"
	breaks region "$region" 'a region is disabled'
	is "$(problems | grep -c '^region')" 0 'a region is disabled: the command has enabled it'
	cxl destroy-region -f "$region" >/dev/null 2>&1
	repaired 'the region is destroyed'

	echo ACPI0017:00 >/sys/bus/platform/drivers/cxl_acpi/unbind
	breaks acpi - 'the bus is unbound'
	for path in "$devices"/mem*; do
		[ -e "$path/driver" ] || cxl enable-memdev "${path##*/}" >/dev/null 2>&1
	done
	repaired 'the bus is unbound'
fi

exits 0 'an ordinary user' setpriv --reuid 65534 --regid 65534 --clear-groups cxl check "${options[@]}"
is "$(jq -r '[.[] | select(.result == "pass" and (.rule == "health" or .rule == "firmware-ram" or .rule == "alert"))] | length' <<<"$stdout")" 0 \
	'what an ordinary user cannot read has not passed'

rm -rf /tmp/check-dump
ok 'a dump' cxl dump -o /tmp/check-dump
cxl check "${options[@]}" >/tmp/check-live 2>/dev/null
cxl check "${options[@]}" --from /tmp/check-dump >/tmp/check-from 2>/dev/null
is "$(jq -c '.[] | [.rule, .result, .device]' /tmp/check-from)" "$(jq -c '.[] | [.rule, .result, .device]' /tmp/check-live)" \
	'the same from a dump'
rm -rf /tmp/check-dump /tmp/check-live /tmp/check-from
is "$(taint)" "$before" 'the kernel was not tainted'
done_testing
