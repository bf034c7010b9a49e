# SPDX-License-Identifier: GPL-2.0-only
# topologies: sixteen test
# Compares "cxl list" with ndctl v85 on the same machine: system calls, time and memory, as ratios.
# shellcheck shell=bash
. "$VM/guest.sh"

count_calls() { # COMMAND...: prints the number of system calls
	strace -f -c -o /tmp/calls "$@" >/dev/null 2>&1
	awk '/ total$/ {print $4}' /tmp/calls | tail -n 1
}

measure() { # COMMAND...: prints "milliseconds kilobytes", the lower ones of two runs
	for _ in 1 2; do
		/usr/bin/time -f '%e %M' "$@" 2>&1 >/dev/null | tail -n 1
	done | awk '{ms = $1 * 1000; if (NR == 1 || ms < best) best = ms; if (NR == 1 || $2 < kb) kb = $2} END {print best, kb}'
}

libraries=/opt/v85/usr/lib/x86_64-linux-gnu ndctl=/opt/v85/usr/bin/cxl

# Counting the 100,000 calls of "list -vvv" of ndctl takes two minutes.
calls=$(count_calls cxl list)
ndctl_calls=$(LD_LIBRARY_PATH=$libraries count_calls $ndctl list)
awk -v a="$calls" -v b="$ndctl_calls" 'BEGIN {printf "# bench list       calls %d/%d %.2f\n", a, b, b ? a / b : 0}'
ok 'system calls of both programs were counted' test "$calls" -gt 0 -a "$ndctl_calls" -gt 0

for options in '' -vvv; do
	# shellcheck disable=SC2086 # no argument if empty
	read -r ms kb < <(measure cxl list $options)
	# shellcheck disable=SC2086
	read -r ndctl_ms ndctl_kb < <(LD_LIBRARY_PATH=$libraries measure $ndctl list $options)
	awk -v command="list $options" -v a="$ms" -v b="$ndctl_ms" -v c="$kb" -v d="$ndctl_kb" \
		'BEGIN {printf "# bench %-10s ms %d/%d %.2f  kB %d/%d %.2f\n", command, a, b, b ? a / b : 0, c, d, d ? c / d : 0}'
	ok "list $options: both programs were measured" test "$kb" -gt 0 -a "$ndctl_kb" -gt 0
done
done_testing
