// SPDX-License-Identifier: LGPL-2.1-or-later
/* Completion scripts for bash, fish and zsh, generated from the command and option rows. */
#include <stdio.h>

#include "util/complete.h"

/* The allowed values of an option: "json table". */
static void print_values(const struct opt *o)
{
	const char *const *v;

	for (v = o->values; *v; v++)
		printf("%s%s", v == o->values ? "" : " ", *v);
}

static bool takes_file(const struct opt *o)
{
	return o->arg && (strstr(o->arg, "file") || strstr(o->arg, "dir"));
}

static void bash_options(const struct tool *tool, const struct cmd *cmd)
{
	char usage[256];
	struct opt_set set = cmd_opts(tool, cmd, usage, sizeof(usage));
	const struct opt *o;
	size_t t;

	printf("\t%s)\n\t\topts=\"", cmd->name);
	opt_foreach(o, &set, t)
		printf("--%s%s ", o->name, o->arg ? "=" : "");
	printf("\"\n\t\tvalues=\"%s\"\n\t\tcase $prev in\n",
	       cmd->positional ? cmd->positional : "");
	opt_foreach(o, &set, t)
		if (o->values || takes_file(o) || (o->arg && strstr("memdev", o->arg))) {
			printf("\t\t--%s) values=\"", o->name);
			if (o->values)
				print_values(o);
			else
				printf("%s", takes_file(o) ? "file" : "memdev");
			printf("\"; opts= ;;\n");
		}
	printf("\t\tesac ;;\n");
}

static void complete_bash(const struct tool *tool)
{
	const struct cmd *const *c;

	printf("# bash completion for %s, generated from its command table\n", tool->name);
	printf("_%s_names() {\n\tlocal v\n\tfor v; do\n\t\tcase $v in\n", tool->name);
	printf("\t\tmemdev) %s list --memdevs -i 2>/dev/null |"
	       " sed -n 's/.*\"memdev\":\"\\([^\"]*\\)\".*/\\1/p' ;;\n",
	       tool->name);
	printf("\t\tfeature) %s --list-features ;;\n", tool->name);
	printf("\t\tfile) compgen -f -- \"$cur\" ;;\n\t\t*) echo \"$v\" ;;\n");
	printf("\t\tesac\n\tdone\n}\n");
	printf("_%s() {\n\tlocal cur prev opts values cmd\n\tCOMPREPLY=()\n", tool->name);
	printf("\tcur=${COMP_WORDS[COMP_CWORD]}\n\tprev=${COMP_WORDS[COMP_CWORD-1]}\n");
	printf("\tif [[ $cur == = ]]; then cur=; fi\n");
	printf("\tif [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n");
	printf("\tif ((COMP_CWORD == 1)); then\n\t\tmapfile -t COMPREPLY < <(compgen -W "
	       "\"$(%s --list-cmds) --version --help --list-cmds\" -- \"$cur\")\n"
	       "\t\treturn\n\tfi\n\tcmd=${COMP_WORDS[1]}\n\tcase $cmd in\n",
	       tool->name);
	for (c = tool->cmds; *c; c++)
		bash_options(tool, *c);
	printf("\tesac\n\tif [[ $cur == -* ]]; then values=$opts; else"
	       " values=$(_%s_names $values); fi\n",
	       tool->name);
	printf("\tmapfile -t COMPREPLY < <(compgen -W \"$values\" -- \"$cur\")\n");
	printf("\t[[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace\n}\n");
	printf("complete -F _%s %s\n", tool->name, tool->name);
}

/* @text for use inside single quotes of a shell. */
static void print_quoted(const char *text)
{
	for (; *text; text++)
		if (*text == '\'')
			fputs("'\\''", stdout);
		else
			putchar(*text);
}

static void fish_options(const struct tool *tool, const struct cmd *cmd)
{
	char usage[256];
	struct opt_set set = cmd_opts(tool, cmd, usage, sizeof(usage));
	const struct opt *o;
	size_t t;

	opt_foreach(o, &set, t) {
		printf("complete -c %s -n '__fish_seen_subcommand_from %s' -l %s", tool->name,
		       cmd->name, o->name);
		if (o->letter)
			printf(" -s %c", o->letter);
		if (o->arg)
			printf(" -r");
		if (o->values) {
			printf(" -f -a '");
			print_values(o);
			putchar('\'');
		} else if (o->arg && strstr("memdev", o->arg)) {
			printf(" -f -a '(__%s_memdevs)'", tool->name);
		} else if (o->arg && !takes_file(o)) {
			printf(" -f");
		}
		printf(" -d '");
		print_quoted(o->help);
		printf("'\n");
	}
	if (cmd->positional && strstr(cmd->positional, "memdev"))
		printf("complete -c %s -n '__fish_seen_subcommand_from %s' -f -a "
		       "'(__%s_memdevs)'\n",
		       tool->name, cmd->name, tool->name);
	if (cmd->positional && strstr(cmd->positional, "feature"))
		printf("complete -c %s -n '__fish_seen_subcommand_from %s' -f -a "
		       "'(%s --list-features)'\n",
		       tool->name, cmd->name, tool->name);
}

