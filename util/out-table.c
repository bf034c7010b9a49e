// SPDX-License-Identifier: LGPL-2.1-or-later
/* Records as tables, one for each kind of row. */
#include <libsmartcols/libsmartcols.h>

#include "util/cells.h"
#include "util/cleanup.h"

#define KIND_MAX 32

struct kinds {
	const char *names[KIND_MAX];
	size_t count;
};

/* One table being filled: all rows of one kind. */
struct sheet {
	const char *kind;
	const struct out_opts *o;
	struct columns columns;
	const char *parent_kind;	/* heading of the column for the row around, NULL: none */
	size_t rows;
	bool has_facts;			/* some row says more than its name */
	struct libscols_table *table;
};

static void cleanup_table(struct libscols_table **t)
{
	scols_unref_table(*t);
}

static int note_kind(void *data, const struct rec *row, const struct rec *parent)
{
	struct kinds *k = data;
	const char *kind = out_row_kind(row);
	size_t i;

	(void)parent;
	for (i = 0; i < k->count; i++)
		if (str_eq(k->names[i], kind))
			return 0;
	if (k->count < KIND_MAX)
		k->names[k->count++] = kind;
	return 0;
}

static int measure(void *data, const struct rec *row, const struct rec *parent)
{
	struct sheet *s = data;
	const char *around = parent ? out_row_kind(parent) : NULL;
	size_t before;

	if (!str_eq(out_row_kind(row), s->kind))
		return 0;
	columns_collect(&s->columns, row);
	before = s->columns.count;
	if (before > 1)
		s->has_facts = true;
	if (around)
		s->parent_kind = !s->parent_kind || str_eq(s->parent_kind, around) ? around : "parent";
	if (around && str_eq(around, s->kind))
		s->parent_kind = "parent";
	s->rows++;
	return 0;
}

static int set_cell(struct libscols_line *line, size_t at, char *text)
{
	if (!text)
		return 0;
	if (scols_line_refer_data(line, at, text) == 0)
		return 0;
	free(text);
	return -ENOMEM;
}

static int fill(void *data, const struct rec *row, const struct rec *parent)
{
	struct sheet *s = data;
	struct libscols_line *line;
	size_t i, at = 0;
	int rc = 0;

	if (!str_eq(out_row_kind(row), s->kind))
		return 0;
	line = scols_table_new_line(s->table, NULL);
	if (!line)
		return -ENOMEM;
	if (s->parent_kind)
		rc = set_cell(line, at++, parent ? strdup(parent->first->s) : NULL);
	for (i = 0; rc == 0 && i < s->columns.count; i++)
		rc = set_cell(line, at++, cell_text(row, s->columns.list[i].name, s->o));
	return rc;
}

static int add_headings(struct sheet *s)
{
	char heading[96];
	size_t i;

	if (s->parent_kind) {
		column_heading(s->parent_kind, heading, sizeof(heading));
		if (!scols_table_new_column(s->table, heading, 0, 0))
			return -ENOMEM;
	}
	for (i = 0; i < s->columns.count; i++) {
		column_heading(s->columns.list[i].name, heading, sizeof(heading));
		if (!scols_table_new_column(s->table, heading, 0,
					    s->columns.list[i].right ? SCOLS_FL_RIGHT : 0))
			return -ENOMEM;
	}
	return 0;
}

/* Print the rows of one kind. *@unknown: a column was asked for that this kind does not have. */
static int print_kind(FILE *f, const struct rec *top, const struct out_opts *o, const char *kind,
		      bool *printed, bool *unknown)
{
	struct sheet s = { .kind = kind, .o = o };
	__attribute__((cleanup(cleanup_table))) struct libscols_table *table = NULL;
	char bad[96];
	int rc;

	rows_walk(top, NULL, measure, &s);
	if (!s.has_facts && s.columns.count == 1 && !o->columns)
		return 0;
	if (o->columns && columns_choose(&s.columns, o->columns, bad, sizeof(bad)) < 0) {
		*unknown = true;
		return 0;
	}
	if (o->columns)
		s.parent_kind = NULL;
	else if (o->suggested)
		columns_prefer(&s.columns, o->suggested);
	table = s.table = scols_new_table();
	if (!table)
		return -ENOMEM;
	scols_table_enable_noheadings(table, o->noheadings);
	scols_table_set_stream(table, f);
	rc = add_headings(&s);
	if (rc == 0)
		rc = rows_walk(top, NULL, fill, &s);
	if (rc < 0)
		return rc;
	if (*printed)
		fputc('\n', f);
	*printed = true;
	return scols_print_table(table);
}

int out_table(FILE *f, const struct rec *top, const struct out_opts *o)
{
	bool printed = false, unknown = false;
	struct kinds kinds = { 0 };
	size_t i;
	int rc = 0;

	rows_walk(top, NULL, note_kind, &kinds);
	for (i = 0; rc == 0 && i < kinds.count; i++)
		rc = print_kind(f, top, o, kinds.names[i], &printed, &unknown);
	return rc == 0 && unknown && !printed ? -EINVAL : rc;
}
