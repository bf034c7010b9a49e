// SPDX-License-Identifier: LGPL-2.1-or-later
/* Create, resize and delete DAX devices. */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "daxctl/lib/dax.h"
#include "daxctl/plan/plan.h"
#include "util/num.h"

static void region_dir(const struct dax_node *n, char *buf, size_t size)
{
	snprintf(buf, size, "%.*s/dax_region", (int)n->region_len, n->path);
}

/* The kernel adds nothing smaller to a device, see memremap_compat_align(). */
#define UNIT_MIN (2ULL << 20)

static int check_multiple(const char *what, u64 value, u64 align, struct fail *why)
{
	char text[SIZE_EXACT_MAX], unit[SIZE_EXACT_MAX];

	align = MAX(align, UNIT_MIN);
	if (value % align == 0)
		return 0;
	size_exact(value, text, sizeof(text));
	size_exact(align, unit, sizeof(unit));
	return fail_invalid(why, "misaligned", "", "the %s of %s is not a multiple of %s", what,
			    text, unit);
}

static int check_divisible(const struct dax_state *s, struct fail *why)
{
	if (s->divisible)
		return 0;
	return fail_unsupported(why, "static_region", "",
				"the size and alignment of devices of this region are fixed");
}

static int check_disabled(const struct dax_state *s, struct fail *why)
{
	if (!*s->driver)
		return 0;
	return fail_set(why, -EBUSY, "enabled",
			s->mode == DAX_SYSTEM_RAM
				? "change its mode to devdax first"
				: "disable it first, see daxctl-disable-device(1)",
			"it is enabled");
}

/* Of the region. */
struct region_info {
	u64 available, align;
};

static int read_region(const struct sysroot *root, const struct dax_node *n,
		       struct region_info *ret, struct fail *why)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	char dir[PATH_MAX];
	int rc;

	region_dir(n, dir, sizeof(dir));
	rc = sysdir_open(&d, root, TREE_SYS, dir);
	if (rc == 0)
		rc = sysdir_read_u64(&d, "available_size", &ret->available);
	if (rc == 0)
		rc = sysdir_read_u64(&d, "align", &ret->align);
	if (rc == -ENOENT)
		return fail_unsupported(why, "static_region", "",
					"no device can be created in region %" PRIu64, n->region);
	return rc < 0 ? fail_set(why, rc, "read_failed", rc == -EACCES ? "run as root" : "",
				 "cannot read the available size of region %" PRIu64 ": %s",
				 n->region, sys_error_text(rc))
		      : 0;
}

static int check_space(const struct region_info *r, u64 wanted, struct fail *why)
{
	char human[SIZE_EXACT_MAX], free[SIZE_EXACT_MAX];

	if (r->available && wanted <= r->available)
		return 0;
	size_exact(wanted, human, sizeof(human));
	size_exact(r->available, free, sizeof(free));
	if (!r->available)
		return fail_set(why, -ENOSPC, "no_space", "see 'daxctl list -RD'",
				"no space is available");
	return fail_set(why, -ENOSPC, "no_space", "see 'daxctl list -RD'",
			"%s are available, %s are needed", free, human);
}

int dax_plan_size(struct plan *p, const struct dax_state *s, u64 size, struct fail *why)
{
	char text[24], old[24], human[SIZE_EXACT_MAX];
	struct region_info r;
	int rc = check_divisible(s, why);

	if (rc == 0 && size != s->size)
		rc = check_disabled(s, why);
	if (rc == 0)
		rc = check_multiple("size", size, s->align, why);
	if (rc == 0 && size > s->size)
		rc = read_region(s->root, s->node, &r, why);
	if (rc == 0 && size > s->size)
		rc = check_space(&r, size - s->size, why);
	if (rc < 0 || size == s->size)
		return rc;
	snprintf(text, sizeof(text), "%" PRIu64, size);
	snprintf(old, sizeof(old), "%" PRIu64, s->size);
	size_exact(size, human, sizeof(human));
	plan_set(p, s->node->path, "size", text, "set size of %s to %s", s->node->name, human);
	plan_read_back(p);
	if (size > s->size) /* what is given back may be other memory than that it had */
		plan_undo(p, NULL, old);
	return 0;
}

/*
 * The kernel checks each range, of which the last ones are those that a smaller size releases, see
 * dev_dax_validate_align() in drivers/dax/bus.c. One that grows is not known yet.
 */
