/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Free space between ranges of addresses. */
#ifndef CXL_TOPO_EXTENT_H
#define CXL_TOPO_EXTENT_H

#include "util/base.h"

struct extent {
	u64 start, size; /* bytes */
};

struct extent_request {
	u64 size, align;
};

/*
 * The largest gap in @whole that none of the @count extents in @used, which are sorted, has a part
 * of. They may overlap, and need not be inside. 0: none, or the end of @whole is no address.
 */
u64 extent_largest_gap(struct extent whole, struct extent *used, size_t count);
/* Likewise, the first gap for @size bytes at a multiple of @align. False: there is none. */
bool extent_first_gap(struct extent whole, struct extent *used, size_t count,
		      struct extent_request rq, u64 *ret);

#endif
