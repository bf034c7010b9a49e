// SPDX-License-Identifier: LGPL-2.1-or-later
/* Overview, manual pages and the lists that completion scripts read. */
#include <stdio.h>
#include <unistd.h>

#include "util/cmd.h"
#include "util/strbuf.h"

static const char *const formats[] = { "json", "envelope", "table", NULL };
static const char *const tree_formats[] = { "json", "envelope", "table", "tree", NULL };

static const struct opt human_opts[] = {
	OPT_BOOL_ROW('u', "human", struct common_args, human, "use human friendly number formats"),
	{ 0 },
};

static const struct opt sysroot_opts[] = {
	OPT_STR_ROW(0, "sysroot", struct common_args, sysroot, "dir",
		    "read a captured tree instead of the running system"),
	{ 0 },
};

static const struct opt format_opts[] = {
	OPT_ENUM_ROW(0, "format", struct common_args, format, "json|envelope|table", formats,
		     "how to print the result"),
	{ 0 },
};

static const struct opt tree_format_opts[] = {
	OPT_ENUM_ROW(0, "format", struct common_args, format, "json|envelope|table|tree",
		     tree_formats, "how to print the result"),
	{ 0 },
};

static const struct opt output_opts[] = {
	OPT_STR_ROW(0, "columns", struct common_args, columns, "key,...",
		    "columns of a table or tree, by JSON key"),
	OPT_BOOL_ROW(0, "noheadings", struct common_args, noheadings,
		     "no heading line above a table"),
	OPT_BOOL_ROW(0, "bytes", struct common_args, bytes, "sizes in bytes in a table or tree"),
	{ 0 },
};

/* clang-format off */
static const struct opt change_opts[] = {
	OPT_BOOL_ROW(0, "dry-run", struct common_args, dry_run,
		     "say what would be done, change nothing"),
	OPT_BOOL_ROW('y', "yes", struct common_args, yes,
		     "answer yes where the command would ask"),
	{ 0 },
};
/* clang-format on */

struct opt_set cmd_opts(const struct tool *tool, const struct cmd *cmd, char *usage, size_t room)
{
	struct opt_set set = { .usage = usage };
	size_t n = 0;

	snprintf(usage, room, "%s %s%s%s", tool->name, cmd->name, *cmd->args ? " " : "", cmd->args);
	if (cmd->opts)
		set.tables[n++] = cmd->opts;
	if (cmd->flags & CMD_HUMAN)
		set.tables[n++] = human_opts;
	if (cmd->flags & CMD_CHANGES)
		set.tables[n++] = change_opts;
	if (cmd->flags & CMD_OUTPUT) {
		set.tables[n++] = cmd->flags & CMD_TREE ? tree_format_opts : format_opts;
		set.tables[n++] = output_opts;
	}
	if (cmd->flags & CMD_SYSROOT)
		set.tables[n++] = sysroot_opts;
	return set;
}

void help_overview(const struct tool *tool)
{
	printf("\n usage: %s [--version] [--help] COMMAND [ARGS]\n\n\n", tool->name);
	printf(" See '%s help COMMAND' for more information on a specific command.\n", tool->name);
	printf(" %s --list-cmds to see all available commands\n", tool->name);
}

static const struct cmd *find_cmd(const struct tool *tool, const char *name)
{
	const struct cmd *const *c;

	for (c = tool->cmds; *c; c++)
		if (str_eq((*c)->name, name))
			return *c;
	return NULL;
}

/* Without man(1) or without the page, what the option rows know is still worth printing. */
static int help_from_rows(const struct tool *tool, const char *topic)
{
	const struct cmd *cmd = find_cmd(tool, topic);
	struct opt_set set;
	char usage[256];

	if (!cmd) {
		help_overview(tool);
		return EXIT_DONE;
	}
	set = cmd_opts(tool, cmd, usage, sizeof(usage));
	opt_usage(&set);
	return EXIT_DONE;
}

static void set_man_path(void)
{
	auto_strbuf struct strbuf b = { 0 };
	const char *old = getenv("MANPATH");

	/* An empty element, also at the end, means man's own search path. */
	strbuf_addf(&b, "%s/man:%s", PACKAGE_DATADIR, old ? old : "");
	if (!b.failed)
		setenv("MANPATH", b.s, 1);
}

static int show_konqueror(const char *page)
{
	const char *display = getenv("DISPLAY");
	char url[160];

	if (!display || !*display)
		return -1;
	snprintf(url, sizeof(url), "man:%s(1)", page);
	execlp("kfmclient", "kfmclient", "newTab", url, (char *)NULL);
	return -1;
}

int help_page(const struct tool *tool, const char *topic)
{
	const char *viewer = getenv(tool->viewer_env);
	char page[128];

	if (!topic)
		snprintf(page, sizeof(page), "%s", tool->name);
	else if (str_after(topic, tool->name))
		snprintf(page, sizeof(page), "%s", topic);
	else
		snprintf(page, sizeof(page), "%s-%s", tool->name, topic);
	set_man_path();
	if (viewer && str_eq(viewer, "konqueror"))
		show_konqueror(page);
	else if (viewer && !str_eq(viewer, "man"))
		fprintf(stderr, "  Warning: '%s': unknown man viewer.\n", viewer);
	fflush(stdout);
	execlp("man", "man", page, (char *)NULL);
	return help_from_rows(tool, topic ? topic : "");
}
