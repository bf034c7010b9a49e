// SPDX-License-Identifier: GPL-2.0-only
/* cxl list: the CXL devices of this system. */
#include <stdio.h>

#include "cxl/columns.h"
#include "cxl/common.h"
#include "cxl/list/columns.h"
#include "cxl/list/list.h"
#include "util/cells.h"

struct args {
	struct common_args common;
	struct filters f;
	bool flags[LIST_FLAGS];
	unsigned int verbose;
};

/* clang-format off */
static const struct opt opts[] = {
	OPT_STR_ROW('m', "memdev", struct args, f.memdev, "memory device name(s)",
		    "filter by CXL memory device name(s)"),
	OPT_STR_ROW('s', "serial", struct args, f.serial, "memory device serial(s)",
		    "filter by CXL memory device serial number(s)"),
	OPT_BOOL_ROW('M', "memdevs", struct args, flags[LIST_MEMDEVS], "include CXL memory device info"),
	OPT_STR_ROW('b', "bus", struct args, f.bus, "bus device name", "filter by CXL bus name(s)"),
	OPT_BOOL_ROW('B', "buses", struct args, flags[LIST_BUSES], "include CXL bus info"),
	OPT_STR_ROW('p', "port", struct args, f.port, "port device name",
		    "filter by CXL port name(s)"),
	OPT_BOOL_ROW('P', "ports", struct args, flags[LIST_PORTS], "include CXL port info"),
	OPT_BOOL_ROW('S', "single", struct args, f.single,
		     "match only the named port, not its descendants"),
	OPT_STR_ROW('e', "endpoint", struct args, f.endpoint, "endpoint name",
		    "filter by CXL endpoint name(s)"),
	OPT_BOOL_ROW('E', "endpoints", struct args, flags[LIST_ENDPOINTS], "include CXL endpoint info"),
	OPT_STR_ROW('d', "decoder", struct args, f.decoder, "decoder name",
		    "filter by CXL decoder name(s) or class"),
	OPT_BOOL_ROW('D', "decoders", struct args, flags[LIST_DECODERS], "include CXL decoder info"),
	OPT_BOOL_ROW('T', "targets", struct args, flags[LIST_TARGETS],
		     "include dports, targets and mappings"),
	OPT_STR_ROW('r', "region", struct args, f.region, "region name",
		    "filter by CXL region name(s)"),
	OPT_BOOL_ROW('R', "regions", struct args, flags[LIST_REGIONS], "include CXL regions"),
	OPT_BOOL_ROW('X', "dax", struct args, flags[LIST_DAX], "include DAX regions and DAX devices"),
	OPT_BOOL_ROW('i', "idle", struct args, flags[LIST_IDLE], "include disabled devices"),
	OPT_BOOL_ROW('H', "health", struct args, flags[LIST_HEALTH], "include memory device health"),
	OPT_BOOL_ROW('I', "partition", struct args, flags[LIST_PARTITION],
		     "include memory device partition info"),
	OPT_BOOL_ROW('F', "firmware", struct args, flags[LIST_FIRMWARE],
		     "include memory device firmware info"),
	OPT_BOOL_ROW('A', "alert-config", struct args, flags[LIST_ALERTS], "include alert configuration"),
	OPT_BOOL_ROW('L', "media-errors", struct args, flags[LIST_MEDIA_ERRORS],
		     "include media errors from the device's poison list"),
	OPT_WEAK_BOOL_ROW(0, "pci", struct args, flags[LIST_PCI],
			  "include PCI details of memory devices, ports and downstream ports"),
	{ 'v', "verbose", OPT_COUNT, offsetof(struct args, verbose), NULL,
	  "increase verbosity: -v adds buses, ports, decoders and targets, -vv idle devices, "
	  "-vvv health, partition, firmware, alerts, DAX and media errors", NULL },
	OPT_BOOL_ROW(0, "debug", struct args, common.debug, "print debug messages"),
	{ 0 },
};

static const enum list_flag objects[] = {
	LIST_MEMDEVS, LIST_BUSES, LIST_PORTS, LIST_ENDPOINTS, LIST_DECODERS, LIST_REGIONS,
};

/* What each -v adds. */
static const struct {
	unsigned int verbose;
	enum list_flag flag;
} verbose_rows[] = {
	{ 1, LIST_BUSES },     { 1, LIST_PORTS },    { 1, LIST_ENDPOINTS }, { 1, LIST_DECODERS },
	{ 1, LIST_TARGETS },   { 1, LIST_REGIONS },  { 2, LIST_IDLE },	    { 3, LIST_HEALTH },
	{ 3, LIST_PARTITION }, { 3, LIST_FIRMWARE }, { 3, LIST_ALERTS },    { 3, LIST_DAX },
	{ 3, LIST_MEDIA_ERRORS },
};
/* clang-format on */

