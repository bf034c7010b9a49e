# SPDX-License-Identifier: GPL-2.0-only
# topologies: sixteen test
# Compares "cxl list" with ndctl v85 on the same machine: system calls, time and memory, as ratios.
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
	# shellcheck disable=SC2086 # no argument if empty
	read -r calls ms kb < <(measure cxl list $options)
	# shellcheck disable=SC2086
	read -r ndctl_calls ndctl_ms ndctl_kb < <(LD_LIBRARY_PATH=/opt/v85/usr/lib/x86_64-linux-gnu measure /opt/v85/usr/bin/cxl list $options)
	awk -v command="list $options" -v a="$calls" -v b="$ndctl_calls" -v c="$ms" -v d="$ndctl_ms" -v e="$kb" -v f="$ndctl_kb" \
		'BEGIN {printf "# bench %-10s calls %d/%d %.2f  ms %d/%d %.2f  kB %d/%d %.2f\n",
			command, a, b, a / b, c, d, c / d, e, f, e / f}'
	ok "list $options: system calls of both programs were counted" test "$calls" -gt 0 -a "$ndctl_calls" -gt 0
done
done_testing
