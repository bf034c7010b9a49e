// SPDX-License-Identifier: GPL-2.0-only
/* Bind and unbind of drivers (drivers/base/bus.c), and which part of the model has an attribute. */
#include <stdio.h>

#include "cxl/sim/dax.h"
#include "cxl/sim/decoder.h"
#include "cxl/sim/driver.h"
#include "cxl/sim/firmware.h"
#include "cxl/sim/memory.h"
#include "cxl/sim/port.h"
#include "cxl/sim/region.h"
#include "cxl/sim/security.h"

#define NAMES 2

/* Errors of probe are those of the write. */
static const struct driver {
	const char *bus, *name;
	const char *devices[NAMES]; /* the start of the names of its devices */
	int (*probe)(struct sim *s, const struct sim_path *node);
	void (*release)(struct sim *s, const struct sim_path *node);
} drivers[] = {
	{ "cxl", "cxl_mem", { "mem" }, sim_memdev_probe, sim_memdev_release },
	{ "cxl", "cxl_port", { "port", "endpoint" }, sim_port_probe, sim_port_release },
	{ "cxl", "cxl_region", { "region" }, sim_region_probe, sim_region_release },
	{ "platform", "cxl_acpi", { "ACPI0017:", "cxl_acpi." }, sim_root_probe, sim_root_release },
};

/* Devices of the platform bus have no link in trees. */
static int find_device(struct sim *s, const struct driver *d, const char *name,
		       struct sim_path *ret)
{
	if (str_eq(d->bus, "cxl"))
		return sim_node_find(s, d->bus, name, ret);
	*ret = sim_path_of("sys/devices/platform/%s", name);
	return *name && !strchr(name, '/') && *name != '.' && sim_path_exists(s, ret) ? 0 : -ENODEV;
}

static bool driver_matches(const struct driver *d, const struct sim_path *node)
{
	const char *number;
	size_t i;

	for (i = 0; i < NAMES && d->devices[i]; i++) {
		number = str_after(sim_node_name(node), d->devices[i]);
		if (number && *number >= '0' && *number <= '9')
			return true;
	}
	return false;
}

static int store_driver(struct sim *s, const struct driver *d, const char *attr, const char *value)
{
	struct sim_attr name = sim_store_text(value);
	bool bound;
	struct sim_path node;

	if (find_device(s, d, name.s, &node) < 0)
		return -ENODEV;
	bound = *sim_node_driver(s, &node).s;
	if (str_eq(attr, "unbind")) {
		if (!str_eq(sim_node_driver(s, &node).s, d->name))
			return -ENODEV;
		d->release(s, &node);
		return 0;
	}
	if (!str_eq(attr, "bind"))
		return -EACCES;
	if (!driver_matches(d, &node))
		return -ENODEV;
	return bound ? -EBUSY : d->probe(s, &node);
}

/* "sys/bus/BUS/drivers/DRIVER/ATTR" */
static int store_bus(struct sim *s, const struct sim_path *path, const char *value)
{
	struct sim_path dir = sim_path_up(*path);
	const char *dax = str_after(dir.s, "sys/bus/dax/drivers/");
	struct sim_path of;
	size_t i;

	if (str_eq(path->s, "sys/bus/cxl/flush"))
		return str_eq(sim_store_text(value).s, "1") ? 0 : -EINVAL;
	for (i = 0; i < ARRAY_SIZE(drivers); i++) {
		of = sim_path_of("sys/bus/%s/drivers/%s", drivers[i].bus, drivers[i].name);
		if (str_eq(dir.s, of.s))
			return store_driver(s, &drivers[i], path_base(path->s), value);
	}
	if (dax && !strchr(dax, '/'))
		return sim_dax_driver_store(s, dax, path_base(path->s), value);
	return strstr(path->s, "/drivers/") || str_eq(path_base(path->s), "drivers_probe")
		       ? -EOPNOTSUPP
		       : 1;
}

/* The kernel's files without write permission, and what is not modelled, fail. */
static int store_device(struct sim *s, const struct sim_path *dir, const char *attr,
			const char *value)
{
	struct sim_attr devtype = sim_attr_get(s, dir, "devtype");

	if (str_eq(devtype.s, "cxl_region"))
		return sim_region_store(s, dir, attr, value);
	if (str_eq(devtype.s, "cxl_decoder_root"))
		return sim_region_root_store(s, dir, attr, value);
	if (str_after(devtype.s, "cxl_decoder_"))
		return sim_decoder_store(s, dir, attr, value);
	if (str_eq(devtype.s, "cxl_port"))
		return -EACCES;
	if (str_eq(sim_node_name(dir), "security"))
		return sim_security_store(s, dir, attr, value);
	if (str_eq(sim_link_base(s, dir, "subsystem").s, "firmware"))
		return sim_firmware_store(s, dir, attr, value);
	if (str_eq(sim_link_base(s, dir, "subsystem").s, "dax"))
		return sim_dax_store(s, dir, attr, value);
	if (str_eq(sim_node_name(dir), "dax_region"))
		return sim_dax_region_store(s, dir, attr, value);
	if (str_after(sim_node_name(dir), "mapping"))
		return -EACCES;
	if (str_eq(dir->s, "sys/devices/system/memory"))
		return str_eq(attr, "auto_online_blocks") ? sim_memory_store_policy(s, value)
							  : -EACCES;
	if (str_after(dir->s, "sys/devices/system/memory/memory"))
		return sim_memory_store(s, dir, attr, value);
	return 1;
}

int sim_topology_store(struct sim *s, const char *path, const char *value)
{
	struct sim_path p = sim_path_of("%s", path), dir = sim_path_up(p);

	if (!*p.s)
		return 1;
	if (str_after(p.s, "sys/bus/"))
		return store_bus(s, &p, value);
	return str_after(p.s, "sys/devices/") ? store_device(s, &dir, path_base(p.s), value) : 1;
}
