# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# update-firmware beside that of ndctl v85: output, state in sysfs, what the mock device got; cancellation.
# topologies: test (with --all: one)
. "$VM/guest.sh"

devices=/sys/bus/cxl/devices
files=$(mktemp -d)
memdev=
for d in "$devices"/mem*; do
	[ -e "$d/firmware/${d##*/}/status" ] || continue
	memdev=${d##*/}
	break
done
if [ -z "$memdev" ]; then
	skip 'update-firmware' 'no device has a firmware upload'
	exits 4 'update-firmware is not supported' cxl update-firmware all -w
	done_testing
fi
loader=$devices/$memdev/firmware/$memdev
note "$memdev"

# QEMU takes 2 s for each part of an image, 10 s for one that fits into a command; the mock takes no time.
printf 'firmware 1.0 %0100d' 0 >"$files/small"
seq 1000 | head -c 3000 >"$files/image"
seq 5000 | head -c 14000 >"$files/large"

state() {
	tail -n 9 "$loader/status" "$loader/error" "$loader/remaining_size" "$loader/loading" 2>/dev/null | sed "s,$loader/,,"
}

checksum() { # of the image that the mock device has
	cat "$(readlink -f "$devices/$memdev/..")/fw_buf_checksum"
}

# After its end, without the count of C functions that v85 prints.
peer() {
	cxl-v85 update-firmware "$@" 2>"$files/count"
	sed -i 's/^cxl memdev: [a-z_]*: //' "$files/count"
}

ok 'update-firmware --wait completes' cxl update-firmware "$memdev" -F "$files/image" --wait
count=$stderr ours=$stdout ours_state=$(state)
[ -z "$MOCK" ] || is "$(checksum)" "$(sha256sum <"$files/image" | cut -d ' ' -f 1)" 'the mock device has got the image'
slots=$(jq -c '.[0].firmware' <<<"$stdout")
note "$slots"
is "$(jq '.[0].firmware.fw_update_in_progress' <<<"$stdout")" false 'the update is completed'
[ -n "$MOCK" ] || is "$(jq '.[0].firmware.staged_slot' <<<"$stdout")" 2 'the next slot is staged'

# QEMU and the mock accept an update of the slot that is staged.
is "$(peer "$memdev" -F "$files/image" --wait)" "$ours" 'the output is that of ndctl'
is "$count" "$(cat "$files/count")" 'the count is that of ndctl'
is "$ours_state" "$(state)" 'the state in sysfs, too'
is "$(cxl update-firmware "$memdev" --wait 2>/dev/null)" "$(peer "$memdev" --wait)" 'likewise if there is nothing to wait for'
is "$(cxl update-firmware "$memdev" 2>/dev/null)" "$(peer "$memdev")" 'and without options'

ok 'update-firmware --dry-run succeeds' cxl update-firmware "$memdev" -F "$files/small" --dry-run
is "$(state)" "$ours_state" 'nothing was written'
exits 1 'without an update, --cancel fails' cxl update-firmware "$memdev" --cancel
like "$stderr" 'no firmware update is in progress' 'with the reason'
ok 'the next update is not cancelled by it' cxl update-firmware "$memdev" -F "$files/image" -w
if [ -n "$MOCK" ]; then
	cxl update-firmware "$memdev" -F "$files/small" -w >/dev/null 2>&1
	is "$(checksum)" "$(sha256sum <"$files/small" | cut -d ' ' -f 1)" 'an image that fits into one command'
fi

if [ -z "$MOCK" ]; then
	ok 'an update is started' cxl update-firmware "$memdev" -F "$files/large"
	is "$(jq '.[0].firmware.fw_update_in_progress' <<<"$stdout")" true 'and in progress'
	exits 3 'another one is refused' cxl update-firmware "$memdev" -F "$files/small"
	left=$(cat "$loader/remaining_size")
	ok 'ndctl reports that it was started' cxl-v85 update-firmware "$memdev" -F "$files/small"
	ok 'but it was not' test "$(cat "$loader/remaining_size")" -le "$left" -a "$(cat "$loader/remaining_size")" -gt 200
	ok 'it is cancelled' cxl update-firmware "$memdev" --cancel --wait
	cancelled=$stdout
	is "$stderr" 'firmware update cancelled on 1 mem device' 'with the count'
	is "$(cat "$loader/error")" transferring:user-abort 'the kernel has noticed it'
	exits 1 'waiting reports it' cxl update-firmware "$memdev" --wait
	like "$stderr" 'it was cancelled \(transferring:user-abort\); [0-9]* bytes were not transferred' 'with the reason'
	cxl update-firmware "$memdev" -F "$files/large" >/dev/null 2>&1
	is "$(peer "$memdev" --cancel)" "$cancelled" 'the output is that of ndctl'
	is "$(tail -n 1 "$files/count")" 'firmware update cancelled on 1 mem device' 'and the count'
	cxl update-firmware "$memdev" --wait >/dev/null 2>&1

	cxl update-firmware "$memdev" -F "$files/large" --wait >/dev/null 2>"$files/err" &
	wait_for 20 grep -q transferring "$loader/status"
	kill "$!"
	wait "$!"
	is "$?" 1 'SIGTERM ends the command'
	like "$(cat "$files/err")" 'the firmware update goes on' 'it tells that the update does not end'
	isnt "$(cat "$loader/status")" idle 'which is in progress'
	ok 'it is waited for' cxl update-firmware "$memdev" --wait
	is "$(cat "$loader/status")$(cat "$loader/error")" idle 'and completed'

	# A reader that is woken by the kernel would not need an interval (see cxl/lib/firmware/wait.c).
	cxl update-firmware "$memdev" -F "$files/image" >/dev/null 2>&1
	# shellcheck disable=SC2016 # Perl
	woken=$(perl -e 'open(F, "<", $ARGV[0]); sysread(F, $b, 99); vec($e, fileno(F), 1) = 1;
		print scalar(select(undef, undef, $e, 9))' "$loader/status" 2>/dev/null)
	if [ -n "$woken" ]; then
		is "$woken $(cat "$loader/status")" '0 idle' 'the kernel does not notify of changes of the status'
	else
		skip 'notifications' 'no perl'
	fi
	ok 'the update ends' cxl update-firmware "$memdev" --wait
fi

if [ -n "$MOCK" ]; then
	ok 'several devices are updated' cxl update-firmware all -F "$files/image" --wait
	is "$(jq -c 'map(.firmware.fw_update_in_progress) | unique' <<<"$stdout")" '[false]' 'all of them'
fi
: >"$files/empty"
exits 129 'an empty image is rejected' cxl update-firmware "$memdev" -F "$files/empty"
exits 129 'and a missing one' cxl update-firmware "$memdev" -F "$files/none"
rm -rf "$files"
done_testing
