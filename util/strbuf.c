// SPDX-License-Identifier: LGPL-2.1-or-later
/* A growing string. */
#include "util/strbuf.h"
#include "util/text.h"

bool strbuf_reserve(struct strbuf *b, size_t len)
{
	size_t needed = b->len + len + 1;
	char *s;

	if (b->failed)
		return false;
	if (needed <= b->size)
		return true;
	needed = MAX(needed, b->size * 2);
	s = realloc(b->s, needed);
	if (!s) {
		b->failed = true;
		return false;
	}
	b->s = s;
	b->size = needed;
	return true;
}

void strbuf_add(struct strbuf *b, const char *text, size_t len)
{
	char *to = strbuf_space(b, len);

	if (to)
		memcpy(to, text, len);
}

void strbuf_prepend(struct strbuf *b, const struct strbuf *text)
{
	const size_t len = b->len;

	b->failed |= text->failed;
	if (!text->len || !strbuf_space(b, text->len))
		return;
	memmove(b->s + text->len, b->s, len);
	memcpy(b->s, text->s, text->len);
}

void strbuf_vaddf(struct strbuf *b, const char *fmt, va_list ap)
{
	va_list copy;
	int n;

	va_copy(copy, ap);
	n = vsnprintf(NULL, 0, fmt, copy);
	va_end(copy);
	if (n < 0 || !strbuf_reserve(b, (size_t)n))
		return;
	vsnprintf(b->s + b->len, b->size - b->len, fmt, ap);
	b->len += (size_t)n;
}

void strbuf_addf(struct strbuf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	strbuf_vaddf(b, fmt, ap);
	va_end(ap);
}

void strbuf_add_escaped(struct strbuf *b, const char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c == '"' || c == '\\')
			strbuf_addf(b, "\\%c", c);
		else if (c < 0x20 || c >= 0x7f)
			strbuf_addf(b, "\\u%04x", c);
		else
			strbuf_add(b, text, 1);
	}
}

void strbuf_add_hex(struct strbuf *b, const void *data, size_t len)
{
	char *to = strbuf_space(b, len * 2);

	if (to)
		hex_format(data, len, to);
}

char *strbuf_take(struct strbuf *b)
{
	char *s = b->s;

	if (b->failed)
		return NULL;
	if (!s)
		return calloc(1, 1);
	*b = (struct strbuf){ 0 };
	return s;
}
