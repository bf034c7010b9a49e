// SPDX-License-Identifier: GPL-2.0-only
/* daxctl list: DAX regions and devices. */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/common.h"
#include "daxctl/device-args.h"
#include "daxctl/lib/dax.h"
#include "daxctl/lib/mapping.h"
#include "util/array.h"
#include "util/column-names.h"
#include "util/words.h"

#define PROVIDER_COLUMNS "provider,cxl.region,cxl.memdevs,overlaps"
#define BLOCK_COLUMNS                                                                              \
	"memory_blocks.size,memory_blocks.online,memory_blocks.offline,memory_blocks.zones"
#define MAPPING_COLUMNS "page_offset,start,end"
#define STATE_COLUMNS "target_node,mode,online_memblocks,total_memblocks,movable,state"

/* Those that regions do not have. */
static const char only_device_columns[] =
	"chardev," STATE_COLUMNS ",overlaps," BLOCK_COLUMNS "," MAPPING_COLUMNS;

/*
 * Of the tables of regions, devices and address ranges. "id" is left out of a table without
 * regions, and so on.
 */
static const char table_columns[] =
	"id,chardev," MAPPING_COLUMNS ",size,available_size,target_node,align,mode,"
	"online_memblocks,total_memblocks,movable,state," PROVIDER_COLUMNS "," BLOCK_COLUMNS
	",path";
static const char tree_columns[] =
	"provider,cxl.memdevs,overlaps,memory_blocks.online,memory_blocks.offline,"
	"memory_blocks.zones";
static const char minor_columns[] =
	"path,align,target_node,available_size,total_memblocks,online_memblocks,movable,"
	"memory_blocks.size,mode";

struct args {
	struct common_args common;
	const char *region, *dev;
	bool devices, regions, mappings, idle, blocks, provider;
	bool region_columns; /* without them, regions would not be in the list */
};

/* clang-format off */
static const struct opt opts[] = {
	OPT_STR_ROW('r', "region", struct args, region, "region-id", "filter by region"),
	OPT_STR_ROW('d', "dev", struct args, dev, "dev-id", "filter by DAX device"),
	OPT_BOOL_ROW('D', "devices", struct args, devices, "include DAX devices"),
	OPT_BOOL_ROW('R', "regions", struct args, regions, "include DAX regions"),
	OPT_BOOL_ROW('M', "mappings", struct args, mappings, "include the address ranges of devices"),
	OPT_BOOL_ROW('i', "idle", struct args, idle, "include devices of size 0"),
	OPT_WEAK_BOOL_ROW(0, "blocks", struct args, blocks,
			  "include which memory blocks are online, and their zones"),
	OPT_WEAK_BOOL_ROW(0, "provider", struct args, provider,
			  "include what the memory comes from, and devices that overlap"),
	{ 0 },
};
/* clang-format on */

/* Memory of a device. */
struct extent {
	size_t device;	 /* number in the list */
	u64 start, last; /* addresses */
};

struct extents {
	struct extent *at; /* by device */
	size_t count;
};

static void free_extents(struct extents *l)
{
	free(l->at);
}

#define auto_extents __attribute__((cleanup(free_extents)))

struct listing {
	const struct args *args;
	const struct dax_nodes *devices;
	const struct topo *t;	       /* with --provider */
	const struct extents *extents; /* the same */
	const struct sysroot *root;
	unsigned int parts; /* enum dax_parts */
	bool tree;
};

/* --- where the memory comes from */

static void emit_cxl(const struct listing *l, const struct dax_node *d, const char *region,
		     struct rec *out)
{
	struct rec *o = rec_obj(out, "cxl"), *memdevs;
	struct device_owners owners;
	size_t i;

	rec_str(o, "region", region);
	memdevs = rec_arr(o, "memdevs");
	device_owners_find(l->t, d, &owners);
	for (i = 0; i < owners.count; i++)
		rec_str(memdevs, NULL, owners.names[i]);
}

