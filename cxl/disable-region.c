// SPDX-License-Identifier: GPL-2.0-only
/* cxl disable-region: disable regions: set their memory offline, and unbind them. */
#include <stdio.h>

#include "cxl/region-args.h"

static const struct opt opts[] = {
	REGION_OPTS,
	OPT_BOOL_ROW('f', "force", struct region_args, force,
		     "disable even if the memory is in use"),
	{ 0 },
};

static int plan(struct inv *inv, const struct topo *t, const struct node *n, struct plan *p,
		struct fail *why)
{
	const struct region_args *a = inv->args;

	return plan_disable_region(p, t, n, a->force, why);
}

static bool undo(struct inv *inv, const struct topo *t, const struct node *n, struct strbuf *text)
{
	strbuf_addf(text, "enable-region\t%s", n->name);
	return true;
}

static int run(struct inv *inv)
{
	static const struct node_work work = {
		.disables = true,
		.plan = plan,
		.undo = undo,
	};

	return region_args_run(inv, &work, "disabled");
}

const struct cmd cmd_disable_region = {
	.name = "disable-region",
	.args = "<region>...|all [<options>]",
	.group = "Regions",
	.help = "disable regions: set their memory offline, and unbind them",
	.opts = opts,
	.args_size = sizeof(struct region_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_NDCTL | CMD_DEBUG,
	.risk = RISK_SERVICE,
	.needs = "root",
	.min_args = 1,
	.max_args = -1,
	.positional = "enabled-regions...",
	.more_columns = "region," DRIVER_COLUMNS,
	.run = run,
};
