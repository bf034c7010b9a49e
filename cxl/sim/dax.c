// SPDX-License-Identifier: GPL-2.0-only
/* DAX regions and devices: the region of a CXL region (drivers/dax/cxl.c), create and delete. */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/sim/build.h"
#include "cxl/sim/dax.h"
#include "cxl/sim/decoder.h"
#include "util/num.h"

#define DAX_ALIGN 2097152U
#define DAX_MAJOR 250

static struct sim_path node_path(const char *name)
{
	return sim_path_of("dev/%s", name);
}

/* "250:0" */
static bool device_number(struct sim *s, const struct sim_path *dax, u64 *major, u64 *minor)
{
	struct sim_attr text = sim_attr_get(s, dax, "dev");
	const char *at = num_prefix(text.s, major);

	return at && *at == ':' && num_prefix(at + 1, minor);
}

static bool is_minor_used(struct sim *s, const struct namelist *l, u64 minor, u64 *major)
{
	struct sim_path dax;
	u64 number, used;
	size_t i;

	for (i = 0; i < l->count; i++) {
		if (sim_node_find(s, "dax", l->names[i], &dax) < 0 ||
		    !device_number(s, &dax, &number, &used))
			continue;
		*major = number;
		if (used == minor)
			return true;
	}
	return false;
}

/* The lowest minor number that no device has; @major: that of the others. */
static u64 free_minor(struct sim *s, u64 *major)
{
	auto_namelist struct namelist l = sim_node_names(s, "dax", "dax");
	u64 minor = 0;

	*major = DAX_MAJOR;
	while (is_minor_used(s, &l, minor, major))
		minor++;
	return minor;
}

static int create_node(struct sim *s, const struct sim_path *dax)
{
	struct sim_path node = node_path(sim_node_name(dax));
	struct sim_attr number = sim_attr_get(s, dax, "dev");
	char text[sizeof(number.s) + 2];

	snprintf(text, sizeof(text), "%s\n", number.s);
	return build_file(s->dirfd, node.s, text);
}

int sim_dax_default_nodes(struct sim *s)
{
	auto_namelist struct namelist l = sim_node_names(s, "dax", "dax");
	struct sim_path dax;
	size_t i;
	int rc = 0;

	for (i = 0; rc == 0 && i < l.count; i++)
		if (sim_node_find(s, "dax", l.names[i], &dax) == 0)
			rc = create_node(s, &dax);
	return rc;
}

static void create_device(struct sim *s, const struct sim_path *dax, struct sim_attr node,
			  struct sim_attr numa_node)
{
	u64 major, minor = free_minor(s, &major);

	sim_node_create(s, *dax, NULL, "dax:t0", "dax");
	sim_attr_set(s, dax, "dev", "%" PRIu64 ":%" PRIu64, major, minor);
	sim_attr_set(s, dax, "uevent",
		     "MAJOR=%" PRIu64 "\nMINOR=%" PRIu64 "\nDEVNAME=%s\nMODALIAS=dax:t0", major,
		     minor, sim_node_name(dax));
	sim_attr_write_only(s, dax, "mapping");
	sim_attr_set(s, dax, "target_node", "%s", node.s);
	sim_attr_set(s, dax, "align", "%u", DAX_ALIGN);
	sim_attr_set(s, dax, "numa_node", "%s", numa_node.s);
	sim_attr_set(s, dax, "memmap_on_memory", "0");
	if (create_node(s, dax) < 0)
		fprintf(stderr, "cxl-sim: cannot create the device node of %s\n",
			sim_node_name(dax));
}

struct sim_path sim_dax_add_device(struct sim *s, const struct sim_path *region)
{
	auto_namelist struct namelist l = sim_dir_names(s, region);
	struct sim_path group = sim_path_in(region, "dax_region"), first = { "" }, dax;
	struct sim_attr id = sim_attr_get(s, &group, "id");
	u64 number = 0;
	size_t i;

