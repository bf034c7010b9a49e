// SPDX-License-Identifier: LGPL-2.1-or-later
/* The front end: dispatch of commands, error reporting, output and exit status. */
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "util/array.h"
#include "util/clean.h"
#include "util/cmd.h"
#include "util/column-names.h"
#include "util/help.h"
#include "util/out.h"
#include "util/std-streams.h"
#include "util/tables.h"
#include "util/terminal.h"
#include "util/top.h"
#include "util/words.h"

#define TABLE_WIDTH 100 /* at most, of tables and trees with default columns */

static int check_positionals(struct inv *inv)
{
	const struct cmd *cmd = inv->cmd;
	int i;

	if (cmd->max_args == 0 && inv->argc > 0) {
		for (i = 0; i < inv->argc; i++)
			opt_error(&inv->set, "unknown parameter \"%s\"", inv->argv[i]);
		return opt_synopsis(&inv->set);
	}
	if (cmd->max_args > 0 && inv->argc > cmd->max_args)
		return inv_usage(inv, "unknown extra parameter \"%s\"", inv->argv[cmd->max_args]);
	if (inv->argc < cmd->min_args)
		return inv_usage(inv, "missing argument: expected %s", cmd->args);
	return EXIT_DONE;
}

/* The output is read by a user, not by a program. */
static bool table_by_default(const struct inv *inv)
{
	const struct common_args *a = inv->args;
	const bool as_ndctl =
		inv->cmd->flags & CMD_V85 || (inv->cmd->flags & CMD_JSON && !a->dry_run);

	return !as_ndctl && !a->human && isatty(STDOUT_FILENO);
}

/* A table that is only the default is replaced by JSON if it cannot be printed. */
static bool can_print_table(void)
{
	return out_check(OUT_TABLE, NULL) == 0;
}

static void set_format(struct inv *inv, enum out_format format)
{
	inv->out.format = format;
	if (format != OUT_JSON && format != OUT_ENVELOPE)
		inv->out.width = terminal_width(STDOUT_FILENO, TABLE_WIDTH);
}

void inv_table_on_terminal(struct inv *inv)
{
	const struct common_args *a = inv->args;

	if (!a->format && !a->human && isatty(STDOUT_FILENO) && can_print_table())
		set_format(inv, OUT_TABLE);
}

void inv_columns(const struct inv *inv, struct strbuf *names)
{
	columns_merge(names, inv->cmd->columns);
	columns_merge(names, inv->cmd->more_columns);
	if (inv->cmd->add_columns)
		inv->cmd->add_columns(inv, names);
}

/* Before anything is done: a requested format that cannot be printed. */
static int check_format(struct inv *inv)
{
	struct fail why = { 0 };

	if (out_check(inv->out.format, &why) == 0)
		return EXIT_DONE;
	inv_fail(inv, "", inv->cmd->name, &why);
	return EXIT_FAILED;
}

/* Before anything is done: the keys that the result can have are known. */
static int check_columns(struct inv *inv, const char *columns)
{
	auto_strbuf struct strbuf known = { 0 }, unknown = { 0 }, expected = { 0 };

	inv_columns(inv, &known);
	columns_unknown(known.s, columns, &unknown);
	if (unknown.len == 0 && columns[strspn(columns, WORDS_SEPARATORS)])
		return EXIT_DONE;
	columns_expected(known.s, unknown.s, &expected);
	return inv_usage(inv, "invalid --columns '%s': expected some of %s",
			 unknown.s ? unknown.s : "", expected.s ? expected.s : "");
}

