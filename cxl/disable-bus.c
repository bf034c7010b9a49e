// SPDX-License-Identifier: GPL-2.0-only
/* cxl disable-bus: unbind the platform device of a bus from its driver. */
#include "cxl/node-args.h"

struct args {
	struct common_args common;
	bool force, with_parent;
};

static const struct opt opts[] = {
	OPT_BOOL_ROW('f', "force", struct args, force,
		     "disable even if memory devices below are in use"),
	OPT_WHOLE_BOOL_ROW(0, "with-parent", struct args, with_parent,
			   "disable accelerators below with their memory devices"),
	{ 0 },
};

static int plan(struct inv *inv, const struct topo *t, const struct node *n, struct plan *p,
		struct fail *why)
{
	int rc = plan_unbind_bus(p, n, why);

	if (rc == 0)
		plan_flush(p);
	return rc;
}

static int run(struct inv *inv)
{
	static const struct summary summary = { "disabled", { "bus", "buses" } };
	const struct args *a = inv->args;
	const struct node_work work = {
		.kind = NODE_BUS,
		.disables = true,
		.force = a->force,
		.with_parent = a->with_parent,
		.plan = plan,
	};

	return node_args_run(inv, &work, &summary);
}

const struct cmd cmd_disable_bus = {
	.name = "disable-bus",
	.args = "<bus>...|all [<options>]",
	.group = "Topology",
	.help = "disable buses, and everything below them",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_NDCTL | CMD_DEBUG,
	.risk = RISK_SERVICE,
	.needs = "root",
	.min_args = 1,
	.max_args = -1,
	.positional = "bus...",
	.more_columns = "bus," DRIVER_COLUMNS,
	.run = run,
};
