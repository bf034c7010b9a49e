// SPDX-License-Identifier: GPL-2.0-only
/* Comparison of the kernels, of the devices, and of what the memory devices reply. */
#include <stdio.h>

#include "cxl/diff/diff.h"
#include "util/num.h"

/* --- the system */

void diff_system(struct diff *d)
{
	static const struct {
		const char *key;
		bool optional; /* not in every copy */
	} rows[] = { { "release", false },
		     { "command_line", false },
		     { "taint", false },
		     { "host", true },
		     { "boot_id", true } };
	struct diff_pair p = { .d = d, .source = "system" };
	size_t i;
	int k;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		const struct rec *v[SIDES] = { NULL };
		const struct diff_path about = diff_path_find(p.source, rows[i].key);
		struct diff_change c = { "unknown", rows[i].key, &about, NULL, NULL, { NULL } };

		for (k = BEFORE; k < SIDES; k++) {
			v[k] = rec_get(d->side[k].system, rows[i].key);
			c.reason[k] = v[k] ? NULL : "cannot be read";
		}
		c.before = v[BEFORE];
		c.after = v[AFTER];
		if (v[BEFORE] && v[AFTER])
			diff_values(&p, rows[i].key, v);
		else if (!rows[i].optional)
			diff_report(&p, &c);
	}
}

/* --- devices that exist on one side */

static const struct diff_device *parent_of(const struct diff_devices *l,
					   const struct diff_device *d)
{
	return d->parent == DIFF_NONE ? NULL : &l->at[d->parent];
}

static const struct diff_device *peer_of(const struct diff_devices *other,
					 const struct diff_device *d)
{
	return d->peer == DIFF_NONE ? NULL : &other->at[d->peer];
}

/* That of an endpoint. */
static const struct diff_device *memdev_of_endpoint(const struct diff_devices *l,
						    const struct diff_device *d)
{
	const char *host = d->kind == DIFF_ENDPOINT ? rec_get_str(d->facts, "host") : NULL;

	return host ? diff_device_named(l, host) : NULL;
}

/* Another device that is missing explains it. */
static bool is_implied(const struct diff_devices *l, const struct diff_device *d)
{
	const struct diff_device *above = parent_of(l, d), *memdev = memdev_of_endpoint(l, d);

	if (d->kind == DIFF_MEMDEV || d->kind == DIFF_REGION)
		return false;
	return (above && above->peer == DIFF_NONE) || (memdev && memdev->peer == DIFF_NONE);
}

/* What is shown of a device: its place, or the size of a region. */
static const struct rec *summary_of(const struct diff_device *d)
{
	return rec_get(d->facts, d->kind == DIFF_REGION || d->kind == DIFF_DAX ? "size" : "host");
}

/* @side has the device @d, the other one does not. */
static void report_single(struct diff *d, int side, const struct diff_device *device)
{
	const struct diff_side *other = &d->side[!side];
	struct diff_pair p = { .d = d, .source = diff_kind_name(device->kind) };
	struct diff_path about = diff_path_find(p.source, "");
	struct diff_change c = {
		.kind = side == BEFORE ? "gone" : "new",
		.path = p.source,
		.about = &about,
	};

	if (is_implied(&d->side[side].devices, device))
		return;
	if (device->kind == DIFF_MEMDEV)
		about.area = "topology";
	p.device[side] = device;
	if (side == BEFORE)
		c.before = summary_of(device);
	else
		c.after = summary_of(device);
	if (other->incomplete) {
		c.kind = "unknown";
		c.reason[!side] = other->limited;
	}
	about.words = other->incomplete ? p.source : c.kind;
	diff_report(&p, &c);
}

/* --- devices that exist on both sides */

static bool has_moved(const struct diff_device *const m[SIDES])
{
	const char *a = rec_get_str(m[BEFORE]->facts, "host");
	const char *b = rec_get_str(m[AFTER]->facts, "host");

	return a && b && !str_eq(a, b);
}

static void report_moved(const struct diff_pair *p)
{
	const struct diff_path about = { "topology", "moved", 0 };
	const struct diff_change c = {
		.kind = "moved",
		.path = "host",
		.about = &about,
		.before = rec_get(p->device[BEFORE]->facts, "host"),
		.after = rec_get(p->device[AFTER]->facts, "host"),
	};

	diff_report(p, &c);
}

