/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Records as rows of cells, for the table and tree writers. An object whose first member is a
 * string that names it ("memdev": "mem0") is a row. Every scalar in a row is a column named by its
 * path ("health.temperature"); rows nested in a row are rows of their own.
 */
#ifndef UTIL_CELLS_H
#define UTIL_CELLS_H

#include "util/column-names.h"
#include "util/rec.h"

#define COLUMN_MAX 256

struct column {
	char name[96];
	bool right; /* align to the right: a number */
	bool outer; /* of the enclosing row */
};

struct columns {
	struct column list[COLUMN_MAX];
	size_t count;
};

/* The kind of row that @r is ("memdev"), borrowed; NULL: not a row. */
const char *row_kind(const struct rec *r);

/*
 * Call @fn for every row in @r, outer rows first; @parent is the enclosing row or NULL. Returns 0,
 * or the first value other than 0 that @fn returns, which ends the walk.
 */
int rows_walk(const struct rec *r, const struct rec *parent,
	      int (*fn)(void *data, const struct rec *row, const struct rec *parent), void *data);

/* Add the columns of @row to @c. Columns beyond COLUMN_MAX are left out. */
void columns_collect(struct columns *c, const struct rec *row);
/*
 * Reduce @c to @names, a list as for --columns, in that order. Columns of the enclosing rows @outer
 * (NULL: none) are accepted as well, and with @keep_unknown also names that no row has. Returns
 * the number of known names; 0 when @c has none of them, and then, without @keep_unknown, @c is
 * unchanged.
 */
size_t columns_select(struct columns *c, const struct columns *outer, const char *names,
		      bool keep_unknown);

bool cell_exists(const struct rec *row, const char *column);
/*
 * Text of one cell, control characters replaced by '?'; the caller frees it. @bytes: sizes as plain
 * numbers. NULL when the row has no such value or memory ran out.
 */
char *cell_text(const struct rec *row, const char *column, bool bytes);

#endif
