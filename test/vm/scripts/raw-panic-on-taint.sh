# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# Raw commands on a kernel that panics on taint U: they must not cause the panic.
# boot: panic_on_taint=0x40,nousertaint

# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"
# shellcheck source-path=SCRIPTDIR source=raw-common.sh
. "$VM/scripts/raw-common.sh"

check_refused_after_boot panic_on_taint panic_on_taint=0x40,nousertaint
is "$(support_value panic_on_taint)" U 'support-status shows the taint letter of panic_on_taint'
done_testing
