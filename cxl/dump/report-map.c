// SPDX-License-Identifier: GPL-2.0-only
/* The topology in the output of "cxl list" as a flat list. Pure. */
#include <stdlib.h>

#include "cxl/dump/report-map.h"

#define ITEMS_FIRST 64 /* allocated at first, also if there are none */
#define ITEMS_MAX 8192
#define DEPTH_MAX 64 /* the records of JSON are less deep */

struct place {
	size_t parent;
	unsigned int level, depth;
};

static size_t add(struct map *m, const struct map_item *item)
{
	struct map_item *items;
	size_t size;

	if (m->count >= ITEMS_MAX) {
		m->too_large = true;
		return MAP_NONE;
	}
	if (m->count == m->size) {
		size = m->size * 2;
		items = realloc(m->items, size * sizeof(*items));
		if (!items) {
			m->too_large = true;
			return MAP_NONE;
		}
		m->items = items;
		m->size = size;
	}
	m->items[m->count] = *item;
	return m->count++;
}

/* Objects of "cxl list" start with their name. */
static bool kind_of(const struct rec *o, enum map_kind *kind)
{
	static const struct {
		const char *key;
		enum map_kind kind;
	} kinds[] = {
		{ "bus", MAP_BUS },	    { "port", MAP_PORT },     { "memdev", MAP_MEMDEV },
		{ "endpoint", MAP_MEMDEV }, { "region", MAP_REGION }, { "chardev", MAP_DAX },
	};
	const struct rec *memdev = rec_get(o, "memdev");
	size_t i;

	if (o->kind != VAL_OBJ || !o->first || o->first->kind != VAL_STR)
		return false;
	if (str_eq(o->first->key, "endpoint") && memdev && memdev->kind == VAL_OBJ)
		return false;
	for (i = 0; i < ARRAY_SIZE(kinds); i++)
		if (str_eq(o->first->key, kinds[i].key)) {
			*kind = kinds[i].kind;
			return true;
		}
	return false;
}

static void visit(struct map *m, const struct rec *o, struct place at)
{
	struct map_item item = { .rec = o, .parent = at.parent, .level = at.level };
	const bool is_item = kind_of(o, &item.kind);
	const bool is_port = is_item && item.kind <= MAP_PORT;
	const struct rec *c;

	if (is_item) {
		item.name = o->first->s;
		item.bad = map_is_disabled(&item);
		at.parent = add(m, &item);
		at.level += is_port;
	}
	at.depth++;
	rec_foreach(c, o)
		if (rec_is_container(c) && at.depth < DEPTH_MAX &&
		    !(c->key && str_eq(c->key, "mappings"))) /* of a region: names of others */
			visit(m, c, at);
	item = (struct map_item){ .kind = MAP_MORE, .name = "", .parent = at.parent };
	if (is_port && at.parent != MAP_NONE)
		add(m, &item);
}

int map_read(struct map *m, const struct rec *result)
{
	*m = (struct map){ .items = calloc(ITEMS_FIRST, sizeof(*m->items)), .size = ITEMS_FIRST };
	if (!m->items)
		return -ENOMEM;
	if (result)
		visit(m, result, (struct place){ .parent = MAP_NONE });
	return 0;
}

void map_free(struct map *m)
{
	free(m->items);
}

size_t map_find_memdev(const struct map *m, const char *name)
{
	size_t i;

	for (i = 0; i < m->count; i++)
		if (m->items[i].kind == MAP_MEMDEV && str_eq(m->items[i].name, name))
			return i;
	return MAP_NONE;
}

bool map_is_disabled(const struct map_item *i)
{
	const char *state = i->rec ? rec_get_str(i->rec, "state") : NULL;

	return state && str_eq(state, "disabled");
}

size_t map_count(const struct map *m, enum map_kind kind, bool drawn)
{
	size_t i, n = 0;

	for (i = 0; i < m->count; i++)
		n += m->items[i].kind == kind && (!drawn || m->items[i].drawn);
	return n;
}
