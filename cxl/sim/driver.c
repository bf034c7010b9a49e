// SPDX-License-Identifier: GPL-2.0-only
/* Which part of the model has an attribute. */
#include <stdio.h>

#include "cxl/sim/decoder.h"
#include "cxl/sim/driver.h"

/* The kernel's files without write permission, and what is not modelled, fail. */
static int store_device(struct sim *s, const struct sim_path *dir, const char *attr,
			const char *value)
{
	struct sim_attr devtype = sim_attr_get(s, dir, "devtype");

	if (str_after(devtype.s, "cxl_decoder_"))
		return sim_decoder_store(s, dir, attr, value);
	if (str_eq(devtype.s, "cxl_port"))
		return -EACCES;
	return 1;
}

int sim_topology_store(struct sim *s, const char *path, const char *value)
{
	struct sim_path p = sim_path_of("%s", path), dir = sim_path_up(p);

	if (!*p.s)
		return 1;
	return str_after(p.s, "sys/devices/") ? store_device(s, &dir, path_base(p.s), value) : 1;
}
