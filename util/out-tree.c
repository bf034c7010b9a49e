// SPDX-License-Identifier: LGPL-2.1-or-later
/* Records as a tree: each row below the row that encloses it. */
#include <libsmartcols/libsmartcols.h>
#include <stdlib.h>

#include "util/cells.h"
#include "util/out-tree.h"

/* Columns without --columns; those that no row has are left out. */
static const char *const default_columns[] = {
	"size", "ram_size", "pmem_size", "type", "mode", "state", "serial", "host",
};

struct tree {
	const struct out_opts *o;
	struct columns columns;
	struct libscols_table *view;
};

static void cleanup_view(struct libscols_table **v)
{
	scols_unref_table(*v);
}

static int collect_row(void *data, const struct rec *row, const struct rec *parent)
{
	struct tree *t = data;

	columns_collect(&t->columns, row);
	return 0;
}

static void keep_default_columns(struct columns *c)
{
	struct columns kept = { 0 };
	size_t i, k;

	for (k = 0; k < ARRAY_SIZE(default_columns); k++)
		for (i = 0; i < c->count; i++)
			if (str_eq(c->list[i].name, default_columns[k]))
				kept.list[kept.count++] = c->list[i];
	*c = kept;
}

static int add_row(struct tree *t, const struct rec *row, struct libscols_line *parent,
		   struct libscols_line **ret)
{
	struct libscols_line *line = scols_table_new_line(t->view, parent);
	size_t i;

	if (!line || scols_line_set_data(line, 0, row->first->s) < 0)
		return -ENOMEM;
	for (i = 0; i < t->columns.count; i++) {
		char *text = cell_text(row, t->columns.list[i].name, t->o->bytes);

		if (text && scols_line_refer_data(line, i + 1, text) < 0) {
			free(text);
			return -ENOMEM;
		}
	}
	*ret = line;
	return 0;
}

static int add_rows(struct tree *t, const struct rec *r, struct libscols_line *parent)
{
	const struct rec *c;
	int rc = 0;

	if (!rec_is_container(r))
		return 0;
	if (row_kind(r))
		rc = add_row(t, r, parent, &parent);
	for (c = r->first; c && rc == 0; c = c->next)
		rc = add_rows(t, c, parent);
	return rc;
}

int out_tree(FILE *f, const struct rec *top, const struct out_opts *o)
{
	__attribute__((cleanup(cleanup_view))) struct libscols_table *view = NULL;
	struct tree t = { .o = o };
	char heading[96];
	size_t i;
	int rc;

	rows_walk(top, NULL, collect_row, &t);
	if (!o->columns)
		keep_default_columns(&t.columns);
	else if (columns_select(&t.columns, NULL, o->columns, true) == 0)
		return -EINVAL;
	view = t.view = scols_new_table();
	if (!view || !scols_table_new_column(view, "NAME", 0, SCOLS_FL_TREE))
		return -ENOMEM;
	for (i = 0; i < t.columns.count; i++) {
		const struct column *c = &t.columns.list[i];

		column_heading(c->name, heading, sizeof(heading));
		if (!scols_table_new_column(view, heading, 0, c->right ? SCOLS_FL_RIGHT : 0))
			return -ENOMEM;
	}
	scols_table_enable_noheadings(view, o->noheadings);
	scols_table_set_stream(view, f);
	rc = add_rows(&t, top, NULL);
	return rc < 0 ? rc : scols_print_table(view);
}
