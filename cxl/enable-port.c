// SPDX-License-Identifier: GPL-2.0-only
/* cxl enable-port: bind ports to their driver. */
#include <stdlib.h>

#include "cxl/driver-args.h"
#include "cxl/node-args.h"
#include "cxl/summary.h"

struct args {
	struct common_args common;
	bool endpoint, memdevs, no_load;
};

static const struct opt opts[] = {
	OPT_BOOL_ROW('e', "endpoint", struct args, endpoint, "the arguments are endpoints"),
	OPT_BOOL_ROW('m', "enable-memdevs", struct args, memdevs,
		     "enable the memory devices below, too"),
	OPT_BOOL_ROW(0, "no-load", struct args, no_load,
		     "do not load the kernel module of the driver"),
	{ 0 },
};

/* The upper ones first. */
static int by_depth(const void *a, const void *b)
{
	const struct node *x = *(struct node *const *)a, *y = *(struct node *const *)b;

	return (x->depth > y->depth) - (x->depth < y->depth);
}

static bool bind(struct inv *inv, const struct driver_change *c, struct rec *top)
{
	const struct args *a = inv->args;
	auto_plan struct plan p = { 0 };
	struct fail why = { 0 };
	unsigned int failed = inv->failed;

	if (plan_bind(&p, c->topo, c->node, !a->no_load, &why) < 0)
		inv_fail(inv, c->node->name, inv->cmd->name, &why);
	else
		driver_args_apply(inv, c, &p, top);
	return inv->failed == failed;
}

static void enable_memdevs(struct inv *inv, const struct topo *t,
			   const struct memdev_names *memdevs, struct rec *top)
{
	unsigned int done = inv->done; /* only ports are counted */
	size_t i;

	for (i = 0; i < memdevs->count; i++) {
		const struct driver_change change = {
			.topo = t,
			.node = topo_find(t, memdevs->at[i]),
			.memdevs = &memdevs->at[i],
			.memdev_count = 1,
		};

		bind(inv, &change, top);
	}
	inv->done = done;
}

static int enable(struct inv *inv, const struct topo *t, const struct node *port, struct rec *top)
{
	const struct args *a = inv->args;
	auto_memdev_names struct memdev_names memdevs = { 0 };
	struct driver_change change;

	if (node_args_memdevs(t, port, false, &memdevs) < 0)
		return -ENOMEM;
	change = (struct driver_change){
		.topo = t,
		.node = port,
		.memdevs = memdevs.at,
		.memdev_count = memdevs.count,
	};
	if (bind(inv, &change, top) && a->memdevs)
		enable_memdevs(inv, t, &memdevs, top);
	return 0;
}

static int run(struct inv *inv)
{
	static const struct summary summary = { "enabled", { "port", "ports" } };
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
		if (enable(inv, &t, ports.at[i], top) < 0)
			return EXIT_INTERNAL;
	return summary_finish(inv, &summary, top);
}

const struct cmd cmd_enable_port = {
	.name = "enable-port",
	.args = "<port0> [<port1>..<portN>] [<options>]",
	.group = "Topology",
	.help = "enable ports: bind them to their driver",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES,
	.risk = RISK_SETTING,
	.needs = "root",
	.min_args = 1,
	.max_args = -1,
	.positional = "disabled-ports...",
	.more_columns = "port,endpoint,memdev,serial," DRIVER_COLUMNS,
	.run = run,
};
