/* SPDX-License-Identifier: GPL-2.0-only */
/* Whether a page is well-formed: balanced elements, known entities, no text that acts as markup. */
#ifndef TEST_PAGE_H
#define TEST_PAGE_H

#include "util/clean.h"

#define PAGE_DEPTH 32

/* The end of a start or end tag at @p, which is a '<'; NULL: not well-formed. */
static inline const char *page_tag_end(const char *p)
{
	bool quoted = false;

	for (p++; *p && (quoted || *p != '>'); p++) {
		if (*p == '<')
			return NULL;
		quoted ^= *p == '"';
	}
	return *p ? p : NULL;
}

static inline bool page_entity_is_known(const char *p)
{
	static const char *const entities[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&#39;" };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(entities); i++)
		if (str_after(p, entities[i]))
			return true;
	return false;
}

static inline bool page_char_is_valid(const char *p)
{
	size_t len = utf8_len(p);

	return len && (*p == '\n' || !unsafe_code_point(p, len)) &&
	       (*p != '&' || page_entity_is_known(p));
}

/* @names: the start tags that are open. */
static inline bool page_tag(const char *p, const char *end, const char **names, size_t *depth)
{
	size_t len = strcspn(p + 1, " />\n");

	if (p[1] == '!')
		return *depth == 0 && str_after(p, "<!DOCTYPE html>");
	if (p[1] == '/') {
		len = (size_t)(end - p - 2);
		return *depth && strncmp(names[--*depth], p + 2, len) == 0 &&
		       !strchr("abcdefghijklmnopqrstuvwxyz0123456789", names[*depth][len]);
	}
	if (end[-1] == '/')
		return len > 0;
	if (*depth == PAGE_DEPTH || !len)
		return false;
	names[(*depth)++] = p + 1;
	return true;
}

static inline bool page_is_well_formed(const char *p)
{
	const char *names[PAGE_DEPTH], *end;
	size_t depth = 0;

	for (; *p; p++) {
		if (!page_char_is_valid(p))
			return false;
		if (*p == '>')
			return false;
		if (*p != '<') {
			p += utf8_len(p) - 1;
			continue;
		}
		end = page_tag_end(p);
		if (!end || !page_tag(p, end, names, &depth))
			return false;
		for (; p < end; p += utf8_len(p))
			if (!page_char_is_valid(p))
				return false;
	}
	return depth == 0;
}

#endif
