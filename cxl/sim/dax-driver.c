// SPDX-License-Identifier: GPL-2.0-only
/* The drivers of the dax bus (drivers/dax/device.c, fsdev.c and kmem.c), bind and unbind. */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/sim/build.h"
#include "cxl/sim/dax.h"
#include "util/num.h"

#define UNIT_MIN 2097152 /* memremap_pages() maps whole subsections */

static struct sim_path driver_dir(const char *driver)
{
	return sim_path_of("sys/bus/dax/drivers/%s", driver);
}

/* --- which devices a driver matches */

static struct sim_path id_file(const char *driver, const char *name)
{
	return sim_path_of("state/dax_ids/%s/%s", driver, name);
}

/* Memory of CXL is for kmem, that of nvdimm for device_dax; fsdev_dax matches names only. */
static bool matches_type(const struct sim *s, const char *driver, const struct sim_path *dax)
{
	struct sim_path kmem = driver_dir("kmem");
	const char *type = "kmem";

	if (strstr(dax->s, "/ndbus") || !sim_path_exists(s, &kmem))
		type = "device_dax";
	return str_eq(driver, type);
}

static bool driver_matches(const struct sim *s, const char *driver, const struct sim_path *dax)
{
	struct sim_path id = id_file(driver, sim_node_name(dax));

	return matches_type(s, driver, dax) || sim_path_exists(s, &id);
}

/* --- kmem */

/* Directory of marks, one for each range that kmem could not reserve: it is not removed either. */
static struct sim_path skipped_dir(const struct sim_path *dax)
{
	return sim_path_of("state/kmem_skipped/%s", sim_node_name(dax));
}

static bool is_skipped(const struct sim *s, const struct sim_path *dax, unsigned int n)
{
	struct sim_path dir = skipped_dir(dax), mark = sim_path_of("%s/%u", dir.s, n);

	return sim_path_exists(s, &mark);
}

/* Add all ranges; one that is not free is left out, unless it is the first one. */
static int plug(struct sim *s, const struct sim_path *dax, const char *state)
{
	struct sim_path skipped = skipped_dir(dax);
	bool reserved = false;
	struct sim_range r;
	unsigned int n;
	char number[16];

	sim_path_delete(s, &skipped);
	for (n = 0; sim_dax_range(s, dax, n, &r); n++) {
		if (!sim_memory_has_block(s, r))
			continue;
		if (sim_memory_present(s, r) && !reserved)
			return -EBUSY;
		if (sim_memory_present(s, r)) {
			snprintf(number, sizeof(number), "%u", n);
			sim_attr_set(s, &skipped, number, "%s", "");
			continue;
		}
		sim_memory_add(s, r, sim_attr_number(s, dax, "target_node"), state);
		reserved = true;
	}
	return 0;
}

/* Remove all ranges; without @offline, those with a block that is online stay. */
static void unplug(struct sim *s, const struct sim_path *dax, bool offline)
{
	struct sim_range r;
	unsigned int n;

	for (n = 0; sim_dax_range(s, dax, n, &r); n++)
		if (!is_skipped(s, dax, n))
			sim_memory_remove(s, r, offline);
}

static void set_state(struct sim *s, const struct sim_path *dax, const char *state)
{
	if (!s->no_kmem_state)
		sim_attr_set(s, dax, "state", "%s", state);
}

static int probe_kmem(struct sim *s, const struct sim_path *dax)
{
	struct sim_attr policy = sim_memory_policy(s);
	bool any = false;
	struct sim_range r;
	unsigned int n;
	u64 node;
	int rc;

	if (num_u64(sim_attr_get(s, dax, "target_node").s, 10, &node) < 0)
		return -EINVAL;
	for (n = 0; !any && sim_dax_range(s, dax, n, &r); n++)
		any = sim_memory_has_block(s, r);
	if (!any)
		return -EINVAL;
	rc = plug(s, dax, policy.s);
	if (rc == 0)
		set_state(s, dax, policy.s);
	return rc;
}

static void release_kmem(struct sim *s, const struct sim_path *dax)
{
	struct sim_path state = sim_path_in(dax, "state"), skipped = skipped_dir(dax);

	/* Blocks that are online stay until the next reboot, and unbind succeeds. */
	if (!sim_attr_is(s, dax, "state", "unplugged"))
		unplug(s, dax, false);
	sim_path_delete(s, &state);
	sim_path_delete(s, &skipped);
}

int sim_dax_store_state(struct sim *s, const struct sim_path *dax, const char *value)
{
	struct sim_attr word = sim_store_text(value), now = sim_attr_get(s, dax, "state");
	int rc;

	if (!str_eq(word.s, "unplugged") &&
	    (str_eq(word.s, "offline") || !sim_memory_is_state(word.s)))
		return -EINVAL;
	if (str_eq(now.s, word.s))
		return 0;
	if (str_eq(word.s, "unplugged")) {
		unplug(s, dax, true);
		set_state(s, dax, word.s);
		return 0;
	}
	if (!str_eq(now.s, "unplugged"))
		return -EBUSY;
	rc = plug(s, dax, word.s);
	if (rc == 0)
		set_state(s, dax, word.s);
	return rc;
}

/* --- bind and unbind */