static void emit_provider(const struct listing *l, const struct dax_node *d, struct rec *out)
{
	const struct node *region;

	if (!l->t)
		return;
	region = region_of_path(l->t, d->path);
	if (strstr(d->path, "/hmem."))
		rec_str(out, "provider", "hmem");
	else if (strstr(d->path, "/ndbus"))
		rec_str(out, "provider", "nvdimm");
	else if (region)
		rec_str(out, "provider", "cxl");
	if (region)
		emit_cxl(l, d, region->name, out);
}

/* --- devices with the same memory */

static int add_extents(const struct listing *l, size_t device, struct extents *ret)
{
	auto_dax_mappings struct dax_mappings m = { 0 };
	auto_sysdir struct sysdir dir = { .fd = -1 };
	struct extent *at;
	size_t i;
	int rc = sysdir_open(&dir, l->root, TREE_SYS, l->devices->at[device].path);

	if (rc == 0)
		rc = dax_mappings_read(&dir, false, &m);
	if (rc == -ENOMEM)
		return rc;
	for (i = 0; i < m.count; i++) {
		at = array_grow(ret->at, ret->count, sizeof(*at));
		if (!at)
			return -ENOMEM;
		ret->at = at;
		at[ret->count++] = (struct extent){ device, m.at[i].start, m.at[i].end };
	}
	return 0;
}

static int read_extents(const struct listing *l, struct extents *ret)
{
	size_t i;
	int rc = 0;

	for (i = 0; rc == 0 && i < l->devices->count; i++)
		rc = add_extents(l, i, ret);
	return rc;
}

static bool has_part_of(const struct extents *l, size_t device, const struct extent *e)
{
	size_t i;

	for (i = 0; i < l->count; i++)
		if (l->at[i].device == device && l->at[i].start <= e->last &&
		    e->start <= l->at[i].last)
			return true;
	return false;
}

static void emit_overlaps(const struct listing *l, const struct dax_node *d, struct rec *out)
{
	const size_t device = (size_t)(d - l->devices->at);
	struct rec *names = rec_loose(out, VAL_ARR);
	const struct extents *e = l->extents;
	size_t i, last = device;

	for (i = 0; i < e->count; i++) {
		if (e->at[i].device == last || e->at[i].device == device ||
		    !has_part_of(e, device, &e->at[i]))
			continue;
		last = e->at[i].device;
		rec_str(names, NULL, l->devices->at[last].name);
	}
	if (names->count)
		rec_attach(out, "overlaps", names);
}

/* --- devices and regions */

static void emit_device(const struct listing *l, const struct dax_node *d, bool nested,
			struct rec *to)
{
	struct rec *o;

	if (!device_is_named(d, l->args->dev))
		return;
	o = dax_device_emit(l->root, d->path, l->parts, to);
	if (o && !nested)
		emit_provider(l, d, o);
	if (o)
		emit_overlaps(l, d, o);
}

static void emit_region(const struct listing *l, size_t first, struct rec *top)
{
	const struct dax_node *d = &l->devices->at[first];
	struct rec *o = rec_obj(top, NULL), *devices;
	char path[PATH_MAX];
	size_t i;

	if (l->tree) /* the first value is the name of a row */
		rec_strf(o, "region", "region%" PRIu64, d->region);
	snprintf(path, sizeof(path), "%.*s", (int)d->region_len, d->path);
	rec_str(o, "path", path + strlen("devices"));
	dax_region_attrs_emit(l->root, path, o);
	emit_provider(l, d, o);
	if (!l->args->devices)
		return;
	devices = rec_loose(o, VAL_ARR);
	for (i = first; i < l->devices->count && dax_same_region(d, &l->devices->at[i]); i++)
		emit_device(l, &l->devices->at[i], true, devices);
	if (devices->count)
		rec_attach(o, "devices", devices);
}

