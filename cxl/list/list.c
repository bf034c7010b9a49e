// SPDX-License-Identifier: GPL-2.0-only
/* cxl list: what CXL devices this system has. */
#include <stdio.h>

#include "cxl/common.h"
#include "cxl/list/list.h"

struct args {
	struct common_args common;
	struct filters f;
	bool memdevs, buses, ports, endpoints, decoders, regions;
	bool targets, dax, idle, health, partition, firmware, alerts, media_errors, debug;
	unsigned int verbose;
};

/* clang-format off */
static const struct opt opts[] = {
	OPT_STR_ROW('m', "memdev", struct args, f.memdev, "memory device name(s)",
		    "filter by CXL memory device name(s)"),
	OPT_STR_ROW('s', "serial", struct args, f.serial, "memory device serial(s)",
		    "filter by CXL memory device serial number(s)"),
	OPT_BOOL_ROW('M', "memdevs", struct args, memdevs, "include CXL memory device info"),
	OPT_STR_ROW('b', "bus", struct args, f.bus, "bus device name", "filter by CXL bus name(s)"),
	OPT_BOOL_ROW('B', "buses", struct args, buses, "include CXL bus info"),
	OPT_STR_ROW('p', "port", struct args, f.port, "port device name",
		    "filter by CXL port name(s)"),
	OPT_BOOL_ROW('P', "ports", struct args, ports, "include CXL port info"),
	OPT_BOOL_ROW('S', "single", struct args, f.single,
		     "-p names that one port, not what is below it"),
	OPT_STR_ROW('e', "endpoint", struct args, f.endpoint, "endpoint name",
		    "filter by CXL endpoint name(s)"),
	OPT_BOOL_ROW('E', "endpoints", struct args, endpoints, "include CXL endpoint info"),
	OPT_STR_ROW('d', "decoder", struct args, f.decoder, "decoder name",
		    "filter by CXL decoder name(s) or class"),
	OPT_BOOL_ROW('D', "decoders", struct args, decoders, "include CXL decoder info"),
	OPT_BOOL_ROW('T', "targets", struct args, targets,
		     "include dports, targets and mappings"),
	OPT_STR_ROW('r', "region", struct args, f.region, "region name",
		    "filter by CXL region name(s)"),
	OPT_BOOL_ROW('R', "regions", struct args, regions, "include CXL regions"),
	OPT_BOOL_ROW('X', "dax", struct args, dax, "include the DAX region and devices of regions"),
	OPT_BOOL_ROW('i', "idle", struct args, idle, "include disabled devices"),
	OPT_BOOL_ROW('H', "health", struct args, health, "include memory device health"),
	OPT_BOOL_ROW('I', "partition", struct args, partition,
		     "include memory device partition info"),
	OPT_BOOL_ROW('F', "firmware", struct args, firmware,
		     "include memory device firmware info"),
	OPT_BOOL_ROW('A', "alert-config", struct args, alerts, "include alert configuration"),
	OPT_BOOL_ROW('L', "media-errors", struct args, media_errors,
		     "include media errors, from the device's poison list"),
	{ 'v', "verbose", OPT_COUNT, offsetof(struct args, verbose), NULL,
	  "more objects; -vv with idle ones, -vvv with all there is to say", NULL },
	OPT_BOOL_ROW(0, "debug", struct args, debug, "show what the tool asks for, on stderr"),
	{ 0 },
};
/* clang-format on */

static bool any_object(const struct args *a)
{
	return a->memdevs || a->buses || a->ports || a->endpoints || a->decoders || a->regions;
}

/* Without a word on what to list, the filters tell; without filters, the usual two. */
static void choose_objects(struct args *a, bool tree_layout)
{
	const struct filters *f = &a->f;

	if (!any_object(a)) {
		a->memdevs = f->memdev || f->serial;
		a->buses = f->bus;
		a->ports = f->port;
		a->endpoints = f->endpoint;
		a->decoders = f->decoder;
		a->regions = f->region;
		a->f.single = true;
		if (!any_object(a)) {
			a->memdevs = a->regions = true;
			a->f.single = false;
			if (tree_layout)
				a->buses = a->ports = a->endpoints = a->dax = true;
		}
	}
	if (a->verbose >= 1)
		a->buses = a->ports = a->endpoints = a->decoders = a->targets = a->regions = true;
	if (a->verbose >= 2)
		a->idle = true;
	if (a->verbose >= 3)
		a->health = a->partition = a->firmware = a->alerts = a->dax = a->media_errors =
			true;
	if (a->ports && token_contains(f->port, "root"))
		a->buses = true;
	if (a->ports && token_contains(f->port, "endpoint"))
		a->endpoints = true;
}

static void view_init(struct view *v, struct inv *inv, const struct args *a, const struct topo *t)
{
	*v = (struct view){
		.ctx = inv->ctx,
		.poison = { .ctx = inv->ctx, .topo = t },
		.inv = inv,
		.t = t,
		.sel = { .t = t, .f = a->f },
		.memdevs = a->memdevs,
		.buses = a->buses,
		.ports = a->ports,
		.endpoints = a->endpoints,
		.decoders = a->decoders,
		.regions = a->regions,
		.targets = a->targets,
		.idle = a->idle,
		.health = a->health,
		.partition = a->partition,
		.firmware = a->firmware,
		.alerts = a->alerts,
		.media_errors = a->media_errors,
		.dax = a->dax,
		.tree_layout = inv->out.format == OUT_TREE,
	};
}

static int run(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	auto_topo struct topo t = { 0 };
	struct args *a = inv->args;
	struct cxl_ctx *ctx = inv->ctx;
	struct fail why = { 0 };
	struct view v;

	if (a->f.single && !a->f.port)
		return inv_usage(inv, "-S/--single expects a port filter: -p/--port=");
	if (a->debug)
		ctx->log.level = LOG_LEVEL_DEBUG;
	choose_objects(a, inv->out.format == OUT_TREE);
	if (topo_scan(&t, &ctx->root, &why) < 0) {
		inv_fail(inv, "cxl", "scan", &why);
		return inv_print(inv, top);
	}
	view_init(&v, inv, a, &t);
	view_query_ahead(&v);
	view_walk(&v, top);
	view_done(&v);
	if (top->count == 0 && !inv->out.bare)
		inv_warn(inv, "no matching devices found\n");
	return inv_print(inv, top);
}

const struct cmd cmd_list = {
	.name = "list",
	.args = "[<options>]",
	.help = "list CXL devices: memory, buses, ports, "
		"decoders, regions",
	.opts = opts,
	.args_size = sizeof(struct args),
	.run = run,
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT | CMD_TREE,
	.risk = RISK_READ,
};
