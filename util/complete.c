// SPDX-License-Identifier: LGPL-2.1-or-later
/* Completion scripts for bash, fish and zsh. */
#include <stdio.h>

#include "util/complete.h"

/*
 * The scripts; '@' stands for the name of the tool. Names are passed as data: nothing is evaluated,
 * and file names are completed by the shell itself.
 */
/* clang-format off */
static const char bash_script[] =
	"# bash completion for @\n"
	"_@() {\n"
	"	local rest=${COMP_LINE:0:COMP_POINT} words=() word blanks head line i\n"
	"	COMPREPLY=()\n"
	"	# Join what bash has split at the characters of COMP_WORDBREAKS.\n"
	"	for ((i = 0; i <= COMP_CWORD; i++)); do\n"
	"		blanks=${rest%%[![:blank:]]*}\n"
	"		rest=${rest#\"$blanks\"}\n"
	"		word=${COMP_WORDS[i]}\n"
	"		if ((i == COMP_CWORD)); then word=$rest; fi\n"
	"		rest=${rest#\"$word\"}\n"
	"		if [[ ${#words[@]} -eq 0 || -n $blanks ]]; then\n"
	"			words+=(\"$word\")\n"
	"			head=\n"
	"		else\n"
	"			head=${words[-1]}\n"
	"			words[-1]+=$word\n"
	"		fi\n"
	"	done\n"
	"	# The break itself is not part of the text that is replaced.\n"
	"	if [[ $word == [=:] ]]; then head=${words[-1]}; fi\n"
	"	while IFS= read -r line; do\n"
	"		case $line in\n"
	"		:files) compopt -o default ;;\n"
	"		:directories) compopt -o dirnames ;;\n"
	"		*)\n"
	"			line=${line%%$'\\t'*}\n"
	"			COMPREPLY+=(\"${line#\"$head\"}\")\n"
	"			if [[ $line == *= ]]; then compopt -o nospace; fi\n"
	"			;;\n"
	"		esac\n"
	"	done < <(command @ --complete \"${words[@]:1}\" 2>/dev/null)\n"
	"}\n"
	"complete -F _@ @\n";

/* Fish evaluates every condition; the lines are kept until the prompt is printed again. */
static const char fish_script[] =
	"# fish completion for @\n"
	"function __@_complete\n"
	"	set -l words (commandline -opc)\n"
	"	set -l word (commandline -ct)\n"
	"	set -l key (string join -- \\n $words \"$word\" | string collect)\n"
	"	if test \"$key\" != \"$__cxl_complete_key\"\n"
	"		set -g __cxl_complete_key $key\n"
	"		set -g __cxl_complete_lines (command @ --complete $words[2..-1] $word 2>/dev/null)\n"
	"	end\n"
	"	test -n \"$__cxl_complete_lines\"; and printf '%s\\n' $__cxl_complete_lines\n"
	"end\n"
	"function __@_forget --on-event fish_prompt\n"
	"	set -e __cxl_complete_key\n"
	"end\n"
	"function __@_wants\n"
	"	contains -- $argv[1] (__@_complete)\n"
	"end\n"
	"complete -c @ -n 'not __@_wants :files; and not __@_wants :directories'"
	" -f -a '(__@_complete)'\n"
	"complete -c @ -n '__@_wants :files' -F\n"
	"complete -c @ -n '__@_wants :directories' -f -a '(__fish_complete_directories)'\n";

static const char zsh_script[] =
	"#compdef @\n"
	"# zsh completion for @\n"
	"_@() {\n"
	"	local line word\n"
	"	local -a lines names open\n"
	"	lines=(${(f)\"$(command @ --complete \"${(@)words[2,CURRENT-1]}\" \"$PREFIX\" 2>/dev/null)\"})\n"
	"	if [[ $PREFIX == --*=* ]]; then compset -P 1 '*='; fi\n"
	"	case ${lines[1]-} in\n"
	"	:files) _files; return ;;\n"
	"	:directories) _files -/; return ;;\n"
	"	esac\n"
	"	for line in $lines; do\n"
	"		word=${line%%$'\\t'*}\n"
	"		word=${word#$IPREFIX}\n"
	"		word=${word//:/\\\\:}:${line#*$'\\t'}\n"
	"		if [[ $word == *=:* ]]; then open+=($word); else names+=($word); fi\n"
	"	done\n"
	"	_describe '@' names -- open -S ''\n"
	"}\n"
	"# Autoloaded from a directory of fpath, this file is the function.\n"
	"if [[ ${funcstack[1]-} == _@ ]]; then _@ \"$@\"; else compdef _@ @; fi\n";

static const struct {
	const char *shell, *script;
} scripts[] = { { "bash", bash_script }, { "fish", fish_script }, { "zsh", zsh_script } };
/* clang-format on */

/* "$@" and "[@]" are the shell's own. */
static bool is_name(const char *script, const char *at)
{
	return *at == '@' && at > script && !strchr("$[(", at[-1]);
}

int complete_print(const struct tool *tool, const char *shell)
{
	const char *p;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(scripts); i++) {
		if (!str_eq(shell, scripts[i].shell))
			continue;
		for (p = scripts[i].script; *p; p++)
			if (is_name(scripts[i].script, p))
				fputs(tool->name, stdout);
			else
				putchar(*p);
		return EXIT_DONE;
	}
	fprintf(stderr, "invalid --completion '%s': expected bash, zsh or fish\n", shell);
	return EXIT_USAGE;
}