static void complete_fish(const struct tool *tool)
{
	const struct cmd *const *c;

	printf("# fish completion for %s, generated from its command table\n", tool->name);
	printf("function __%s_memdevs\n\t%s list --memdevs -i 2>/dev/null | string match -r "
	       "--groups-only '\"memdev\":\"([^\"]*)\"'\nend\n",
	       tool->name, tool->name);
	for (c = tool->cmds; *c; c++) {
		printf("complete -c %s -n __fish_use_subcommand -f -a %s -d '", tool->name,
		       (*c)->name);
		print_quoted((*c)->help);
		printf("'\n");
		fish_options(tool, *c);
	}
}

/* @text for use in a quoted specification of _arguments, where brackets and colons are special. */
static void print_zsh_text(const char *text)
{
	for (; *text; text++)
		if (strchr("[]:", *text))
			printf("\\%c", *text);
		else if (*text == '\'')
			fputs("'\\''", stdout);
		else
			putchar(*text);
}

static void zsh_options(const struct tool *tool, const struct cmd *cmd)
{
	char usage[256];
	struct opt_set set = cmd_opts(tool, cmd, usage, sizeof(usage));
	const struct opt *o;
	size_t t;

	printf("\t%s)\n\t\t_arguments -s", cmd->name);
	opt_foreach(o, &set, t) {
		printf(" \\\n\t\t\t'--%s%s[", o->name, o->arg ? "=" : "");
		print_zsh_text(o->help);
		putchar(']');
		if (o->arg) {
			printf(":");
			print_zsh_text(o->arg);
			printf(":");
		}
		if (o->values) {
			putchar('(');
			print_values(o);
			putchar(')');
		} else if (takes_file(o)) {
			printf("_files");
		} else if (o->arg && strstr("memdev", o->arg)) {
			printf("_%s_memdevs", tool->name);
		}
		putchar('\'');
	}
	if (cmd->positional && strstr(cmd->positional, "memdev"))
		printf(" \\\n\t\t\t'*:memdev:_%s_names'", tool->name);
	printf(" ;;\n");
}

static void complete_zsh(const struct tool *tool)
{
	const struct cmd *const *c;

	printf("#compdef %s\n# zsh completion for %s, generated from its command table\n",
	       tool->name, tool->name);
	printf("_%s_memdevs() {\n\tcompadd -- ${(f)\"$(%s list --memdevs -i 2>/dev/null |"
	       " sed -n 's/.*\"memdev\":\"\\([^\"]*\\)\".*/\\1/p')\"}\n}\n",
	       tool->name, tool->name);
	printf("_%s_names() {\n\t_%s_memdevs\n\tcompadd -- ${(f)\"$(%s --list-features)\"}\n}\n",
	       tool->name, tool->name, tool->name);
	printf("_%s() {\n\tlocal -a cmds\n\tcmds=(\n", tool->name);
	for (c = tool->cmds; *c; c++) {
		printf("\t\t'%s:", (*c)->name);
		print_zsh_text((*c)->help);
		printf("'\n");
	}
	printf("\t)\n\tif ((CURRENT == 2)); then\n\t\t_describe command cmds\n\t\treturn\n\tfi\n");
	printf("\tlocal cmd=$words[2]\n\tshift words\n\t((CURRENT--))\n\tcase $cmd in\n");
	for (c = tool->cmds; *c; c++)
		zsh_options(tool, *c);
	printf("\tesac\n}\n_%s \"$@\"\n", tool->name);
}

int complete_print(const struct tool *tool, const char *shell)
{
	if (str_eq(shell, "bash"))
		complete_bash(tool);
	else if (str_eq(shell, "zsh"))
		complete_zsh(tool);
	else if (str_eq(shell, "fish"))
		complete_fish(tool);
	else {
		fprintf(stderr, "invalid --completion '%s': expected bash, zsh or fish\n", shell);
		return EXIT_USAGE;
	}
	return EXIT_DONE;
}
