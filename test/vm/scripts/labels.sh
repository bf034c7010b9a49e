# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# Labels that the kernel wrote, read and written by our commands and by ndctl v85.
# topologies: pmem (with --all: test)
. "$VM/guest.sh"

devices=/sys/bus/cxl/devices
files=$(mktemp -d)

# The kernel uses the labels of a memdev while a driver is bound to its device pmemN.
in_use() { # MEMDEV
	[ -e "/sys/bus/cxl/drivers/cxl_nvdimm/pmem${1#mem}" ]
}

not_in_use() {
	! in_use "$1"
}

# One of a region would disable it.
first_in_use() {
	local memdev members
	members=$(cxl-v85 list -R -T 2>/dev/null | jq -r '.[].mappings[].memdev')
	for memdev in "$devices"/mem*; do
		memdev=${memdev##*/}
		if in_use "$memdev" && ! grep -qx "$memdev" <<<"$members"; then
			echo "$memdev"
			return
		fi
	done
}

# A namespace in a new region makes the kernel write a label.
create_namespace() { # MEMDEV UUID
	local decoder region namespace
	decoder=$(cxl-v85 list -D -d root -m "$1" 2>/dev/null |
		jq -r '[.. | objects | select(.pmem_capable and .max_available_extent > 0 and .nr_targets == 1)][0].decoder')
	region=$(cxl-v85 create-region -t pmem -s 256M -d "$decoder" -m "$1" | jq -r .region) || return
	wait_for 20 test -e "$devices/$region/driver" || return
	region=$(find "$(readlink -f "$devices/$region")/" -path '*/pmem_region*/region*' -name namespace_seed -printf '%h\n' | head -n 1)
	[ -n "$region" ] || region=$(find /sys/devices -path '*/ndbus*/region*' -name namespace_seed -printf '%h\n' | head -n 1)
	namespace=$region/$(cat "$region/namespace_seed")
	echo "$2" >"$namespace/uuid" && echo data >"$namespace/alt_name" && echo $((64 << 20)) >"$namespace/size"
}

memdev=$(first_in_use)
size=$(cat "$devices/$memdev/label_storage_size")
uuid=8f0b7a5e-3c52-4d0b-9f53-6f0a4c1e2d11
note "$memdev: $size bytes"

exits 3 'write-labels is refused while the kernel uses the labels' cxl write-labels "$memdev" -i /etc/hostname
like "$stderr" 'in exclusive use by the kernel' 'the message says so'
exits 3 'zero-labels is refused, too' cxl zero-labels "$memdev"
not_ok 'zero-labels of ndctl fails' cxl-v85 zero-labels "$memdev"

if [ -z "$MOCK" ]; then
	ok 'the kernel creates a namespace' create_namespace "$memdev" "$uuid"
	ok 'read-labels --decode succeeds' cxl read-labels "$memdev" --decode
	# Linux writes labels of UEFI on CXL devices, too, and no region labels.
	is "$(jq -c '.[0] | [.state, .slots - .free_slots, (.labels | map(.type))]' <<<"$stdout")" '["valid",1,["efi"]]' \
		'the label of the namespace is in use'
	is "$(jq -c '.[0].labels[0] | [.uuid, .name, .interleave_ways, .position, .dpa_size, .updating]' <<<"$stdout")" \
		"[\"$uuid\",\"data\",1,0,67108864,false]" 'it has the values that were written to sysfs'
	ok 'check-labels succeeds' cxl check-labels "$memdev"
	is "$(jq -c '.[0].problems' <<<"$stdout")" '[]' 'labels of the kernel have no problems'
fi
ok 'read-labels succeeds' cxl read-labels "$memdev" -o "$files/ours"
is "$stderr" 'read 1 mem' 'the summary is that of ndctl'
ok 'read-labels of ndctl succeeds' cxl-v85 read-labels "$memdev" -o "$files/ndctl"
ok 'both read the same content' cmp "$files/ours" "$files/ndctl"
is "$(stat -c %s "$files/ours")" "$size" 'all of it'
cxl read-labels "$memdev" -s 100 -O 50 2>/dev/null | cmp - <(tail -c +51 "$files/ndctl" | head -c 100)
is "${PIPESTATUS[*]}" '0 0' 'read-labels reads a part of it'

if [ -z "$MOCK" ]; then
	region=$(cxl-v85 list -R -r all | jq -r '.[0].region')
	cxl-v85 destroy-region -f "$region" >/dev/null 2>&1
fi
ok 'the memdev is disabled' cxl-v85 disable-memdev -f "$memdev"
ok 'the kernel does not use the labels any more' wait_for 20 not_in_use "$memdev"

head -c "$size" /dev/urandom >"$files/random"
ok 'write-labels succeeds' cxl write-labels "$memdev" -i "$files/random" --format json
is "$(jq -c '.[0] | [.changed, .verified]' <<<"$stdout")" '[true,true]' 'it writes and reads back'
ok 'ndctl reads the labels' cxl-v85 read-labels "$memdev" -o "$files/ndctl"
ok 'ndctl reads what was written' cmp "$files/random" "$files/ndctl"
ok 'write-labels succeeds a second time' cxl write-labels "$memdev" -i "$files/random" --format json
is "$(jq -c '.[0].changed' <<<"$stdout")" false 'nothing is written then'
ok 'zero-labels --dry-run succeeds' cxl zero-labels "$memdev" --dry-run
ok 'nothing was changed' cmp <(cxl read-labels "$memdev" 2>/dev/null) "$files/random"
exits 1 'check-labels reports the random content' cxl check-labels "$memdev"
ok 'zero-labels succeeds' cxl zero-labels "$memdev"
is "$stderr" 'zeroed 1 mem' 'the summary is that of ndctl'
cxl-v85 read-labels "$memdev" 2>/dev/null | cmp -n "$size" - /dev/zero
is "${PIPESTATUS[*]}" '0 0' 'ndctl reads zeros'
ok 'check-labels accepts an empty area' cxl check-labels "$memdev"
ok 'write-labels of ndctl succeeds' cxl-v85 write-labels "$memdev" -i "$files/ours"
ok 'we read what ndctl wrote' cmp <(cxl read-labels "$memdev" 2>/dev/null) "$files/ours"
ok 'zero-labels of all devices succeeds' cxl zero-labels "$memdev"
exits 1 'an offset behind the end fails' cxl read-labels "$memdev" -O "$size"

# As at the start, for the next script.
ok 'the memdev is enabled' cxl-v85 enable-memdev "$memdev"
ok 'the kernel uses the labels again' wait_for 20 in_use "$memdev"
rm -rf "$files"
done_testing
