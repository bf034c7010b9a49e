// SPDX-License-Identifier: GPL-2.0-only
/*
 * DAX devices (drivers/dax): the one that a region with volatile memory gets, and the drivers of
 * the bus. Changes of size, alignment and mappings are not modelled.
 */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/sim/build.h"
#include "cxl/sim/decoder.h"
#include "cxl/sim/memory.h"
#include "util/num.h"

#define DAX_ALIGN 2097152U

static struct sim_path id_file(const char *driver, const char *name)
{
	return sim_path_of("state/dax_ids/%s/%s", driver, name);
}

/* The kernel prefers kmem for memory of CXL; other drivers match the names in their new_id. */
static bool driver_matches(struct sim *s, const char *driver, const struct sim_path *dax)
{
	struct sim_path id = id_file(driver, sim_node_name(dax)),
			kmem = sim_path_of("sys/bus/dax/drivers/kmem");
	const char *type = "kmem";

	if (strstr(dax->s, "/ndbus") || !sim_path_exists(s, &kmem))
		type = "device_dax";
	return str_eq(driver, type) || sim_path_exists(s, &id);
}

static bool next_mapping(struct sim *s, const struct sim_path *dax, unsigned int n,
			 struct sim_range *r)
{
	struct sim_path dir = sim_path_of("%s/mapping%u", dax->s, n);

	if (!sim_path_exists(s, &dir))
		return false;
	r->start = sim_attr_number(s, &dir, "start");
	r->size = sim_attr_number(s, &dir, "end") + 1 - r->start;
	return true;
}

static int probe_kmem(struct sim *s, const struct sim_path *dax)
{
	struct sim_range r;
	unsigned int n;
	u64 node;
	int rc;

	if (num_u64(sim_attr_get(s, dax, "target_node").s, 10, &node) < 0)
		return -EINVAL;
	for (n = 0; next_mapping(s, dax, n, &r); n++) {
		rc = sim_memory_add(s, r, node);
		if (rc < 0)
			return rc;
	}
	return 0;
}

static int dax_probe(struct sim *s, const char *driver, const struct sim_path *dax)
{
	int rc = str_eq(driver, "kmem") ? probe_kmem(s, dax) : 0;

	if (rc == 0)
		sim_node_set_driver(s, dax, driver);
	return rc;
}

/* Blocks that are online stay until the next reboot, and unbind succeeds. */
static void dax_release(struct sim *s, const struct sim_path *dax)
{
	struct sim_range r;
	unsigned int n;
	struct sim_attr driver = sim_node_driver(s, dax);
	struct sim_path id = id_file(driver.s, sim_node_name(dax));

	/* The driver of a tree has the name, as it has bound the device. */
	if (!driver_matches(s, driver.s, dax) && build_file(s->dirfd, id.s, "") < 0)
		fprintf(stderr, "cxl-sim: cannot write %s/%s\n", s->dir, id.s);
	if (str_eq(driver.s, "kmem"))
		for (n = 0; next_mapping(s, dax, n, &r); n++)
			sim_memory_remove(s, r);
	sim_node_clear_driver(s, dax);
}

static u64 free_minor(struct sim *s, u64 *major)
{
	auto_namelist struct namelist l = sim_node_names(s, "dax", "dax");
	struct sim_path dax;
	u64 minor = 0, v;
	const char *end;
	size_t i;

	*major = 250;
	for (i = 0; i < l.count; i++) {
		if (sim_node_find(s, "dax", l.names[i], &dax) < 0)
			continue;
		end = num_prefix(sim_attr_get(s, &dax, "dev").s, major);
		if (!end)
			continue;
		num_prefix(strchr(sim_attr_get(s, &dax, "dev").s, ':') + 1, &v);
		minor = MAX(minor, v + 1);
	}
	return minor;
}

static void create_dax_region(struct sim *s, const struct sim_path *dir, u64 id, u64 size)
{
	struct sim_path group = sim_path_in(dir, "dax_region");

	sim_dir_create(s, &group);
	sim_attr_set(s, &group, "id", "%" PRIu64, id);
	sim_attr_set(s, &group, "size", "%" PRIu64, size);
	sim_attr_set(s, &group, "align", "%u", DAX_ALIGN);
	sim_attr_set(s, &group, "available_size", "0");
	sim_attr_set(s, &group, "create", "%s", "");
	sim_attr_set(s, &group, "seed", "%s", "");
	sim_attr_write_only(s, &group, "delete");
}

