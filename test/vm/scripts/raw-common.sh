# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2034,SC2154 # guest.sh sets stdout, stderr and code
# Functions for the raw command tests. They send 0xc001, which no test device supports.

memdev=$(basename "$(echo /sys/bus/cxl/devices/mem*[0-9] | tr ' ' '\n' | head -n 1)")
token=$(cat "/sys/bus/cxl/devices/$memdev/serial")@$(basename "$(dirname "$(readlink -f "/sys/bus/cxl/devices/$memdev")")")

raw() { # ARGUMENTS...
	cxl send-command "$memdev" "$@" --raw --force </dev/null
}

raw_path_count() { # -> number of kernel messages about use of the raw command path
	dmesg | grep -c 'raw command path used'
}

field() { # JQ_FILTER: applied to the output of the last command
	jq -r "$1" <<<"$stdout"
}

# Checks that the raw command exits with STATUS, reports the error code CODE, and does not change the kernel taint.
check_not_sent() { # STATUS CODE NAME ARGUMENTS...
	local status=$1 expected=$2 name=$3 before
	shift 3
	before=$(taint)
	exits "$status" "$name" raw "$@" --format envelope
	is "$(jq -r '.errors[0].code' <<<"$stdout")" "$expected" "$name: error code"
	is "$(taint)" "$before" "$name: taint is unchanged"
}

check_refused() { # CODE NAME ARGUMENTS...
	check_not_sent 3 "$@"
}

# Checks that raw commands are refused with CODE while CONDITION is true, and typed commands are sent.
check_all_refused() { # CODE CONDITION
	check_refused "$1" "$2: raw command is refused" 0xc001 --unlisted --confirm "$token"
	exits 3 "$2: dry run of a raw command is refused" raw 0xc001 --unlisted --confirm "$token" --dry-run
	is "$(field '.[0].verdict')" "$1" "$2: dry run reports the verdict"
	is "$(taint) $(raw_path_count)" '0 0' "$2: no raw command was sent and the kernel is not tainted"
	ok "$2: typed command succeeds" cxl send-command "$memdev" identify
}

support_value() { # CHECK -> value in the output of support-status
	jq -r --arg check "$1" '.[0].checks[] | select(.check == $check).value' < <(cxl support-status 2>/dev/null)
}