static void report_name(const struct diff_pair *p)
{
	const struct diff_path about = { "topology", "name", 0 };
	const struct diff_change c = {
		.kind = "changed",
		.path = "name",
		.about = &about,
		.before = p->device[BEFORE]->facts->first,
		.after = p->device[AFTER]->facts->first,
	};

	if (p->d->all && !str_eq(p->device[BEFORE]->name, p->device[AFTER]->name))
		diff_report(p, &c);
}

static void compare_key(struct diff_pair *p, const char *key)
{
	const struct rec *v[SIDES] = { rec_get(p->device[BEFORE]->facts, key),
				       rec_get(p->device[AFTER]->facts, key) };

	if (v[BEFORE] || v[AFTER])
		diff_values(p, key, v);
}

static bool differ(const struct diff_pair *p, const char *key)
{
	const char *a = rec_get_str(p->device[BEFORE]->facts, key);
	const char *b = rec_get_str(p->device[AFTER]->facts, key);

	return (a || b) && (!a || !b || !str_eq(a, b));
}

static bool gains_region(const struct diff_pair *p)
{
	return !rec_get(p->device[BEFORE]->facts, "region") !=
	       !rec_get(p->device[AFTER]->facts, "region");
}

/*
 * A decoder without a region keeps the settings of the last one. The decoders of a port are
 * committed in their order (drivers/cxl/core/hdm.c), so that their number tells which are.
 */
static bool is_idle(const struct diff_devices *l, const struct diff_device *decoder)
{
	const struct diff_device *port = parent_of(l, decoder);
	const struct rec *committed = port ? rec_get(port->facts, "decoders_committed") : NULL;
	const char *dot = strchr(decoder->name, '.');
	u64 index;

	return !rec_get(decoder->facts, "region") && committed && committed->kind == VAL_UINT &&
	       dot && num_u64(dot + 1, 10, &index) == 0 && index >= committed->u;
}

/* The region, or that it is in use at all, determines everything else. */
static bool compare_decoder(struct diff_pair *p)
{
	const struct diff_side *side = p->d->side;

	if (p->device[BEFORE]->kind != DIFF_DECODER)
		return false;
	if (!p->d->all && is_idle(&side[BEFORE].devices, p->device[BEFORE]) &&
	    is_idle(&side[AFTER].devices, p->device[AFTER]))
		return true;
	if (!gains_region(p) && !differ(p, "state"))
		return false;
	compare_key(p, gains_region(p) ? "region" : "state");
	return true;
}

/* The place of an endpoint follows from that of its memory device. */
static bool is_endpoint_of_moved(const struct diff_pair *p)
{
	const struct diff_device *m[SIDES];
	int k;

	for (k = BEFORE; k < SIDES; k++) {
		m[k] = memdev_of_endpoint(&p->d->side[k].devices, p->device[k]);
		if (!m[k])
			return false;
	}
	return has_moved(m);
}

static void compare_facts(struct diff_pair *p)
{
	const struct rec *facts[SIDES] = { p->device[BEFORE]->facts, p->device[AFTER]->facts };

	report_name(p);
	if (p->device[BEFORE]->kind == DIFF_MEMDEV && has_moved(p->device))
		report_moved(p);
	if (!compare_decoder(p) && !is_endpoint_of_moved(p))
		diff_values(p, "", facts);
}

/* --- what a memory device replies */

/* The result, or the first error, of one device. */
struct reply {
	const struct rec *found;
	const char *error; /* NULL: none */
	const char *lack;  /* why values that do not exist are unknown; NULL: they are not */
	bool unsupported;
};

/* Its warnings: "mem0: short response: 3 of 18 bytes" */
static const char *warning_of(const struct diff_side *s, enum diff_verb v, const char *name)
{
	char prefix[80];

	snprintf(prefix, sizeof(prefix), "%s: ", name);
	return diff_index_after(&s->warnings[v], prefix);
}

static struct reply reply_of(const struct diff_side *s, enum diff_verb v, const char *name)
{
	struct reply r = { .found = diff_index_find(&s->replies[v], name, "") };
	const struct rec *error = diff_index_find(&s->errors[v], name, "");
	bool denied = false;
	const char *lack = diff_side_lacks(s, v, name, &denied);
	const char *code = error ? rec_get_str(error, "code") : NULL;
	const bool unsupported = error && rec_get(error, "unsupported");

