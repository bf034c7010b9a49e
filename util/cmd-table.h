/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Command rows, and the options that apply to each command. One row drives dispatch, usage, help,
 * completion and --list-cmds.
 */
#ifndef UTIL_CMD_TABLE_H
#define UTIL_CMD_TABLE_H

#include "util/opt.h"
#include "util/out-opts.h"
#include "util/risk.h"

enum exit_status {
	EXIT_DONE = 0,	      /* done, or nothing to do */
	EXIT_FAILED = 1,      /* failed for every target */
	EXIT_PARTIAL = 2,     /* failed for some targets */
	EXIT_DIFFERENT = 1,   /* of a comparison (CMD_COMPARES) */
	EXIT_TROUBLE = 2,     /* of a comparison that failed, or is not complete */
	EXIT_REFUSED = 3,     /* refused by the gate, nothing was sent */
	EXIT_UNSUPPORTED = 4, /* not supported by this kernel or device */
	EXIT_INTERNAL = 128,
	EXIT_USAGE = 129,
	EXIT_LISTED = 130, /* --list-opts */
};

enum cmd_flags {
	CMD_OUTPUT = 1 << 0,	  /* --format, --columns, --noheadings, --bytes */
	CMD_HUMAN = 1 << 1,	  /* -u, --human */
	CMD_SYSROOT = 1 << 2,	  /* --sysroot: supports a captured tree */
	CMD_CHANGES = 1 << 3,	  /* --dry-run, --yes */
	CMD_TREE = 1 << 4,	  /* --format tree */
	CMD_V85 = 1 << 5,	  /* the output of ndctl v85: JSON on a terminal, -h on stderr */
	CMD_JSON = 1 << 6,	  /* JSON on a terminal, too, but for a dry run */
	CMD_COMPARES = 1 << 7,	  /* exit status of diff(1): 0 same, 1 different, 2 any failure */
	CMD_NDCTL = 1 << 8,	  /* ndctl has this command: abbreviations of its options hold */
	CMD_DEBUG = 1 << 9,	  /* ndctl's command has --debug */
	CMD_COMPONENTS = 1 << 10, /* --timeout, --gap-ms: targets may be asked by messages */
};

/* Values of the common options. Every command's argument struct starts with "common" of this. */
struct common_args {
	const char *format, *columns, *sysroot, *from, *timeout, *gap_ms;
	bool human, noheadings, bytes, dry_run, yes, debug;
};

struct completion;
struct inv;
struct strbuf;

struct cmd {
	const char *name;
	const char *args;	/* synopsis after the name: "[<options>]" */
	const char *help;	/* one line, for the overview, completion and --list-cmds */
	const char *group;	/* heading in the overview; NULL: the last one */
	const struct opt *opts; /* options of this command only; NULL: none */
	size_t args_size;	/* bytes, of the struct that @opts and the common options fill */
	unsigned int flags;	/* enum cmd_flags */
	enum risk risk;		/* highest risk, for sudo rules and wrappers */
	const void *data;    /* for the command's own use: the row that a shared run() works on */
	const char *columns; /* default columns of tables, comma list; NULL: all */
	/* Columns that are left out first if a table is too wide, in this order; NULL: none. */
	const char *minor_columns;
	/* Other keys that a row can have; NULL: none. */
	const char *more_columns;
	/* Adds those that are in other tables; NULL: none. */
	void (*add_columns)(const struct inv *inv, struct strbuf *names);
	const char *needs; /* comma list: root, a capability, kernel configuration; NULL: none */
	/*
	 * Comma list of the device commands that it may send, with 4 digits: "0x0400,0x0401". "all"
	 * if the user chooses the command, NULL: none.
	 */
	const char *opcodes;
	int min_args, max_args; /* number of positional arguments; max -1: no limit */
	/*
	 * Their kinds, for completion: "memdevs... feature". "file", "path" (a file, but only if
	 * the word has a slash), "command", a kind of the tool or the words themselves:
	 * "=clean|dirty". "..." repeats, " / " separates alternatives.
	 */
	const char *positional;
	/* Returns an enum exit_status. */
	int (*run)(struct inv *inv);
};

struct tool {
	const char *name;	       /* "cxl" */
	const char *man_name;	       /* of its manual pages; NULL: .name */
	const char *viewer_env;	       /* environment variable for the man viewer */
	const struct cmd *const *cmds; /* NULL-ended, in --list-cmds order */
	const char *const *missing;    /* names of commands that only ndctl has; NULL-ended */
	const char *ndctl_name;	       /* its program with these commands */
	/* Handles a top-level option of this tool only; -1: unknown option. NULL: none. */
	int (*top_option)(const char *arg);
	const char *top_options; /* comma list of them, for completion */
	/* Offers the names of @kind, for completion; NULL: none. */
	void (*complete)(struct completion *c, const char *kind);
	int (*enter)(struct inv *inv); /* creates inv->ctx; returns an enum exit_status */
	/* Reports what the command could not read, before its result is printed. */
	void (*finish)(struct inv *inv);
	void (*leave)(struct inv *inv);
};

/* The command whose name is most like @name; NULL: none is. */
const struct cmd *cmd_similar(const struct tool *tool, const char *name);
/* The command called @name, or NULL. */
const struct cmd *cmd_find(const struct tool *tool, const char *name);
/*
 * The option tables of @cmd: its own and the common ones that its flags select. The usage line is
 * written to @usage, which the result refers to.
 */
struct opt_set cmd_opts(const struct tool *tool, const struct cmd *cmd, char *usage, size_t size);
/* Whether @arg is --format or an abbreviation of it; *@value: behind '=', or NULL. */
bool cmd_is_format(const char *arg, const char **value) MUST_CHECK;
/* The value of the last --format of @argv, "" if it is missing; NULL: no --format. */
const char *cmd_format_value(int argc, char **argv);
/* OUT_JSON or OUT_ENVELOPE if the last --format of @argv says so, which may be invalid. */
enum out_format cmd_format_requested(int argc, char **argv);
#endif
