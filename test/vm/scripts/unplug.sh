# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# Memory devices that are plugged and unplugged while they are listed, and while a region of them is created.
# topologies: four
. "$VM/guest.sh"

devices=/sys/bus/cxl/devices

state() {
	find "$devices/" -name 'region*' | wc -l
	grep -H . "$devices"/{port,endpoint}*/decoders_committed "$devices"/decoder*/dpa_size | sed 's/.*://' | sort | uniq -c
}

count() {
	find "$devices/" -name 'mem[0-9]*' | wc -l
}

has() { # NUMBER_OF_MEMDEVS
	[ "$(count)" = "$1" ]
}

unplug() {
	qmp device_del '{"id":"mem3"}'
}

# QEMU removes the device some time after the guest has, and keeps its memory in use.
plug() {
	! qmp device_add '{"driver":"cxl-type3","bus":"port11","id":"mem3","sn":163,"volatile-memdev":"spare"}' | grep -q error
}

# Lists until the number of memory devices is as expected, ten times at least; each output is valid.
lists() { # NUMBER_OF_MEMDEVS
	local i bad=0
	for ((i = 0; i < 200; i++)); do
		tap_run cxl list -vv
		if [ "$code" != 0 ] || ! jq -e . >/dev/null 2>&1 <<<"$stdout"; then
			bad=$((bad + 1))
			note "exit $code: $stderr"
		fi
		((i < 10)) || ! has "$1" || break
	done
	is "$bad" 0 "all of $((i + 1)) outputs are complete"
}

cxl-v85 destroy-region -f all >/dev/null 2>&1 # of other scripts, twice as in region.sh
cxl-v85 destroy-region -f all >/dev/null 2>&1
udevadm settle
before=$(state)
ok 'four' has 4
unplug >/dev/null
lists 3
ok 'unplugged' has 3
sleep 3 # the slot is switched off
qmp object-add '{"qom-type":"memory-backend-ram","id":"spare","size":536870912}' >/dev/null
ok 'plug' wait_for 30 plug
lists 4
ok 'plugged' wait_for 30 has 4
udevadm settle
is "$(state)" "$before" 'as before'

# A device is removed before one of the writes of create-region: strace(1) delays it, and nothing else.
by_serial() { # NUMBER
	local m
	for m in "$devices"/mem*; do
		[ "$(($(cat "$m/serial")))" != "$1" ] || readlink -f "$m/.."
	done
}

removed_before() { # NUMBER COMMAND...
	local n=$1 function pid
	shift
	function=$(by_serial 163)
	strace -f --seccomp-bpf -o /dev/null -e trace=write -e inject=write:delay_enter=5000000:when="$n" "$@" &
	pid=$!
	sleep 3
	echo 1 >"$function/remove"
	wait "$pid"
}

root=$(cxl create-region --explain -t ram -w 2 --format json | jq -r '[.[] | select(.possible)][-1].decoder')
new=(create-region -d "$root" -t ram -m serial:160 serial:163)
ok 'create-region' cxl "${new[@]}"
ok 'destroy-region' cxl destroy-region -f all
for n in 7 11 13; do
	tap_run removed_before "$n" cxl "${new[@]}"
	is "$code" 1 "create-region fails if a device is removed before write $n"
	note "$stderr"
	ok 'it is gone' wait_for 10 has 3
	ok 'list' cxl list -vvv
	is "$(find "$devices/" -name 'region*' | wc -l)" 0 'no region is left'
	echo 1 >/sys/bus/pci/rescan
	ok 'it is back' wait_for 30 has 4
	udevadm settle
	is "$(state)" "$before" 'nothing is left'
done
done_testing
