# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# daxctl list, beside that of ndctl v85: devices in each mode and state, several devices in a region.
# topologies: one pmem (with --all: four sixteen)
# kernels: trixie (with --all: bookworm backports)
# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"
# shellcheck source-path=SCRIPTDIR source=state.sh
. "$VM/scripts/state.sh"
# shellcheck source-path=SCRIPTDIR source=parity-compare.sh
. "$VM/scripts/parity-compare.sh"

work=$(mktemp -d)
filter=. marks=' '
dax=/sys/bus/dax/devices

run_to() { # BASE COMMAND...
	local base=$1
	shift
	"$@" >"$base.out" 2>"$base.err" </dev/null
	echo $? >"$base.rc"
}

same() { # ARGUMENTS...
	local difference
	run_to "$work/v85" daxctl-v85 list "$@"
	run_to "$work/ours" daxctl list "$@"
	difference=$(compare_runs "$work/v85" "$work/ours")
	if [ -z "$difference" ]; then tap_pass "daxctl list $*"; else tap_fail "daxctl list $*" "$difference"; fi
}

# The devices and regions of the kernel, as text.
names() {
	ls "$dax"
}

# Two devices in the region of a device in devdax mode, one that is not enabled, and one of size 0.
split() { # DEVICE
	local region=${1#dax} size
	region=${region%.*}
	size=$(<"$dax/$1/size")
	daxctl-v85 disable-device "$1" && daxctl-v85 reconfigure-device -s $((size / 4)) "$1" &&
		daxctl-v85 create-device -r "$region" -s $((size / 4)) && daxctl-v85 create-device -r "$region" -s $((size / 4)) &&
		daxctl-v85 reconfigure-device -s $((size / 2)) "dax$region.1"
	daxctl-v85 disable-device "dax$region.2" && daxctl-v85 destroy-device "dax$region.2"
	daxctl-v85 enable-device "$1"
}

# Memory in the zone of the kernel could not be removed at the end.
policy=$(</sys/devices/system/memory/auto_online_blocks)
echo offline >/sys/devices/system/memory/auto_online_blocks

same
same -R
ok 'regions and DAX devices are created' make_state
first=$(names | head -n 1) first=${first:-dax0.0}
number=${first#dax} number=${number%.*}

all() {
	local options words
	for options in '' -D -R -M -i -u -RD -RM -DM -RDM -iDRM -iDRMu -Ru "-d all" "-r all" "-d $first" "-d ${first#dax}" \
		"-r $number" "-r region$number" "-r $number -d $first" "-R -d $first" "-RD -d $first" "-D -r $number" \
		"-RD -r $number" "-d 99.0" "-r 99" "-u -d 99.0" "-RD -d 99.0" "-d ''" "-r ''" "-d dax" "-r region" "-d $number" \
		"-r $first" "--devices --regions --idle" "--no-devices" "--human"; do
		eval "words=($options)"
		same "${words[@]}"
	done
}

all
for device in $(names); do
	[ "$(basename "$(readlink "$dax/$device/driver")")" = device_dax ] || continue
	[ -e "$dax/$device/mapping" ] || continue
	split "$device" >"$work/split" 2>&1
	note "$device is split: $(tr '\n' ' ' <"$work/split")"
	number=${device#dax} number=${number%.*} first=$device
	all
	break
done

# Not in ndctl.
is "$(daxctl list -i -d "/dev/$first" 2>&1)" "$(daxctl list -i -d "$first" 2>&1)" 'a device node is a name of the device'
for device in $(names); do
	region=$(readlink -f "$dax/$device" | grep -o '/region[0-9]*/dax_region' | cut -d / -f 2)
	[[ -n $region && -e /sys/bus/cxl/devices/$region ]] || continue
	ok "$device: --provider" daxctl list -i -d "$device" --provider
	is "$(jq -r '.[].cxl.region' <<<"$stdout")" "$region" "$device: its CXL region"
	expected=$(cxl-v85 list -R -r "$region" -T | jq -c '[.[0].mappings | sort_by(.position) | .[].memdev]')
	is "$(jq -c '.[].cxl.memdevs' <<<"$stdout")" "$expected" "$device: its memory devices"
done
for device in $(names); do
	[ "$(basename "$(readlink "$dax/$device/driver")")" = kmem ] || continue
	ok "$device: --blocks" daxctl list -d "$device" --blocks
	for state in online offline; do
		is "$(jq -r ".[].memory_blocks.$state // empty" <<<"$stdout" |
			awk -v RS='[,\n]' -F - 'NF {for (i = $1; i <= $NF; i++) print i}' | wc -l)" \
			"$(jq ".[] | if \"$state\" == \"online\" then .online_memblocks else .total_memblocks - .online_memblocks end" \
				<<<"$stdout")" "$device: number of $state blocks"
	done
	for block in $(jq -r '.[].memory_blocks.online // empty' <<<"$stdout" |
		awk -v RS='[,\n]' -F - 'NF {for (i = $1; i <= $NF; i++) print i}'); do
		[ "$(<"/sys/devices/system/memory/memory$block/state")" = online ] || break
		block=
	done
	is "${block:-}" '' "$device: the blocks are online"
done

# The next script starts without regions.
for device in $(names); do
	daxctl-v85 offline-memory "$device" >/dev/null 2>&1
done
restore_state >/dev/null 2>&1
cxl-v85 destroy-region -f all >/dev/null 2>&1
cxl-v85 destroy-region -f all >/dev/null 2>&1
echo "$policy" >/sys/devices/system/memory/auto_online_blocks
udevadm settle
is "$(count_regions)" 0 'the regions are destroyed'
rm -rf "$work"
done_testing
