# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# The memdev of an accelerator (Type 2): no serial number, no mailbox, and a locked region that the kernel has created.
# topologies: type2

# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"

initial_taint=$(taint)

no_mailbox() { # COMMAND...
	exits 4 "$* is not supported" cxl "$@"
	like "$stderr" 'mem0: the device has no mailbox' "$*: error message"
}

is "$(<"/sys/bus/cxl/devices/region0/locked")" 1 'region0 is locked'
ok 'list succeeds' cxl list -MRHIAF
is "$stderr" '' 'list has no warnings'
is "$(jq '.[].regions[]?.locked' <<<"$stdout")" true 'list shows that the region is locked'

for verb in identify get-health get-alert-config get-fw-info get-partition get-timestamp get-shutdown-state list-logs \
	list-commands list-features; do
	no_mailbox "$verb" mem0
done
no_mailbox get-log mem0 cel
no_mailbox clear-log mem0 vendor-debug --yes
no_mailbox get-feature mem0 all
no_mailbox set-feature mem0 patrol-scrub cycle_hours=20 --yes
no_mailbox set-shutdown-state mem0 clean --yes --force
no_mailbox send-command mem0 identify
no_mailbox send-command mem0 0xc001 --raw --unlisted --yes --force --confirm 0x0@cxl_type2_accel.0

is "$(taint)" "$initial_taint" 'kernel taint is unchanged'
done_testing
