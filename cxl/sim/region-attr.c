// SPDX-License-Identifier: GPL-2.0-only
/* Attributes of a region, except for its targets and commit. */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/sim/region.h"
#include "util/num.h"

#define ALIGNMENT (256ULL << 20) /* bytes of a range of addresses */
#define UUID_LEN 36

static bool is_power_of_2(u64 n)
{
	return n && !(n & (n - 1));
}

static bool is_uuid(const char *text)
{
	unsigned int i;

	for (i = 0; i < UUID_LEN; i++)
		if (i == 8 || i == 13 || i == 18 || i == 23
			    ? text[i] != '-'
			    : !strchr("0123456789abcdefABCDEF", text[i]))
			return false;
	return true;
}

static bool uuid_in_use(struct sim *s, const char *uuid)
{
	auto_namelist struct namelist l = sim_node_names(s, "cxl", "region");
	struct sim_path dir;
	size_t i;

	for (i = 0; i < l.count; i++)
		if (sim_node_find(s, "cxl", l.names[i], &dir) == 0 &&
		    sim_attr_is(s, &dir, "uuid", uuid))
			return true;
	return false;
}

/* 36 characters and one more: the kernel checks the length of the write. */
static int store_uuid(struct sim *s, const struct sim_region *r, const char *value)
{
	char uuid[UUID_LEN + 1];
	unsigned int i;

	if (!r->pmem)
		return -EACCES;
	if (strlen(value) != UUID_LEN + 1 || !is_uuid(value))
		return -EINVAL;
	for (i = 0; i < UUID_LEN; i++)
		uuid[i] = (char)(value[i] | (value[i] >= 'A' ? 0x20 : 0));
	uuid[UUID_LEN] = '\0';
	if (strspn(uuid, "0-") == UUID_LEN)
		return -EINVAL;
	if (sim_attr_is(s, &r->dir, "uuid", uuid))
		return 0;
	if (sim_region_state(s, r) >= REGION_ACTIVE || uuid_in_use(s, uuid))
		return -EBUSY;
	sim_attr_set(s, &r->dir, "uuid", "%s", uuid);
	return 0;
}

static int store_ways(struct sim *s, const struct sim_region *r, const char *value)
{
	u64 root = sim_attr_number(s, &r->root, "interleave_ways"), ways, i;
	struct sim_path target;
	int rc = sim_store_u64(value, &ways);

	if (rc < 0)
		return rc;
	if (!ways || ways > REGION_TARGETS ||
	    !(is_power_of_2(ways) || (ways % 3 == 0 && is_power_of_2(ways / 3))))
		return -EINVAL;
	if (!root || ways % root || !is_power_of_2(ways / root))
		return -EINVAL;
	if (sim_region_state(s, r) >= REGION_SIZED)
		return -EBUSY;
	for (i = 0; i < REGION_TARGETS; i++) {
		target = sim_path_of("%s/target%" PRIu64, r->dir.s, i);
		if (i >= ways)
			sim_path_delete(s, &target);
		else if (!sim_path_exists(s, &target))
			sim_attr_set(s, &r->dir, sim_node_name(&target), "%s", "");
	}
	sim_attr_set(s, &r->dir, "interleave_ways", "%" PRIu64, ways);
	return 0;
}

static int store_granularity(struct sim *s, const struct sim_region *r, const char *value)
{
	u64 granularity;
	int rc = sim_store_u64(value, &granularity);

	if (rc < 0)
		return rc;
	if (!is_power_of_2(granularity) || granularity < 256 || granularity > 16384)
		return -EINVAL;
	if (sim_attr_number(s, &r->root, "interleave_ways") > 1 &&
	    granularity != sim_attr_number(s, &r->root, "interleave_granularity"))
		return -EINVAL;
	if (sim_region_state(s, r) >= REGION_SIZED)
		return -EBUSY;
	sim_attr_set(s, &r->dir, "interleave_granularity", "%" PRIu64, granularity);
	return 0;
}

/* Whether another region of the root decoder has addresses in this range. */
static bool overlaps(struct sim *s, const struct sim_path *root, u64 start, u64 size)
{
	auto_namelist struct namelist l = sim_dir_names(s, root);
	struct sim_path dir;
	u64 base, n;
	size_t i;

	for (i = 0; i < l.count; i++) {
		if (!str_after(l.names[i], "region"))
			continue;
		dir = sim_path_in(root, l.names[i]);
		base = sim_attr_number(s, &dir, "resource");
		n = sim_attr_number(s, &dir, "size");
		if (n && start < base + n && base < start + size)
			return true;
	}
	return false;
}

/* The first free addresses; trees of a real kernel show that they are multiples of 256 MiB only. */
static int alloc_hpa(struct sim *s, const struct sim_region *r, u64 size)
{
	u64 start = sim_attr_number(s, &r->root, "start"),
	    end = start + sim_attr_number(s, &r->root, "size");

	if (r->size == size)
		return 0;
	if (r->size)
		return -EBUSY;
	if (!r->ways || !r->granularity ||
	    (r->pmem && strspn(sim_attr_get(s, &r->dir, "uuid").s, "0-") == UUID_LEN))
		return -ENXIO;
	if (size % (ALIGNMENT * r->ways))
		return -EINVAL;
	start = (start + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	while (start < end && size <= end - start && overlaps(s, &r->root, start, size))
		start += ALIGNMENT;
	if (start >= end || size > end - start)
		return -ERANGE;
	sim_attr_set(s, &r->dir, "resource", "%#" PRIx64, start);
	sim_attr_set(s, &r->dir, "size", "%#" PRIx64, size);
	return 0;
}

static int store_size(struct sim *s, const struct sim_region *r, const char *value)
{
	u64 size;
	int rc = sim_store_u64(value, &size);

	if (rc < 0)
		return rc;
	if (size)
		return alloc_hpa(s, r, size);
	if (!r->size)
		return 0;
	if (sim_region_state(s, r) >= REGION_ACTIVE)
		return -EBUSY;
	sim_attr_set(s, &r->dir, "resource", "%#" PRIx64, UINT64_MAX);
	sim_attr_set(s, &r->dir, "size", "0x0");
	return 0;
}

int sim_region_store(struct sim *s, const struct sim_path *dir, const char *attr, const char *value)
{
	static const struct {
		const char *name;
		int (*store)(struct sim *s, const struct sim_region *r, const char *value);
	} attrs[] = {
		{ "uuid", store_uuid },
		{ "interleave_ways", store_ways },
		{ "interleave_granularity", store_granularity },
		{ "size", store_size },
	};
	const char *digits = str_after(attr, "target");
	struct sim_region r;
	u64 pos;
	size_t i;

	sim_region_load(s, dir, &r);
	for (i = 0; i < ARRAY_SIZE(attrs); i++)
		if (str_eq(attrs[i].name, attr))
			return attrs[i].store(s, &r, value);
	if (str_eq(attr, "commit"))
		return sim_region_store_commit(s, &r, value);
	if (digits && num_u64(digits, 10, &pos) == 0 && pos < REGION_TARGETS)
		return sim_region_store_target(s, &r, (unsigned int)pos, value);
	return -EACCES;
}
