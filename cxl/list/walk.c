// SPDX-License-Identifier: GPL-2.0-only
/* The walk of "cxl list": depth first through the buses, children inside their listed parents. */
#include <stdlib.h>

#include "cxl/lib/topo/region.h"
#include "cxl/list/list.h"

/* Where each kind of object goes at the current level; in the order they are printed. */
struct level {
	struct rec *ports, *endpoints, *decoders, *regions, *memdevs;
};

/* Top level has three lists of decoders, by the kind of port they belong to. */
struct top {
	struct rec *anon, *buses, *ports, *endpoints, *memdevs;
	struct rec *root_decoders, *port_decoders, *endpoint_decoders, *regions;
};

static struct rec *loose(struct rec *near)
{
	return rec_loose(near, VAL_ARR);
}

/* Lists of a listed device's own for the kinds that are listed; else those around it. */
static struct level level_below(struct view *v, struct rec *obj, const struct level *around)
{
	struct level l = *around;

	if (!obj)
		return l;
	if (v->ports)
		l.ports = loose(obj);
	if (v->endpoints)
		l.endpoints = loose(obj);
	if (v->decoders)
		l.decoders = loose(obj);
	if (v->regions)
		l.regions = loose(obj);
	if (v->memdevs)
		l.memdevs = loose(obj);
	return l;
}

static void attach(struct rec *obj, const char *what, const struct node *n, struct rec *list)
{
	if (list->count)
		rec_attach(obj, rec_keyf(obj, "%s:%s", what, n->name), list);
}

static void level_attach(struct rec *obj, const struct node *n, const struct level *l,
			 const struct level *around)
{
	if (!obj)
		return;
	if (l->ports != around->ports)
		attach(obj, "ports", n, l->ports);
	if (l->endpoints != around->endpoints)
		attach(obj, "endpoints", n, l->endpoints);
	if (l->decoders != around->decoders)
		attach(obj, "decoders", n, l->decoders);
	if (l->regions != around->regions)
		attach(obj, "regions", n, l->regions);
	if (l->memdevs != around->memdevs)
		attach(obj, "memdevs", n, l->memdevs);
}

struct placed {
	const struct node *region;
	u64 resource;
};

static int by_resource(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	if (x->resource != y->resource)
		return x->resource < y->resource ? -1 : 1;
	return (x->region->id > y->region->id) - (x->region->id < y->region->id);
}

static void walk_regions(struct view *v, const struct node *decoder, struct rec *list)
{
	auto_free struct placed *found = NULL;
	struct node *r;
	size_t n = 0, i;

	node_foreach(r, decoder, NODE_REGION)
		n++;
	found = calloc(n + 1, sizeof(*found));
	if (!found)
		return;
	n = 0;
	node_foreach(r, decoder, NODE_REGION) {
		auto_sysdir struct sysdir d = { .fd = -1 };

		if (!select_region(&v->sel, r) || (!v->idle && !r->enabled))
			continue;
		found[n] = (struct placed){ r, UINT64_MAX };
		if (node_open(v->t, r, &d) == 0 &&
		    sysdir_read_u64(&d, "resource", &found[n].resource) < 0)
			found[n].resource = UINT64_MAX;
		n++;
	}
	qsort(found, n, sizeof(*found), by_resource);
	for (i = 0; i < n; i++)
		view_region(v, found[i].region, list);
}

static void walk_decoders(struct view *v, const struct node *port, struct rec *decoders,
			  struct rec *regions)
{
	struct node *n;

	if (!v->decoders && !(v->regions && port->kind == NODE_BUS))
		return;
	node_foreach(n, port, NODE_DECODER) {
		struct rec *obj = NULL, *list = regions;
		bool listed = v->decoders && select_decoder(&v->sel, n);

		if (listed)
			obj = view_decoder(v, n, decoders);
		if (listed && !obj)
			continue; /* an idle one, and what is below it */
		if (!v->regions || port->kind != NODE_BUS || v->tree_layout)
			continue;
		if (obj)
			list = loose(obj);
		walk_regions(v, n, list);
		if (obj)
			attach(obj, "regions", n, list);
	}
}

/* For a sketch: the regions that @memdev is a part of, below it. */
static void sketch_regions(struct view *v, const struct node *memdev, struct rec *obj)
{
	const struct node_list *l = &v->t->kinds[NODE_REGION];
	struct rec *list = loose(obj);
	size_t i;
	u64 p;

	for (i = 0; i < l->count; i++) {
		auto_sysdir struct sysdir d = { .fd = -1 };

		if (!select_region(&v->sel, l->at[i]) || (!v->idle && !l->at[i]->enabled) ||
		    node_open(v->t, l->at[i], &d) < 0)
			continue;
		for (p = 0; p < region_ways(&d); p++) {
			if (target_memdev(region_target(v->t, &d, p)) == memdev)
				view_region(v, l->at[i], list);
		}
	}
	attach(obj, "regions", memdev, list);
}

