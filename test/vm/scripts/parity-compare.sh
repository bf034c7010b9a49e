# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# Compares two runs of "cxl list", each kept in files BASE.out, BASE.err, BASE.rc: the exit code; whether there is
# an error or warning on standard error (a log line of a library is none); the JSON, in which the order of objects
# in arrays does not count.

# Objects in an array may come in any order; their keys are compared apart, for each kind of object.
# shellcheck disable=SC2016 # jq's own variables
canonical='
	def canon:
		if type == "array" then map(canon) | if all(type == "object") then sort else . end
		elif type == "object" then map_values(canon)
		else . end;
	canon, {keys: ([.. | objects | keys_unsorted | join(" ")] | unique)}'

# Sets $filter and $marks to what the expected differences say about these arguments.
expect() { # FILE ARGUMENTS
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

# Sets $data and $keys; what is no JSON is data as it is.
canonicalise() { # FILE
	local text
	if text=$(jq -cS "$filter | $canonical" "$1" 2>/dev/null); then
		data=${text%%$'\n'*}
		keys=${text#*$'\n'}
	else
		data=$(<"$1")
		keys=
	fi
}

marked() { # MARK
	[[ $marks == *" $1 "* ]]
}

complains() { # FILE
	if grep -qE '^  (Error|Warning|Fatal): ' "$1"; then echo yes; else echo no; fi
}

pretty() { # TEXT
	jq -S . <<<"$1" 2>/dev/null || printf '%s\n' "$1"
}

show_difference() { # WHAT ONE TWO
	printf '%s differs:\n' "$1"
	diff <(pretty "$2") <(pretty "$3") | sed -e 's/^</v85:/' -e 's/^>/cxl:/' -e '/^[0-9-]/d' | head -n 40
}

compare_outputs() { # BASE_OF_V85 BASE_OF_OURS
	local data keys their_data their_keys
	! cmp -s "$1.out" "$2.out" || return 0
	canonicalise "$1.out"
	their_data=$data their_keys=$keys
	canonicalise "$2.out"
	if [ "$their_data" != "$data" ]; then
		show_difference 'standard output' "$their_data" "$data"
	elif ! marked order && [ "$their_keys" != "$keys" ]; then
		show_difference 'order of keys' "$their_keys" "$keys"
	fi
}

compare_runs() { # BASE_OF_V85 BASE_OF_OURS -> prints how they differ; nothing if they do not
	if ! marked exit && ! cmp -s "$1.rc" "$2.rc"; then
		printf 'exit code differs: v85: %s cxl: %s\n' "$(<"$1.rc")" "$(<"$2.rc")"
	fi
	if ! marked stderr && [ "$(complains "$1.err")" != "$(complains "$2.err")" ]; then
		printf 'error or warning differs:\nv85: %s\ncxl: %s\n' "$(head -n 3 "$1.err")" "$(head -n 3 "$2.err")"
	fi
	marked stdout || compare_outputs "$1" "$2"
}
