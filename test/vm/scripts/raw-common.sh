# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2034,SC2154 # guest.sh sets stdout, stderr and code
# Functions for the test scripts of raw commands. They send 0xc001, which no device here supports.

memdev=$(basename "$(echo /sys/bus/cxl/devices/mem*[0-9] | tr ' ' '\n' | head -n 1)")
token=$(cat "/sys/bus/cxl/devices/$memdev/serial")@$(basename "$(dirname "$(readlink -f "/sys/bus/cxl/devices/$memdev")")")

raw() { # ARGUMENTS...
	cxl send-command "$memdev" "$@" --raw </dev/null
}

reached() { # -> how often the kernel said that its raw path was used
	dmesg | grep -c 'raw command path used'
}

field() { # JQ-PATH: of the last command's output
	jq -r "$1" <<<"$stdout"
}

# The command is refused for this reason, with exit status 3; the kernel's taint is as it was.
refused() { # CODE NAME ARGUMENTS...
	local want=$1 name=$2 before
	shift 2
	before=$(taint)
	exits 3 "$name" raw "$@" --format envelope
	is "$(jq -r '.errors[0].code' <<<"$stdout")" "$want" "$name: says why"
	is "$(taint)" "$before" "$name: taints nothing"
}

# A kernel booted with ARGUMENT refuses raw commands for the reason CODE; typed commands are sent.
refused_by_kernel() { # CODE ARGUMENT
	like "$(cat /proc/cmdline)" "$2" "booted with $2"
	refused "$1" 'a raw command' 0xc001 --unlisted --confirm "$token"
	exits 3 'a dry run says so too' raw 0xc001 --unlisted --dry-run
	is "$(field '.[0].verdict')" "$1" 'in its verdict'
	is "$(taint) $(reached)" '0 0' 'nothing was sent, and this kernel is well'
	typed_works
}

typed_works() {
	ok 'typed commands work as ever' cxl send-command "$memdev" identify
}

support_value() { # CHECK -> its value in the output of support-status
	jq -r --arg check "$1" '.[0].checks[] | select(.check == $check).value' < <(cxl support-status 2>/dev/null)
}