/* Trees of real kernels have one node for each root decoder, after that of the processors. */
static void create_dax(struct sim *s, const struct sim_path *dax, struct sim_range r, u64 node)
{
	struct sim_path mapping = sim_path_in(dax, "mapping0");
	u64 major, minor = free_minor(s, &major);

	sim_node_create(s, *dax, NULL, "dax:t0", "dax");
	sim_attr_set(s, dax, "dev", "%" PRIu64 ":%" PRIu64, major, minor);
	sim_attr_set(s, dax, "uevent",
		     "MAJOR=%" PRIu64 "\nMINOR=%" PRIu64 "\nDEVNAME=%s\nMODALIAS=dax:t0", major,
		     minor, sim_node_name(dax));
	sim_attr_set(s, dax, "size", "%" PRIu64, r.size);
	sim_attr_write_only(s, dax, "mapping");
	sim_attr_set(s, dax, "target_node", "%" PRIu64, node);
	sim_attr_set(s, dax, "align", "%u", DAX_ALIGN);
	sim_attr_set(s, dax, "resource", "%#" PRIx64, r.start);
	sim_attr_set(s, dax, "numa_node", "-1");
	sim_attr_set(s, dax, "memmap_on_memory", "1");
	sim_dir_create(s, &mapping);
	sim_attr_set(s, &mapping, "start", "%#" PRIx64, r.start);
	sim_attr_set(s, &mapping, "end", "%#" PRIx64, r.start + r.size - 1);
	sim_attr_set(s, &mapping, "page_offset", "0x0");
}

void sim_dax_create(struct sim *s, const struct sim_path *region)
{
	struct sim_range r = { sim_attr_number(s, region, "resource"),
			       sim_attr_number(s, region, "size") };
	struct sim_path root = sim_path_up(*region), bus = sim_path_of("sys/bus/dax"), dir, dax;
	bool probe = !sim_attr_is(s, &bus, "drivers_autoprobe", "0");
	u64 id = 0;

	/* The region is not managed by DAX if a part of it is System RAM already. */
	if (sim_memory_present(s, r))
		return;
	num_prefix(sim_node_name(region) + strlen("region"), &id);
	dir = sim_path_of("%s/dax_region%" PRIu64, region->s, id);
	sim_node_create(s, dir, "cxl_dax_region", "cxl:t8", "cxl");
	bus = sim_path_of("sys/bus/cxl/drivers/cxl_dax_region");
	if (!sim_path_exists(s, &bus))
		return;
	sim_node_set_driver(s, &dir, "cxl_dax_region");
	create_dax_region(s, &dir, id, r.size);
	dax = sim_path_of("%s/dax%" PRIu64 ".0", dir.s, id);
	create_dax(s, &dax, r, sim_decoder_id(&root) + 1);
	bus = sim_path_of("sys/bus/dax/drivers/kmem");
	if (probe && sim_path_exists(s, &bus) && dax_probe(s, "kmem", &dax) < 0)
		fprintf(stderr, "cxl-sim: %s: cannot add memory blocks\n", sim_node_name(&dax));
}

void sim_dax_remove(struct sim *s, const struct sim_path *region)
{
	auto_namelist struct namelist l = sim_node_names(s, "dax", "dax");
	struct sim_path dir = sim_path_of("%s/dax_%s", region->s, sim_node_name(region)), dax;
	size_t i;

	for (i = 0; i < l.count; i++)
		if (sim_node_find(s, "dax", l.names[i], &dax) == 0 && sim_path_below(&dax, &dir))
			dax_release(s, &dax);
	sim_node_delete(s, &dir);
}

/* Names of new_id: "dax0.0". */
static bool is_dax_name(const char *name)
{
	const char *at = str_after(name, "dax");
	u64 n;

	at = at ? num_prefix(at, &n) : NULL;
	at = at && *at == '.' ? num_prefix(at + 1, &n) : NULL;
	return at && !*at;
}

/* A new name is matched with all devices without driver at once. */
static int store_new_id(struct sim *s, const char *driver, const char *name)
{
	auto_namelist struct namelist l = sim_node_names(s, "dax", "dax");
	struct sim_path p = id_file(driver, name), dax;
	size_t i;

	if (!is_dax_name(name))
		return -EINVAL;
	if (build_file(s->dirfd, p.s, "") < 0)
		return -ENOMEM;
	for (i = 0; i < l.count; i++)
		if (sim_node_find(s, "dax", l.names[i], &dax) == 0 &&
		    !*sim_node_driver(s, &dax).s && driver_matches(s, driver, &dax) &&
		    dax_probe(s, driver, &dax) < 0)
			fprintf(stderr, "cxl-sim: %s: %s cannot be bound\n", driver, l.names[i]);
	return 0;
}

static int store_bind(struct sim *s, const char *driver, const char *name)
{
	struct sim_path dax;

	if (sim_node_find(s, "dax", name, &dax) < 0 || !driver_matches(s, driver, &dax))
		return -ENODEV;
	return *sim_node_driver(s, &dax).s ? -EBUSY : dax_probe(s, driver, &dax);
}

int sim_dax_driver_store(struct sim *s, const char *driver, const char *attr, const char *value)
{
	struct sim_attr name = sim_store_text(value);
	struct sim_path dax;

	if (str_eq(attr, "new_id"))
		return store_new_id(s, driver, name.s);
	if (str_eq(attr, "remove_id")) {
		if (!is_dax_name(name.s))
			return -EINVAL;
		dax = id_file(driver, name.s);
		sim_path_delete(s, &dax);
		return 0;
	}
	if (str_eq(attr, "bind"))
		return store_bind(s, driver, name.s);
	if (sim_node_find(s, "dax", name.s, &dax) < 0 ||
	    !str_eq(sim_node_driver(s, &dax).s, driver))
		return -ENODEV;
	dax_release(s, &dax);
	return 0;
}
