// SPDX-License-Identifier: GPL-2.0-only
/* What "cxl list" says of a region. */
#include <limits.h>
#include <stdio.h>

#include "cxl/lib/topo/dax.h"
#include "cxl/lib/topo/region.h"
#include "cxl/list/list.h"

static void get_type(struct view *v, const struct node *n, const struct sysdir *d, struct rec *out)
{
	char mode[16];

	(void)v, (void)n;
	if (sysdir_read(d, "mode", mode, sizeof(mode)) > 0 && !str_eq(mode, "none"))
		rec_str(out, "type", mode);
}

static void get_state(struct view *v, const struct node *n, const struct sysdir *d, struct rec *out)
{
	u64 commit, locked;

	(void)v;
	if (sysdir_read_u64(d, "commit", &commit) == 0)
		rec_str(out, "decode_state", commit ? "commit" : "reset");
	if (!n->enabled)
		rec_str(out, "state", "disabled");
	if (sysdir_read_u64(d, "locked", &locked) == 0)
		rec_bool(out, "locked", locked);
}

static void get_media_errors(struct view *v, const struct node *n, const struct sysdir *d,
			     struct rec *out)
{
	(void)d;
	if (v->media_errors)
		view_media_errors(v, n, out);
}

static void emit_mapping(const struct node *decoder, u64 position, struct rec *to)
{
	const struct node *endpoint = decoder->parent;
	struct rec *r = rec_obj(to, NULL);

	rec_uint(r, "position", position);
	if (endpoint && endpoint->peer)
		rec_str(r, "memdev", endpoint->peer->name);
	rec_str(r, "decoder", decoder->name);
}

/* Highest position first, as ndctl prints them. */
static void get_mappings(struct view *v, const struct node *n, const struct sysdir *d,
			 struct rec *out)
{
	struct node *decoder;
	struct rec *arr;
	u64 i;

	(void)n;
	if (!v->targets)
		return;
	arr = rec_arr(out, "mappings");
	for (i = region_ways(d); i-- > 0;) {
		decoder = region_target(v->t, d, i);
		if (decoder)
			emit_mapping(decoder, i, arr);
	}
}

static void get_dax(struct view *v, const struct node *n, const struct sysdir *d, struct rec *out)
{
	struct node *dax = n->child[NODE_DAX_REGION];

	(void)d;
	if (v->dax && dax)
		dax_region_emit(v->t->root, dax->path, v->idle, rec_obj(out, "daxregion"));
}

/* Does some memdev promise another quality of service than the window it is mapped into? */
static void get_qos(struct view *v, const struct node *n, const struct sysdir *d, struct rec *out)
{
	auto_sysdir struct sysdir root = { .fd = -1 };
	const char *mode = rec_get_str(out, "type");
	const struct node *memdev;
	char attr[32];
	s64 want, have;
	u64 i;

	if (!mode || !n->parent || node_open(v->t, n->parent, &root) < 0)
		return;
	if (sysdir_read_s64(&root, "qos_class", &want) < 0)
		want = -1;
	snprintf(attr, sizeof(attr), "%s/qos_class", mode);
	for (i = region_ways(d); i-- > 0;) {
		auto_sysdir struct sysdir md = { .fd = -1 };

		memdev = target_memdev(region_target(v->t, d, i));
		if (!memdev || node_open(v->t, memdev, &md) < 0)
			continue;
		if (sysdir_read_s64(&md, attr, &have) < 0)
			have = -1;
		if (have == want)
			continue;
		rec_bool(out, "qos_class_mismatch", true);
		return;
	}
}

static const struct attr rows[] = {
	{ "resource", "resource", VAL_HEX, HIDE(UINT64_MAX) },
	{ "size", "size", VAL_SIZE, HIDE(UINT64_MAX) },
	{ "extended_linear_cache_size", "extended_linear_cache_size", VAL_SIZE, HIDE(0) },
	{ "type", .get = get_type },
	{ "interleave_ways", "interleave_ways", VAL_UINT },
	{ "interleave_granularity", "interleave_granularity", VAL_UINT },
	{ "decode_state", .get = get_state },
	{ "media_errors", .get = get_media_errors },
	{ "mappings", .get = get_mappings },
	{ "daxregion", .get = get_dax },
	{ "qos_class_mismatch", .get = get_qos },
};

struct rec *view_region(struct view *v, const struct node *region, struct rec *to)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	struct rec *out;

	if (node_open(v->t, region, &d) < 0)
		return NULL;
	out = rec_obj(to, NULL);
	rec_str(out, "region", region->name);
	attrs_emit(v, rows, ARRAY_SIZE(rows), region, &d, out);
	return out;
}
