# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# cxl dump: what is in it, that nothing is written to the devices, and the same answers from it as from the system.
# topologies: one (with --all: test)
. "$VM/guest.sh"

dir=/tmp/dump
rm -rf "$dir" "$dir".*
ok 'dump to a directory' cxl dump -o "$dir"
like "$stdout" '"output"' 'the result names it'
is "$(find "$dir" ! -type l -perm /077)" '' 'others cannot read it'
ok 'the manifest is JSON' jq -e '.version == 1 and (.sections | length > 20)' "$dir/manifest.json"
is "$(jq -r '.sections[] | select(.result != "ok" and .result != "unsupported") | "\(.section) \(.memdev) \(.result) \(.error) \(.warnings)"' \
	"$dir/manifest.json")" '' 'all sections are complete, or not supported by the device'
jq -r '.sections[].files[] | select(.sha256) | "\(.sha256)  \(.file)"' "$dir/manifest.json" >"$dir.sums"
ok 'the checksums are those of the files' sh -c "cd $dir && sha256sum --quiet -c $dir.sums"
is "$(cd "$dir" && find . -type f ! -name manifest.json ! -name report.html ! -perm 200 | sed 's/^..//' | sort)" \
	"$(sed 's/^[^ ]*  //' "$dir.sums" | sort -u)" 'every file is listed'
ok 'the page about it is complete' jq -e '.report.size > 10000 and (.report | has("truncated") | not)' "$dir/manifest.json"
is "$(grep -o 'class="box memdev[^"]*"' "$dir/report.html" | wc -l)" \
	"$(find /sys/bus/cxl/devices/ -name 'mem[0-9]*' | wc -l)" 'it shows all memory devices'

is "$(jq -c 'map([.device, .type_name, .data]) | sort' "$dir/fwctl.json" 2>/dev/null || echo '[]')" \
	"$(find /sys/class/fwctl/ -name 'fwctl[0-9]*' -printf '%f\n' 2>/dev/null | jq -cRn '[inputs | [., "cxl", ""]] | sort')" \
	'what the fwctl devices say about themselves'

ok 'dump with strace' strace -f --seccomp-bpf -y -o "$dir.trace" -e trace=openat,open,openat2 cxl dump -o "$dir.2"
is "$(grep -E 'O_WRONLY|O_RDWR' "$dir.trace" | grep -vE "<$dir\.2[>/]|\"/dev/null\"|ENOENT")" '' \
	'nothing but the dump is opened for writing'
is "$(jq -r 'select(.call == "raw") | .opcode' "$dir"/replies/*.jsonl)" '' 'no raw command is sent'

# What the kernel sends to the devices: Get Firmware Info, Timestamp, Logs, Features, Identify, Partition, Health,
# Alerts and Shutdown State.
if [ "$TOPOLOGY" = one ]; then
	echo 'format "Sending command" +p' >/proc/dynamic_debug/control
	mark="before the dump $$"
	echo "$mark" >/dev/kmsg
	cxl dump -o "$dir.3" >/dev/null
	echo 'format "Sending command" -p' >/proc/dynamic_debug/control
	dmesg | sed "1,/$mark/d" | sed -n 's/.*Sending command: //p' | sort -u >"$dir.opcodes"
	like "$(xargs <"$dir.opcodes")" '0x0400 0x0401 .*0x4000' 'the kernel logs the commands'
	is "$(grep -vxE '0x(0200|0300|0400|0401|0500|0501|4000|4100|4200|4201|4203)' "$dir.opcodes")" '' \
		'no other commands are sent to the device'
fi

# The poison list is read on request only, since the kernel has to be told to read it.
if [ "$TOPOLOGY" = one ]; then
	qmp cxl-inject-poison '{"path":"mem0","start":4096,"length":128}' >/dev/null
	cxl dump -o "$dir.4" --with poison >/dev/null
	is "$(jq -c '[.. | objects | select(has("offset")) | [.offset, .length]]' "$dir.4/memdevs/mem0/poison.json")" \
		'[[4096,128]]' 'the poison list'
	cxl clear-media-poison mem0 -a 4096 >/dev/null 2>&1
	cxl clear-media-poison mem0 -a 4160 >/dev/null 2>&1
fi

same() { # ARGUMENTS...: of the system, and from the dump
	local verb=$1
	shift
	cxl "$verb" "$@" >"$dir.live" 2>/dev/null
	cxl "$verb" --sysroot="$dir" "$@" >"$dir.from" 2>/dev/null
	ok "$verb $*: the same from the dump" cmp "$dir.live" "$dir.from"
}

same list -vvv
same list -i -RX
same list-commands
same list-logs
same list-features --values
same identify
same get-partition
same get-fw-info
same get-alert-config
same cdat
same doe list
same list -M --pci

ok 'dump to an archive' cxl dump -o "$dir.tar"
ok 'it has one directory' test "$(tar -tf "$dir.tar" | sed 's,/.*,,' | sort -u | wc -l)" = 1
ok 'of the name of the archive' tar -xf "$dir.tar" -C /tmp dump/manifest.json
ok 'with as many sections' test "$(jq '.sections | length' "$dir/manifest.json")" -gt 20
is "$(cxl dump -o "$dir" 2>&1 >/dev/null)" \
	"$dir: cannot create the directory: File exists; specify a new directory" 'a directory is not overwritten'

rm -rf "$dir.user"
ok 'as an ordinary user' setpriv --reuid=65534 --regid=65534 --clear-groups cxl dump -o "$dir.user"
like "$stderr" 'sections are incomplete.*; run as root' 'gaps are reported'
ok 'they are marked' jq -e 'any(.sections[]; .result == "denied")' "$dir.user/manifest.json"
ok 'in the page, too' grep -q 'user 65534, who cannot read everything' "$dir.user/report.html"
is "$(jq -c '.sections[] | select(.section | IN("formats", "debugfs")) | .result, (.files | map([.file, .errno]))' \
	"$dir.user/manifest.json")" '"denied"
[["sys/kernel/tracing/events/cxl/",13]]
"denied"
[["sys/kernel/debug/cxl/",13]]' 'directories, too'
rm -rf "$dir" "$dir".*
done_testing