	r.error = error ? rec_get_str(error, "message") : warning_of(s, v, name);
	/* A section that is missing may be the reason. */
	r.unsupported = unsupported && !lack;
	if (lack && ((!r.error && !denied) || unsupported || (code && str_eq(code, "not_in_dump"))))
		r.error = lack;
	if (!r.found && !r.error)
		r.error = "there is no reply";
	r.lack = r.error ? r.error : lack;
	return r;
}

/* At least one side does not have the data. */
static void report_replies(struct diff_pair *p, const struct diff_path *about,
			   const struct reply *r)
{
	auto_rec struct rec *words = rec_new_arr();
	struct diff_change c = { .kind = "unknown", .path = p->source, .about = about };
	int k;

	rec_str(words, NULL, "not supported");
	rec_str(words, NULL, "supported");
	if (rec_failed(words)) {
		rec_fail(p->d->top);
		return;
	}
	for (k = BEFORE; k < SIDES; k++)
		c.reason[k] = r[k].found || r[k].unsupported ? NULL : r[k].error;
	if (!c.reason[BEFORE] && !c.reason[AFTER]) {
		if (r[BEFORE].unsupported && r[AFTER].unsupported)
			return;
		c.kind = "changed";
		c.before = r[BEFORE].found ? words->last : words->first;
		c.after = r[AFTER].found ? words->last : words->first;
	}
	diff_report(p, &c);
}

/* Values that could not be read on both sides are unknown, too. */
static void report_rest(struct diff_pair *p, const struct diff_path *about,
			const struct reply r[SIDES])
{
	const struct diff_change c = {
		.kind = "unknown",
		.path = p->source,
		.about = about,
		.reason = { r[BEFORE].error, r[AFTER].error },
	};

	if (!p->unknown && (r[BEFORE].error || r[AFTER].error))
		diff_report(p, &c);
}

static void compare_replies(const struct diff_pair *facts, enum diff_verb v)
{
	struct diff *d = facts->d;
	struct diff_pair p = *facts;
	struct reply r[SIDES];
	struct diff_path about;
	const struct rec *found[SIDES];
	int k;

	p.source = diff_verb_name(v);
	p.unknown = 0;
	about = diff_path_find(p.source, "");
	for (k = BEFORE; k < SIDES; k++) {
		r[k] = reply_of(&d->side[k], v, p.device[k]->name);
		found[k] = r[k].found;
		p.limited[k] = r[k].lack;
	}
	if (!found[BEFORE] || !found[AFTER]) {
		report_replies(&p, &about, r);
		return;
	}
	if (v == DIFF_FEATURES) {
		found[BEFORE] = rec_get(found[BEFORE], "features");
		found[AFTER] = rec_get(found[AFTER], "features");
	}
	if (found[BEFORE] && found[AFTER])
		diff_values(&p, "", found);
	report_rest(&p, &about, r);
}

static void compare_device(struct diff *d, const struct diff_device *a, const struct diff_device *b)
{
	struct diff_pair p = {
		.d = d,
		.device = { a, b },
		.source = diff_kind_name(a->kind),
		.limited = { d->side[BEFORE].limited, d->side[AFTER].limited },
	};
	enum diff_verb v;

	compare_facts(&p);
	for (v = DIFF_IDENTIFY; a->kind == DIFF_MEMDEV && v < DIFF_VERBS; v++)
		compare_replies(&p, v);
}

/* Each kind in the order of the devices; those that are new follow. */
void diff_all_devices(struct diff *d)
{
	const struct diff_devices *a = &d->side[BEFORE].devices, *b = &d->side[AFTER].devices;
	enum diff_kind kind;
	size_t i;

	for (kind = 0; kind < DIFF_KINDS; kind++) {
		for (i = 0; i < a->count; i++) {
			if (a->at[i].kind != kind)
				continue;
			if (a->at[i].peer == DIFF_NONE)
				report_single(d, BEFORE, &a->at[i]);
			else
				compare_device(d, &a->at[i], peer_of(b, &a->at[i]));
		}
		for (i = 0; i < b->count; i++)
			if (b->at[i].kind == kind && b->at[i].peer == DIFF_NONE)
				report_single(d, AFTER, &b->at[i]);
	}
}
