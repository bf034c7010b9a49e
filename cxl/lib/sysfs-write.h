/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The write path of all sysfs attributes: ask the gate, record, write. A dry run asks the gate
 * only. Reads of attributes for which the kernel sends a command are here, too.
 */
#ifndef CXL_SYSFS_WRITE_H
#define CXL_SYSFS_WRITE_H

#include "cxl/lib/guard/gate.h"
#include "cxl/lib/topo/memdev.h"

struct sysfs_request {
	const struct memdev *memdev;
	const char *path;  /* below /sys */
	const char *value; /* NULL: read */
	enum risk risk;
	u16 opcode;	   /* command that the kernel sends; 0: none */
	const u8 *feature; /* UUID of the Feature it belongs to, 16 bytes; NULL: none */
};

/* 0, or a negative errno with the reason in @why; OUTCOME_REFUSED: nothing was written. */
int sysfs_write(const struct sysfs_request *rq, struct fail *why) MUST_CHECK;
/*
 * Read an attribute as sys_read() does, if the gate allows it. @why is filled in only if it was not
 * read: refused, interrupted, or after a timeout of the device.
 */
int sysfs_read(const struct sysfs_request *rq, char *buf, size_t size, struct fail *why) MUST_CHECK;

#endif
