/* SPDX-License-Identifier: GPL-2.0-only */
/* A place in a text whose words are replaced, for redact-text.c and redact-uuid.c. */
#ifndef CXL_DUMP_REDACT_PLACE_H
#define CXL_DUMP_REDACT_PLACE_H

#include "cxl/dump/redact.h"
#include "util/text.h"

/* A backslash in the log of the kernel: systemd writes "\x2d" for a hyphen in names of units. */
#define ESCAPED_BACKSLASH "\\x5c"

struct place {
	const char *text;
	size_t len, at;
	bool quoted; /* in a string of JSON */
};

/* Not "_": volume groups are called "rhel_" and the host name. */
static inline bool is_word(char c)
{
	return (c >= '0' && c <= '9') || ascii_is_lower(ascii_lower(c));
}

static inline const char *rest_of(const struct place *p, size_t *left)
{
	*left = p->len - p->at;
	return p->text + p->at;
}

/* The characters of the word at the place. */
static inline size_t word_len(const struct place *p)
{
	size_t n = p->at;

	while (n < p->len && is_word(p->text[n]))
		n++;
	return n - p->at;
}

static inline bool ends_at(const struct place *p, size_t n)
{
	return p->at + n == p->len || !is_word(p->text[p->at + n]);
}

/* Whether @text is before the position @at. */
static inline bool follows(const struct place *p, size_t at, const char *text)
{
	const size_t n = strlen(text);

	return at >= n && memcmp(p->text + at - n, text, n) == 0;
}

/*
 * Each replaces an identifier at the place: a UUID, an identifier of a volume, or the serial number
 * of a USB device; 32 hexadecimal digits. Returns how much of the text it has replaced; 0: nothing.
 */
size_t redact_put_id(struct redact *r, const struct place *p, struct strbuf *out);
size_t redact_put_plain_uuid(struct redact *r, const struct place *p, struct strbuf *out);

#endif
