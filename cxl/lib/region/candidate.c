// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a memory device can contribute to a new region. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/region/candidate.h"
#include "cxl/lib/region/dpa.h"
#include "cxl/lib/region/order.h"
#include "cxl/lib/topo/decoder.h"
#include "cxl/lib/topo/dport.h"

void candidates_free(struct candidate_list *l)
{
	free(l->at);
	*l = (struct candidate_list){ 0 };
}

static bool is_target(const struct interleave_root *root, u32 id)
{
	size_t i;

	for (i = 0; i < root->ways; i++)
		if (root->target[i] == id)
			return true;
	return false;
}

/* The downstream ports from the root to the endpoint. False: the window does not lead to it. */
static bool find_path(const struct topo *t, const struct window *w, struct candidate *c)
{
	const struct node *ports[INTERLEAVE_DEPTH], *n;
	const struct dport *dport;
	size_t count = 0;

	for (n = c->memdev->peer->parent; n && count < INTERLEAVE_DEPTH; n = n->parent)
		ports[count++] = n;
	if (n || !count || ports[count - 1] != w->decoder->parent)
		return false;
	while (count) {
		dport = dport_by_memdev(port_dports(t, ports[--count]), c->memdev);
		if (!dport)
			return false;
		c->path.hop[c->path.hops++] = dport->id;
	}
	return is_target(&w->root, c->path.hop[0]);
}

static void no_port_decoder(struct candidate *c, const struct node *port)
{
	fail_set(&c->why, -ENOSPC, "no_port_decoder",
		 "destroy a region that goes through this port, or enable those that are not "
		 "committed",
		 "%s has no free decoder", port->name);
}

/* Since Linux 6.12, a port whose decoders were disabled in another order takes no region. */
static void out_of_order(const struct topo *t, const struct node *hole, struct candidate *c)
{
	const struct node *region = port_blocked_by(t, hole->parent);
	char hint[120] = "destroy the regions that have the later decoders of this port";

	if (region)
		snprintf(hint, sizeof(hint), "destroy %s, which has a later one", region->name);
	fail_set(&c->why, -EBUSY, "decoder_order", hint,
		 "%s was disabled, and later decoders of %s are still committed", hole->name,
		 hole->parent->name);
}

static void note_highest(const struct topo *t, const struct node *port, struct candidate *c)
{
	const struct node *n, *region;
	struct region_state r;

	node_foreach(n, port, NODE_DECODER) {
		region = decoder_region(t, n);
		if (!region || region_read(t, region, &r, NULL) < 0 || !r.has_range ||
		    (c->highest && r.start <= c->highest_start))
			continue;
		c->highest = region;
		c->highest_port = port;
		c->highest_start = r.start;
	}
}

static void check_ports(const struct topo *t, struct candidate *c)
{
	const struct node *port, *hole;

	note_highest(t, c->memdev->peer, c);
	for (port = c->memdev->peer->parent; port && port->kind == NODE_PORT; port = port->parent) {
		hole = decoder_hole(t, port);
		note_highest(t, port, c);
		if (hole)
			out_of_order(t, hole, c);
		else if (!decoder_next_is_free(t, port))
			no_port_decoder(c, port);
		if (c->why.code)
			return;
	}
}

static void read_qos(const struct topo *t, const char *mode, struct candidate *c)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	char attr[32];

	snprintf(attr, sizeof(attr), "%s/qos_class", mode);
	c->has_qos =
		node_open(t, c->memdev, &d) == 0 && sysdir_read_u64(&d, attr, &c->qos_class) == 0;
}

/* False: the window does not lead to it. */
static bool read_candidate(const struct topo *t, const struct window *w, const char *mode,
			   struct candidate *c)
{
	struct dpa_free free;

	if (!c->memdev->peer || !find_path(t, w, c))
		return false;
	if (dpa_find_free(t, c->memdev, mode, &free, &c->why) == 0) {
		c->decoder = free.decoder;
		c->available = free.available;
		c->reserved = free.reserved;
	}
	read_qos(t, mode, c);
	if (!c->why.code)
		check_ports(t, c);
	return true;
}

int candidates_find(const struct topo *t, const struct window *w, const char *mode,
		    struct candidate_list *ret, struct fail *why)
{
	const struct node_list *l = &t->kinds[NODE_MEMDEV];
	struct candidate_list found = { calloc(l->count + 1, sizeof(*found.at)), 0 };
	size_t i;

	if (!found.at)
		return fail_nomem(why);
	for (i = 0; i < l->count; i++) {
		found.at[found.count] = (struct candidate){ .memdev = l->at[i] };
		found.count += read_candidate(t, w, mode, &found.at[found.count]);
	}
	*ret = found;
	return 0;
}

/* Something else has what the memory device needs; -ENXIO: it has no memory of the type. */
static bool is_occupied(const struct candidate *c)
{
	static const char *const codes[] = { "no_capacity", "no_decoder", "no_port_decoder",
					     "decoder_order" };
	size_t i;

	for (i = 0; c->why.code && c->why.err != -ENXIO && i < ARRAY_SIZE(codes); i++)
		if (str_eq(c->why.code, codes[i]))
			return true;
	return false;
}

/* It has a decoder of a port above the memory device of @c, which lacks one there. */
static bool has_port_decoder(const struct topo *t, const struct region_state *r,
			     const struct candidate *c)
{
	const struct node *port, *n;

	if (!c->why.code ||
	    !(str_eq(c->why.code, "no_port_decoder") || str_eq(c->why.code, "decoder_order")))
		return false;
	for (port = c->memdev->peer->parent; port && port->kind == NODE_PORT; port = port->parent)
		node_foreach(n, port, NODE_DECODER)
			if (decoder_region(t, n) == r->node)
				return true;
	return false;
}

/* @why: the reason why no region can be created. */
static bool is_in_the_way(const struct topo *t, const struct region_state *r,
			  const struct window *w, const struct candidate_list *l,
			  const struct fail *why)
{
	const bool space = str_eq(why->code, "no_space") || str_eq(why->code, "too_large");
	size_t i;

	if (space && r->has_range && r->node->parent == w->decoder)
		return true;
	for (i = 0; i < l->count; i++)
		if ((region_has_memdev(r, l->at[i].memdev) && (space || is_occupied(&l->at[i]))) ||
		    has_port_decoder(t, r, &l->at[i]))
			return true;
	return false;
}

void candidates_explain_unfinished(const struct topo *t, const struct window *w,
				   const struct candidate_list *l, struct fail *why)
{
	const struct node_list *regions = &t->kinds[NODE_REGION];
	struct region_state r;
	const char *name;
	size_t i;

	for (i = 0; i < regions->count; i++)
		if (region_read(t, regions->at[i], &r, NULL) == 0 &&
		    (!r.committed || !r.node->enabled) && is_in_the_way(t, &r, w, l, why))
			break;
	if (i == regions->count)
		return;
	name = r.node->name;
	if (r.committed)
		snprintf(
			why->hint, sizeof(why->hint),
			"%s is disabled; 'cxl enable-region %s' enables it, 'cxl destroy-region %s'"
			" frees what it occupies",
			name, name, name);
	else
		snprintf(why->hint, sizeof(why->hint),
			 "%s is not committed; 'cxl destroy-region %s' frees what it occupies",
			 name, name);
}
