/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What sysfs tells about a region, for changes of it (drivers/cxl/core/region.c). */
#ifndef CXL_REGION_STATE_H
#define CXL_REGION_STATE_H

#include "cxl/lib/topo/region.h"

struct region_state {
	const struct node *node;
	char mode[16];	 /* "ram", "pmem" */
	bool has_range;	 /* .start is known */
	u64 start, size; /* in the address space of the host, bytes; size 0: not set */
	u64 ways;
	bool committed, locked;
	struct region_target targets[REGION_WAYS_MAX]; /* of 0 to .ways - 1; .decoder "": none */
	size_t target_count;
};

/* A negative errno: something about the region cannot be read. */
int region_read(const struct topo *t, const struct node *region, struct region_state *ret,
		struct fail *why) MUST_CHECK;

/* Whether @memdev is one of its targets. */
bool region_has_memdev(const struct region_state *r, const struct node *memdev);

#endif
