// SPDX-License-Identifier: GPL-2.0-only
/*
 * The driver cxl_region: a region with volatile memory gets a DAX region, others a pmem region. The
 * nvdimm region and the EDAC device of a region are removed, and come back only for this region.
 */
#include <stdio.h>

#include "cxl/sim/dax.h"
#include "cxl/sim/decoder.h"
#include "cxl/sim/region.h"

#define DEBUGFS "sys/kernel/debug/cxl"

static const char *number(const struct sim_path *dir)
{
	return sim_node_name(dir) + strlen("region");
}

/* Keys of what is kept: "region0.edac" and "region0.nd". */
static struct sim_path key_of(const struct sim_path *dir, const char *what)
{
	return sim_path_of("%s.%s", sim_node_name(dir), what);
}

/* All memdevs have the attributes, or the region has not. */
static void create_debugfs(struct sim *s, const struct sim_path *dir)
{
	struct sim_path debug = sim_path_of(DEBUGFS "/%s", sim_node_name(dir)), memdev, p;
	struct sim_region r;
	unsigned int i;

	sim_region_load(s, dir, &r);
	for (i = 0; i < r.ways; i++) {
		p = sim_path_up(r.targets[i]);
		if (sim_endpoint_memdev(s, &p, &memdev) < 0)
			return;
		p = sim_path_of(DEBUGFS "/%s/inject_poison", sim_node_name(&memdev));
		if (!sim_path_exists(s, &p))
			return;
	}
	sim_dir_create(s, &debug);
	sim_attr_write_only(s, &debug, "inject_poison");
	sim_attr_write_only(s, &debug, "clear_poison");
}

static void create_pmem_region(struct sim *s, const struct sim_path *dir)
{
	struct sim_path pmem = sim_path_of("%s/pmem_region%s", dir->s, number(dir));
	struct sim_path driver = sim_path_of("sys/bus/cxl/drivers/cxl_pmem_region");

	sim_node_create(s, pmem, "cxl_pmem_region", "cxl:t7", "cxl");
	if (sim_path_exists(s, &driver))
		sim_node_set_driver(s, &pmem, "cxl_pmem_region");
}

int sim_region_probe(struct sim *s, const struct sim_path *dir)
{
	int rc;

	if (!sim_attr_is(s, dir, "commit", "1"))
		return -ENXIO;
	if (sim_attr_is(s, dir, "mode", "pmem"))
		create_pmem_region(s, dir);
	else
		sim_dax_create(s, dir);
	create_debugfs(s, dir);
	sim_node_set_driver(s, dir, "cxl_region");
	rc = sim_stash_restore(s, key_of(dir, "edac").s);
	if (rc == 0 || rc == -ENOENT)
		rc = sim_stash_restore(s, key_of(dir, "nd").s);
	return rc == -ENOENT ? 0 : rc;
}

void sim_region_release(struct sim *s, const struct sim_path *dir)
{
	struct sim_path p;

	if (!*sim_node_driver(s, dir).s)
		return;
	sim_dax_remove(s, dir);
	p = sim_path_of("%s/pmem_region%s", dir->s, number(dir));
	sim_node_delete(s, &p);
	/* A region of nvdimm has the number of that of CXL. */
	if (sim_attr_is(s, dir, "mode", "pmem") &&
	    sim_node_find(s, "nd", sim_node_name(dir), &p) == 0)
		sim_stash(s, key_of(dir, "nd").s, &p);
	p = sim_path_of("%s/cxl_%s", dir->s, sim_node_name(dir));
	sim_stash(s, key_of(dir, "edac").s, &p);
	p = sim_path_of(DEBUGFS "/%s", sim_node_name(dir));
	sim_path_delete(s, &p);
	sim_node_clear_driver(s, dir);
}
