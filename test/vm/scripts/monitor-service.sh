# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# The unit of "cxl monitor", sandboxed by systemd(1), which runs in a PID namespace here.
# kernels: bookworm (with --all: trixie)
. "$VM/guest.sh"

unit=cxl-monitor.service

start_systemd() {
	rm -rf /etc/systemd/system/*
	sed "s,@BINDIR@,$(dirname "$(command -v cxl)"),g" "/lab/share/systemd/$unit.in" >"/etc/systemd/system/$unit"
	cat >/etc/systemd/system/test.target <<-EOF
		[Unit]
		Description=Journal
		Wants=systemd-journald.service systemd-journald-dev-log.socket
		DefaultDependencies=no
	EOF
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

has_logged() { # TEXT
	inside journalctl --no-pager -o cat -u "$unit" | grep -q "$1"
}

start_systemd
if ! wait_for 90 is_running; then
	tap_fail 'systemd runs' "$(cat "$tap_dir/systemd")"
	done_testing
fi
tap_run inside systemctl start "$unit"
if [ ! -e /sys/kernel/tracing/events/cxl ]; then
	is "$code" 1 'the unit fails on a kernel without events'
	is "$(inside systemctl show -P ExecMainStatus "$unit")" 4 'with the status that is not tried again'
	sleep 6
	is "$(inside systemctl show -P NRestarts "$unit")" 0 'it is not started again'
	done_testing
fi
is "$code" 0 'the unit is ready'
note "$(inside systemctl show -P StatusText "$unit")"
instance=$(find /sys/kernel/tracing/instances -mindepth 1 -maxdepth 1 -name 'cxl-monitor-*')
is "$(cat "$instance/events/cxl/enable")" 1 'it has enabled the events'
qmp cxl-inject-general-media-event '{"path":"mem0","log":"fatal","flags":7,"dpa":8195,"descriptor":5,"type":2,
	"transaction-type":3,"channel":4,"rank":5,"device":66051,"component-id":"device7","sub-type":3,"cme-ev-flags":3,
	"cme-count":258}' >/dev/null
ok 'an event is in the journal' wait_for 20 has_logged general_media ||
	note "$(inside journalctl --no-pager | tail -n 5)"
note "$(inside journalctl --no-pager -o cat -u "$unit" | tail -n 3)"
pid=$(inside systemctl show -P MainPID "$unit")
inside kill -KILL "$pid"
ok 'it is started again after it was killed' wait_for 30 inside sh -c \
	"systemctl is-active $unit && [ \$(systemctl show -P MainPID $unit) != $pid ]"
ok 'it stops' inside systemctl stop "$unit"
is "$(inside systemctl show -P Result "$unit")" success 'in order'
is "$(find /sys/kernel/tracing/instances -mindepth 1 -maxdepth 1 -name 'cxl-monitor-*')" '' 'and leaves no trace instance'
note "$(inside systemd-analyze security --no-pager "$unit" 2>&1 | tail -n 1)"
kill "$systemd"
done_testing
