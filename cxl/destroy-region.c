// SPDX-License-Identifier: GPL-2.0-only
/* cxl destroy-region: destroy regions, and release their memory. */
#include "cxl/lib/region/explain.h"
#include "cxl/lib/region/order.h"
#include "cxl/region-args.h"
#include "cxl/undo-log.h"

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
	struct region_state r;

	if (region_read(t, n, &r, NULL) == 0 && region_behind(t, &r)) {
		undo_log_never(inv->ctx, "another region has later decoders of a port");
		return false;
	}
	return region_create_command(t, n, text);
}

/* Decoders of a port that are not disabled in descending order. */
static void warn_blocked(struct inv *inv, const struct node_list *targets, struct rec *top)
{
	const struct cxl_ctx *ctx = inv->ctx;
	const struct node *region;
	auto_topo struct topo t = { 0 };
	const struct node_list *ports = &t.kinds[NODE_PORT];
	struct node *n;
	size_t i;

	if (!targets->count || topo_scan(&t, &ctx->root, TOPO_ALL, NULL) < 0)
		return;
	for (i = 0; ctx->dry_run && i < targets->count; i++) {
		n = topo_find(&t, targets->at[i]->name);
		if (n)
			n->removed = true;
	}
	for (i = 0; i < ports->count; i++) {
		region = port_blocked_by(&t, ports->at[i]);
		if (region)
			inv_warn(inv,
				 "%s: no region can be created through it until %s is destroyed,"
				 " which has a later decoder",
				 ports->at[i]->name, region->name);
	}
}

static int run(struct inv *inv)
{
	static const struct node_work work = {
		.disables = true,
		.removes = true,
		.plan = plan,
		.undo = undo,
		.after = warn_blocked,
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
