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

static void column_add(struct columns *c, const char *name, const struct rec *r)
{
	size_t i;

	for (i = 0; i < c->count; i++)
		if (str_eq(c->list[i].name, name))
			return;
	if (c->count == COLUMN_MAX)
		return;
	snprintf(c->list[c->count].name, sizeof(c->list[0].name), "%s", name);
	c->list[c->count++].right = r->kind != VAL_STR && r->kind != VAL_BOOL && r->kind != VAL_ARR;
}

static void collect(struct columns *c, const struct rec *obj, const char *prefix)
{
	const struct rec *r;
	char name[96];

	rec_foreach(r, obj) {
		snprintf(name, sizeof(name), "%s%s%s", prefix, *prefix ? "." : "", r->key);
		if (is_cell(r))
			column_add(c, name, r);
		else if (r->kind == VAL_OBJ && !out_row_kind(r))
			collect(c, r, name);
	}
}

void columns_collect(struct columns *c, const struct rec *row)
{
	collect(c, row, "");
}

int columns_choose(struct columns *c, const char *names, char *bad, size_t room)
{
	struct columns chosen = { 0 };
	auto_free char *copy = strdup(names);
	char *save = NULL, *name;
	size_t i;

	if (!copy)
		return -ENOMEM;
	for (name = strtok_r(copy, ",", &save); name; name = strtok_r(NULL, ",", &save)) {
		for (i = 0; i < c->count && !str_eq(c->list[i].name, name); i++)
			;
		if (i == c->count) {
			snprintf(bad, room, "%s", name);
			return -EINVAL;
		}
		if (chosen.count < COLUMN_MAX)
			chosen.list[chosen.count++] = c->list[i];
	}
	*c = chosen;
	return 0;
}

void columns_prefer(struct columns *c, const char *names)
{
	struct columns chosen = { 0 };
	size_t i, len;

	for (; *names; names += len + (names[len] == ',')) {
		len = strcspn(names, ",");
		for (i = 0; i < c->count; i++)
			if (strlen(c->list[i].name) == len && chosen.count < COLUMN_MAX &&
			    strncmp(c->list[i].name, names, len) == 0)
				chosen.list[chosen.count++] = c->list[i];
	}
	if (chosen.count > 0)
		*c = chosen;
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
	const char *text = rec_text(r, !o->bytes, o->bytes, buf, room);

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
