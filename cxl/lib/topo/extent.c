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

bool extent_first_gap(struct extent whole, struct extent *used, size_t count,
		      struct extent_request rq, u64 *ret)
{
	u64 end, at, next;
	size_t i;

	if (!rq.size || __builtin_add_overflow(whole.start, whole.size, &end))
		return false;
	if (count)
		qsort(used, count, sizeof(*used), by_start);
	at = whole.start;
	for (i = 0; i <= count; i++) {
		if (at % rq.align && __builtin_add_overflow(at, rq.align - at % rq.align, &at))
			return false;
		next = i < count ? MIN(used[i].start, end) : end;
		if (at <= next && next - at >= rq.size) {
			*ret = at;
			return true;
		}
		if (i < count && __builtin_add_overflow(used[i].start, used[i].size, &next))
			return false;
		at = MAX(at, next);
	}
	return false;
}
