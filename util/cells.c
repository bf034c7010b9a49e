// SPDX-License-Identifier: LGPL-2.1-or-later
/* Records as rows of cells. */
#include <ctype.h>
#include <stdio.h>

#include "util/cells.h"
#include "util/cleanup.h"
#include "util/strbuf.h"

/* An array whose elements are scalars is one cell; one that holds objects is not. */
static bool is_cell(const struct rec *r)
{
	if (r->kind == VAL_ARR)
		return r->count == 0 || !rec_is_container(r->first);
	return r->kind != VAL_OBJ;
}

static size_t column_at(const struct columns *c, const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < c->count; i++)
		if (strlen(c->list[i].name) == len && strncmp(c->list[i].name, name, len) == 0)
			break;
	return i;
}

/* @at: behind the column of the row's value before, so that like values stand together. */
static void column_add(struct columns *c, size_t *at, const char *name, const struct rec *r)
{
	size_t i = column_at(c, name, strlen(name));

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
		else if (r->kind == VAL_OBJ && !out_row_kind(r))
			collect(c, at, r, name);
	}
}

void columns_collect(struct columns *c, const struct rec *row)
{
	size_t at = 0;

	collect(c, &at, row, "");
}

size_t columns_choose(struct columns *c, const struct columns *around, const char *names,
		      bool keep_unknown)
{
	struct columns chosen = { 0 };
	size_t i, len, own = 0, others = 0;

	for (; *names && chosen.count < COLUMN_MAX; names += len + (names[len] == ',')) {
		struct column *to = &chosen.list[chosen.count];

		len = strcspn(names, ",");
		i = column_at(c, names, len);
		if (i < c->count) {
			*to = c->list[i];
			own++;
		} else if (around && (i = column_at(around, names, len)) < around->count) {
			*to = around->list[i];
			others++;
		} else if (keep_unknown && len) {
			snprintf(to->name, sizeof(to->name), "%.*s", (int)len, names);
		} else {
			continue;
		}
		chosen.count++;
	}
	if (own)
		*c = chosen;
	return own ? own + others : 0;
}

static const struct rec *find(const struct rec *row, const char *column)
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

static const char *short_text(const struct rec *r, const struct out_opts *o, char *buf, size_t room)
{
	const char *text = rec_text(r, true, o->bytes, buf, room);

	/* "1.00 GiB (1.07 GB)": a column has room for one of them. */
	if (r->kind == VAL_SIZE && text == buf && strchr(buf, '('))
		*(strchr(buf, '(') - 1) = '\0';
	return text;
}

/* Control characters would move the cursor of whoever looks at the table. */
static void add_printable(struct strbuf *b, const char *text)
{
	for (; *text; text++)
		strbuf_add(b, iscntrl((unsigned char)*text) ? "?" : text, 1);
}

char *cell_text(const struct rec *row, const char *column, const struct out_opts *o)
{
	const struct rec *r = find(row, column), *e;
	auto_strbuf struct strbuf b = { 0 };
	char buf[64];

	if (!r || !is_cell(r))
		return NULL;
	if (r->kind != VAL_ARR) {
		add_printable(&b, short_text(r, o, buf, sizeof(buf)));
		return strbuf_take(&b);
	}
	rec_foreach(e, r) {
		if (e != r->first)
			strbuf_add(&b, ",", 1);
		add_printable(&b, short_text(e, o, buf, sizeof(buf)));
	}
	return strbuf_take(&b);
}

void column_heading(const char *name, char *buf, size_t room)
{
	size_t i;

	for (i = 0; name[i] && i + 1 < room; i++)
		buf[i] = name[i] == '_' ? '-' : (char)toupper((unsigned char)name[i]);
	buf[i] = '\0';
}

int rows_walk(const struct rec *r, const struct rec *parent,
	      int (*fn)(void *data, const struct rec *row, const struct rec *parent), void *data)
{
	const struct rec *c;
	int rc = 0;

	if (!rec_is_container(r))
		return 0;
	if (out_row_kind(r)) {
		rc = fn(data, r, parent);
		parent = r;
	}
	for (c = r->first; c && rc == 0; c = c->next)
		rc = rows_walk(c, parent, fn, data);
	return rc;
}
