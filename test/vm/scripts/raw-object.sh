# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# "cxl doe send" on a real kernel: the CDAT of an emulated device, read entry by entry while no driver is bound, is the
# one that the kernel has read before. Leaves the kernel tainted with U.
# topologies: one

# shellcheck source-path=SCRIPTDIR source=../guest.sh
. "$VM/guest.sh"

driver=/sys/bus/pci/drivers/cxl_pci
memdev=$(cxl list -M | jq -r '.[-1].memdev')
host=$(cxl list -m "$memdev" | jq -r '.[0].host')
token=$(cat "/sys/bus/cxl/devices/$memdev/serial")@$host
memdevs=$(cxl list -M)
table=$tap_dir/table
cat "/sys/bus/cxl/devices/$(cxl list -EM -m "$memdev" | jq -r '[.. | .endpoint? // empty] | first')/CDAT" >"$table"

# shellcheck disable=SC2317 # called by wait_for
all_there() {
	[ "$(cxl list -M | jq length)" = "$(jq length <<<"$memdevs")" ]
}

object() { # PROTOCOL ARGUMENTS...
	cxl doe send "$host" "$@" --confirm "$token" --format json </dev/null
}

refused() { # CODE NAME ARGUMENTS...
	local expected=$1 name=$2 before
	shift 2
	before=$(taint)
	exits 3 "$name" cxl doe send "$host" "$@" --format envelope
	is "$(jq -r '.errors[0].code' <<<"$stdout")" "$expected" "$name: error code"
	is "$(taint)" "$before" "$name: taint is unchanged"
}

word() { # HEX -> the little-endian word
	echo "${1:6:2}${1:4:2}${1:2:2}${1:0:2}"
}

ok 'the kernel has read a table' test -s "$table"
refused driver_bound 'a function with a driver' 1e98:02 --hex 00000000 --no-native --force --confirm "$token"

ok 'the driver is unbound' sh -c "echo $host >$driver/unbind"
refused native_exists 'a protocol with a native interface' 1e98:02 --hex 00000000 --confirm "$token"
refused protocol_not_listed 'a protocol that the device does not have' 1e98:00 --hex 00000000 --confirm "$token"
refused needs_token 'no confirmation' 1e98:02 --no-native --hex 00000000 --yes --force
refused wrong_token 'the confirmation of another device' 1e98:02 --no-native --hex 00000000 --confirm "1$token"

ok 'discovery' object 0001:00 --no-native --hex 00000000
is "$(word "$(jq -r '.[0].output_hex' <<<"$stdout")")" '01000001' 'the first protocol is discovery, another one follows'
is "$(($(taint) & 64))" 64 'the kernel is tainted with U'
ok 'discovery of the next one' object 0001:00 --no-native --hex 01000000
is "$(word "$(jq -r '.[0].output_hex' <<<"$stdout")")" '00021e98' 'it is CDAT, and the last one'

# Each reply begins with the handle of the next entry.
: >"$tap_dir/read"
handle=0000
for ((i = 0; i < 64 && 0x$handle != 0xffff; i++)); do
	object 1e98:02 --no-native --hex "0000${handle:2:2}${handle:0:2}" -o "$tap_dir/entry" >/dev/null 2>&1 || break
	tail -c +5 "$tap_dir/entry" >>"$tap_dir/read"
	handle=$(od -An -j 2 -N 2 -t x2 "$tap_dir/entry" | tr -d ' ')
done
is "$handle" ffff "the last of $i entries was read"
ok 'together they are the table that the kernel has read' cmp "$tap_dir/read" "$table"

exits 1 'QEMU does not reply to a protocol that it does not have' object 1e98:00 --unlisted --hex 00000000 --timeout 300
like "$stderr" 'DOE object 1e98:00: the device did not reply in time; see --timeout' 'it is a timeout, and the mailbox was reset'
ok 'so that the next object is replied to' object 0001:00 --no-native --hex 00000000

strace -f -e trace=pwrite64,openat -o "$tap_dir/trace" cxl doe send "$host" 0001:00 --no-native --hex 00000000 \
	--confirm "$token" >/dev/null 2>&1
offset=$(cxl doe list "$host" | jq '.[0].mailboxes[0].offset')
is "$(sed -n 's/.*pwrite64(.*, 4, \([0-9]*\)).*= 4/\1/p' "$tap_dir/trace" | sort -un | xargs)" \
	"$((offset + 8)) $((offset + 16)) $((offset + 20))" 'only control and data registers are written, 4 bytes at a time'

ok 'the driver is bound again' sh -c "echo $host >$driver/bind"
udevadm settle
ok 'the memory device is back' wait_for 10 all_there
is "$(cxl list -M | jq -c 'map([.memdev, .serial]) | sort')" "$(jq -c 'map([.memdev, .serial]) | sort' <<<"$memdevs")" \
	'all memory devices are there'
done_testing
