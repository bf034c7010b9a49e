# SPDX-License-Identifier: GPL-2.0-only
# topologies: (with --all: sixteen)
# Compares "cxl list" with ndctl v85 on the same machine: system calls, time and memory, as ratios.
# shellcheck shell=bash
. "$VM/guest.sh"

count_calls() { # COMMAND...: prints the number of system calls
	strace -f -c -o /tmp/calls "$@" >/dev/null 2>&1
	awk '/ total$/ {print $4}' /tmp/calls | tail -n 1
}

measure() { # COMMAND...: prints "milliseconds kilobytes", the lower ones of two runs; fails as the command
	local start kb best=999999999 least=999999999 us
	for _ in 1 2; do
		kb=$(/usr/bin/time -f %M -o /dev/fd/3 "$@" 3>&1 >/dev/null 2>/tmp/errors) || return
		start=${EPOCHREALTIME/./}
		"$@" >/dev/null 2>&1 || return
		us=$((${EPOCHREALTIME/./} - start))
		((us < best)) && best=$us
		((kb < least)) && least=$kb
	done
	echo "$((best / 1000)) $least"
}

libraries=/opt/v85/usr/lib/x86_64-linux-gnu ndctl=/opt/v85/usr/bin/cxl

# Counting the 100,000 calls of "list -vvv" of ndctl takes two minutes.
calls=$(count_calls cxl list)
ndctl_calls=$(LD_LIBRARY_PATH=$libraries count_calls $ndctl list)
awk -v a="$calls" -v b="$ndctl_calls" 'BEGIN {printf "# bench list       calls %d/%d %.2f\n", a, b, b ? a / b : 0}'
ok 'system calls of both programs were counted' test "$calls" -gt 0 -a "$ndctl_calls" -gt 0

show() { # NAME "MS KB" "MS KB"
	read -r ms kb <<<"$2"
	read -r ndctl_ms ndctl_kb <<<"$3"
	awk -v command="$1" -v a="$ms" -v b="$ndctl_ms" -v c="$kb" -v d="$ndctl_kb" \
		'BEGIN {printf "# bench %-10s ms %d/%d %.2f  kB %d/%d %.2f\n", command, a, b, b ? a / b : 0, c, d, d ? c / d : 0}'
}

for options in '' -vvv; do
	# shellcheck disable=SC2086 # no argument if empty
	ours=$(measure cxl list $options)
	ok "list $options: measured" test $? -eq 0
	# shellcheck disable=SC2086
	theirs=$(LD_LIBRARY_PATH=$libraries measure $ndctl list $options)
	ok "list $options: measured with ndctl" test $? -eq 0
	show "list $options" "$ours" "$theirs"
done

# The whole dump, beside "list -vvv" of ndctl.
ours=$(measure cxl dump -o -)
ok 'dump: measured' test $? -eq 0
show dump "$ours" "$theirs"
done_testing
