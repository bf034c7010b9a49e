// SPDX-License-Identifier: GPL-2.0-only
/* cxl disable-region: disable regions: set their memory offline, and unbind them. */
#include <stdio.h>

#include "cxl/lib/region/teardown.h"
#include "cxl/node-args.h"

struct args {
	struct common_args common;
	const char *bus, *decoder;
	bool force;
};

static const struct opt opts[] = {
	OPT_STR_ROW('b', "bus", struct args, bus, "<bus name>", "only regions of this bus"),
	OPT_STR_ROW('d', "decoder", struct args, decoder, "<root decoder name>",
		    "only regions of this root decoder"),
	OPT_BOOL_ROW('f', "force", struct args, force, "disable even if the memory is in use"),
	{ 0 },
};

static int plan(struct inv *inv, const struct topo *t, const struct node *n, struct plan *p,
		struct fail *why)
{
	const struct args *a = inv->args;

	return plan_disable_region(p, t, n, a->force, why);
}

static bool undo(struct inv *inv, const struct topo *t, const struct node *n, char *buf,
		 size_t size)
{
	snprintf(buf, size, "enable-region\t%s", n->name);
	return true;
}

static int run(struct inv *inv)
{
	static const struct summary summary = { "disabled", { "region", "regions" }, true };
	const struct args *a = inv->args;
	const struct node_work work = {
		.kind = NODE_REGION,
		.disables = true,
		.force = a->force,
		.bus = a->bus,
		.decoder = a->decoder,
		.plan = plan,
		.undo = undo,
	};

	return node_args_run(inv, &work, &summary);
}

const struct cmd cmd_disable_region = {
	.name = "disable-region",
	.args = "<region0> [<region1>..<regionN>] [<options>]",
	.group = "Regions",
	.help = "disable regions: set their memory offline, and unbind them",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES,
	.risk = RISK_SERVICE,
	.needs = "root",
	.min_args = 1,
	.max_args = -1,
	.positional = "enabled-regions...",
	.more_columns = "region," DRIVER_COLUMNS,
	.run = run,
};
