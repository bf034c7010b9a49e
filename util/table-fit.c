// SPDX-License-Identifier: LGPL-2.1-or-later
/* Widths of the columns of a table, so that it fits the output. */
#include "util/table-fit.h"
#include "util/cleanup.h"
#include "util/words.h"
#include "util/wrap.h"

struct measure {
	struct table_fit *fit;
	const struct tables *t;
	const struct table *table;
};

char *fit_cell(const struct tables *t, const struct fit_column *c, const struct row *row)
{
	return c->column ? table_cell(t, c->column, row) : table_parent(t, row);
}

/* Texts can be wrapped; names and numbers cannot. */
static bool can_wrap(const struct table_fit *fit, const struct fit_column *c)
{
	return c != fit->list && c->column && !c->column->right;
}

static int measure_row(void *data, const struct row *row)
{
	const struct measure *m = data;
	struct fit_column *c;
	size_t width;

	if (!table_prints(m->t, m->table, row))
		return 0;
	for (c = m->fit->list; c < m->fit->list + m->fit->count; c++) {
		auto_free char *text = fit_cell(m->t, c, row);

		if (!text)
			return -ENOMEM;
		width = text_width(text, strlen(text));
		c->width = MAX(c->width, width);
		c->least = MAX(c->least, can_wrap(m->fit, c) ? wrap_least(text) : width);
	}
	return 0;
}

static size_t total(const struct table_fit *fit, bool least)
{
	size_t i, sum = 0;

	for (i = 0; i < fit->count; i++)
		sum += (i ? 1 : 0) + (least ? fit->list[i].least : fit->list[i].width);
	return sum;
}

static void leave_out(struct table_fit *fit, const char *name, size_t len)
{
	size_t i, kept = 0;

	for (i = 0; i < fit->count; i++)
		if (i == 0 || !column_is(fit_name(&fit->list[i]), name, len))
			fit->list[kept++] = fit->list[i];
	fit->count = kept;
}

/* Make the widest column that can be wrapped narrower by one. */
static void narrow(struct table_fit *fit)
{
	struct fit_column *c, *widest = NULL;

	for (c = fit->list; c < fit->list + fit->count; c++)
		if (c->width > c->least && (!widest || c->width > widest->width))
			widest = c;
	if (widest)
		widest->width--;
}

int table_fit(struct table_fit *fit, const struct rec *top, const struct tables *t,
	      const struct table *table)
{
	struct measure m = { fit, t, table };
	const char *minor = t->o->minor_columns, *name;
	size_t i, len, limit = t->o->width;
	int rc;

	if (!tables_requested(t) && table->parent_kind)
		fit->list[fit->count++] = (struct fit_column){ .parent_kind = table->parent_kind };
	for (i = 0; i < table->shown.count; i++)
		fit->list[fit->count++] = (struct fit_column){ .column = &table->shown.list[i] };
	for (i = 0; i < fit->count; i++)
		fit->list[i].width = fit->list[i].least = strlen(fit_name(&fit->list[i]));
	rc = rows_walk(top, measure_row, &m);
	if (rc < 0 || t->o->columns || t->o->noheadings || !limit)
		return rc;
	while (total(fit, true) > limit && minor && (name = word_next(&minor, &len)))
		leave_out(fit, name, len);
	if (total(fit, true) > limit)
		return -E2BIG;
	while (total(fit, false) > limit)
		narrow(fit);
	return 0;
}
