# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# A kernel that panics when it is tainted with U: it must survive us.
# boot: panic_on_taint=0x40,nousertaint

# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"
# shellcheck source-path=SCRIPTDIR source=raw-words.sh
. "$VM/scripts/raw-words.sh"

like "$(cat /proc/cmdline)" 'panic_on_taint=0x40,nousertaint' 'booted with panic_on_taint=0x40,nousertaint'
refused panic_on_taint 'a raw command' 0xc001 --unlisted --confirm "$token"
exits 3 'a dry run says so too' raw 0xc001 --unlisted --dry-run
is "$(field '.[0].verdict')" panic_on_taint 'in its verdict'
is "$(taint) $(reached)" '0 0' 'nothing was sent, and this kernel is well'
ok 'typed commands work as ever' cxl send-command "$memdev" identify
is "$(jq -r '.[0].checks[] | select(.check == "panic_on_taint").value' < <(cxl support-status 2>/dev/null))" U \
	'support-status shows the bit'
done_testing
