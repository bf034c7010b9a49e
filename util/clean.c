// SPDX-License-Identifier: LGPL-2.1-or-later
/* Text from devices, files and arguments before it is sent to a terminal or into JSON. */
#include <stdio.h>
#include <unistd.h>

#include "util/clean.h"

size_t utf8_len(const char *text)
{
	/* The smallest code point for each length: shorter forms exist for those below. */
	static const u32 min_code_point[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *s = (const unsigned char *)text;
	size_t n, i;
	u32 cp;

	if (*s < 0x80)
		return 1;
	n = *s >= 0xf0 && *s < 0xf5 ? 4 : *s >= 0xe0 ? 3 : *s >= 0xc2 ? 2 : 0;
	if (n == 0 || *s >= 0xf5)
		return 0;
	cp = *s & (0xffU >> (n + 1));
	for (i = 1; i < n; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		cp = cp << 6 | (s[i] & 0x3f);
	}
	return cp < min_code_point[n] || cp > 0x10ffff || (cp >= 0xd800 && cp < 0xe000) ? 0 : n;
}

u32 unsafe_code_point(const char *text, size_t len)
{
	/* Control characters, and the characters with the property Bidi_Control of Unicode. */
	static const struct {
		u32 first, last;
	} ranges[] = {
		{ 0x01, 0x1f },	    { 0x7f, 0x9f },	{ 0x061c, 0x061c },
		{ 0x200e, 0x200f }, { 0x2028, 0x202e }, { 0x2066, 0x2069 },
	};
	const unsigned char *s = (const unsigned char *)text;
	u32 cp = len == 1 ? *s : *s & (0xffU >> (len + 1));
	size_t i;

	for (i = 1; i < len; i++)
		cp = cp << 6 | (s[i] & 0x3f);
	for (i = 0; i < ARRAY_SIZE(ranges); i++)
		if (cp >= ranges[i].first && cp <= ranges[i].last)
			return cp;
	return 0;
}

void clean_add(struct strbuf *b, const char *text, const char *keep)
{
	size_t n;

	for (; *text; text += MAX(n, (size_t)1)) {
		n = utf8_len(text);
		if (n == 0 || (unsafe_code_point(text, n) && !strchr(keep, *text)))
			strbuf_add(b, "?", 1);
		else
			strbuf_add(b, text, n);
	}
}

/* A write function of fopencookie(3). Messages are shorter than the buffer of the stream. */
static ssize_t write_cleaned(void *cookie, const char *text, size_t size)
{
	auto_strbuf struct strbuf copy = { 0 }, b = { 0 };
	size_t done = 0;
	ssize_t n;

	strbuf_add(&copy, text, size);
	if (!copy.failed)
		clean_add(&b, copy.s, "\n\t\r");
	if (copy.failed || b.failed)
		return 0;
	while (done < b.len) {
		n = write(STDERR_FILENO, b.s + done, b.len - done);
		if (n < 0 && errno != EINTR)
			return 0;
		done += n > 0 ? (size_t)n : 0;
	}
	return (ssize_t)size;
}

void clean_stderr(void)
{
	static char buf[16384];
	const cookie_io_functions_t functions = { .write = write_cleaned };
	FILE *f = fopencookie(NULL, "w", functions);

	if (!f)
		return;
	setvbuf(f, buf, _IOLBF, sizeof(buf));
	stderr = f; /* a variable in glibc only; musl has fopencookie(3), but a constant stderr */
}
