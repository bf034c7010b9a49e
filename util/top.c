// SPDX-License-Identifier: LGPL-2.1-or-later
/* What is no command of its own: options before the command, version, help, unknown commands. */
#include <stdio.h>

#include "util/cmd.h"
#include "util/complete.h"
#include "util/help.h"
#include "util/out.h"
#include "util/top.h"

/* The arguments, and the format that they request: OUT_TABLE for text. */
struct top {
	const struct tool *tool;
	int argc;
	char **argv;
	enum out_format format;
};

/* Print the result and, in an envelope, the error; NULL: none. */
static int print(const struct top *t, const char *command, const struct rec *result,
		 const struct fail *why)
{
	auto_rec struct rec *errors = rec_new_arr();
	const struct out_opts o = {
		.format = t->format,
		.strict = true,
		.tool = t->tool->name,
		.verb = command,
		.errors = errors,
	};

	if (why)
		fail_record(why, "", command, errors);
	return out_print(stdout, result, &o) < 0 ? EXIT_INTERNAL : EXIT_DONE;
}

/* The error has been printed on stderr. */
static int print_error(const struct top *t, const char *command, const struct fail *why, int status)
{
	auto_rec struct rec *none = rec_new_arr();

	return t->format != OUT_TABLE && print(t, command, none, why) != EXIT_DONE ? EXIT_INTERNAL
										   : status;
}

static int unknown_command(const struct top *t, const char *name)
{
	const struct cmd *similar = cmd_similar(t->tool, name);
	const char *const *m = t->tool->missing;
	struct fail why = { 0 };
	char hint[200] = "";

	while (m && *m && !str_eq(*m, name))
		m++;
	if (m && *m)
		snprintf(hint, sizeof(hint),
			 "'%s' is not implemented yet; use '%s' of ndctl for this command", name,
			 t->tool->ndctl_name);
	else if (similar)
		snprintf(hint, sizeof(hint), "did you mean '%s'? See '%s --help' for all commands",
			 similar->name, t->tool->name);
	else
		snprintf(hint, sizeof(hint), "see '%s --help' for all commands", t->tool->name);
	fail_invalid(&why, "unknown_command", hint, "Unknown command: '%s'", name);
	fprintf(stderr, "%s\n%s\n", why.message, hint);
	return print_error(t, name, &why, EXIT_FAILED);
}

static int help_on(const struct top *t, const char *topic)
{
	if (!cmd_find(t->tool, topic) && !str_after(topic, help_man_name(t->tool)))
		return unknown_command(t, topic);
	return help_page(t->tool, topic);
}

static int run_version(struct inv *inv)
{
	puts(PACKAGE_VERSION);
	return EXIT_DONE;
}

static int run_help(struct inv *inv)
{
	const struct top t = { .tool = inv->tool, .format = OUT_TABLE };

	if (inv->argc == 0) {
		help_overview(inv->tool);
		return EXIT_DONE;
	}
	return help_on(&t, inv->argv[0]);
}

const struct cmd cmd_version = {
	.name = "version",
	.args = "",
	.flags = CMD_V85,
	.max_args = -1,
	.run = run_version,
	.help = "print the version",
};

const struct cmd cmd_help = {
	.name = "help",
	.args = "[command]",
	.flags = CMD_V85,
	.max_args = -1,
	.run = run_help,
	.help = "show the manual page of a command",
	.positional = "command",
};

static int list_cmds(const struct tool *tool)
{
	const struct cmd *const *c;

	for (c = tool->cmds; *c; c++)
		puts((*c)->name);
	return EXIT_DONE;
}

/* Add the elements of the comma separated @list as strings. */
static void add_list(struct rec *arr, const char *list)
{
	char element[64];
	size_t len;

	for (; list && *list; list += len + (list[len] == ',')) {
		len = strcspn(list, ",");
		snprintf(element, sizeof(element), "%.*s", (int)len, list);
		rec_str(arr, NULL, element);
	}
}

/* The facts about a command that wrappers and sudo rules need. */
static void add_cmd(const struct cmd *cmd, struct rec *result)
{
	struct rec *r = rec_obj(result, NULL);

	rec_str(r, "command", cmd->name);
	rec_str(r, "class", risk_name(cmd->risk));
	add_list(rec_arr(r, "needs"), cmd->needs);
	rec_bool(r, "dry_run", cmd->flags & CMD_CHANGES);
	add_list(rec_arr(r, "opcodes"), cmd->opcodes);
	rec_str(r, "help", cmd->help);
}

static void add_cmds(const struct tool *tool, struct rec *result)
{
	const struct cmd *const *c;

	for (c = tool->cmds; *c; c++)
		add_cmd(*c, result);
}

static int list_cmds_json(const struct tool *tool)
{
	const struct top t = { .tool = tool, .format = OUT_JSON };
	auto_rec struct rec *result = rec_new_arr();

	add_cmds(tool, result);
	return print(&t, "", result, NULL);
}

/* Print a usage error without a synopsis. */
static int usage_error(const struct top *t, const char *fmt, ...) PRINTF_LIKE(2, 3);

