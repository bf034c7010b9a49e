# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# The raw gate on a real kernel: each reason to refuse, the order of mark, record and command, and what the
# kernel adds. Changes sysctls and raw_allow_all for moments, and leaves the kernel tainted with U and W.
# topologies: one test

# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"
# shellcheck source-path=SCRIPTDIR source=raw-common.sh
. "$VM/scripts/raw-common.sh"

kernel=/proc/sys/kernel
allow_all=/sys/kernel/debug/cxl/mbox/raw_allow_all
policy=/etc/cxl/policy.d/10-test.conf
start=$(taint)
earlier=$(reached)

# --- refused
[ "$TOPOLOGY" != one ] || is "$((start & 576))" 0 'neither U nor W at first'
refused needs_token 'without a confirmation' 0xc001 --unlisted
refused needs_token 'a yes and --force do not stand in for it' 0xc001 --unlisted --yes --force
refused wrong_token "another device's token" 0xc001 --unlisted --confirm "1$token"
refused not_in_cel 'not listed by the device' 0xc001 --confirm "$token"
refused native_exists 'a typed command does the same' identify --confirm "$token"
like "$stderr" 'cxl identify' 'it is named'
refused raw_refused_opcode 'an opcode the kernel refuses' 0x4204 --hex 01 --confirm "$token"
refused raw_refused_set 'a command set the kernel refuses' 0x4500 --confirm "$token"
exits 1 'what brings QEMU down is not sent' raw get-lsa --hex 0000000000000000 --no-native --confirm "$token"
like "$stderr" 'refusing to send get-lsa' 'and says so'
exits 3 'one device at a time' cxl send-command all 0xc001 --raw --unlisted --confirm "$token"

echo 1 >$kernel/panic_on_warn
refused panic_on_warn 'a kernel that panics on warnings' 0xc001 --unlisted --confirm "$token"
echo 0 >$kernel/panic_on_warn
echo 1 >$kernel/warn_limit
refused warn_limit 'a limit on warnings' 0xc001 --unlisted --confirm "$token"
echo 0 >$kernel/warn_limit

