// SPDX-License-Identifier: LGPL-2.1-or-later
/* Records as tables, one per kind of row. */
#include <stdlib.h>

#include "util/out-block.h"
#include "util/out-table.h"
#include "util/scols.h"
#include "util/table-fit.h"
#include "util/tables.h"
#include "util/wrap.h"

struct view {
	const struct tables *t;
	const struct table *table;
	const struct table_fit *fit;
	const struct scols *scols;
	struct libscols_table *output;
};

static void cleanup_output(struct libscols_table **v)
{
	if (*v)
		scols_load(NULL)->unref_table(*v);
}

/* Takes ownership of @text; NULL: out of memory. */
static int set_cell(const struct view *v, struct libscols_line *line, size_t column, char *text)
{
	if (text && v->scols->line_refer_data(line, column, text) == 0)
		return 0;
	free(text);
	return -ENOMEM;
}

static int add_line(void *data, const struct row *row)
{
	struct view *v = data;
	struct libscols_line *line;
	size_t i;
	int rc = 0;

	if (!table_prints(v->t, v->table, row))
		return 0;
	line = v->scols->table_new_line(v->output, NULL);
	if (!line)
		return -ENOMEM;
	for (i = 0; rc == 0 && i < v->fit->count; i++) {
		const struct fit_column *c = &v->fit->list[i];
		auto_free char *text = fit_cell(v->t, c, row);

		rc = set_cell(v, line, i, text ? wrap_text(text, c->width) : NULL);
	}
	return rc;
}

static int add_headings(const struct view *v)
{
	const struct scols *lib = v->scols;
	char heading[96];
	size_t i;

	for (i = 0; i < v->fit->count; i++) {
		const struct fit_column *c = &v->fit->list[i];
		struct libscols_column *column;

		column_heading(fit_name(c), heading, sizeof(heading));
		column = lib->table_new_column(v->output, heading, 0,
					       c->column && c->column->right ? SCOLS_FL_RIGHT
									     : SCOLS_FL_WRAP);
		if (!column)
			return -ENOMEM;
		if (lib->column_is_wrap(column) &&
		    (lib->column_set_safechars(column, "\n") < 0 ||
		     lib->column_set_wrapfunc(column, lib->wrapnl_chunksize, lib->wrapnl_nextchunk,
					      NULL) < 0))
			return -ENOMEM;
	}
	return 0;
}

static int print_table(FILE *f, const struct rec *top, const struct tables *t,
		       const struct table *table)
{
	__attribute__((cleanup(cleanup_output))) struct libscols_table *output = NULL;
	auto_free struct table_fit *fit = calloc(1, sizeof(*fit));
	const struct scols *lib = scols_load(NULL);
	struct view v = { .t = t, .table = table, .fit = fit, .scols = lib };
	int rc;

	if (!lib)
		return -ELIBACC;
	output = v.output = lib->new_table();
	if (!output || !fit)
		return -ENOMEM;
	rc = table_fit(fit, top, t, table);
	if (rc == -E2BIG)
		return out_blocks(f, top, t, table);
	lib->table_enable_noheadings(output, t->o->noheadings);
	lib->table_set_stream(output, f);
	/* Columns have their final width. */
	lib->table_set_termforce(output, SCOLS_TERMFORCE_NEVER);
	if (rc == 0)
		rc = add_headings(&v);
	if (rc == 0)
		rc = rows_walk(top, add_line, &v);
	return rc < 0 ? rc : lib->print_table(output);
}

int out_table_check(struct fail *why)
{
	if (scols_load(why))
		return 0;
	if (why)
		snprintf(why->hint, sizeof(why->hint),
			 "use another --format, or install or update the package that has it");
	return -ELIBACC;
}

/* The table of the only row that is printed; NULL: there are several. */
static const struct table *single(const struct tables *t)
{
	const struct table *found = NULL;
	size_t i;

	for (i = 0; i < t->count; i++) {
		if (!t->list[i]->known)
			continue;
		if (found || t->list[i]->rows > 1)
			return NULL;
		found = t->list[i];
	}
	return found;
}

int out_table(FILE *f, const struct rec *top, const struct out_opts *o)
{
	auto_tables struct tables t = { .o = o };
	const struct table *only;
	const char *separator = "";
	size_t i;
	int rc = tables_collect(&t, top);

	if (rc < 0)
		return rc;
	only = o->columns || o->noheadings ? NULL : single(&t);
	if (only)
		return out_blocks(f, top, &t, only);
	for (i = 0; rc == 0 && i < t.count; i++) {
		if (!t.list[i]->known)
			continue;
		fputs(separator, f);
		separator = o->noheadings ? "" : "\n";
		rc = print_table(f, top, &t, t.list[i]);
	}
	return rc;
}
