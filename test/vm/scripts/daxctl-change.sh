# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# The commands of daxctl that change devices, beside those of ndctl v85: both from the same state, to the same state.
# topologies: four
# kernels: (with --all: trixie)
. "$VM/guest.sh"

dax=/sys/bus/dax/devices
memory=/sys/devices/system/memory

# The memory device with the most volatile capacity, and the size of a region.
read -r memdev size < <(cxl-v85 list -M | jq -r 'max_by(.ram_size // 0) | "\(.memdev) \([.ram_size // 0, 536870912] | min)"')
decoder=$(cxl-v85 list -D -d root -m "$memdev" | jq -r '[.. | objects | select(.volatile_capable and .nr_targets == 1)][0].decoder')
note "$memdev, $((size >> 20)) MiB, $decoder"

# Otherwise the kernel would set the memory of each new region online.
policy=$(<"$memory/auto_online_blocks")
echo offline >"$memory/auto_online_blocks"
with_famfs=$(modprobe -n fsdev_dax 2>/dev/null && echo yes)

settle() {
	udevadm settle
	echo 1 >/sys/bus/cxl/flush
}

# Devices with their drivers and attributes, regions, blocks of memory.
state() {
	local device
	for device in "$dax"/*; do
		printf '%s driver=%s %s\n' "${device##*/}" "$(basename "$(readlink "$device/driver")")" "$(cd "$device" &&
			grep -H '' size align target_node mapping*/start mapping*/end 2>/dev/null | tr '\n' ' ')"
	done
	grep -H '' "$dax"/*/../dax_region/{size,available_size,align} | sort -u | sed 's,.*/dax_region/,region ,' | sort -u
	grep -H '' "$memory"/memory*/{state,valid_zones} | sed "s,$memory/,,"
}

clear_all() {
	local device
	for device in "$dax"/*; do
		[ -e "$device" ] || continue
		daxctl-v85 offline-memory "${device##*/}" >/dev/null 2>&1
	done
	# Twice, since ndctl tries lower regions first, which others may block.
	cxl-v85 destroy-region -f all >/dev/null 2>&1
	cxl-v85 destroy-region -f all >/dev/null 2>&1
	settle
}

# A region; without its memory, so that it can be destroyed without a trace.
fresh() {
	clear_all
	cxl-v85 create-region -t ram -d "$decoder" -m "$memdev" -s "$size" >/dev/null 2>&1
	settle
}

# In mode system-ram, with its memory offline, as the kernel creates it here.
nothing() {
	:
}
online() {
	daxctl-v85 online-memory dax0.0
}
devdax() {
	daxctl-v85 reconfigure-device -m devdax dax0.0
}
famfs() {
	devdax && daxctl-v85 reconfigure-device -m famfs dax0.0
}
disabled() {
	devdax && daxctl-v85 disable-device dax0.0
}
half() {
	disabled && daxctl-v85 reconfigure-device -s $((size / 2)) dax0.0 && daxctl-v85 enable-device dax0.0
}
two() {
	half && daxctl-v85 create-device -r 0 -s $((size / 4))
}
gap() {
	two && daxctl-v85 create-device -r 0 && daxctl-v85 destroy-device -f dax0.1
}
two_disabled() {
	two && daxctl-v85 disable-device dax0.1 && daxctl-v85 disable-device dax0.0
}
smaller() {
	half && daxctl-v85 disable-device dax0.0
}
gone() {
	disabled && daxctl-v85 destroy-device dax0.0
}

# DIFFERENCES: what differs, of exit, state, output, summary; with "state", nothing must be changed. With "undo", the
# change cannot be undone.
# DAX_PART=K/N: every N-th of them from the K-th on.
part=${DAX_PART:-0/1} number=0

