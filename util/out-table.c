// SPDX-License-Identifier: LGPL-2.1-or-later
/* Records as tables, one per kind of row. */
#include <libsmartcols/libsmartcols.h>
#include <stdlib.h>

#include "util/cells.h"
#include "util/out-table.h"

#define KIND_MAX 32

/* All rows of one kind. */
struct table {
	const char *kind;
	struct columns columns, outer; /* of these rows, and of the rows that enclose them */
	const char *parent_kind;       /* heading of the column for the enclosing row; NULL: none */
	size_t known;		       /* number of requested columns that it has; 0: not printed */
};

struct tables {
	const struct out_opts *o;
	struct table *list[KIND_MAX];
	size_t count;
	const struct table *current; /* the one that is printed now */
	struct libscols_table *view; /* and its libsmartcols table */
};

static void cleanup_tables(struct tables *t)
{
	while (t->count)
		free(t->list[--t->count]);
}

static void cleanup_view(struct libscols_table **v)
{
	scols_unref_table(*v);
}

/* The table for rows of @kind; NULL when there are KIND_MAX already, or memory ran out. */
static struct table *table_for(struct tables *t, const char *kind)
{
	size_t i;

	for (i = 0; i < t->count; i++)
		if (str_eq(t->list[i]->kind, kind))
			return t->list[i];
	if (i == KIND_MAX)
		return NULL;
	t->list[i] = calloc(1, sizeof(struct table));
	if (t->list[i]) {
		t->list[i]->kind = kind;
		t->count++;
	}
	return t->list[i];
}

static int collect_row(void *data, const struct rec *row, const struct rec *parent)
{
	struct table *table = table_for(data, row_kind(row));
	const char *outer = parent ? row_kind(parent) : NULL;

	if (!table)
		return -ENOMEM;
	columns_collect(&table->columns, row);
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

/*
 * With requested columns, the tables that have most of them are printed; otherwise all tables that
 * have more than a name. False: no table has any of the requested columns.
 */
static bool select_tables(struct tables *t)
{
	const char *names = t->o->columns ? t->o->columns : t->o->default_columns;
	size_t i, most = 0;

	for (i = 0; i < t->count; i++) {
		struct table *table = t->list[i];

		if (!names) {
			table->known = table->columns.count > 1 || t->count == 1;
			most = 1;
			continue;
		}
		table->known = columns_select(&table->columns, &table->outer, names, t->o->columns);
		table->parent_kind = NULL;
		most = MAX(most, table->known);
	}
	for (i = 0; i < t->count; i++)
		if (t->list[i]->known < most)
			t->list[i]->known = 0;
	return most > 0 || t->count == 0;
}

/* Takes ownership of @text; NULL leaves the cell empty. */
static int set_cell(struct libscols_line *line, size_t column, char *text)
{
	if (!text || scols_line_refer_data(line, column, text) == 0)
		return 0;
	free(text);
	return -ENOMEM;
}

static int add_line(void *data, const struct rec *row, const struct rec *parent)
{
	struct tables *t = data;
	const struct table *table = t->current;
	struct libscols_line *line;
	size_t i, column = 0;
	int rc = 0;

	if (!str_eq(row_kind(row), table->kind))
		return 0;
	line = scols_table_new_line(t->view, NULL);
	if (!line)
		return -ENOMEM;
	if (table->parent_kind)
		rc = set_cell(line, column++, parent ? strdup(parent->first->s) : NULL);
	for (i = 0; rc == 0 && i < table->columns.count; i++) {
		const char *name = table->columns.list[i].name;
		char *text = cell_text(row, name, t->o->bytes);

		if (!text && parent)
			text = cell_text(parent, name, t->o->bytes);
		rc = set_cell(line, column++, text);
	}
	return rc;
}

static int add_headings(struct libscols_table *view, const struct table *table)
{
	char heading[96];
	size_t i;

	if (table->parent_kind) {
		column_heading(table->parent_kind, heading, sizeof(heading));
		if (!scols_table_new_column(view, heading, 0, 0))
			return -ENOMEM;
	}
	for (i = 0; i < table->columns.count; i++) {
		const struct column *c = &table->columns.list[i];

		column_heading(c->name, heading, sizeof(heading));
		if (!scols_table_new_column(view, heading, 0, c->right ? SCOLS_FL_RIGHT : 0))
			return -ENOMEM;
	}
	return 0;
}

static int print_table(FILE *f, const struct rec *top, struct tables *t, const struct table *table)
{
	__attribute__((cleanup(cleanup_view))) struct libscols_table *view = scols_new_table();
	int rc;

	if (!view)
		return -ENOMEM;
	t->current = table;
	t->view = view;
	scols_table_enable_noheadings(view, t->o->noheadings);
	scols_table_set_stream(view, f);
	rc = add_headings(view, table);
	if (rc == 0)
		rc = rows_walk(top, NULL, add_line, t);
	return rc < 0 ? rc : scols_print_table(view);
}

int out_table(FILE *f, const struct rec *top, const struct out_opts *o)
{
	__attribute__((cleanup(cleanup_tables))) struct tables t = { .o = o };
	const char *separator = "";
	size_t i;
	int rc = rows_walk(top, NULL, collect_row, &t);

	if (rc == 0 && !select_tables(&t))
		return -EINVAL;
	for (i = 0; rc == 0 && i < t.count; i++) {
		if (!t.list[i]->known)
			continue;
		fputs(separator, f);
		separator = "\n";
		rc = print_table(f, top, &t, t.list[i]);
	}
	return rc;
}
