// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a root decoder allows for new regions. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/region/iomem.h"
#include "cxl/lib/region/window.h"
#include "cxl/lib/topo/decoder.h"
#include "cxl/lib/topo/dport.h"
#include "cxl/lib/topo/extent.h"
#include "util/sys-errors.h"

#define SZ_256M (256ULL << 20) /* the alignment of regions */

static int add_extent(const struct topo *t, const struct node *region, struct extent *used,
		      size_t *count)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	struct extent e;
	int rc = node_open(t, region, &d);

	if (rc == 0)
		rc = sysdir_read_u64(&d, "size", &e.size);
	if (rc == 0 && e.size)
		rc = sysdir_read_u64(&d, "resource", &e.start);
	if (rc == 0 && e.size)
		used[(*count)++] = e;
	return rc < 0 && sys_is_absent(rc) ? 0 : rc; /* it was removed */
}

/* The regions of the root decoder; free *@ret. */
static int read_used(const struct topo *t, const struct node *decoder, struct extent **ret,
		     size_t *count)
{
	struct extent *used;
	const struct node *region;
	size_t n = 0;
	int rc = 0;

	node_foreach(region, decoder, NODE_REGION)
		n++;
	used = calloc(n + 1, sizeof(*used));
	if (!used)
		return -ENOMEM;
	*count = 0;
	node_foreach(region, decoder, NODE_REGION)
		rc = rc == 0 ? add_extent(t, region, used, count) : rc;
	*ret = used;
	return rc;
}

static int read_largest(const struct topo *t, struct window *w)
{
	auto_free struct extent *used = NULL;
	size_t count;
	int rc = read_used(t, w->decoder, &used, &count);

	if (rc == 0)
		w->largest = extent_largest_gap((struct extent){ w->start, w->size }, used, count);
	return rc;
}

/* Whether @r is around these addresses, or the root decoder itself. */
static bool is_around(const struct iomem_range *r, u64 start, u64 last)
{
	return r->start <= start && r->last >= last &&
	       (r->start < start || r->last > last || str_after(r->name, "CXL Window"));
}

/* Other things than regions may be in the addresses of a root decoder. */
static bool is_empty(const struct sysroot *root, u64 start, u64 last)
{
	auto_iomem struct iomem m = { 0 };
	const struct iomem_range *r;
	size_t i;
	int rc = iomem_read(root, &m);

	if (rc < 0) /* a captured tree may not have it, every kernel does */
		return rc == -ENOENT;
	for (i = 0; i < m.count; i++) {
		r = &m.at[i];
		if (r->start <= last && r->last >= start && !is_around(r, start, last))
			return false;
	}
	return true;
}

bool window_next_start(const struct window *w, u64 size, u64 *ret)
{
	auto_free struct extent *used = NULL;
	const struct extent_request rq = { size, SZ_256M };
	size_t count;

	return read_used(w->topo, w->decoder, &used, &count) == 0 &&
	       extent_first_gap((struct extent){ w->start, w->size }, used, count, rq, ret) &&
	       is_empty(w->topo->root, *ret, *ret + (size - 1));
}

/* *@count: of the targets; the list ends before the first one that does not exist. */
static int read_targets(const struct topo *t, const struct sysdir *d, struct window *w,
			size_t *count)
{
	struct decoder_targets targets;
	const struct dport *dport;
	char text[2048];
	size_t i;
	int rc = sysdir_read(d, "target_list", text, sizeof(text));

	if (rc < 0)
		return rc;
	rc = decoder_parse_targets(text, &targets);
	if (rc < 0)
		return sysdir_invalid(d, "target_list");
	for (i = 0; i < targets.count && targets.at[i].position == i && i < w->root.ways; i++) {
		dport = dport_by_id(port_dports(t, w->decoder->parent), targets.at[i].id);
		w->names[i] = dport ? dport->name : "unknown";
		w->root.target[i] = targets.at[i].id;
	}
	*count = i;
	return 0;
}

static int read_attrs(const struct sysdir *d, struct window *w)
{
	u64 ways, v;
	int rc = sysdir_read_u64(d, "start", &w->start);

	if (rc == 0)
		rc = sysdir_read_u64(d, "size", &w->size);
	if (rc == 0)
		rc = sysdir_read_u64(d, "interleave_ways", &ways);
	if (rc == 0 && (!ways || ways > REGION_WAYS_MAX))
		rc = sysdir_invalid(d, "interleave_ways");
	if (rc == 0)
		rc = sysdir_read_u64(d, "interleave_granularity", &w->granularity);
	if (rc < 0)
		return rc;
	w->root.ways = ways;
	w->has_qos = sysdir_read_u64(d, "qos_class", &v) == 0;
	w->qos_class = w->has_qos ? v : 0;
	return 0;
}

int window_read(const struct topo *t, const struct node *decoder, struct window *ret,
		struct fail *why)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	struct window w = { .topo = t, .decoder = decoder };
	size_t targets = 0;
	int rc = node_open(t, decoder, &d);

	if (rc == 0)
		rc = read_attrs(&d, &w);
	if (rc == 0)
		rc = read_targets(t, &d, &w, &targets);
	if (rc == 0 && targets < w.root.ways)
		return fail_set(why, -ENXIO, "incomplete_targets",
				"see 'cxl list -BT' and the kernel log",
				"a host bridge is missing: target_list has %zu of %zu targets",
				targets, w.root.ways);
	if (rc == 0)
		rc = read_largest(t, &w);
	if (rc < 0)
		return fail_set(why, rc, "read_failed", rc == -EACCES ? "run as root" : "",
				"cannot read the attributes of %s: %s", decoder->name,
				sys_error_text(rc));
	w.ram = node_check(t, decoder, "create_ram_region") == 0;
	w.pmem = node_check(t, decoder, "create_pmem_region") == 0;
	*ret = w;
	return 0;
}

/* Whether the root decoder is capable of such memory of expanders (Type 3). */
static bool is_capable(const struct topo *t, const struct node *decoder, const char *mode)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	u64 capable, type3;
	char attr[16];

	snprintf(attr, sizeof(attr), "cap_%s", mode);
	return node_open(t, decoder, &d) == 0 && sysdir_read_u64(&d, attr, &capable) == 0 &&
	       sysdir_read_u64(&d, "cap_type3", &type3) == 0 && capable && type3;
}

int window_no_type(const struct topo *t, const struct window *w, const char *mode, struct fail *why)
{
	const bool ram = str_eq(mode, "ram");
	const char *type = ram ? "volatile" : mode;

	if (is_capable(t, w->decoder, mode))
		return fail_unsupported(why, "unsupported_type", "",
					"%s regions are not supported by this kernel (needs Linux "
					"%s with CONFIG_CXL_REGION)",
					type, ram ? "6.3" : "6.0");
	return fail_set(why, -EOPNOTSUPP, "unsupported_type", "see 'cxl list -D -d root'",
			"%s is not %s capable", w->decoder->name, type);
}
