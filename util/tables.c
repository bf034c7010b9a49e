// SPDX-License-Identifier: LGPL-2.1-or-later
/* Rows of a result by kind, for the writers of tables and pairs. */
#include <stdlib.h>

#include "util/tables.h"

void tables_done(struct tables *t)
{
	while (t->count)
		free(t->list[--t->count]);
}

struct table *table_find(const struct tables *t, const char *kind)
{
	size_t i;

	for (i = 0; i < t->count; i++)
		if (str_eq(t->list[i]->kind, kind))
			return t->list[i];
	return NULL;
}

static struct table *table_for(struct tables *t, const char *kind)
{
	struct table *table = table_find(t, kind);

	if (table || t->count == TABLE_KIND_MAX)
		return table;
	table = calloc(1, sizeof(*table));
	if (table) {
		table->kind = kind;
		t->list[t->count++] = table;
	}
	return table;
}

static int collect_row(void *data, const struct row *row)
{
	struct table *table = table_for(data, row->kind);
	const char *outer = row->parent ? row->parent->kind : NULL;

	if (!table)
		return -ENOMEM;
	columns_collect(&table->all, row->rec);
	table->rows++;
	if (!outer)
		return 0;
	columns_collect(&table->outer, row->parent->rec);
	if (str_eq(outer, table->kind) ||
	    (table->parent_kind && !str_eq(table->parent_kind, outer)))
		table->parent_kind = "parent";
	else
		table->parent_kind = outer;
	return 0;
}

/* Without requested columns, the tables that have more than a name are printed. */
static size_t is_printed(const struct tables *t, const struct table *table)
{
	return table->all.count > 1 || t->count == 1;
}

static void leave_out_outer(struct columns *c)
{
	size_t i, kept = 0;
	bool own = false;

	for (i = 0; i < c->count; i++) {
		own |= !c->list[i].outer;
		if (!own || !c->list[i].outer)
			c->list[kept++] = c->list[i];
	}
	c->count = kept;
}

/*
 * If the enclosing rows have a table with default columns, the tables of the rows inside them do
 * not repeat it: only columns before the first one of their own are those of the enclosing rows.
 */
static void avoid_repetition(struct tables *t)
{
	const struct table *outer;
	size_t i;

	for (i = 0; i < t->count; i++) {
		outer = t->list[i]->parent_kind ? table_find(t, t->list[i]->parent_kind) : NULL;
		if (outer && outer->known)
			leave_out_outer(&t->list[i]->shown);
	}
}

/*
 * With columns that the user requested, the tables that have any of them are printed; with default
 * columns, those of the kinds that have them, or those that have most of them.
 */
static void select_tables(struct tables *t)
{
	const char *names = t->o->columns ? t->o->columns : t->o->default_columns;
	size_t i, most = 0;

	for (i = 0; i < t->count; i++) {
		struct table *table = t->list[i];

		table->shown = table->all;
		if (names)
			table->known =
				columns_select(&table->shown, &table->outer, names, t->o->columns);
		most = MAX(most, table->known);
	}
	for (i = 0; i < t->count && !t->o->columns; i++) {
		struct table *table = t->list[i];

		if (t->o->default_kinds)
			table->known *=
				column_known(t->o->default_kinds, table->kind, strlen(table->kind));
		else if (most && table->known < most)
			table->known = 0;
		else if (!most)
			table->known = is_printed(t, table);
	}
	if (t->o->default_kinds && !t->o->columns)
		avoid_repetition(t);
}

static bool has_own_cell(const struct table *table, const struct rec *row)
{
	const struct columns *c = &table->shown;
	size_t i;

	for (i = 0; i < c->count; i++)
		if (!c->list[i].outer && cell_exists(row, c->list[i].name))
			return true;
	return false;
}

/* Whether all requested columns are those of the rows of @table themselves. */
static bool is_complete(const struct table *table)
{
	size_t i;

	for (i = 0; i < table->shown.count && !table->shown.list[i].outer; i++)
		;
	return i == table->shown.count && table->known == i;
}

/*
 * Whether a line of @row would have the names of the enclosing row, and values of its own in the
 * columns that the line of that row has as well: "size" of a device, and of a part of it.
 */
static bool is_ambiguous(const struct tables *t, const struct table *table, const struct row *row)
{
	const struct table *outer = row->parent ? table_find(t, row->parent->kind) : NULL;

	return outer && is_complete(outer) && !is_complete(table);
}

struct repetition {
	const struct tables *t;
	const struct row *row;
};

/*
 * Whether @inner, if it is in the row, has a line that repeats all requested columns of the row.
 * The requested columns are in the same order in all tables.
 */
static int repeats(void *data, const struct row *inner)
{
	const struct repetition *r = data;
	const struct columns *c = &table_find(r->t, r->row->kind)->shown;
	const struct table *table = table_find(r->t, inner->kind);
	size_t i;

	if (inner->parent != r->row || !table || !has_own_cell(table, inner->rec) ||
	    is_ambiguous(r->t, table, inner))
		return false;
	for (i = 0; i < c->count; i++)
		if (!c->list[i].outer && cell_exists(r->row->rec, c->list[i].name) &&
		    !table->shown.list[i].outer)
			return false;
	return true;
}

bool table_prints(const struct tables *t, const struct table *table, const struct row *row)
{
	struct repetition r = { t, row };

	if (!table->known || !str_eq(row->kind, table->kind))
		return false;
	return !t->o->columns || (has_own_cell(table, row->rec) && !is_ambiguous(t, table, row) &&
				  !rows_walk_inside(row, repeats, &r));
}

static int find_lines(void *data, const struct row *row)
{
	struct table *table = table_find(data, row->kind);

	if (table && !table->has_lines)
		table->has_lines = table_prints(data, table, row);
	return 0;
}

int tables_collect(struct tables *t, const struct rec *top)
{
	int rc = rows_walk(top, collect_row, t);
	size_t i;

	if (rc < 0)
		return rc;
	select_tables(t);
	rc = rows_walk(top, find_lines, t);
	for (i = 0; i < t->count; i++)
		if (!t->list[i]->has_lines)
			t->list[i]->known = 0;
	return rc;
}

bool tables_lack_columns(const struct rec *top, const struct out_opts *o)
{
	auto_tables struct tables t = { .o = o };
	size_t i;

	if (!o->columns || !top->count || (o->format != OUT_TABLE && o->format != OUT_PAIRS) ||
	    tables_collect(&t, top) < 0)
		return false;
	for (i = 0; i < t.count && !t.list[i]->known; i++)
		;
	return i == t.count;
}

char *table_cell(const struct tables *t, const struct column *c, const struct row *row)
{
	const struct row *from = c->outer ? row->parent : row;

	return from ? cell_text(from->rec, c->name, t->o->bytes) : strdup("");
}

char *table_parent(const struct tables *t, const struct row *row)
{
	const struct rec *r = row->parent ? row->parent->rec : NULL;

	return r ? cell_text(r, r->first->key, t->o->bytes) : strdup("");
}
