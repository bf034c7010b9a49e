/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Growing arrays. */
#ifndef UTIL_ARRAY_H
#define UTIL_ARRAY_H

#include <stdlib.h>

/*
 * Space for one more element of @size bytes after the first @count. The memory doubles when @count
 * is a power of two, so an array must only grow by this function, one element at a time. NULL: out
 * of memory, @at is still valid.
 */
static inline void *array_grow(void *at, size_t count, size_t size)
{
	if (count & (count - 1))
		return at;
	return reallocarray(at, count ? count * 2 : 1, size);
}

#endif
