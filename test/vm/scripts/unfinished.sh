# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# create-region and destroy-region, killed before each of their writes: destroy-region clears what is left.
# EVERY=N: before every N-th of them.
# topologies: pmem
. "$VM/guest.sh"

devices=/sys/bus/cxl/devices

# What a region occupies.
state() {
	find "$devices/" -name 'region*' | wc -l
	grep -H . "$devices"/{port,endpoint}*/decoders_committed "$devices"/decoder*/dpa_size
}

# strace(1) sends the signal on entry of the system call, which is then not made.
killed_before() { # NUMBER COMMAND...
	local n=$1
	shift
	strace -f -o /dev/null -e trace=write -e inject=write:signal=KILL:when="$n" "$@"
}

more_than() { # STATE: lines that are new
	diff <(echo "$1") <(state) | grep -c '^>'
}

cxl-v85 destroy-region -f all >/dev/null 2>&1 # of other scripts, twice as in region.sh
cxl-v85 destroy-region -f all >/dev/null 2>&1
read -r root order < <(cxl create-region --explain -t pmem -w 2 --format json |
	jq -r '[.[] | select(.possible)][-1] | [.decoder] + .order | join(" ")')
read -ra memdevs <<<"$order"
note "$root: ${memdevs[*]}"
new=(create-region -d "$root" -t pmem -m "${memdevs[@]}")
empty=$(state)
ok 'create-region' cxl "${new[@]}"
made=$(state)
isnt "$made" "$empty" 'changes the state'
ok 'destroy-region' cxl destroy-region -f all
is "$(state)" "$empty" 'and back'

every=${EVERY:-1}
for ((n = 1; n < 100; n += every)); do
	tap_run killed_before "$n" cxl "${new[@]}"
	[ "$code" != 0 ] || break
	is "$code" 137 "create-region is killed before write $n ($(more_than "$empty") left)"
	ok 'destroy-region' cxl destroy-region -f all
	ok "create-region ($(more_than "$empty") were left)" cxl "${new[@]}"
	is "$(state)" "$made" 'the region is complete'
	ok 'destroy-region' cxl destroy-region -f all
	is "$(state)" "$empty" 'nothing is left'
done
ok "create-region makes fewer than $n writes" test "$n" -gt 10 -a "$n" -lt 100

for ((n = 1; n < 100; n += every)); do
	[ "$n" = 1 ] || ok 'create-region' cxl "${new[@]}"
	tap_run killed_before "$n" cxl destroy-region -f all
	[ "$code" != 0 ] || break
	is "$code" 137 "destroy-region is killed before write $n"
	ok 'destroy-region again' cxl destroy-region -f all
	is "$(state)" "$empty" 'nothing is left'
done
ok "destroy-region makes fewer than $n writes" test "$n" -gt 5 -a "$n" -lt 100
ok 'create-region' cxl "${new[@]}"
ok 'destroy-region' cxl destroy-region -f all
is "$(state)" "$empty" 'nothing is left'

done_testing
