// SPDX-License-Identifier: GPL-2.0-only
/* Attributes of decoders. */
#include <limits.h>
#include <stdlib.h>

#include "cxl/lib/topo/decoder.h"
#include "cxl/lib/topo/dport.h"
#include "cxl/lib/topo/extent.h"
#include "cxl/list/list.h"
#include "util/sys-errors.h"

static void get_state(struct list_obj *o)
{
	u64 size;

	if (attr_u64(o, "size", &size) == 0 && size == 0)
		rec_str(o->out, o->key, "disabled");
}

/*
 * Address ranges of the regions of a root decoder. NULL when the range of one of them cannot be
 * read: then the free space is not known either.
 */
static struct extent *used_extents(struct list_ctx *lc, const struct node *decoder, size_t *count)
{
	auto_free struct extent *used = NULL;
	struct extent *ret;
	struct node *region;
	size_t n = 0;
	int rc;

	node_foreach(region, decoder, NODE_REGION)
		n++;
	used = calloc(n + 1, sizeof(*used));
	*count = 0;
	if (!used)
		return NULL;
	node_foreach(region, decoder, NODE_REGION) {
		auto_obj struct list_obj o = { .lc = lc, .node = region, .own = { .fd = -1 } };
		struct extent *r = &used[*count];

		rc = obj_open(&o, "size");
		if (rc < 0 && sys_is_absent(rc))
			continue; /* it was removed */
		if (rc < 0)
			return NULL;
		if (attr_u64(&o, "size", &r->size) < 0 ||
		    (r->size && attr_u64(&o, "resource", &r->start) < 0))
			return NULL;
		if (r->size)
			(*count)++;
	}
	ret = used;
	used = NULL;
	return ret;
}

/* The largest gap between regions: the most that one more region could take. */
static void get_max_extent(struct list_obj *o)
{
	auto_free struct extent *used = NULL;
	struct extent whole;
	size_t count;
	u64 end;

	if (attr_u64(o, "size", &whole.size) < 0 || attr_u64(o, "start", &whole.start) < 0 ||
	    __builtin_add_overflow(whole.start, whole.size, &end))
		return;
	used = used_extents(o->lc, o->node, &count);
	if (used)
		rec_num(o->out, o->key, VAL_SIZE, extent_largest_gap(whole, used, count));
}

static bool is_capable(struct list_obj *o, const char *attr)
{
	u64 v;

	return attr_u64(o, attr, &v) == 0 && v == 1;
}

static void get_pmem_capable(struct list_obj *o)
{
	if (is_capable(o, "cap_type3") && is_capable(o, "cap_pmem"))
		rec_bool(o->out, o->key, true);
}

static void get_volatile_capable(struct list_obj *o)
{
	if (is_capable(o, "cap_type3") && is_capable(o, "cap_ram"))
		rec_bool(o->out, o->key, true);
}

static void get_accelmem_capable(struct list_obj *o)
{
	if (is_capable(o, "cap_type2"))
		rec_bool(o->out, o->key, true);
}

static void get_max_available_extent(struct list_obj *o)
{
	if (is_capable(o, "cap_type3"))
		get_max_extent(o);
}

static void emit_target(struct list_ctx *lc, const struct dport *d,
			const struct decoder_target *target, struct rec *to)
{
	struct rec *r;

	if (d && !select_dport(&lc->sel, d))
		return;
	r = rec_obj(to, NULL);
	if (d) {
		rec_str(r, "target", d->name);
		if (d->alias)
			rec_str(r, "alias", d->alias);
	} else {
		rec_strf(r, "target", "dport%u", target->id);
	}
	rec_uint(r, "position", target->position);
	rec_num(r, "id", VAL_HEX, target->id);
}

/* Leaves the targets for get_targets() in .data. */
static void get_nr_targets(struct list_obj *o)
{
	struct decoder_targets *targets = o->data;
	char text[2048];

	if (attr_read(o, "target_list", text, sizeof(text)) < 0)
		return;
	if (decoder_parse_targets(text, targets) < 0) {
		attr_invalid(o, "target_list");
		targets->count = 0;
		return;
	}
	rec_uint(o->out, o->key, targets->count);
}

/* Highest position first, as ndctl prints them. */
static void get_targets(struct list_obj *o)
{
	const struct decoder_targets *targets = o->data;
	const struct dport_list *dports;
	struct rec *arr;
	size_t i;

	if (targets->count == 0)
		return;
	dports = port_dports(o->lc->t, o->port);
	arr = rec_arr(o->out, o->key);
	for (i = targets->count; i-- > 0;)
		emit_target(o->lc, dport_by_id(dports, targets->at[i].id), &targets->at[i], arr);
}

#define ROOT BIT(NODE_BUS)
#define SWITCH BIT(NODE_PORT)
#define ENDPOINT BIT(NODE_ENDPOINT)

/* clang-format off */
static const struct attr rows[] = {
	{ "decoder", .get = attr_name },
	{ "resource", "start", VAL_HEX, .when = "size" },
	{ "size", "size", VAL_SIZE, HIDE(0) },
	{ "interleave_ways", "interleave_ways", VAL_UINT },
	{ "interleave_granularity", "interleave_granularity", VAL_UINT,
	  .when = "interleave_ways", .above = 1 },
	{ "region", "region", VAL_STR, .hidden_text = "", .ports = SWITCH | ENDPOINT },
	{ "state", .get = get_state },
	{ "dpa_resource", "dpa_resource", VAL_HEX, .when = "dpa_size",
	  .ports = ENDPOINT },
	{ "dpa_size", "dpa_size", VAL_SIZE, HIDE(0), .ports = ENDPOINT },
	{ "mode", "mode", VAL_STR, .hidden_text = "none", .ports = ENDPOINT },
	{ "max_available_extent", .get = get_max_available_extent, .when = "size", .ports = ROOT },
	{ "pmem_capable", .get = get_pmem_capable, .ports = ROOT },
	{ "volatile_capable", .get = get_volatile_capable, .ports = ROOT },
	{ "accelmem_capable", .get = get_accelmem_capable, .ports = ROOT },
	{ "qos_class", "qos_class", VAL_UINT, .ports = ROOT },
	{ "nr_targets", .get = get_nr_targets, .ports = ROOT | SWITCH },
	{ "targets", .get = get_targets, .flag = LIST_TARGETS, .ports = ROOT | SWITCH,
	  .records = "target,alias,position,id" },
};
/* clang-format on */

void list_decoder_columns(struct strbuf *names)
{
	attrs_names(rows, ARRAY_SIZE(rows), names);
}

struct rec *list_decoder(struct list_ctx *lc, const struct node *decoder, struct rec *to,
			 const char *key)
{
	struct decoder_targets targets = { 0 };
	auto_obj struct list_obj o = { .lc = lc,
				       .node = decoder,
				       .port = decoder->parent,
				       .data = &targets,
				       .own = { .fd = -1 } };
	u64 size;

	if (obj_open(&o, "size") < 0)
		return NULL;
	if (!list_has(lc, LIST_IDLE) && attr_u64(&o, "size", &size) == 0 && size == 0)
		return NULL;
	o.out = rec_obj(to, key);
	attrs_emit(&o, rows, ARRAY_SIZE(rows));
	return o.out;
}
