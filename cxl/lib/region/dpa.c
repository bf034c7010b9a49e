// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * DPA that endpoint decoders reserve. The kernel allocates it by ascending number of the decoders,
 * and frees it by descending number.
 */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/lib/region/dpa.h"
#include "cxl/lib/region/order.h"
#include "util/num.h"

/* Without -i, decoders that are not committed are not listed. */
#define LIST_DECODERS "see 'cxl list -D -i'"

/* What sysfs tells about one decoder. */
struct dpa_decoder {
	const struct node *node;
	char mode[16];
	u64 dpa_size;
	u64 size; /* in the address space of the host, once it is part of a region */
	bool committed;
};

static int read_decoder(const struct topo *t, const struct node *n, struct dpa_decoder *ret,
			struct fail *why)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	struct dpa_decoder dec = { .node = n };
	u64 locked = 0;
	int rc = node_open(t, n, &d);

	if (rc == 0)
		rc = sysdir_read(&d, "mode", dec.mode, sizeof(dec.mode));
	if (rc >= 0)
		rc = sysdir_read_u64(&d, "dpa_size", &dec.dpa_size);
	if (rc == 0)
		rc = sysdir_read_u64(&d, "size", &dec.size);
	if (rc == 0)
		rc = sysdir_read_u64(&d, "locked", &locked);
	if (rc < 0)
		return fail_set(why, rc, "read_failed", rc == -EACCES ? "run as root" : "",
				"cannot read the attributes of %s: %s", n->name,
				sys_error_text(rc));
	dec.committed = locked != 0; /* only decoders that are committed can be locked */
	*ret = dec;
	return 0;
}

static const struct node *endpoint_of(const struct memdev *m, struct fail *why)
{
	if (!m->node->peer)
		fail_set(why, -ENXIO, "not_enabled", "see cxl-enable-memdev(1)",
			 "the memory device has no endpoint, or is not enabled");
	return m->node->peer;
}

static bool is_named(const struct node *decoder, const char *name)
{
	u64 number;

	return str_eq(decoder->name, name) ||
	       (num_u64(name, 10, &number) == 0 && number == decoder->sub);
}

static int no_decoder(const struct dpa_request *rq, const char *what, struct fail *why)
{
	if (rq->decoder)
		return fail_set(why, -ENODEV, "no_such_decoder", LIST_DECODERS,
				"no match for decoder '%s'", rq->decoder);
	return fail_set(why, -ENXIO, "no_decoder", LIST_DECODERS, "no decoder %s", what);
}

static int partition_size(const struct topo *t, const struct node *memdev, const char *mode,
			  u64 *ret, struct fail *why)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	char attr[32];
	int rc = node_open(t, memdev, &d);

	snprintf(attr, sizeof(attr), "%s/size", mode);
	if (rc == 0)
		rc = sysdir_read_u64(&d, attr, ret);
	if (rc == -ENOENT) {
		*ret = 0;
		return 0;
	}
	return rc < 0 ? fail_set(why, rc, "read_failed", "", "cannot read %s: %s", attr,
				 sys_error_text(rc))
		      : 0;
}

/* The decoder to use, and how much of the partition is free. */
struct choice {
	struct dpa_decoder target;
	bool found;
	const struct node *before; /* an earlier decoder without a reservation */
	u64 used;
	bool pmem_used;
};

/* Decoders are committed in ascending order. Kernels before 6.7 do not show how many are. */
static int read_committed(const struct topo *t, const struct node *endpoint, u64 *ret,
			  struct fail *why)
{
	int rc = decoders_committed(t, endpoint, ret);

	if (rc == -ENOENT)
		*ret = 0;
	return rc < 0 && rc != -ENOENT
		       ? fail_set(why, rc, "read_failed", "",
				  "cannot read which decoders of %s are committed: %s",
				  endpoint->name, sys_error_text(rc))
		       : 0;
}

