# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# A kernel that panics when it is tainted with U: raw commands must not make it panic.
# boot: panic_on_taint=0x40,nousertaint

# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"
# shellcheck source-path=SCRIPTDIR source=raw-common.sh
. "$VM/scripts/raw-common.sh"

refused_by_kernel panic_on_taint panic_on_taint=0x40,nousertaint
is "$(support_value panic_on_taint)" U 'support-status shows the bit'
done_testing
