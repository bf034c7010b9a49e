/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The table writer. */
#ifndef UTIL_OUT_TABLE_H
#define UTIL_OUT_TABLE_H

#include <stdio.h>

#include "util/fail.h"
#include "util/out-opts.h"

/* 0 if tables and trees can be printed. -ELIBACC: there is no library for it. */
int out_table_check(struct fail *why) MUST_CHECK;
/*
 * Print @top, an array of objects, as one table per kind of row. A single row, and rows that do not
 * fit o->width, are printed as blocks with one line for each key. Returns 0, -ENOMEM or the error
 * of the write.
 */
int out_table(FILE *f, const struct rec *top, const struct out_opts *o) MUST_CHECK;

#endif
