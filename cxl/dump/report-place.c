// SPDX-License-Identifier: GPL-2.0-only
/* What the drawing of the topology has, and where. Pure. */
#include <limits.h>

#include "cxl/dump/report-map.h"

#define MEMDEVS_ALL 64	   /* up to so many are all drawn */
#define MEMDEVS_PER_PORT 4 /* else as many below each port */
#define OTHERS_MAX 64	   /* ports, regions, DAX devices */

/* --- selection */

static unsigned int drawn_below(const struct map *m, size_t parent)
{
	unsigned int n = 0;
	size_t i;

	for (i = parent == MAP_NONE ? 0 : parent; i < m->count; i++)
		n += m->items[i].kind == MAP_MEMDEV && m->items[i].drawn &&
		     m->items[i].parent == parent;
	return n;
}

/* Those that need attention first. */
static void select_memdevs(struct map *m, bool bad)
{
	const bool all = map_count(m, MAP_MEMDEV, false) <= MEMDEVS_ALL;
	size_t i, drawn = map_count(m, MAP_MEMDEV, true);
	struct map_item *item;

	for (i = 0; i < m->count && drawn < MEMDEVS_ALL; i++) {
		item = &m->items[i];
		if (item->kind != MAP_MEMDEV || item->drawn || item->bad != bad)
			continue;
		item->drawn = all || drawn_below(m, item->parent) < MEMDEVS_PER_PORT;
		drawn += item->drawn;
	}
}

/* Ports with what is drawn below them, and others as far as there is room. */
static void select_ports(struct map *m)
{
	size_t i, at, left = OTHERS_MAX;

	for (i = 0; i < m->count; i++)
		for (at = m->items[i].drawn ? m->items[i].parent : MAP_NONE; at != MAP_NONE;
		     at = m->items[at].parent)
			m->items[at].drawn = true;
	for (i = 0; i < m->count && left; i++)
		if (m->items[i].kind <= MAP_PORT) {
			at = m->items[i].parent;
			m->items[i].drawn |= at == MAP_NONE || m->items[at].drawn;
			left--;
		}
}

/* Whether a device of the region is drawn, or all are. */
static bool has_place(const struct map *m, const struct map_item *region)
{
	const struct rec *list = rec_get(region->rec, "mappings"), *mapping;
	const char *name;
	size_t at;

	if (map_count(m, MAP_MEMDEV, true) == map_count(m, MAP_MEMDEV, false))
		return true;
	if (list && list->kind == VAL_ARR)
		rec_foreach(mapping, list) {
			name = rec_get_str(mapping, "memdev");
			at = name ? map_find_memdev(m, name) : MAP_NONE;
			if (at != MAP_NONE && m->items[at].drawn)
				return true;
		}
	return false;
}

static void select_regions(struct map *m)
{
	size_t i, left[MAP_KINDS] = { [MAP_REGION] = OTHERS_MAX, [MAP_DAX] = OTHERS_MAX };
	struct map_item *item;

	for (i = 0; i < m->count; i++) {
		item = &m->items[i];
		if (!left[item->kind])
			continue;
		item->drawn = item->kind == MAP_REGION	 ? has_place(m, item)
			      : item->parent == MAP_NONE ? true
							 : m->items[item->parent].drawn;
		left[item->kind] -= item->drawn;
	}
}

/* The item that says how many devices below the port @port are missing. */
static struct map_item *more_of(struct map *m, size_t port)
{
	size_t i;

	for (i = port + 1; i < m->count; i++)
		if (m->items[i].kind == MAP_MORE && m->items[i].parent == port)
			return &m->items[i];
	return NULL;
}

static void count_missing(struct map *m)
{
	struct map_item *more;
	size_t i, at;

	for (i = 0; i < m->count; i++) {
		if (m->items[i].kind != MAP_MEMDEV || m->items[i].drawn)
			continue;
		for (at = m->items[i].parent; at != MAP_NONE && !m->items[at].drawn;
		     at = m->items[at].parent)
			;
		more = at == MAP_NONE ? NULL : more_of(m, at);
		if (more) {
			more->more++;
			more->drawn = true;
		}
	}
}

