// SPDX-License-Identifier: GPL-2.0-only
/* Media errors of "cxl list -L": poison records of a memdev, or of all memdevs of a region. */
#include "cxl/lib/poison/poison.h"
#include "cxl/lib/topo/region.h"
#include "cxl/list/list.h"
#include "util/strbuf.h"

#define NAMED_MAX 8 /* devices in a warning */

static bool provides_list(struct list_ctx *lc, const struct node *memdev)
{
	return memdev->enabled && node_check(lc->t, memdev, "trigger_poison_list") == 0;
}

static bool has_list(struct list_ctx *lc, const struct node *memdev)
{
	return provides_list(lc, memdev) &&
	       (!lc->ctx->offline || poison_is_captured(&lc->ctx->root, memdev->name));
}

/* All memdevs that will be listed, so that one trace instance serves them together. */
static size_t listed_memdevs(struct list_ctx *lc, struct node **memdevs)
{
	const struct node_list *l = &lc->t->kinds[NODE_MEMDEV];
	size_t i, n = 0;

	for (i = 0; i < l->count; i++)
		if (list_selects(lc, l->at[i]) && has_list(lc, l->at[i]))
			memdevs[n++] = l->at[i];
	return n;
}

static size_t region_memdevs(struct list_obj *o, struct node **memdevs)
{
	u64 i, ways;
	size_t n = 0;

	ways = region_ways(o->dir);
	for (i = 0; i < ways; i++) {
		struct node *memdev = region_memdev(o->lc->t, o->dir, i);

		if (memdev && has_list(o->lc, memdev))
			memdevs[n++] = memdev;
	}
	return n;
}

/* What a dump does not have: lists of devices that were not asked, and addresses in regions. */
static void warn_dump(struct list_ctx *lc)
{
	const struct node_list *l = &lc->t->kinds[NODE_MEMDEV];
	auto_strbuf struct strbuf names = { 0 };
	size_t i, missing = 0, found = 0;

	for (i = 0; i < l->count; i++) {
		if (!list_selects(lc, l->at[i]) || !provides_list(lc, l->at[i]))
			continue;
		if (has_list(lc, l->at[i]))
			found++;
		else if (missing++ < NAMED_MAX)
			strbuf_addf(&names, "%s%s", names.len ? ", " : "", l->at[i]->name);
	}
	if (missing > NAMED_MAX)
		strbuf_addf(&names, " and %zu more", missing - NAMED_MAX);
	if (missing)
		inv_warn(lc->inv,
			 "%s: media errors are not in the dump; see 'cxl dump --with poison'",
			 names.s ? names.s : "");
	if (found && list_has(lc, LIST_REGIONS) && lc->t->kinds[NODE_REGION].count)
		inv_warn(lc->inv,
			 "media errors of regions are not in dumps; see those of their memory "
			 "devices, with -M");
}

void list_media_errors_check(struct list_ctx *lc)
{
	const struct sysroot *root = &lc->ctx->root;

	if (!list_has(lc, LIST_MEDIA_ERRORS) || !lc->t->kinds[NODE_MEMDEV].count)
		return;
	if (sys_exists(root, TREE_SYS, "kernel/tracing/events") &&
	    !sys_exists(root, TREE_SYS, "kernel/tracing/events/cxl/cxl_poison"))
		inv_warn(lc->inv,
			 "media errors are not supported by this kernel (needs Linux 6.4)");
	else if (root->captured && !lc->ctx->offline)
		inv_warn(lc->inv, "media errors are not available in cxl-sim");
	else if (ctx_is_dump(lc->ctx)) /* of other captured files see warn_captured() */
		warn_dump(lc);
}

/* Read the lists, with a warning for each device that does not provide its own. */
static void read_lists(struct list_obj *o, struct node *const *memdevs, size_t count)
{
	struct poison_log *log = &o->lc->poison;
	size_t i = log->source_count;
	struct fail why = { 0 };

	if (poison_read(log, memdevs, count, &why) < 0)
		inv_warn(o->lc->inv, "%s: cannot read media errors: %s%s%s", o->node->name,
			 why.message, *why.hint ? "; " : "", why.hint);
	for (; i < log->source_count; i++)
		if (log->sources[i].rc < 0)
			list_warn_unread(o->lc, log->sources[i].memdev.name, "media errors",
					 &log->sources[i].why);
}

void list_media_errors(struct list_obj *o)
{
	struct list_ctx *lc = o->lc;
	bool region = o->node->kind == NODE_REGION;
	size_t size = lc->t->kinds[NODE_MEMDEV].count + REGION_WAYS_MAX, count, i;
	auto_free struct node **memdevs = calloc(size, sizeof(*memdevs));
	struct rec *list = rec_loose(o->out, VAL_ARR);
	const struct poison_event *e;
	u64 base = 0;
	bool has_base;

	if (!memdevs)
		rec_fail(o->out);
	if (!memdevs || (lc->ctx->root.captured && (region || !lc->ctx->offline)))
		return;
	/* Regions are listed before memdevs: read the lists of both at once. */
	count = list_has(lc, LIST_MEMDEVS) || !region ? listed_memdevs(lc, memdevs) : 0;
	if (region)
		count += region_memdevs(o, memdevs + count);
	read_lists(o, memdevs, count);
	has_base = !region || attr_u64(o, "resource", &base) == 0;
	for (i = 0; i < lc->poison.count; i++) {
		e = &lc->poison.events[i];
		if (str_eq(region ? e->region : e->memdev, o->node->name))
			poison_record(e, region, has_base ? &base : NULL, list);
	}
	if (list->count)
		rec_attach(o->out, o->key, list);
}
