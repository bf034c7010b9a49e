// SPDX-License-Identifier: GPL-2.0-only
/* Which part of the model has an attribute. */
#include <stdio.h>

#include "cxl/sim/decoder.h"
#include "cxl/sim/driver.h"
#include "cxl/sim/memory.h"

/* "sys/bus/BUS/drivers/DRIVER/ATTR" */
static int store_bus(struct sim *s, const struct sim_path *path, const char *value)
{
	struct sim_path dir = sim_path_up(*path);
	const char *dax = str_after(dir.s, "sys/bus/dax/drivers/");

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

	if (str_after(devtype.s, "cxl_decoder_"))
		return sim_decoder_store(s, dir, attr, value);
	if (str_eq(devtype.s, "cxl_port"))
		return -EACCES;
	if (str_eq(sim_link_base(s, dir, "subsystem").s, "dax") ||
	    str_eq(sim_node_name(dir), "dax_region"))
		return -EOPNOTSUPP;
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
