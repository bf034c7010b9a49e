/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Integer types, macros and small helpers that every file uses. */
#ifndef UTIL_BASE_H
#define UTIL_BASE_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;
typedef int16_t s16;
typedef int64_t s64;

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#define BIT(n) (1ULL << (n))
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))

#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))
#define FALLTHROUGH __attribute__((fallthrough))
#define MUST_CHECK __attribute__((warn_unused_result))

static inline bool str_eq(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

static inline bool str_ends(const char *s, const char *end)
{
	const size_t len = strlen(s), n = strlen(end);

	return len >= n && str_eq(s + len - n, end);
}

/* The part of @s after @prefix, or NULL when @s does not start with @prefix. */
static inline const char *str_after(const char *s, const char *prefix)
{
	for (; *prefix; s++, prefix++)
		if (*s != *prefix)
			return NULL;
	return s;
}

/* Read a little-endian integer of @width bytes (1 to 8). */
static inline u64 get_le(const void *p, unsigned int width)
{
	const u8 *b = p;
	u64 v = 0;

	while (width--)
		v = v << 8 | b[width];
	return v;
}

/* Write the low @width bytes of @v in little-endian order. */
static inline void put_le(void *p, unsigned int width, u64 v)
{
	u8 *b = p;

	for (; width--; v >>= 8)
		*b++ = (u8)v;
}

#endif