	for (i = 0; i < l.count && !*first.s; i++)
		if (str_after(l.names[i], "dax") && strchr(l.names[i], '.'))
			first = sim_path_in(region, l.names[i]);
	do {
		dax = sim_path_of("%s/dax%s.%" PRIu64, region->s, id.s, number++);
	} while (sim_path_exists(s, &dax));
	create_device(s, &dax, sim_attr_get(s, &first, "target_node"),
		      sim_attr_get(s, &first, "numa_node"));
	sim_attr_set(s, &dax, "align", "%s", sim_attr_get(s, &group, "align").s);
	sim_dax_refresh(s, &dax);
	return dax;
}

void sim_dax_delete_device(struct sim *s, const struct sim_path *dax)
{
	struct sim_path node = node_path(sim_node_name(dax));

	sim_path_delete(s, &node);
	sim_node_delete(s, dax);
}

static void create_group(struct sim *s, const struct sim_path *dir, u64 id, u64 size)
{
	struct sim_path group = sim_path_in(dir, "dax_region");

	sim_dir_create(s, &group);
	sim_attr_set(s, &group, "id", "%" PRIu64, id);
	sim_attr_set(s, &group, "size", "%" PRIu64, size);
	sim_attr_set(s, &group, "align", "%u", DAX_ALIGN);
	sim_attr_set(s, &group, "available_size", "%" PRIu64, size);
	sim_attr_set(s, &group, "create", "%s", "");
	sim_attr_set(s, &group, "seed", "%s", "");
	sim_attr_write_only(s, &group, "delete");
}

/* Trees of real kernels have one node for each root decoder, after that of the processors. */
static struct sim_attr node_of(const struct sim_path *region)
{
	struct sim_path root = sim_path_up(*region);
	struct sim_attr node;

	snprintf(node.s, sizeof(node.s), "%u", (unsigned int)sim_decoder_id(&root) + 1);
	return node;
}

void sim_dax_create(struct sim *s, const struct sim_path *region)
{
	struct sim_range r = { sim_attr_number(s, region, "resource"),
			       sim_attr_number(s, region, "size") };
	struct sim_path driver = sim_path_of("sys/bus/cxl/drivers/cxl_dax_region"), dir, dax;
	u64 id = 0;

	/* The region is not managed by DAX if a part of it is System RAM already. */
	if (sim_memory_present(s, r))
		return;
	num_prefix(sim_node_name(region) + strlen("region"), &id);
	dir = sim_path_of("%s/dax_region%" PRIu64, region->s, id);
	sim_node_create(s, dir, "cxl_dax_region", "cxl:t8", "cxl");
	if (!sim_path_exists(s, &driver))
		return;
	sim_node_set_driver(s, &dir, "cxl_dax_region");
	create_group(s, &dir, id, r.size);
	dax = sim_path_of("%s/dax%" PRIu64 ".0", dir.s, id);
	create_device(s, &dax, node_of(region), sim_store_text("-1"));
	sim_attr_set(s, &dax, "memmap_on_memory", "1");
	if (sim_dax_add_range(s, &dax, r) < 0)
		fprintf(stderr, "cxl-sim: %s: no memory\n", sim_node_name(&dax));
	sim_dax_refresh(s, &dax);
	sim_dax_attach(s, &dax);
}

void sim_dax_remove(struct sim *s, const struct sim_path *region)
{
	auto_namelist struct namelist l = sim_node_names(s, "dax", "dax");
	struct sim_path dir = sim_path_of("%s/dax_%s", region->s, sim_node_name(region)), dax;
	size_t i;

	for (i = 0; i < l.count; i++)
		if (sim_node_find(s, "dax", l.names[i], &dax) == 0 && sim_path_below(&dax, &dir)) {
			sim_dax_release(s, &dax);
			sim_dax_delete_device(s, &dax);
		}
	sim_node_delete(s, &dir);
}
