// SPDX-License-Identifier: GPL-2.0-only
/* Comparison of two records, value by value. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/diff/diff.h"
#include "util/strbuf.h"

#define PATH_LEN 512

/* --- one row of the result */

static bool has_objects(const struct rec *v)
{
	return v->kind == VAL_ARR && v->first && rec_is_container(v->first);
}

/* As "1,2" for a list; nothing for objects. */
static void add_value(struct rec *o, const char *key, const struct rec *v)
{
	auto_strbuf struct strbuf text = { 0 };
	const struct rec *r;
	char buf[64];

	if (!rec_is_container(v)) {
		rec_copy(o, key, v);
		return;
	}
	if (v->kind != VAL_ARR || has_objects(v))
		return;
	rec_foreach(r, v)
		strbuf_addf(&text, "%s%s", r == v->first ? "" : ",",
			    rec_text(r, true, true, buf, sizeof(buf)));
	if (text.failed)
		rec_fail(o);
	rec_str(o, key, text.s ? text.s : "");
}

static const char *shown_name(const struct diff_pair *p)
{
	const struct diff_device *d = p->device[p->device[AFTER] ? AFTER : BEFORE];

	return d ? d->name : "system";
}

static void add_serial(const struct diff_pair *p, struct rec *o)
{
	const struct diff_device *d = p->device[p->device[AFTER] ? AFTER : BEFORE];
	u64 serial;

	if (!p->d->redacted && d && d->kind == DIFF_MEMDEV && diff_serial(d, &serial))
		rec_num(o, "serial", VAL_XSTR, serial);
}

static void add_unknown(const struct diff_pair *p, const struct diff_change *c, struct rec *o)
{
	const bool before = c->reason[BEFORE], after = c->reason[AFTER];

	if (!before && !after)
		return;
	rec_str(o, "unknown", before && after ? "both" : before ? "before" : "after");
	rec_str(o, "reason", c->reason[before ? BEFORE : AFTER]);
}

/* The same name of another device: what that is called on the other side. */
static bool add_other_device(const struct diff_pair *p, const struct diff_change *c, int side,
			     struct rec *o)
{
	const struct rec *v = side == BEFORE ? c->before : c->after;
	const struct diff_devices *other = &p->d->side[!side].devices;
	const struct diff_device *d;
	char text[160];

	if (!(c->about->flags & DIFF_REFERENCE) || !c->before || !c->after ||
	    c->before->kind != VAL_STR || c->after->kind != VAL_STR ||
	    !str_eq(c->before->s, c->after->s))
		return false;
	d = diff_device_named(&p->d->side[side].devices, v->s);
	if (!d)
		return false;
	if (d->peer == DIFF_NONE)
		snprintf(text, sizeof(text), "%s (%s)", v->s, side == BEFORE ? "gone" : "new");
	else
		snprintf(text, sizeof(text), "%s (%s %s)", v->s,
			 side == BEFORE ? "now" : "formerly", other->at[d->peer].name);
	rec_str(o, side == BEFORE ? "before" : "after", text);
	return true;
}

/* In tables, which are for users, also that there is no value. */
static void add_side(const struct diff_pair *p, const struct diff_change *c, int side,
		     struct rec *o)
{
	const char *key = side == BEFORE ? "before" : "after";
	const struct rec *v = side == BEFORE ? c->before : c->after;

	if (add_other_device(p, c, side, o))
		return;
	if (v)
		add_value(o, key, v);
	else if (p->d->inv->out.format == OUT_TABLE && c->reason[side])
		rec_str(o, key, "unknown");
	else if (p->d->inv->out.format == OUT_TABLE && str_eq(c->kind, "changed"))
		rec_str(o, key, "-");
}

