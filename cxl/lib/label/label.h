/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The label storage area of a device, with Get LSA and Set LSA (CXL r3.2 8.2.10.9.2.3 and .4). All
 * offsets and sizes are in bytes.
 */
#ifndef CXL_LABEL_LABEL_H
#define CXL_LABEL_LABEL_H

#include "cxl/lib/mailbox/exec.h"

#define LABEL_AREA_MAX (64U << 20) /* larger areas are not supported */

/* A part of the label storage area. */
struct label_range {
	u32 offset;
	u32 size; /* 0: up to the end */
};

/*
 * The size of the label storage area, from sysfs. OUTCOME_UNSUPPORTED: the device has none
 * ("no_label_area"), or one that exceeds LABEL_AREA_MAX.
 */
int label_area_size(const struct memdev *m, u32 *ret, struct fail *why) MUST_CHECK;
/*
 * Check @r against the size of the area, and replace a size of 0. -ERANGE: it is not within the
 * area.
 */
int label_range_check(const struct memdev *m, struct label_range *r, struct fail *why) MUST_CHECK;
/* Read a range that label_range_check() accepted; @buf has r->size bytes. -EINTR: interrupted. */
int label_read(const struct memdev *m, const struct label_range *r, u8 *buf,
	       struct fail *why) MUST_CHECK;

struct label_change {
	struct label_range range; /* that label_range_check() accepted */
	const u8 *data;		  /* range.size bytes */
};

struct label_result {
	bool changed;	   /* in a dry run: would be */
	u32 written_bytes; /* only the blocks that differ are written */
	bool verified;	   /* read back and compared */
};

/*
 * Write what differs, in ascending order, then read it back and compare. If a command or the
 * comparison fails, or after an interruption, the former content of the blocks that were written
 * is restored; the message says what remains. Refused while the kernel uses the labels (Set LSA is
 * exclusive).
 */
int label_write(const struct memdev *m, const struct label_change *c, struct label_result *ret,
		struct fail *why) MUST_CHECK;

#endif
