// SPDX-License-Identifier: GPL-2.0-only
/* What "cxl list" says of a decoder. */
#include <limits.h>
#include <stdlib.h>

#include "cxl/lib/topo/decoder.h"
#include "cxl/lib/topo/dport.h"
#include "cxl/list/list.h"

static void emit_resource(const struct sysdir *d, u64 size, struct rec *out)
{
	u64 start;

	if (!size)
		return;
	if (sysdir_read_u64(d, "start", &start) == 0 && start != UINT64_MAX)
		rec_num(out, "resource", VAL_HEX, start);
	rec_num(out, "size", VAL_SIZE, size);
}

static void emit_ways(const struct sysdir *d, struct rec *out)
{
	u64 ways, granularity;

	if (sysdir_read_u64(d, "interleave_ways", &ways) < 0)
		return;
	rec_uint(out, "interleave_ways", ways);
	if (ways > 1 && sysdir_read_u64(d, "interleave_granularity", &granularity) == 0)
		rec_uint(out, "interleave_granularity", granularity);
}

static void emit_region(const struct sysdir *d, struct rec *out)
{
	char name[64];

	if (sysdir_read(d, "region", name, sizeof(name)) > 0)
		rec_str(out, "region", name);
}

static void emit_dpa(const struct sysdir *d, struct rec *out)
{
	char mode[16];
	u64 size, start;

	if (sysdir_read_u64(d, "dpa_size", &size) == 0 && size) {
		if (sysdir_read_u64(d, "dpa_resource", &start) == 0 && start != UINT64_MAX)
			rec_num(out, "dpa_resource", VAL_HEX, start);
		rec_num(out, "dpa_size", VAL_SIZE, size);
	}
	if (sysdir_read(d, "mode", mode, sizeof(mode)) > 0 && !str_eq(mode, "none"))
		rec_str(out, "mode", mode);
}

static bool capable(const struct sysdir *d, const char *attr)
{
	u64 v;

	return sysdir_read_u64(d, attr, &v) == 0 && v == 1;
}

struct range {
	u64 start, size;
};

static int by_start(const void *a, const void *b)
{
	const struct range *x = a, *y = b;

	return (x->start > y->start) - (x->start < y->start);
}

/*
 * Address ranges that regions of this root decoder occupy, in order. NULL when one of them does
 * not say where it is: then nobody knows what is left.
 */
static struct range *used_ranges(const struct topo *t, const struct node *decoder, size_t *count)
{
	auto_free struct range *used = NULL;
	struct range *ret;
	struct node *region;
	size_t n = 0;

	node_foreach(region, decoder, NODE_REGION)
		n++;
	used = calloc(n + 1, sizeof(*used));
	*count = 0;
	if (!used)
		return NULL;
	node_foreach(region, decoder, NODE_REGION) {
		auto_sysdir struct sysdir d = { .fd = -1 };
		struct range *r = &used[*count];

		if (node_open(t, region, &d) < 0)
			continue;
		if (sysdir_read_u64(&d, "size", &r->size) < 0 ||
		    (r->size && sysdir_read_u64(&d, "resource", &r->start) < 0))
			return NULL;
		if (r->size && r->start != UINT64_MAX)
			(*count)++;
	}
	qsort(used, *count, sizeof(*used), by_start);
	ret = used;
	used = NULL;
	return ret;
}

/* The largest gap between regions, the most that one more region could take. */
static void emit_max_extent(struct view *v, const struct node *n, const struct sysdir *d, u64 size,
			    struct rec *out)
{
	auto_free struct range *used = NULL;
	u64 start, at, end, to, gap, most = 0;
	size_t i, count;

