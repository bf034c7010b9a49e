# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# Compares two runs of "cxl list", each stored in files BASE.out, BASE.err, BASE.rc: the exit code; whether standard
# error has an error or warning (log lines of libraries are ignored); the JSON, ignoring the order of objects in arrays.

# Objects in an array are compared in any order; the order of their keys is compared separately.
# shellcheck disable=SC2016 # jq variables
canonical='
	def canon:
		if type == "array" then map(canon) | if all(type == "object") then sort else . end
		elif type == "object" then map_values(canon)
		else . end;
	canon, {keys: ([.. | objects | keys_unsorted | join(" ")] | unique)}'

# Sets $filter and $marks from the expected differences for these arguments.
read_expected_differences() { # FILE ARGUMENTS
	local line pattern rule
	filter=. marks=' '
	while IFS= read -r line; do
		pattern=${line%% | *}
		rule=${line#* | }
		rule=${rule% | *}
		[[ $line != '#'* && -n $line && $2 =~ $pattern ]] || continue
		if [[ $rule =~ ^(exit|stderr|stdout|order|\ )+$ ]]; then
			marks+="$rule "
		else
			filter+=" | $rule"
		fi
	done <"$1"
}

# Sets $data and $keys; text that is not JSON is stored in $data unchanged.
canonicalize() { # FILE
	local text
	if text=$(jq -cS "$filter | $canonical" "$1" 2>/dev/null); then
		data=${text%%$'\n'*}
		keys=${text#*$'\n'}
	else
		data=$(<"$1")
		keys=
	fi
}

has_mark() { # MARK
	[[ $marks == *" $1 "* ]]
}

# Sets $status and $error. In the shell itself, since a program takes 50 ms to start in an emulated machine.
read_run() { # BASE
	local line lines
	read -r status <"$1.rc"
	mapfile -t lines <"$1.err"
	error=no
	for line in "${lines[@]}"; do
		[[ ! $line =~ ^'  '(Error|Warning|Fatal)': ' ]] || error=yes
	done
}

pretty() { # TEXT
	jq -S . <<<"$1" 2>/dev/null || printf '%s\n' "$1"
}

show_difference() { # TITLE TEXT_OF_V85 TEXT_OF_CXL
	printf '%s differs:\n' "$1"
	diff <(pretty "$2") <(pretty "$3") | sed -e 's/^</v85:/' -e 's/^>/cxl:/' -e '/^[0-9-]/d' | head -n 40
}

compare_outputs() { # BASE_OF_V85 BASE_OF_CXL
	local data keys v85_data v85_keys
	! cmp -s "$1.out" "$2.out" || return 0
	canonicalize "$1.out"
	v85_data=$data v85_keys=$keys
	canonicalize "$2.out"
	if [ "$v85_data" != "$data" ]; then
		show_difference 'standard output' "$v85_data" "$data"
	elif ! has_mark order && [ "$v85_keys" != "$keys" ]; then
		show_difference 'order of keys' "$v85_keys" "$keys"
	fi
}

compare_runs() { # BASE_OF_V85 BASE_OF_CXL -> prints the differences
	local status error v85_status v85_error
	read_run "$1"
	v85_status=$status v85_error=$error
	read_run "$2"
	if ! has_mark exit && [ "$v85_status" != "$status" ]; then
		printf 'exit code differs: v85: %s cxl: %s\n' "$v85_status" "$status"
	fi
	if ! has_mark stderr && [ "$v85_error" != "$error" ]; then
		printf 'error or warning differs:\nv85: %s\ncxl: %s\n' "$(head -n 3 "$1.err")" "$(head -n 3 "$2.err")"
	fi
	has_mark stdout || compare_outputs "$1" "$2"
}