/* device_dax and fsdev_dax reserve all ranges, then map them. */
static int probe_device(struct sim *s, const struct sim_path *dax)
{
	struct sim_range r;
	unsigned int n;

	for (n = 0; sim_dax_range(s, dax, n, &r); n++)
		if (sim_memory_present(s, r))
			return -EBUSY;
	for (n = 0; sim_dax_range(s, dax, n, &r); n++)
		if (r.start % UNIT_MIN || r.size % UNIT_MIN)
			return -EINVAL;
	return 0;
}

static int probe(struct sim *s, const char *driver, const struct sim_path *dax)
{
	struct sim_path region = sim_path_up(*dax), group = sim_path_in(&region, "dax_region");
	int rc;

	if (!sim_dax_size(s, dax))
		return -ENXIO;
	rc = str_eq(driver, "kmem") ? probe_kmem(s, dax) : probe_device(s, dax);
	if (rc < 0)
		return rc;
	sim_node_set_driver(s, dax, driver);
	if (sim_attr_is(s, &group, "seed", sim_node_name(dax)))
		sim_attr_set(s, &group, "seed", "%s", "");
	return 0;
}

void sim_dax_release(struct sim *s, const struct sim_path *dax)
{
	struct sim_attr driver = sim_node_driver(s, dax);

	if (!*driver.s)
		return;
	if (str_eq(driver.s, "kmem"))
		release_kmem(s, dax);
	sim_node_clear_driver(s, dax);
}

void sim_dax_attach(struct sim *s, const struct sim_path *dax)
{
	static const char *const drivers[] = { "device_dax", "fsdev_dax", "kmem" };
	struct sim_path bus = sim_path_of("sys/bus/dax"), dir;
	size_t i;

	if (sim_attr_is(s, &bus, "drivers_autoprobe", "0"))
		return;
	for (i = 0; i < ARRAY_SIZE(drivers); i++) {
		dir = driver_dir(drivers[i]);
		if (!sim_path_exists(s, &dir) || !driver_matches(s, drivers[i], dax))
			continue;
		if (probe(s, drivers[i], dax) == 0)
			return;
		fprintf(stderr, "cxl-sim: %s: %s cannot be bound\n", drivers[i],
			sim_node_name(dax));
	}
}

/* Names of new_id: "dax0.0", numbers without zeros before them. */
static bool is_dax_name(const char *name)
{
	const char *at = str_after(name, "dax");
	char text[SIM_NAME_LEN + 16];
	u64 region, n;

	at = at ? num_prefix(at, &region) : NULL;
	at = at && *at == '.' ? num_prefix(at + 1, &n) : NULL;
	if (!at || *at)
		return false;
	snprintf(text, sizeof(text), "dax%" PRIu64 ".%" PRIu64, region, n);
	return str_eq(text, name);
}

/* All devices without a driver are tried, also those that match by their type. */
static int store_new_id(struct sim *s, const char *driver, const char *name)
{
	auto_namelist struct namelist l = sim_node_names(s, "dax", "dax");
	struct sim_path p = id_file(driver, name), dax;
	size_t i;
	int rc;

	if (build_file(s->dirfd, p.s, "") < 0)
		return -ENOMEM;
	for (i = 0; i < l.count; i++) {
		if (sim_node_find(s, "dax", l.names[i], &dax) < 0 || *sim_node_driver(s, &dax).s ||
		    !driver_matches(s, driver, &dax))
			continue;
		rc = probe(s, driver, &dax);
		if (rc < 0 && rc != -ENXIO)
			fprintf(stderr, "cxl-sim: %s: %s cannot be bound\n", driver, l.names[i]);
	}
	return 0;
}

static int store_bind(struct sim *s, const char *driver, const char *name)
{
	struct sim_path dax;

	if (sim_node_find(s, "dax", name, &dax) < 0 || !driver_matches(s, driver, &dax))
		return -ENODEV;
	return *sim_node_driver(s, &dax).s ? -EBUSY : probe(s, driver, &dax);
}

int sim_dax_driver_store(struct sim *s, const char *driver, const char *attr, const char *value)
{
	struct sim_attr name = sim_store_text(value);
	struct sim_path dax;

	if (str_eq(attr, "bind"))
		return store_bind(s, driver, name.s);
	if (str_eq(attr, "new_id") || str_eq(attr, "remove_id")) {
		if (!is_dax_name(name.s))
			return -EINVAL;
		if (str_eq(attr, "new_id"))
			return store_new_id(s, driver, name.s);
		dax = id_file(driver, name.s);
		sim_path_delete(s, &dax);
		return 0;
	}
	if (sim_node_find(s, "dax", name.s, &dax) < 0 ||
	    !str_eq(sim_node_driver(s, &dax).s, driver))
		return -ENODEV;
	sim_dax_release(s, &dax);
	return 0;
}

int sim_dax_driver_defaults(struct sim *s)
{
	auto_namelist struct namelist l = sim_node_names(s, "dax", "dax");
	struct sim_path dax, p;
	struct sim_attr driver;
	size_t i;
	int rc = 0;

	for (i = 0; rc == 0 && i < l.count; i++) {
		if (sim_node_find(s, "dax", l.names[i], &dax) < 0)
			continue;
		driver = sim_node_driver(s, &dax);
		p = id_file(driver.s, l.names[i]);
		/* A driver that has bound it, and does not match its type, has the name. */
		if (*driver.s && !driver_matches(s, driver.s, &dax))
			rc = build_file(s->dirfd, p.s, "");
		p = sim_path_in(&dax, "state");
		if (str_eq(driver.s, "kmem") && !sim_path_exists(s, &p))
			set_state(s, &dax, sim_memory_policy(s).s);
	}
	return rc;
}
