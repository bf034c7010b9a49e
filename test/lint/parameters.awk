# SPDX-License-Identifier: GPL-2.0-only
# Prints function definitions with more than five named parameters. Relies on the source format: only
# the body of a function starts with a brace in the first column.

FNR == 1 || /^$|^[#}]|;$|.\{$|\*\/$/ {
	head = ""
	next
}

!/^\{/ {
	head = head " " $0
	next
}

{
	depth = commas = 0
	text = ""
	for (i = 1; i <= length(head); i++) {
		c = substr(head, i, 1)
		if (c == "(" && depth++ == 0) {
			match(text, /[A-Za-z0-9_]+$/)
			name = substr(text, RSTART)
			commas = 0
		} else if (c == ")") {
			depth--
		} else if (c == "," && depth == 1) {
			commas++
		}
		text = text c
	}
	count = commas + (head !~ /\.\.\.\)$/)
	if (count > 5)
		print FILENAME ": " name ": " count " parameters, at most 5"
	head = ""
}
