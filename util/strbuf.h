/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A string that grows. A failed allocation is remembered and reported once, by strbuf_take(). */
#ifndef UTIL_STRBUF_H
#define UTIL_STRBUF_H

#include <stdarg.h>

#include "util/base.h"
#include "util/cleanup.h"

struct strbuf {
	char *s; /* NUL-terminated, NULL while nothing was added */
	size_t len, room;
	bool failed;
};

void strbuf_add(struct strbuf *b, const char *text, size_t len);
void strbuf_addf(struct strbuf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
void strbuf_vaddf(struct strbuf *b, const char *fmt, va_list ap) PRINTF_LIKE(2, 0);
/* @text as a JSON string body: quotes, backslashes, control and non-ASCII bytes escaped. */
void strbuf_add_escaped(struct strbuf *b, const char *text);
void strbuf_add_hex(struct strbuf *b, const void *data, size_t len);
/* The text (never NULL while memory lasts); the caller frees it. NULL after a failure. */
char *strbuf_take(struct strbuf *b);

static inline void cleanup_strbuf(struct strbuf *b)
{
	free(b->s);
}

#define auto_strbuf __attribute__((cleanup(cleanup_strbuf)))

#endif
