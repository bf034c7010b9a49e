# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# Raw commands on a kernel that panics on warnings and on taint U, and in each lockdown mode: they are refused, and
# cause no panic. The conditions that precede the others are set last.
# boot: panic_on_warn=1 panic_on_taint=0x40,nousertaint

# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"
# shellcheck source-path=SCRIPTDIR source=raw-common.sh
. "$VM/scripts/raw-common.sh"

lockdown=/sys/kernel/security/lockdown

check_object_refused() { # CODE CONDITION
	exits 3 "$2: DOE object is refused" cxl doe send "${token#*@}" 1e98:02 --hex 00000000 --no-native --force \
		--confirm "$token" --format envelope
	is "$(field '.errors[0].code')" "$1" "$2: error code of the DOE object"
	is "$(taint)" 0 "$2: the kernel is not tainted"
}

like "$(cat /proc/cmdline)" 'panic_on_warn=1 panic_on_taint=0x40,nousertaint' 'kernel was booted with both settings'
is "$(cat /proc/sys/kernel/panic_on_warn)" 1 'panic_on_warn is set'
check_all_refused panic_on_warn panic_on_warn

echo 0 >/proc/sys/kernel/panic_on_warn
check_all_refused panic_on_taint panic_on_taint
check_object_refused panic_on_taint panic_on_taint
is "$(support_value panic_on_taint)" U 'support-status shows the taint letter of panic_on_taint'

for mode in integrity confidentiality; do
	echo $mode >$lockdown
	like "$(cat $lockdown)" "\\[$mode\\]" "lockdown mode is $mode"
	check_all_refused lockdown_$mode "lockdown $mode"
	check_object_refused lockdown_$mode "lockdown $mode"
	is "$(support_value lockdown)" $mode "lockdown $mode: support-status shows the mode"
done
done_testing
