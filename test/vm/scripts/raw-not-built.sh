# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# A distribution's kernel, built without raw commands. Run it with: test/vm/run one --kernel stock
# kernel: stock

# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"
# shellcheck source-path=SCRIPTDIR source=raw-words.sh
. "$VM/scripts/raw-words.sh"

refused raw_not_built 'a raw command' 0xc001 --unlisted --confirm "$token"
refused raw_not_built 'before anything about the opcode' 0x4500 --confirm "$token"
is "$(reached)" 0 'nothing was sent'
ok 'typed commands work as ever' cxl send-command "$memdev" identify
is "$(jq -r '.[0].checks[] | select(.check == "raw_commands_built").value' < <(cxl support-status 2>/dev/null))" no \
	'support-status says that there are no raw commands'
done_testing
