/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * ASCII characters, whatever the locale: keywords, names and numbers have the same spelling
 * everywhere. (In Turkish, "i" is not the lower case of "I".) Hexadecimal digits.
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

/* Two lower-case hexadecimal digits for each of @len bytes, and a NUL. */
static inline void hex_format(const void *data, size_t len, char *to)
{
	static const char digits[] = "0123456789abcdef";
	const u8 *p = data;

	for (; len; len--, p++) {
		*to++ = digits[*p >> 4];
		*to++ = digits[*p & 15];
	}
	*to = '\0';
}

/* -1: no hexadecimal digit */
static inline int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/*
 * Copy ASCII text that ends at a NUL, at @len or before trailing blanks; unprintable bytes are
 * replaced by '?'.
 */
static inline void text_copy(const void *from, size_t len, char *to)
{
	const char *p = from;
	size_t i, end = 0;

	for (i = 0; i < len && p[i]; i++) {
		to[i] = ascii_is_print(p[i]) ? p[i] : '?';
		if (to[i] != ' ')
			end = i + 1;
	}
	to[end] = '\0';
}

/* Whether the strings are the same in either case. */
static inline bool ascii_same(const char *a, const char *b)
{
	return ascii_same_start(a, b, SIZE_MAX);
}

#endif
