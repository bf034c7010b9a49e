# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# A kernel that panics on warnings: raw commands, which cause one, must not make it panic.
# boot: panic_on_warn=1

# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"
# shellcheck source-path=SCRIPTDIR source=raw-common.sh
. "$VM/scripts/raw-common.sh"

refused_by_kernel panic_on_warn panic_on_warn=1
is "$(cat /proc/sys/kernel/panic_on_warn)" 1 'the kernel would have panicked'
done_testing
