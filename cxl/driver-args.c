// SPDX-License-Identifier: GPL-2.0-only
/* Plans as the work of a command: apply, count, report. */
#include <stdio.h>

#include "cxl/driver-args.h"

static struct rec *device_rec(struct rec *top, struct cxl_ctx *ctx, const struct driver_change *c)
{
	static const char *const keys[NODE_KINDS] = {
		[NODE_BUS] = "bus",	    [NODE_PORT] = "port",     [NODE_ENDPOINT] = "endpoint",
		[NODE_DECODER] = "decoder", [NODE_REGION] = "region",
	};
	const struct node *n = c->node;
	struct memdev m;
	struct rec *o;

	if (n->kind == NODE_MEMDEV) {
		m = memdev_of(ctx, c->topo, n);
		return cxl_memdev_rec(top, &m);
	}
	o = rec_obj(top, NULL);
	rec_str(o, keys[n->kind], n->name);
	return o;
}

static void show_result(const struct inv *inv, const struct driver_change *c, const struct plan *p,
			struct rec *top)
{
	struct cxl_ctx *ctx = inv->ctx;
	struct rec *o = device_rec(top, ctx, c);

	if (ctx->dry_run)
		rec_bool(o, "dry_run", true);
	rec_bool(o, "changed", p->count > 0);
	if (p->count)
		plan_record(p, rec_arr(o, "steps"));
}

void driver_args_apply(struct inv *inv, const struct driver_change *c, const struct plan *p,
		       struct rec *top)
{
	struct cxl_ctx *ctx = inv->ctx;
	const char *verb = inv->cmd->name;
	char operation[120];
	struct plan_action action = {
		.ctx = ctx,
		.sysfs = {
			.device = c->node->name,
			.operation = operation,
			.memdevs = c->memdevs,
			.memdev_count = c->memdev_count,
			.risk = inv->cmd->risk,
			.ignore_use = c->force,
			.refusal = c->refusal,
		},
	};
	struct plan_result result;
	struct fail why = { 0 };

	ctx->changing = false;
	/* "disable-memdev" disables */
	snprintf(operation, sizeof(operation), "%.*s %s", (int)strcspn(verb, "-"), verb,
		 c->node->name);
	if (plan_apply(p, &action, &result, &why) < 0) {
		if (why.err == -ENXIO && c->node->kind == NODE_MEMDEV && !c->node->enabled)
			snprintf(why.hint, sizeof(why.hint),
				 "a port above it may be disabled, see 'cxl enable-port' and the "
				 "kernel log");
		inv_fail(inv, c->node->name, verb, &why);
		return;
	}
	inv->done++;
	show_result(inv, c, p, top);
}
