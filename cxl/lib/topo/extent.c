// SPDX-License-Identifier: LGPL-2.1-or-later
/* Free space between ranges of addresses. */
#include <stdlib.h>

#include "cxl/lib/topo/extent.h"

static int by_start(const void *a, const void *b)
{
	const struct extent *x = a, *y = b;

	return (x->start > y->start) - (x->start < y->start);
}

u64 extent_largest_gap(struct extent whole, struct extent *used, size_t count)
{
	u64 at = whole.start, end, to, largest = 0;
	size_t i;

	if (__builtin_add_overflow(whole.start, whole.size, &end))
		return 0;
	if (count)
		qsort(used, count, sizeof(*used), by_start);
	for (i = 0; i < count; i++) {
		to = MIN(used[i].start, end);
		largest = MAX(largest, to > at ? to - at : 0);
		if (__builtin_add_overflow(used[i].start, used[i].size, &to))
			to = end;
		at = MAX(at, to);
	}
	return MAX(largest, end > at ? end - at : 0);
}
