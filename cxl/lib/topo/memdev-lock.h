/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The locks of memory devices and of the topology, shared by all processes of this tool. */
#ifndef CXL_TOPO_MEMDEV_LOCK_H
#define CXL_TOPO_MEMDEV_LOCK_H

#include "cxl/lib/topo/memdev.h"

struct memdev_lock {
	struct cxl_ctx *ctx; /* NULL: nothing to unlock */
	int fd;		     /* holds the lock until closed; -1: none, in a dry run */
	bool topology;	     /* it is that of the topology */
};

/*
 * Lock @m for a change, waiting some seconds for another process. Every change takes the lock in
 * the write paths; an operation of several steps takes it before, and its steps then share it. A
 * dry run tells whether the device could be locked now, and creates nothing. A captured tree has
 * no locks. -EBUSY: locked by another process, or it cannot be locked for any other reason; @why
 * has the message without a prefix, and what to do.
 */
int memdev_lock(const struct memdev *m, struct memdev_lock *ret, struct fail *why) MUST_CHECK;
/*
 * The same for changes of drivers, decoders, regions and memory blocks: one lock for all.
 * Commands take it before they look at the topology; their steps then share it.
 */
int topo_lock(struct cxl_ctx *ctx, struct memdev_lock *ret, struct fail *why) MUST_CHECK;
void memdev_unlock(struct memdev_lock *l);

#define auto_memdev_lock __attribute__((cleanup(memdev_unlock)))

#endif