static int usage_error(const struct top *t, const char *fmt, ...)
{
	struct fail why = { 0 };
	char text[sizeof(why.message)], hint[64];
	va_list ap;

	va_start(ap, fmt);
	message_format(text, sizeof(text), fmt, ap);
	va_end(ap);
	snprintf(hint, sizeof(hint), "see '%s --help'", t->tool->name);
	fail_invalid(&why, "usage", hint, "%s", text);
	fprintf(stderr, "%s\n", text);
	return print_error(t, "", &why, EXIT_USAGE);
}

static int extra_argument(const struct top *t, const char *option, const char *arg)
{
	return usage_error(t, "%s %s: unknown parameter \"%s\"", t->tool->name, option, arg);
}

static int unknown_option(const struct top *t, const char *option)
{
	int rc = usage_error(t, "Unknown option: %s", option);

	fprintf(stderr, "\n Usage: %s [--version] [--help] COMMAND [ARGS]\n", t->tool->name);
	return rc;
}

/* The first argument after the command that is not --format or its value; NULL: none. */
static const char *other_argument(const struct top *t, bool options)
{
	const char *value;
	int i;

	for (i = 2; i < t->argc; i++) {
		if (cmd_is_format(t->argv[i], &value))
			i += !value;
		else if (options || t->argv[i][0] != '-')
			return t->argv[i];
	}
	return NULL;
}

static int invalid_format(const struct top *t, const char *value, const char *expected)
{
	if (!*value)
		return usage_error(t, "%s %s: missing value of --format: expected %s",
				   t->tool->name, t->argv[1], expected);
	return usage_error(t, "%s %s: invalid --format '%s': expected %s", t->tool->name,
			   t->argv[1], value, expected);
}

/* --format of "version" and "help", which have no table. */
static int check_format(const struct top *t)
{
	const char *value = cmd_format_value(t->argc - 2, t->argv + 2);

	return value && t->format == OUT_TABLE ? invalid_format(t, value, "json or envelope")
					       : EXIT_DONE;
}

static int option_list_cmds(const struct top *t)
{
	const char *value = cmd_format_value(t->argc - 2, t->argv + 2);
	const char *other = other_argument(t, true);

	if (other)
		return extra_argument(t, "--list-cmds", other);
	if (!value)
		return list_cmds(t->tool);
	return str_eq(value, "json") ? list_cmds_json(t->tool) : invalid_format(t, value, "json");
}

/* "version" or "help" as JSON or in an envelope. */
static int run_formatted(const struct top *t, const struct cmd *cmd)
{
	auto_rec struct rec *result = rec_new_arr();
	const char *topic = cmd == &cmd_help ? other_argument(t, false) : NULL;
	const struct cmd *subject = topic ? cmd_find(t->tool, topic) : NULL;

	if (topic && !subject)
		return unknown_command(t, topic);
	if (cmd == &cmd_version)
		rec_str(rec_obj(result, NULL), "version", PACKAGE_VERSION);
	else if (subject)
		add_cmd(subject, result);
	else
		add_cmds(t->tool, result);
	return print(t, cmd->name, result, NULL);
}

static int option_help(const struct top *t)
{
	int rc = check_format(t);

	if (rc != EXIT_DONE)
		return rc;
	if (t->format != OUT_TABLE)
		return run_formatted(t, &cmd_help);
	if (t->argc > 2)
		return help_on(t, t->argv[2]);
	help_overview(t->tool);
	return EXIT_DONE;
}

static int option_version(const struct top *t)
{
	int rc = check_format(t);

	if (rc != EXIT_DONE)
		return rc;
	if (t->format != OUT_TABLE)
		return run_formatted(t, &cmd_version);
	if (t->argc > 2)
		return extra_argument(t, t->argv[1], t->argv[2]);
	puts(PACKAGE_VERSION);
	return EXIT_DONE;
}

/* An option before the command name. */
static int run_option(const struct top *t)
{
	const char *arg = t->argv[1], *shell;
	int rc = -1;

	if (str_eq(arg, "--help") || str_eq(arg, "-h"))
		return option_help(t);
	if (str_eq(arg, "--version") || str_eq(arg, "-v"))
		return option_version(t);
	if (str_eq(arg, "--list-cmds"))
		return option_list_cmds(t);
	if (str_eq(arg, "--complete"))
		return complete_words(t->tool, (const char *const *)t->argv + 2,
				      (size_t)t->argc - 2);
	shell = str_eq(arg, "--completion") && t->argc > 2 ? t->argv[2]
							   : str_after(arg, "--completion=");
	if (shell)
		return complete_print(t->tool, shell);
	if (t->tool->top_option)
		rc = t->tool->top_option(arg);
	return rc >= 0 ? rc : unknown_option(t, arg);
}

int top_run(const struct tool *tool, const struct cmd *cmd, int argc, char **argv)
{
	const struct top t = { tool, argc, argv, cmd_format_requested(argc - 1, argv + 1) };
	int rc;

	if (argv[1][0] == '-')
		return run_option(&t);
	if (!cmd)
		return unknown_command(&t, argv[1]);
	if (cmd != &cmd_version && cmd != &cmd_help)
		return -1;
	rc = check_format(&t);
	if (rc != EXIT_DONE)
		return rc;
	return t.format != OUT_TABLE ? run_formatted(&t, cmd) : -1;
}
