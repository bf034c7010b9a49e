// SPDX-License-Identifier: LGPL-2.1-or-later
/* Whether the kernel would commit decoders now. */
#include <stdio.h>

#include "cxl/lib/region/order.h"
#include "cxl/lib/topo/decoder.h"

int decoders_committed(const struct topo *t, const struct node *port, u64 *ret)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	int rc = node_open(t, port, &d);

	return rc < 0 ? rc : sysdir_read_u64(&d, "decoders_committed", ret);
}

/* Where the kernel does not count them: a reservation that is in no region. */
static bool is_only_reserved(const struct sysdir *decoder)
{
	u64 dpa_size, size;

	return sysdir_read_u64(decoder, "dpa_size", &dpa_size) == 0 &&
	       sysdir_read_u64(decoder, "size", &size) == 0 && dpa_size && !size;
}

static bool is_locked(const struct sysdir *decoder)
{
	u64 locked;

	return sysdir_read_u64(decoder, "locked", &locked) == 0 && locked;
}

static bool is_region_committed(const struct topo *t, const struct node *region)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	u64 commit;

	/* Where that cannot be read, the kernel decides. */
	return node_open(t, region, &d) < 0 || sysdir_read_u64(&d, "commit", &commit) < 0 || commit;
}

/* Only those that are committed can be locked, or part of a region with a driver. */
static bool is_committed(const struct topo *t, const struct node *decoder, bool counted)
{
	const struct node *region = decoder_region(t, decoder);
	auto_sysdir struct sysdir d = { .fd = -1 };

	if ((region && region->enabled) || node_open(t, decoder, &d) < 0)
		return true;
	if (region && !counted)
		return is_region_committed(t, region);
	return counted ? is_locked(&d) : !is_only_reserved(&d);
}

/* The first decoder before @decoder that is not committed; NULL: none, or not known. */
static const struct node *find_waiting(const struct topo *t, const struct node *decoder)
{
	const struct node *n;
	u64 committed;
	const bool counted = decoders_committed(t, decoder->parent, &committed) == 0;

	node_foreach(n, decoder->parent, NODE_DECODER)
		if (n->sub < decoder->sub && (!counted || n->sub >= committed) &&
		    !is_committed(t, n, counted))
			return n;
	return NULL;
}

/* Of a switch or host bridge; below those that are committed. */
static bool is_hole(const struct topo *t, const struct node *decoder)
{
	const struct node *region = decoder_region(t, decoder);
	auto_sysdir struct sysdir d = { .fd = -1 };
	u64 size;

	if (region)
		return !is_region_committed(t, region);
	return node_open(t, decoder, &d) == 0 && sysdir_read_u64(&d, "size", &size) == 0 && !size &&
	       !is_locked(&d);
}

const struct node *decoder_hole(const struct topo *t, const struct node *port)
{
	const struct node *n;
	u64 committed;

	if (decoders_committed(t, port, &committed) < 0)
		return NULL;
	node_foreach(n, port, NODE_DECODER)
		if (n->sub < committed && is_hole(t, n))
			return n;
	return NULL;
}

/* Of those that are committed. */
static const struct node *last_region_after(const struct topo *t, const struct node *decoder)
{
	const struct node *n, *region, *last = NULL;
	u64 committed;

	if (decoders_committed(t, decoder->parent, &committed) < 0)
		return NULL;
	node_foreach(n, decoder->parent, NODE_DECODER) {
		region = n->sub > decoder->sub && n->sub < committed ? decoder_region(t, n) : NULL;
		if (region && !region->removed && is_region_committed(t, region))
			last = region;
	}
	return last;
}

const struct node *port_blocked_by(const struct topo *t, const struct node *port)
{
	const struct node *hole = decoder_hole(t, port);

	return hole ? last_region_after(t, hole) : NULL;
}

bool decoder_next_is_free(const struct topo *t, const struct node *port)
{
	const struct node *n;
	char region[64];
	u64 committed;

	if (decoders_committed(t, port, &committed) < 0)
		return true;
	node_foreach(n, port, NODE_DECODER) {
		auto_sysdir struct sysdir d = { .fd = -1 };

		if (n->sub == committed)
			return node_open(t, n, &d) < 0 ||
			       sysdir_read(&d, "region", region, sizeof(region)) <= 0;
	}
	return false;
}

