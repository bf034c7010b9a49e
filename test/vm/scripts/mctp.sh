# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# Components that are reached over MCTP: modelled ones behind sockets of this kernel (loopback), and behind a serial line
# (mctp-serial on a pseudo-terminal). The kernel facts that the commands rely on.
# topologies: one
. "$VM/guest.sh"

data=/lab/share/data
work=$(mktemp -d)
model=$work/model
taint_before=$(taint)

serve() { # ENDPOINT OPTIONS...: until it has printed that it serves the endpoint
	cxl-sim mctp "$model" "${@:2}" >"$work/served" 2>&1 &
	responder=$!
	wait_for 10 grep -qx "$1" "$work/served" || note "$(cat "$work/served")"
}

stop() {
	kill "$responder" 2>/dev/null
	wait "$responder" 2>/dev/null
}

json() { # FILTER COMMAND...
	"${@:2}" 2>/dev/null | jq -c "$1"
}

# --- sockets of this kernel

sed 's/mctp:1,9/mctp:1,8/; /mctp:1,1[02]/d' "$data/fabric.sim" >"$work/loopback.sim"
ok 'model' cxl-sim new "$model" --tree "$data/example.tree" --devices "$work/loopback.sim"
exits 1 'no endpoint yet' cxl get-timestamp mctp:1,8
like "$stderr" 'no route to this endpoint' 'no route'
serve mctp:1,8
is "$(json '.[0].serial' cxl get-timestamp mctp:1,8)" '"0x5100"' 'loopback: the switch'
is "$(json '.[0].serial' cxl identify mctp:1,8/port:3/ld:1)" '"0xa4"' 'loopback: a logical device'
is "$(json '.[0].serial' cxl identify mctp:1,8/port:3/ld:0)" '"0xa3"' 'loopback: the other one'
# Sending requires CAP_NET_RAW, for root, too.
exits 1 'without CAP_NET_RAW' setpriv --bounding-set=-net_raw --inh-caps=-net_raw cxl get-timestamp mctp:1,8
like "$stderr" 'CAP_NET_RAW' 'the capability is named'
cxl-sim fault "$model" switch0 0x0300 lost --count 1
is "$(json '.[0].serial' cxl get-timestamp mctp:1,8 --timeout 300)" '"0x5100"' 'a read without a reply is sent again'
cxl-sim fault "$model" switch0 0x0300 lost
exits 1 'no reply' cxl get-timestamp mctp:1,8 --timeout 300
like "$stderr" 'no reply' 'and the reason'
cxl-sim fault "$model" switch0 0x0300 none
for fault in twice 'late 600'; do
	# shellcheck disable=SC2086
	cxl-sim fault "$model" switch0 0x0001 $fault --count 1
	is "$(json '.[0].timestamp_ns' cxl get-timestamp mctp:1,8 --timeout 500)" 0 "loopback: $fault"
done
for fault in other-tag wrong-length; do
	cxl-sim fault "$model" switch0 0x0300 "$fault" --count 1
	is "$(json '.[0].timestamp_ns' cxl get-timestamp mctp:1,8 --timeout 500)" 0 "loopback: $fault once"
	cxl-sim fault "$model" switch0 0x0300 "$fault"
	exits 1 "loopback: $fault" cxl get-timestamp mctp:1,8 --timeout 500
	cxl-sim fault "$model" switch0 0x0300 none
done
stop

# --- a serial line

rm -rf "$model"
ok 'model' cxl-sim new "$model" --tree "$data/example.tree" --devices "$data/fabric.sim"
serve mctp:1,12 --serial
is "$(json '.[0].serial' cxl get-timestamp mctp:1,9)" '"0x5100"' 'serial line: the switch'
is "$(json '.[0].serial' cxl identify mctp:1,10)" '"0xb1"' 'serial line: a device'
is "$(json '.[0].serial' cxl identify mctp:1,9/port:3/ld:1)" '"0xa4"' 'serial line: a logical device'
is "$(json '[.[].serial]' cxl get-timestamp mctp:1,9 mctp:1,9/port:3/ld:0)" '["0x5100","0xa3"]' 'serial line: two targets'
# Of several packets: the log has 13 entries.
is "$(json '.[0].commands | length' cxl get-log mctp:1,9/port:3/ld:0 cel)" 13 'serial line: a log'
is "$(json '.[0].total_size' cxl identify mctp:1,9/port:3/ld:0)" "$(json '.[0].total_size' cxl-sim -C "$model" identify mem3)" \
	'serial line: as the device itself says'
is "$(json '[.[] | select(.source != "sysfs") | [.memdev, .serial]]' cxl list-targets)" \
	'[["mctp:1,9","0x5100"],["mctp:1,9/port:3","0xa0"],["mctp:1,9/port:3/ld:0","0xa3"],["mctp:1,9/port:3/ld:1","0xa4"],["mctp:1,10","0xb1"],["mctp:1,12","0xb3"]]' \
	'serial line: list-targets finds the routes of the kernel, and what is behind them'
exits 3 'serial line: a vendor-specific command needs a confirmation' cxl send-command mctp:1,9/port:3/ld:0 0xc001 -f
exits 4 'serial line: and is answered with one: not supported' \
	cxl send-command mctp:1,9/port:3/ld:0 0xc001 -f --confirm 0xa3@mctp:1,9/port:3/ld:0
like "$(dmesg)" '"device":"mctp:1,9/port:3/ld:0".*"opcode":"0xc001".*"device_status":3' 'serial line: it is in the audit log'
is "$(taint)" "$taint_before" 'serial line: it does not taint the kernel'
is "$(json ".[0].vppbs | length" cxl fm vcs mctp:1,9)" 4 "serial line: virtual ports"
exits 1 'serial line: no device behind the port' cxl identify mctp:1,9/port:4
like "$stderr" 'mctp:1,9 did not forward it: return code 0x02' 'the switch is named'
exits 4 'serial line: not supported' cxl identify mctp:1,9
kill -STOP "$responder"
exits 1 'serial line: silence' cxl get-timestamp mctp:1,9 --timeout 300
like "$stderr" 'no reply' 'and the reason'
kill -CONT "$responder"
stop
rm -rf "$work"

done_testing
