// SPDX-License-Identifier: GPL-2.0-only
/* Traversal of "cxl list": depth first from the buses, objects nested in their listed parents. */
#include <stdlib.h>

#include "cxl/lib/topo/region.h"
#include "cxl/list/list.h"

/* Arrays that objects found at the current level are added to, in output order. */
struct level {
	struct rec *ports, *endpoints, *decoders, *regions, *memdevs;
};

/* Arrays at top level: three of decoders, by the kind of their port. */
struct top {
	struct rec *anon, *buses, *ports, *endpoints, *memdevs;
	struct rec *root_decoders, *port_decoders, *endpoint_decoders, *regions;
};

/* An array that is not part of the output until it is attached. */
static struct rec *new_array(struct rec *near)
{
	return rec_loose(near, VAL_ARR);
}

/* A listed device has arrays of its own for the kinds that are listed, else those of @outer. */
static struct level level_below(struct list_ctx *lc, struct rec *obj, const struct level *outer)
{
	struct level l = *outer;

	if (!obj)
		return l;
	if (list_has(lc, LIST_PORTS))
		l.ports = new_array(obj);
	if (list_has(lc, LIST_ENDPOINTS))
		l.endpoints = new_array(obj);
	if (list_has(lc, LIST_DECODERS))
		l.decoders = new_array(obj);
	if (list_has(lc, LIST_REGIONS))
		l.regions = new_array(obj);
	if (list_has(lc, LIST_MEMDEVS))
		l.memdevs = new_array(obj);
	return l;
}

static void attach(struct rec *obj, const char *kind, const struct node *n, struct rec *list)
{
	if (list->count)
		rec_attach(obj, rec_keyf(obj, "%s:%s", kind, n->name), list);
}

static void level_attach(struct rec *obj, const struct node *n, const struct level *l,
			 const struct level *outer)
{
	if (!obj)
		return;
	if (l->ports != outer->ports)
		attach(obj, "ports", n, l->ports);
	if (l->endpoints != outer->endpoints)
		attach(obj, "endpoints", n, l->endpoints);
	if (l->decoders != outer->decoders)
		attach(obj, "decoders", n, l->decoders);
	if (l->regions != outer->regions)
		attach(obj, "regions", n, l->regions);
	if (l->memdevs != outer->memdevs)
		attach(obj, "memdevs", n, l->memdevs);
}

struct region_at {
	const struct node *region;
	u64 resource;
};

static int by_resource(const void *a, const void *b)
{
	const struct region_at *x = a, *y = b;

	if (x->resource != y->resource)
		return x->resource < y->resource ? -1 : 1;
	return (x->region->id > y->region->id) - (x->region->id < y->region->id);
}

struct region_backing {
	struct node *memdevs[REGION_WAYS_MAX]; /* by position; NULL: not known */
	u64 ways;
};

/* Of the regions that are listed. Read once, since each memdev looks for its regions. */
static int read_backing(struct list_ctx *lc)
{
	const struct node_list *l = &lc->t->kinds[NODE_REGION];
	size_t i;
	u64 p;

	lc->backing = calloc(l->count + 1, sizeof(*lc->backing));
	if (!lc->backing)
		return -ENOMEM;
	for (i = 0; i < l->count; i++) {
		auto_sysdir struct sysdir d = { .fd = -1 };
		struct region_backing *b = &lc->backing[i];

		if (!select_region(&lc->sel, l->at[i]) || !list_includes(lc, l->at[i]) ||
		    node_open(lc->t, l->at[i], &d) < 0)
			continue;
		b->ways = region_ways(&d);
		for (p = 0; p < b->ways; p++)
			b->memdevs[p] = region_memdev(lc->t, &d, p);
	}
	return 0;
}

/* In the tree layout, a region is below the memdevs that back it, if one of them is listed. */
static bool nested_in_memdev(struct list_ctx *lc, const struct node *region)
{
	const struct node_list *l = &lc->t->kinds[NODE_REGION];
	const struct region_backing *b;
	size_t i = 0;
	u64 p;

	if (!lc->backing)
		return false;
	while (l->at[i] != region)
		i++;
	b = &lc->backing[i];
	for (p = 0; p < b->ways; p++)
		if (b->memdevs[p] && list_selects(lc, b->memdevs[p]))
			return true;
	return false;
}