static int add_used(const struct dpa_request *rq, const struct dpa_decoder *d, struct choice *c,
		    struct fail *why)
{
	if (d->dpa_size && str_eq(d->mode, "pmem"))
		c->pmem_used = true;
	if (!str_eq(d->mode, rq->mode))
		return 0;
	if (d->dpa_size > UINT64_MAX - c->used)
		return fail_set(why, -EBADMSG, "invalid", "", "invalid size of %s", d->node->name);
	c->used += d->dpa_size;
	return 0;
}

static int choose(const struct dpa_request *rq, const struct node *endpoint, struct choice *c,
		  struct fail *why)
{
	const struct node *n, *first = NULL;
	struct dpa_decoder d;
	u64 committed;
	bool free;
	int rc = read_committed(rq->m->topo, endpoint, &committed, why);

	node_foreach(n, endpoint, NODE_DECODER) {
		if (rc == 0)
			rc = read_decoder(rq->m->topo, n, &d, why);
		if (rc == 0)
			rc = add_used(rq, &d, c, why);
		if (rc < 0)
			return rc;
		/* The firmware may commit decoders of size 0. */
		d.committed |= n->sub < committed;
		free = !d.dpa_size && !d.committed;
		if (!c->found && (rq->decoder ? is_named(n, rq->decoder) : free)) {
			c->target = d;
			c->found = true;
			c->before = first;
		}
		if (!first && free)
			first = n;
	}
	if (rc < 0)
		return rc;
	return c->found ? 0 : no_decoder(rq, "is free", why);
}

static u64 free_of(u64 total, u64 used)
{
	u64 avail = total > used ? total - used : 0;

	return avail - avail % DPA_ALIGNMENT;
}

/* Persistent memory is behind volatile memory, and addresses are reserved in order. */
static int behind_reserved(const char *mode, struct fail *why)
{
	return fail_set(why, -ENOSPC, "no_capacity", "see cxl-free-dpa(1)",
			"no available capacity of type %s: persistent memory, which is behind it,"
			" is reserved",
			mode);
}

/* Why nothing is available: the device may have the other type only. */
static int no_capacity(const struct dpa_request *rq, u64 total, struct fail *why)
{
	const char *other = str_eq(rq->mode, "pmem") ? "ram" : "pmem";
	char hint[40] = LIST_DECODERS;
	u64 size = 0;

	if (!total && partition_size(rq->m->topo, rq->m->node, other, &size, NULL) == 0 && size)
		snprintf(hint, sizeof(hint), "use --type %s", other);
	return fail_set(why, -ENOSPC, "no_capacity", hint, "no available capacity of type %s",
			rq->mode);
}

static int invalid_size(u64 size, u64 avail, struct fail *why)
{
	char text[SIZE_EXACT_MAX], other[SIZE_EXACT_MAX];

	size_exact(size, text, sizeof(text));
	size_exact(size > avail ? avail : DPA_ALIGNMENT, other, sizeof(other));
	if (size > avail)
		return fail_set(why, -ENOSPC, "too_large", LIST_DECODERS,
				"size %s exceeds the available capacity, %s", text, other);
	return fail_set(why, -EINVAL, "not_aligned", "", "size %s is not a multiple of %s", text,
			other);
}

static int reserve_size(const struct dpa_request *rq, const struct choice *c, u64 *ret,
			struct fail *why)
{
	u64 total, avail;
	int rc = partition_size(rq->m->topo, rq->m->node, rq->mode, &total, why);

	if (rc < 0)
		return rc;
	if (total && c->pmem_used && !str_eq(rq->mode, "pmem"))
		return behind_reserved(rq->mode, why);
	avail = free_of(total, c->used);
	if (!avail)
		return no_capacity(rq, total, why);
	*ret = rq->all ? avail : rq->size;
	return *ret > avail || !*ret || *ret % DPA_ALIGNMENT ? invalid_size(*ret, avail, why) : 0;
}

/* A reservation that no region uses: of reserve-dpa, or of a region that was not completed. */
static bool has_no_region(const struct topo *t, const struct dpa_decoder *d)
{
	auto_sysdir struct sysdir dir = { .fd = -1 };
	char region[64];

	return node_open(t, d->node, &dir) == 0 &&
	       sysdir_read(&dir, "region", region, sizeof(region)) == 0;
}

