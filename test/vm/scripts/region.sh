# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# create-region, enable-region, disable-region and destroy-region, beside those of ndctl v85.
# topologies: switch pmem (with --all: four)
. "$VM/guest.sh"

devices=/sys/bus/cxl/devices
attributes='start|size|resource|region|mode|dpa_size|dpa_resource|interleave_ways|interleave_granularity|target_list|commit
	|uuid|locked|decoders_committed|target[0-7]'
attributes=${attributes//[[:space:]]/}

# Decoders, regions, DAX devices and their drivers. Decoders without a region keep the settings of former ones. A few
# processes for everything: one for each attribute takes half a minute on an emulated machine.
state() {
	{
		find -L "$devices" /sys/bus/dax/devices -maxdepth 2 -regextype posix-extended \
			-regex ".*/(decoder|region|root|port|endpoint|dax)[^/]*/($attributes)" -print0 | xargs -0 grep -H '' 2>&1
		find "$devices"/*/driver /sys/bus/dax/devices/*/driver -printf '%p:%l\n' 2>/dev/null | sed 's,:.*/,:,'
	} | sort | awk '
		{
			split($0, path, "/")
			line[path[6]] = line[path[6]] " " path[7]
		}
		END {
			for (object in line) {
				if (line[object] ~ / region:( |$)/)
					gsub(/ (start|size|interleave_[a-z]+|target_list|mode):[^ ]*/, "", line[object])
				print object line[object]
			}
		}' | sort
	cat /sys/devices/system/memory/memory*/state | sort | uniq -c
}

settle() {
	udevadm settle
	echo 1 >/sys/bus/cxl/flush
}

# Twice, since ndctl tries lower regions first, which others may block.
clear_all() {
	cxl-v85 destroy-region -f all >/dev/null 2>&1
	cxl-v85 destroy-region -f all >/dev/null 2>&1
	settle
}

summary() {
	sed -n 's/^cxl [a-z]*: [a-z_]*: //p' <<<"$1" | tail -n 1
}

# The command of ndctl, then ours after the same start: the same output, summary and attributes. The start is nothing
# for "create", and a region that ndctl creates with the rest of the options for the other verbs.
same() { # NAME START COMMAND...
	local name=$1 start=$2 theirs theirs_err after
	shift 2
	clear_all
	$start >/dev/null 2>&1
	settle
	theirs=$(cxl-v85 "$@" 2>"$tap_dir/theirs")
	theirs_err=$(summary "$(cat "$tap_dir/theirs")")
	settle
	after=$(state)
	clear_all
	$start >/dev/null 2>&1
	settle
	ok "$name succeeds" cxl "$@"
	settle
	is "$(state)" "$after" "$name leaves sysfs as ndctl does"
	is "$stdout" "$theirs" "$name prints what ndctl prints"
	is "$(tail -n 1 <<<"$stderr")" "$theirs_err" "$name prints the summary of ndctl"
}

nothing() {
	:
}

clear_all
empty=$(state)
like "$empty" 'decoder0\.0 .* size:0x.*endpoint[0-9].* driver:cxl_port.* online' 'what is compared'

mapfile -t roots < <(cxl list -D -d root | jq -r '[.. | objects | select(.nr_targets)] | sort_by(.decoder)[].decoder')
note "root decoders: ${roots[*]}"
declare -A tried=() most=()
for root in "${roots[@]}"; do
	for type in ram pmem; do
		[ -e "$devices/$root/create_${type}_region" ] || continue
		ways=$(cxl create-region --explain -d "$root" -t "$type" --format json | jq '.[0].possible_ways | max // 0')
		if [ "$ways" -gt "${most[$type]:-0}" ]; then most[$type]=$ways; fi
	done
done
for root in "${roots[@]}"; do
	for type in ram pmem; do
		[ -e "$devices/$root/create_${type}_region" ] || continue
		tap_run cxl create-region --explain -d "$root" -t "$type" --format json
		is "$(state)" "$empty" "$root $type: --explain changes nothing"
		explained=$stdout
		# One device, and as many as possible, once for each type.
		for ways in $(jq '.[0].possible_ways | (min, max) // empty' <<<"$explained"); do
			[ -z "${tried[$type$ways]:-}" ] || continue
			# Smaller regions on one machine only, for they take minutes.
			if [ "$ways" != "${most[$type]}" ] && [ "$TOPOLOGY" != pmem ]; then continue; fi
			tried[$type$ways]=yes
			ok "$root $type x$ways: --explain" cxl create-region --explain -d "$root" -t "$type" -w "$ways" --format json
			mapfile -t memdevs < <(jq -r '.[0].order[]' <<<"$stdout")
			uuid=()
			[ "$type" = ram ] || uuid=(-U 5c1f0a70-0000-4000-8000-000000000001)
			args=(-d "$root" -t "$type" -w "$ways" "${uuid[@]}" -m "${memdevs[@]}")
			same "create-region $root $type x$ways" nothing create-region "${args[@]}"
			made() {
				cxl-v85 create-region "${args[@]}"
			}
			clear_all
			is "$(state)" "$empty" 'it can be destroyed'
			region=$(made 2>/dev/null | jq -r .region)
			same "destroy-region -f x$ways" made destroy-region -f "$region"
			# All verbs for the largest region only, and not behind a switch, which makes no difference to them.
			if [ "$ways" != "${most[$type]}" ] || [ "$TOPOLOGY" = switch ]; then
				clear_all
				continue
			fi
			same "disable-region x$ways" made disable-region "$region"
			disabled() {
				made && settle && cxl-v85 disable-region "$region"
			}
			same "enable-region x$ways" disabled enable-region "$region"
			same "destroy-region x$ways" disabled destroy-region "$region"
			clear_all
			ok 'dry run' cxl create-region "${args[@]}" --dry-run
			is "$(state)" "$empty" 'a dry run changes nothing'
			# The other order of the targets is put right, or is right, too.
			mapfile -t reversed < <(printf '%s\n' "${memdevs[@]}" | tac)
			ok 'the targets in reverse order' cxl create-region -d "$root" -t "$type" "${uuid[@]}" -m "${reversed[@]}"
			made_by_us=$(state)
			isnt "$made_by_us" "$empty" 'which is seen in sysfs'
			ok 'a region of ours is destroyed' cxl destroy-region -f all
			ok 'which is undone' cxl undo --yes
			settle
			is "$(state)" "$made_by_us" 'the region is as before'
			ok 'a region of ours is disabled' cxl disable-region all
			ok 'again' cxl disable-region all --format json
			is "$(jq -c '[.[].changed]' <<<"$stdout")" '[false]' 'nothing is changed'
			ok 'and destroyed' cxl destroy-region all
			is "$(state)" "$empty" 'everything is as before'
		done
	done
done

# A region that is in use, or not possible.
root=${roots[0]}
ok 'create-region' cxl create-region -d "$root" -t ram
region=$(jq -r .region <<<"$stdout")
settle
before=$(state)
exits 3 'an active region is not destroyed' cxl destroy-region "$region"
not_ok 'nor by ndctl' cxl-v85 destroy-region "$region"
exits 1 'a region that does not exist' cxl destroy-region -f region999 "$region"
exits 1 'no capacity is left' cxl create-region -d "$root" -t ram
not_ok 'nor for ndctl' cxl-v85 create-region -d "$root" -t ram
is "$(state)" "$before" 'nothing was changed'
dax=dax${region#region}.0
if [ -e "/sys/bus/dax/devices/$dax/driver" ]; then
	daxctl-v85 online-memory "$dax" >/dev/null 2>&1
	before=$(state)
	ok 'the plan sets memory offline' cxl disable-region "$region" --dry-run
	is "$(jq '[.[0].steps[] | select(.value == "offline")] | length > 0' <<<"$stdout")" true 'there are such steps'
	is "$(state)" "$before" 'a dry run changes nothing'
	ok 'disable-region' cxl disable-region "$region"
	ok 'enable-region' cxl enable-region "$region"
	settle
	daxctl-v85 reconfigure-device -m devdax -f "$dax" >/dev/null 2>&1
	exec 8<"/dev/$dax"
	exits 3 'a DAX device that is open' cxl disable-region "$region"
	exec 8<&-
	other_node c "$dax" /tmp/other
	exec 8</tmp/other
	exits 3 'also by another name' cxl disable-region "$region"
	like "$stderr" "process $$ \\(.*\\) uses /dev/$dax" 'the process is named'
	exits 3 'destroy-region' cxl destroy-region "$region"
	exec 8<&-
	if can_map; then
		map_file /tmp/other shared
		exits 3 'a mapping by another name' cxl disable-region "$region"
		like "$stderr" "process $mapper \\(perl\\) uses /dev/$dax" 'the process is named'
		kill "$mapper"
		wait "$mapper" 2>/dev/null
	else
		skip 'a mapping by another name' 'needs perl and x86-64'
	fi
	ok 'it is closed' cxl disable-region "$region"
fi
clear_all
is "$(state)" "$empty" 'everything is as before'

done_testing
