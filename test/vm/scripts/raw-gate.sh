# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# The raw gate on a real kernel: each reason to refuse; the order of taint, audit record and command; the taint that
# the kernel adds. Changes sysctls and raw_allow_all temporarily, and leaves the kernel tainted with U and W.
# topologies: test (with --all: one)

# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"
# shellcheck source-path=SCRIPTDIR source=raw-common.sh
. "$VM/scripts/raw-common.sh"

kernel=/proc/sys/kernel
allow_all=/sys/kernel/debug/cxl/mbox/raw_allow_all
policy=/etc/cxl/policy.d/10-test.conf
# shellcheck disable=SC2317 # called by wait_for
sanitize_ended() {
	[ "$(cat "/sys/bus/cxl/devices/$memdev/security/state")" != sanitize ]
}

initial_taint=$(taint)
initial_raw_count=$(raw_path_count)

# --- refused commands
[ "$TOPOLOGY" != one ] || is "$((initial_taint & 576))" 0 'taints U and W are not set at the start'
check_refused needs_token 'raw command without confirmation is refused' 0xc001 --unlisted
check_refused needs_token '--yes and --force do not replace --confirm' 0xc001 --unlisted --yes --force
check_refused wrong_token 'token of another device is refused' 0xc001 --unlisted --confirm "1$token"
check_refused not_in_cel 'opcode not in the CEL is refused' 0xc001 --confirm "$token"
check_refused native_exists 'raw command with a typed equivalent is refused' identify --confirm "$token"
like "$stderr" 'cxl identify' 'error message names the typed command'
check_refused raw_refused_opcode 'opcode that the kernel refuses' 0x4204 --hex 01 --confirm "$token"
for opcode in '0x0500 --hex 0000000000000000' "0x0501 --hex $(printf %042d 0)" "0x0502 --hex $(printf %066d 0)"; do
	# shellcheck disable=SC2086 # opcode and its input
	check_refused raw_refused_opcode 'Features, which newer kernels refuse' $opcode --no-native --confirm "$token"
done
check_refused native_exists 'clear-event-records: the driver moves events to trace events' \
	0x0101 --hex 0000000000000000 --unlisted --confirm "$token"
check_refused raw_refused_set 'command set that the kernel refuses' 0x4500 --confirm "$token"
exits 3 'input that crashes QEMU is refused' raw get-lsa --hex 0000000000000000 --no-native --confirm "$token"
like "$stderr" 'refusing to send get-lsa' 'error message names the rejected command'
exits 129 'raw command to several devices is a usage error' cxl send-command all 0xc001 --raw --unlisted --confirm "$token"

echo 1 >$kernel/panic_on_warn
check_refused panic_on_warn 'raw command is refused if panic_on_warn is set' 0xc001 --unlisted --confirm "$token"
echo 0 >$kernel/panic_on_warn
echo 1 >$kernel/warn_limit
check_refused warn_limit 'raw command is refused if warn_limit is set' 0xc001 --unlisted --confirm "$token"
echo 0 >$kernel/warn_limit