void diff_report(const struct diff_pair *p, const struct diff_change *c)
{
	struct rec *o = rec_obj(p->d->top, NULL);
	char words[PATH_LEN];

	rec_str(o, "device", shown_name(p));
	add_serial(p, o);
	rec_str(o, "area", c->about->area);
	rec_str(o, "kind", c->kind);
	rec_str(o, "what", c->path);
	rec_str(o, "change", diff_path_words(c->about, c->path, words, sizeof(words)));
	add_side(p, c, BEFORE, o);
	add_side(p, c, AFTER, o);
	add_unknown(p, c, o);
	if (str_eq(c->kind, "unknown"))
		p->d->unknown++;
	else
		p->d->inv->differs = true;
}

/* --- scalars */

/* Whether the names are those of the same device. */
static bool same_name(const struct diff_pair *p, const char *a, const char *b)
{
	const struct diff_devices *before = &p->d->side[BEFORE].devices;
	const struct diff_device *x = diff_device_named(before, a);
	const struct diff_device *y = diff_device_named(&p->d->side[AFTER].devices, b);

	if (!x || !y)
		return str_eq(a, b);
	return y->peer != DIFF_NONE && &before->at[y->peer] == x;
}

static bool same_scalar(const struct diff_pair *p, const struct diff_path *about,
			const struct rec *a, const struct rec *b)
{
	char x[64], y[64];

	if (about->flags & DIFF_REFERENCE && a->kind == VAL_STR && b->kind == VAL_STR)
		return same_name(p, a->s, b->s);
	return str_eq(rec_text(a, false, true, x, sizeof(x)),
		      rec_text(b, false, true, y, sizeof(y)));
}

static bool same_list(const struct diff_pair *p, const struct diff_path *about, const struct rec *a,
		      const struct rec *b)
{
	const struct rec *x = a->first, *y = b->first;

	while (x && y && !rec_is_container(x) && !rec_is_container(y) &&
	       same_scalar(p, about, x, y)) {
		x = x->next;
		y = y->next;
	}
	return !x && !y;
}

/* --- containers */

static void join(char *buf, size_t size, const char *path, const char *key)
{
	snprintf(buf, size, "%s%s%s", path, *path ? "." : "", key);
}

/* Members that are devices are compared on their own. */
static bool has_devices(const char *key, const struct rec *v)
{
	return rec_is_container(v) &&
	       (strchr(key, ':') || str_eq(key, "dports") || str_eq(key, "devices") ||
		(str_eq(key, "memdev") && v->kind == VAL_OBJ));
}

static void compare_member(struct diff_pair *p, const char *path, const char *key,
			   const struct rec *const v[SIDES])
{
	const struct rec *any = v[BEFORE] ? v[BEFORE] : v[AFTER];
	char sub[PATH_LEN];

	if (has_devices(key, any))
		return;
	join(sub, sizeof(sub), path, key);
	diff_values(p, sub, v);
}

static void compare_objects(struct diff_pair *p, const char *path, const struct rec *const v[SIDES])
{
	const struct rec *r;

	rec_foreach(r, v[BEFORE])
		compare_member(p, path, r->key,
			       (const struct rec *[]){ r, rec_get(v[AFTER], r->key) });
	rec_foreach(r, v[AFTER])
		if (!rec_get(v[BEFORE], r->key))
			compare_member(p, path, r->key, (const struct rec *[]){ NULL, r });
}

/* An element of a list of objects. */
struct element {
	char key[96];
	const struct rec *rec;
};

static int by_key(const void *a, const void *b)
{
	const struct element *x = a, *y = b;

	return strcmp(x->key, y->key);
}

/* The value of its first member, if it is a scalar, and as it is for each element. */
static void set_key(struct element *e, size_t index, bool by_index)
{
	const struct rec *first = e->rec->kind == VAL_OBJ ? e->rec->first : NULL;
	char buf[64];

	if (by_index || !first || rec_is_container(first))
		snprintf(e->key, sizeof(e->key), "%zu", index);
	else
		snprintf(e->key, sizeof(e->key), "%s",
			 rec_text(first, false, true, buf, sizeof(buf)));
}

