// SPDX-License-Identifier: LGPL-2.1-or-later
/* Names of columns: JSON keys, as users type them and as tables print them. */
#include <stdio.h>

#include "util/column-names.h"
#include "util/similar.h"
#include "util/text.h"
#include "util/words.h"

#define EXPECTED_MAX 24	  /* names in a message */
#define EXPECTED_SHOWN 16 /* if there are more */

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

static bool matches(const char *element, size_t n, const char *name, size_t len)
{
	size_t i, k = 0, digits;

	for (i = 0; i < n; i++) {
		digits = element[i] == '#' ? strspn(name + k, "0123456789") : 0;
		if (k >= len || (!digits && fold(element[i]) != fold(name[k])))
			return false;
		k += MAX(digits, (size_t)1);
	}
	return k == len;
}

bool column_known(const char *known, const char *name, size_t len)
{
	const char *element;
	size_t n;

	while (known && (element = word_next(&known, &n)))
		if (matches(element, n, name, len))
			return true;
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

/* The members of the object @name, of @len characters; "fruN_mode" for "fru#_mode". */
static bool add_members(const char *known, const char *name, size_t len, struct strbuf *to)
{
	bool found = false;
	const char *element;
	char text[96], *number;
	size_t n;

	while (known && (element = word_next(&known, &n))) {
		if (n <= len || element[len] != '.' || !same_start(element, name, len))
			continue;
		snprintf(text, sizeof(text), "%.*s", (int)n, element);
		number = strchr(text, '#');
		if (number)
			*number = 'N';
		columns_merge(to, text);
		found = true;
	}
	return found;
}

/* The known name that is most like @name, of @len characters, unless that is an object. */
static void add_similar(const char *known, const char *name, size_t len, struct strbuf *to)
{
	auto_strbuf struct strbuf members = { 0 };
	char typed[96], text[96], best[96] = "";
	const char *element;
	struct similar s;
	size_t n;

	snprintf(typed, sizeof(typed), "%.*s", (int)len, name);
	s = similar_to(typed);
	if (add_members(known, name, len, &members))
		return;
	while (known && (element = word_next(&known, &n))) {
		snprintf(text, sizeof(text), "%.*s", (int)n, element);
		if (!strchr(text, '#') && !strchr(text, '.') == !strchr(typed, '.') &&
		    similar_try(&s, text))
			memcpy(best, text, sizeof(best));
	}
	columns_merge(to, best);
}

/* Leave out the end of a long list. */
static void shorten(struct strbuf *list)
{
	const char *rest = list->s ? list->s : "";
	size_t len, cut = 0, count = 0;

	while (word_next(&rest, &len)) {
		if (++count == EXPECTED_SHOWN)
			cut = list->len - strlen(rest);
	}
	if (count <= EXPECTED_MAX)
		return;
	list->len = cut;
	list->s[cut] = '\0';
	strbuf_addf(list, " and %zu more, the keys of --format json", count - EXPECTED_SHOWN);
}

void columns_expected(const char *known, const char *unknown, struct strbuf *to)
{
	const char *rest = unknown, *name, *dot;
	bool members = false;
	char text[96];
	size_t len;

	while (rest && (name = word_next(&rest, &len)))
		add_similar(known, name, len, to);
	while (unknown && (name = word_next(&unknown, &len)))
		members |= add_members(known, name, strcspn(name, "." WORDS_SEPARATORS), to);
	while (!members && known && (name = word_next(&known, &len))) {
		dot = memchr(name, '.', len);
		snprintf(text, sizeof(text), "%.*s%s", (int)(dot ? (size_t)(dot - name) : len),
			 name, dot ? ".KEY" : "");
		columns_merge(to, text);
	}
	shorten(to);
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
