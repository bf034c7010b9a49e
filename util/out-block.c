// SPDX-License-Identifier: LGPL-2.1-or-later
/* Rows as blocks: one line for each key, with its value. */
#include "util/out-block.h"
#include "util/cleanup.h"
#include "util/wrap.h"

#define VALUE_WIDTH_MIN 20 /* values are not wrapped to less */

struct blocks {
	FILE *f;
	const struct tables *t;
	const struct table *table;
	size_t key_width;
	const char *separator; /* before the next block */
};

static int print_line(const struct blocks *b, const char *key, const char *value)
{
	size_t width = b->t->o->width, used = b->key_width + 2;
	auto_free char *wrapped = NULL;
	const char *line, *end;

	if (width < used + VALUE_WIDTH_MIN)
		width = SIZE_MAX;
	wrapped = wrap_text(value, width - used);
	if (!wrapped)
		return -ENOMEM;
	for (line = wrapped; line; line = *end ? end + 1 : NULL) {
		end = line + strcspn(line, "\n");
		fprintf(b->f, "%-*s%.*s\n", end > line ? (int)used : 0, key, (int)(end - line),
			line);
		key = "";
	}
	return 0;
}

static int print_row(void *data, const struct row *row)
{
	struct blocks *b = data;
	const struct columns *c = &b->table->all;
	auto_free char *parent = table_parent(b->t, row);
	size_t i;
	int rc = 0;

	if (!parent)
		return -ENOMEM;
	if (!str_eq(row->kind, b->table->kind))
		return 0;
	fputs(b->separator, b->f);
	b->separator = "\n";
	if (b->table->parent_kind && *parent)
		rc = print_line(b, b->table->parent_kind, parent);
	for (i = 0; rc == 0 && i < c->count; i++) {
		auto_free char *text = table_cell(b->t, &c->list[i], row);

		if (!text)
			return -ENOMEM;
		if (cell_exists(row->rec, c->list[i].name))
			rc = print_line(b, c->list[i].name, text);
	}
	return rc;
}

int out_blocks(FILE *f, const struct rec *top, const struct tables *t, const struct table *table)
{
	struct blocks b = { .f = f, .t = t, .table = table, .separator = "" };
	size_t i;

	if (table->parent_kind)
		b.key_width = strlen(table->parent_kind);
	for (i = 0; i < table->all.count; i++)
		b.key_width = MAX(b.key_width, strlen(table->all.list[i].name));
	return rows_walk(top, print_row, &b);
}