static int apply_common_args(struct inv *inv)
{
	/* clang-format off */
	static const char *const names[] = {
		[OUT_JSON] = "json", [OUT_TABLE] = "table", [OUT_TREE] = "tree",
		[OUT_ENVELOPE] = "envelope", [OUT_PAIRS] = "pairs",
	};
	/* clang-format on */
	const struct common_args *a = inv->args;
	size_t i;
	int rc;

	inv->out.tool = inv->tool->name;
	inv->out.verb = inv->cmd->name;
	if (!(inv->cmd->flags & (CMD_OUTPUT | CMD_HUMAN)))
		return EXIT_DONE;
	inv->out.human = inv->out.bare = a->human;
	inv->out.columns = a->columns;
	inv->out.default_columns = inv->cmd->columns;
	inv->out.noheadings = a->noheadings;
	inv->out.bytes = a->bytes;
	inv->out.strict = a->format != NULL;
	inv->out.minor_columns = inv->cmd->minor_columns;
	for (i = 0; a->format && i < ARRAY_SIZE(names); i++)
		if (str_eq(a->format, names[i]))
			set_format(inv, (enum out_format)i);
	if (!a->format &&
	    (a->columns || a->noheadings || (table_by_default(inv) && can_print_table())))
		set_format(inv, OUT_TABLE);
	if (a->columns && (inv->out.format == OUT_JSON || inv->out.format == OUT_ENVELOPE))
		return inv_usage(inv, "--columns requires --format %s",
				 inv->cmd->flags & CMD_TREE ? "table, pairs or tree"
							    : "table or pairs");
	rc = a->columns ? check_columns(inv, a->columns) : EXIT_DONE;
	return rc == EXIT_DONE ? check_format(inv) : rc;
}

/* The envelope or JSON, if requested, of a command that failed before it had a result. */
static void print_errors(struct inv *inv)
{
	auto_rec struct rec *none = rec_new_arr();

	inv_print(inv, none);
}

/* The error has been printed on stderr. */
static void print_usage_error(struct inv *inv, enum out_format format)
{
	struct fail why = { 0 };
	char hint[sizeof(why.hint)];

	snprintf(hint, sizeof(hint), "see '%s %s --help'", inv->tool->name, inv->cmd->name);
	fail_invalid(&why, "usage", hint, "%s", inv->set.error);
	fail_record(&why, "", inv->cmd->name, inv->errors);
	inv->failed++;
	inv->out.format = format;
	inv->out.strict = true;
	inv->out.tool = inv->tool->name;
	inv->out.verb = inv->cmd->name;
	print_errors(inv);
}

/* After an error in the arguments. */
static void finish_usage(struct inv *inv, enum out_format format)
{
	if (!*inv->set.error && inv->invalid)
		opt_synopsis(&inv->set);
	if (format == OUT_TABLE || inv->printed)
		return;
	if (*inv->set.error)
		print_usage_error(inv, format);
	else if (inv->failed)
		print_errors(inv);
}

/* Before the result is printed, since the envelope has the warnings. */
static void finish(struct inv *inv)
{
	if (inv->ctx && inv->tool->finish && !inv->finished)
		inv->tool->finish(inv);
	inv->finished = true;
}

/* Whether the format was requested, and has a text for an empty result. */
static bool is_requested(const struct inv *inv)
{
	return inv->out.format == OUT_ENVELOPE || (inv->out.format == OUT_JSON && inv->out.strict);
}

/* JSON is also the default, but not for binary data, nor in ndctl. */
static bool must_print(const struct inv *inv)
{
	return is_requested(inv) || (inv->out.format == OUT_JSON && !inv->binary &&
				     inv->cmd->flags & CMD_OUTPUT && !(inv->cmd->flags & CMD_V85));
}

/* 1 is an answer. Usage and internal errors are those of every command. */
static int comparison_status(const struct inv *inv, int rc)
{
	if (rc == EXIT_DONE)
		return inv->differs ? EXIT_DIFFERENT : EXIT_DONE;
	return rc < EXIT_INTERNAL ? EXIT_TROUBLE : rc;
}

static int run_parsed(struct inv *inv)
{
	int rc = check_positionals(inv);

	if (rc == EXIT_DONE)
		rc = apply_common_args(inv);
	if (rc == EXIT_DONE && inv->tool->enter)
		rc = inv->tool->enter(inv);
	if (rc == EXIT_DONE)
		rc = inv->cmd->run(inv);
	finish(inv);
	if (rc == EXIT_DONE && inv->unread)
		rc = inv_exit_status(inv);
	if (must_print(inv) && !inv->printed && inv->failed && rc != EXIT_USAGE)
		print_errors(inv);
	if (inv->ctx && inv->tool->leave)
		inv->tool->leave(inv);
	return inv->cmd->flags & CMD_COMPARES ? comparison_status(inv, rc) : rc;
}