static int check_ranges(const struct dax_state *s, u64 align, struct fail *why)
{
	auto_dax_mappings struct dax_mappings m = { 0 };
	auto_sysdir struct sysdir d = { .fd = -1 };
	u64 left = s->size, len;
	size_t i;
	int rc;

	if (sysdir_open(&d, s->root, TREE_SYS, s->node->path) < 0 ||
	    dax_mappings_read(&d, false, &m) < 0)
		return 0; /* the kernel decides */
	for (i = 0; left && i < m.count; i++) {
		len = MIN(left, m.at[i].end - m.at[i].start + 1);
		left -= len;
		if (left && i + 1 == m.count)
			break;
		rc = check_multiple("size of a range", len, align, why);
		if (rc < 0)
			return rc;
	}
	return 0;
}

int dax_plan_align(struct plan *p, const struct dax_state *s, u64 align, struct fail *why)
{
	char text[24], old[24], human[SIZE_EXACT_MAX];
	int rc = check_divisible(s, why);

	if (rc < 0 || align == s->align)
		return rc;
	rc = check_disabled(s, why);
	if (rc == 0 && s->size)
		rc = check_multiple("size", s->size, align, why);
	if (rc == 0)
		rc = check_ranges(s, align, why);
	if (rc < 0)
		return rc;
	snprintf(text, sizeof(text), "%" PRIu64, align);
	snprintf(old, sizeof(old), "%" PRIu64, s->align);
	size_exact(align, human, sizeof(human));
	plan_set(p, s->node->path, "align", text, "set alignment of %s to %s", s->node->name,
		 human);
	plan_read_back(p);
	plan_undo(p, NULL, old);
	return 0;
}

/* The kernel keeps the first device of a region, without memory. */
void dax_plan_destroy(struct plan *p, const struct dax_state *s)
{
	char dir[PATH_MAX];

	if (s->size) {
		plan_set(p, s->node->path, "size", "0", "release the memory of %s", s->node->name);
		plan_read_back(p);
	}
	if (s->node->number == 0)
		return;
	region_dir(s->node, dir, sizeof(dir));
	plan_set(p, dir, "delete", s->node->name, "delete %s", s->node->name);
	plan_verify(p, s->node->path, false);
}

/* --- create */

/* The kernel takes the lowest number that is free (ida_alloc() in drivers/dax/bus.c). */
static u64 free_number(const struct dax_nodes *devices, const struct dax_node *region)
{
	u64 number = 0;
	size_t i;

	for (i = 0; i < devices->count; i++)
		if (dax_same_region(&devices->at[i], region) && devices->at[i].number == number)
			number++;
	return number;
}

static void add_ranges(struct plan *p, const struct dax_state *s, const struct dax_ranges *r)
{
	char text[64];
	size_t i;

	for (i = 0; i < r->count; i++) {
		snprintf(text, sizeof(text), "%" PRIx64 "-%" PRIx64, r->at[i].start, r->at[i].end);
		plan_set(p, s->node->path, "mapping", text, "add 0x%" PRIx64 "-0x%" PRIx64 " to %s",
			 r->at[i].start, r->at[i].end, s->node->name);
		plan_undo(p, "size", "0");
	}
}

static void add_memory(struct plan *p, const struct dax_state *s, u64 size)
{
	char text[64], human[SIZE_EXACT_MAX];

	snprintf(text, sizeof(text), "%" PRIu64, size);
	size_exact(size, human, sizeof(human));
	plan_set(p, s->node->path, "size", text, "set size of %s to %s", s->node->name, human);
	plan_read_back(p);
	plan_undo(p, NULL, "0");
}

static int ranges_size(const struct dax_ranges *r, u64 align, u64 *ret, struct fail *why)
{
	u64 sum = 0, size;
	size_t i;
	int rc;

	for (i = 0; i < r->count; i++) {
		size = r->at[i].end - r->at[i].start + 1;
		rc = check_multiple("range", size, align, why);
		if (rc == 0 && __builtin_add_overflow(sum, size, &sum))
			rc = fail_invalid(why, "too_large", "", "the ranges are too large");
		if (rc < 0)
			return rc;
	}
	*ret = sum;
	return 0;
}

/* Of a region of CXL, whose directory is above that of the DAX region. False: not known. */
static bool read_addresses(const struct sysroot *root, const struct dax_node *n,
			   struct dax_range *ret)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	char dir[PATH_MAX];
	u64 size;

	snprintf(dir, sizeof(dir), "%.*s", (int)n->region_len, n->path);
	if (!str_after(path_base(dir), "dax_region"))
		return false;
	dir[path_base(dir) - dir - 1] = '\0';
	return sysdir_open(&d, root, TREE_SYS, dir) == 0 &&
	       sysdir_read_u64(&d, "resource", &ret->start) == 0 &&
	       sysdir_read_u64(&d, "size", &size) == 0 && size &&
	       !__builtin_add_overflow(ret->start, size - 1, &ret->end);
}

