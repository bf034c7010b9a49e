// SPDX-License-Identifier: GPL-2.0-only
/* cxl disable-port: unbind ports from their driver. */
#include <stdlib.h>

#include "cxl/driver-args.h"
#include "cxl/node-args.h"
#include "cxl/summary.h"

struct args {
	struct common_args common;
	bool endpoint, force;
};

static const struct opt opts[] = {
	OPT_BOOL_ROW('e', "endpoint", struct args, endpoint, "the arguments are endpoints"),
	OPT_BOOL_ROW('f', "force", struct args, force,
		     "disable even if memory devices below are in use"),
	{ 0 },
};

/* The lower ones first, as the kernel removes them with those above. */
static int by_depth(const void *a, const void *b)
{
	const struct node *x = *(struct node *const *)a, *y = *(struct node *const *)b;

	return (x->depth < y->depth) - (x->depth > y->depth);
}

static int disable(struct inv *inv, const struct topo *t, const struct node *port, struct rec *top)
{
	const struct args *a = inv->args;
	auto_memdev_names struct memdev_names memdevs = { 0 };
	auto_plan struct plan p = { 0 };
	struct driver_change change;

	if (node_args_memdevs(t, port, true, &memdevs) < 0)
		return -ENOMEM;
	change = (struct driver_change){
		.topo = t,
		.node = port,
		.memdevs = memdevs.at,
		.memdev_count = memdevs.count,
		.force = a->force || !memdevs.count,
	};
	plan_unbind(&p, port);
	if (p.count)
		plan_flush(&p);
	driver_args_apply(inv, &change, &p, top);
	return 0;
}

static int run(struct inv *inv)
{
	static const struct summary summary = { "disabled", { "port", "ports" } };
	const struct args *a = inv->args;
	auto_rec struct rec *top = rec_new_arr();
	auto_node_list struct node_list ports = { 0 };
	auto_topo struct topo t = { 0 };
	size_t i;
	int rc;

	if (!cxl_scan(inv, &t))
		return inv_exit_status(inv);
	rc = node_args_targets(inv, &t, a->endpoint ? NODE_ENDPOINT : NODE_PORT, &ports);
	if (rc != EXIT_DONE)
		return rc;
	if (ports.count)
		qsort(ports.at, ports.count, sizeof(struct node *), by_depth);
	for (i = 0; i < ports.count; i++)
		if (disable(inv, &t, ports.at[i], top) < 0)
			return EXIT_INTERNAL;
	return summary_finish(inv, &summary, top);
}

const struct cmd cmd_disable_port = {
	.name = "disable-port",
	.args = "<port0> [<port1>..<portN>] [<options>]",
	.group = "Topology",
	.help = "disable ports, and what is below them",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES,
	.risk = RISK_SERVICE,
	.needs = "root",
	.min_args = 1,
	.max_args = -1,
	.positional = "enabled-ports...",
	.more_columns = "port,endpoint," DRIVER_COLUMNS,
	.run = run,
};
