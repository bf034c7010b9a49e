// SPDX-License-Identifier: LGPL-2.1-or-later
/* Names of columns: JSON keys, as users type them and as tables print them. */
#include "util/column-names.h"
#include "util/text.h"
#include "util/words.h"

static char fold(char c)
{
	return c == '-' ? '_' : ascii_lower(c);
}

static bool same_start(const char *a, const char *b, size_t len)
{
	size_t i;

	for (i = 0; i < len && fold(a[i]) == fold(b[i]); i++)
		;
	return i == len;
}

bool column_is(const char *column, const char *name, size_t len)
{
	return strlen(column) == len && same_start(column, name, len);
}

bool column_known(const char *known, const char *name, size_t len)
{
	const char *element;
	size_t n;

	while (known && (element = word_next(&known, &n))) {
		bool members_only = element[n - 1] == '.';

		if (n > len || !same_start(element, name, n))
			continue;
		if (members_only ? len > n : len == n || name[n] == '.')
			return true;
	}
	return false;
}

static void add(struct strbuf *to, const char *name, size_t len)
{
	if (to->len)
		strbuf_add(to, ", ", 2);
	strbuf_add(to, name, len);
}

void columns_unknown(const char *known, const char *names, struct strbuf *unknown)
{
	const char *name;
	size_t len;

	while ((name = word_next(&names, &len)))
		if (!column_known(known, name, len))
			add(unknown, name, len);
}

void columns_merge(struct strbuf *to, const char *names)
{
	const char *name;
	size_t len;

	while (names && (name = word_next(&names, &len)))
		if (!column_known(to->s, name, len))
			add(to, name, len);
}

void column_heading(const char *name, char *buf, size_t size)
{
	size_t i;

	for (i = 0; name[i] && i + 1 < size; i++)
		buf[i] = name[i] == '_' ? '-' : ascii_upper(name[i]);
	buf[i] = '\0';
}