/* Sorted by key. NULL: out of memory. */
static struct element *elements_of(const struct rec *list, bool by_index, bool *unique)
{
	struct element *l = calloc(list->count + 1, sizeof(*l));
	const struct rec *r;
	size_t n = 0, i;

	if (!l)
		return NULL;
	rec_foreach(r, list) {
		l[n].rec = r;
		set_key(&l[n], n, by_index);
		n++;
	}
	qsort(l, n, sizeof(*l), by_key);
	for (i = 1; i < n; i++)
		*unique &= !str_eq(l[i - 1].key, l[i].key);
	return l;
}

static void compare_elements(struct diff_pair *p, const char *path, const struct element *a,
			     const struct element *b)
{
	const struct rec *v[SIDES];
	int order;

	while (a->rec || b->rec) {
		order = !a->rec ? 1 : !b->rec ? -1 : by_key(a, b);
		v[BEFORE] = order <= 0 ? a->rec : NULL;
		v[AFTER] = order >= 0 ? b->rec : NULL;
		compare_member(p, path, order <= 0 ? a->key : b->key, v);
		a += order <= 0;
		b += order >= 0;
	}
}

static void compare_lists(struct diff_pair *p, const char *path, const struct rec *const v[SIDES])
{
	bool unique = true, by_index = false;

	do {
		auto_free struct element *a = elements_of(v[BEFORE], by_index, &unique);
		auto_free struct element *b = elements_of(v[AFTER], by_index, &unique);

		if (!a || !b) {
			rec_fail(p->d->top);
			return;
		}
		if (unique || by_index)
			compare_elements(p, path, a, b);
		by_index = !unique && !by_index;
	} while (by_index);
}

/* --- any value */

static void report_lack(struct diff_pair *p, const char *path, const struct diff_path *about,
			const struct rec *const v[SIDES])
{
	const int lacking = v[BEFORE] ? AFTER : BEFORE;
	const struct rec *there = v[!lacking];
	struct diff_change c = {
		.kind = !rec_is_container(there) ? "changed"
			: v[AFTER]		 ? "new"
						 : "gone",
		.path = path,
		.about = about,
		.before = v[BEFORE],
		.after = v[AFTER],
	};

	if (there->kind == VAL_ARR && !there->count)
		return;
	if (p->limited[lacking] && !(about->flags & DIFF_MAY_LACK)) {
		c.kind = "unknown";
		c.reason[lacking] = p->limited[lacking];
		p->unknown++;
	}
	diff_report(p, &c);
}

static void report_different(struct diff_pair *p, const char *path, const struct diff_path *about,
			     const struct rec *const v[SIDES])
{
	const struct diff_change c = {
		.kind = "changed",
		.path = path,
		.about = about,
		.before = v[BEFORE],
		.after = v[AFTER],
	};

	diff_report(p, &c);
}

void diff_values(struct diff_pair *p, const char *path, const struct rec *const v[SIDES])
{
	const struct diff_path about = diff_path_find(p->source, path);
	const struct rec *a = v[BEFORE], *b = v[AFTER];

	if (about.flags & DIFF_IDENTITY || (about.flags & DIFF_NOISE && !p->d->all) ||
	    (about.flags & DIFF_REDACTED && p->d->redacted))
		return;
	if (!a || !b)
		report_lack(p, path, &about, v);
	else if (a->kind == VAL_OBJ && b->kind == VAL_OBJ)
		compare_objects(p, path, v);
	else if (a->kind == VAL_ARR && b->kind == VAL_ARR && (has_objects(a) || has_objects(b)))
		compare_lists(p, path, v);
	else if (a->kind == VAL_ARR && b->kind == VAL_ARR
			 ? !same_list(p, &about, a, b)
			 : rec_is_container(a) || rec_is_container(b) ||
				   !same_scalar(p, &about, a, b))
		report_different(p, path, &about, v);
}
