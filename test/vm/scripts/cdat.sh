# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# cdat: the tables of emulated devices and switches, compared with od, with the defaults of QEMU, and with what the
# kernel has derived. The mock devices of the kernel have none.
# topologies: switch (with --all: four test)
. "$VM/guest.sh"

devices=/sys/bus/cxl/devices

if [ "$TOPOLOGY" = test ]; then
	ok 'no device has a table' cxl cdat
	is "$stdout" '[]' 'nothing is printed'
	like "$stderr" 'no device has a CDAT' 'but a warning'
	memdev=$(cxl list -M | jq -r '.[0].memdev')
	exits 4 'a device without a table is not supported' cxl cdat "$memdev"
	done_testing
fi

number() { # FILE OFFSET BYTES
	od -An -v -j "$2" -N "$3" -t "u$3" "$1" | tr -d ' '
}

# What od says of structures, in the form "TYPE LENGTH OFFSET".
structures() { # FILE
	local at=16 end
	end=$(number "$1" 0 4)
	while [ "$at" -lt "$end" ]; do
		echo "$(number "$1" "$at" 1) $(number "$1" $((at + 2)) 2) $at"
		at=$((at + $(number "$1" $((at + 2)) 2)))
	done
}

check_table() { # NODE
	local file=$tap_dir/table
	cat "$devices/$1/CDAT" >"$file"
	cxl cdat "$1" --binary >"$tap_dir/binary"
	ok "$1: --binary is the attribute" cmp "$tap_dir/binary" "$file"
	ok "$1: --output writes it" cxl cdat "$1" -o "$tap_dir/output"
	ok "$1: and nothing else" cmp "$tap_dir/output" "$file"
	ok "$1: the table is valid" cxl cdat "$1"
	is "$(jq -r '.[].length' <<<"$stdout")" "$(stat -c %s "$file")" "$1: its length is that of the attribute"
	is "$(jq -r '["dsmas", "dslbis", "dsmscis", "dsis", "dsemts", "sslbis"] as $n | .[].structures[] |
		.type as $t | "\($n | index($t)) \(.length) \(.offset)"' <<<"$stdout")" \
		"$(structures "$file")" "$1: od finds the same structures"
	is "$(cxl cdat "$file" | jq -c '.[].structures')" "$(jq -c '.[].structures' <<<"$stdout")" "$1: and so does cdat in a copy"
}

# QEMU: 15 and 25 times 10000 ps, 16 times 1000 MB/s; the range is all of the memory.
check_endpoint() { # ENDPOINT
	local memdev size
	check_table "$1"
	memdev=$(jq -r '.[].memdev' <<<"$stdout")
	size=$(($(cat "$devices/$memdev/ram/size") + $(cat "$devices/$memdev/pmem/size")))
	is "$(jq -c '[.[].performance[] | select(.source == "device") | .read_latency_ns, .write_latency_ns,
		.read_bandwidth_mb_per_s, .write_bandwidth_mb_per_s] | unique' <<<"$stdout")" '[150,250,16000]' "$1: the values of QEMU"
	is "$(jq '[.[].performance[] | select(.source == "device") | .size] | add' <<<"$stdout")" "$size" "$1: the ranges of $memdev"
	is "$(cxl cdat "$memdev")" "$stdout" "$1: $memdev stands for it"
	check_kernel "$1" "$memdev"
}

# The regions are those of the decoders, with the values that the kernel shows, if any.
check_kernel() { # ENDPOINT MEMDEV
	local decoder region expected='' value access
	for decoder in "$devices/$1"/decoder*; do
		region=$(cat "$decoder/region")
		[ -n "$region" ] || continue
		expected+=$region$'\n'
		value=$(cat "$(readlink -f "$devices/$region")/../qos_class" 2>/dev/null || echo -1) # since Linux 6.5
		is "$(jq --arg r "$region" '[.[].performance[] | select(.region == $r) | .qos_class][0]' <<<"$stdout")" \
			"$([ "$value" = -1 ] && echo null || echo "$value")" "$1: QoS class of the root decoder of $region"
		for access in access0 access1; do
			value=$(cat "$devices/$region/$access/read_latency" 2>/dev/null)
			is "$(jq --arg r "$region" --arg a $access '[.[].performance[] |
				select(.region == $r and .source == $a) | .read_latency_ns][0]' <<<"$stdout")" "${value:-null}" "$1: $access of $region"
		done
	done
	is "$(jq -r '.[].performance[].region // empty' <<<"$stdout" | sort -u)" "$(printf %s "$expected" | sort -u)" "$1: regions of $2"
}

nodes=
for path in "$devices"/{port,endpoint}*/CDAT; do
	[ -e "$path" ] || continue
	node=$(basename "$(dirname "$path")")
	nodes+=$node$'\n'
	case $node in
	endpoint*) check_endpoint "$node" ;;
	*) check_table "$node" ;;
	esac
done
is "$(cxl cdat | jq -r '.[] | .port // .endpoint' | sort)" "$(printf %s "$nodes" | sort)" 'without arguments: all that have a table'

if [ "$TOPOLOGY" = switch ] && [ "$KERNEL" = bookworm ]; then
	skip 'the switch has a table' 'Linux 6.1 reads only those of endpoints'
elif [ "$TOPOLOGY" = switch ]; then
	port=$(grep -m 1 ^port <<<"$nodes")
	like "$port" port 'the switch has a table'
	ports=$(cxl list -P -p "$port" -T | jq -c '[.. | .dports? // empty | .[].id | tostring] | sort')
	is "$(cxl cdat "$port" | jq -c '[.[].paths[].to] | sort')" "$ports" "its paths are those to the downstream ports"
	is "$(cxl cdat "$port" | jq -c '[.[].paths[].from] | unique')" '["upstream"]' 'from the upstream port'
	is "$(cxl cdat "$port" | jq -c '[.[].paths[] | .read_latency_ns, .write_latency_ns] | unique')" \
		"[$(($(number "$devices/$port/CDAT" 24 8) * $(number "$devices/$port/CDAT" 36 2) / 1000))]" 'with the latency of the table'
	exits 4 'the host bridge has none' cxl cdat port1
fi

# Other users may not read it.
node=$(grep -m 1 ^endpoint <<<"$nodes")
exits 1 'an ordinary user cannot read it' setpriv --reuid=65534 --regid=65534 --clear-groups cxl cdat "$node"
like "$stderr" "$node: cannot read the table: Permission denied; run as root" 'and is told so'
exits 1 'nor any other' setpriv --reuid=65534 --regid=65534 --clear-groups cxl cdat
is "$(grep -c 'run as root' <<<"$stderr")" "$(grep -c . <<<"$nodes")" 'one message for each'
cxl cdat "$node" --binary >"$tap_dir/copy"
chmod 755 "$tap_dir"
chmod 644 "$tap_dir/copy"
ok 'a copy can be decoded by any user' setpriv --reuid=65534 --regid=65534 --clear-groups cxl cdat "$tap_dir/copy"

is "$(taint)" "$BOOT_TAINT" 'the kernel is not tainted'
done_testing
