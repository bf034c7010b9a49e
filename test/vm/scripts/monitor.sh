# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# Events of emulated devices and of the kernel's mock devices, compared with what ndctl v85 prints; life of the trace
# instance; reload of the module that has the events.
# topologies: one (with --all: test)
. "$VM/guest.sh"

instances=/sys/kernel/tracing/instances
devices=/sys/bus/cxl/devices
files=$(mktemp -d)
monitor=0

instance_of() { # PID
	echo "$instances/cxl-monitor-$1"
}

is_ready() { # PID
	[ "$(cat "$(instance_of "$1")/events/cxl/enable" 2>/dev/null)" = 1 ]
}

# Its output is in $files/NAME, its errors in $files/NAME.err, its process id in $monitor.
start() { # NAME ARGUMENTS...
	local name=$1
	shift
	cxl monitor "$@" >"$files/$name" 2>"$files/$name.err" &
	monitor=$!
	wait_for 20 is_ready "$monitor"
}

stop() { # PID
	kill -TERM "$1" && wait "$1"
}

has_lines() { # FILE COUNT
	[ "$(wc -l <"$1")" -ge "$2" ]
}

is_gone() { # PATH
	[ ! -e "$1" ]
}

no_instances() {
	[ -z "$(find "$instances" -mindepth 1 -maxdepth 1 -name 'cxl-monitor-*')" ]
}

some_is_ready() {
	grep -qs 1 "$instances"/cxl[-_]monitor*/events/cxl/enable
}

# One event that every system here can produce at any time.
trigger() {
	if [ -n "$MOCK" ]; then
		echo 1 >"$(mock_device)/event_trigger"
	else
		echo 1 >"$devices/mem0/trigger_poison_list"
	fi
}

mock_device() {
	local path
	path=$(readlink -f "$devices/mem0")
	echo "${path%/mem0*}"
}

inject() { # COMMAND JSON
	qmp "$1" "{\"path\":\"mem0\",$2}" >/dev/null
}

inject_all() {
	inject cxl-inject-general-media-event '"log":"fatal","flags":7,"dpa":8195,"descriptor":5,"type":2,
		"transaction-type":3,"channel":4,"rank":5,"device":66051,"component-id":"device7","sub-type":3,"cme-ev-flags":3,
		"cme-count":258' || return
	inject cxl-inject-dram-event '"log":"warning","flags":1,"dpa":4096,"descriptor":3,"type":1,"transaction-type":5,
		"channel":1,"rank":2,"nibble-mask":15,"bank-group":3,"bank":4,"row":70000,"column":600,
		"correction-mask":[1,2,3,4],"sub-channel":1,"cvme-count":9,"sub-type":0' || return
	inject cxl-inject-memory-module-event '"log":"informational","flags":0,"type":3,"sub-type":0,"health-status":1,
		"media-status":2,"additional-status":4,"life-used":12,"temperature":-5,"dirty-shutdown-count":3,
		"corrected-volatile-error-count":4,"corrected-persistent-error-count":5' || return
	inject cxl-inject-poison '"start":1024,"length":128' || return
	echo 1 >"$devices/mem0/trigger_poison_list"
}

# --- Events

if [ ! -e /sys/kernel/tracing/events/cxl ]; then
	exits 4 'the kernel has no events' cxl monitor
	like "$stderr" 'CXL trace events are not supported by this kernel \(needs Linux 6\.[0-9]+\)' 'the message says so'
	rm -rf "$files"
	done_testing
fi

ok 'monitor starts' start default
ours=$monitor
ok 'a second monitor starts at the same time' start json --format json
json=$monitor
ok 'a third one' start pairs --format pairs -s warning -m mem0
pairs=$monitor
cxl-v85 monitor >"$files/v85.out" 2>"$files/v85" & # which prints events on standard error
v85=$!
ok 'ndctl monitors' wait_for 20 grep -qs 1 "$instances/cxl_monitor/events/cxl/enable"
sleep 1 # ndctl reads the formats after this

if [ -z "$MOCK" ]; then
	ok 'events are injected' inject_all
	expected=4
else
	ok 'events of the mock device are triggered' trigger
	expected=3
