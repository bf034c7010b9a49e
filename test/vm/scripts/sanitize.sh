# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# wait-sanitize beside that of ndctl v85.
# topologies: four
. "$VM/guest.sh"

devices=/sys/bus/cxl/devices

# The kernel refuses to sanitize a device with committed decoders.
memdev=
for d in "$devices"/mem*; do
	endpoint=$(cxl list -E -e "$(basename "$d")" | jq -r '.[0].endpoint // empty')
	if [ -w "$d/security/sanitize" ] && [ "$(cat "$devices/$endpoint/decoders_committed")" = 0 ]; then
		memdev=$(basename "$d")
		break
	fi
done
if [ -z "$memdev" ]; then
	skip 'wait-sanitize' 'no device can be sanitized'
	done_testing
fi
note "$memdev"

state() {
	cat "$devices/$memdev/security/state"
}

ok 'nothing to wait for' cxl wait-sanitize "$memdev" -t 0
count=$stderr
cxl-v85 wait-sanitize "$memdev" 2>"$tap_dir/count"
is "$count" "$(sed 's/^cxl memdev: [a-z_]*: //' "$tap_dir/count")" 'the summary is that of ndctl'

ok 'sanitize starts' sh -c "echo 1 >$devices/$memdev/security/sanitize"
if [ "$(state)" = sanitize ]; then
	cxl wait-sanitize "$memdev" -t 0 2>/dev/null
	status=$?
	is "$status" 1 'a timeout of 0 does not wait'
fi
ok 'wait-sanitize waits' cxl wait-sanitize "$memdev" -t 120000
is "$stderr" "$count" 'the summary is that of ndctl'
isnt "$(state)" sanitize 'the device is not being sanitized any more'

# The kernel notifies: between the start and the end, the state is read twice only.
echo 1 >"$devices/$memdev/security/sanitize"
strace -e trace=pread64,poll -o "$tap_dir/calls" cxl wait-sanitize "$memdev" -t 120000 2>/dev/null
reads=$(grep -c '^pread64.*"\(sanitize\|disabled\)' "$tap_dir/calls")
ok "the state is read $reads times" test "$reads" -ge 1 -a "$reads" -le 2
cxl-v85 wait-sanitize "$memdev" >/dev/null 2>&1

done_testing
