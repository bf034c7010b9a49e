/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * ASCII characters, whatever the locale: keywords, names and numbers have the same spelling
 * everywhere. (In Turkish, "i" is not the lower case of "I".)
 */
#ifndef UTIL_TEXT_H
#define UTIL_TEXT_H

#include "util/base.h"

static inline bool ascii_is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static inline bool ascii_is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool ascii_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool ascii_is_control(char c)
{
	return (c >= 0 && c < 0x20) || c == 0x7f;
}

static inline bool ascii_is_print(char c)
{
	return c >= 0x20 && c < 0x7f;
}

static inline char ascii_lower(char c)
{
	return ascii_is_upper(c) ? (char)(c + 'a' - 'A') : c;
}

static inline char ascii_upper(char c)
{
	return ascii_is_lower(c) ? (char)(c + 'A' - 'a') : c;
}

/* Whether the first @len characters are the same in either case; both end at a NUL before. */
static inline bool ascii_same_start(const char *a, const char *b, size_t len)
{
	for (; len && *a && ascii_lower(*a) == ascii_lower(*b); a++, b++)
		len--;
	return len == 0 || (!*a && !*b);
}

/* Whether the strings are the same in either case. */
static inline bool ascii_same(const char *a, const char *b)
{
	return ascii_same_start(a, b, SIZE_MAX);
}

#endif
