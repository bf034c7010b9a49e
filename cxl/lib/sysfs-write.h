/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The write path of all sysfs attributes: ask the gate, record, write. A dry run asks the gate
 * only.
 */
#ifndef CXL_SYSFS_WRITE_H
#define CXL_SYSFS_WRITE_H

#include "cxl/lib/guard/gate.h"
#include "cxl/lib/topo/memdev.h"

struct sysfs_request {
	const struct memdev *memdev;
	const char *path; /* below /sys */
	const char *value;
	enum risk risk;
	const u8 *feature; /* UUID of the Feature it belongs to, 16 bytes; NULL: none */
};

/* 0, or a negative errno with the reason in @why; OUTCOME_REFUSED: nothing was written. */
int sysfs_write(const struct sysfs_request *rq, struct fail *why) MUST_CHECK;

#endif
