/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* JSON text as records. The text may be anything. */
#ifndef UTIL_IN_JSON_H
#define UTIL_IN_JSON_H

#include "util/rec.h"

#define JSON_DEPTH_MAX 32
/* The text "[]," takes 200 bytes of memory. A dump of 1024 devices has half as many. */
#define JSON_VALUES_MAX 2000000

/*
 * Parse one value, an object or array, followed by blanks only. Integers become VAL_INT or
 * VAL_UINT, other numbers text; null is left out. NULL: it is not valid, has another value at the
 * top, is nested deeper than JSON_DEPTH_MAX, has more than JSON_VALUES_MAX values, or memory is
 * short. The caller frees the result.
 */
struct rec *json_parse(const char *text, size_t len);

#endif
