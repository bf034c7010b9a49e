# SPDX-License-Identifier: GPL-2.0-only
# topologies: sixteen test
# Ours and the peer's list on the same machine, in turns: system calls, time, memory, as ratios.
# shellcheck shell=bash
. "$VM/guest.sh"

measure() { # COMMAND...: prints "calls milliseconds kilobytes"
	local t0 t1 best=999999999 us
	strace -f -c -o /tmp/calls "$@" >/dev/null 2>&1
	for _ in 1 2; do
		t0=${EPOCHREALTIME/./}
		"$@" >/dev/null 2>&1
		t1=${EPOCHREALTIME/./}
		us=$((t1 - t0))
		if ((us < best)); then best=$us; fi
	done
	/usr/bin/time -f %M -o /tmp/kb "$@" >/dev/null 2>&1
	echo "$(awk '/ total$/ {print $4}' /tmp/calls | tail -n 1) $((best / 1000)) $(cat /tmp/kb)"
}

for options in '' -vvv; do
	# shellcheck disable=SC2086 # an option or none
	read -r calls ms kb < <(measure cxl list $options)
	# shellcheck disable=SC2086
	read -r peer_calls peer_ms peer_kb < <(LD_LIBRARY_PATH=/opt/v85/usr/lib/x86_64-linux-gnu measure /opt/v85/usr/bin/cxl list $options)
	awk -v what="list $options" -v a="$calls" -v b="$peer_calls" -v c="$ms" -v d="$peer_ms" -v e="$kb" -v f="$peer_kb" \
		'BEGIN {printf "# bench %-10s calls %d/%d %.2f  ms %d/%d %.2f  kB %d/%d %.2f\n",
			what, a, b, a / b, c, d, c / d, e, f, e / f}'
	ok "list $options: both counted" test "$calls" -gt 0 -a "$peer_calls" -gt 0
done
done_testing
