# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# topologies: one four pmem (with --all: switch type2 sixteen test)
# kernels: bookworm trixie (with --all: backports)
# Runs every line of parity.list with v85 and with our cxl, and compares them. PARITY_ONLY=REGEX (see "run --env")
# selects lines, PARITY_PART=K/N every N-th of them from the K-th on, PARITY_STATE=none skips the creation of regions.

# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"
# shellcheck source-path=SCRIPTDIR source=state.sh
. "$VM/scripts/state.sh"
# shellcheck source-path=SCRIPTDIR source=parity-lines.sh
. "$VM/scripts/parity-lines.sh"
# shellcheck source-path=SCRIPTDIR source=parity-compare.sh
. "$VM/scripts/parity-compare.sh"

work=$(mktemp -d)
cat "$VM/scripts/parity.expected-differences"{,"-$KERNEL"} >"$work/expected-differences" 2>/dev/null

run_to() { # BASE COMMAND...
	local base=$1
	shift
	"$@" >"$base.out" 2>"$base.err" </dev/null
	echo $? >"$base.rc"
}

check_line() { # ARGUMENTS
	local args=() difference
	eval "args=($1)"
	read_expected_differences "$work/expected-differences" "$1"
	run_to "$work/v85" cxl-v85 list "${args[@]}"
	run_to "$work/cxl" cxl list "${args[@]}"
	difference=$(compare_runs "$work/v85" "$work/cxl")
	if [ -z "$difference" ]; then
		tap_pass "cxl list $1"
	else
		tap_fail "cxl list $1" "$difference"
	fi
}

ok "cxl --version succeeds" cxl --version
if [ "${PARITY_STATE:-}" != none ]; then
	ok 'regions and DAX devices are created' make_state
	is "$(count_regions)" "${state_regions[$TOPOLOGY]}" 'number of regions'
fi
part=${PARITY_PART:-0/1} number=0
while read -r _ args; do
	[[ $args =~ ${PARITY_ONLY:-} ]] || continue
	((number++ % ${part#*/} == ${part%/*})) || continue
	check_line "$args"
done < <(parity_lines)
[ "${PARITY_STATE:-}" = none ] || restore_state >/dev/null 2>&1
rm -rf "$work"
done_testing
