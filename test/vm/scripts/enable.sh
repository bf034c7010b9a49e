# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# enable-memdev, disable-memdev, enable-port, disable-port and disable-bus, beside those of ndctl v85.
# topologies: four
. "$VM/guest.sh"

devices=/sys/bus/cxl/devices

# Which devices exist, and which of them are bound to a driver. Numbers of ports may be new.
state() {
	(cd "$devices" && printf '%s\n' -- * */driver) | sed -E 's/^(endpoint|decoder|port)[0-9]+/\1N/' | sort
}

# The summary of ndctl, without the names of functions.
summary() {
	sed -n 's/^cxl [a-z]*: [a-z_]*: //p' <<<"$1"
}

# The command of ndctl, then ours after RESTORE: the same summary, and the same devices in sysfs afterwards.
same() { # NAME RESTORE COMMAND...
	local name=$1 restore=$2 theirs count
	shift 2
	count=$(cxl-v85 "$@" 2>&1 >/dev/null)
	count=$(summary "$count" | tail -n 1)
	echo 1 >/sys/bus/cxl/flush
	theirs=$(state)
	$restore >/dev/null 2>&1
	echo 1 >/sys/bus/cxl/flush
	before=$(state)
	ok "$name succeeds" cxl "$@"
	is "$(tail -n 1 <<<"$stderr")" "$count" "$name prints the summary of ndctl"
	echo 1 >/sys/bus/cxl/flush
	is "$(state)" "$theirs" "$name leaves the devices as ndctl does"
}

idle=$(cxl list -M -B -P -E -D | jq -r '[.. | objects | select(.endpoint and ((.decoders_committed // 0) == 0)) | .memdev.memdev // .host][0]')
port=$(cxl list -P | jq -r '[.. | objects | select(.port and .depth == 1)][-1].port')
bus=$(cxl list -B | jq -r '[.. | objects | select(.bus)][0].bus')
host=$(basename "$(readlink -f "$devices/$bus/uport")")
note "memdev without region: $idle, port $port"

same 'disable-memdev' "cxl-v85 enable-memdev $idle" disable-memdev "$idle"
ok 'disabled again' cxl disable-memdev "$idle" --format json
is "$(jq -c '.[0].changed' <<<"$stdout")" false 'nothing is changed'
same 'enable-memdev' "cxl-v85 disable-memdev $idle" enable-memdev "$idle"
ok 'enabled again' cxl enable-memdev "$idle" --format json
is "$(jq -c '.[0].changed' <<<"$stdout")" false 'nothing is changed'
before=$(state)
ok 'a dry run' cxl disable-memdev "$idle" --dry-run
is "$(state)" "$before" 'it changes nothing'
exits 1 'one that does not exist' cxl disable-memdev mem999 "$idle"
is "$(state)" "$before" 'nothing is changed'

decoder=$(cxl list -D -d root | jq -r '[.. | objects | select(.volatile_capable and .max_available_extent > 0 and .nr_targets == 1)][0].decoder // empty')
[ -z "$decoder" ] || cxl-v85 create-region -t ram -d "$decoder" -w 1 >/dev/null 2>&1
before=$(state)
used=$(cxl list -RT | jq -r '[.. | objects | select(.mappings) | .mappings[].memdev][0] // empty')
if [ -n "$used" ]; then
	exits 3 'a memdev in use is refused' cxl disable-memdev "$used"
	not_ok 'ndctl refuses it, too' cxl-v85 disable-memdev "$used"
	exits 3 'a bus in use is refused' cxl disable-bus "$bus"
	not_ok 'ndctl refuses it, too' cxl-v85 disable-bus "$bus"
	is "$(state)" "$before" 'nothing is changed'
fi

same 'disable-port' "cxl-v85 enable-port -m $port" disable-port -f "$port"
same 'enable-port' "cxl-v85 disable-port -f $port" enable-port -m "$port"
ok 'list still works' cxl list -vvi

# The platform device of the bus is bound again, and then the memory devices.
restore_bus() {
	echo "$host" >/sys/bus/platform/drivers/cxl_acpi/bind
	echo 1 >/sys/bus/cxl/flush
	cxl-v85 enable-memdev all
}

same 'disable-bus' restore_bus disable-bus -f "$bus"
restore_bus >/dev/null 2>&1
ok 'list works without a bus, and with it again' cxl list -vvi

done_testing