fi
ok 'the events are printed' wait_for 20 has_lines "$files/default" "$expected"
ok 'ndctl prints them, too' wait_for 20 has_lines "$files/v85" "$expected"
ok 'the decoded events are printed' wait_for 20 has_lines "$files/json" "$expected"
ok 'monitor ends' stop "$ours"
ok 'ends with status 0' stop "$json"
ok 'and the third one' stop "$pairs"
kill -INT "$v85"
sleep 0.5
kill "$v85" 2>/dev/null
wait "$v85" 2>/dev/null
rmdir "$instances/cxl_monitor" 2>/dev/null
ok 'no instance is left' no_instances
is "$(cat "$files"/*.err)" '' 'nothing is printed on standard error'
# The clock of ndctl's instance is the same one, but each instance takes the time for itself.
jq -c 'del(.timestamp)' "$files/v85" >"$files/v85.json"
jq -c 'del(.timestamp)' "$files/default" >"$files/default.json"
is "$(cat "$files/default.json")" "$(cat "$files/v85.json")" 'keys and values are those of ndctl'
like "$(head -n 1 "$files/default")" '^\{"system":"cxl","event":"[a-z_]+","timestamp":[0-9]+,' 'one line for each event'
cp "$files/default" "$files/json" "$files/pairs" "$files/v85" "$OUT/"

has_field() { # EVENT FIELD: whether the kernel has it
	grep -q "\b$2;" "/sys/kernel/tracing/events/cxl/cxl_$1/format"
}

decoded() { # EVENT FILTER
	jq -c "select(.event == \"$1\") | $2" "$files/json"
}

