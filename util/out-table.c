// SPDX-License-Identifier: LGPL-2.1-or-later
/* Records as tables, one for each kind of row. */
#include <libsmartcols/libsmartcols.h>
#include <stdlib.h>

#include "util/cells.h"
#include "util/cleanup.h"

#define KIND_MAX 32

/* One table being filled: all rows of one kind. */
struct sheet {
	const char *kind;
	struct columns columns, around; /* of these rows, and of the rows they stand in */
	const char *parent_kind;	/* heading of the column for the row around, NULL: none */
	size_t known;			/* of the columns asked for */
};

struct book {
	const struct out_opts *o;
	struct sheet *sheets[KIND_MAX];
	size_t count;
	struct sheet *filled; /* the one being printed */
	struct libscols_table *table;
};

static void cleanup_book(struct book *b)
{
	while (b->count)
		free(b->sheets[--b->count]);
}

static void cleanup_table(struct libscols_table **t)
{
	scols_unref_table(*t);
}

/* The sheet for rows of @kind; NULL when there is no room for one more. */
static struct sheet *sheet_for(struct book *b, const char *kind)
{
	size_t i;

	for (i = 0; i < b->count; i++)
		if (str_eq(b->sheets[i]->kind, kind))
			return b->sheets[i];
	if (i == KIND_MAX)
		return NULL;
	b->sheets[i] = calloc(1, sizeof(struct sheet));
	if (b->sheets[i]) {
		b->sheets[i]->kind = kind;
		b->count++;
	}
	return b->sheets[i];
}

static int measure(void *data, const struct rec *row, const struct rec *parent)
{
	struct sheet *s = sheet_for(data, out_row_kind(row));
	const char *around = parent ? out_row_kind(parent) : NULL;

	if (!s)
		return -ENOMEM;
	columns_collect(&s->columns, row);
	if (!around)
		return 0;
	columns_collect(&s->around, parent);
	if (str_eq(around, s->kind) || (s->parent_kind && !str_eq(s->parent_kind, around)))
		s->parent_kind = "parent";
	else
		s->parent_kind = around;
	return 0;
}

/*
 * With columns asked for, the kinds that have the most of them are printed; otherwise all that
 * say more than their name. False: nothing has any of them.
 */
static bool choose_sheets(struct book *b)
{
	const char *names = b->o->columns ? b->o->columns : b->o->suggested;
	size_t i, most = 0;

	for (i = 0; i < b->count; i++) {
		struct sheet *s = b->sheets[i];

		if (!names) {
			s->known = s->columns.count > 1 || b->count == 1;
			most = 1;
			continue;
		}
		s->known = columns_choose(&s->columns, &s->around, names, b->o->columns);
		s->parent_kind = NULL;
		most = MAX(most, s->known);
	}
	for (i = 0; i < b->count; i++)
		if (b->sheets[i]->known < most)
			b->sheets[i]->known = 0;
	return most > 0 || b->count == 0;
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
	struct book *b = data;
	struct sheet *s = b->filled;
	struct libscols_line *line;
	size_t i, at = 0;
	int rc = 0;

	if (!str_eq(out_row_kind(row), s->kind))
		return 0;
	line = scols_table_new_line(b->table, NULL);
	if (!line)
		return -ENOMEM;
	if (s->parent_kind)
		rc = set_cell(line, at++, parent ? strdup(parent->first->s) : NULL);
	for (i = 0; rc == 0 && i < s->columns.count; i++) {
		char *text = cell_text(row, s->columns.list[i].name, b->o);

		if (!text && parent)
			text = cell_text(parent, s->columns.list[i].name, b->o);
		rc = set_cell(line, at++, text);
	}
	return rc;
}

static int add_headings(struct libscols_table *table, const struct sheet *s)
{
	char heading[96];
	size_t i;

	if (s->parent_kind) {
		column_heading(s->parent_kind, heading, sizeof(heading));
		if (!scols_table_new_column(table, heading, 0, 0))
			return -ENOMEM;
	}
	for (i = 0; i < s->columns.count; i++) {
		column_heading(s->columns.list[i].name, heading, sizeof(heading));
		if (!scols_table_new_column(table, heading, 0,
					    s->columns.list[i].right ? SCOLS_FL_RIGHT : 0))
			return -ENOMEM;
	}
	return 0;
}

static int print_sheet(FILE *f, const struct rec *top, struct book *b, struct sheet *s)
{
	__attribute__((cleanup(cleanup_table))) struct libscols_table *table = scols_new_table();
	int rc;

	if (!table)
		return -ENOMEM;
	b->filled = s;
	b->table = table;
	scols_table_enable_noheadings(table, b->o->noheadings);
	scols_table_set_stream(table, f);
	rc = add_headings(table, s);
	if (rc == 0)
		rc = rows_walk(top, NULL, fill, b);
	return rc < 0 ? rc : scols_print_table(table);
}

int out_table(FILE *f, const struct rec *top, const struct out_opts *o)
{
	__attribute__((cleanup(cleanup_book))) struct book b = { .o = o };
	const char *between = "";
	size_t i;
	int rc = rows_walk(top, NULL, measure, &b);

	if (rc == 0 && !choose_sheets(&b))
		return -EINVAL;
	for (i = 0; rc == 0 && i < b.count; i++) {
		if (!b.sheets[i]->known)
			continue;
		fputs(between, f);
		between = "\n";
		rc = print_sheet(f, top, &b, b.sheets[i]);
	}
	return rc;
}
