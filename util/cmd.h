/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The front end that both tools share: dispatch, help, version, completion, common options, error
 * reporting, output and exit status.
 */
#ifndef UTIL_CMD_H
#define UTIL_CMD_H

#include "util/cmd-table.h"
#include "util/fail.h"
#include "util/out-opts.h"
#include "util/strbuf.h"

/* One invocation of a command. */
struct inv {
	const struct tool *tool;
	const struct cmd *cmd;
	struct opt_set set;
	int argc;
	char **argv; /* positional arguments */
	void *args;  /* the command's argument struct; starts with struct common_args */
	void *ctx;   /* the tool's context, from .enter() to .leave() */
	struct out_opts out;
	struct rec *errors, *warnings; /* arrays, for the envelope */
	bool printed;		       /* inv_print() was called */
	bool binary;		       /* the output is binary data */
	/* Number of targets with each outcome; .failed includes all but .done. */
	unsigned int done, failed, refused, unsupported, invalid;
	bool finished;		 /* the tool's .finish() was called */
	unsigned int unread;	 /* values that could not be read and are missing in the result */
	bool differs;		 /* of a comparison (CMD_COMPARES) */
	struct cmd_queue *queue; /* see inv_then() */
	struct rec *captured;	 /* see inv_run(); NULL: the result is printed */
	struct fail *first;	 /* of inv_run(): the first failure; NULL: not kept */
};

/* What a command found that another one has run. */
struct inv_result {
	struct rec *result, *errors, *warnings; /* arrays, owned; see inv_result_done() */
	struct fail first;			/* failure; .code NULL: none */
	unsigned int unread;
};

extern const struct cmd cmd_version, cmd_help;

/* Run the command in @argv; returns the exit status of the process. */
int tool_main(const struct tool *tool, int argc, char **argv);

/* Print "  Error: ..." and the usage on stderr; returns EXIT_USAGE. */
#define inv_usage(inv, ...) opt_usage_error(&(inv)->set, __VA_ARGS__)

/*
 * Report that @operation failed on @target: one line on stderr, one object for the envelope, and
 * one target more in the counters that inv_exit_status() evaluates.
 */
void inv_fail(struct inv *inv, const char *target, const char *operation, const struct fail *why);
/* Print "  Warning: ..." on stderr and add the text to the envelope. */
void inv_warn(struct inv *inv, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Print @result, an array, in the requested format; returns the exit status of this invocation. */
int inv_print(struct inv *inv, const struct rec *result);
/* The exit status for the counters of targets. */
int inv_exit_status(const struct inv *inv);

/* A table on a terminal unless a format is given: output that ndctl does not have. */
void inv_table_on_terminal(struct inv *inv);
/* Add all keys that --columns accepts to @names, a list as for column_known(). */
void inv_columns(const struct inv *inv, struct strbuf *names);

/*
 * Run another command of the tool after this one, if it succeeds, and those added before. The
 * arguments in @line are separated by tabs. -ENOMEM; -EINVAL: this one is such a command.
 */
int inv_then(struct inv *inv, const char *line) MUST_CHECK;

/*
 * Run another command of the tool with the context @ctx: @argv[0] is its name, options change the
 * order of the others. Nothing is printed: result, errors and warnings are in @ret. Errors have the
 * member "unsupported" in addition if this is the outcome. -ENOMEM; -EINVAL: invalid arguments.
 */
int inv_run(const struct inv *inv, void *ctx, int argc, char **argv,
	    struct inv_result *ret) MUST_CHECK;
/* The same for a command and its arguments in one text, separated by tabs. */
int inv_run_line(const struct inv *inv, void *ctx, const char *line,
		 struct inv_result *ret) MUST_CHECK;
void inv_result_done(struct inv_result *r);

/* Cuts @line at its tabs: arguments that refer to it, to free(). NULL: out of memory. */
char **cmd_cut_line(char *line, int *argc);

/* Print one line on stderr. */
void inv_notify(const char *text);

#endif