/* Commands to run, each as one text that is cut into arguments. */
struct cmd_queue {
	char **lines;
	size_t count;
};

int inv_then(struct inv *inv, const char *line)
{
	char *copy = inv->queue ? strdup(line) : NULL;
	char **lines =
		copy ? array_grow(inv->queue->lines, inv->queue->count, sizeof(*lines)) : NULL;

	if (!lines) {
		free(copy);
		return inv->queue ? -ENOMEM : -EINVAL;
	}
	inv->queue->lines = lines;
	lines[inv->queue->count++] = copy;
	return 0;
}

static int run_cmd(const struct tool *tool, const struct cmd *cmd, int argc, char **argv,
		   struct cmd_queue *queue)
{
	auto_free void *args = calloc(1, MAX(cmd->args_size, sizeof(struct common_args)));
	struct inv inv = { .tool = tool, .cmd = cmd, .argc = argc, .argv = argv, .args = args };
	char usage[256];
	enum out_format format;
	int rc;

	inv.queue = queue;
	if (!args)
		return EXIT_INTERNAL;
	if (argc > 0 && str_eq(argv[0], "--help"))
		return help_page(tool, cmd->name);
	if (cmd == &cmd_version)
		return cmd->run(&inv);
	if (argc > 0 && str_eq(argv[0], "--list-cmds")) { /* used by ndctl's completion */
		fputs(cmd == &cmd_help ? "list " : "", stdout);
		return EXIT_LISTED;
	}
	inv.set = cmd_opts(tool, cmd, usage, sizeof(usage));
	format = cmd->flags & CMD_OUTPUT ? cmd_format_requested(argc, argv) : OUT_TABLE;
	inv.errors = rec_new_arr();
	inv.warnings = rec_new_arr();
	inv.out.errors = inv.errors;
	inv.out.warnings = inv.warnings;
	switch (opt_parse(&inv.set, &inv.argc, argv, args)) {
	case OPT_USAGE:
		rc = EXIT_USAGE;
		break;
	case OPT_LISTED:
		rc = EXIT_LISTED;
		break;
	case OPT_HELPED:
		rc = EXIT_DONE;
		break;
	default:
		rc = run_parsed(&inv);
	}
	if (rc == EXIT_USAGE)
		finish_usage(&inv, format);
	rec_free(inv.errors);
	rec_free(inv.warnings);
	return rc;
}

static int run_line(const struct tool *tool, const char *line)
{
	auto_free char *copy = strdup(line);
	int argc = 0;
	auto_free char **argv = copy ? cmd_cut_line(copy, &argc) : NULL;
	const struct cmd *cmd = argv && argc ? cmd_find(tool, argv[0]) : NULL;

	if (cmd)
		return run_cmd(tool, cmd, argc - 1, argv + 1, NULL);
	fprintf(stderr, "  Error: cannot run '%s': %s\n", argv && argc ? argv[0] : "",
		argv ? "no such command" : strerror(ENOMEM));
	return EXIT_INTERNAL;
}

static void print_line(const struct tool *tool, const char *what, char *line)
{
	char *at;

	for (at = line; (at = strchr(at, '\t'));)
		*at++ = ' ';
	fprintf(stderr, "%s: %s %s\n", what, tool->name, line);
}

/* One of several commands, the last of the first @count, has failed: which were run, and how. */
static void report_queue(const struct tool *tool, const struct cmd_queue *queue, size_t count)
{
	size_t i;

	for (i = 0; i < queue->count; i++)
		print_line(tool,
			   i + 1 < count    ? "done"
			   : i + 1 == count ? "failed"
					    : "not run",
			   queue->lines[i]);
}

static int run_queue(const struct tool *tool, struct cmd_queue *queue, int rc)
{
	size_t i, count = 0;

	while (rc == EXIT_DONE && count < queue->count)
		rc = run_line(tool, queue->lines[count++]);
	if (rc != EXIT_DONE && queue->count > 1)
		report_queue(tool, queue, count);
	for (i = 0; i < queue->count; i++)
		free(queue->lines[i]);
	free(queue->lines);
	return rc;
}

