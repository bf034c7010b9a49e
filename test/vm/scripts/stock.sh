# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# What the kernels of Debian lack: commands exit with 4 and name the option or version of the kernel that is needed.
# kernels: all

# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"
# shellcheck source-path=SCRIPTDIR source=raw-common.sh
. "$VM/scripts/raw-common.sh"

initial_taint=$(taint)

needs() { # NAME NEED COMMAND...: the command exits with 4 and prints NEED
	local name=$1 need=$2
	shift 2
	exits 4 "$name is not supported" "$@"
	like "$stderr" "needs .*$need" "$name: error message names $need"
}

# --- Features: CONFIG_CXL_FEATURES since 6.15, CONFIG_CXL_EDAC_MEM_FEATURES since 6.16, both not set by Debian
for verb in list-features 'get-feature patrol-scrub' 'set-feature patrol-scrub cycle_hours=20'; do
	read -ra words <<<"$verb"
	command=(cxl "${words[0]}" "$memdev" "${words[@]:1}")
	needs "${words[0]}" 'CONFIG_CXL_FEATURES \(Linux 6\.15\).*CONFIG_CXL_EDAC_MEM_FEATURES \(Linux 6\.16\)' "${command[@]}"
done

# --- raw commands
check_not_sent 4 raw_not_built 'raw command is not supported' 0xc001 --unlisted --confirm "$token"
check_not_sent 4 raw_not_built 'raw_not_built precedes checks of the opcode' 0x4500 --confirm "$token"
needs 'raw command' CONFIG_CXL_MEM_RAW_COMMANDS raw 0xc001 --unlisted --confirm "$token"
exits 4 'dry run of a raw command is not supported' raw 0xc001 --unlisted --dry-run
is "$(field '.[0].verdict')" raw_not_built 'dry run reports the verdict'
is "$(raw_path_count)" 0 'no raw command was sent'
is "$(support_value raw_commands_built)" no 'support-status reports raw commands as not built'
ok 'typed command succeeds' cxl send-command "$memdev" identify

# --- attributes of sysfs, and typed commands
if [ "$KERNEL" = bookworm ]; then
	needs 'get-security-state' 'Linux 6\.5' cxl send-command "$memdev" get-security-state
	needs 'get-log-capabilities' 'Linux 6\.10' cxl send-command "$memdev" get-log-capabilities uuid=0da9c0b5-bf41-4b78-8f79-96b1623b3f17
fi
ok 'list-commands succeeds' cxl list-commands "$memdev"
is "$(field '[.[0].commands[] | select(.command_set == "Features").needs] | unique | join(" ")')" 'CONFIG_CXL_FEATURES (Linux 6.15)' \
	'list-commands names the option for Features'

is "$(taint)" "$initial_taint" 'kernel taint is unchanged'
done_testing
