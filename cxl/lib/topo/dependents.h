/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Regions, memory, mounts, swap and volumes that depend on a memory device. */
#ifndef CXL_TOPO_DEPENDENTS_H
#define CXL_TOPO_DEPENDENTS_H

#include "cxl/lib/topo/dependent.h"
#include "cxl/lib/topo/memdev.h"

/*
 * Find the dependents in sysfs and /proc. A region counts if it is bound to its driver, committed,
 * or has online memory. Without any, committed decoders count, and what cannot be read. Users of
 * any persistent CXL memory count if the memdev is part of a pmem region, since the kernel does not
 * show which pmem device belongs to which region.
 */
void dependents_find(const struct memdev *m, struct dependent_list *ret);
/*
 * What depends on a region and would lose its memory without notice: mounts, swap, other block
 * devices, and processes that use a DAX device or a block device. Memory that is online is not part
 * of it, see cxl/lib/region/teardown.h.
 */
void dependents_find_region(const struct topo *t, const struct node *region,
			    struct dependent_list *ret);

#endif
