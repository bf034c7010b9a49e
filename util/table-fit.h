/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Widths of the columns of a table, so that it fits the output. */
#ifndef UTIL_TABLE_FIT_H
#define UTIL_TABLE_FIT_H

#include "util/tables.h"

struct fit_column {
	const struct column *column; /* NULL: the name of the enclosing row */
	const char *parent_kind;     /* of that one */
	size_t width, least;	     /* columns of the terminal; texts are wrapped to .width */
};

struct table_fit {
	struct fit_column list[COLUMN_MAX + 1];
	size_t count;
};

/*
 * Choose the columns of @table, and their widths. If it does not fit t->o->width, texts are
 * wrapped; if this is not enough, t->o->minor_columns are left out, too. Returns 0, -E2BIG if the
 * table does not fit, or -ENOMEM.
 */
int table_fit(struct table_fit *fit, const struct rec *top, const struct tables *t,
	      const struct table *table) MUST_CHECK;

/* Text of the cell of @row. As cell_text(). */
char *fit_cell(const struct tables *t, const struct fit_column *c, const struct row *row);
/* The key of the column. */
static inline const char *fit_name(const struct fit_column *c)
{
	return c->column ? c->column->name : c->parent_kind;
}

#endif
