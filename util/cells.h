/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What tables and trees have in common: records as rows of cells. Every scalar below a row is a
 * column named by its path ("health.temperature"); nested rows are rows of their own.
 */
#ifndef UTIL_CELLS_H
#define UTIL_CELLS_H

#include "util/out.h"

#define COLUMN_MAX 256

struct column {
	char name[96];
	bool right; /* numbers: aligned to the right */
};

struct columns {
	struct column list[COLUMN_MAX];
	size_t count;
};

/* The columns of one row, added behind those already there. */
void columns_collect(struct columns *c, const struct rec *row);
/*
 * Keep only the comma separated @names, in their order; also those of the rows @around (or NULL),
 * and with @keep_unknown even what no row has. Returns how many are known, 0 when none of the
 * row's own is: then nothing was changed.
 */
size_t columns_choose(struct columns *c, const struct columns *around, const char *names,
		      bool keep_unknown);
/* Text of the cell; NULL when the row has no such value. The caller frees it. */
char *cell_text(const struct rec *row, const char *column, const struct out_opts *o);
/* Heading: "ram_size" is "RAM-SIZE". */
void column_heading(const char *name, char *buf, size_t room);

/* Calls @fn for every row below @r, outermost first; @parent is the row around it or NULL. */
int rows_walk(const struct rec *r, const struct rec *parent,
	      int (*fn)(void *data, const struct rec *row, const struct rec *parent), void *data);

#endif
