# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# Poison that is injected and cleared, and protocol errors, beside ndctl v85.
# topologies: one (with --all: test)
. "$VM/guest.sh"

memdev=$(cxl list -M | jq -r '[.. | objects | select(.poison_injectable)][0].memdev')
note "$memdev"

# The poison list of the device: offset and length of each record.
poison() {
	cxl-v85 list -m "$memdev" -L 2>/dev/null | jq -c '[.[0].media_errors[]? | [.offset, .length]] | sort'
}

summary() {
	sed -n 's/^cxl [a-z-]*: [a-z_]*: //p' <<<"$1"
}

start=$(poison)
ok 'ndctl injects poison' cxl-v85 inject-media-poison "$memdev" -a 0x2000
theirs=$(summary "$stderr")
after=$(poison)
isnt "$after" "$start" 'it is in the poison list'
ok 'ndctl clears it' cxl-v85 clear-media-poison "$memdev" -a 0x2000
cleared=$(summary "$stderr")
is "$(poison)" "$start" 'the poison list is as before'

ok 'inject-media-poison succeeds' cxl inject-media-poison "$memdev" -a 0x2000
is "$stderr" "$theirs" 'it prints what ndctl prints'
is "$(poison)" "$after" 'the poison list is as after the command of ndctl'
ok 'clear-media-poison succeeds' cxl clear-media-poison "$memdev" -a 0x2000
is "$stderr" "$cleared" 'it prints what ndctl prints'
is "$(poison)" "$start" 'the poison list is as before'

ok 'several addresses' cxl inject-media-poison "$memdev" -a 0x3000,0x5000 -a 0x7000
is "$(jq length <<<"$(poison)")" $(($(jq length <<<"$start") + 3)) 'all of them are in the poison list'
ok 'they are cleared' cxl clear-media-poison "$memdev" --address 0x3000,0x5000,0x7000
is "$(poison)" "$start" 'the poison list is as before'
ok 'a dry run' cxl inject-media-poison "$memdev" -a 0x2000 --dry-run
is "$(poison)" "$start" 'it changes nothing'

exits 1 'an address that is not aligned' cxl inject-media-poison "$memdev" -a 0x2001
not_ok 'ndctl fails, too' cxl-v85 inject-media-poison "$memdev" -a 0x2001
exits 1 'an address beyond the capacity' cxl inject-media-poison "$memdev" -a 0x1000000000000
not_ok 'ndctl fails, too' cxl-v85 inject-media-poison "$memdev" -a 0x1000000000000
exits 129 'no number' cxl inject-media-poison "$memdev" -a zz
exits 129 'no address' cxl inject-media-poison "$memdev"
exits 1 'no such device' cxl inject-media-poison mem999 -a 0
is "$(poison)" "$start" 'the poison list is as before'

# No platform of the lab has EINJ for CXL.
dport=$(cxl list -PT | jq -r '[.. | objects | select(.dport)][0].dport')
exits 4 'protocol errors are not supported' cxl inject-protocol-error "$dport" -p mem -s correctable
not_ok 'nor are they with ndctl' cxl-v85 inject-protocol-error "$dport" -p mem -s correctable
exits 129 'the protocol is required' cxl inject-protocol-error "$dport" -s correctable
exits 1 'no such port' cxl inject-protocol-error 0000:99:00.0 -p mem -s correctable

done_testing