/* What else is there; a device that is created has none of its addresses yet. */
static int check_free(const struct sysroot *root, const struct dax_node *self,
		      const struct dax_range *at, struct fail *why)
{
	auto_dax_devices struct dax_devices l = { 0 };
	size_t i;

	if (dax_devices_in(root, at->start, at->end - at->start + 1, &l) < 0)
		return 0;
	for (i = 0; i < l.count; i++)
		if (!str_eq(l.at[i].name, self->name))
			return fail_set(why, -EBUSY, "in_use", "see 'daxctl list -DM'",
					"%s has memory in 0x%" PRIx64 "-0x%" PRIx64, l.at[i].name,
					at->start, at->end);
	return 0;
}

static int check_addresses(const struct sysroot *root, const struct dax_node *self,
			   const struct dax_ranges *ranges, u64 align, struct fail *why)
{
	struct dax_range region;
	const bool known = ranges->count && read_addresses(root, self, &region);
	const struct dax_range *at;
	size_t i;
	int rc = 0;

	for (i = 0; rc == 0 && i < ranges->count; i++) {
		at = &ranges->at[i];
		if (known && (at->start < region.start || at->end > region.end))
			return fail_set(why, -ERANGE, "out_of_range", "see 'cxl list -R'",
					"0x%" PRIx64 "-0x%" PRIx64
					" is not in the region, 0x%" PRIx64 "-0x%" PRIx64,
					at->start, at->end, region.start, region.end);
		rc = check_multiple("start", at->start, align, why);
		if (rc == 0)
			rc = check_free(root, self, at, why);
	}
	return rc;
}

int dax_plan_ranges(struct plan *p, const struct dax_state *s, const struct dax_ranges *ranges,
		    struct fail *why)
{
	struct region_info r;
	u64 size;
	int rc = check_divisible(s, why);

	if (rc == 0 && s->size)
		rc = fail_set(why, -EBUSY, "has_memory",
			      "release it first, see daxctl-destroy-device(1)",
			      "it has memory, to which none can be added at given addresses");
	if (rc == 0)
		rc = check_disabled(s, why);
	if (rc == 0)
		rc = ranges_size(ranges, s->align, &size, why);
	if (rc == 0)
		rc = read_region(s->root, s->node, &r, why);
	if (rc == 0)
		rc = check_space(&r, size, why);
	if (rc == 0)
		rc = check_addresses(s->root, s->node, ranges, s->align, why);
	if (rc == 0)
		add_ranges(p, s, ranges);
	return rc;
}

int dax_plan_create(struct plan *p, const struct dax_creation *c, struct dax_node *ret,
		    struct fail *why)
{
	const struct dax_node *n = c->region;
	struct dax_node node = { .region = n->region, .region_len = n->region_len };
	struct dax_state s = {
		.root = c->root, .node = &node, .mode = DAX_MODES, .has_node = true
	};
	struct region_info r;
	char dir[PATH_MAX], path[PATH_MAX];
	u64 align, size = c->size;
	int rc = read_region(c->root, n, &r, why);

	if (rc < 0)
		return rc;
	align = c->align ? c->align : r.align;
	rc = ranges_size(&c->ranges, align, &size, why);
	if (rc == 0 && !c->ranges.count)
		size = c->size ? c->size : r.available - r.available % MAX(align, UNIT_MIN);
	if (rc == 0)
		rc = check_multiple("size", size, align, why);
	if (rc == 0)
		rc = check_space(&r, MAX(size, MAX(align, UNIT_MIN)), why);
	if (rc < 0)
		return rc;
	node.number = free_number(c->devices, n);
	snprintf(node.name, sizeof(node.name), "dax%" PRIu64 ".%" PRIu64, node.region, node.number);
	snprintf(path, sizeof(path), "%.*s/%s", (int)n->region_len, n->path, node.name);
	node.path = path;
	rc = check_addresses(c->root, &node, &c->ranges, align, why);
	if (rc < 0)
		return rc;
	s.size = size;
	s.align = r.align;
	s.divisible = true;
	s.from_kmem = strstr(path, "/dax_region") != NULL;
	region_dir(n, dir, sizeof(dir));
	plan_set(p, dir, "create", "1", "create %s in region %" PRIu64, node.name, node.region);
	plan_undo(p, "delete", node.name);
	plan_creates_name(p, node.name);
	if (align != r.align) {
		s.size = 0;
		rc = dax_plan_align(p, &s, align, why);
		s.size = size;
	}
	if (c->ranges.count)
		add_ranges(p, &s, &c->ranges);
	else
		add_memory(p, &s, size);
	if (rc == 0)
		rc = dax_plan_mode(p, &s, DAX_DEVDAX, DAX_FORCE_NONE, why);
	if (rc < 0)
		return rc;
	node.path = strdup(path);
	if (!node.path)
		return fail_nomem(why);
	*ret = node;
	return 0;
}
