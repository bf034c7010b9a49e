// SPDX-License-Identifier: GPL-2.0-only
/* cxl disable-bus: unbind the platform device of a bus from its driver. */
#include "cxl/driver-args.h"
#include "cxl/node-args.h"
#include "cxl/summary.h"

struct args {
	struct common_args common;
	bool force;
};

static const struct opt opts[] = {
	OPT_BOOL_ROW('f', "force", struct args, force,
		     "disable even if memory devices below are in use"),
	{ 0 },
};

static int disable(struct inv *inv, const struct topo *t, const struct node *bus, struct rec *top)
{
	const struct args *a = inv->args;
	auto_memdev_names struct memdev_names memdevs = { 0 };
	auto_plan struct plan p = { 0 };
	struct driver_change change;

	if (node_args_memdevs(t, bus, true, &memdevs) < 0)
		return -ENOMEM;
	change = (struct driver_change){
		.topo = t,
		.node = bus,
		.memdevs = memdevs.at,
		.memdev_count = memdevs.count,
		.force = a->force || !memdevs.count,
	};
	plan_unbind_bus(&p, bus);
	driver_args_apply(inv, &change, &p, top);
	return 0;
}

static int run(struct inv *inv)
{
	static const struct summary summary = { "disabled", { "bus", "buses" } };
	auto_rec struct rec *top = rec_new_arr();
	auto_node_list struct node_list buses = { 0 };
	auto_topo struct topo t = { 0 };
	size_t i;
	int rc;

	if (!cxl_scan(inv, &t))
		return inv_exit_status(inv);
	rc = node_args_targets(inv, &t, NODE_BUS, &buses);
	if (rc != EXIT_DONE)
		return rc;
	for (i = 0; i < buses.count; i++)
		if (disable(inv, &t, buses.at[i], top) < 0)
			return EXIT_INTERNAL;
	return summary_finish(inv, &summary, top);
}

const struct cmd cmd_disable_bus = {
	.name = "disable-bus",
	.args = "<bus0> [<bus1>..<busN>] [<options>]",
	.group = "Topology",
	.help = "disable buses, and everything below them",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES,
	.risk = RISK_SERVICE,
	.needs = "root",
	.min_args = 1,
	.max_args = -1,
	.positional = "bus...",
	.more_columns = "bus," DRIVER_COLUMNS,
	.run = run,
};
