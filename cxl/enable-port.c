// SPDX-License-Identifier: GPL-2.0-only
/* cxl enable-port: bind ports to their driver. */
#include <stdio.h>

#include "cxl/node-args.h"

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

static int plan(struct inv *inv, const struct topo *t, const struct node *n, struct plan *p,
		struct fail *why)
{
	const struct args *a = inv->args;

	return plan_bind(p, t, n, !a->no_load, why);
}

static bool is_below_one(const struct topo *t, const struct node_list *ports,
			 const struct node *memdev)
{
	const struct node *port;
	size_t i;

	for (i = 0; i < ports->count; i++) {
		port = topo_find(t, ports->at[i]->name);
		if (port && node_args_has_memdev(t, port, memdev))
			return true;
	}
	return false;
}

/* In a dry run, they are not enabled. */
static void assume_enabled(const struct topo *t, const struct node_list *ports)
{
	struct node *port;
	size_t i;

	for (i = 0; i < ports->count; i++) {
		port = topo_find(t, ports->at[i]->name);
		if (port)
			port->enabled = true;
	}
}

/* Each once, as they are after the ports have been enabled. They are not counted. */
static void enable_memdevs(struct inv *inv, const struct node_list *ports, struct rec *top)
{
	const struct args *a = inv->args;
	auto_topo struct topo t = { 0 };
	const struct node_list *l = &t.kinds[NODE_MEMDEV];
	const struct cxl_ctx *ctx = inv->ctx;
	const unsigned int done = inv->done;
	size_t i;

	if (!cxl_scan(inv, &t, TOPO_ALL))
		return;
	if (ctx->dry_run)
		assume_enabled(&t, ports);
	for (i = 0; i < l->count; i++)
		if (is_below_one(&t, ports, l->at[i]))
			driver_args_enable(inv, &t, l->at[i], !a->no_load, top);
	driver_args_new_regions(inv, &t);
	inv->done = done;
}

static bool undo(struct inv *inv, const struct topo *t, const struct node *n, struct strbuf *text)
{
	const struct args *a = inv->args;

	if (a->memdevs) /* those that were enabled with it have their own */
		return false;
	strbuf_addf(text, "disable-port\t%s%s", n->kind == NODE_ENDPOINT ? "-e\t" : "", n->name);
	return true;
}

static int run(struct inv *inv)
{
	static const struct summary summary = { "enabled", { "port", "ports" } };
	const struct args *a = inv->args;
	const struct node_work work = {
		.kind = a->endpoint ? NODE_ENDPOINT : NODE_PORT,
		.plan = plan,
		.undo = undo,
		.after = a->memdevs ? enable_memdevs : NULL,
	};

	return node_args_run(inv, &work, &summary);
}

const struct cmd cmd_enable_port = {
	.name = "enable-port",
	.args = "<port>...|all [<options>]",
	.group = "Topology",
	.help = "enable ports: bind them to their driver",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_NDCTL | CMD_DEBUG,
	.risk = RISK_SETTING,
	.needs = "root",
	.min_args = 1,
	.max_args = -1,
	.positional = "disabled-ports...",
	.more_columns = "port,endpoint,memdev,serial," DRIVER_COLUMNS,
	.run = run,
};