static void walk_memdev(struct view *v, const struct node *memdev, struct rec *endpoint,
			struct rec *memdevs)
{
	struct rec *obj;

	if (!memdev || !select_memdev(&v->sel, memdev) || !select_memdev_place(&v->sel, memdev) ||
	    (!v->idle && !memdev->enabled))
		return;
	obj = endpoint ? view_memdev(v, memdev, endpoint, "memdev")
		       : view_memdev(v, memdev, memdevs, NULL);
	if (obj && v->tree_layout && v->regions)
		sketch_regions(v, memdev, obj);
}

static void walk_endpoints(struct view *v, const struct node *port, const struct level *l,
			   struct rec *decoders)
{
	struct node *ep;

	node_foreach(ep, port, NODE_ENDPOINT) {
		struct rec *obj = NULL, *own;

		if (!select_endpoint(&v->sel, ep) || (!v->idle && !ep->enabled))
			continue;
		if (v->endpoints)
			obj = view_port(v, ep, l->endpoints);
		if (v->memdevs)
			walk_memdev(v, ep->peer, obj, l->memdevs);
		if (!v->decoders)
			continue;
		own = obj ? loose(obj) : decoders;
		walk_decoders(v, ep, own, NULL);
		if (obj)
			attach(obj, "decoders", ep, own);
	}
}

/*
 * @port_decoders and @endpoint_decoders: where decoders go while no listed device takes them;
 * they differ at top level only.
 */
static void walk_ports(struct view *v, const struct node *parent, const struct level *around,
		       struct rec *port_decoders, struct rec *endpoint_decoders)
{
	struct node *port;

	node_foreach(port, parent, NODE_PORT) {
		bool listed = select_port(&v->sel, port);
		struct rec *obj = NULL;
		struct level l;

		if (!select_port_memdev(&v->sel, port))
			continue;
		if (listed && !v->idle && !port->enabled)
			continue;
		if (listed && v->ports)
			obj = view_port(v, port, around->ports);
		l = level_below(v, obj, around);
		walk_endpoints(v, port, &l, obj ? l.decoders : endpoint_decoders);
		walk_decoders(v, port, obj ? l.decoders : port_decoders, NULL);
		walk_ports(v, port, &l, obj ? l.decoders : port_decoders,
			   obj ? l.decoders : endpoint_decoders);
		level_attach(obj, port, &l, around);
	}
}

static void walk_bus(struct view *v, const struct node *bus, const struct top *top)
{
	struct level l, around = { top->ports, top->endpoints, top->port_decoders, top->regions,
				   top->memdevs };
	struct rec *obj = NULL;

	if (!select_bus(&v->sel, bus))
		return;
	if (v->buses && select_port(&v->sel, bus))
		obj = view_bus(v, bus, top->buses);
	l = level_below(v, obj, &around);
	walk_decoders(v, bus, obj ? l.decoders : top->root_decoders, l.regions);
	walk_endpoints(v, bus, &l, obj ? l.decoders : top->endpoint_decoders);
	walk_ports(v, bus, &l, obj ? l.decoders : top->port_decoders,
		   obj ? l.decoders : top->endpoint_decoders);
	level_attach(obj, bus, &l, &around);
}

/* Disabled memdevs hang nowhere. */
static void walk_anonymous(struct view *v, struct rec *anon)
{
	const struct node_list *l = &v->t->kinds[NODE_MEMDEV];
	size_t i;

	for (i = 0; v->memdevs && v->idle && i < l->count; i++)
		if (!l->at[i]->enabled && select_memdev(&v->sel, l->at[i]))
			view_memdev(v, l->at[i], anon, NULL);
}

/* One kind alone is spliced into the array, several are wrapped by their names. */
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

void view_walk(struct view *v, struct rec *top)
{
	/* clang-format off */
	static const char *const names[] = {
		"anon memdevs", "buses", "ports", "endpoints", "memdevs", "root decoders",
		"port decoders", "endpoint decoders", "regions",
	};
	/* clang-format on */
	struct rec *lists[ARRAY_SIZE(names)];
	const struct node_list *buses = &v->t->kinds[NODE_BUS];
	struct top t;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lists); i++)
		lists[i] = loose(top);
	t = (struct top){ lists[0], lists[1], lists[2], lists[3], lists[4],
			  lists[5], lists[6], lists[7], lists[8] };
	walk_anonymous(v, t.anon);
	for (i = 0; i < buses->count; i++)
		walk_bus(v, buses->at[i], &t);
	splice(top, names, lists, ARRAY_SIZE(lists));
}
