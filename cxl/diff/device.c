// SPDX-License-Identifier: GPL-2.0-only
/* The devices of both sides, and which of them are the same. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/diff/diff.h"
#include "util/array.h"

/* The first key of their objects in "cxl list", and their names. */
static const struct {
	const char *key, *name;
} kinds[DIFF_KINDS] = {
	[DIFF_BUS] = { "bus", "bus" },		[DIFF_MEMDEV] = { "memdev", "memdev" },
	[DIFF_PORT] = { "port", "port" },	[DIFF_ENDPOINT] = { "endpoint", "endpoint" },
	[DIFF_DPORT] = { "dport", "dport" },	[DIFF_DECODER] = { "decoder", "decoder" },
	[DIFF_REGION] = { "region", "region" }, [DIFF_DAX] = { "chardev", "dax" },
};

const char *diff_kind_name(enum diff_kind kind)
{
	return kinds[kind].name;
}

/* --- collection */

static enum diff_kind kind_of(const struct rec *r)
{
	enum diff_kind kind = 0;

	if (r->kind != VAL_OBJ || !r->first || r->first->kind != VAL_STR)
		return DIFF_KINDS;
	while (kind < DIFF_KINDS && !str_eq(r->first->key, kinds[kind].key))
		kind++;
	return kind;
}

/* As deep as the ports of "cxl list" are nested. */
static int collect(struct diff_devices *l, const struct rec *r, size_t parent)
{
	const enum diff_kind kind = kind_of(r);
	struct diff_device *grown;
	const struct rec *c;
	int rc = 0;

	if (kind != DIFF_KINDS) {
		grown = array_grow(l->at, l->count, sizeof(*grown));
		if (!grown)
			return -ENOMEM;
		l->at = grown;
		l->at[l->count] = (struct diff_device){ kind, parent, DIFF_NONE, r->first->s, r };
		parent = l->count++;
	}
	rec_foreach(c, r) {
		if (rec_is_container(c))
			rc = collect(l, c, parent);
		if (rc < 0)
			return rc;
	}
	return 0;
}

static int by_name(const void *a, const void *b, void *devices)
{
	const struct diff_device *at = devices;

	return strcmp(at[*(const size_t *)a].name, at[*(const size_t *)b].name);
}

int diff_devices_find(const struct rec *list, struct diff_devices *ret)
{
	struct diff_devices l = { 0 };
	int rc = collect(&l, list, DIFF_NONE);
	size_t i;

	if (rc == 0)
		l.by_name = calloc(l.count + 1, sizeof(*l.by_name));
	if (!l.by_name) {
		diff_devices_done(&l);
		return -ENOMEM;
	}
	for (i = 0; i < l.count; i++)
		l.by_name[i] = i;
	qsort_r(l.by_name, l.count, sizeof(*l.by_name), by_name, l.at);
	*ret = l;
	return 0;
}

void diff_devices_done(struct diff_devices *l)
{
	free(l->at);
	free(l->by_name);
	*l = (struct diff_devices){ 0 };
}

