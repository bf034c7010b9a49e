# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# The broken systems of test/data/check, for tests of "cxl check". A file there has a base, edits of it (f: a file,
# l: a link, d: a directory, rm, w: a write to the modelled system, b: a byte), properties of devices, and what must be
# found first: rule, result, device, command.
#
#   make_bases             creates the systems in base/
#   build BASE FILE        creates t, a copy of base/BASE with the edits of FILE; "sim" is a new modelled system
#   first OUTPUT           what "cxl check --format json" has found first

make_bases() {
	local tree
	mkdir base
	for tree in one four pmem switch sixteen example; do
		cxl-sim new base/$tree --tree "$TESTS/data/$tree.tree" >/dev/null
	done
}

edit() {
	local kind path value
	while read -r kind path value; do
		case $kind in
		f)
			mkdir -p "t/${path%/*}"
			rm -f "t/$path"
			printf '%b\n' "$value" >"t/$path"
			;;
		l)
			mkdir -p "t/${path%/*}"
			ln -sfn "$value" "t/$path"
			;;
		d) mkdir -p "t/$path" ;;
		rm) for path in $path $value; do rm -rf t/$path; done ;;
		w) cxl-sim write t "$path" "$value" ;;
		b) printf '%b' "\\x${value#* }" | dd of="t/$path" bs=1 seek=$((${value% *})) conv=notrunc status=none ;;
		esac
	done
}

build() {
	rm -rf t
	if [ "$1" = sim ]; then
		grep -P '^(device|\t)' "$2" >devices
		cxl-sim new t --devices devices >/dev/null
	else
		cp -a "base/$1" t
	fi
	grep -vP '^(#|base|first|device|\t)' "$2" | edit
}

first() {
	jq -r '.[0] | if .result == "unknown" or .result == "pass" then "nothing"
		else [.rule, .result, .device // "-", .command // "-"] | join(" ") end' "$1"
}
