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

static int collect_row(void *data, const struct rec *row, const struct rec *parent)
{
	struct table *table = table_for(data, row_kind(row));
	const char *outer = parent ? row_kind(parent) : NULL;

	if (!table)
		return -ENOMEM;
	columns_collect(&table->all, row);
	table->rows++;
	if (!outer)
		return 0;
	columns_collect(&table->outer, parent);
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

/* With requested columns, the tables that have most of them are printed. */
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
	for (i = 0; i < t->count; i++) {
		struct table *table = t->list[i];

		if (most && table->known < most)
			table->known = 0;
		else if (!most && (t->count == 1 || !t->o->columns))
			table->known = is_printed(t, table);
	}
}

int tables_collect(struct tables *t, const struct rec *top)
{
	int rc = rows_walk(top, NULL, collect_row, t);

	if (rc == 0)
		select_tables(t);
	return rc;
}

char *table_cell(const struct tables *t, const struct column *c, const struct rec *row,
		 const struct rec *parent)
{
	const struct rec *from = c->outer ? parent : row;

	return from ? cell_text(from, c->name, t->o->bytes) : NULL;
}
