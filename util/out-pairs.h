/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Rows as lines of KEY="value" pairs. */
#ifndef UTIL_OUT_PAIRS_H
#define UTIL_OUT_PAIRS_H

#include <stdio.h>

#include "util/out-opts.h"

/*
 * Print @top, an array of objects, with one line for each row that out_table() has, and all of its
 * keys unless o->columns selects some. A shell can evaluate a line: whatever the values are, it
 * assigns variables only. Returns 0, -ENOMEM or the error of the write.
 */
int out_pairs(FILE *f, const struct rec *top, const struct out_opts *o) MUST_CHECK;

#endif