if [ -z "$MOCK" ]; then
	is "$(decoded general_media '[.memdev, .log, .severity, .permanent_condition, .dpa, .volatile, .not_repairable]')" \
		'["mem0","fatal","fatal",true,8192,true,true]' 'general media event: device, severity, address'
	is "$(decoded general_media '[.memory_event_type, .transaction_type, .channel, .rank, .device]')" \
		'["data_path_error","host_scan_media",4,5,66051]' 'its position'
	is "$(decoded dram '[.log, .severity, .memory_event_type, .nibble_mask, .bank_group, .bank, .row, .column]')" \
		'["warning","warning","scrub_media_ecc_error",15,3,4,70000,600]' 'DRAM event'
	if has_field general_media cme_count; then
		is "$(decoded general_media '[.memory_event_sub_type, .cme_threshold_exceeded, .cme_count]')" \
			'["media_link_control_training_error",true,258]' 'fields of newer kernels'
		is "$(decoded dram '[.sub_channel, .cme_count]')" '[1,9]' 'also of DRAM'
	else
		is "$(decoded general_media 'has("cme_count") or has("memory_event_sub_type") or has("cme_threshold_exceeded")')" false \
			'fields that the kernel lacks are left out'
	fi
	is "$(decoded memory_module '[.severity, .device_event_type, .health.temperature, .health.life_used_percent, .health.pmem_errors]')" \
		'["info","temperature_change",-5,12,5]' 'memory module event'
	is "$(decoded poison '[.trace_type, .dpa, .length, .source]')" '["list",1024,128,"internal"]' 'poison event'
	is "$(grep -c 'EVENT="memory_module"' "$files/pairs")" 0 '--severity leaves out less severe events'
	is "$(grep -cE '^TIME="[^"]*" EVENT="(dram|general_media)" MEMDEV="mem0" SERIAL="0xa0"' "$files/pairs")" 2 'pairs'
fi
is "$(jq -r '.serial' "$files/json" | sort -u | grep -vc '^0x')" 0 'serial numbers are hexadecimal'
age=$(($(date +%s) - $(date -d "$(jq -r .time "$files/json" | tail -n 1)" +%s)))
ok "the time of an event is that of the day ($age s ago)" test "$age" -ge 0 -a "$age" -lt 120

# Events of both CPUs are read at the same time.
ok 'monitor starts' start many
kill -STOP "$monitor"
for ((i = 0; i < 100; i++)); do
	taskset -cp $((i % 2)) "$BASHPID" >/dev/null
	trigger
done
taskset -cp 0-1 "$BASHPID" >/dev/null
kill -CONT "$monitor"
per_trigger=$([ -n "$MOCK" ] && echo 3 || echo 1)
ok 'no event is lost' wait_for 20 has_lines "$files/many" $((100 * per_trigger))
ok 'monitor ends' stop "$monitor"
is "$(jq -s 'map(.timestamp) | . == sort' "$files/many")" true 'events are in the order of time'

# --- Options of the global instance, which others inherit

echo 1 >/sys/kernel/tracing/options/stacktrace
ok 'monitor starts' start options
is "$(cat "$(instance_of "$monitor")/options/stacktrace")" 0 'stack traces are off in the instance'
ok 'an event is triggered' trigger
ok 'it is printed' wait_for 20 has_lines "$files/options" "$per_trigger"
ok 'monitor ends' stop "$monitor"
is "$(cat "$files/options.err")" '' 'stack traces are not lost events'
is "$(cat /sys/kernel/tracing/options/stacktrace)" 1 'the global option is not changed'
echo 0 >/sys/kernel/tracing/options/stacktrace

# --- Time to the first event

if [ -z "$MOCK" ]; then
	(while :; do trigger; done) 2>/dev/null &
	loop=$!
	mkfifo "$files/fifo"
	first_event() { # PROGRAM ARGUMENTS...: sets $elapsed, in ms
		local from to
		from=${EPOCHREALTIME/./}
		"$@" >"$files/fifo" 2>&1 &
		monitor=$!
		read -r _ <"$files/fifo"
		to=${EPOCHREALTIME/./}
		elapsed=$(((to - from) / 1000))
		kill -INT "$monitor" 2>/dev/null
		kill -TERM "$monitor" 2>/dev/null
		wait "$monitor" 2>/dev/null
		rmdir "$instances/cxl_monitor" 2>/dev/null
	}
	# ndctl is left out: it may read a flow of events without end before it prints the first one.
	for program in 'cxl monitor' 'cxl monitor --format json'; do
		times=()
		for _ in 1 2 3; do
			# shellcheck disable=SC2086
			first_event $program
			times+=("$elapsed")
		done
		mapfile -t times < <(printf '%s\n' "${times[@]}" | sort -n)
		note "time to the first event of $program: ${times[*]} ms"
	done
	kill "$loop"
	wait "$loop" 2>/dev/null
fi

# --- Lost events

# Events that nobody reads for a while.
if [ -z "$MOCK" ]; then
	for ((i = 0; i < 9; i++)); do
		inject cxl-inject-poison "\"start\":$((65536 + i * 128)),\"length\":64"
	done
	ok 'monitor starts' start lost --format json
	kill -STOP "$monitor"
	echo 8 >"$(instance_of "$monitor")/buffer_size_kb"
	for ((i = 0; i < 40; i++)); do
		taskset 1 sh -c "echo 1 >$devices/mem0/trigger_poison_list"
	done
	kill -CONT "$monitor"
	counted() {
		total=$(jq -s 'map(if .event == "lost_events" then .count else 1 end) | add' "$files/lost")
		[ "$total" = $((40 * 10)) ]
	}
	ok 'printed and lost events are all events' wait_for 20 counted
	ok 'monitor ends' stop "$monitor"
	note "$(jq -c 'select(.event == "lost_events")' "$files/lost" | head -n 3); events: $total; $(cat "$files/lost.err")"
	like "$(cat "$files/lost.err")" 'events were lost' 'a message has the number of events that were lost'
	cxl monitor > >(kill -STOP "$BASHPID"; cat >/dev/null) 2>"$files/stuck.err" &
	monitor=$!
	ok 'monitor starts' wait_for 20 is_ready "$monitor"
	for ((i = 0; i < 50; i++)); do trigger; done
	code=0
	stop "$monitor" || code=$?
	is "$code $(cat "$files/stuck.err")" '1 events were not written: the reader has stopped reading' \
		'monitor ends although its reader has stopped reading'
fi

# --- Life of the instance

ok 'monitor starts' start killed
path=$(instance_of "$monitor")
kill -KILL "$monitor"
from=${EPOCHREALTIME/./}
ok 'after SIGKILL, the instance is removed within a second' wait_for 1 is_gone "$path"
note "after $(((${EPOCHREALTIME/./} - from) / 1000)) ms"
mkdir "$instances/cxl-monitor-99999999" "$instances/cxl-monitor-other"
ok 'monitor starts' start stale
ok 'it has removed what a killed one left' is_gone "$instances/cxl-monitor-99999999"
ok 'and nothing else' rmdir "$instances/cxl-monitor-other"
ok 'and ends' stop "$monitor"
cxl monitor | head -n 1 >"$files/head" &
pipe=$!
ok 'monitor starts' wait_for 20 some_is_ready
trigger
ok 'monitor ends when its reader has ended' wait_for 20 no_instances
wait "$pipe"
# What the service may do: no capability.
setpriv --bounding-set=-all --inh-caps=-all --no-new-privs cxl monitor >"$files/service" 2>&1 &
monitor=$!
ok 'monitor needs no capability' wait_for 20 is_ready "$monitor"
ok 'ends' stop "$monitor"
exits 1 'other users may not trace' setpriv --reuid=65534 --regid=65534 --clear-groups cxl monitor
like "$stderr" 'cannot create a trace instance: Permission denied; run as root' 'the message says so'

# --- Log files

exits 0 'monitor continues in the background' cxl monitor --daemon -l "$files/log"
is "$(stat -c %a "$files/log")" 640 'other users cannot read the log'
pid=$(sed -n 's/.*\[\([0-9]*\)\] cxl monitor daemon started\.$/\1/p' "$files/log")
ok 'the log has its process id' is_ready "$pid"
mv "$files/log" "$files/log.1"
kill -HUP "$pid"
ok 'after SIGHUP, the log file is opened again' wait_for 20 test -e "$files/log"
trigger
ok 'events are written to the new file' wait_for 20 grep -q '"system":"cxl"' "$files/log"
kill "$pid"
ok 'the daemon ends' wait_for 20 no_instances
cxl monitor -l /dev/full >/dev/null 2>"$files/full" &
monitor=$!
ok 'monitor starts' wait_for 20 is_ready "$monitor"
trigger
code=0
wait "$monitor" || code=$?
is "$code $(cat "$files/full")" '1 cannot write to /dev/full: No space left on device' 'a full disk ends it'
ok 'no instance is left' no_instances

cd "$files" || exit
for program in cxl cxl-v85; do
	rm -f standard.log
	"$program" monitor -l standard.log >standard.out 2>standard.err &
	monitor=$!
	ok "$program starts" wait_for 20 some_is_ready
	[ "$program" = cxl ] || sleep 1
	trigger
	wait_for 5 grep -qs '"system":"cxl"' standard.log
	note "$program monitor -l standard.log: $(wc -c standard.* 2>&1 | tr -s ' \n' ' ')"
	kill -TERM "$monitor"
	wait "$monitor" 2>/dev/null
	[ "$program" != cxl ] || like "$(cat standard.log)" '"system":"cxl"' 'a name that starts with "standard" is a file'
	rmdir "$instances/cxl_monitor" 2>/dev/null
done
cd / || exit

# --- System log

log_daemon() {
	perl -MSocket -e 'unlink "/dev/log"; socket(S, AF_UNIX, SOCK_DGRAM, 0); bind(S, sockaddr_un("/dev/log")) or die $!; $| = 1;
		while (defined recv(S, $text, 65536, 0)) { print "$text\n" }' >>"$files/syslog" 2>&1 &
	log_daemon=$!
	wait_for 20 test -S /dev/log
}

if command -v perl >/dev/null && [ ! -e /dev/log ]; then
	ok 'a log daemon starts' log_daemon
	ok 'monitor starts' start out --log syslog --format json
	ok 'an event is triggered' trigger
	ok 'it is in the system log' wait_for 20 has_lines "$files/syslog" "$per_trigger"
	like "$(head -n 1 "$files/syslog")" "^<[0-9]+>cxl-monitor\\[$monitor\\]: \\{\"time\":" 'with its process id'
	kill "$log_daemon"
	wait "$log_daemon" 2>/dev/null
	rm /dev/log
	ok 'an event is triggered while there is no log daemon' trigger
	sleep 1
	ok 'the log daemon starts again' log_daemon
	ok 'the event is in the system log' wait_for 20 has_lines "$files/syslog" $((2 * per_trigger))
	kill -STOP "$log_daemon"
	for ((i = 0; i < 700; i++)); do trigger; done
	code=0
	stop "$monitor" || code=$?
	is "$code $(cat "$files/out.err")" '1 events were not written: the reader has stopped reading' \
		'monitor ends although the log daemon has stopped reading'
	kill -KILL "$log_daemon"
	wait "$log_daemon" 2>/dev/null
	rm /dev/log
	ok 'no instance is left' no_instances
else
	skip 'system log' 'needs perl, and no /dev/log'
fi

# --- Hot-plug, and reload of the module

if [ -z "$MOCK" ]; then
	is_present() {
		[ -e "$devices/mem0/trigger_poison_list" ] && ls "$devices"/endpoint* >/dev/null 2>&1
	}
	lines=0
	check_event() {
		ok 'the device is back' wait_for 60 is_present
		lines=$(wc -l <"$files/reload")
		ok 'an event is triggered' wait_for 20 trigger
		ok 'it is printed' wait_for 20 has_lines "$files/reload" $((lines + 1))
	}
	ok 'monitor starts' start reload
	host=$(basename "$(dirname "$(readlink -f "$devices/mem0")")")
	echo 1 >"/sys/bus/pci/devices/$host/remove"
	ok 'the device is removed' wait_for 20 is_gone "$devices/mem0"
	echo 1 >/sys/bus/pci/rescan
	check_event
	mapfile -t modules < <(lsmod | awk '$1 == "cxl_core" { gsub(",", "\n", $4); print $4 }')
	unload() {
		local i
		for i in 1 2 3 4 5; do
			rmmod "${modules[@]}" cxl_core 2>/dev/null
			[ -e /sys/module/cxl_core ] || return 0
			sleep 0.5
		done
		return 1
	}
	if [ ${#modules[@]} = 0 ]; then
		skip 'cxl_core is unloaded' 'cxl_core is not a module'
	elif ok 'cxl_core is unloaded' unload; then
		ok 'monitor says so' wait_for 20 grep -q 'waiting for the module cxl_core' "$files/reload.err"
		modprobe -a "${modules[@]}"
		ok 'it monitors the events again' wait_for 20 is_ready "$monitor"
		check_event
		note "$(cat "$files/reload.err")"
	fi
	ok 'monitor ends' stop "$monitor"
fi
rm -rf "$files"
done_testing