/* What the decoders of an endpoint have reserved of one type, and the one to use next. */
struct reservations {
	const struct node *next;
	const struct node *foreign; /* committed without a region; NULL: none */
	u64 reserved;		    /* by .next */
	u64 used;		    /* by all of them */
	bool pmem_used;
};

/* Decoders are used in ascending order. */
static int find_next(const struct topo *t, const struct node *memdev, const char *mode,
		     struct reservations *r, struct fail *why)
{
	const struct node *n;
	struct dpa_decoder d;
	u64 committed;
	bool wanted;
	int rc = read_committed(t, memdev->peer, &committed, why);

	if (rc < 0)
		return rc;
	node_foreach(n, memdev->peer, NODE_DECODER) {
		rc = read_decoder(t, n, &d, why);
		if (rc < 0)
			return rc;
		d.committed |= n->sub < committed;
		wanted = str_eq(d.mode, mode);
		r->pmem_used |= d.dpa_size && str_eq(d.mode, "pmem");
		if (wanted && __builtin_add_overflow(r->used, d.dpa_size, &r->used))
			r->used = UINT64_MAX;
		if (!d.dpa_size && !d.size) {
			if (!r->next && !d.committed)
				r->next = n;
			continue;
		}
		r->next = wanted && !d.size && has_no_region(t, &d) ? n : NULL;
		r->reserved = r->next ? d.dpa_size : 0;
		if (d.size && has_no_region(t, &d))
			r->foreign = n;
	}
	return 0;
}

static int needs_reset(const struct node *decoder, const struct node *memdev, struct fail *why)
{
	return fail_set(why, -ENXIO, "needs_reset", "a reset of the system is needed",
			"%s of %s was committed by the firmware, without a region", decoder->name,
			memdev->name);
}

int dpa_find_free(const struct topo *t, const struct node *memdev, const char *mode,
		  struct dpa_free *ret, struct fail *why)
{
	struct reservations r = { .next = NULL };
	u64 total, available;
	int rc = partition_size(t, memdev, mode, &total, why);

	if (rc < 0)
		return rc;
	if (!total)
		return fail_set(why, -ENXIO, "no_capacity", "see 'cxl list -M'",
				"%s is not %s capable", memdev->name,
				str_eq(mode, "ram") ? "volatile" : mode);
	rc = find_next(t, memdev, mode, &r, why);
	if (rc < 0)
		return rc;
	if (!r.next && r.foreign)
		return needs_reset(r.foreign, memdev, why);
	if (!r.next)
		return fail_set(why, -ENOSPC, "no_decoder",
				"destroy a region, or see cxl-free-dpa(1)",
				"could not get a free decoder for %s", memdev->name);
	if (r.pmem_used && !str_eq(mode, "pmem"))
		return behind_reserved(mode, why);
	available = free_of(total, r.used - r.reserved);
	if (!available && r.foreign)
		return needs_reset(r.foreign, memdev, why);
	if (!available)
		return fail_set(why, -ENOSPC, "no_capacity", LIST_DECODERS,
				"%s has no available capacity of type %s", memdev->name, mode);
	*ret = (struct dpa_free){ r.next, available, r.reserved };
	return check_commit(t, memdev, r.next, why);
}

void plan_dpa_mode(struct plan *p, const struct node *decoder, const char *mode)
{
	plan_set(p, decoder->path, "mode", mode, "set the mode of %s to %s", decoder->name, mode);
	plan_read_back(p);
	/* It is of no consequence without a reservation, and cannot be set to "none" again. */
	plan_needs_no_undo(p);
}

void plan_dpa_size(struct plan *p, const struct node *decoder, u64 size, u64 before)
{
	const struct node *memdev = decoder->parent->peer;
	char value[32];

	snprintf(value, sizeof(value), "0x%" PRIx64, size);
	if (size)
		plan_set(p, decoder->path, "dpa_size", value,
			 "reserve 0x%" PRIx64 " bytes of %s with %s", size,
			 memdev ? memdev->name : decoder->parent->name, decoder->name);
	else
		plan_set(p, decoder->path, "dpa_size", value, "release 0x%" PRIx64 " bytes of %s",
			 before, decoder->name);
	plan_read_back(p);
	snprintf(value, sizeof(value), "0x%" PRIx64, before);
	plan_undo(p, NULL, value);
}