const struct diff_device *diff_device_named(const struct diff_devices *l, const char *name)
{
	size_t low = 0, high = l->count, mid;
	int order;

	while (low < high) {
		mid = low + (high - low) / 2;
		order = strcmp(name, l->at[l->by_name[mid]].name);
		if (order == 0)
			return &l->at[l->by_name[mid]];
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

/* --- identity */

static const char *text_of(const struct diff_device *d, const char *key)
{
	const char *s = rec_get_str(d->facts, key);

	return s ? s : "";
}

bool diff_serial(const struct diff_device *d, u64 *ret)
{
	const struct rec *r = rec_get(d->facts, "serial");

	if (!r || r->kind == VAL_STR || rec_is_container(r) || !r->u)
		return false;
	*ret = r->u;
	return true;
}

#define KEY_MAX 320

/* The devices of one side in a pass: those that have a key, and no peer yet. */
struct keyed {
	char key[KEY_MAX];
	size_t device;
};

/*
 * Write the key by which @d is the same in both lists; false: it has none. Parents are matched
 * before: @first says whether @l has the indices that the peers of the other list refer to.
 */
typedef bool key_fn(const struct diff_devices *l, const struct diff_device *d, bool first,
		    char *key);

static bool add_text(char *key, const char *prefix, const char *text)
{
	return *text && snprintf(key, KEY_MAX, "%s/%s", prefix, text) < KEY_MAX;
}

static bool by_own_name(const struct diff_devices *l, const struct diff_device *d, bool first,
			char *key)
{
	return add_text(key, "", d->name);
}

static bool by_host(const struct diff_devices *l, const struct diff_device *d, bool first,
		    char *key)
{
	return add_text(key, "", text_of(d, "host"));
}

static bool by_serial(const struct diff_devices *l, const struct diff_device *d, bool first,
		      char *key)
{
	u64 serial;

	return !l->redacted && diff_serial(d, &serial) &&
	       snprintf(key, KEY_MAX, "%" PRIx64, serial) > 0;
}

/* Several devices may have the same serial number. */
static bool by_serial_and_host(const struct diff_devices *l, const struct diff_device *d,
			       bool first, char *key)
{
	char serial[24];
	u64 v;

	if (l->redacted || !diff_serial(d, &v))
		return false;
	snprintf(serial, sizeof(serial), "%" PRIx64, v);
	return add_text(key, serial, text_of(d, "host"));
}

static bool pair_id(const struct diff_device *all, size_t i, bool first, size_t *ret)
{
	if (i == DIFF_NONE || all[i].peer == DIFF_NONE)
		return false;
	*ret = first ? i : all[i].peer;
	return true;
}

static bool below_parent(const struct diff_devices *l, const struct diff_device *d, bool first,
			 const char *text, char *key)
{
	char id[24];
	size_t pair;

	if (!pair_id(l->at, d->parent, first, &pair))
		return false;
	snprintf(id, sizeof(id), "%zu", pair);
	return add_text(key, id, text);
}

static bool by_parent_and_name(const struct diff_devices *l, const struct diff_device *d,
			       bool first, char *key)
{
	return below_parent(l, d, first, d->name, key);
}

/* "decoder3.0": the first number is that of the port, as for DAX devices that of the region. */
static bool by_parent_and_index(const struct diff_devices *l, const struct diff_device *d,
				bool first, char *key)
{
	const char *dot = strchr(d->name, '.');

	return below_parent(l, d, first, dot ? dot : d->name, key);
}

/* An endpoint is that of its memory device. */
static bool by_memdev(const struct diff_devices *l, const struct diff_device *d, bool first,
		      char *key)
{
	const struct diff_device *m = diff_device_named(l, text_of(d, "host"));
	size_t pair;

	return m && m->kind == DIFF_MEMDEV && pair_id(l->at, (size_t)(m - l->at), first, &pair) &&
	       snprintf(key, KEY_MAX, "%zu", pair) > 0;
}

/* Regions do not overlap. */
static bool by_resource(const struct diff_devices *l, const struct diff_device *d, bool first,
			char *key)
{
	const struct rec *r = rec_get(d->facts, "resource");
	char buf[32];

	return r && !rec_is_container(r) &&
	       add_text(key, "", rec_text(r, false, true, buf, sizeof(buf)));
}

/* --- matching */

/* Devices that were replaced are at the same place. */
static bool serials_differ(const struct diff_device *a, const struct diff_device *b)
{
	u64 x, y;

	return a->kind == DIFF_MEMDEV && diff_serial(a, &x) && diff_serial(b, &y) && x != y;
}

/* Regions with the same name are the same if an address is unknown. */
static bool addresses_differ(const struct diff_device *a, const struct diff_device *b)
{
	return a->kind == DIFF_REGION && rec_get(a->facts, "resource") &&
	       rec_get(b->facts, "resource") &&
	       rec_get(a->facts, "resource")->u != rec_get(b->facts, "resource")->u;
}

static int by_key(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;

	return strcmp(x->key, y->key);
}

/* Sorted. NULL: out of memory. */
static struct keyed *keys_of(const struct diff_devices *l, enum diff_kind kind, key_fn *fn,
			     bool first, size_t *count)
{
	size_t i, n = 0;
	struct keyed *k;

	for (i = 0; i < l->count; i++)
		n += l->at[i].kind == kind && l->at[i].peer == DIFF_NONE;
	k = calloc(n + 1, sizeof(*k));
	if (!k)
		return NULL;
	n = 0;
	for (i = 0; i < l->count; i++) {
		if (l->at[i].kind != kind || l->at[i].peer != DIFF_NONE)
			continue;
		k[n].device = i;
		n += fn(l, &l->at[i], first, k[n].key);
	}
	qsort(k, n, sizeof(*k), by_key);
	*count = n;
	return k;
}

static bool is_unique(const struct keyed *k, size_t count, size_t i)
{
	return (i == 0 || !str_eq(k[i - 1].key, k[i].key)) &&
	       (i + 1 == count || !str_eq(k[i + 1].key, k[i].key));
}

static void join(struct diff_devices *a, struct diff_devices *b, size_t x, size_t y)
{
	if ((!a->redacted && serials_differ(&a->at[x], &b->at[y])) ||
	    addresses_differ(&a->at[x], &b->at[y]))
		return;
	a->at[x].peer = y;
	b->at[y].peer = x;
}

static int match(struct diff_devices *a, struct diff_devices *b, enum diff_kind kind, key_fn *fn)
{
	size_t na = 0, nb = 0, i = 0, k = 0;
	auto_free struct keyed *ka = keys_of(a, kind, fn, true, &na);
	auto_free struct keyed *kb = keys_of(b, kind, fn, false, &nb);
	int order;

	if (!ka || !kb)
		return -ENOMEM;
	while (i < na && k < nb) {
		order = by_key(&ka[i], &kb[k]);
		if (order == 0 && is_unique(ka, na, i) && is_unique(kb, nb, k))
			join(a, b, ka[i].device, kb[k].device);
		i += order <= 0;
		k += order >= 0;
	}
	return 0;
}

int diff_match(struct diff_devices *before, struct diff_devices *after)
{
	/* in this order: the later ones use the result of those before */
	static const struct {
		enum diff_kind kind;
		key_fn *key;
	} passes[] = {
		{ DIFF_BUS, by_own_name },
		{ DIFF_MEMDEV, by_serial_and_host },
		{ DIFF_MEMDEV, by_serial },
		{ DIFF_MEMDEV, by_host },
		{ DIFF_PORT, by_host },
		{ DIFF_ENDPOINT, by_memdev },
		{ DIFF_DPORT, by_parent_and_name },
		{ DIFF_DECODER, by_parent_and_index },
		{ DIFF_REGION, by_resource },
		{ DIFF_REGION, by_own_name },
		{ DIFF_DAX, by_parent_and_index },
	};
	size_t i;
	int rc = 0;

	for (i = 0; rc == 0 && i < ARRAY_SIZE(passes); i++)
		rc = match(before, after, passes[i].kind, passes[i].key);
	return rc;
}
