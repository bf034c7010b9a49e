# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# Raw commands on a kernel in lockdown mode "integrity": refused before the kernel refuses them.
# boot: lockdown=integrity

# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"
# shellcheck source-path=SCRIPTDIR source=raw-common.sh
. "$VM/scripts/raw-common.sh"

check_refused_after_boot lockdown_integrity lockdown=integrity
is "$(support_value lockdown)" "$(grep -o '\[.*\]' /sys/kernel/security/lockdown | tr -d '[]')" \
	'support-status shows the lockdown mode'
done_testing