mkdir -p ${policy%/*}
echo "deny serial ${token%%@*} raw ALL" >$policy
check_refused policy_denied 'raw command denied by the policy' 0xc001 --unlisted --confirm "$token"
like "$stderr" "$policy:1" 'error message has file and line of the policy rule'
ok 'policy rule for raw commands does not deny typed commands' cxl send-command "$memdev" identify
if [ -e "/sys/bus/cxl/devices/$memdev/trigger_poison_list" ]; then
	echo 'deny ALL opcode get-poison-list' >$policy
	ok 'list with media errors succeeds if the policy denies Get Poison List' cxl list -m "$memdev" -L
	like "$stderr" "refusing to read the poison list: denied by policy $policy:1" \
		'opcode rule of the policy denies the trigger of the poison list'
fi
echo "deny serial ${token%%@*} raw ALL" >$policy
chmod o+w $policy
check_refused policy_invalid 'raw command is refused if the policy file is world-writable' 0xc001 --unlisted --confirm "$token"
rm $policy

if [ "$TOPOLOGY" = one ] && echo 1 2>/dev/null >"/sys/bus/cxl/devices/$memdev/security/sanitize"; then
	check_refused device_busy 'raw command is refused during sanitize' 0xc001 --unlisted --confirm "$token"
	ok 'sanitize ends' wait_for 120 sanitize_ended
else
	skip 'raw command is refused during sanitize' 'sanitize is not available on this device'
fi

exits 3 'dry run of a raw command without confirmation is refused' raw 0xc001 --unlisted --dry-run
is "$(field '.[0] | "\(.verdict) \(.confirm) \(.taints)"')" "needs_token $token UW" 'dry run shows verdict, token and taints'
ok 'dry run of a raw command with confirmation succeeds' raw 0xc001 --unlisted --confirm "$token" --dry-run
is "$(field '.[0].verdict')" allowed 'dry run with confirmation shows the verdict'
is "$(taint) $(raw_path_count)" "$initial_taint $initial_raw_count" 'refused commands and dry runs do not use the raw path'

# --- no taint or audit record possible
mv /dev/kmsg /dev/kmsg.off
exits 3 'raw command without a writable log is refused' raw 0xc001 --unlisted --confirm "$token"
mv /dev/kmsg.off /dev/kmsg
is "$(taint)" "$initial_taint" 'the kernel is not tainted without an audit record'
like "$stderr" 'cannot write the audit record' 'error message names the audit record'
is "$(raw_path_count)" "$initial_raw_count" 'nothing is sent without an audit record'
# shellcheck disable=SC2317 # called by exits
without_capability() { # CAPABILITY COMMAND...
	setpriv --inh-caps "-$1" --bounding-set "-$1" "${@:2}" </dev/null
}
exits 3 'raw command without CAP_SYS_ADMIN is refused' \
	without_capability sys_admin cxl send-command "$memdev" 0xc001 --raw --unlisted --force --confirm "$token"
like "$stderr" 'cannot set the kernel taint bit U' 'error message names the taint'
is "$(raw_path_count)" "$initial_raw_count" 'nothing is sent if the taint cannot be set'

# --- the device that was checked
node=/dev/cxl/$memdev
mv "$node" "$node.kept"
mknod "$node" c 1 3
check_refused wrong_node 'device node of another device is refused' 0xc001 --unlisted --confirm "$token"
exits 3 'read through the device node of another device is refused' cxl send-command "$memdev" identify
rm "$node"
exits 1 'raw command without a device node fails' raw 0xc001 --unlisted --confirm "$token"
is "$(taint)" "$initial_taint" 'the kernel is not tainted without a device node'
mv "$node.kept" "$node"

# --- locks
lock=/run/cxl/$memdev.lock
is "$(stat -c %a "$lock")" 600 'only root can open the lock file'
exec 9<"$lock"
flock 9
check_refused device_busy 'raw command is refused while the device is locked' 0xc001 --unlisted --confirm "$token"
exec 9<&-
not_ok 'an ordinary user cannot take the lock' setpriv --reuid=65534 --clear-groups flock -n "$lock" true

# --- sent command
# QEMU answers that it does not support the command, the mock devices with an I/O error.
rejected=1
[ "$TOPOLOGY" != one ] || rejected=4
strace -o "$OUT/trace" -s 200 -e trace=openat,write,ioctl \
	cxl send-command "$memdev" 0xc001 --raw --unlisted --force --confirm "$token" >"$OUT/first" 2>&1 </dev/null
code=$?
is "$code" $rejected 'raw command is sent and rejected by the device'
steps=$(awk '/write\(.*"64"/ {print "taint"} /kmsg-audit|cxl-audit.*event.*intent/ {print "intent"}
	/cxl-audit.*event.*outcome/ {print "outcome"} /ioctl\(.*(SEND_COMMAND|0xc030ce02)/ {print "send"}' "$OUT/trace" |
	sed -n '/taint/,$p' | tr '\n' ' ')
is "$steps" 'taint intent send outcome ' 'order is taint, intent record, command, outcome record'
is $(($(taint) & 576)) 576 'taints U and W are set'
if [ "$initial_raw_count" = 0 ]; then
	like "$(dmesg | sed -n '/raw command path used/,$p')" 'Tainted: .*U' 'taint U was set before the warning of the kernel'
	is "$(raw_path_count)" 1 'the command used the raw path once'
fi
like "$(cat "$OUT/first")" '"kernel_added":"W"|W was already set' 'taint added by the kernel is reported'
exits $rejected 'second raw command is sent' raw 0xc001 --unlisted --confirm "$token"
is "$(field '.[0] | "\(.taint_before == .taint_after) \(.kernel_added)"')" 'true ' 'second raw command adds no taint'
like "$stderr" 'W was already set' 'message says that taint W was already set'

answer 'to confirm' "$token" cxl send-command "$memdev" 0xc001 --raw --unlisted --force --format json
like "$stdout" "Type $token to confirm" 'token is requested on a terminal'
like "$stdout" '"route":"raw"' 'typing the token sends the command'

# --- background operation
if [ "$TOPOLOGY" = one ]; then
	image=$(printf '0002%0252d' 0)$(printf '61%.0s' {1..256})
	exits 1 'raw transfer-fw exits with 1' raw transfer-fw --hex "$image" --no-native --confirm "$token" --format envelope
	is "$(field '.errors[0].code')" started_not_finished 'transfer-fw is reported as started in the background'
	exits 1 'second transfer-fw during the first fails' raw transfer-fw --hex "$image" --no-native --confirm "$token" --format envelope
	is "$(field '.errors[0] | "\(.code) \(.device_status)"')" 'busy 6' 'device status of the second transfer-fw is busy'
else
	skip 'transfer-fw in the background' 'mock devices finish immediately'
fi

# --- raw_allow_all
echo Y >$allow_all
check_refused native_exists 'raw_allow_all does not disable the other checks' 0x4500 --confirm "$token"
# Get Security State; mock devices require an output buffer of exactly 4 bytes.
raw 0x4500 --no-native --unlisted --confirm "$token" --out-len 4 >"$OUT/allowed" 2>&1
unlike "$(cat "$OUT/allowed")" 'refusing to|rejected the raw command' 'kernel accepts a refused opcode with raw_allow_all'
like "$(cat "$OUT/allowed")" '"return_code":[0-9]+' 'refused opcode with raw_allow_all: the device replies'
echo N >$allow_all

# --- audit record
ok 'audit succeeds' cxl audit --since boot
is "$(field 'map(select(.route == "raw" and .event == "intent")) | length')" \
	"$(field 'map(select(.route == "raw" and .event == "outcome")) | length')" 'every raw intent record has an outcome record'
like "$(field 'map(select(.event == "refused") | .verdict) | unique | join(" ")')" \
	'device_busy|native_exists needs_token' 'refused commands are recorded'
exits 1 'support-status exits with 1 after a raw command' cxl support-status
like "$(field '[.[0].checks[] | select(.supported | not) | .check] | join(" ")')" 'taint_user.*taint_warning.*audit' 'support-status lists the failed checks'
like "$(field '.[0].checks[] | select(.check == "taint_warning").description')" 'a raw command, 0x.*WARNING: .*drivers/cxl/' \
	'support-status names the raw command and the kernel warning'

done_testing
