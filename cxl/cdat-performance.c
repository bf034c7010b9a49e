// SPDX-License-Identifier: GPL-2.0-only
/* Latency and bandwidth in a CDAT, beside the values that the kernel derived. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/cdat-performance.h"
#include "cxl/lib/topo/decoder.h"
#include "cxl/lib/topo/region.h"

#define PATHS_MAX 4096

static const char *const keys[] = {
	"read_latency_ns",
	"write_latency_ns",
	"read_bandwidth_mb_per_s",
	"write_bandwidth_mb_per_s",
};

static void add_access(const struct cdat_access *a, struct rec *o)
{
	const u64 values[] = {
		cdat_ps_to_ns(a->read_latency),
		cdat_ps_to_ns(a->write_latency),
		a->read_bandwidth,
		a->write_bandwidth,
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(keys); i++)
		if (values[i])
			rec_uint(o, keys[i], values[i]);
}

/* --- what the kernel derived */

struct partition {
	const char *name; /* NULL: not known */
	bool has_qos_class;
	u64 qos_class;
};

static bool is_inside(const struct cdat_range *r, u64 dpa, u64 size)
{
	return r->dpa >= dpa && r->dpa - dpa < size && r->size <= size - (r->dpa - dpa);
}

static bool overlaps(const struct cdat_range *r, u64 dpa, u64 size)
{
	return dpa >= r->dpa ? dpa - r->dpa < r->size : r->dpa - dpa < size;
}

/* The partition that has the whole range, as in cxl_memdev_set_qos_class() of the kernel. */
static struct partition find_partition(const struct sysdir *memdev, const struct cdat_range *r)
{
	struct partition ret = { 0 };
	u64 ram, pmem;

	if (sysdir_read_u64(memdev, "ram/size", &ram) < 0)
		return ret;
	if (is_inside(r, 0, ram))
		ret.name = "ram";
	else if (sysdir_read_u64(memdev, "pmem/size", &pmem) == 0 && is_inside(r, ram, pmem))
		ret.name = "pmem";
	if (ret.name)
		ret.has_qos_class =
			sysdir_read_u64(memdev,
					ret.name[0] == 'r' ? "ram/qos_class" : "pmem/qos_class",
					&ret.qos_class) == 0;
	return ret;
}

/* Those of drivers/cxl/core/region.c. Returns how many there are. */
static size_t read_access(const struct sysdir *region, const char *class, u64 values[4])
{
	static const char *const attrs[] = {
		"read_latency",
		"write_latency",
		"read_bandwidth",
		"write_bandwidth",
	};
	size_t i, count = 0;
	char path[40];

	for (i = 0; i < ARRAY_SIZE(attrs); i++) {
		snprintf(path, sizeof(path), "%s/%s", class, attrs[i]);
		if (sysdir_read_u64(region, path, &values[i]) == 0)
			count++;
		else
			values[i] = 0;
	}
	return count;
}

/* A region that uses a range. */
struct use {
	const struct topo *t;
	const struct cdat_range *range;
	const struct partition *partition;
	const struct node *region;
};

static void add_region_row(const struct use *u, const struct sysdir *region, const char *source,
			   const u64 values[4], struct rec *list)
{
	auto_sysdir struct sysdir root = { .fd = -1 };
	struct rec *o = rec_obj(list, NULL);
	u64 ways = region_ways(region), qos_class;
	size_t i;

	rec_uint(o, "handle", u->range->handle);
	rec_str(o, "source", source);
	rec_str(o, "region", u->region->name);
	if (ways)
		rec_uint(o, "interleave_ways", ways);
	for (i = 0; i < ARRAY_SIZE(keys); i++)
		if (values[i])
			rec_uint(o, keys[i], values[i]);
	if (!u->region->parent || node_open(u->t, u->region->parent, &root) < 0 ||
	    sysdir_read_u64(&root, "qos_class", &qos_class) < 0)
		return;
	rec_uint(o, "qos_class", qos_class);
	if (u->partition->has_qos_class && u->partition->qos_class != qos_class)
		rec_bool(o, "qos_class_mismatch", true);
}

