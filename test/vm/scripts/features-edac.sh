# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# Features that the kernel owns, through its EDAC interface, on an emulated device.
# topologies: one
. "$VM/guest.sh"

edac=/sys/bus/edac/devices/cxl_mem0
field() { # JQ_FILTER: applied to the output of the last command
	jq -r "$1" <<<"$stdout"
}
count_records() { # PATTERN
	dmesg | grep -c "cxl-audit: .*$1"
}

if [ ! -d $edac ]; then
	skip 'Features through EDAC' "this kernel has no $edac"
	done_testing
fi
initial_records=$(count_records '"event"') initial_intents=$(count_records '"event":"intent"')

is "$(taint)" 0 'kernel is not tainted at the start'

ok 'list-features succeeds' cxl list-features mem0 --values
is "$(field '.[0].features | length')" "$(($(cat $edac/mem_repair*/repair_type | wc -l) + 2))" \
	'number of Features matches the EDAC attributes'
is "$(field '.[0].features[] | select(.name=="patrol-scrub").route')" edac 'patrol-scrub has the route edac'
is "$(field '.[0].features[] | select(.name=="patrol-scrub").current.cycle_hours')" 12 'list-features --values shows cycle_hours of patrol-scrub'
is "$(field '.[0].features[] | select(.name=="ecs").current.fru2_threshold')" 256 'list-features --values shows the threshold of ecs'
is "$(field '.[0].features[] | select(.name=="row-sparing").reason')" kernel_owned 'row-sparing is reported as kernel-owned'
is "$(field '[.[0].features[].taints] | any')" false 'no Feature is reported to taint the kernel'

ok 'get-feature succeeds' cxl get-feature mem0 patrol-scrub
is "$(field '.[0].value | "\(.enabled) \(.cycle_hours) \(.min_cycle_hours)"')" 'false 12 1' 'get-feature shows the current values'
exits 4 'get-feature --selection default is not supported without fwctl' cxl get-feature mem0 patrol-scrub --selection default
exits 4 'get-feature --output is not supported without fwctl' cxl get-feature mem0 patrol-scrub -o "$OUT/bytes"
exits 1 'unknown Feature is rejected' cxl get-feature mem0 nonsense
like "$stderr" "no such Feature 'nonsense': expected patrol-scrub" 'error message lists the valid Feature names'

ok 'set-feature --dry-run succeeds' cxl set-feature mem0 patrol-scrub cycle_hours=24 enabled=1 --dry-run
is "$(field '.[0].plan | map(.write | split("/")[-1]) | join(" ")')" \
	'current_cycle_duration enable_background' 'dry run plans the write of the cycle before enable_background'
is "$(cat $edac/scrub0/current_cycle_duration)" 43200 'dry run writes no attribute'
is "$(count_records '"event"')" "$initial_records" 'dry run writes no audit record'

ok 'set-feature patrol-scrub succeeds' cxl set-feature mem0 patrol-scrub cycle_hours=24 enabled=1
is "$(field '.[0] | "\(.changed) \(.verified) \(.taints)"')" 'true true false' 'set-feature verifies the new value'
is "$(field '.[0] | "\(.old.cycle_hours) \(.new.cycle_hours) \(.new.enabled)"')" '12 24 true' 'set-feature reports old and new values'
is "$(cat $edac/scrub0/current_cycle_duration)" 86400 'scrub cycle of the kernel is changed'
is "$(cat $edac/scrub0/enable_background)" 1 'background scrub of the kernel is enabled'
record=$(dmesg | grep 'cxl-audit: .*"event":"outcome".*current_cycle_duration' | tail -n 1)
record=${record#*cxl-audit: }
is "$(jq -r '"\(.verb) \(.device) \(.route) \(.verdict) \(.result)"' <<<"$record")" \
	'set-feature mem0 sysfs allowed done' 'kernel log has the audit record of set-feature'
is "$(jq -r .payload_sha256 <<<"$record")" "$(printf 86400 | sha256sum | cut -d' ' -f1)" 'audit record has the digest of the value'

ok 'set-feature with the current values succeeds' cxl set-feature mem0 patrol-scrub cycle_hours=24 enabled=1
is "$(field '.[0].changed')" false 'set-feature with the current values reports no change'
is $(($(count_records '"event":"intent"') - initial_intents)) 2 'set-feature with the current values writes no audit record'

exits 3 'set-feature is refused if --if-current does not match' cxl set-feature mem0 patrol-scrub cycle_hours=30 --if-current cycle_hours=12
is "$(cat $edac/scrub0/current_cycle_duration)" 86400 'value is unchanged if --if-current does not match'
ok 'set-feature succeeds if --if-current matches' cxl set-feature mem0 patrol-scrub cycle_hours=30 --if-current cycle_hours=24
ok 'set-feature succeeds again with the same --if-current' cxl set-feature mem0 patrol-scrub cycle_hours=30 --if-current cycle_hours=24
is "$(field '.[0].changed')" false 'the second set-feature reports no change'
exits 129 'cycle_hours=256 is rejected (the kernel would store 0)' cxl set-feature mem0 patrol-scrub cycle_hours=256
exits 129 'invalid value of one field rejects the whole command' cxl set-feature mem0 patrol-scrub cycle_hours=7 enabled=maybe
is "$(cat $edac/scrub0/current_cycle_duration)" 108000 'invalid value of one field: no attribute is written'
exits 1 'missing memdev among several is a failure' cxl set-feature mem0 mem77 patrol-scrub enabled=0
is "$(cat $edac/scrub0/enable_background)" 1 'missing memdev among several: no memdev is changed'

ok 'set-feature ecs succeeds' cxl set-feature mem0 ecs fru1_threshold=4096 fru1_mode=codewords fru0_reset_counter=1
is "$(field '.[0].new | "\(.fru0_threshold) \(.fru1_threshold) \(.fru1_mode)"')" '256 4096 codewords' 'set-feature ecs changes only the named FRU'
is "$(cat $edac/ecs_fru1/threshold $edac/ecs_fru1/mode | paste -sd' ')" '4096 1' 'ECS attributes of the kernel are changed'
exits 129 'unsupported ECS threshold is rejected' cxl set-feature mem0 ecs fru1_threshold=2048
exits 1 'nonexistent FRU is rejected' cxl set-feature mem0 ecs fru9_mode=rows
exits 4 'set-feature row-sparing is not supported' cxl set-feature mem0 row-sparing device_initiated=true
like "$stderr" 'the kernel owns' 'error message names the kernel as owner of row-sparing'

exits 1 'set-feature without CAP_SYS_RAWIO fails' setpriv --bounding-set=-sys_rawio --inh-caps=-sys_rawio \
	cxl set-feature mem0 patrol-scrub cycle_hours=9
like "$stderr" CAP_SYS_RAWIO 'error message names CAP_SYS_RAWIO'
is "$(cat $edac/scrub0/current_cycle_duration)" 108000 'no attribute is written without CAP_SYS_RAWIO'

read_only() { # COMMAND...: with /sys mounted read-only, as in a container
	unshare --mount sh -c 'mount -o remount,bind,ro /sys && exec "$@"' sh "$@"
}
exits 1 'set-feature with a read-only /sys fails' read_only cxl set-feature mem0 patrol-scrub cycle_hours=9
like "$stderr" 'mounted read-only \(container\?\); run it on the host' 'error message names the read-only mount'

is "$(taint)" 0 'kernel is not tainted at the end'
done_testing
