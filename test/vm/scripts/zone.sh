# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# Memory in the zone of the kernel, which it may use itself and then never releases. The last script of a machine: the
# region cannot be destroyed.
# topologies: pmem
. "$VM/guest.sh"

memory=/sys/devices/system/memory
echo offline >"$memory/auto_online_blocks"
read -r memdev size < <(cxl-v85 list -M | jq -r 'max_by(.ram_size // 0) | "\(.memdev) \([.ram_size // 0, 536870912] | min)"')
decoder=$(cxl-v85 list -D -d root | jq -r '[.. | objects | select(.volatile_capable)][0].decoder')
ok 'create-region' cxl create-region -t ram -d "$decoder" -m "$memdev" -s "$size"
udevadm settle
device=$(basename /sys/bus/dax/devices/dax*.0)

ok 'online in the zone of the kernel' daxctl online-memory --no-movable "$device"
is "$(daxctl-v85 list | jq -c '.[0] | [.online_memblocks == .total_memblocks, .movable]')" '[true,false]' 'as ndctl sees it'
ok 'again' daxctl online-memory "$device"
like "$stderr" 'memory blocks? (is|are) not in zone Movable' 'a warning about the zone'
# A section of the configuration that requests the other zone.
mkdir -p /etc/daxctl.conf.d
printf '[reconfigure-device test]\nmemdev.serial = %s\nmovable = yes\n' "$(cxl-v85 list -m "$memdev" | jq -r '.[0].serial')" >/etc/daxctl.conf.d/zone.conf
tap_run daxctl reconfigure-device -C "$device"
note "$code $stderr"
zones=$(daxctl-v85 list | jq -c '.[0] | [.online_memblocks == .total_memblocks, .movable]')
if [ "$code" = 0 ]; then
	is "$zones" '[true,true]' 'the configuration moves it'
	ok 'which is undone' daxctl undo --yes
	zones=$(daxctl-v85 list | jq -c '.[0] | [.online_memblocks == .total_memblocks, .movable]')
else # the kernel uses it already
	like "$stderr" 'offline.*busy' 'the configuration cannot move it'
fi
is "$zones" '[true,false]' 'it is as it was before'
rm /etc/daxctl.conf.d/zone.conf

exits 3 'it is in use' daxctl reconfigure-device -m devdax "$device"

# The kernel takes its objects from there.
mkdir -p /run/objects/{1..10000}
tap_run daxctl offline-memory "$device" --timeout 5 --format json
note "$code $stderr"
failed=$(jq '.[0].failed_blocks | length' <<<"$stdout")
online=0
for block in $(jq -r '.[0].failed_blocks[]?.memory_block' <<<"$stdout"); do
	[ "$(<"$memory/memory$block/state")" != online ] || online=$((online + 1))
done
is "$online" "$failed" 'the blocks that failed are online'
is "$(jq '.[0].online_memblocks' <<<"$stdout")" "$failed" 'all others are offline'
if [ "$failed" = 0 ]; then
	is "$code" 0 'the kernel has released everything'
else
	is "$code" 1 'the exit status'
	is "$(jq -r '.[0].failed_blocks[].zone' <<<"$stdout" | sort -u)" Normal 'the zone is named'
	like "$stderr" 'memory block [0-9]+ \(0x[0-9a-f]+-0x[0-9a-f]+\)' 'so is the block'
	ok 'the others are set online again' daxctl online-memory --no-movable "$device"
fi
done_testing
