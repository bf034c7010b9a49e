// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a memory device can contribute to a new region. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/region/candidate.h"
#include "cxl/lib/region/dpa.h"
#include "cxl/lib/region/state.h"
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

/* Decoders of a port are used in ascending order; kernels before 6.7 do not show how many are. */
static bool has_free_decoder(const struct topo *t, const struct node *port)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	const struct node *n;
	u64 committed;

	if (node_open(t, port, &d) < 0 || sysdir_read_u64(&d, "decoders_committed", &committed) < 0)
		return true;
	node_foreach(n, port, NODE_DECODER) {
		auto_sysdir struct sysdir dec = { .fd = -1 };
		char region[64];

		if (n->sub == committed)
			return node_open(t, n, &dec) < 0 ||
			       sysdir_read(&dec, "region", region, sizeof(region)) <= 0;
	}
	return false;
}

static void check_ports(const struct topo *t, struct candidate *c)
{
	const struct node *port;

	for (port = c->memdev->peer->parent; port && port->kind == NODE_PORT; port = port->parent)
		if (!has_free_decoder(t, port)) {
			fail_set(
				&c->why, -ENOSPC, "no_port_decoder",
				"destroy a region that goes through this port, or enable those that "
				"are not committed",
				"%s has no free decoder", port->name);
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

static bool has_target(const struct candidate_list *l, const struct region_state *r)
{
	size_t i;
	u64 k;

	for (k = 0; k < r->ways; k++)
		for (i = 0; i < l->count; i++)
			if (r->targets[k].memdev == l->at[i].memdev)
				return true;
	return false;
}

static bool find_unfinished(const struct topo *t, const struct window *w,
			    const struct candidate_list *l, struct region_state *ret)
{
	const struct node_list *regions = &t->kinds[NODE_REGION];
	size_t i;

	for (i = 0; i < regions->count; i++)
		if (region_read(t, regions->at[i], ret, NULL) == 0 &&
		    (!ret->committed || !ret->node->enabled) &&
		    ((ret->has_range && ret->node->parent == w->decoder) || has_target(l, ret)))
			return true;
	return false;
}

void candidates_explain_unfinished(const struct topo *t, const struct window *w,
				   const struct candidate_list *l, struct fail *why)
{
	struct region_state r;
	const char *name;

	if (!find_unfinished(t, w, l, &r))
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
