// SPDX-License-Identifier: LGPL-2.1-or-later
/* The layout of a new region. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/region/dpa.h"
#include "cxl/lib/region/layout.h"
#include "cxl/lib/region/state.h"
#include "util/num.h"
#include "util/strbuf.h"

#define EXPLAIN "see 'cxl create-region --explain'"

/* The candidates that are considered, in the order in which they are preferred. */
struct choice {
	const struct candidate **at;
	struct interleave_path *paths;
	size_t count;
};

static void choice_done(struct choice *c)
{
	free(c->at);
	free(c->paths);
}

#define auto_choice __attribute__((cleanup(choice_done)))

/* Memory for @max of them. */
static int choice_init(struct choice *c, size_t max, struct fail *why)
{
	c->at = calloc(max + 1, sizeof(*c->at));
	c->paths = calloc(max + 1, sizeof(*c->paths));
	return c->at && c->paths ? 0 : fail_nomem(why);
}

static void consider(struct choice *c, const struct candidate *at)
{
	c->paths[c->count] = at->path;
	c->at[c->count++] = at;
}

static const struct candidate *find(const struct candidate_list *l, const struct node *memdev)
{
	size_t i;

	for (i = 0; i < l->count; i++)
		if (l->at[i].memdev == memdev)
			return &l->at[i];
	return NULL;
}

static int not_below(const struct window *w, const struct node *memdev, struct fail *why)
{
	if (!memdev->peer)
		return fail_set(why, -ENXIO, "not_enabled", "see cxl-enable-memdev(1)",
				"%s has no endpoint, or is not enabled", memdev->name);
	return fail_set(why, -ENXIO, "not_reached", EXPLAIN, "%s is not below the targets of %s",
			memdev->name, w->decoder->name);
}

static bool qos_differs(const struct window *w, const struct candidate *c)
{
	return w->has_qos != c->has_qos || (w->has_qos && w->qos_class != c->qos_class);
}

static int qos_mismatch(const struct window *w, const struct candidate *c, struct fail *why)
{
	char a[24] = "none", b[24] = "none";

	if (w->has_qos)
		snprintf(a, sizeof(a), "%" PRIu64, w->qos_class);
	if (c->has_qos)
		snprintf(b, sizeof(b), "%" PRIu64, c->qos_class);
	return fail_set(why, -ENXIO, "qos_class_mismatch", "",
			"%s qos_class mismatch %s: %s and %s", w->decoder->name, c->memdev->name, a,
			b);
}

static int consider_named(const struct window *w, const struct candidate_list *l,
			  const struct region_request *rq, struct choice *ret, struct fail *why)
{
	const struct candidate *c;
	size_t i;

	for (i = 0; i < rq->memdev_count; i++) {
		c = find(l, rq->memdevs[i]);
		if (!c)
			return not_below(w, rq->memdevs[i], why);
		if (c->why.code) {
			*why = c->why;
			return c->why.err;
		}
		if (rq->enforce_qos && qos_differs(w, c))
			return qos_mismatch(w, c, why);
		consider(ret, c);
	}
	return 0;
}

/* Memory devices below the same port have the same reason, which names only the port. */
static bool is_repeated(const struct candidate_list *l, size_t i)
{
	size_t k;

	for (k = 0; k < i; k++)
		if (l->at[k].why.code && str_eq(l->at[k].why.message, l->at[i].why.message))
			return true;
	return false;
}

/* None can be used: why, for each of them. */
static int none_usable(const struct candidate_list *l, struct fail *why)
{
	auto_strbuf struct strbuf text = { 0 };
	size_t i;

	for (i = 0; i < l->count; i++)
		if (l->at[i].why.code && !is_repeated(l, i))
			strbuf_addf(&text, "%s%s", text.len ? "; " : ": ", l->at[i].why.message);
	return fail_set(why, -ENODEV, "no_memdevs", EXPLAIN, "no active memdevs found%s",
			text.s ? text.s : "");
}

/* What @count of the memory devices have available, each at least; 0: there are fewer. */
static u64 available_to(const struct candidate_list *l, u64 count)
{
	u64 best = 0, n;
	size_t i, k;

	for (i = 0; i < l->count; i++) {
		for (k = n = 0; k < l->count; k++)
			n += !l->at[k].why.code && l->at[k].available >= l->at[i].available;
		if (!l->at[i].why.code && n >= count)
			best = MAX(best, l->at[i].available);
	}
	return best;
}

static int consider_all(const struct window *w, const struct candidate_list *l,
			const struct region_request *rq, struct choice *ret, struct fail *why)
{
	/* Not more than is possible: a size that is too large is an error of its own. */
	const u64 least = rq->ways ? MIN(rq->size / rq->ways, available_to(l, rq->ways)) : 0;
	const struct candidate *c;
	size_t i;

	for (i = 0; i < l->count; i++) {
		c = &l->at[i];
		if (c->why.code || c->available < least)
			continue;
		if (rq->enforce_qos && qos_differs(w, c))
			return qos_mismatch(w, c, why);
		consider(ret, c);
	}
	return ret->count ? 0 : none_usable(l, why);
}