static void walk_regions(struct list_ctx *lc, const struct node *decoder, struct rec *list)
{
	auto_free struct region_at *found = NULL;
	struct node *r;
	size_t n = 0, i;

	node_foreach(r, decoder, NODE_REGION)
		n++;
	found = calloc(n + 1, sizeof(*found));
	if (!found) {
		rec_fail(list);
		return;
	}
	n = 0;
	node_foreach(r, decoder, NODE_REGION)
		if (select_region(&lc->sel, r) && list_includes(lc, r) && !nested_in_memdev(lc, r))
			found[n++] = (struct region_at){ r, UINT64_MAX };
	for (i = 0; n > 1 && i < n; i++) {
		auto_sysdir struct sysdir d = { .fd = -1 };

		if (node_open(lc->t, found[i].region, &d) == 0 &&
		    sysdir_read_u64(&d, "resource", &found[i].resource) < 0)
			found[i].resource = UINT64_MAX;
	}
	qsort(found, n, sizeof(*found), by_resource);
	for (i = 0; i < n; i++)
		list_region(lc, found[i].region, list);
}

static void walk_decoders(struct list_ctx *lc, const struct node *port, struct rec *decoders,
			  struct rec *regions)
{
	struct node *n;

	if (!list_has(lc, LIST_DECODERS) && !(list_has(lc, LIST_REGIONS) && port->kind == NODE_BUS))
		return;
	node_foreach(n, port, NODE_DECODER) {
		struct rec *obj = NULL, *list = regions;
		bool listed = list_has(lc, LIST_DECODERS) && select_decoder(&lc->sel, n);

		if (listed)
			obj = list_decoder(lc, n, decoders, NULL);
		if (listed && !obj)
			continue; /* idle: its regions are not listed either */
		if (!list_has(lc, LIST_REGIONS) || port->kind != NODE_BUS)
			continue;
		if (obj)
			list = new_array(obj);
		walk_regions(lc, n, list);
		if (obj)
			attach(obj, "regions", n, list);
	}
}

/* In the tree layout: the regions that @memdev backs. */
static void memdev_regions(struct list_ctx *lc, const struct node *memdev, struct rec *obj)
{
	const struct node_list *l = &lc->t->kinds[NODE_REGION];
	struct rec *list = new_array(obj);
	const struct region_backing *b;
	size_t i;
	u64 p;

	for (i = 0; i < l->count; i++) {
		b = &lc->backing[i];
		for (p = 0; p < b->ways; p++)
			if (b->memdevs[p] == memdev)
				list_region(lc, l->at[i], list);
	}
	attach(obj, "regions", memdev, list);
}

static void walk_memdev(struct list_ctx *lc, const struct node *memdev, struct rec *endpoint,
			struct rec *memdevs)
{
	struct rec *obj;

	if (!memdev || !list_selects(lc, memdev))
		return;
	obj = endpoint ? list_memdev(lc, memdev, endpoint, "memdev")
		       : list_memdev(lc, memdev, memdevs, NULL);
	if (obj && lc->backing)
		memdev_regions(lc, memdev, obj);
}

static void walk_endpoints(struct list_ctx *lc, const struct node *port, const struct level *l,
			   struct rec *decoders)
{
	struct node *ep;

	node_foreach(ep, port, NODE_ENDPOINT) {
		struct rec *obj = NULL, *own;

		if (!select_endpoint(&lc->sel, ep) || !list_includes(lc, ep))
			continue;
		if (list_has(lc, LIST_ENDPOINTS))
			obj = list_port(lc, ep, l->endpoints);
		if (list_has(lc, LIST_MEMDEVS))
			walk_memdev(lc, ep->peer, obj, l->memdevs);
		if (!list_has(lc, LIST_DECODERS))
			continue;
		own = obj ? new_array(obj) : decoders;
		walk_decoders(lc, ep, own, NULL);
		if (obj)
			attach(obj, "decoders", ep, own);
	}
}

/*
 * @port_decoders and @endpoint_decoders: arrays of decoders that are not nested in a listed
 * device. They differ at top level only.
 */
