# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# A kernel locked down for confidentiality.
# boot: lockdown=confidentiality

# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"
# shellcheck source-path=SCRIPTDIR source=raw-common.sh
. "$VM/scripts/raw-common.sh"

refused_by_kernel lockdown_confidentiality lockdown=confidentiality
is "$(support_value lockdown)" "$(grep -o '\[.*\]' /sys/kernel/security/lockdown | tr -d '[]')" \
	'support-status shows the lockdown'
done_testing
