/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Rows of a result by kind, for the writers of tables and pairs. */
#ifndef UTIL_TABLES_H
#define UTIL_TABLES_H

#include "util/cells.h"
#include "util/out-opts.h"

#define TABLE_KIND_MAX 32

/* All rows of one kind. */
struct table {
	const char *kind;
	struct columns all, outer; /* of these rows, and of the rows that enclose them */
	struct columns shown;	   /* the requested ones, in this order; without request, all */
	const char *parent_kind;   /* of the enclosing rows, "parent": several kinds; NULL: none */
	size_t known;		   /* number of requested columns that it has; 0: not printed */
	size_t rows;
	bool has_lines; /* table_prints() is true for a row */
};

struct tables {
	const struct out_opts *o;
	struct table *list[TABLE_KIND_MAX];
	size_t count;
};

/* The tables of @top; t->o is set. Call tables_done() in any case. */
int tables_collect(struct tables *t, const struct rec *top) MUST_CHECK;
void tables_done(struct tables *t);

/* Whether nothing of @top, which is not empty, has any of the columns that the user requested. */
bool tables_lack_columns(const struct rec *top, const struct out_opts *o);

#define auto_tables __attribute__((cleanup(tables_done)))

/* The table for rows of @kind; NULL: none. */
struct table *table_find(const struct tables *t, const char *kind);
/* Whether columns were requested, by the user or as the default of the command. */
static inline bool tables_requested(const struct tables *t)
{
	return t->o->columns || t->o->default_columns;
}

/*
 * Whether @row is a line of @table. With --columns, it has one of them, which is not repeated in
 * the lines of the rows inside it.
 */
bool table_prints(const struct tables *t, const struct table *table, const struct row *row);
/* Text of the cell of @row or, if the column is one of its parent, of that. As cell_text(). */
char *table_cell(const struct tables *t, const struct column *c, const struct row *row);
/* The first value of the enclosing row, its name; "": there is none. As cell_text(). */
char *table_parent(const struct tables *t, const struct row *row);

#endif
