# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2034,SC2154 # guest.sh sets stdout, stderr and code
# Words for the scripts about raw commands. An opcode that no device here has is sent: 0xc001.

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
