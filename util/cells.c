// SPDX-License-Identifier: LGPL-2.1-or-later
/* Records as rows of cells, for the table and tree writers. */
#include <langinfo.h>
#include <stdio.h>

#include "util/cells.h"
#include "util/clean.h"
#include "util/num.h"
#include "util/text.h"
#include "util/words.h"
#include "util/wrap.h"

/* A member is a row when its key is its own kind; otherwise it is part of the enclosing row. */
static bool is_named(const struct rec *r)
{
	return r->first->kind == VAL_STR && (!r->key || str_eq(r->key, r->first->key));
}

const char *row_kind(const struct rec *r, const char *list)
{
	if (r->kind != VAL_OBJ || !r->first || rec_is_container(r->first))
		return NULL;
	if (is_named(r))
		return r->first->key;
	return r->key ? NULL : list;
}

static int walk(const struct rec *r, const char *list, const struct row *parent, row_fn fn,
		void *data)
{
	const struct row row = { r, row_kind(r, list), parent };
	const struct rec *c;
	int rc = row.kind ? fn(data, &row) : 0;

	if (!rec_is_container(r))
		return rc;
	for (c = r->first; c && rc == 0; c = c->next)
		rc = walk(c, r->key, row.kind ? &row : parent, fn, data);
	return rc;
}

int rows_walk(const struct rec *top, row_fn fn, void *data)
{
	return walk(top, NULL, NULL, fn, data);
}

int rows_walk_inside(const struct row *row, row_fn fn, void *data)
{
	const struct rec *c;
	int rc = 0;

	for (c = row->rec->first; c && rc == 0; c = c->next)
		rc = walk(c, NULL, row, fn, data);
	return rc;
}

/* An array whose elements are scalars is one cell; one that holds objects is not. */
static bool is_cell(const struct rec *r)
{
	if (r->kind == VAL_ARR)
		return r->count == 0 || !rec_is_container(r->first);
	return r->kind != VAL_OBJ;
}

/* c->count when there is no such column. */
static size_t column_index(const struct columns *c, const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < c->count && !column_is(c->list[i].name, name, len); i++)
		;
	return i;
}

/* Insert at @at, the position after the row's previous column, to keep the order of the rows. */
static void column_add(struct columns *c, size_t *at, const char *name, const struct rec *r)
{
	size_t i = column_index(c, name, strlen(name));

	if (i == c->count) {
		if (c->count == COLUMN_MAX)
			return;
		i = *at;
		memmove(&c->list[i + 1], &c->list[i], (c->count++ - i) * sizeof(c->list[0]));
		snprintf(c->list[i].name, sizeof(c->list[0].name), "%s", name);
		c->list[i].right = r->kind != VAL_STR && r->kind != VAL_BOOL && r->kind != VAL_ARR;
	}
	*at = i + 1;
}

static void collect(struct columns *c, size_t *at, const struct rec *obj, const char *prefix)
{
	const struct rec *r;
	char name[96];

	rec_foreach(r, obj) {
		snprintf(name, sizeof(name), "%s%s%s", prefix, *prefix ? "." : "", r->key);
		if (is_cell(r))
			column_add(c, at, name, r);
		else if (r->kind == VAL_OBJ && !row_kind(r, NULL))
			collect(c, at, r, name);
	}
}

void columns_collect(struct columns *c, const struct rec *row)
{
	size_t at = 0;

	collect(c, &at, row, "");
}

size_t columns_select(struct columns *c, const struct columns *outer, const char *names,
		      bool keep_unknown)
{
	struct columns selected = { 0 };
	size_t i, len, own = 0, inherited = 0;
	const char *name;

	while ((name = word_next(&names, &len)) && selected.count < COLUMN_MAX) {
		struct column *to = &selected.list[selected.count];

		i = column_index(c, name, len);
		if (i < c->count) {
			*to = c->list[i];
			own++;
		} else if (outer && (i = column_index(outer, name, len)) < outer->count) {
			*to = outer->list[i];
			to->outer = true;
			inherited++;
		} else if (keep_unknown) {
			snprintf(to->name, sizeof(to->name), "%.*s", (int)len, name);
		} else {
			continue;
		}
		selected.count++;
	}
	if (own || keep_unknown)
		*c = selected;
	return own ? own + inherited : 0;
}

static const struct rec *find_cell(const struct rec *row, const char *column)
{
	char part[96];
	const char *dot;

	while ((dot = strchr(column, '.'))) {
		const struct rec *exact = rec_get(row, column);

		if (exact)
			return exact;
		snprintf(part, sizeof(part), "%.*s", (int)(dot - column), column);
		row = rec_get(row, part);
		if (!row)
			return NULL;
		column = dot + 1;
	}
	return rec_get(row, column);
}

bool cell_exists(const struct rec *row, const char *column)
{
	const struct rec *r = find_cell(row, column);

	return r && is_cell(r);
}

static const char *short_text(const struct rec *r, bool bytes, char *buf, size_t size)
{
	if (bytes || (r->kind != VAL_SIZE && r->kind != VAL_BYTES))
		return rec_text(r, true, bytes, buf, size);
	size_short(r->u, buf, size);
	return buf;
}

/* The locale may not have other characters than those of ASCII. */
static void add_printable(struct strbuf *b, const char *text)
{
	size_t n;

	text_locale();
	if (str_eq(nl_langinfo(CODESET), "UTF-8")) {
		clean_add(b, text, "");
		return;
	}
	for (; *text; text += n) {
		n = MAX(utf8_len(text), (size_t)1);
		strbuf_add(b, n == 1 && ascii_is_print(*text) ? text : "?", 1);
	}
}

/* Sentences may contain commas. */
static const char *separator_of(const struct rec *list)
{
	const struct rec *e;

	rec_foreach(e, list)
		if (e->kind == VAL_STR && strpbrk(e->s, " ,"))
			return "; ";
	return ",";
}

char *cell_text(const struct rec *row, const char *column, bool bytes)
{
	const struct rec *r = find_cell(row, column), *e;
	auto_strbuf struct strbuf b = { 0 };
	const char *separator;
	char buf[64];

	if (!r || !is_cell(r))
		return strdup("");
	if (r->kind != VAL_ARR) {
		add_printable(&b, short_text(r, bytes, buf, sizeof(buf)));
		return strbuf_take(&b);
	}
	separator = separator_of(r);
	rec_foreach(e, r) {
		if (e != r->first)
			strbuf_add(&b, separator, strlen(separator));
		add_printable(&b, short_text(e, bytes, buf, sizeof(buf)));
	}
	return strbuf_take(&b);
}

char *row_label(const struct rec *row, bool bytes)
{
	auto_strbuf struct strbuf b = { 0 };
	const char *separator = "";
	const struct rec *r;

	if (is_named(row))
		return cell_text(row, row->first->key, bytes);
	rec_foreach(r, row) {
		auto_free char *text = cell_text(row, r->key, bytes);

		if (!text)
			return NULL;
		if (!cell_exists(row, r->key))
			continue;
		strbuf_addf(&b, "%s%s", separator, text);
		separator = r == row->first ? ": " : ", ";
	}
	return strbuf_take(&b);
}
