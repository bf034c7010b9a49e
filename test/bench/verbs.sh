# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# Runs in the guest, for test/bench/verbs.
. "$VM/guest.sh"

libraries=/opt/v85/usr/lib/x86_64-linux-gnu ndctl=/opt/v85/usr/bin/cxl
drivers=/sys/bus/cxl/drivers/cxl_mem

# Memory devices that are not in use.
memdevs=()
for d in /sys/bus/cxl/devices/mem*; do
	m=$(basename "$d")
	cxl disable-memdev "$m" --dry-run >/dev/null 2>&1 && memdevs+=("$m")
done
note "${#memdevs[@]} memory devices"

bare() { # bind|unbind
	local m
	for m in "${memdevs[@]}"; do
		echo "$m" >"$drivers/$1"
	done
}

# Prints the time of the command in microseconds.
time_of() { # COMMAND...
	local start=${EPOCHREALTIME/./}
	"$@" >/dev/null 2>&1
	echo $((${EPOCHREALTIME/./} - start))
}

ndctl() {
	LD_LIBRARY_PATH=$libraries $ndctl "$@"
}

best_off=(999999999 999999999 999999999) best_on=(999999999 999999999 999999999)
for _ in 1 2 3 4 5; do
	off=() on=()
	off+=("$(time_of cxl disable-memdev "${memdevs[@]}")") on+=("$(time_of cxl enable-memdev "${memdevs[@]}")")
	off+=("$(time_of ndctl disable-memdev "${memdevs[@]}")") on+=("$(time_of ndctl enable-memdev "${memdevs[@]}")")
	off+=("$(time_of bare unbind)") on+=("$(time_of bare bind)")
	for i in 0 1 2; do
		((off[i] < best_off[i])) && best_off[i]=${off[i]}
		((on[i] < best_on[i])) && best_on[i]=${on[i]}
	done
done
show() { # NAME OURS NDCTL BARE
	awk -v n="$1" -v a="$2" -v b="$3" -v c="$4" 'BEGIN {
		printf "# bench %-15s %d ms, ndctl %d ms (%.2f), bare writes %d ms (%.2f)\n", n, a / 1000, b / 1000, a / b, c / 1000, a / c }'
}
show disable-memdev "${best_off[@]}"
show enable-memdev "${best_on[@]}"
ok 'all were measured' test "${best_on[2]}" -lt 999999999
done_testing
