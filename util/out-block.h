/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Rows as blocks: one line for each key, with its value. */
#ifndef UTIL_OUT_BLOCK_H
#define UTIL_OUT_BLOCK_H

#include <stdio.h>

#include "util/tables.h"

/* Print the rows of @table, with an empty line between them. */
int out_blocks(FILE *f, const struct rec *top, const struct tables *t,
	       const struct table *table) MUST_CHECK;

#endif
