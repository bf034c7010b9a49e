// SPDX-License-Identifier: GPL-2.0-only
/* Writing HTML that is also XML. */
#include <inttypes.h>

#include "cxl/dump/html.h"
#include "util/clean.h"

#define ELLIPSIS "\xe2\x80\xa6"
#define REPLACEMENT "\xef\xbf\xbd"

static void put(struct html *h, const char *text, size_t len)
{
	errno = 0;
	if (fwrite(text, 1, len, h->f) < len && !h->err)
		h->err = errno ? -errno : -EIO;
	h->left -= MIN(h->left, len);
}

static const char *entity_of(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	case '\n':
	case '\r':
	case '\t':
		return " ";
	default:
		return NULL;
	}
}

/* U+FFFE and U+FFFF, which are valid UTF-8, and not in XML. */
static bool is_noncharacter(const char *s, size_t len)
{
	return len == 3 && (memcmp(s, "\xef\xbf\xbe", 3) == 0 || memcmp(s, "\xef\xbf\xbf", 3) == 0);
}

static void put_char(struct html *h, const char *s, size_t len)
{
	const char *entity = entity_of(*s);
	u32 unsafe = len ? unsafe_code_point(s, len) : 0;
	char code[16];

	if (entity) {
		put(h, entity, strlen(entity));
	} else if (unsafe) {
		snprintf(code, sizeof(code), "\\u%04" PRIx32, unsafe);
		put(h, code, strlen(code));
	} else if (len == 0 || is_noncharacter(s, len)) {
		put(h, REPLACEMENT, strlen(REPLACEMENT));
	} else {
		put(h, s, len);
	}
}

void html_text(struct html *h, const char *text)
{
	const char *end = text + strnlen(text, HTML_TEXT_MAX);
	size_t len;

	for (; text < end; text += MAX(len, (size_t)1)) {
		len = utf8_len(text);
		put_char(h, text, len);
	}
	if (*text)
		put(h, ELLIPSIS, strlen(ELLIPSIS));
}

void html_fill(struct html *h, const char *markup, const char *const *values, size_t count)
{
	size_t len, i = 0;

	for (;; markup += len + 1) {
		len = strcspn(markup, "$");
		put(h, markup, len);
		if (!markup[len])
			return;
		html_text(h, i < count && values[i] ? values[i] : "unknown");
		i++;
	}
}

const char *num_text(u64 v, char *buf)
{
	snprintf(buf, NUM_MAX, "%" PRIu64, v);
	return buf;
}