static void walk_ports(struct list_ctx *lc, const struct node *parent, const struct level *outer,
		       struct rec *port_decoders, struct rec *endpoint_decoders)
{
	struct node *port;

	node_foreach(port, parent, NODE_PORT) {
		bool listed = select_port(&lc->sel, port);
		struct rec *obj = NULL;
		struct level l;

		if (!select_port_memdev(&lc->sel, port))
			continue;
		if (listed && !list_includes(lc, port))
			continue;
		if (listed && list_has(lc, LIST_PORTS))
			obj = list_port(lc, port, outer->ports);
		l = level_below(lc, obj, outer);
		walk_endpoints(lc, port, &l, obj ? l.decoders : endpoint_decoders);
		walk_decoders(lc, port, obj ? l.decoders : port_decoders, NULL);
		walk_ports(lc, port, &l, obj ? l.decoders : port_decoders,
			   obj ? l.decoders : endpoint_decoders);
		level_attach(obj, port, &l, outer);
	}
}

static void walk_bus(struct list_ctx *lc, const struct node *bus, const struct top *top)
{
	struct level l, outer = { top->ports, top->endpoints, top->port_decoders, top->regions,
				  top->memdevs };
	struct rec *obj = NULL;

	if (!select_bus(&lc->sel, bus))
		return;
	if (list_has(lc, LIST_BUSES) && select_port(&lc->sel, bus))
		obj = list_port(lc, bus, top->buses);
	l = level_below(lc, obj, &outer);
	walk_decoders(lc, bus, obj ? l.decoders : top->root_decoders, l.regions);
	walk_endpoints(lc, bus, &l, obj ? l.decoders : top->endpoint_decoders);
	walk_ports(lc, bus, &l, obj ? l.decoders : top->port_decoders,
		   obj ? l.decoders : top->endpoint_decoders);
	level_attach(obj, bus, &l, &outer);
}

/* Memdevs that are not below a port because they are disabled or have no endpoint yet. */
static void walk_detached(struct list_ctx *lc, struct rec *anon)
{
	const struct node_list *l = &lc->t->kinds[NODE_MEMDEV];
	size_t i;

	for (i = 0; list_has(lc, LIST_MEMDEVS) && list_has(lc, LIST_IDLE) && i < l->count; i++)
		if (!l->at[i]->enabled || !node_bus(l->at[i]->peer))
			walk_memdev(lc, l->at[i], NULL, anon);
}

/* The objects of a single kind are members of @top, several kinds are objects of one key. */
static void splice(struct rec *top, const char *const *names, struct rec *const *lists,
		   size_t count)
{
	size_t i, kinds = 0;

	for (i = 0; i < count; i++)
		kinds += lists[i]->count > 0;
	for (i = 0; i < count; i++) {
		struct rec *c = lists[i]->first, *next;

		if (lists[i]->count == 0)
			continue;
		if (kinds > 1) {
			rec_attach(rec_obj(top, NULL), names[i], lists[i]);
			continue;
		}
		for (; c; c = next) {
			next = c->next;
			c->next = NULL;
			rec_attach(top, NULL, c);
		}
	}
}

void list_walk(struct list_ctx *lc, struct rec *top)
{
	/* clang-format off */
	static const char *const names[] = {
		"anon memdevs", "buses", "ports", "endpoints", "memdevs", "root decoders",
		"port decoders", "endpoint decoders", "regions",
	};
	/* clang-format on */
	struct rec *lists[ARRAY_SIZE(names)];
	const struct node_list *buses = &lc->t->kinds[NODE_BUS];
	struct top t;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lists); i++)
		lists[i] = new_array(top);
	t = (struct top){ lists[0], lists[1], lists[2], lists[3], lists[4],
			  lists[5], lists[6], lists[7], lists[8] };
	if (lc->tree_layout && list_has(lc, LIST_MEMDEVS) && list_has(lc, LIST_REGIONS) &&
	    read_backing(lc) < 0)
		rec_fail(top);
	walk_detached(lc, t.anon);
	for (i = 0; i < buses->count; i++)
		walk_bus(lc, buses->at[i], &t);
	splice(top, names, lists, ARRAY_SIZE(lists));
	free(lc->backing);
	lc->backing = NULL;
}
