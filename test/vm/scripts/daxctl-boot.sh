# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154,SC2317 # guest.sh sets stdout, stderr and code; wait_for calls functions
# Configuration files of daxctl: the udev rule and the unit, run by systemd(1) in a PID namespace, give the DAX device of
# a volatile region its mode each time that the region is created.
# kernels: trixie (with --all: backports)
# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"
# shellcheck source-path=SCRIPTDIR source=state.sh
. "$VM/scripts/state.sh"

template=daxdev-reconfigure@.service
rule=90-daxctl-device.rules
conf=/etc/daxctl.conf.d/test.conf
dax=/sys/bus/dax/devices
policy=/sys/devices/system/memory/auto_online_blocks
decoder=decoder0.0
# Kernels differ in the order of the memory devices; only one has volatile capacity.
read -r memdev host serial < <(cxl-v85 list -M | jq -r 'max_by(.ram_size // 0) | "\(.memdev) \(.host) \(.serial)"')

start_systemd() {
	rm -rf /etc/systemd/system/*
	sed "s,@BINDIR@,$(dirname "$(command -v daxctl)"),g" "/lab/share/systemd/$template.in" >"/etc/systemd/system/$template"
	mkdir -p /etc/udev/rules.d
	cp "/lab/share/udev/$rule" /etc/udev/rules.d/
	udevadm control --reload
	cat >/etc/systemd/system/test.target <<-EOT
		[Unit]
		Description=Journal
		Wants=systemd-journald.service systemd-journald-dev-log.socket
		DefaultDependencies=no
	EOT
	mountpoint -q /sys/fs/cgroup || mount -t cgroup2 cgroup2 /sys/fs/cgroup
	unshare --pid --fork --mount --mount-proc --kill-child env -i "PATH=$PATH" container=test \
		/lib/systemd/systemd --system --unit=test.target >"$tap_dir/systemd" 2>&1 &
	systemd=$!
}

inside() { # COMMAND...
	nsenter -t "$(pgrep -P "$systemd")" --pid --mount "$@"
}

is_running() {
	inside systemctl is-active --quiet test.target systemd-journald.service 2>/dev/null
}

# Waits for the unit of the device to end, and prints its state: the device appears before it is started.
unit_state() { # DEVICE
	wait_for 60 unit_has_ended "$1"
	inside systemctl show -P ActiveState "daxdev-reconfigure@$1.service"
}

unit_has_ended() { # DEVICE
	[ "$(inside systemctl show -P Result -P ActiveState "daxdev-reconfigure@$1.service" | tr '\n' ' ')" != "success inactive " ] &&
		[ "$(inside systemctl show -P ActiveState "daxdev-reconfigure@$1.service")" != activating ]
}

logged() { # DEVICE
	inside journalctl --no-pager -o cat -u "daxdev-reconfigure@$1.service"
}

driver() { # DEVICE
	basename "$(readlink "$dax/$1/driver")"
}

create() {
	cxl-v85 create-region -m -d "$decoder" -t ram -s 256M -w 1 "$memdev" >"$tap_dir/create" 2>&1 || note "$(<"$tap_dir/create")"
	udevadm settle
	find "$dax" -name 'dax*' -printf '%f\n'
}

# Without its memory: the kernel would go on using it.
destroy() {
	daxctl-v85 reconfigure-device -f -m devdax "$device" >/dev/null 2>&1
	if [ "$(driver "$device")" = kmem ]; then
		tap_fail "$device leaves mode system-ram"
		done_testing
	fi
	cxl-v85 disable-region -f all >/dev/null 2>&1
	cxl-v85 destroy-region -f all >/dev/null 2>&1
	wait_for 20 is_gone
}

is_gone() {
	[ "$(inside systemctl show -P ActiveState "daxdev-reconfigure@$device.service")" != active ]
}

check() {
	ok 'check-config' daxctl check-config
	note "$(jq -c '.[] | del(.sections, .steps)' <<<"$stdout")"
}

echo offline >"$policy"
mkdir -p "${conf%/*}"
rm -f "${conf%/*}"/*

# Without a file, as ndctl.
device=$(create)
before=$(driver "$device")
for program in daxctl daxctl-v85; do
	tap_run "$program" reconfigure-device --check-config "$device"
	printf '%s\n%s\n%s\n' "$code" "$stdout" "$stderr" >"$tap_dir/$program"
done
note "$(<"$tap_dir/daxctl-v85")"
is "$(<"$tap_dir/daxctl")" "$(<"$tap_dir/daxctl-v85")" 'no section: as ndctl'
for option in --mode=devdax -N --no-movable; do
	exits 129 "-C $option" daxctl reconfigure-device -C "$option" "$device"
done
is "$(driver "$device")" "$before" 'nothing was changed'

start_systemd
if ! wait_for 90 is_running; then
	tap_fail 'systemd runs' "$(cat "$tap_dir/systemd")"
	done_testing
fi
if udevadm verify --help >/dev/null 2>&1; then
	ok 'udevadm verify' udevadm verify "/etc/udev/rules.d/$rule"
else
	skip 'udevadm verify' 'this udev does not have it'
fi
ok 'systemd-analyze verify' inside systemd-analyze verify --man=no "/etc/systemd/system/$template"
is "$stderr" '' 'which has no warnings'
note "$(inside systemd-analyze security --no-pager "daxdev-reconfigure@dax0.0.service" 2>&1 | tail -n 1)"

# The memory is online when the unit starts.
destroy
echo online_movable >"$policy"
printf '[reconfigure-device test]\nmemdev.serial = %s\nmode = devdax\n' "$serial" >"$conf"
device=$(create)
is "$(unit_state "$device")" active 'the rule starts the unit, which succeeds' ||
	note "$(logged "$device")" "$(udevadm info "$dax/$device")"
is "$(driver "$device")" device_dax 'the device is in mode devdax'
note "$(logged "$device" | tail -n 5)"
check
is "$(jq -c '.[] | [.chardev, .result, .changes, .sections[].section]' <<<"$stdout")" "[\"$device\",\"match\",false,\"test\"]" 'which has nothing to do'
started=$(inside systemctl show -P ExecMainStartTimestampMonotonic "daxdev-reconfigure@$device.service")
udevadm trigger --action=add "$dax/$device"
udevadm trigger --action=change "$dax/$device"
udevadm settle
sleep 2
is "$(inside systemctl show -P ExecMainStartTimestampMonotonic "daxdev-reconfigure@$device.service")" "$started" \
	'other events of the device do not start it again'
is "$(inside systemctl show -P ActiveState "daxdev-reconfigure@$device.service")" active 'nor stop it'
ok 'nothing to do' strace -f -o "$tap_dir/strace" daxctl reconfigure-device -C "$device"
is "$(grep -E 'open.*O_(WRONLY|RDWR)' "$tap_dir/strace" | grep -v '"topology.lock"')" '' \
	'and nothing is opened for writing'

# With the rights of the unit, all processes that may use a device are looked at. Not in the unit here, since it is in a
# PID namespace.
sed -i s/devdax/famfs/ "$conf"
if ! modprobe -n fsdev_dax 2>/dev/null; then
	sed -i s/famfs/system-ram/ "$conf"
	echo offline >"$policy"
fi
setpriv --reuid=65534 --clear-groups sleep 1000 &
other=$!
rights=$(sed -n 's/^CapabilityBoundingSet=//p' "/etc/systemd/system/$template" | tr '[:upper:]' '[:lower:]' | sed 's/cap_/+/g;s/ /,/g')
ok 'nothing uses the device' setpriv --bounding-set="-all,$rights" daxctl reconfigure-device -C "$device"
unlike "$(driver "$device")" device_dax 'so that its mode is changed'
kill "$other"

# A boot: the device exists, in mode system-ram, when systemd starts.
daxctl-v85 reconfigure-device -f -m devdax "$device" >/dev/null 2>&1
echo online_movable >"$policy"
daxctl-v85 reconfigure-device -f -m system-ram "$device" >/dev/null 2>&1
is "$(driver "$device")" kmem 'the device is in mode system-ram'
printf '[reconfigure-device test]\nmemdev.serial = %s\nmode = devdax\n' "$serial" >"$conf"
kill -KILL "$systemd"
wait "$systemd" 2>/dev/null
start_systemd
wait_for 90 is_running || tap_fail 'systemd runs again' "$(cat "$tap_dir/systemd")"
is "$(unit_state "$device")" active 'the unit is started at boot' || note "$(logged "$device")"
is "$(driver "$device")" device_dax 'and gives the device its mode'

# The region is created again, with other files.
destroy
echo offline >"$policy"
printf '[reconfigure-device test]\nmemdev.pci = %s\nnode = 1\nmode = system-ram\nmovable = yes\n' "$host" >"$conf"
device=$(create)
is "$(unit_state "$device")" active 'after the region was created again, the unit succeeds' || note "$(logged "$device")"
is "$(driver "$device")" kmem 'the device is in mode system-ram'
is "$(daxctl-v85 list | jq -c '.[] | [.online_memblocks == .total_memblocks, .movable]')" '[true,true]' 'its memory is online, as movable'
note "$(logged "$device" | tail -n 5)"
check
is "$(jq -c '.[].changes' <<<"$stdout")" false 'which has nothing to do'

# Files that cannot be applied.
destroy
printf '[reconfigure-device other]\nmemdev.serial = %s\nmode = devdax\nmodes = x\n' "$serial" >>"$conf"
device=$(create)
is "$(unit_state "$device")" failed 'two sections with different settings: the unit fails'
like "$(logged "$device")" "two sections with different settings match: 'test' \($conf:1\) and 'other' \($conf:6\)" 'and names both'
like "$(logged "$device")" "$conf:9: unknown key 'modes'" 'a warning has file and line'
exits 1 'check-config' daxctl check-config
is "$(jq -c '.[] | [.result, .verdict]' <<<"$stdout")" '["ambiguous","config_ambiguous"]' 'which finds both'

destroy
rm -f "$conf" "/etc/udev/rules.d/$rule"
udevadm control --reload
kill "$systemd"
done_testing