static int already_reserved(const struct dpa_decoder *d, struct fail *why)
{
	char text[SIZE_EXACT_MAX];

	size_exact(d->dpa_size, text, sizeof(text));
	return fail_set(why, -EBUSY, "reserved", "see cxl-free-dpa(1)",
			"%s has reserved %s already", d->node->name, text);
}

/* The kernel accepts neither: __cxl_dpa_reserve(), cxl_dpa_free() in drivers/cxl/core/hdm.c. */
static int out_of_sequence(const struct dpa_request *rq, const struct node *decoder,
			   const struct node *other, const char *reason, struct fail *why)
{
	if (!rq->force)
		return fail_refuse(why, "out_of_sequence", "use --force to try it",
				   "%s is out of sequence: %s %s", decoder->name, other->name,
				   reason);
	return rq->m->ctx->dry_run ? fail_set(why, -EBUSY, "out_of_sequence", "",
					      "the kernel refuses it: %s is out of sequence: %s %s",
					      decoder->name, other->name, reason)
				   : 0;
}

int plan_reserve_dpa(struct plan *p, const struct dpa_request *rq, const struct node **ret,
		     struct fail *why)
{
	const struct node *endpoint = endpoint_of(rq->m, why);
	struct choice c = { .found = false };
	u64 size = 0;
	int rc = endpoint ? choose(rq, endpoint, &c, why) : -ENXIO;

	if (rc < 0)
		return rc;
	*ret = c.target.node;
	if (c.target.dpa_size && c.target.dpa_size == rq->size && str_eq(c.target.mode, rq->mode))
		return 0;
	if (c.target.dpa_size)
		return already_reserved(&c.target, why);
	if (c.target.committed)
		return fail_set(why, -EBUSY, "committed", "use another decoder",
				"%s is committed without capacity until the next reset",
				c.target.node->name);
	if (c.before)
		rc = out_of_sequence(rq, c.target.node, c.before, "is free", why);
	if (rc < 0)
		return rc;
	rc = reserve_size(rq, &c, &size, why);
	if (rc < 0)
		return rc;
	if (!str_eq(c.target.mode, rq->mode))
		plan_dpa_mode(p, c.target.node, rq->mode);
	plan_dpa_size(p, c.target.node, size, c.target.dpa_size);
	return 0;
}

int plan_free_dpa(struct plan *p, const struct dpa_request *rq, const struct node **ret,
		  struct fail *why)
{
	const struct node *endpoint = endpoint_of(rq->m, why), *n;
	struct dpa_decoder d, target = { .node = NULL };
	const struct node *last = NULL; /* with a reservation */
	int rc;

	if (!endpoint)
		return -ENXIO;
	node_foreach(n, endpoint, NODE_DECODER) {
		rc = read_decoder(rq->m->topo, n, &d, why);
		if (rc < 0)
			return rc;
		if (d.dpa_size)
			last = n;
		if (rq->decoder ? is_named(n, rq->decoder)
				: d.dpa_size && !d.size && (!rq->mode || str_eq(d.mode, rq->mode)))
			target = d;
	}
	if (!target.node)
		return no_decoder(rq, "has a reservation that can be released", why);
	*ret = target.node;
	if (!target.dpa_size)
		return 0;
	if (target.size)
		return fail_set(why, -EBUSY, "in_region", "destroy the region first",
				"%s is part of a region", target.node->name);
	if (rq->mode && !str_eq(target.mode, rq->mode))
		return fail_set(why, -EINVAL, "wrong_type", "", "%s is of type %s",
				target.node->name, target.mode);
	if (last != target.node)
		rc = out_of_sequence(rq, target.node, last, "has a reservation", why);
	if (rc < 0)
		return rc;
	plan_dpa_size(p, target.node, 0, target.dpa_size);
	return 0;
}
