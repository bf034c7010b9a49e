// SPDX-License-Identifier: GPL-2.0-only
/* cxl enable-region: enable regions: bind them to their driver. */
#include <stdio.h>

#include "cxl/region-args.h"

static const struct opt opts[] = {
	REGION_OPTS,
	OPT_BOOL_ROW(0, "no-load", struct region_args, no_load,
		     "do not load the kernel module of the driver"),
	{ 0 },
};

static int plan(struct inv *inv, const struct topo *t, const struct node *n, struct plan *p,
		struct fail *why)
{
	const struct region_args *a = inv->args;

	return plan_enable_region(p, t, n, !a->no_load, why);
}

static bool undo(struct inv *inv, const struct topo *t, const struct node *n, struct strbuf *text)
{
	strbuf_addf(text, "disable-region\t%s", n->name);
	return true;
}

/* No command resets the decoders of a region without destroying it. */
static bool remains(struct inv *inv, const struct topo *t, const struct node *n, char *buf,
		    size_t size)
{
	struct region_state r;

	if (region_read(t, n, &r, NULL) < 0 || r.committed)
		return false;
	snprintf(buf, size,
		 "the decoders of %s were not committed before, and remain committed; see "
		 "cxl-destroy-region(1)",
		 n->name);
	return true;
}

static int run(struct inv *inv)
{
	static const struct node_work work = {
		.plan = plan,
		.undo = undo,
		.remains = remains,
	};

	return region_args_run(inv, &work, "enabled");
}

const struct cmd cmd_enable_region = {
	.name = "enable-region",
	.args = "<region>...|all [<options>]",
	.group = "Regions",
	.help = "enable regions: bind them to their driver",
	.opts = opts,
	.args_size = sizeof(struct region_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_NDCTL | CMD_DEBUG,
	.risk = RISK_SETTING,
	.needs = "root",
	.min_args = 1,
	.max_args = -1,
	.positional = "disabled-regions...",
	.more_columns = "region," DRIVER_COLUMNS,
	.run = run,
};
