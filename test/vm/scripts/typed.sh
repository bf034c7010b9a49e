# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# The commands that ask a device one thing, its logs and the list of its commands, against what sysfs and the
# peer say; what a device does not have is refused.
# topologies: one pmem test
. "$VM/guest.sh"

devices=/sys/bus/cxl/devices
before=$(taint)
warnings=$(dmesg | grep -c 'WARNING:')
peer=$(cxl-v85 list -M -i -IHAF)
mapfile -t memdevs < <(printf '%s\n' $devices/mem* | sed 's,.*/,,' | sort -V)

answer() { # JQ-FILTER: of the last command's output
	jq -c "$1" <<<"$stdout"
}

peer_says() { # JQ-FILTER: of the peer's list, by the number of the memdev
	jq -c "sort_by(.memdev[3:] | tonumber) | $1" <<<"$peer"
}

sizes() { # ATTRIBUTE: of all memdevs, as JSON
	local memdev
	for memdev in "${memdevs[@]}"; do
		printf '%d\n' "$(cat "$devices/$memdev/$1" 2>/dev/null || echo 0)"
	done | jq -sc .
}

refused() { # COMMAND...: the device does not have it
	exits 4 "$* is not to be had here" cxl "$@"
	like "$stderr" 'command 0x[0-9a-f]{4} is not supported' 'and says so'
}

