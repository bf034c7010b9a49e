// SPDX-License-Identifier: LGPL-2.1-or-later
/* Commands that run another command for its result. */
#include <stdlib.h>

#include "util/cmd.h"

char **cmd_cut_line(char *line, int *argc)
{
	size_t i, tabs = 0;
	char **argv, *next = NULL, *word;

	for (i = 0; line[i]; i++)
		tabs += line[i] == '\t';
	argv = calloc(tabs + 2, sizeof(*argv));
	*argc = 0;
	if (!argv)
		return NULL;
	for (word = strtok_r(line, "\t", &next); word; word = strtok_r(NULL, "\t", &next))
		argv[(*argc)++] = word;
	return argv;
}

void inv_result_done(struct inv_result *r)
{
	rec_free(r->result);
	rec_free(r->errors);
	rec_free(r->warnings);
	*r = (struct inv_result){ 0 };
}

int inv_run(const struct inv *inv, void *ctx, int argc, char **argv, struct inv_result *ret)
{
	const struct cmd *cmd = cmd_find(inv->tool, argv[0]);
	auto_free void *args = calloc(1, MAX(cmd->args_size, sizeof(struct common_args)));
	struct inv_result r = {
		.result = rec_new_arr(),
		.errors = rec_new_arr(),
		.warnings = rec_new_arr(),
	};
	struct inv run = {
		.tool = inv->tool,
		.cmd = cmd,
		.argc = argc - 1,
		.argv = argv + 1,
		.args = args,
		.ctx = ctx,
		.errors = r.errors,
		.warnings = r.warnings,
		.captured = r.result,
		.first = &r.first,
		.finished = true, /* the caller has the context */
	};
	char usage[256];
	int rc = args ? 0 : -ENOMEM;

	run.set = cmd_opts(inv->tool, cmd, usage, sizeof(usage));
	if (rc == 0 && opt_parse(&run.set, &run.argc, run.argv, args) != OPT_PARSED)
		rc = -EINVAL;
	if (rc == 0 && cmd->run(&run) == EXIT_INTERNAL)
		rc = -ENOMEM;
	if (rc == 0 && (rec_failed(r.result) || rec_failed(r.errors) || rec_failed(r.warnings)))
		rc = -ENOMEM;
	if (rc < 0) {
		inv_result_done(&r);
		return rc;
	}
	r.unread = run.unread;
	*ret = r;
	return 0;
}

int inv_run_line(const struct inv *inv, void *ctx, const char *line, struct inv_result *ret)
{
	auto_free char *copy = strdup(line);
	int argc = 0;
	auto_free char **argv = copy ? cmd_cut_line(copy, &argc) : NULL;

	if (!argv)
		return -ENOMEM;
	return argc && cmd_find(inv->tool, argv[0]) ? inv_run(inv, ctx, argc, argv, ret) : -EINVAL;
}
