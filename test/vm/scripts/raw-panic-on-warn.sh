# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# A kernel that panics on warnings, which the raw path makes: it must survive us.
# boot: panic_on_warn=1

# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"
# shellcheck source-path=SCRIPTDIR source=raw-words.sh
. "$VM/scripts/raw-words.sh"

like "$(cat /proc/cmdline)" 'panic_on_warn=1' 'booted with panic_on_warn=1'
refused panic_on_warn 'a raw command' 0xc001 --unlisted --confirm "$token"
exits 3 'a dry run says so too' raw 0xc001 --unlisted --dry-run
is "$(field '.[0].verdict')" panic_on_warn 'in its verdict'
is "$(taint) $(reached)" '0 0' 'nothing was sent, and this kernel is well'
ok 'typed commands work as ever' cxl send-command "$memdev" identify
is "$(cat /proc/sys/kernel/panic_on_warn)" 1 'the kernel would have panicked'
done_testing
