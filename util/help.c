// SPDX-License-Identifier: LGPL-2.1-or-later
/* Overview and manual pages. */
#include <errno.h>
#include <fcntl.h>
#include <paths.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "util/help.h"
#include "util/std-streams.h"
#include "util/strbuf.h"

static bool same_group(const char *a, const char *b)
{
	return a && b ? str_eq(a, b) : a == b;
}

static void print_group(const struct tool *tool, const char *group)
{
	const struct cmd *const *c;

	printf(" %s:\n", group ? group : "Other");
	for (c = tool->cmds; *c; c++)
		if (same_group((*c)->group, group))
			printf("   %-21s %s\n", (*c)->name, (*c)->help);
	putchar('\n');
}

static bool is_first_of_group(const struct tool *tool, const struct cmd *const *cmd)
{
	const struct cmd *const *c;

	for (c = tool->cmds; c < cmd; c++)
		if (same_group((*c)->group, (*cmd)->group))
			return false;
	return true;
}

/* Starts and ends as that of ndctl does. */
void help_overview(const struct tool *tool)
{
	const struct cmd *const *c;

	printf("\n usage: %s [--version] [--help] COMMAND [ARGS]\n\n\n", tool->name);
	for (c = tool->cmds; *c; c++)
		if ((*c)->group && is_first_of_group(tool, c))
			print_group(tool, (*c)->group);
	print_group(tool, NULL);
	printf(" See '%s help COMMAND' for more information on a specific command.\n", tool->name);
	printf(" %s --list-cmds to see all available commands\n", tool->name);
}

/* The command that @topic names, also as "cxl-list"; NULL: the tool itself. */
static const struct cmd *topic_cmd(const struct tool *tool, const char *topic)
{
	const char *rest = str_after(topic, help_man_name(tool));

	return cmd_find(tool, rest && *rest == '-' ? rest + 1 : topic);
}

/* Without man(1) or the page: the usage from the option rows. */
static int help_usage(const struct tool *tool, const char *topic)
{
	const struct cmd *cmd = topic_cmd(tool, topic);
	struct opt_set set;
	char usage[256];

	if (!cmd) {
		help_overview(tool);
		return EXIT_DONE;
	}
	set = cmd_opts(tool, cmd, usage, sizeof(usage));
	opt_help(stdout, &set);
	return EXIT_DONE;
}

static void set_man_path(void)
{
	auto_strbuf struct strbuf b = { 0 };
	const char *old = getenv("MANPATH");

	/* An empty element, also the last one, stands for man's default search path. */
	strbuf_addf(&b, "%s/man:%s", PACKAGE_DATADIR, old ? old : "");
	if (!b.failed)
		setenv("MANPATH", b.s, 1);
}

static void show_konqueror(const char *page)
{
	const char *display = getenv("DISPLAY");
	char url[160];
	const char *const argv[] = { "kfmclient", "newTab", url, NULL };

	if (!display || !*display)
		return;
	snprintf(url, sizeof(url), "man:%s(1)", page);
	std_streams_exec(argv);
}

/* man -w prints the path of a page, and fails if there is none. True if it cannot be executed. */
static bool is_installed(const char *page)
{
	const char *argv[] = { "man", "-w", page, NULL };
	posix_spawn_file_actions_t actions;
	pid_t pid, ended = -1;
	int status, rc;

	if (posix_spawn_file_actions_init(&actions) != 0)
		return true;
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, _PATH_DEVNULL, O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
	signal(SIGCHLD, SIG_DFL); /* if it is ignored, there is no status to wait for */
	rc = posix_spawnp(&pid, argv[0], &actions, NULL, (char **)argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (rc == 0)
		do
			ended = waitpid(pid, &status, 0);
		while (ended < 0 && errno == EINTR);
	return ended < 0 || (WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

int help_page(const struct tool *tool, const char *topic)
{
	const char *viewer = getenv(tool->viewer_env), *name = help_man_name(tool);
	char page[128];
	const char *const argv[] = { "man", page, NULL };

	if (str_after(topic, name))
		snprintf(page, sizeof(page), "%s", topic);
	else
		snprintf(page, sizeof(page), "%s-%s", name, topic);
	set_man_path();
	if (viewer && str_eq(viewer, "konqueror"))
		show_konqueror(page);
	else if (viewer && !str_eq(viewer, "man"))
		fprintf(stderr, "  Warning: '%s': unknown man viewer.\n", viewer);
	if (!(str_eq(topic, name) || topic_cmd(tool, topic)) || is_installed(page))
		std_streams_exec(argv);
	return help_usage(tool, topic);
}
