// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a root decoder allows, and why a region is possible or not. */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/lib/region/explain.h"
#include "cxl/lib/region/state.h"

void region_command(const struct region_layout *r, const struct region_request *rq, char *buf,
		    size_t size)
{
	auto_strbuf struct strbuf text = { 0 };
	u64 i;

	strbuf_addf(&text, "cxl create-region -d %s -t %s", r->window->decoder->name, r->mode);
	if (rq && rq->size) /* a multiple of DPA_ALIGNMENT */
		strbuf_addf(&text, " -s %" PRIu64 "M", r->size >> 20);
	if (rq && rq->granularity)
		strbuf_addf(&text, " -g %" PRIu64, r->granularity);
	if (rq && rq->uuid && str_eq(r->mode, "pmem"))
		strbuf_addf(&text, " -U %s", rq->uuid);
	strbuf_addf(&text, " -m");
	for (i = 0; i < r->ways; i++)
		strbuf_addf(&text, " %s", r->at[i]->memdev->name);
	snprintf(buf, size, "%s", text.s ? text.s : "");
}

bool region_create_command(const struct topo *t, const struct node *region, struct strbuf *ret)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	struct region_state r;
	u64 granularity, i;
	char uuid[64];

	if (region_read(t, region, &r, NULL) < 0 || !r.has_range || r.target_count != r.ways ||
	    !region->parent || node_open(t, region, &d) < 0 ||
	    sysdir_read_u64(&d, "interleave_granularity", &granularity) < 0)
		return false;
	strbuf_addf(ret, "create-region\t-d\t%s\t-t\t%s\t-s\t%" PRIu64 "\t-g\t%" PRIu64,
		    region->parent->name, r.mode, r.size, granularity);
	if (str_eq(r.mode, "pmem") && sysdir_read(&d, "uuid", uuid, sizeof(uuid)) > 0)
		strbuf_addf(ret, "\t-U\t%s", uuid);
	strbuf_addf(ret, "\t-m");
	for (i = 0; i < r.ways; i++) {
		if (!r.targets[i].memdev)
			return false;
		strbuf_addf(ret, "\t%s", r.targets[i].memdev->name);
	}
	return true;
}

static const char *target_name(const struct window *w, u32 id)
{
	size_t i;

	for (i = 0; i < w->root.ways; i++)
		if (w->root.target[i] == id)
			return w->names[i];
	return "";
}

static void add_memdevs(const struct window *w, const struct candidate_list *l, const char *mode,
			struct rec *o)
{
	struct rec *arr = rec_loose(o, VAL_ARR), *m;
	const struct candidate *c;
	size_t i;

	for (i = 0; i < l->count; i++) {
		c = &l->at[i];
		m = rec_obj(arr, NULL);
		rec_str(m, "memdev", c->memdev->name);
		rec_str(m, "type", mode);
		rec_str(m, "target", target_name(w, c->path.hop[0]));
		if (c->decoder)
			rec_str(m, "endpoint_decoder", c->decoder->name);
		rec_num(m, "available_size", VAL_SIZE, c->available);
		if (c->why.code)
			rec_str(m, "reason", c->why.message);
	}
	rec_attach(o, "memdevs", arr);
}

/* For the request without its memory devices and sizes. */
static void add_possible_ways(const struct window *w, const struct candidate_list *l,
			      const char *mode, struct rec *o)
{
	struct rec *ways = rec_arr(o, "possible_ways");
	struct region_request rq = { .mode = mode };
	struct region_layout r;
	struct fail why;

	for (rq.ways = 1; rq.ways <= REGION_WAYS_MAX; rq.ways++)
		if (interleave_ways_valid(rq.ways) && region_find_layout(w, l, &rq, &r, &why) == 0)
			rec_uint(ways, NULL, rq.ways);
}

static void add_layout(const struct region_layout *r, struct rec *o)
{
	struct rec *order;
	u64 i;

	rec_uint(o, "interleave_ways", r->ways);
	rec_uint(o, "interleave_granularity", r->granularity);
	rec_num(o, "size", VAL_SIZE, r->size);
	rec_num(o, "max_size", VAL_SIZE, r->size_max);
	order = rec_arr(o, "order");
	for (i = 0; i < r->ways; i++)
		rec_str(order, NULL, r->at[i]->memdev->name);
}

static void add_command(const char *key, const struct region_layout *r,
			const struct region_request *rq, struct rec *o)
{
	char command[400];

	region_command(r, rq, command, sizeof(command));
	rec_str(o, key, command);
}

/* What is possible in place of the request, but not with --enforce-qos. */
static void add_suggestion(const struct window *w, const struct candidate_list *l,
			   const struct region_request *rq, struct rec *o)
{
	struct region_layout r;
	bool other = rq->enforce_qos;

	if (!rq->memdevs || !region_suggest_named(w, l, rq, &r)) {
		other |= rq->memdevs != NULL;
		if (!region_suggest(w, l, rq->mode, &r))
			return;
	}
	add_command(other ? "other_command" : "command", &r, NULL, o);
}

bool region_explain_request(const struct window *w, const struct candidate_list *l,
			    const struct region_request *rq, struct rec *top)
{
	struct rec *o = rec_obj(top, NULL);
	struct region_layout r;
	struct fail why = { 0 };
	const bool possible = region_find_layout(w, l, rq, &r, &why) == 0;

	rec_str(o, "decoder", w->decoder->name);
	rec_str(o, "type", rq->mode);
	rec_bool(o, "possible", possible);
	if (possible)
		add_layout(&r, o);
	else
		rec_str(o, "reason", why.message);
	if (possible)
		add_command("command", &r, rq, o);
	else
		add_suggestion(w, l, rq, o);
	rec_num(o, "max_available_extent", VAL_SIZE, w->largest);
	add_possible_ways(w, l, rq->mode, o);
	add_memdevs(w, l, rq->mode, o);
	return possible;
}
