/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Steps that bind devices to their drivers, unbind them, and set their memory offline. */
#ifndef CXL_PLAN_DRIVER_H
#define CXL_PLAN_DRIVER_H

#include "cxl/lib/plan/plan.h"
#include "cxl/lib/topo/topo.h"
#include "daxctl/lib/memory.h"

/*
 * Add the step that binds @n (memdev, port, endpoint or region), if it is not bound. If its driver
 * is missing, the step loads its kernel module with @load; -ENOENT without. -ENXIO: a memory device
 * below a port that is disabled.
 */
int plan_bind(struct plan *p, const struct topo *t, const struct node *n, bool load,
	      struct fail *why) MUST_CHECK;
/* The same for the region at @path, which the steps before create. */
int plan_bind_region(struct plan *p, const struct topo *t, const char *path, bool load,
		     struct fail *why) MUST_CHECK;
/* Add the step that unbinds @n, if it is bound. */
void plan_unbind(struct plan *p, const struct node *n);
/* The same for the platform device of a bus. -ENOENT: it is not known. */
int plan_unbind_bus(struct plan *p, const struct node *bus, struct fail *why) MUST_CHECK;
/* Add the step that unbinds the DAX device @device from @driver; it can be undone. */
void plan_unbind_dax(struct plan *p, const char *device, const char *driver);
/* Wait until the kernel has removed what was below an unbound port, which it does later. */
void plan_flush(struct plan *p);
/*
 * Set a memory block of @size bytes offline. To undo it, it is set online in the same zone; the
 * kernel may have done that when its device was bound again, see auto_online_blocks.
 */
void plan_offline(struct plan *p, const struct memory_block *b, u64 size);

#endif
