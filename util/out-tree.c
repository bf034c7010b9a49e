// SPDX-License-Identifier: LGPL-2.1-or-later
/* Records as a tree: rows below the rows that hold them, with a few facts beside the name. */
#include <libsmartcols/libsmartcols.h>

#include "util/cells.h"
#include "util/cleanup.h"

/* Facts worth a column in a sketch; only those that some row has are shown. */
static const char *const tree_layout[] = {
	"size", "ram_size", "pmem_size", "type", "mode", "state", "serial", "host",
};

struct tree {
	const struct out_opts *o;
	struct columns columns;
	struct libscols_table *table;
};

static void cleanup_table(struct libscols_table **t)
{
	scols_unref_table(*t);
}

static int measure(void *data, const struct rec *row, const struct rec *parent)
{
	struct tree *t = data;

	(void)parent;
	columns_collect(&t->columns, row);
	return 0;
}

static void keep_sketch(struct columns *c)
{
	struct columns kept = { 0 };
	size_t i, k;

	for (k = 0; k < ARRAY_SIZE(tree_layout); k++)
		for (i = 0; i < c->count; i++)
			if (str_eq(c->list[i].name, tree_layout[k]))
				kept.list[kept.count++] = c->list[i];
	*c = kept;
}

static int add_row(struct tree *t, const struct rec *row, struct libscols_line *parent,
		   struct libscols_line **ret)
{
	struct libscols_line *line = scols_table_new_line(t->table, parent);
	size_t i;

	if (!line || scols_line_set_data(line, 0, row->first->s) < 0)
		return -ENOMEM;
	for (i = 0; i < t->columns.count; i++) {
		char *text = cell_text(row, t->columns.list[i].name, t->o);

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
	if (out_row_kind(r))
		rc = add_row(t, r, parent, &parent);
	for (c = r->first; c && rc == 0; c = c->next)
		rc = add_rows(t, c, parent);
	return rc;
}

int out_tree(FILE *f, const struct rec *top, const struct out_opts *o)
{
	__attribute__((cleanup(cleanup_table))) struct libscols_table *table = NULL;
	struct tree t = { .o = o };
	char heading[96];
	size_t i;
	int rc;

	rows_walk(top, NULL, measure, &t);
	if (!o->columns)
		keep_sketch(&t.columns);
	else if (columns_choose(&t.columns, NULL, o->columns, true) == 0)
		return -EINVAL;
	table = t.table = scols_new_table();
	if (!table || !scols_table_new_column(table, "NAME", 0, SCOLS_FL_TREE))
		return -ENOMEM;
	for (i = 0; i < t.columns.count; i++) {
		column_heading(t.columns.list[i].name, heading, sizeof(heading));
		if (!scols_table_new_column(table, heading, 0,
					    t.columns.list[i].right ? SCOLS_FL_RIGHT : 0))
			return -ENOMEM;
	}
	scols_table_enable_noheadings(table, o->noheadings);
	scols_table_set_stream(table, f);
	rc = add_rows(&t, top, NULL);
	return rc < 0 ? rc : scols_print_table(table);
}
