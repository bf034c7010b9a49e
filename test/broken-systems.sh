# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# The broken systems of test/data/check, for tests of "cxl check". A file there has a base, edits of it (f: a file,
# l: a link, d: a directory, rm, w: a write to the modelled system, b: a byte), properties of devices, and what must be
# found first: rule, result, device, command.
#
#   fresh TREE             creates t, a modelled system with the captured tree test/data/TREE.tree
#   build NAME             creates t with the edits of the file; sets base
#   check NAME             the same, and "cxl check --format json" of it into out; sets status
#   first FILE...          what "cxl check --format json" has found first; of more than one file, after the name of
#                          each and the exit status that follows from it
#
# NAME is that of a file of test/data/check, or a path.

fresh() {
	[ -d "base/$1" ] || { mkdir -p base && cxl-sim new "base/$1" --tree "$TESTS/data/$1.tree" >/dev/null; }
	rm -rf t
	cp -a "base/$1" t
}

edit() {
	local kind path value
	while read -r kind path value; do
		case $kind in
		f)
			[ -d "t/${path%/*}" ] || mkdir -p "t/${path%/*}"
			[ ! -h "t/$path" ] || rm "t/$path"
			printf '%b\n' "$value" >"t/$path"
			;;
		l)
			[ -d "t/${path%/*}" ] || mkdir -p "t/${path%/*}"
			ln -sfn "$value" "t/$path"
			;;
		d) mkdir -p "t/$path" ;;
		rm)
			# shellcheck disable=SC2086
			(cd t && rm -rf $path $value)
			;;
		w) cxl-sim write t "$path" "$value" ;;
		b) printf '%b' "\\x${value#* }" | dd of="t/$path" bs=1 seek=$((${value% *})) conv=notrunc status=none ;;
		esac
	done
}

build() {
	local file=$1
	[ -e "$file" ] || file=$TESTS/data/check/$1
	base=$(grep '^base ' "$file")
	base=${base#base }
	if [ "$base" = sim ]; then
		rm -rf t
		grep -P '^(device|\t)' "$file" >devices
		cxl-sim new t --devices devices >/dev/null
	else
		fresh "$base"
	fi
	edit <"$file"
}

check() {
	build "$1"
	if [ "$base" = sim ]; then
		command cxl-sim -C t check --format json >out 2>err
	else
		command cxl check --sysroot t --format json >out 2>err
	fi
	# shellcheck disable=SC2034
	status=$?
	cat err
}

first() {
	local found='.[0] | if .result == "unknown" or .result == "pass" then "nothing"
		else [.rule, .result, .device // "-", .command // "-"] | join(" ") end'
	if [ $# = 1 ]; then
		jq -r "$found" "$1"
	else
		jq -r "\"\(input_filename) \(if any(.[]; .result == \"fail\") then 1 else 0 end) \($found)\"" "$@"
	fi
}
