/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Records as rows of cells, for the table and tree writers. An object whose first member is a
 * string that names it ("memdev": "mem0") is a row, and so is an object in a list that has a key
 * ("mappings"). Every scalar in a row is a column named by its path ("health.temperature"); rows
 * nested in a row are rows of their own.
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

struct row {
	const struct rec *rec;
	const char *kind;	  /* "memdev", or the key of its list: "mappings" */
	const struct row *parent; /* the enclosing row; NULL: none */
};

typedef int (*row_fn)(void *data, const struct row *row);

/*
 * The kind of row that @r is, borrowed; NULL: not a row. @list: key of the list that has @r, or
 * NULL.
 */
const char *row_kind(const struct rec *r, const char *list);

/*
 * Call @fn for every row in @top, outer rows first. Returns 0, or the first value other than 0 that
 * @fn returns, which ends the walk.
 */
int rows_walk(const struct rec *top, row_fn fn, void *data);
/* The same for the rows inside @row. */
int rows_walk_inside(const struct row *row, row_fn fn, void *data);

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
 * Text of one cell, control characters replaced by '?', or "" when the row has no such value; the
 * caller frees it. @bytes: sizes as plain numbers. NULL: out of memory.
 */
char *cell_text(const struct rec *row, const char *column, bool bytes);
/* The name of a row or, if it has none, its values: "1: mem0, decoder3.0". As cell_text(). */
char *row_label(const struct rec *row, bool bytes);

#endif
