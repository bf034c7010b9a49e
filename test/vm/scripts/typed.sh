# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2153,SC2154 # guest.sh and run set MEMDEVS, stdout, stderr and code
# Commands that send one read command, logs and list-commands, compared with sysfs and ndctl v85; unsupported commands
# are rejected.
# topologies: test (with --all: one pmem)
# kernels: bookworm (with --all: trixie backports)
. "$VM/guest.sh"

devices=/sys/bus/cxl/devices
before=$(taint)
warnings=$(dmesg | grep -c 'WARNING:')
ndctl_list=$(cxl-v85 list -M -i -IHAF)
mapfile -t memdevs < <(printf '%s\n' $devices/mem* | sed 's,.*/,,' | sort -V)

output() { # JQ_FILTER: applied to the output of the last command
	jq -c "$1" <<<"$stdout"
}

ndctl_output() { # JQ_FILTER: applied to the output of ndctl, sorted by memdev number
	jq -c "sort_by(.memdev[3:] | tonumber) | $1" <<<"$ndctl_list"
}

sizes() { # ATTRIBUTE -> JSON array of the values of all memdevs
	local memdev
	for memdev in "${memdevs[@]}"; do
		printf '%d\n' "$(cat "$devices/$memdev/$1" 2>/dev/null || echo 0)"
	done | jq -sc .
}

not_supported() { # COMMAND...: checks that the device does not support it
	exits 4 "$* is not supported" cxl "$@"
	like "$stderr" 'command 0x[0-9a-f]{4} is not supported' "$*: error message names the opcode"
}

not_in_kernel() { # VERSION COMMAND...: checks that the kernel does not support it
	local version=$1
	shift
	exits 4 "$* is not supported" cxl "$@"
	like "$stderr" "command 0x[0-9a-f]{4} is not supported by this kernel; needs $version" "$*: error message names the version"
}

