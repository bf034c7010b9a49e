// SPDX-License-Identifier: GPL-2.0-only
/* Media errors of "cxl list -L": poison records of a device, or of all devices of a region. */
#include "cxl/lib/poison/poison.h"
#include "cxl/lib/topo/region.h"
#include "cxl/list/list.h"

/* clang-format off */
static const char *const sources[] = {
	[0] = "Unknown", [1] = "External", [2] = "Internal", [3] = "Injected",
	[7] = "Vendor Specific",
};
/* clang-format on */

static void emit_record(const struct poison_event *e, u64 offset, struct rec *list)
{
	const char *source = e->source < ARRAY_SIZE(sources) ? sources[e->source] : NULL;
	struct rec *r = rec_obj(list, NULL);

	rec_num(r, "offset", VAL_HEX, offset);
	rec_num(r, "length", VAL_SIZE, e->length);
	rec_str(r, "source", source ? source : "Reserved");
	if (e->flags)
		rec_strf(r, "flags", "%s%s%s", e->flags & POISON_MORE ? "More," : "",
			 e->flags & POISON_SCANNING ? "Scanning," : "",
			 e->flags & POISON_OVERFLOW ? "Overflow," : "");
	if (e->flags & POISON_OVERFLOW)
		rec_num(r, "overflow_t", VAL_HEX, e->overflow_ns);
}

static bool has_list(struct view *v, const struct node *memdev)
{
	return memdev->enabled && node_has(v->t, memdev, "trigger_poison_list");
}

/* All that will be asked for anyway, so that one trace serves them together. */
static size_t listed_memdevs(struct view *v, struct node **memdevs)
{
	const struct node_list *l = &v->t->kinds[NODE_MEMDEV];
	size_t i, n = 0;

	for (i = 0; i < l->count; i++)
		if (select_memdev(&v->sel, l->at[i]) && has_list(v, l->at[i]))
			memdevs[n++] = l->at[i];
	return n;
}

static size_t region_memdevs(struct view *v, const struct node *region, u64 *base,
			     struct node **memdevs)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	size_t n = 0;
	u64 i, ways;

	if (node_open(v->t, region, &d) < 0 || sysdir_read_u64(&d, "resource", base) < 0)
		return 0;
	ways = region_ways(&d);
	for (i = 0; i < ways; i++) {
		struct node *memdev = target_memdev(region_target(v->t, &d, i));

		if (memdev && has_list(v, memdev))
			memdevs[n++] = memdev;
	}
	return n;
}

void view_media_errors(struct view *v, const struct node *n, struct rec *out)
{
	bool region = n->kind == NODE_REGION;
	size_t room = v->t->kinds[NODE_MEMDEV].count + REGION_WAYS_MAX, count, i;
	auto_free struct node **memdevs = calloc(room, sizeof(*memdevs));
	struct rec *list = rec_loose(out, VAL_ARR);
	const struct poison_event *e;
	struct fail why = { 0 };
	u64 base = 0;

	if (!memdevs || v->ctx->root.captured)
		return;
	/* Regions are listed before memdevs: have one trace serve both. */
	count = v->memdevs || !region ? listed_memdevs(v, memdevs) : 0;
	if (region)
		count += region_memdevs(v, n, &base, memdevs + count);
	if (poison_read(&v->poison, memdevs, count, &why) < 0)
		inv_warn(v->inv, "%s: no media errors: %s", n->name, why.message);
	for (i = 0; i < v->poison.count; i++) {
		e = &v->poison.events[i];
		if (str_eq(region ? e->region : e->memdev, n->name))
			emit_record(e, region ? e->hpa - base : e->dpa, list);
	}
	if (list->count)
		rec_attach(out, "media_errors", list);
}
