// SPDX-License-Identifier: GPL-2.0-only
/*
 * Regions of root decoders: create and delete. The kernel keeps the next number of each root
 * decoder, which its files show; in a tree several can show the same one.
 */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/sim/region.h"
#include "util/num.h"

static const char *const create_attrs[] = { "create_ram_region", "create_pmem_region" };

/* The number in "region7"; UINT64_MAX: none. */
static u64 region_number(const char *name)
{
	const char *at = str_after(name, "region"), *end;
	u64 n;

	end = at ? num_prefix(at, &n) : NULL;
	return end && !*end ? n : UINT64_MAX;
}

/* Numbers of regions, of nvdimm too, and of root decoders for their next region. */
static bool is_used(struct sim *s, u64 n)
{
	auto_namelist struct namelist l = sim_node_names(s, "cxl", "decoder");
	struct sim_path p;
	char name[32];
	size_t i, k;

	snprintf(name, sizeof(name), "region%" PRIu64, n);
	if (sim_node_find(s, "cxl", name, &p) == 0 || sim_node_find(s, "nd", name, &p) == 0)
		return true;
	for (i = 0; i < l.count; i++)
		for (k = 0; k < ARRAY_SIZE(create_attrs); k++)
			if (sim_node_find(s, "cxl", l.names[i], &p) == 0 &&
			    sim_attr_is(s, &p, create_attrs[k], name))
				return true;
	return false;
}

/* In all files that show @from as the next number. */
static void replace_next(struct sim *s, u64 from, u64 to)
{
	auto_namelist struct namelist l = sim_node_names(s, "cxl", "decoder");
	struct sim_path p;
	char name[32];
	size_t i, k;

	snprintf(name, sizeof(name), "region%" PRIu64, from);
	for (i = 0; i < l.count; i++)
		for (k = 0; k < ARRAY_SIZE(create_attrs); k++)
			if (sim_node_find(s, "cxl", l.names[i], &p) == 0 &&
			    sim_attr_is(s, &p, create_attrs[k], name))
				sim_attr_set(s, &p, create_attrs[k], "region%" PRIu64, to);
}

static void create_files(struct sim *s, const struct sim_path *dir, bool pmem)
{
	struct sim_path access;

	sim_node_create(s, *dir, "cxl_region", "cxl:t6", "cxl");
	sim_attr_set(s, dir, "uuid", "%s", pmem ? "00000000-0000-0000-0000-000000000000" : "");
	sim_attr_set(s, dir, "commit", "0");
	sim_attr_set(s, dir, "interleave_ways", "0");
	sim_attr_set(s, dir, "interleave_granularity", "0");
	sim_attr_set(s, dir, "resource", "%#" PRIx64, UINT64_MAX);
	sim_attr_set(s, dir, "size", "0x0");
	sim_attr_set(s, dir, "mode", "%s", pmem ? "pmem" : "ram");
	sim_attr_set(s, dir, "locked", "0");
	access = sim_path_in(dir, "access0");
	sim_dir_create(s, &access);
	access = sim_path_in(dir, "access1");
	sim_dir_create(s, &access);
}

static int create(struct sim *s, const struct sim_path *root, const char *attr, const char *value)
{
	struct sim_attr name = sim_store_text(value);
	struct sim_path dir = sim_path_in(root, name.s), other;
	u64 n = region_number(name.s), next = 0;

	if (n == UINT64_MAX)
		return -EINVAL;
	if (!sim_attr_is(s, root, attr, name.s))
		return -EBUSY;
	if (sim_node_find(s, "cxl", name.s, &other) == 0)
		return -EEXIST;
	create_files(s, &dir, str_eq(attr, "create_pmem_region"));
	while (is_used(s, next))
		next++;
	replace_next(s, n, next);
	return 0;
}

/* A number that is lower than the next one becomes the next one. */
void sim_region_delete(struct sim *s, const struct sim_path *dir)
{
	struct sim_path root = sim_path_up(*dir);
	u64 n = region_number(sim_node_name(dir)), next;
	struct sim_region r;
	unsigned int i;
	size_t k;

	sim_region_release(s, dir);
	sim_region_load(s, dir, &r);
	for (i = 0; i < r.ways; i++)
		if (*r.targets[i].s)
			sim_region_detach(s, &r, i);
	sim_stash_delete(s, sim_path_of("%s.edac", sim_node_name(dir)).s);
	sim_stash_delete(s, sim_path_of("%s.nd", sim_node_name(dir)).s);
	sim_node_delete(s, dir);
	for (k = 0; k < ARRAY_SIZE(create_attrs); k++) {
		next = region_number(sim_attr_get(s, &root, create_attrs[k]).s);
		if (next != UINT64_MAX && n < next)
			replace_next(s, next, n);
	}
}

int sim_region_root_store(struct sim *s, const struct sim_path *root, const char *attr,
			  const char *value)
{
	struct sim_attr name = sim_store_text(value);
	struct sim_path dir = sim_path_in(root, name.s);

	if (str_eq(attr, "delete_region")) {
		if (region_number(name.s) == UINT64_MAX || !sim_path_exists(s, &dir))
			return -ENODEV;
		sim_region_delete(s, &dir);
		return 0;
	}
	return str_after(attr, "create_") ? create(s, root, attr, value) : -EACCES;
}