int tool_main(const struct tool *tool, int argc, char **argv)
{
	struct cmd_queue queue = { 0 };
	const struct cmd *cmd;
	int rc;

	if (std_streams_init() < 0)
		return EXIT_INTERNAL;
	clean_stderr();
	if (argc < 2) {
		help_overview(tool);
		return std_streams_finish(EXIT_FAILED);
	}
	cmd = cmd_find(tool, argv[1]);
	rc = top_run(tool, cmd, argc, argv);
	if (rc < 0)
		rc = run_queue(tool, &queue, run_cmd(tool, cmd, argc - 2, argv + 2, &queue));
	if (cmd && cmd->flags & CMD_COMPARES && rc < EXIT_INTERNAL)
		return std_streams_finish(EXIT_DONE) == EXIT_DONE ? rc : EXIT_TROUBLE;
	return std_streams_finish(rc);
}

void inv_fail(struct inv *inv, const char *target, const char *operation, const struct fail *why)
{
	if (!inv->captured)
		fprintf(stderr, "%s%s%s%s%s\n", target, *target ? ": " : "", why->message,
			*why->hint ? "; " : "", why->hint);
	fail_record(why, target, operation, inv->errors);
	if (inv->captured && inv->errors->last && why->outcome == OUTCOME_UNSUPPORTED)
		rec_bool(inv->errors->last, "unsupported", true);
	if (inv->first && !inv->failed)
		*inv->first = *why;
	inv->failed++;
	if (why->outcome == OUTCOME_REFUSED)
		inv->refused++;
	else if (why->outcome == OUTCOME_UNSUPPORTED)
		inv->unsupported++;
	else if (why->outcome == OUTCOME_INVALID)
		inv->invalid++;
}

void inv_warn(struct inv *inv, const char *fmt, ...)
{
	auto_free char *text = NULL;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vasprintf(&text, fmt, ap);
	va_end(ap);
	if (n < 0) {
		text = NULL;
		return;
	}
	if (!inv->captured)
		fprintf(stderr, "  Warning: %s\n", text);
	while (n > 0 && text[n - 1] == '\n') /* of texts of ndctl */
		text[--n] = '\0';
	rec_str(inv->warnings, NULL, text);
}

int inv_exit_status(const struct inv *inv)
{
	if (inv->failed == 0 && inv->unread == 0)
		return EXIT_DONE;
	if (inv->done > 0 && inv->failed > 0)
		return EXIT_PARTIAL;
	if (inv->invalid > 0)
		return EXIT_USAGE;
	if (inv->refused && inv->refused == inv->failed)
		return EXIT_REFUSED;
	if (inv->unsupported && inv->unsupported == inv->failed)
		return EXIT_UNSUPPORTED;
	return EXIT_FAILED;
}

int inv_print(struct inv *inv, const struct rec *result)
{
	const struct rec *r;
	int rc;

	finish(inv);
	if (inv->captured) {
		rec_foreach(r, result)
			rec_copy(inv->captured, NULL, r);
		if (rec_failed(result))
			rec_fail(inv->captured);
		return inv_exit_status(inv);
	}
	if (inv->invalid && !inv->done && !is_requested(inv))
		return inv_exit_status(inv); /* a usage error has no result */
	if (tables_lack_columns(result, &inv->out))
		inv_warn(inv, "nothing in the result has any of the columns '%s'",
			 inv->out.columns);
	rc = out_print(stdout, result, &inv->out);
	inv->printed = true;
	if (rc < 0 && ferror(stdout)) {
		std_streams_failed(-rc);
		return inv_exit_status(inv);
	}
	if (rc < 0) {
		fprintf(stderr, "  Error: cannot print the result: %s\n", strerror(-rc));
		return EXIT_INTERNAL;
	}
	return inv_exit_status(inv);
}

void inv_notify(const char *text)
{
	fprintf(stderr, "%s\n", text);
}
