// SPDX-License-Identifier: LGPL-2.1-or-later
/* Order of the memory devices of an interleave set. */
#include <stdlib.h>

#include "cxl/lib/region/interleave.h"

#define PORT_WAYS_MAX 8 /* targets of a decoder of a host bridge or switch */

static bool is_power_of_2(u64 n)
{
	return n && !(n & (n - 1));
}

bool interleave_ways_valid(u64 ways)
{
	return ways && ways <= REGION_WAYS_MAX && (is_power_of_2(ways) || ways % 3 == 0) &&
	       (ways % 3 != 0 || is_power_of_2(ways / 3));
}

bool interleave_granularity_valid(u64 granularity)
{
	return is_power_of_2(granularity) && granularity >= INTERLEAVE_GRANULARITY_MIN &&
	       granularity <= INTERLEAVE_GRANULARITY_MAX;
}

/* Paths below one port, in the order in which they are preferred. */
struct set {
	const struct interleave_path *paths;
	size_t *at; /* numbers of paths */
	size_t count;
	size_t hop; /* at this port */
};

static bool choose(const struct set *s, size_t ways, size_t *at);

/* The downstream port that the path number @i of @s takes. */
static u32 hop_of(const struct set *s, size_t i)
{
	return s->paths[s->at[i]].hop[s->hop];
}

/* Move the path number @from of @s to @to, before those in between. */
static void move_up(const struct set *s, size_t from, size_t to)
{
	const size_t path = s->at[from];

	memmove(&s->at[to + 1], &s->at[to], (from - to) * sizeof(*s->at));
	s->at[to] = path;
}

/*
 * The paths of @s from number @first on that take the same downstream port as that one. They are
 * moved next to it, so that no memory is needed for them; the order is kept otherwise.
 */
static struct set next_set(const struct set *s, size_t first)
{
	size_t i, end = first + 1;

	for (i = end; i < s->count; i++)
		if (hop_of(s, i) == hop_of(s, first))
			move_up(s, i, end++);
	return (struct set){ s->paths, s->at + first, end - first, s->hop + 1 };
}

/* The paths of @s that take the downstream port @id. */
static struct set find_set(const struct set *s, u32 id)
{
	size_t i = 0;

	while (i < s->count && hop_of(s, i) != id)
		i++;
	return i < s->count ? next_set(s, i) : (struct set){ .count = 0 };
}

/* Use @width downstream ports of @s, each for an equal part of @ways. */
static bool spread(const struct set *s, size_t width, size_t ways, size_t *at)
{
	size_t used = 0, first, i, part[REGION_WAYS_MAX];
	struct set next;

	for (first = 0; first < s->count && used < width; first += next.count) {
		next = next_set(s, first);
		if (!choose(&next, ways / width, part))
			continue;
		for (i = 0; i < ways / width; i++)
			at[i * width + used] = part[i];
		used++;
	}
	return used == width;
}

/* Choose @ways paths of @s; more downstream ports are better than fewer. */
static bool choose(const struct set *s, size_t ways, size_t *at)
{
	size_t width;

	if (!s->count || s->hop >= INTERLEAVE_DEPTH)
		return false;
	if (s->paths[s->at[0]].hops <= s->hop) { /* the endpoint */
		at[0] = s->at[0];
		return ways == 1;
	}
	for (width = PORT_WAYS_MAX; width; width /= 2)
		if (ways % width == 0 && spread(s, width, ways, at))
			return true;
	return false;
}

/* Whether @a and @b go through the same port at @hop. */
static bool same_port(const struct interleave_path *a, const struct interleave_path *b, size_t hop)
{
	size_t i;

	for (i = 0; i < hop; i++)
		if (a->hop[i] != b->hop[i])
			return false;
	return true;
}

/* Downstream ports at @hop that the port of position @of uses. */
static size_t count_fan(const struct interleave_path *paths, const struct interleave_order *o,
			size_t of, size_t hop)
{
	u32 ids[REGION_WAYS_MAX];
	const struct interleave_path *p;
	size_t i, k, n = 0;

	for (i = 0; i < o->ways; i++) {
		p = &paths[o->at[i]];
		if (p->hops <= hop || !same_port(p, &paths[o->at[of]], hop))
			continue;
		for (k = 0; k < n && ids[k] != p->hop[hop]; k++)
			;
		if (k == n)
			ids[n++] = p->hop[hop];
	}
	return n;
}

static void find_fans(const struct interleave_path *paths, struct interleave_order *o)
{
	size_t hop, i, n;

	for (hop = 0; hop < INTERLEAVE_DEPTH; hop++)
		for (i = 0; i < o->ways; i++) {
			n = count_fan(paths, o, i, hop);
			o->fan[hop] = MAX(o->fan[hop], n);
		}
}

/* A root decoder that has a target twice would use a path twice. */
static bool has_twice(const struct interleave_order *o)
{
	size_t i, k;

	for (i = 0; i < o->ways; i++)
		for (k = 0; k < i; k++)
			if (o->at[i] == o->at[k])
				return true;
	return false;
}

bool interleave_find(const struct interleave_root *root, const struct interleave_path *paths,
		     size_t count, size_t ways, struct interleave_order *ret)
{
	auto_free size_t *all = calloc(count + 1, sizeof(*all));
	size_t part[REGION_WAYS_MAX], p, i;
	const struct set top = { paths, all, count, 0 };
	struct interleave_order o = { .ways = ways };
	struct set below;

	if (!all || !interleave_ways_valid(ways) || !root->ways || ways % root->ways ||
	    !is_power_of_2(ways / root->ways))
		return false;
	for (i = 0; i < count; i++)
		all[i] = i;
	for (p = 0; p < root->ways; p++) {
		below = find_set(&top, root->target[p]);
		if (!choose(&below, ways / root->ways, part))
			return false;
		for (i = 0; i < ways / root->ways; i++)
			o.at[i * root->ways + p] = part[i];
	}
	if (has_twice(&o))
		return false;
	find_fans(paths, &o);
	*ret = o;
	return true;
}

u64 interleave_granularity_max(const struct interleave_root *root,
			       const struct interleave_order *order)
{
	/* A root decoder of 3, 6 or 12 ways counts as 1, 2 or 4. */
	u64 factor = is_power_of_2(root->ways) ? root->ways : root->ways / 3;
	size_t hop;

	/* Ports at the last hop have the largest granularity; their own ways do not add to it. */
	for (hop = 1; hop + 1 < INTERLEAVE_DEPTH && order->fan[hop + 1]; hop++)
		factor *= order->fan[hop];
	return INTERLEAVE_GRANULARITY_MAX / factor < INTERLEAVE_GRANULARITY_MIN
		       ? 0
		       : INTERLEAVE_GRANULARITY_MAX / factor;
}
