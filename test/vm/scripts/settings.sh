# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# Alerts and partitions, set by our commands and by ndctl v85.
# topologies: one
. "$VM/guest.sh"

memdev=$(cxl list -M | jq -r '[.. | objects | select(.memdev)][0].memdev')

alerts() { # PROGRAM
	"$1" list -m "$memdev" -A | jq -S '.[0].alert_config'
}

# The same command of both: the result of one is set back before the other one.
same_alerts() { # NAME OPTION...
	local name=$1 theirs count
	shift
	cxl-v85 set-alert-config "$memdev" -L 75 --life-used-alert=on -O 30 --over-temperature-alert=on >/dev/null 2>&1
	theirs=$(cxl-v85 set-alert-config "$memdev" "$@" 2>"$tap_dir/count")
	count=$(sed 's/^cxl memdev: [a-z_]*: //' "$tap_dir/count")
	cxl-v85 set-alert-config "$memdev" -L 75 --life-used-alert=on -O 30 --over-temperature-alert=on >/dev/null 2>&1
	ok "$name succeeds" cxl set-alert-config "$memdev" "$@"
	is "$stdout" "$theirs" "$name prints what ndctl prints"
	is "$(grep -v Warning <<<"$stderr")" "$count" "$name counts as ndctl does"
	is "$(alerts cxl)" "$(jq -S '.[0].alert_config' <<<"$theirs")" "$name sets what ndctl sets"
}

if cxl list-commands "$memdev" | jq -e 'any(.. | objects; .opcode == "0x4202" and .route == "ioctl")' >/dev/null; then
	same_alerts 'a threshold' -L 30 --life-used-alert=on
	same_alerts 'two alerts' -L 20 --life-used-alert=on --over-temperature-alert=off
	# QEMU never reports an alert as enabled, so that it is set each time.
	ok 'the same again succeeds' cxl set-alert-config "$memdev" -L 20 --life-used-alert=on --format json
	like "$stderr" 'reports that the life used alert is disabled' 'a warning says that the device does not enable it'
	before=$(alerts cxl-v85)
	ok 'a dry run succeeds' cxl set-alert-config "$memdev" -L 21 --life-used-alert=on --dry-run
	is "$(alerts cxl-v85)" "$before" 'it changes nothing, as ndctl sees'
	exits 129 'a threshold of 101 percent is a usage error' cxl set-alert-config "$memdev" -L 101 --life-used-alert=on
	not_ok 'ndctl rejects it, too' cxl-v85 set-alert-config "$memdev" -L 101 --life-used-alert=on
else
	exits 4 'set-alert-config is not supported by this device' cxl set-alert-config "$memdev" -L 5 --life-used-alert=on
	not_ok 'nor is it with ndctl' cxl-v85 set-alert-config "$memdev" -L 5 --life-used-alert=on
fi

# No emulated device has Set Partition Info.
exits 4 'set-partition is not supported by this device' cxl set-partition "$memdev" --force
not_ok 'nor is it with ndctl' cxl-v85 set-partition "$memdev"

done_testing