identify() {
	ok 'identify succeeds' cxl identify
	is "$(output 'map(.memdev)')" "$(printf '%s\n' "${memdevs[@]}" | jq -Rsc 'split("\n")[:-1]')" 'identify lists every memdev by number'
	is "$(output 'map(.serial)')" "$(cd $devices && cat "${memdevs[@]/%//serial}" | jq -Rsc 'split("\n")[:-1]')" \
		'identify: serial matches sysfs'
	is "$(output 'map(.fw_revision)')" "$(ndctl_output 'map(.firmware_version | sub(" +$"; ""))')" 'identify: fw_revision matches ndctl'
	is "$(output 'map(.lsa_size)')" "$(sizes label_storage_size)" 'identify: lsa_size matches sysfs'
	is "$(output 'map({total_size, volatile_only_size, persistent_only_size, partition_alignment_size})')" \
		"$(ndctl_output 'map(.partition_info | {total_size, volatile_only_size, persistent_only_size, partition_alignment_size})')" \
		'identify: capacities match ndctl'
}

# ndctl queries only devices with partitionable capacity. Mock devices without it respond nevertheless.
partition() {
	local ours ndctl
	ok 'get-partition succeeds' cxl get-partition all
	if [ -z "$MOCK" ]; then
		is "$(output 'map(.active_volatile_size)')" "$(sizes ram/size)" 'get-partition: active_volatile_size matches sysfs'
		is "$(output 'map(.active_persistent_size)')" "$(sizes pmem/size)" 'get-partition: active_persistent_size matches sysfs'
		return
	fi
	ours=$(output 'map({ key: .memdev, value: del(.memdev, .serial) }) | from_entries')
	ndctl=$(ndctl_output 'map({ key: .memdev, value: .partition_info | with_entries(select(.key | test("active|next"))) }) |
		from_entries')
	like "$ndctl" active_volatile_size 'ndctl lists partition sizes'
	is "$ours" "$(jq -nc "$ours * $ndctl")" 'get-partition: sizes match ndctl'
}

firmware() {
	ok 'get-fw-info succeeds' cxl get-fw-info
	is "$(output 'map([.slots, .active_slot, .online_activation, .slot1_revision])')" \
		"$(ndctl_output 'map(.firmware | [.num_slots, .active_slot, .online_activate_capable, .slot_1_version])')" \
		'get-fw-info: slots and revisions match ndctl'
}

# Supported by some devices only; ndctl lists the values if they are.
health_and_alerts() {
	if [ "$(ndctl_output 'map(has("health")) | all')" = true ]; then
		ok 'get-health succeeds' cxl get-health
		is "$(output 'map(del(.memdev, .serial, .verdict, .findings))')" "$(ndctl_output 'map(.health)')" 'get-health: values match ndctl'
		like "$(output '.[0].verdict')" 'ok|attention|critical' 'get-health shows a verdict'
	else
		not_supported get-health mem0
	fi
	if [ "$(ndctl_output 'map(has("alert_config")) | all')" = true ]; then
		ok 'get-alert-config succeeds' cxl get-alert-config
		is "$(output 'map(del(.memdev, .serial))')" "$(ndctl_output 'map(.alert_config)')" 'get-alert-config: values match ndctl'
	else
		not_supported get-alert-config mem0
	fi
}

timestamp_and_scan_media() {
	if [ -n "$MOCK" ]; then
		not_supported get-timestamp mem0
		not_supported scan-media-caps mem0
		return
	fi
	if [ "$KERNEL" = bookworm ]; then
		not_in_kernel 'Linux 6\.10' get-timestamp mem0
	else
		ok 'get-timestamp succeeds' cxl get-timestamp mem0
		like "$(($(output '.[0].timestamp_ns') / 1000000000 - $(date +%s)))" '^-?[0-9]$' 'get-timestamp matches the system clock'
	fi
	ok 'scan-media-caps succeeds' cxl scan-media-caps
	is "$(output 'map(.length)')" "$(jq -nc "[$(sizes ram/size), $(sizes pmem/size)] | transpose | map(add)")" 'scan-media-caps covers all memory'
	is "$(output 'map(.estimated_time_ms > 0) | all')" true 'scan-media-caps shows an estimated time'
}

shutdown_state() {
	local memdev in_use='' free=''
	not_supported get-shutdown-state mem0
	if [ -z "$MOCK" ]; then
		not_supported set-shutdown-state mem0 dirty --force
		if [ "$KERNEL" = bookworm ]; then
			skip 'set-shutdown-state mem0 dirty --dry-run is not supported' 'Linux 6.1 tells it only when the command is sent'
		else
			not_supported set-shutdown-state mem0 dirty --dry-run
		fi
		return
	fi
	for memdev in "${memdevs[@]}"; do
		if [ -e "/sys/bus/cxl/drivers/cxl_nvdimm/p$memdev" ]; then in_use=$memdev; else free=$memdev; fi
	done
	exits 3 'set-shutdown-state is refused while cxl_pmem uses the memdev' cxl set-shutdown-state "$in_use" clean
	like "$stderr" 'exclusive use by the kernel' 'error message names exclusive use by the kernel'
	ok 'set-shutdown-state of an unused memdev succeeds' cxl set-shutdown-state "$free" clean
	is "$(output '.[0] | [.changed, .old, .new]')" '[true,null,"clean"]' 'set-shutdown-state reports the old state as unknown'
	like "$(dmesg)" 'cxl-audit: .*"event":"outcome".*0x4204.*"done"' 'set-shutdown-state writes an audit record'
}

logs() {
	local memdev
	ok 'list-logs succeeds' cxl list-logs
	is "$(output 'map(.logs[0].name) | unique')" '["cel"]' 'list-logs lists the CEL of every device'
	for memdev in mem0 "${memdevs[-1]}"; do
		ok "get-log $memdev cel --output succeeds" cxl get-log "$memdev" cel --output "$OUT/cel"
		is "$(output '.[0].log.size')" "$(stat -c %s "$OUT/cel")" "get-log $memdev cel: size of the file matches the log size"
		ok "get-log $memdev cel --binary prints the same bytes" cmp "$OUT/cel" <(cxl get-log "$memdev" cel --binary)
		ok "get-log $memdev cel succeeds" cxl get-log "$memdev" cel
		is "$(output '.[0].commands[].opcode' | tr -d '"x')" "$(od -An -v -tx2 -w4 "$OUT/cel" | awk '{ print 0 $1 }')" \
			"get-log $memdev cel: opcodes match the bytes"
		rm "$OUT/cel"
	done
	exits 4 'get-log vendor-debug is not supported' cxl get-log mem0 vendor-debug -o "$OUT/debug"
	is "$(find "$OUT" -name 'debug*')" '' 'unsupported get-log leaves no file'
	exits 4 'clear-log asks nothing if it is not supported' cxl clear-log mem0 vendor-debug </dev/null
	if [ "$KERNEL" = bookworm ]; then
		not_in_kernel 'Linux 6\.10' clear-log mem0 vendor-debug --yes
	else
		not_supported clear-log mem0 vendor-debug --yes
	fi
	exits 129 'clear-log cel is a usage error' cxl clear-log mem0 cel --yes
}

# The interface that carries Features of a memdev.
feature_route() { # MEMDEV
	if [ -d "$devices/$1/fwctl" ]; then
		echo fwctl
	elif [ -d "/sys/bus/edac/devices/cxl_$1" ]; then
		echo edac
	else
		echo none
	fi
}

# The kernel enables the commands in the CEL and three mandatory commands; Linux 6.1 does not tell which.
commands() {
	local memdev route=sysfs flags=true
	[ "$KERNEL" != bookworm ] || { route=none && flags=false; }
	ok 'list-commands succeeds' cxl list-commands
	is "$(output '[.[].commands[] | select(.kernel_id and .kernel_id != 2) | has("enabled")] | unique')" "[$flags]" \
		'the kernel tells which commands are enabled, except Linux 6.1'
	is "$(output '.[].commands[] | select(has("enabled")) |
		select(.enabled != (.in_cel or (.opcode | IN("0x0400", "0x0401", "0x4000")))) | .opcode')" '' \
		'enabled commands match the CEL'
	is "$(output '[.[].commands[] | select(.route == "ioctl") | .enabled != false and (.exclusive | not)] | all')" true \
		'commands with the route ioctl are enabled and not exclusive'
	is "$(output '[.[].commands[] | select(.exclusive) | .route] | unique - ["none"]')" '[]' \
		'exclusive commands have no route'
	for memdev in "${memdevs[@]}"; do
		[ "$(output "[.[] | select(.memdev == \"$memdev\").commands[] | select(.command_set == \"Features\").route] | unique")" = \
			"[\"$(feature_route "$memdev")\"]" ] || printf '%s\n' "$memdev"
	done >"$tap_dir/wrong"
	is "$(cat "$tap_dir/wrong")" '' 'Features have the route fwctl if available, else edac if available'
	is "$(output '[.[].commands[] | select(.command_set == "Features" and .route == "none") | .needs] | unique - ["CONFIG_CXL_FEATURES (Linux 6.15)"]')" \
		'[]' 'Features without a route name the option that the kernel needs'
	is "$(output '[.[].commands[] | select(.opcode | IN("0x4300", "0x4400")).route] | unique')" "[\"$route\"]" \
		'poison and sanitize commands have the route sysfs, except on Linux 6.1'
}

# A command that only reads does not mount tracefs.
media_errors() {
	local message=''
	umount -a -t tracefs
	[ ! -e "$devices/mem0/trigger_poison_list" ] || message='tracefs is not mounted'
	ok 'list -L without tracefs succeeds' cxl list -M -L
	like "$stderr" "$message" 'error message says that tracefs is not mounted'
	is "$(output 'length')" "$MEMDEVS" 'list -L without tracefs shows all memdevs'
	not_ok 'list -L does not mount tracefs' grep ' tracefs ' /proc/mounts
	mount -t tracefs tracefs /sys/kernel/tracing
	ok 'list -L with tracefs succeeds' cxl list -M -L
	unlike "$stderr" 'tracefs' 'tracefs is used if it is mounted'
}

# Text that another program or a device has sent to the log is no audit record.
audit() {
	local record='"time":"2026-01-01T00:00:00.000000Z","pid":1,"number":1,"device":"mem0","path":"x","verb"'
	printf '<14>sshd[1]: invalid user cxl-audit: {"event":"refused",%s:"forged"}\n' "$record" >/dev/kmsg
	printf '<14>%s cxl-audit: {"event":"refused",%s:"forged"}\n' '' "$record" >/dev/kmsg
	printf '<13>cxl-audit: {"event":"refused",%s:"test"}\n' "$record" >/dev/kmsg
	ok 'audit succeeds' cxl audit
	is "$(output 'map(.verb) - (map(.verb) - ["forged", "test"])')" '["test"]' 'audit shows records with the marker at the start only'
	printf '{"event":"refused",%s:"forged"}\n' "$record" >"$OUT/kmsg"
	ok 'the kernel log is a file' mount --bind "$OUT/kmsg" /dev/kmsg
	exits 1 'audit fails if /dev/kmsg is not the kernel log' cxl audit
	like "$stderr" 'not the kernel log' 'error message says so'
	umount /dev/kmsg
	rm "$OUT/kmsg"
}

# With few file descriptors, either nothing is missing or it is reported.
descriptors() {
	local limit wrong='' reported=0
	cxl list -v >"$tap_dir/complete"
	for limit in {4..16}; do
		code=0
		(ulimit -n "$limit" && exec cxl list -v) >"$tap_dir/out" 2>"$tap_dir/err" || code=$?
		if [ "$code" != 0 ] && [ -s "$tap_dir/err" ]; then
			reported=$((reported + 1))
		elif [ "$code" != 0 ] || ! cmp -s "$tap_dir/out" "$tap_dir/complete"; then
			wrong+=" $limit"
		fi
	done
	is "$wrong" '' 'list with few file descriptors is complete or fails with a message'
	isnt "$reported" 0 'list with too few file descriptors fails'
}

identify
partition
firmware
health_and_alerts
timestamp_and_scan_media
shutdown_state
logs
commands
media_errors
audit
descriptors
exits 2 'missing memdev among several is a partial failure' cxl identify mem0 mem77
is "$(output 'length')" 1 'missing memdev among several: the other memdev is listed'
is "$(taint)" "$before" 'kernel taint is unchanged'
is "$(dmesg | grep -c 'WARNING:')" "$warnings" 'kernel log has no new warning'
done_testing