/* --dev selects the regions of its devices if they are only in the list for their columns. */
static bool is_selected(const struct listing *l, size_t first)
{
	const struct dax_node *d = l->devices->at;
	size_t i;

	if (!l->args->region_columns)
		return true;
	for (i = first; i < l->devices->count && dax_same_region(&d[first], &d[i]); i++)
		if (device_is_named(&d[i], l->args->dev))
			return true;
	return false;
}

static void emit_all(const struct listing *l, struct rec *top)
{
	const struct dax_node *d = l->devices->at;
	size_t i;

	for (i = 0; i < l->devices->count; i++) {
		if (!device_in_region(&d[i], l->args->region))
			continue;
		if (!l->args->regions)
			emit_device(l, &d[i], false, top);
		else if ((i == 0 || !dax_same_region(&d[i - 1], &d[i])) && is_selected(l, i))
			emit_region(l, i, top);
	}
}

/* Whether the user requested any column of @known. */
static bool requests(const struct args *a, const char *known)
{
	const char *names = a->common.columns, *name;
	size_t len;

	while (names && (name = word_next(&names, &len)))
		if (column_known(known, name, len))
			return true;
	return false;
}

/* Columns imply the options without which they are empty. */
static void apply_columns(struct args *a, bool tree)
{
	a->provider |= requests(a, PROVIDER_COLUMNS);
	a->blocks |= requests(a, BLOCK_COLUMNS);
	a->mappings |= requests(a, MAPPING_COLUMNS);
	if (a->regions || a->devices || tree)
		return;
	a->regions = a->region_columns = requests(a, "path,id,available_size");
	a->devices = requests(a, only_device_columns) || (a->regions && a->dev);
}

/* Without -R and -D, the filters decide; without filters, devices. */
static void choose_objects(struct args *a, bool tree)
{
	if (a->regions || a->devices)
		return;
	a->regions = a->region || tree;
	a->devices = a->dev || tree || !a->region;
}

static int run(struct inv *inv)
{
	auto_dax_nodes struct dax_nodes devices = { 0 };
	auto_rec struct rec *top = rec_new_arr();
	auto_extents struct extents extents = { 0 };
	auto_topo struct topo t = { 0 };
	const struct cxl_ctx *ctx = inv->ctx;
	struct args *a = inv->args;
	struct listing l = {
		.args = a,
		.devices = &devices,
		.extents = &extents,
		.root = &ctx->root,
		.tree = inv->out.format == OUT_TREE,
	};
	int rc;

	inv->out.default_columns = table_columns;
	inv->out.default_kinds = "path,chardev,mappings";
	inv->out.minor_columns = minor_columns;
	inv->out.tree_columns = tree_columns;
	apply_columns(a, l.tree);
	choose_objects(a, l.tree);
	l.parts = (a->idle ? DAX_IDLE : 0) | (a->mappings ? DAX_MAPPINGS : 0) |
		  (a->blocks ? DAX_BLOCKS : 0);
	rc = device_args_scan_devices(inv, &devices);
	if (rc != EXIT_DONE)
		return rc;
	if (a->provider) {
		if (!cxl_scan(inv, &t, TOPO_USE))
			return inv_print(inv, top);
		l.t = &t;
		if (read_extents(&l, &extents) < 0)
			rec_fail(top);
	}
	emit_all(&l, top);
	inv->out.bare |= top->count == 0; /* ndctl's prints nothing then */
	return inv_print(inv, top);
}

const struct cmd cmd_daxctl_list = {
	.name = "list",
	.args = "[<options>]",
	.help = "list DAX regions and devices",
	.opts = opts,
	.args_size = sizeof(struct args),
	.run = run,
	.columns =
		"chardev,size,target_node,align,mode,online_memblocks,total_memblocks,movable,state",
	.more_columns =
		"path,id,available_size," PROVIDER_COLUMNS "," BLOCK_COLUMNS "," MAPPING_COLUMNS,
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT | CMD_TREE | CMD_V85 | CMD_NDCTL,
	.risk = RISK_READ,
};
