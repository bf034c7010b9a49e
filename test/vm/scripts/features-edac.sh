# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# Features that the kernel owns, through its EDAC interface, on an emulated device. Topology: one.
. "$VM/guest.sh"

edac=/sys/bus/edac/devices/cxl_mem0
field() { # JQ-PATH: of the last command's output
	jq -r "$1" <<<"$stdout"
}

if [ ! -d $edac ]; then
	skip 'Features through EDAC' "no $edac in this kernel"
	done_testing
fi

is "$(taint)" 0 'the kernel starts untainted'

ok 'list-features' cxl list-features mem0 --values
is "$(field '.[0].features | length')" "$(($(cat $edac/mem_repair*/repair_type | wc -l) + 2))" \
	'as many Features as EDAC has kinds of'
is "$(field '.[0].features[] | select(.name=="patrol-scrub").route')" edac 'patrol scrub can be set'
is "$(field '.[0].features[] | select(.name=="patrol-scrub").current.cycle_hours')" 12 'its cycle is listed'
is "$(field '.[0].features[] | select(.name=="ecs").current.fru2_threshold')" 256 'so is the ECS threshold'
is "$(field '.[0].features[] | select(.name=="row-sparing").reason')" kernel_owned 'sparing cannot be set'
is "$(field '[.[0].features[].taints] | any')" false 'nothing here taints'

ok 'get-feature' cxl get-feature mem0 patrol-scrub
is "$(field '.[0].value | "\(.enabled) \(.cycle_hours) \(.min_cycle_hours)"')" 'false 12 1' 'reads the values'
exits 4 'there is no default value without fwctl' cxl get-feature mem0 patrol-scrub --selection default
exits 4 'nor bytes' cxl get-feature mem0 patrol-scrub -o "$OUT/bytes"
exits 1 'an unknown Feature is named' cxl get-feature mem0 nonsense
like "$stderr" "no such Feature 'nonsense': expected patrol-scrub" 'with the valid names'

ok 'a dry run' cxl set-feature mem0 patrol-scrub cycle_hours=24 enabled=1 --dry-run
is "$(field '.[0].plan | map(.write | split("/")[-1]) | join(" ")')" \
	'current_cycle_duration enable_background' 'plans the cycle before the switch'
is "$(cat $edac/scrub0/current_cycle_duration)" 43200 'and writes nothing'
unlike "$(dmesg)" cxl-audit 'nor records anything'

ok 'set patrol scrub' cxl set-feature mem0 patrol-scrub cycle_hours=24 enabled=1
is "$(field '.[0] | "\(.changed) \(.verified) \(.taints)"')" 'true true false' 'it reads back'
is "$(field '.[0] | "\(.old.cycle_hours) \(.new.cycle_hours) \(.new.enabled)"')" '12 24 true' 'old and new are told'
is "$(cat $edac/scrub0/current_cycle_duration)" 86400 'the kernel has the cycle'
is "$(cat $edac/scrub0/enable_background)" 1 'and scrubs'
record=$(dmesg | grep 'cxl-audit: .*"event":"outcome".*current_cycle_duration' | tail -n 1)
record=${record#*cxl-audit: }
is "$(jq -r '"\(.verb) \(.device) \(.route) \(.verdict) \(.result)"' <<<"$record")" \
	'set-feature mem0 sysfs allowed done' 'the kernel log has the record'
is "$(jq -r .payload_sha256 <<<"$record")" "$(printf 86400 | sha256sum | cut -d' ' -f1)" 'with the digest of the value'

ok 'set it again' cxl set-feature mem0 patrol-scrub cycle_hours=24 enabled=1
is "$(field '.[0].changed')" false 'changes nothing'
is "$(dmesg | grep -c '"event":"intent"')" 2 'and records nothing'

exits 3 '--if-current refuses' cxl set-feature mem0 patrol-scrub cycle_hours=30 --if-current cycle_hours=12
is "$(cat $edac/scrub0/current_cycle_duration)" 86400 'and leaves the value alone'
ok '--if-current lets pass' cxl set-feature mem0 patrol-scrub cycle_hours=30 --if-current cycle_hours=24
exits 1 '256 hours would be 0 to the kernel' cxl set-feature mem0 patrol-scrub cycle_hours=256
exits 1 'a bad value of one target stops all' cxl set-feature mem0 patrol-scrub cycle_hours=7 enabled=maybe
is "$(cat $edac/scrub0/current_cycle_duration)" 108000 'so nothing was written'
exits 2 'a target that does not exist' cxl set-feature mem0 mem77 patrol-scrub enabled=0
is "$(cat $edac/scrub0/enable_background)" 0 'does not stop the other'

ok 'set ECS' cxl set-feature mem0 ecs fru1_threshold=4096 fru1_mode=codewords fru0_reset_counter=1
is "$(field '.[0].new | "\(.fru0_threshold) \(.fru1_threshold) \(.fru1_mode)"')" '256 4096 codewords' 'one FRU changes'
is "$(cat $edac/ecs_fru1/threshold $edac/ecs_fru1/mode | paste -sd' ')" '4096 1' 'in the kernel too'
exits 1 'a threshold that ECS does not have' cxl set-feature mem0 ecs fru1_threshold=2048
exits 1 'a FRU that is not there' cxl set-feature mem0 ecs fru9_mode=rows
exits 4 'sparing is refused with a reason' cxl set-feature mem0 row-sparing device_initiated=true
like "$stderr" 'the kernel owns' 'that says whose it is'

exits 1 'without CAP_SYS_RAWIO' setpriv --bounding-set=-sys_rawio --inh-caps=-sys_rawio \
	cxl set-feature mem0 patrol-scrub cycle_hours=9
like "$stderr" CAP_SYS_RAWIO 'the capability is named'
is "$(cat $edac/scrub0/current_cycle_duration)" 108000 'before anything is written'

is "$(taint)" 0 'the kernel is untainted to the end'
done_testing
