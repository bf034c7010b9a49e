/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Time that does not depend on the date. */
#ifndef UTIL_CLOCK_H
#define UTIL_CLOCK_H

#include <time.h>

#include "util/base.h"

/* Milliseconds since an arbitrary point in time. */
static inline u64 clock_ms(void)
{
	struct timespec now = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (u64)now.tv_sec * 1000 + (u64)now.tv_nsec / 1000000;
}

#endif
