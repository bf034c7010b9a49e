/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * A growing string. After a failed allocation additions are ignored and strbuf_take() returns NULL.
 */
#ifndef UTIL_STRBUF_H
#define UTIL_STRBUF_H

#include <stdarg.h>

#include "util/base.h"
#include "util/cleanup.h"

struct strbuf {
	char *s;	  /* NUL-terminated; NULL while empty */
	size_t len, size; /* bytes used without the NUL, bytes allocated */
	bool failed;	  /* an allocation failed */
};

/* Make sure that @len more bytes and a NUL fit. */
bool strbuf_reserve(struct strbuf *b, size_t len);

/* Append @len bytes for the caller to write. NULL: out of memory. */
static inline char *strbuf_space(struct strbuf *b, size_t len)
{
	if ((b->failed || b->len + len >= b->size) && !strbuf_reserve(b, len))
		return NULL;
	b->len += len;
	b->s[b->len] = '\0';
	return b->s + b->len - len;
}

/* Append @len bytes of @text. */
void strbuf_add(struct strbuf *b, const char *text, size_t len);
void strbuf_addf(struct strbuf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
void strbuf_vaddf(struct strbuf *b, const char *fmt, va_list ap) PRINTF_LIKE(2, 0);
/* Insert @text, which is another one, before the content; it fails if @text has failed. */
void strbuf_prepend(struct strbuf *b, const struct strbuf *text);
/* Append @text with quotes, backslashes, control and non-ASCII bytes escaped as in JSON. */
void strbuf_add_escaped(struct strbuf *b, const char *text);
/* Append @len bytes of @data, two lower-case hexadecimal digits each. */
void strbuf_add_hex(struct strbuf *b, const void *data, size_t len);
/*
 * The string, "" when nothing was added; the caller frees it and @b is empty again. NULL when an
 * allocation failed.
 */
char *strbuf_take(struct strbuf *b);

static inline void cleanup_strbuf(struct strbuf *b)
{
	free(b->s);
}

#define auto_strbuf __attribute__((cleanup(cleanup_strbuf)))

#endif