same() { # DIFFERENCES START COMMAND...
	((number++ % ${part#*/} == ${part%/*})) || return 0
	local differences=$1 start=$2 theirs theirs_err theirs_code after
	shift 2
	fresh
	$start >/dev/null 2>&1 || tap_fail "$start"
	theirs=$(daxctl-v85 "$@" 2>"$tap_dir/theirs")
	theirs_code=$?
	theirs_err=$(tail -n 1 "$tap_dir/theirs")
	settle
	after=$(state)
	fresh
	$start >/dev/null 2>&1
	before=$(state)
	ok_or_not "$theirs_code" "$differences" "$start: dry run of $*" daxctl "$@" --dry-run
	is "$(state)" "$before" "$start: it changes nothing"
	ok_or_not "$theirs_code" "$differences" "$start: $*" daxctl "$@"
	settle
	[[ $differences != *state* ]] || after=$before
	is "$(state)" "$after" "$start: $* leaves the same state"
	[[ $differences == *output* ]] || is "$stdout" "$theirs" "$start: $* prints the same"
	[[ $differences == *summary* ]] || is "$(tail -n 1 <<<"$stderr")" "$theirs_err" "$start: $* has the same summary"
	[ "$code" = 0 ] && [ "$before" != "$after" ] || return 0
	if [[ $differences == *undo* ]]; then
		exits 1 "$start: $* cannot be undone" daxctl undo --yes
	else
		ok "$start: $* is undone" daxctl undo --yes
		is "$(state)" "$before" "$start: the undo of $* leaves the former state"
	fi
}

ok_or_not() { # CODE DIFFERENCES NAME COMMAND...
	local theirs=$1 differences=$2
	shift 2
	if [[ $differences == *exit* ]]; then
		theirs=$((! theirs))
	fi
	if ((theirs == 0)); then ok "$@"; else not_ok "$@"; fi
}

same '' nothing online-memory dax0.0
same '' nothing online-memory all
same '' online offline-memory dax0.0
same '' nothing reconfigure-device -m devdax dax0.0
same '' nothing reconfigure-device -m devdax -u /dev/dax0.0
same '' online reconfigure-device -m devdax dax0.0
same '' online reconfigure-device -f -m devdax dax0.0
same '' devdax reconfigure-device -m system-ram dax0.0
same '' devdax reconfigure-device -m system-ram --no-online dax0.0
same '' devdax reconfigure-device -m system-ram all
[ -z "$with_famfs" ] || same '' devdax reconfigure-device -m famfs dax0.0
[ -z "$with_famfs" ] || same '' famfs reconfigure-device -m devdax dax0.0
same '' disabled reconfigure-device -m system-ram dax0.0
same '' devdax disable-device dax0.0
same '' disabled enable-device dax0.0
same undo disabled reconfigure-device -s $((size / 4)) dax0.0
same '' smaller reconfigure-device -s "$size" dax0.0
same 'exit summary' smaller reconfigure-device -a 4K dax0.0 # ndctl fails
same '' half create-device -r 0
same '' half create-device -r region0 -s $((size / 8))
same '' half create-device -r 0 -s $((size / 8)) -a 4096
same state half create-device -r 0 -s $((size * 2)) # ndctl leaves a device without memory
same '' two create-device
same '' gap create-device -s $((size / 8))
same '' two_disabled reconfigure-device -s $((size * 5 / 8)) dax0.0
same undo two_disabled destroy-device dax0.1
same undo two destroy-device -f all
same '' gone create-device
same '' devdax destroy-device dax0.0
same undo devdax destroy-device -f dax0.0

# The kernel binds what is in the list of a driver when another device is added to it.
fresh
half >/dev/null 2>&1
ok 'disable-device' daxctl disable-device dax0.0
ok 'create another one' daxctl create-device -s $((size / 8))
is "$stderr" 'created 1 device' 'nothing else is enabled'
is "$(basename "$(readlink "$dax/dax0.0/driver")")" '' 'the first one remains disabled'

# A program that uses a device, under another name, too.
fresh
devdax >/dev/null 2>&1
device=$(<"$dax/dax0.0/dev")
mknod "$tap_dir/other" c "${device%:*}" "${device#*:}"
exec 7<"$tap_dir/other"
for command in "disable-device dax0.0" "reconfigure-device -m system-ram dax0.0"; do
	before=$(state)
	# shellcheck disable=SC2086 # words
	exits 3 "$command is refused while it is open" daxctl $command
	like "$stderr" "process $$ " 'the process is named'
	is "$(state)" "$before" 'nothing is changed'
done
exec 7<&-
ok 'and then not' daxctl disable-device dax0.0

if [ -z "$with_famfs" ]; then
	exits 4 'a kernel without famfs' daxctl reconfigure-device -m famfs dax0.0
fi

# A program that holds pages of the node: in a pipe, the kernel cannot move them. Its numbers are those of x86-64.
fresh
online >/dev/null 2>&1
node=$(<"$dax/dax0.0/target_node")
mkfifo "$tap_dir/held"
perl -e '
	my ($node, $size) = ($ARGV[0], 65536);
	my $at = syscall(9, 0, $size, 3, 0x22, -1, 0);                        # mmap()
	syscall(237, $at, $size, 2, pack("QQ", 1 << $node, 0), 128, 0) == 0 or die "mbind: $!";
	open(my $zero, "<", "/dev/zero"); pipe(my $out, my $in);
	syscall(0, fileno($zero), $at, $size) == $size or die "read: $!";
	syscall(278, fileno($in), pack("QQ", $at, $size), 1, 0) > 0 or die "vmsplice: $!";
	open(my $held, ">", $ARGV[1]); print $held "held\n"; close $held; sleep 1000' "$node" "$tap_dir/held" 2>"$tap_dir/hog" &
hog=$!
read -r -t 20 _ <>"$tap_dir/held" || note "$(<"$tap_dir/hog")"
exits 1 'offline-memory fails while pages are held' daxctl offline-memory dax0.0 --timeout 4 --format json
is "$(jq -c '.[0] | [(.failed_blocks | length > 0), .failed_blocks[0].zone, .online_memblocks > 0]' <<<"$stdout")" '[true,"Movable",true]' \
	'the block and its zone are named'
like "$stderr" 'dax0.0: memory block [0-9]+ \(0x[0-9a-f]+-0x[0-9a-f]+\): .*(timed out|in use)' 'so is the reason'
note "$stderr"
exits 1 'reconfigure-device fails, too' daxctl reconfigure-device -f -m devdax dax0.0 --timeout 4
is "$(basename "$(readlink "$dax/dax0.0/driver")")" kmem 'and the device keeps its driver'
note "$stderr"
kill "$hog"
wait "$hog" 2>/dev/null
ok 'then, the memory is set offline' daxctl offline-memory dax0.0

clear_all
echo "$policy" >"$memory/auto_online_blocks"
done_testing
