/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The functions of libsmartcols that are used here; the library is loaded on first use. */
#ifndef UTIL_SCOLS_H
#define UTIL_SCOLS_H

#include <libsmartcols/libsmartcols.h>

#include "util/fail.h"

struct scols {
	typeof(scols_new_table) *new_table;
	typeof(scols_unref_table) *unref_table;
	typeof(scols_table_new_column) *table_new_column;
	typeof(scols_table_new_line) *table_new_line;
	typeof(scols_table_enable_noheadings) *table_enable_noheadings;
	typeof(scols_table_set_stream) *table_set_stream;
	typeof(scols_table_set_termforce) *table_set_termforce;
	typeof(scols_print_table) *print_table;
	typeof(scols_column_is_wrap) *column_is_wrap;
	typeof(scols_column_set_safechars) *column_set_safechars;
	typeof(scols_column_set_wrapfunc) *column_set_wrapfunc;
	typeof(scols_wrapnl_chunksize) *wrapnl_chunksize;
	typeof(scols_wrapnl_nextchunk) *wrapnl_nextchunk;
	typeof(scols_line_set_data) *line_set_data;
	typeof(scols_line_refer_data) *line_refer_data;
};

/* NULL: there is no such library. */
const struct scols *scols_load(struct fail *why);

#endif