	if (size == 0 || sysdir_read_u64(d, "start", &start) < 0 ||
	    __builtin_add_overflow(start, size, &end))
		return;
	used = used_ranges(v->t, n, &count);
	if (!used)
		return;
	for (at = start, i = 0; i < count; i++) {
		to = MIN(used[i].start, end);
		gap = to > at ? to - at : 0;
		most = MAX(most, gap);
		if (__builtin_add_overflow(used[i].start, used[i].size, &to))
			to = end;
		at = MAX(at, to);
	}
	if (end > at)
		most = MAX(most, end - at);
	rec_num(out, "max_available_extent", VAL_SIZE, most);
}

static void emit_capabilities(struct view *v, const struct node *n, const struct sysdir *d,
			      u64 size, struct rec *out)
{
	s64 class;

	if (capable(d, "cap_type3")) {
		emit_max_extent(v, n, d, size, out);
		if (capable(d, "cap_pmem"))
			rec_bool(out, "pmem_capable", true);
		if (capable(d, "cap_ram"))
			rec_bool(out, "volatile_capable", true);
	}
	if (capable(d, "cap_type2"))
		rec_bool(out, "accelmem_capable", true);
	if (sysdir_read_s64(d, "qos_class", &class) == 0 && class != -1)
		rec_int(out, "qos_class", class);
}

static bool target_shown(struct view *v, const struct dport *d)
{
	const struct node_list *l = &v->t->kinds[NODE_MEMDEV];
	size_t i;

	if (!v->sel.f.memdev && !v->sel.f.serial)
		return true;
	for (i = 0; i < l->count; i++)
		if (select_memdev(&v->sel, l->at[i]) && dport_maps(d, l->at[i]))
			return true;
	return false;
}

static void emit_target(struct view *v, const struct dport *d, size_t position, u64 id,
			struct rec *to)
{
	struct rec *r;

	if (d && !target_shown(v, d))
		return;
	r = rec_obj(to, NULL);
	if (d) {
		rec_str(r, "target", d->name);
		if (d->alias)
			rec_str(r, "alias", d->alias);
	} else {
		rec_strf(r, "target", "dport%llu", (unsigned long long)id);
	}
	rec_uint(r, "position", position);
	rec_num(r, "id", VAL_HEX, id);
}

/* "target_list": dport ids, by position. Highest position first, as ndctl prints them. */
static void emit_targets(struct view *v, const struct node *n, const struct sysdir *d,
			 struct rec *out)
{
	const struct dport_list *dports;
	struct decoder_targets targets;
	char text[2048];
	struct rec *arr;
	size_t i;

	if (sysdir_read(d, "target_list", text, sizeof(text)) < 0)
		return;
	decoder_parse_targets(text, &targets);
	rec_uint(out, "nr_targets", targets.count);
	if (!v->targets || targets.count == 0)
		return;
	dports = port_dports(v->t, n->parent);
	arr = rec_arr(out, "targets");
	for (i = targets.count; i-- > 0;)
		emit_target(v, dport_by_id(dports, targets.ids[i]), i, targets.ids[i], arr);
}

struct rec *view_decoder(struct view *v, const struct node *decoder, struct rec *to)
{
	enum node_kind where = decoder->parent->kind;
	auto_sysdir struct sysdir d = { .fd = -1 };
	struct rec *out;
	u64 size = 0;
	bool known;

	if (node_open(v->t, decoder, &d) < 0)
		return NULL;
	known = sysdir_read_u64(&d, "size", &size) == 0;
	if (!v->idle && known && size == 0)
		return NULL;
	out = rec_obj(to, NULL);
	rec_str(out, "decoder", decoder->name);
	emit_resource(&d, size, out);
	emit_ways(&d, out);
	if (where != NODE_BUS)
		emit_region(&d, out);
	if (known && size == 0)
		rec_str(out, "state", "disabled");
	if (where == NODE_ENDPOINT)
		emit_dpa(&d, out);
	else if (where == NODE_BUS)
		emit_capabilities(v, decoder, &d, size, out);
	if (where != NODE_ENDPOINT)
		emit_targets(v, decoder, &d, out);
	return out;
}
