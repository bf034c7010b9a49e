// SPDX-License-Identifier: LGPL-2.1-or-later
/* Commands that run another command for its result. */
#include "util/cmd.h"

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
	struct inv_result r = { rec_new_arr(), rec_new_arr(), rec_new_arr(), 0 };
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