/* A later decoder that is committed; NULL: none, or not known. */
static const struct node *find_later(const struct topo *t, const struct node *decoder)
{
	const struct node *n, *last = NULL;
	u64 committed;

	if (decoders_committed(t, decoder->parent, &committed) < 0 || committed <= decoder->sub)
		return NULL;
	node_foreach(n, decoder->parent, NODE_DECODER)
		if (n->sub > decoder->sub && n->sub < committed)
			last = n;
	return last;
}

static int is_later(const struct topo *t, const struct node *decoder, const struct node *later,
		    struct fail *why)
{
	const struct node *region = decoder_region(t, later);
	char hint[160] = "a reset of the system is needed";

	if (region)
		snprintf(hint, sizeof(hint), "destroy %s first", region->name);
	return fail_set(why, -EBUSY, "decoder_order", hint,
			"%s has to be committed before %s, which is committed already",
			decoder->name, later->name);
}

static int check_order(const struct topo *t, const struct node *decoder, struct fail *why)
{
	const struct node *waiting = find_waiting(t, decoder), *later = find_later(t, decoder);
	const struct node *region;
	char hint[160] = "see cxl-free-dpa(1)";

	if (!waiting)
		return later ? is_later(t, decoder, later, why) : 0;
	region = decoder_region(t, waiting);
	if (region)
		snprintf(hint, sizeof(hint), "enable or destroy %s first", region->name);
	return fail_set(why, -EBUSY, "decoder_order", hint,
			"%s has to be committed before %s, and is not", waiting->name,
			decoder->name);
}

static int check_sanitize(const struct topo *t, const struct node *memdev, struct fail *why)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	char state[32];

	if (node_open(t, memdev, &d) < 0 ||
	    sysdir_read(&d, "security/state", state, sizeof(state)) < 0 ||
	    !str_eq(state, "sanitize"))
		return 0;
	return fail_set(why, -EBUSY, "sanitizing", "see cxl-wait-sanitize(1)",
			"%s is being sanitized", memdev->name);
}

int check_commit(const struct topo *t, const struct node *memdev, const struct node *decoder,
		 struct fail *why)
{
	int rc = check_sanitize(t, memdev, why);

	return rc == 0 ? check_order(t, decoder, why) : rc;
}

/* The decoder of @port that is part of @region; NULL: none. */
static const struct node *decoder_of(const struct topo *t, const struct node *port,
				     const struct node *region)
{
	const struct node *n;

	node_foreach(n, port, NODE_DECODER)
		if (decoder_region(t, n) == region)
			return n;
	return NULL;
}

const struct node *region_behind(const struct topo *t, const struct region_state *r)
{
	const struct node *decoder, *port, *behind = NULL;
	u64 i;

	for (i = 0; !behind && i < r->ways; i++) {
		decoder = topo_find(t, r->targets[i].decoder);
		port = decoder ? decoder->parent->parent : NULL;
		for (; !behind && port && port->kind == NODE_PORT; port = port->parent) {
			decoder = decoder_of(t, port, r->node);
			behind = decoder ? last_region_after(t, decoder) : NULL;
		}
	}
	return behind;
}

static int check_ports(const struct topo *t, const struct region_state *r,
		       const struct node *endpoint, struct fail *why)
{
	const struct node *port, *decoder;
	int rc = 0;

	for (port = endpoint->parent; rc == 0 && port && port->kind == NODE_PORT;
	     port = port->parent) {
		decoder = decoder_of(t, port, r->node);
		rc = decoder ? check_order(t, decoder, why) : 0;
	}
	return rc;
}

int check_commit_region(const struct topo *t, const struct region_state *r, struct fail *why)
{
	const struct node *decoder;
	u64 i;
	int rc = 0;

	for (i = 0; rc == 0 && i < r->ways; i++) {
		decoder = topo_find(t, r->targets[i].decoder);
		if (!decoder)
			continue;
		rc = check_commit(t, r->targets[i].memdev, decoder, why);
		if (rc == 0)
			rc = check_ports(t, r, decoder->parent, why);
	}
	return rc;
}
