/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The lock of a memory device, shared by all processes of this tool. */
#ifndef CXL_TOPO_MEMDEV_LOCK_H
#define CXL_TOPO_MEMDEV_LOCK_H

#include "cxl/lib/topo/memdev.h"

/*
 * Lock @m, waiting up to @wait_s seconds for another process. *@ret holds the lock until closed. In
 * a dry run, whether that would succeed if no other process had the lock; a captured tree has no
 * locks; *@ret is unchanged. Any failure counts as busy: -EBUSY, locked by another process, or a
 * negative errno, if the lock cannot be taken; the reason is in @why.
 */
int memdev_lock(const struct memdev *m, unsigned int wait_s, int *ret, struct fail *why) MUST_CHECK;

#endif
