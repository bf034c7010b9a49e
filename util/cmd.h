/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Command rows, and the front end that both tools share: dispatch, help, version, completion,
 * common options, reporting of errors, output.
 */
#ifndef UTIL_CMD_H
#define UTIL_CMD_H

#include "util/fail.h"
#include "util/opt.h"
#include "util/out.h"
#include "util/risk.h"

enum exit_status {
	EXIT_DONE = 0,
	EXIT_FAILED = 1,
	EXIT_PARTIAL = 2,     /* some targets failed */
	EXIT_REFUSED = 3,     /* by the gate; nothing was sent */
	EXIT_UNSUPPORTED = 4, /* this kernel or device cannot */
	EXIT_INTERNAL = 128,
	EXIT_USAGE = 129,
	EXIT_LISTED = 130,
};

enum cmd_flags {
	CMD_OUTPUT = 1 << 0,  /* --format, --columns, --noheadings, --bytes */
	CMD_HUMAN = 1 << 1,   /* -u, --human */
	CMD_SYSROOT = 1 << 2, /* can work on a captured tree */
	CMD_CHANGES = 1 << 3, /* --dry-run, --yes */
	CMD_TREE = 1 << 4,    /* --format tree as well */
};

/* Every command's argument struct starts with these, under the name "common". */
struct common_args {
	const char *format, *columns, *sysroot;
	bool human, noheadings, bytes, dry_run, yes;
};

struct inv;

struct cmd {
	const char *name;
	const char *args;	/* synopsis behind the name: "[<options>]" */
	const char *help;	/* one line, as completion and the overview show it */
	const struct opt *opts; /* NULL: none of its own */
	size_t args_size;	/* of the struct that @opts and common options fill */
	unsigned int flags;
	enum risk risk;	   /* the most that it may do, for sudo rules and wrappers */
	const void *data;  /* for the command's own use: the row that a shared run() works on */
	const char *needs; /* comma list: root, a capability, kernel configuration; NULL: none */
	int min_args, max_args; /* positional; max -1: any number */
	const char *positional; /* what they are, for completion: "memdev", "memdev feature" */
	/* Returns an enum exit_status. */
	int (*run)(struct inv *inv);
};

struct tool {
	const char *name;
	const char *viewer_env;	       /* CXL_MAN_VIEWER */
	const struct cmd *const *cmds; /* NULL-ended, in --list-cmds order */
	/* Answers a top-level option of this tool alone; -1: no such option. NULL: none. */
	int (*top_option)(const char *arg);
	int (*enter)(struct inv *inv); /* makes inv->ctx; returns an exit status */
	void (*leave)(struct inv *inv);
};

/* One invocation of a command. */
struct inv {
	const struct tool *tool;
	const struct cmd *cmd;
	struct opt_set set;
	int argc;
	char **argv; /* positional arguments */
	void *args;  /* the command's struct */
	void *ctx;   /* the tool's context */
	struct out_opts out;
	struct rec *errors, *warnings;			 /* arrays, for the envelope */
	bool printed;					 /* something went through inv_print() */
	unsigned int done, failed, refused, unsupported; /* targets, for the exit status */
};

extern const struct cmd cmd_version, cmd_help;

int tool_main(const struct tool *tool, int argc, char **argv);

/* "  Error: ..." and usage on stderr; returns EXIT_USAGE. */
#define inv_usage(inv, ...) opt_usage_error(&(inv)->set, __VA_ARGS__)

/*
 * Report that @operation on @target failed: one sentence on stderr, one object for the envelope,
 * and one more in the count that inv_exit_status() turns into the exit status.
 */
void inv_fail(struct inv *inv, const char *target, const char *operation, const struct fail *why);
/* "  Warning: ..." on stderr and in the envelope. */
void inv_warn(struct inv *inv, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Print the records in the format asked for; returns the exit status of this invocation. */
int inv_print(struct inv *inv, const struct rec *result);
int inv_exit_status(const struct inv *inv);

/* Ask on the terminal; false when there is none or the answer is not yes. */
bool inv_prompt(const char *mbox_query);
/* One line on standard error. */
void inv_notify(const char *text);
/* Have a line typed there, without its end; false when there is no terminal or nothing came. */
bool inv_prompt_text(const char *mbox_query, char *answer, size_t room);

/* util/help.c, util/complete.c: parts of the front end. */
void help_overview(const struct tool *tool);
int help_page(const struct tool *tool, const char *topic);
int complete_print(const struct tool *tool, const char *shell);
/* The option tables of @cmd, with the common ones its flags ask for. */
struct opt_set cmd_opts(const struct tool *tool, const struct cmd *cmd, char *usage, size_t room);

#endif
