# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# A locked-down kernel: raw commands are refused before the kernel does.
# boot: lockdown=integrity

# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"
# shellcheck source-path=SCRIPTDIR source=raw-words.sh
. "$VM/scripts/raw-words.sh"

like "$(cat /proc/cmdline)" 'lockdown=integrity' 'booted with lockdown=integrity'
refused lockdown_integrity 'a raw command' 0xc001 --unlisted --confirm "$token"
exits 3 'a dry run says so too' raw 0xc001 --unlisted --dry-run
is "$(field '.[0].verdict')" lockdown_integrity 'in its verdict'
is "$(taint) $(reached)" '0 0' 'nothing was sent, and this kernel is well'
ok 'typed commands work as ever' cxl send-command "$memdev" identify
is "$(jq -r '.[0].checks[] | select(.check == "lockdown").value' < <(cxl support-status 2>/dev/null))" \
	"$(grep -o '\[.*\]' /sys/kernel/security/lockdown | tr -d '[]')" 'support-status shows the lockdown'
done_testing