mkdir -p ${policy%/*}
echo "deny serial ${token%%@*} raw ALL" >$policy
refused policy_denied 'the policy' 0xc001 --unlisted --confirm "$token"
like "$stderr" "$policy:1" 'by file and line'
ok 'and only raw' cxl send-command "$memdev" identify
chmod o+w $policy
refused policy_invalid 'a policy that others can write' 0xc001 --unlisted --confirm "$token"
rm $policy

if [ "$TOPOLOGY" = one ] && echo 1 2>/dev/null >"/sys/bus/cxl/devices/$memdev/security/sanitize"; then
	refused device_busy 'while it is sanitized' 0xc001 --unlisted --confirm "$token"
	for ((i = 0; i < 300; i++)); do
		[ "$(cat "/sys/bus/cxl/devices/$memdev/security/state")" = sanitize ] || break
		sleep 0.1
	done
else
	skip 'while it is sanitized' 'this device cannot, or not now'
fi

ok 'a dry run' raw 0xc001 --unlisted --dry-run
is "$(field '.[0] | "\(.verdict) \(.confirm) \(.taints)"')" "allowed $token UW" 'shows the verdict and the token'
is "$(taint) $(reached)" "$start $earlier" 'nothing of all that reached the raw path'

# --- neither marked nor recorded
mv /dev/kmsg /dev/kmsg.off
exits 3 'no log to write to' raw 0xc001 --unlisted --confirm "$token"
mv /dev/kmsg.off /dev/kmsg
like "$stderr" 'cannot write the audit record' 'says so'
is "$(reached)" "$earlier" 'and nothing is sent'
# shellcheck disable=SC2317 # exits calls it
without() { # CAPABILITY COMMAND...: as root that lacks it
	setpriv --inh-caps "-$1" --bounding-set "-$1" "${@:2}" </dev/null
}
exits 3 'a root that may not mark the kernel' \
	without sys_admin cxl send-command "$memdev" 0xc001 --raw --unlisted --confirm "$token"
like "$stderr" 'cannot set the kernel taint U' 'says so'
is "$(reached)" "$earlier" 'and nothing is sent either'

# --- sent
strace -o "$OUT/trace" -s 200 -e trace=openat,write,ioctl \
	cxl send-command "$memdev" 0xc001 --raw --unlisted --confirm "$token" >"$OUT/first" 2>&1 </dev/null
code=$?
is "$code" 1 'the device does not know the command'
steps=$(awk '/write\(.*"64"/ {print "mark"} /kmsg-audit|cxl-audit.*event.*intent/ {print "intent"}
	/cxl-audit.*event.*outcome/ {print "outcome"} /ioctl\(.*(SEND_COMMAND|0xc030ce02)/ {print "send"}' "$OUT/trace" |
	sed -n '/mark/,$p' | tr '\n' ' ')
is "$steps" 'mark intent send outcome ' 'marked, recorded, sent, recorded: in this order'
is $(($(taint) & 576)) 576 'U and W are set'
if [ "$earlier" = 0 ]; then
	like "$(dmesg | sed -n '/raw command path used/,$p')" 'Tainted: .*U' 'the kernel had U when it warned of the command'
	is "$(reached)" 1 'the command reached the raw path, once'
fi
like "$(cat "$OUT/first")" '"kernel_added":"W"|W was set already' 'what the kernel added is reported'
exits 1 'a second one' raw 0xc001 --unlisted --confirm "$token"
is "$(field '.[0] | "\(.taint_before == .taint_after) \(.kernel_added)"')" 'true ' 'adds nothing, and that is said too'
like "$stderr" 'W was set already' 'in words'

echo "$token" >/tmp/answer
(sleep 1; cat /tmp/answer) | script -qec "cxl send-command $memdev 0xc001 --raw --unlisted" /dev/null >"$OUT/typed" 2>&1
like "$(cat "$OUT/typed")" "Type $token to confirm" 'on a terminal the token is asked for'
like "$(cat "$OUT/typed")" '"route":"raw"' 'and typing it sends the command'

# --- what the device goes on with
if [ "$TOPOLOGY" = one ]; then
	image=$(printf '0002%0252d' 0)$(printf '61%.0s' {1..256})
	exits 1 'a transfer of firmware' raw transfer-fw --hex "$image" --no-native --confirm "$token" --format envelope
	is "$(field '.errors[0].code')" started_not_finished 'has been started, and goes on in the background'
	exits 1 'a second one' raw transfer-fw --hex "$image" --no-native --confirm "$token" --format envelope
	is "$(field '.errors[0] | "\(.code) \(.device_status)"')" 'busy 6' 'is answered with busy'
else
	skip 'a transfer of firmware' 'the mock devices finish at once'
fi

# --- the kernel's own switch
echo Y >$allow_all
refused native_exists 'raw_allow_all leaves the other reasons' 0x4500 --confirm "$token"
raw 0x4500 --no-native --unlisted --confirm "$token" >"$OUT/allowed" 2>&1
unlike "$(cat "$OUT/allowed")" refused 'the kernel then lets it through'
echo N >$allow_all

# --- the record
ok 'audit' cxl audit --since boot
is "$(field 'map(select(.route == "raw" and .event == "intent")) | length')" \
	"$(field 'map(select(.route == "raw" and .event == "outcome")) | length')" 'every raw intent has its outcome'
like "$(field 'map(select(.event == "refused") | .verdict) | unique | join(" ")')" \
	'device_busy|native_exists needs_token' 'refusals are recorded'
exits 1 'support-status: outside' cxl support-status
like "$(field '[.[0].checks[] | select(.supported | not) | .check] | join(" ")')" 'taint_user.*taint_warning.*audit' 'and why'

done_testing
