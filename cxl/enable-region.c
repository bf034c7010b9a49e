// SPDX-License-Identifier: GPL-2.0-only
/* cxl enable-region: enable regions: bind them to their driver. */
#include <stdio.h>

#include "cxl/lib/region/teardown.h"
#include "cxl/node-args.h"

struct args {
	struct common_args common;
	const char *bus, *decoder;
	bool no_load;
};

static const struct opt opts[] = {
	OPT_STR_ROW('b', "bus", struct args, bus, "<bus name>", "only regions of this bus"),
	OPT_STR_ROW('d', "decoder", struct args, decoder, "<root decoder name>",
		    "only regions of this root decoder"),
	OPT_BOOL_ROW(0, "no-load", struct args, no_load,
		     "do not load the kernel module of the driver"),
	{ 0 },
};

static int plan(struct inv *inv, const struct topo *t, const struct node *n, struct plan *p,
		struct fail *why)
{
	const struct args *a = inv->args;

	return plan_enable_region(p, t, n, !a->no_load, why);
}

static bool undo(struct inv *inv, const struct topo *t, const struct node *n, char *buf,
		 size_t size)
{
	snprintf(buf, size, "disable-region\t%s", n->name);
	return true;
}

static int run(struct inv *inv)
{
	static const struct summary summary = { "enabled", { "region", "regions" }, true };
	const struct args *a = inv->args;
	const struct node_work work = {
		.kind = NODE_REGION,
		.bus = a->bus,
		.decoder = a->decoder,
		.plan = plan,
		.undo = undo,
	};

	return node_args_run(inv, &work, &summary);
}

const struct cmd cmd_enable_region = {
	.name = "enable-region",
	.args = "<region0> [<region1>..<regionN>] [<options>]",
	.group = "Regions",
	.help = "enable regions: bind them to their driver",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES,
	.risk = RISK_SETTING,
	.needs = "root",
	.min_args = 1,
	.max_args = -1,
	.positional = "disabled-regions...",
	.more_columns = "region," DRIVER_COLUMNS,
	.run = run,
};
