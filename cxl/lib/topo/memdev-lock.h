/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The lock of a memory device, shared by all processes of this tool. */
#ifndef CXL_TOPO_MEMDEV_LOCK_H
#define CXL_TOPO_MEMDEV_LOCK_H

#include "cxl/lib/topo/memdev.h"

/*
 * Lock @m, waiting up to @wait_s seconds for another process. Returns the file descriptor that
 * holds the lock until it is closed. Any other result counts as busy: -EBUSY, locked by another
 * process, or another negative errno, if the lock cannot be taken; the reason is in @why.
 */
int memdev_lock(const struct memdev *m, unsigned int wait_s, struct fail *why) MUST_CHECK;

#endif