/* --- ways and order */

static int choose_ways(const struct region_request *rq, const struct choice *c, u64 *ret,
		       struct fail *why)
{
	const bool named = rq->memdevs != NULL;
	const u64 ways = rq->ways ? rq->ways : c->count;

	if (!interleave_ways_valid(ways))
		return fail_set(why, -EINVAL, "invalid_ways", EXPLAIN,
				"Invalid interleave ways: %" PRIu64
				"%s: valid are 1, 2, 3, 4, 6, 8, 12 and 16",
				ways, rq->ways ? "" : ", the number of memory devices");
	if (ways > c->count || (named && ways < c->count))
		return fail_set(why, -EINVAL, "wrong_count", EXPLAIN,
				"Interleave ways %" PRIu64 " is %s than number of memdevs %s: %zu",
				ways, ways > c->count ? "greater" : "less",
				named ? "specified" : "found", c->count);
	*ret = ways;
	return 0;
}

/* "pci0000:0c leads to mem0, mem1; pci0000:de leads to none" */
static void describe_targets(const struct window *w, const struct choice *c, struct strbuf *text)
{
	size_t p, i, n;

	for (p = 0; p < w->root.ways; p++) {
		strbuf_addf(text, "%s%s leads to", p ? "; " : "", w->names[p]);
		for (i = n = 0; i < c->count; i++)
			if (c->paths[i].hop[0] == w->root.target[p])
				strbuf_addf(text, "%s %s", n++ ? "," : "", c->at[i]->memdev->name);
		if (!n)
			strbuf_addf(text, " none");
	}
}

static int no_order(const struct window *w, const struct choice *c, u64 ways, struct fail *why)
{
	auto_strbuf struct strbuf text = { 0 };

	describe_targets(w, c, &text);
	if (ways % w->root.ways)
		return fail_set(
			why, -EINVAL, "no_order", EXPLAIN,
			"the root decoder interleaves over %zu host bridges, so the interleave"
			" ways must be a multiple of %zu, not %" PRIu64 ": %s",
			w->root.ways, w->root.ways, ways, text.s ? text.s : "");
	if (w->root.ways == 1)
		return fail_set(why, -ENXIO, "no_order", EXPLAIN,
				"no order of %" PRIu64
				" of these memory devices can be interleaved: each port below %s"
				" needs a power of two of its downstream ports, with equal numbers;"
				" %s",
				ways, w->decoder->name, text.s ? text.s : "");
	return fail_set(why, -ENXIO, "no_order", EXPLAIN,
			"no order of these memory devices can be interleaved: each of the %zu"
			" targets of %s needs %" PRIu64
			", and each port below a power of two of its"
			" downstream ports, with equal numbers; %s",
			w->root.ways, w->decoder->name, ways / w->root.ways, text.s ? text.s : "");
}

static int choose_order(const struct choice *c, u64 ways, struct region_layout *ret,
			struct interleave_order *order, struct fail *why)
{
	const struct window *w = ret->window;
	size_t i;

	if (!interleave_find(&w->root, c->paths, c->count, ways, order))
		return no_order(w, c, ways, why);
	for (i = 0; i < ways; i++) {
		ret->at[i] = c->at[order->at[i]];
		ret->reordered |= order->at[i] != i;
	}
	ret->ways = ways;
	return 0;
}

/* --- granularity and size */

static int choose_granularity(const struct window *w, const struct region_request *rq,
			      const struct interleave_order *order, struct region_layout *ret,
			      struct fail *why)
{
	const u64 max = interleave_granularity_max(&w->root, order);
	u64 g = rq->granularity ? rq->granularity : w->granularity;

	if (w->root.ways > 1 && g != w->granularity)
		return fail_set(why, -EINVAL, "invalid_granularity", "",
				"For an x%zu root, only root decoder granularity (%" PRIu64
				") permitted",
				w->root.ways, w->granularity);
	if (!rq->granularity && !interleave_granularity_valid(g))
		g = INTERLEAVE_GRANULARITY_MIN;
	if (!rq->granularity && w->root.ways == 1 && max)
		g = MIN(g, max);
	if (!interleave_granularity_valid(g))
		return fail_set(why, -EINVAL, "invalid_granularity",
				"it is a power of two from 256 to 16384",
				"Invalid interleave granularity: %" PRIu64, g);
	if (g > max && ret->ways > w->root.ways)
		return fail_set(why, -EINVAL, "invalid_granularity", "",
				"interleave granularity %" PRIu64
				" is too large for the ports below %s:"
				" at most %" PRIu64,
				g, w->decoder->name, max);
	ret->granularity = g;
	return 0;
}

static u64 least_available(const struct region_layout *r)
{
	u64 least = UINT64_MAX, i;

	for (i = 0; i < r->ways; i++)
		least = MIN(least, r->at[i]->available);
	return least;
}

static int too_large(const struct region_layout *r, u64 size, struct fail *why)
{
	char text[40];

	size_human(r->size_max, text, sizeof(text));
	return fail_set(why, -ENOSPC, "too_large", EXPLAIN,
			"region size %#" PRIx64 " exceeds max available space (%#" PRIx64 ", %s)",
			size, r->size_max, text);
}