/* --- positions */

/* Ports are in the columns of their level, devices behind the last of them. */
static void set_columns(struct map *m)
{
	const bool regions = map_count(m, MAP_REGION, true), dax = map_count(m, MAP_DAX, true);
	struct map_item *item;

	m->memdev_column = 0;
	for (item = m->items; item < m->items + m->count; item++)
		if (item->drawn && item->kind <= MAP_PORT) {
			item->column = (int)MIN(item->level, (unsigned int)MAP_LEVELS_MAX);
			m->memdev_column = MAX(m->memdev_column, item->column + 1);
		}
	for (item = m->items; item < m->items + m->count; item++)
		if (item->kind > MAP_PORT)
			item->column = m->memdev_column + (item->kind == MAP_REGION) +
				       (item->kind == MAP_DAX ? 1 + regions : 0);
	m->columns = m->memdev_column + 1 + regions + dax;
}

static bool is_tree(const struct map_item *item)
{
	return item->drawn && item->kind <= MAP_MORE;
}

static bool has_children(const struct map *m, size_t parent)
{
	size_t i;

	for (i = parent + 1; i < m->count; i++)
		if (is_tree(&m->items[i]) && m->items[i].parent == parent)
			return true;
	return false;
}

/* Halfway between the first and the last of what is below it. */
static void centre(struct map *m, size_t port)
{
	int first = INT_MAX, last = 0;
	size_t i;

	for (i = port + 1; i < m->count; i++)
		if (is_tree(&m->items[i]) && m->items[i].parent == port) {
			first = MIN(first, m->items[i].y);
			last = MAX(last, m->items[i].y);
		}
	m->items[port].y = first + (last - first) / 2;
}

static void place_tree(struct map *m, int row)
{
	size_t i;

	for (i = 0; i < m->count; i++)
		if (is_tree(&m->items[i]) && !has_children(m, i)) {
			m->items[i].y = m->height;
			m->height += row;
		}
	for (i = m->count; i-- > 0;)
		if (is_tree(&m->items[i]) && has_children(m, i))
			centre(m, i);
}

/* Next to the devices of the region, or below all others. */
static int wanted_y(const struct map *m, const struct map_item *item)
{
	const struct rec *list = rec_get(item->rec, "mappings"), *mapping;
	const char *name;
	long sum = 0, n = 0;
	size_t at;

	if (item->kind == MAP_DAX)
		return item->parent == MAP_NONE ? m->height : m->items[item->parent].y;
	if (list && list->kind == VAL_ARR)
		rec_foreach(mapping, list) {
			name = rec_get_str(mapping, "memdev");
			at = name ? map_find_memdev(m, name) : MAP_NONE;
			if (at == MAP_NONE || !m->items[at].drawn)
				continue;
			sum += m->items[at].y;
			n++;
		}
	return n ? (int)(sum / n) : m->height;
}

static struct map_item *first_unplaced(const struct map *m, enum map_kind kind)
{
	struct map_item *item, *first = NULL;

	for (item = m->items; item < m->items + m->count; item++)
		if (item->kind == kind && item->drawn && item->y < 0 &&
		    (!first || item->y > first->y))
			first = item;
	return first;
}

/* In the order of their wanted positions, which are negative until they are final. */
static void place_kind(struct map *m, enum map_kind kind, int row)
{
	struct map_item *item;
	int y = 0;

	for (item = m->items; item < m->items + m->count; item++)
		if (item->kind == kind && item->drawn)
			item->y = -1 - wanted_y(m, item);
	while ((item = first_unplaced(m, kind))) {
		item->y = MAX(y, -1 - item->y);
		y = item->y + row;
	}
	m->height = MAX(m->height, y);
}

void map_place(struct map *m, int row)
{
	m->height = 0;
	select_memdevs(m, true);
	select_memdevs(m, false);
	select_ports(m);
	select_regions(m);
	count_missing(m);
	set_columns(m);
	place_tree(m, row);
	place_kind(m, MAP_REGION, row);
	place_kind(m, MAP_DAX, row);
}
