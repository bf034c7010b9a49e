// SPDX-License-Identifier: LGPL-2.1-or-later
/* libsmartcols, loaded on first use: most commands print no table. */
#include "util/scols.h"
#include "util/library.h"
#include "util/wrap.h"

#define SONAME "libsmartcols.so.1"

LIBRARY_NOTE(smartcols, SONAME, "tables", "Output as tables and trees", "recommended");

static struct scols functions;

#define ROW(member) LIBRARY_SYMBOL(functions, scols_, member)

static const struct library_symbol symbols[] = {
	ROW(new_table),
	ROW(unref_table),
	ROW(table_new_column),
	ROW(table_new_line),
	ROW(table_enable_noheadings),
	ROW(table_set_stream),
	ROW(table_set_termforce),
	ROW(print_table),
	ROW(column_is_wrap),
	ROW(column_set_safechars),
	ROW(column_set_wrapfunc),
	ROW(wrapnl_chunksize),
	ROW(wrapnl_nextchunk),
	ROW(line_set_data),
	ROW(line_refer_data),
	{ 0 },
};

const struct scols *scols_load(struct fail *why)
{
	text_locale(); /* line-drawing characters of trees */
	if (!functions.new_table && library_load(SONAME, symbols, why) < 0)
		return NULL;
	return &functions;
}
