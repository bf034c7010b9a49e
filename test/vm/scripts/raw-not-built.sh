# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# Raw commands on a distribution kernel, built without them. Run with: test/vm/run one --kernel stock
# kernel: stock

# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"
# shellcheck source-path=SCRIPTDIR source=raw-common.sh
. "$VM/scripts/raw-common.sh"

check_refused raw_not_built 'raw command is refused' 0xc001 --unlisted --confirm "$token"
check_refused raw_not_built 'raw_not_built precedes checks of the opcode' 0x4500 --confirm "$token"
is "$(raw_path_count)" 0 'no raw command was sent'
check_typed_command
is "$(support_value raw_commands_built)" no 'support-status reports raw commands as not built'
done_testing
