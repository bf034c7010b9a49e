# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# Raw commands on a kernel that panics on warnings: they must not cause the panic.
# boot: panic_on_warn=1

# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"
# shellcheck source-path=SCRIPTDIR source=raw-common.sh
. "$VM/scripts/raw-common.sh"

check_refused_after_boot panic_on_warn panic_on_warn=1
is "$(cat /proc/sys/kernel/panic_on_warn)" 1 'panic_on_warn is still set'
done_testing