static bool any_object(const bool *flags)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(objects); i++)
		if (flags[objects[i]])
			return true;
	return false;
}

/* Without -M, -B and so on, the filters decide; without filters, memdevs and regions. */
static void default_objects(struct args *a, bool tree_layout)
{
	const struct filters *f = &a->f;
	bool *flags = a->flags;

	if (any_object(flags))
		return;
	flags[LIST_MEMDEVS] = f->memdev || f->serial;
	flags[LIST_BUSES] = f->bus;
	flags[LIST_PORTS] = f->port;
	flags[LIST_ENDPOINTS] = f->endpoint;
	flags[LIST_DECODERS] = f->decoder;
	flags[LIST_REGIONS] = f->region;
	a->f.single = any_object(flags);
	if (a->f.single)
		return;
	flags[LIST_MEMDEVS] = flags[LIST_REGIONS] = true;
	if (tree_layout)
		flags[LIST_BUSES] = flags[LIST_PORTS] = flags[LIST_ENDPOINTS] = flags[LIST_DAX] =
			true;
}

static void choose_flags(struct args *a, bool tree_layout)
{
	bool *flags = a->flags;
	size_t i;

	default_objects(a, tree_layout);
	for (i = 0; i < ARRAY_SIZE(verbose_rows); i++)
		if (a->verbose >= verbose_rows[i].verbose)
			flags[verbose_rows[i].flag] = true;
	if (flags[LIST_PORTS] && filter_contains(a->f.port, "root"))
		flags[LIST_BUSES] = true;
	if (flags[LIST_PORTS] && filter_contains(a->f.port, "endpoint"))
		flags[LIST_ENDPOINTS] = true;
	flags[LIST_ALWAYS] = true;
}

static int collect_row(void *columns, const struct row *row)
{
	columns_collect(columns, row->rec);
	return 0;
}

void list_columns(struct completion *c, const struct topo *t)
{
	static const enum list_flag more[] = { LIST_ALWAYS, LIST_TARGETS, LIST_DAX, LIST_IDLE };
	auto_free struct columns *columns = calloc(1, sizeof(*columns));
	auto_rec struct rec *top = rec_new_arr();
	bool flags[LIST_FLAGS] = { 0 };
	struct cxl_ctx *ctx = c->inv->ctx;
	struct list_ctx lc = {
		.ctx = ctx,
		.poison = { .ctx = ctx, .topo = t },
		.inv = c->inv,
		.t = t,
		.sel = { .t = t },
		.flags = flags,
		.dir = { .fd = -1 },
	};
	size_t i;

	if (!columns)
		return;
	for (i = 0; i < ARRAY_SIZE(objects); i++)
		flags[objects[i]] = true;
	for (i = 0; i < ARRAY_SIZE(more); i++)
		flags[more[i]] = true;
	list_walk(&lc, top);
	sysdir_close(&lc.dir);
	rows_walk(top, collect_row, columns);
	for (i = 0; i < columns->count; i++)
		if (!strchr(columns->list[i].name, '.')) /* offered by the caller */
			complete_add(c, columns->list[i].name, NULL);
}

void list_targets(struct inv *inv, const struct targets *targets, enum list_flag section,
		  struct rec *top)
{
	bool flags[LIST_FLAGS] = {
		[LIST_ALWAYS] = true,
		[LIST_MEMDEVS] = true,
		[LIST_IDLE] = true,
	};
	auto_strbuf struct strbuf names = { 0 };
	struct list_ctx lc = {
		.ctx = inv->ctx,
		.inv = inv,
		.flags = flags,
		.dir = { .fd = -1 },
	};
	size_t i;

	if (!targets->count)
		return;
	flags[section] = true;
	for (i = 0; i < targets->count; i++)
		columns_merge(&names, targets->at[i].name);
	if (names.failed) {
		rec_fail(top);
		return;
	}
	lc.t = targets->at->topo;
	lc.sel = (struct selection){ .t = lc.t, .f = { .memdev = names.s } };
	list_query_ahead(&lc);
	for (i = 0; i < targets->count; i++)
		if (!list_memdev(&lc, targets->at[i].node, top, NULL))
			inv_warn(inv, "%s: cannot be listed: it has been removed",
				 targets->at[i].name);
	list_done(&lc);
}

