/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Mounts, swap space, block devices and processes that use DAX devices and block devices. */
#ifndef CXL_TOPO_DEVICE_USERS_H
#define CXL_TOPO_DEVICE_USERS_H

#include "cxl/lib/topo/dependent.h"
#include "daxctl/lib/dax.h"

/* Add the users of a DAX device to @l; what cannot be determined is DEPENDENT_UNKNOWN. */
void device_users_dax(const struct sysroot *root, const struct dax_device *device,
		      struct dependent_list *l);
/* Of all block devices of persistent CXL memory, so once for all regions. */
void device_users_pmem(const struct sysroot *root, struct dependent_list *l);

#endif
