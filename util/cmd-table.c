// SPDX-License-Identifier: LGPL-2.1-or-later
/* Common options, and lookup in the command table. */
#include <stdio.h>

#include "util/cmd-table.h"
#include "util/similar.h"

static const char *const formats[] = { "json", "envelope", "table", "pairs", NULL };
static const char *const tree_formats[] = { "json", "envelope", "table", "pairs", "tree", NULL };

static const struct opt human_opts[] = {
	OPT_BOOL_ROW('u', "human", struct common_args, human, "use human-readable number formats"),
	{ 0 },
};

static const struct opt sysroot_opts[] = {
	OPT_WEAK_STR_ROW(0, "from", struct common_args, from, "dump",
			 "read the specified dump of 'cxl dump' in place of this system"),
	OPT_WEAK_STR_ROW(0, "sysroot", struct common_args, sysroot, "dir",
			 "use the specified directory as system root"),
	{ 0 },
};

static const struct opt gap_opts[] = {
	OPT_WEAK_STR_ROW(0, "gap-ms", struct common_args, gap_ms, "ms",
			 "wait this many milliseconds between two messages to a component"),
	{ 0 },
};

static const struct opt timeout_opts[] = {
	OPT_WEAK_STR_ROW(0, "timeout", struct common_args, timeout, "ms",
			 "wait this many milliseconds for a reply of a component (default: 2000)"),
	{ 0 },
};

static const struct opt debug_opts[] = {
	OPT_WEAK_BOOL_ROW(0, "debug", struct common_args, debug, "print debug messages"),
	{ 0 },
};

/* Of commands that have it in ndctl, too. */
static const struct opt ndctl_debug_opts[] = {
	OPT_BOOL_ROW(0, "debug", struct common_args, debug, "print debug messages"),
	{ 0 },
};

static const struct opt format_opts[] = {
	{ 0, "format", OPT_STR, offsetof(struct common_args, format), "json|envelope|table|pairs",
	  "print the result as json, envelope, table or pairs", formats, OPT_WEAK },
	{ 0 },
};

static const struct opt tree_format_opts[] = {
	{ 0, "format", OPT_STR, offsetof(struct common_args, format),
	  "json|envelope|table|pairs|tree",
	  "print the result as json, envelope, table, pairs or tree", tree_formats, OPT_WEAK },
	{ 0 },
};

static const struct opt output_opts[] = {
	OPT_WEAK_STR_ROW(0, "columns", struct common_args, columns, "key,...",
			 "select columns by JSON key"),
	OPT_WEAK_BOOL_ROW(0, "noheadings", struct common_args, noheadings, "omit the heading line"),
	OPT_WEAK_BOOL_ROW(0, "bytes", struct common_args, bytes, "print sizes in bytes"),
	{ 0 },
};

/* clang-format off */
static const struct opt change_opts[] = {
	OPT_WEAK_BOOL_ROW(0, "dry-run", struct common_args, dry_run,
		     "show what would be done without doing it"),
	OPT_WHOLE_BOOL_ROW('y', "yes", struct common_args, yes,
		     "do not ask for confirmation"),
	{ 0 },
};

/* Of commands that may need the token of --confirm, which --yes does not replace. */
static const struct opt destructive_opts[] = {
	OPT_WEAK_BOOL_ROW(0, "dry-run", struct common_args, dry_run,
		     "show what would be done without doing it"),
	OPT_WHOLE_BOOL_ROW('y', "yes", struct common_args, yes,
		     "do not ask for confirmation, unless --confirm is required"),
	{ 0 },
};
/* clang-format on */

static bool has_option(const struct opt *o, const char *name)
{
	while (o && o->name && !str_eq(o->name, name))
		o++;
	return o && o->name;
}

struct opt_set cmd_opts(const struct tool *tool, const struct cmd *cmd, char *usage, size_t size)
{
	struct opt_set set = {
		.usage = usage,
		.help_on_stderr = cmd->flags & CMD_V85,
		.ndctl = cmd->flags & CMD_NDCTL,
	};
	size_t n = 0;

	snprintf(usage, size, "%s %s%s%s", tool->name, cmd->name, *cmd->args ? " " : "", cmd->args);
	if (cmd->opts)
		set.tables[n++] = cmd->opts;
	if (cmd->flags & CMD_HUMAN)
		set.tables[n++] = human_opts;
	if (cmd->flags & CMD_CHANGES)
		set.tables[n++] = cmd->risk == RISK_DESTRUCTIVE ? destructive_opts : change_opts;
	if (cmd->flags & CMD_OUTPUT) {
		set.tables[n++] = cmd->flags & CMD_TREE ? tree_format_opts : format_opts;
		set.tables[n++] = output_opts;
	}
	if (cmd->flags & CMD_SYSROOT)
		set.tables[n++] = sysroot_opts;
	if (cmd->flags & CMD_COMPONENTS)
		set.tables[n++] = gap_opts;
	if (cmd->flags & CMD_COMPONENTS && !has_option(cmd->opts, "timeout"))
		set.tables[n++] = timeout_opts;
	if (cmd->flags & CMD_OUTPUT &&
	    !(cmd->flags & CMD_V85)) /* those of ndctl have it in their rows */
		set.tables[n++] = cmd->flags & CMD_DEBUG ? ndctl_debug_opts : debug_opts;
	return set;
}

bool cmd_is_format(const char *arg, const char **value)
{
	static const char name[] = "--format";
	size_t len = strcspn(arg, "=");

	if (len < sizeof("--f") - 1 || len >= sizeof(name) || strncmp(arg, name, len) != 0)
		return false;
	*value = arg[len] ? arg + len + 1 : NULL;
	return true;
}

const char *cmd_format_value(int argc, char **argv)
{
	const char *value, *last = NULL;
	int i;

	for (i = 0; i < argc && !str_eq(argv[i], "--"); i++)
		if (cmd_is_format(argv[i], &value)) {
			if (!value)
				value = i + 1 < argc ? argv[++i] : "";
			last = value;
		}
	return last;
}

enum out_format cmd_format_requested(int argc, char **argv)
{
	const char *value = cmd_format_value(argc, argv);

	if (!value)
		return OUT_TABLE;
	return str_eq(value, "envelope") ? OUT_ENVELOPE
	       : str_eq(value, "json")	 ? OUT_JSON
					 : OUT_TABLE;
}

/* "enable-bus" and "disable-bus": a suggestion that does the opposite is none. */
static bool is_opposite(const char *a, const char *b)
{
	static const char *const pairs[][2] = {
		{ "enable-", "disable-" }, { "get-", "set-" },	      { "inject-", "clear-" },
		{ "read-", "write-" },	   { "create-", "destroy-" },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(pairs); i++)
		if ((str_after(a, pairs[i][0]) && str_after(b, pairs[i][1])) ||
		    (str_after(a, pairs[i][1]) && str_after(b, pairs[i][0])))
			return true;
	return false;
}

const struct cmd *cmd_similar(const struct tool *tool, const char *name)
{
	const struct cmd *const *c, *best = NULL;
	struct similar s = similar_to(name);

	for (c = tool->cmds; *c; c++)
		if (!is_opposite(name, (*c)->name) && similar_try(&s, (*c)->name))
			best = *c;
	return best;
}

const struct cmd *cmd_find(const struct tool *tool, const char *name)
{
	const struct cmd *const *c;

	for (c = tool->cmds; *c; c++)
		if (str_eq((*c)->name, name))
			return *c;
	return NULL;
}
