// SPDX-License-Identifier: GPL-2.0-only
/* Writes to attributes of DAX devices and regions (drivers/dax/bus.c). */
#include <inttypes.h>

#include "cxl/sim/dax.h"
#include "util/num.h"

/* Regions of nvdimm: their devices are fixed. */
static bool is_static(const struct sim *s, const struct sim_path *group)
{
	struct sim_path create = sim_path_in(group, "create");

	return !sim_path_exists(s, &create);
}

/* Why the layout of the device cannot be changed. */
static int check_idle(const struct sim *s, const struct sim_path *dax)
{
	struct sim_path region = sim_path_up(*dax);

	if (!*sim_node_driver(s, &region).s)
		return -ENXIO;
	return *sim_node_driver(s, dax).s ? -EBUSY : 0;
}

static int store_size(struct sim *s, const struct sim_path *dax, const char *value)
{
	u64 size;
	int rc;

	if (sim_store_u64(value, &size) < 0 || !sim_dax_is_aligned(s, dax, size))
		return -EINVAL;
	rc = check_idle(s, dax);
	return rc < 0 ? rc : sim_dax_resize(s, dax, size);
}

static int store_align(struct sim *s, const struct sim_path *dax, const char *value)
{
	struct sim_attr old = sim_attr_get(s, dax, "align");
	struct sim_range r;
	unsigned int n;
	u64 align;
	int rc;

	if (sim_store_u64(value, &align) < 0)
		return -ENXIO;
	if (align != 4096 && align != 2U << 20 && align != 1U << 30)
		return -EINVAL;
	rc = check_idle(s, dax);
	if (rc < 0)
		return rc;
	sim_attr_set(s, dax, "align", "%" PRIu64, align);
	for (n = 0; sim_dax_range(s, dax, n, &r); n++)
		if (!sim_dax_is_aligned(s, dax, r.size)) {
			sim_attr_set(s, dax, "align", "%s", old.s);
			return -EINVAL;
		}
	return 0;
}

/* "START-END", hexadecimal. A size that is not aligned is ignored; a driver is not looked for. */
static int store_mapping(struct sim *s, const struct sim_path *dax, const char *value)
{
	struct sim_attr text = sim_store_text(value);
	char *dash = strchr(text.s, '-');
	u64 start, end;

	if (!dash)
		return -EINVAL;
	*dash = '\0';
	if (num_u64(text.s, 16, &start) < 0 || num_u64(dash + 1, 16, &end) < 0)
		return -EINVAL;
	if (!sim_dax_is_aligned(s, dax, end + 1 - start))
		return 0;
	return sim_dax_add_range(s, dax, (struct sim_range){ start, end + 1 - start });
}

static int store_memmap(struct sim *s, const struct sim_path *dax, const char *value)
{
	const char *now = sim_attr_is(s, dax, "memmap_on_memory", "1") ? "1" : "0", *wanted;

	if (!*value || !strchr("yY1nN0tTfF", *value))
		return -EINVAL;
	wanted = strchr("yY1tT", *value) ? "1" : "0";
	if (!str_eq(now, wanted) && str_eq(sim_node_driver(s, dax).s, "kmem"))
		return -EBUSY;
	sim_attr_set(s, dax, "memmap_on_memory", "%s", wanted);
	return 0;
}

int sim_dax_store(struct sim *s, const struct sim_path *dax, const char *attr, const char *value)
{
	struct sim_path region = sim_path_up(*dax), group = sim_path_in(&region, "dax_region");
	int rc;

	if (str_eq(attr, "state"))
		return sim_dax_store_state(s, dax, value);
	if (str_eq(attr, "memmap_on_memory"))
		return store_memmap(s, dax, value);
	if (is_static(s, &group))
		return -EACCES;
	if (str_eq(attr, "size"))
		rc = store_size(s, dax, value);
	else if (str_eq(attr, "align"))
		rc = store_align(s, dax, value);
	else if (str_eq(attr, "mapping"))
		rc = store_mapping(s, dax, value);
	else
		return -EACCES;
	sim_dax_refresh(s, dax);
	return rc;
}

static int store_create(struct sim *s, const struct sim_path *group, const char *value)
{
	struct sim_path region = sim_path_up(*group), dax;
	u64 n;

	if (sim_store_u64(value, &n) < 0 || n != 1)
		return -EINVAL;
	if (!sim_attr_number(s, group, "available_size"))
		return -ENOSPC;
	dax = sim_dax_add_device(s, &region);
	if (!*sim_attr_get(s, group, "seed").s)
		sim_attr_set(s, group, "seed", "%s", sim_node_name(&dax));
	sim_attr_set(s, group, "create", "%s", sim_node_name(&dax));
	return 0;
}

/* The first device of a region is never deleted. */
static int store_delete(struct sim *s, const struct sim_path *group, const char *value)
{
	static const char *const attrs[] = { "seed", "create" };
	struct sim_attr name = sim_store_text(value);
	struct sim_path region = sim_path_up(*group), dax = sim_path_in(&region, name.s);
	const char *number = strrchr(name.s, '.');
	size_t i;

	if (!str_after(name.s, "dax") || !number || strchr(name.s, '/') ||
	    !sim_path_exists(s, &dax))
		return -ENXIO;
	if (*sim_node_driver(s, &dax).s || sim_dax_size(s, &dax) || str_eq(number, ".0"))
		return -EBUSY;
	sim_dax_delete_device(s, &dax);
	for (i = 0; i < ARRAY_SIZE(attrs); i++)
		if (sim_attr_is(s, group, attrs[i], name.s))
			sim_attr_set(s, group, attrs[i], "%s", "");
	return 0;
}

int sim_dax_region_store(struct sim *s, const struct sim_path *group, const char *attr,
			 const char *value)
{
	if (str_eq(attr, "create"))
		return store_create(s, group, value);
	return str_eq(attr, "delete") ? store_delete(s, group, value) : -EACCES;
}
