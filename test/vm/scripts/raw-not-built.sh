# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# A distribution kernel, built without raw commands. To run it: test/vm/run one --kernel stock
# kernel: stock

# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"
# shellcheck source-path=SCRIPTDIR source=raw-common.sh
. "$VM/scripts/raw-common.sh"

refused raw_not_built 'a raw command' 0xc001 --unlisted --confirm "$token"
refused raw_not_built 'before anything about the opcode' 0x4500 --confirm "$token"
is "$(reached)" 0 'nothing was sent'
typed_works
is "$(support_value raw_commands_built)" no 'support-status says that there are no raw commands'
done_testing