identify() {
	ok 'identify' cxl identify
	is "$(answer 'map(.memdev)')" "$(printf '%s\n' "${memdevs[@]}" | jq -Rsc 'split("\n")[:-1]')" 'every memdev, by number'
	is "$(answer 'map(.serial)')" "$(cd $devices && cat "${memdevs[@]/%//serial}" | jq -Rsc 'split("\n")[:-1]')" \
		'with its serial number'
	is "$(answer 'map(.fw_revision)')" "$(peer_says 'map(.firmware_version | sub(" +$"; ""))')" 'the firmware revision'
	is "$(answer 'map(.lsa_size)')" "$(sizes label_storage_size)" 'the size of the label area'
	is "$(answer 'map({total_size, volatile_only_size, persistent_only_size, partition_alignment_size})')" \
		"$(peer_says 'map(.partition_info | {total_size, volatile_only_size, persistent_only_size, partition_alignment_size})')" \
		'capacities'
}

# The peer asks only devices that can be divided. A mock device that cannot answers as if it could.
partition() {
	local ours theirs
	ok 'get-partition' cxl get-partition all
	if [ -z "$MOCK" ]; then
		is "$(answer 'map(.active_volatile_size)')" "$(sizes ram/size)" 'volatile capacity as in sysfs'
		is "$(answer 'map(.active_persistent_size)')" "$(sizes pmem/size)" 'and persistent'
		return
	fi
	ours=$(answer 'map({ key: .memdev, value: del(.memdev, .serial) }) | from_entries')
	theirs=$(peer_says 'map({ key: .memdev, value: .partition_info | with_entries(select(.key | test("active|next"))) }) |
		from_entries')
	like "$theirs" active_volatile_size 'the peer has partitions'
	is "$ours" "$(jq -nc "$ours * $theirs")" 'the same'
}

firmware() {
	ok 'get-fw-info' cxl get-fw-info
	is "$(answer 'map([.slots, .active_slot, .online_activation, .slot1_revision])')" \
		"$(peer_says 'map(.firmware | [.num_slots, .active_slot, .online_activate_capable, .slot_1_version])')" \
		'slots and revisions'
}

# What only some devices have: the peer lists it where it is there.
health_and_alerts() {
	if [ "$(peer_says 'map(has("health")) | all')" = true ]; then
		ok 'get-health' cxl get-health
		is "$(answer 'map(del(.memdev, .serial, .verdict, .findings))')" "$(peer_says 'map(.health)')" 'health'
		like "$(answer '.[0].verdict')" 'ok|attention|critical' 'with a verdict'
	else
		refused get-health mem0
	fi
	if [ "$(peer_says 'map(has("alert_config")) | all')" = true ]; then
		ok 'get-alert-config' cxl get-alert-config
		is "$(answer 'map(del(.memdev, .serial))')" "$(peer_says 'map(.alert_config)')" 'alert configuration'
	else
		refused get-alert-config mem0
	fi
}

clock_and_scan() {
	if [ -n "$MOCK" ]; then
		refused get-timestamp mem0
		refused scan-media-caps mem0
		return
	fi
	ok 'get-timestamp' cxl get-timestamp mem0
	like "$(($(answer '.[0].timestamp_ns') / 1000000000 - $(date +%s)))" '^-?[0-9]$' 'the clock is that of the system'
	ok 'scan-media-caps' cxl scan-media-caps
	is "$(answer 'map(.length)')" "$(jq -nc "[$(sizes ram/size), $(sizes pmem/size)] | transpose | map(add)")" 'of all memory'
	is "$(answer 'map(.estimated_time_ms > 0) | all')" true 'has an estimate'
}

shutdown_state() {
	local memdev in_use='' free=''
	refused get-shutdown-state mem0
	if [ -z "$MOCK" ]; then
		refused set-shutdown-state mem0 dirty
		refused set-shutdown-state mem0 dirty --dry-run
		return
	fi
	for memdev in "${memdevs[@]}"; do
		if [ -e "/sys/bus/cxl/drivers/cxl_nvdimm/p$memdev" ]; then in_use=$memdev; else free=$memdev; fi
	done
	exits 1 'the kernel controls the shutdown state of persistent memory in use' cxl set-shutdown-state "$in_use" clean
	like "$stderr" 'exclusive use by the kernel' 'and says so'
	ok 'of another memdev it can be set' cxl set-shutdown-state "$free" clean
	is "$(answer '.[0] | [.changed, .old, .new]')" '[true,null,"clean"]' 'without knowing what it was'
	like "$(dmesg)" 'cxl-audit: .*"event":"outcome".*0x4204.*"done"' 'which is recorded'
}

logs() {
	local memdev
	ok 'list-logs' cxl list-logs
	is "$(answer 'map(.logs[0].name) | unique')" '["cel"]' 'every device has the effects log'
	for memdev in mem0 "${memdevs[-1]}"; do
		ok "get-log $memdev cel --output" cxl get-log "$memdev" cel --output "$OUT/cel"
		is "$(answer '.[0].log.size')" "$(stat -c %s "$OUT/cel")" 'as large as promised'
		ok "get-log $memdev cel --binary" cmp "$OUT/cel" <(cxl get-log "$memdev" cel --binary)
		ok "get-log $memdev cel" cxl get-log "$memdev" cel
		is "$(answer '.[0].commands[].opcode' | tr -d '"x')" "$(od -An -v -tx2 -w4 "$OUT/cel" | awk '{ print 0 $1 }')" \
			'decoded as od does'
		rm "$OUT/cel"
	done
	exits 4 'no vendor debug log here' cxl get-log mem0 vendor-debug -o "$OUT/debug"
	is "$(find "$OUT" -name 'debug*')" '' 'which leaves no file'
	exits 3 'clear-log wants a yes' cxl clear-log mem0 vendor-debug </dev/null
	refused clear-log mem0 vendor-debug --yes
	exits 129 'other logs are not cleared' cxl clear-log mem0 cel --yes
}

# ENABLED of the kernel's table is what the effects log lists, and three commands that every device must have.
commands() {
	local memdev way
	ok 'list-commands' cxl list-commands
	is "$(answer '.[].commands[] | select(.kernel_id) |
		select(.enabled != (.in_cel or (.opcode | IN("0x0400", "0x0401", "0x4000")))) | .opcode')" '' \
		'the log read is the log from which the kernel enabled commands'
	is "$(answer '[.[].commands[] | select(.route == "ioctl") | .enabled and (.exclusive | not)] | all')" true \
		'the ioctl way is open wherever it is shown'
	is "$(answer '[.[].commands[] | select(.exclusive) | .route] | unique - ["none"]')" '[]' \
		'what the kernel keeps to itself has no way'
	for memdev in "${memdevs[@]}"; do
		way=edac
		[ ! -d "$devices/$memdev/fwctl" ] || way=fwctl
		[ "$(answer "[.[] | select(.memdev == \"$memdev\").commands[] | select(.command_set == \"Features\").route] | unique")" = \
			"[\"$way\"]" ] || printf '%s\n' "$memdev"
	done >"$tap_dir/wrong"
	is "$(cat "$tap_dir/wrong")" '' 'Features go through fwctl where there is one'
	is "$(answer '[.[].commands[] | select(.opcode | IN("0x4300", "0x4400")).route] | unique')" '["sysfs"]' \
		'poison and sanitize through sysfs'
}

identify
partition
firmware
health_and_alerts
clock_and_scan
shutdown_state
logs
commands
exits 2 'a device that is not there does not stop the others' cxl identify mem0 mem77
is "$(answer 'length')" 1 'which are listed'
is "$(taint)" "$before" 'nothing has tainted the kernel'
is "$(dmesg | grep -c 'WARNING:')" "$warnings" 'nor made it warn'
done_testing
