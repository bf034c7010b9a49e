// SPDX-License-Identifier: GPL-2.0-only
/* cxl destroy-region: destroy regions, and release their memory. */
#include "cxl/lib/region/explain.h"
#include "cxl/region-args.h"

static const struct opt opts[] = {
	REGION_OPTS,
	OPT_BOOL_ROW('f', "force", struct region_args, force,
		     "disable active regions first, even if the memory is in use"),
	{ 0 },
};

static int plan(struct inv *inv, const struct topo *t, const struct node *n, struct plan *p,
		struct fail *why)
{
	const struct region_args *a = inv->args;

	return plan_destroy_region(p, t, n, a->force, why);
}

static bool undo(struct inv *inv, const struct topo *t, const struct node *n, struct strbuf *text)
{
	return region_create_command(t, n, text);
}

static int run(struct inv *inv)
{
	static const struct node_work work = {
		.disables = true,
		.removes = true,
		.plan = plan,
		.undo = undo,
	};

	return region_args_run(inv, &work, "destroyed");
}

const struct cmd cmd_destroy_region = {
	.name = "destroy-region",
	.args = "<region>...|all [<options>]",
	.group = "Regions",
	.help = "destroy regions, and release their memory",
	.opts = opts,
	.args_size = sizeof(struct region_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_NDCTL | CMD_DEBUG,
	.risk = RISK_SERVICE,
	.needs = "root",
	.min_args = 1,
	.max_args = -1,
	.positional = "regions...",
	.more_columns = "region," DRIVER_COLUMNS,
	.run = run,
};