static int choose_size(const struct region_request *rq, struct region_layout *r, struct fail *why)
{
	const u64 unit = DPA_ALIGNMENT * r->ways, window = r->window->largest;
	char text[SIZE_EXACT_MAX], units[SIZE_EXACT_MAX];
	u64 max;

	if (__builtin_mul_overflow(least_available(r), r->ways, &max))
		max = UINT64_MAX;
	max = MIN(max, window);
	r->size_max = max - max % unit;
	r->size = rq->size ? rq->size : r->size_max;
	size_exact(r->size, text, sizeof(text));
	size_exact(unit, units, sizeof(units));
	if (!r->size_max)
		return fail_set(why, -ENOSPC, "no_space", EXPLAIN,
				"unable to determine region size: no extent of %s is free", units);
	if (r->size % r->ways)
		return fail_set(why, -EINVAL, "not_aligned", "",
				"size (%" PRIu64 ") is not an integral multiple of interleave-ways"
				" (%" PRIu64 ")",
				r->size, r->ways);
	if (r->size % unit && r->ways == 1)
		return fail_set(why, -EINVAL, "not_aligned", "", "size %s is not a multiple of %s",
				text, units);
	if (r->size % unit)
		return fail_set(why, -EINVAL, "not_aligned", "",
				"size %s is not a multiple of 256 MiB for each of %" PRIu64
				" memory devices (%s)",
				text, r->ways, units);
	return r->size > r->size_max ? too_large(r, r->size, why) : 0;
}

/* A port takes regions in ascending order of their addresses (alloc_region_ref()). */
static int check_addresses(const struct region_layout *r, struct fail *why)
{
	const struct candidate *c;
	u64 start, i;

	if (!window_next_start(r->window, r->size, &start))
		return 0;
	for (i = 0; i < r->ways; i++) {
		c = r->at[i];
		if (c->highest && start < c->highest_start)
			return fail_set(why, -EBUSY, "address_order",
					"use other memory devices, or destroy that region first",
					"the region would have lower addresses (0x%" PRIx64
					") than %s, which goes through %s already",
					start, c->highest->name, c->highest_port->name);
	}
	return 0;
}

int region_find_layout(const struct window *w, const struct candidate_list *l,
		       const struct region_request *rq, struct region_layout *ret, struct fail *why)
{
	auto_choice struct choice c = { .count = 0 };
	struct region_layout r = { .window = w, .mode = rq->mode };
	struct interleave_order order = { 0 };
	u64 ways = 0;
	int rc = choice_init(&c, rq->memdevs ? rq->memdev_count : l->count, why);

	if (rc == 0)
		rc = rq->memdevs ? consider_named(w, l, rq, &c, why)
				 : consider_all(w, l, rq, &c, why);
	if (rc == 0)
		rc = choose_ways(rq, &c, &ways, why);
	if (rc == 0)
		rc = choose_order(&c, ways, &r, &order, why);
	if (rc == 0)
		rc = choose_granularity(w, rq, &order, &r, why);
	if (rc == 0)
		rc = choose_size(rq, &r, why);
	if (rc == 0)
		rc = check_addresses(&r, why);
	if (rc == 0)
		*ret = r;
	return rc;
}

bool region_suggest(const struct window *w, const struct candidate_list *l, const char *mode,
		    struct region_layout *ret)
{
	struct region_request rq = { .mode = mode };
	struct fail why;

	for (rq.ways = REGION_WAYS_MAX; rq.ways; rq.ways--)
		if (interleave_ways_valid(rq.ways) && region_find_layout(w, l, &rq, ret, &why) == 0)
			return true;
	return false;
}

bool region_suggest_named(const struct window *w, const struct candidate_list *l,
			  const struct region_request *rq, struct region_layout *ret)
{
	struct region_request named = {
		.mode = rq->mode,
		.memdevs = rq->memdevs,
		.memdev_count = rq->memdev_count,
	};
	struct fail why;
	size_t i;

	if (region_find_layout(w, l, &named, ret, &why) == 0)
		return true;
	named.memdev_count = 1;
	for (i = 0; i < rq->memdev_count; i++) {
		named.memdevs = &rq->memdevs[i];
		if (region_find_layout(w, l, &named, ret, &why) == 0)
			return true;
	}
	return false;
}

static bool shares_memdev(const struct region_state *a, const struct region_layout *b)
{
	u64 i;

	for (i = 0; i < b->ways; i++)
		if (region_has_memdev(a, b->at[i]->memdev))
			return true;
	return false;
}

const char *region_unfinished_text(const struct topo *t, const struct node *region,
				   const struct region_layout *r)
{
	struct region_state s;

	if (region->enabled || region_read(t, region, &s, NULL) < 0)
		return NULL;
	if (!s.committed)
		return region->parent == r->window->decoder
			       ? "not committed: see cxl-destroy-region(1)"
			       : NULL;
	return shares_memdev(&s, r) ? "disabled: see cxl-enable-region(1)" : NULL;
}
