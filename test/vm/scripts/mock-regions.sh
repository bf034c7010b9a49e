# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# Regions of the kernel's mock devices, beside those of ndctl v85: the one that the kernel assembles from the decoders
# of "firmware", and those of as many memory devices as possible, with modulo and with XOR arithmetic.
# topologies: test
. "$VM/guest.sh"

devices=/sys/bus/cxl/devices

# One line for each attribute. Decoders without a region keep the settings of former ones.
state() {
	local a files=()
	for a in start size region mode dpa_size interleave_ways interleave_granularity target{0..7} commit; do
		files+=("$devices"/{decoder,region}*/"$a")
	done
	grep -sH . "${files[@]}" | sed "s,^$devices/,," | sort | awk -F / '
		{line[NR] = $0; name[NR] = $1; attr[NR] = $2}
		$2 ~ /^region:/ {used[$1]}
		END {
			for (i = 1; i <= NR; i++)
				if (name[i] in used || name[i] !~ /^decoder[1-9]/ || attr[i] ~ /^dpa_size/)
					print line[i]
		}'
}

# The same for any order in which the kernel names devices.
anonymous_state() {
	state | sed -E 's/^[a-z]+[0-9.]+//; s/(target[0-9]:)decoder.*/\1/' | sort | uniq -c
}

reload() { # ARGUMENTS...
	modprobe -r cxl_test
	modprobe cxl_test "$@"
	udevadm settle
	wait_for 20 all_are_enabled
	echo 1 >/sys/bus/cxl/flush
}

all_are_enabled() {
	! cxl list -M -i | grep -q '"state":"disabled"' && [ "$(cxl list -M | jq length)" -gt 4 ]
}

explain() { # ARGUMENTS...
	cxl create-region --explain --format json "$@"
}

# Ours, then that of ndctl in the same order: it does not sort the targets.
same() { # ROOT TYPE
	local args=(-d "$1" -t "$2") ways memdevs ours ours_state uuid=()
	ways=$(explain "${args[@]}" 2>/dev/null | jq '.[0].possible_ways[-1] // empty')
	if [ -z "$ways" ]; then
		note "$1 $2: no region is possible"
		return
	fi
	read -ra memdevs < <(explain "${args[@]}" -w "$ways" | jq -r '.[0].order | join(" ")')
	[ "$2" = ram ] || uuid=(-U 5c1f0a70-0000-4000-8000-000000000001)
	args+=("${uuid[@]}" -m "${memdevs[@]}")
	ok "create-region $1 $2 x${#memdevs[@]}" cxl create-region "${args[@]}"
	ours=$stdout
	ours_state=$(state)
	ok 'destroy-region' cxl destroy-region -f all
	is "$(cxl-v85 create-region "${args[@]}" 2>/dev/null)" "$ours" 'ndctl prints the same'
	is "$(state)" "$ours_state" 'and leaves the same attributes'
	ok 'destroy-region' cxl destroy-region -f all
	made=$((made + 1))
}

assembled=$(anonymous_state)
region=$(cxl list -R | jq -r '.[0].region')
ok 'a region of the kernel is destroyed' cxl destroy-region -f "$region"
destroyed=$(anonymous_state)
reload
is "$(anonymous_state)" "$assembled" 'the kernel assembles it again'
ok 'ndctl destroys it, too' cxl-v85 destroy-region -f "$region"
is "$(anonymous_state)" "$destroyed" 'and leaves the same attributes'

# Memory devices whose driver is bound by enable-memdev: the kernel assembles the region then, which is pointed out.
bind_all() { # DRIVER DEVICES: of the platform bus
	local d
	for d in /sys/bus/platform/devices/"$2"*; do
		echo "${d##*/}" >"/sys/bus/platform/drivers/$1/bind"
	done
}

modprobe -r cxl_test
echo 0 >/sys/bus/platform/drivers_autoprobe
modprobe cxl_test
udevadm settle
bind_all cxl_acpi cxl_acpi
echo 0 >/sys/bus/cxl/drivers_autoprobe
bind_all cxl_mock_mem cxl_mem
echo 1 >/sys/bus/cxl/drivers_autoprobe
echo 1 >/sys/bus/platform/drivers_autoprobe
is "$(cxl list -R -i 2>/dev/null)" '[]' 'no region while the memory devices are disabled'
ok 'enable-memdev' cxl enable-memdev all
like "$stderr" "Warning: the kernel assembled $(cxl list -R | jq -r '.[0].region'), since" 'it names the region'

for arithmetic in 0 1; do
	made=0
	reload "interleave_arithmetic=$arithmetic"
	cxl destroy-region -f all 2>/dev/null
	for root in $(cxl list -D -d root | jq -r '[.. | objects | select(.nr_targets)] | sort_by(.decoder)[].decoder'); do
		for type in ram pmem; do
			[ ! -e "$devices/$root/create_${type}_region" ] || same "$root" "$type"
		done
	done
	ok "$made regions" test "$made" -gt 0
done
# shellcheck disable=SC2086 # several arguments
reload $MODULE_ARGS
done_testing
