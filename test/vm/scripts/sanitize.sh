# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# wait-sanitize beside that of ndctl v85; sanitize-memdev and erase-memdev.
# topologies: four test
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

# With committed decoders, the kernel refuses; so do we, before anything is asked.
used=
for d in "$devices"/mem*; do
	endpoint=$(cxl list -E -e "$(basename "$d")" | jq -r '.[0].endpoint // empty')
	if [ -z "$endpoint" ] || [ "$(cat "$devices/$endpoint/decoders_committed")" = 0 ]; then
		continue
	fi
	used=$(basename "$d")
	token=$(cxl sanitize-memdev "$used" --dry-run 2>/dev/null | jq -r '.[0].confirm')
	exits 3 'a device that is in use is refused' cxl sanitize-memdev "$used" --confirm "$token"
	like "$stderr" "refusing to sanitize $used: the device is in use" 'with the reason'
	not_ok 'as by the kernel' sh -c "echo 1 >$d/security/sanitize"
	break
done
[ -n "$used" ] || skip 'a device that is in use' 'no decoder is committed'

exits 3 'without a confirmation, nothing is done' cxl sanitize-memdev "$memdev"
exits 3 'nor in a dry run' cxl sanitize-memdev "$memdev" --dry-run
token=$(jq -r '.[0].confirm' <<<"$stdout")
note "$token"
exits 3 'the token of another device is refused' cxl sanitize-memdev "$memdev" --confirm "1$token"
is "$(state)" disabled 'nothing was written'
ok 'sanitize-memdev starts it' cxl sanitize-memdev "$memdev" --confirm "$token"
if [ -z "$MOCK" ]; then # the mock takes no time
	is "$(jq -r '.[0].security_state' <<<"$stdout")" sanitize 'it is being sanitized'
	exits 3 'a second time is refused' cxl sanitize-memdev "$memdev" --confirm "$token"
fi
ok 'wait-sanitize waits for it' cxl wait-sanitize "$memdev" -t 120000
answer 'to confirm: ' "$token" cxl sanitize-memdev "$memdev" --wait
is "$code" 0 'the confirmation is typed on a terminal'
like "$stdout" 'Sanitize in progress, [0-9]+ s' 'it shows how long it takes'
is "$(state)" disabled '--wait waits for the end'
exits 4 'erase-memdev is not supported by this device' cxl erase-memdev "$memdev" --confirm "$token"
if [ -z "$MOCK" ]; then
	exits 3 'a disabled device is refused' sh -c "cxl disable-memdev $memdev && cxl sanitize-memdev $memdev --confirm $token"
	like "$stderr" 'it is disabled' 'with the reason'
	not_ok 'as by the kernel' sh -c "echo 1 >$devices/$memdev/security/sanitize"
	ok 'it is enabled again' cxl enable-memdev "$memdev"
fi
exits 129 'all devices are refused' cxl sanitize-memdev all --confirm "$token"

done_testing