void list_memdev_decoder(struct inv *inv, const struct memdev *m, const struct node *decoder,
			 struct rec *top)
{
	const bool flags[LIST_FLAGS] = {
		[LIST_ALWAYS] = true,
		[LIST_MEMDEVS] = true,
		[LIST_IDLE] = true,
	};
	struct list_ctx lc = {
		.ctx = inv->ctx,
		.inv = inv,
		.t = m->topo,
		.sel = { .t = m->topo },
		.flags = flags,
		.dir = { .fd = -1 },
	};
	struct rec *o = list_memdev(&lc, m->node, top, NULL);

	if (!o || !list_decoder(&lc, decoder, o, "decoder"))
		inv_warn(inv, "%s: cannot be listed: it has been removed", m->name);
	sysdir_close(&lc.dir);
}

struct rec *list_new_region(struct inv *inv, const char *name)
{
	const bool flags[LIST_FLAGS] = {
		[LIST_ALWAYS] = true,
		[LIST_REGIONS] = true,
		[LIST_TARGETS] = true,
		[LIST_IDLE] = true,
	};
	auto_topo struct topo t = { 0 };
	struct list_ctx lc = {
		.ctx = inv->ctx,
		.inv = inv,
		.t = &t,
		.sel = { .t = &t },
		.flags = flags,
		.dir = { .fd = -1 },
	};
	struct rec *top = rec_new_arr();
	const struct node *n;

	if (!cxl_scan(inv, &t, TOPO_ALL))
		return top;
	n = topo_find(&t, name);
	if (!n || !list_region(&lc, n, top))
		inv_warn(inv, "%s: cannot be listed: it has been removed", name);
	return top;
}

static void add_columns(const struct inv *inv, struct strbuf *names)
{
	auto_strbuf struct strbuf memdev = { 0 };

	list_memdev_columns(names);
	list_region_columns(names);
	list_decoder_columns(names);
	list_port_columns(names);
	/* of the memdev of an endpoint */
	list_memdev_columns(&memdev);
	columns_add(names, "memdev", memdev.s ? memdev.s : "");
}

/* Most devices are decoders of endpoints; they are collected only if they can be listed. */
static enum topo_scope scope(const struct args *a)
{
	return a->flags[LIST_DECODERS] || a->f.decoder ? TOPO_ALL : TOPO_ROOT_DECODERS;
}

static int run(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	auto_topo struct topo t = { 0 };
	struct args *a = inv->args;
	struct cxl_ctx *ctx = inv->ctx;
	struct fail why = { 0 };
	struct list_ctx lc;

	if (a->f.single && !a->f.port)
		return inv_usage(inv, "-S/--single expects a port filter: -p/--port=");
	choose_flags(a, inv->out.format == OUT_TREE);
	if (topo_scan(&t, &ctx->root, scope(a), &why) < 0) {
		inv_fail(inv, "cxl", "scan", &why);
		return inv_print(inv, top);
	}
	lc = (struct list_ctx){
		.ctx = ctx,
		.poison = { .ctx = ctx, .topo = &t },
		.inv = inv,
		.t = &t,
		.sel = { .t = &t, .f = a->f },
		.flags = a->flags,
		.tree_layout = inv->out.format == OUT_TREE,
		.dir = { .fd = -1 },
	};
	list_media_errors_check(&lc);
	list_query_ahead(&lc);
	list_walk(&lc, top);
	if (t.memory.failed)
		rec_fail(top);
	pci_warn_gaps(inv, &lc.pci_gaps);
	selection_unmatched(&lc.sel, inv);
	list_done(&lc);
	sysdir_close(&lc.dir);
	if (top->count == 0)
		inv_warn(inv, "no matching devices found\n");
	return inv_print(inv, top);
}

const struct cmd cmd_list = {
	.name = "list",
	.args = "[<options>]",
	.group = "Topology",
	.help = "list CXL memory devices, buses, ports, decoders and regions",
	.opts = opts,
	.args_size = sizeof(struct args),
	.run = run,
	.add_columns = add_columns,
	.minor_columns =
		"poison_injectable,interleave_granularity,ram_qos_class,pmem_qos_class,"
		"qos_class_mismatch,extended_linear_cache_size,daxregion.align,daxregion.id,"
		"daxregion.available_size,align,nr_targets,accelmem_capable,"
		"volatile_capable,pmem_capable,qos_class,daxregion.size,dpa_resource,"
		"firmware_version,decode_state,max_available_extent",
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT | CMD_TREE | CMD_V85 | CMD_NDCTL,
	.opcodes = "0x0200,0x4000,0x4100,0x4200,0x4201,0x4300",
	.risk = RISK_READ_EFFECTS, /* -L creates a trace instance */
};