/* access0: from the nearest initiator, access1: from the nearest CPU. */
static void add_region(const struct use *u, struct rec *list)
{
	static const char *const classes[] = { "access0", "access1" };
	auto_sysdir struct sysdir region = { .fd = -1 };
	u64 values[4] = { 0 };
	bool found = false;
	size_t i;

	if (node_open(u->t, u->region, &region) < 0)
		return;
	for (i = 0; i < ARRAY_SIZE(classes); i++)
		if (read_access(&region, classes[i], values)) {
			add_region_row(u, &region, classes[i], values, list);
			found = true;
		}
	if (!found)
		add_region_row(u, &region, "kernel", values, list);
}

static void add_regions(const struct use *range, const struct node *endpoint, struct rec *list)
{
	const struct node *decoder;
	struct use u = *range;
	u64 dpa, size;

	node_foreach(decoder, endpoint, NODE_DECODER) {
		auto_sysdir struct sysdir d = { .fd = -1 };

		u.region = decoder_region(u.t, decoder);
		if (u.region && node_open(u.t, decoder, &d) == 0 &&
		    sysdir_read_u64(&d, "dpa_resource", &dpa) == 0 &&
		    sysdir_read_u64(&d, "dpa_size", &size) == 0 && overlaps(u.range, dpa, size))
			add_region(&u, list);
	}
}

static void add_range(const struct use *u, struct rec *list)
{
	struct rec *o = rec_obj(list, NULL);

	rec_uint(o, "handle", u->range->handle);
	rec_str(o, "source", "device");
	if (u->partition->name)
		rec_str(o, "partition", u->partition->name);
	rec_num(o, "dpa", VAL_HEX, u->range->dpa);
	rec_num(o, "size", VAL_SIZE, u->range->size);
	rec_bool(o, "nonvolatile", u->range->flags & CDAT_NONVOLATILE);
	add_access(&u->range->access, o);
	if (u->partition->has_qos_class)
		rec_uint(o, "qos_class", u->partition->qos_class);
}

/* --- all of them */

static void add_ranges(const struct cdat *c, const struct topo *t, const struct node *endpoint,
		       struct rec *out)
{
	struct rec *list = rec_loose(out, VAL_ARR);
	auto_sysdir struct sysdir memdev = { .fd = -1 };
	struct cdat_range at[CDAT_RANGES_MAX];
	size_t count = cdat_ranges(c, at), i;
	bool known = endpoint && endpoint->peer && node_open(t, endpoint->peer, &memdev) == 0;

	for (i = 0; i < count; i++) {
		struct partition partition = { 0 };
		struct use u = { .t = t, .range = &at[i], .partition = &partition };

		if (known)
			partition = find_partition(&memdev, &at[i]);
		add_range(&u, list);
		if (endpoint)
			add_regions(&u, endpoint, list);
	}
	if (count)
		rec_attach(out, "performance", list);
}

int cdat_add_performance(const struct cdat *c, const struct topo *t, const struct node *endpoint,
			 struct rec *out)
{
	auto_free struct cdat_path *at = calloc(PATHS_MAX, sizeof(*at));
	struct rec *list, *o;
	size_t count, i;

	if (!at)
		return -ENOMEM;
	add_ranges(c, t, endpoint, out);
	count = cdat_paths(c, at, PATHS_MAX);
	if (!count)
		return 0;
	list = rec_arr(out, "paths");
	for (i = 0; i < count; i++) {
		o = rec_obj(list, NULL);
		cdat_add_port(o, "from", at[i].from);
		cdat_add_port(o, "to", at[i].to);
		add_access(&at[i].access, o);
	}
	return 0;
}
