// SPDX-License-Identifier: LGPL-2.1-or-later
/* Records as a tree: each row below the row that encloses it. */
#include <stdlib.h>

#include "util/cells.h"
#include "util/cleanup.h"
#include "util/out-tree.h"
#include "util/scols.h"
#include "util/words.h"
#include "util/wrap.h"

#define TREE_INDENT 2 /* of each level */

/* Columns without --columns; those that no row has are left out. */
static const char default_columns[] = "size,ram_size,pmem_size,type,mode,state,serial,host";
/* Those of them that are left out first if the width requires it. */
static const char minor_columns[] = "mode,type,host,serial,state,pmem_size,ram_size,size";

struct tree {
	const struct out_opts *o;
	struct columns columns;
	size_t widths[COLUMN_MAX], name_width;
	const struct scols *scols;
	struct libscols_table *view;
};

static void cleanup_view(struct libscols_table **v)
{
	if (*v)
		scols_load(NULL)->unref_table(*v);
}

static int collect_row(void *data, const struct row *row)
{
	struct tree *t = data;

	columns_collect(&t->columns, row->rec);
	return 0;
}

static int measure_name(struct tree *t, const struct row *row)
{
	auto_free char *name = row_label(row->rec, t->o->bytes);
	size_t width;

	if (!name)
		return -ENOMEM;
	width = text_width(name, strlen(name));
	for (row = row->parent; row; row = row->parent)
		width += TREE_INDENT;
	t->name_width = MAX(t->name_width, width);
	return 0;
}

static int measure_row(void *data, const struct row *row)
{
	struct tree *t = data;
	size_t i, width;

	for (i = 0; i < t->columns.count; i++) {
		auto_free char *text = cell_text(row->rec, t->columns.list[i].name, t->o->bytes);

		if (!text)
			return -ENOMEM;
		width = text_width(text, strlen(text));
		t->widths[i] = MAX(t->widths[i], width);
	}
	return measure_name(t, row);
}

static size_t total_width(const struct tree *t)
{
	size_t i, sum = t->name_width;

	for (i = 0; i < t->columns.count; i++)
		sum += 1 + t->widths[i];
	return sum;
}

static void leave_out(struct tree *t, const char *name, size_t len)
{
	struct columns *c = &t->columns;
	size_t i, kept = 0;

	for (i = 0; i < c->count; i++) {
		if (column_is(c->list[i].name, name, len))
			continue;
		t->widths[kept] = t->widths[i];
		c->list[kept++] = c->list[i];
	}
	c->count = kept;
}

/* The default columns that fit. */
static int choose_columns(struct tree *t, const struct rec *top)
{
	auto_strbuf struct strbuf names = { 0 }, minors = { 0 };
	const char *minor, *name;
	size_t i, len;
	int rc;

	strbuf_addf(&names, "%s,%s", default_columns, t->o->tree_columns ? t->o->tree_columns : "");
	strbuf_addf(&minors, "%s,%s", minor_columns, t->o->tree_columns ? t->o->tree_columns : "");
	if (names.failed || minors.failed)
		return -ENOMEM;
	minor = minors.s;
	if (columns_select(&t->columns, NULL, names.s, false) == 0)
		t->columns.count = 0;
	if (t->o->noheadings || !t->o->width)
		return 0;
	for (i = 0; i < t->columns.count; i++)
		t->widths[i] = strlen(t->columns.list[i].name);
	rc = rows_walk(top, measure_row, t);
	while (rc == 0 && total_width(t) > t->o->width && (name = word_next(&minor, &len)))
		leave_out(t, name, len);
	return rc;
}

static int add_row(struct tree *t, const struct rec *row, struct libscols_line *parent,
		   struct libscols_line **ret)
{
	struct libscols_line *line = t->scols->table_new_line(t->view, parent);
	auto_free char *name = row_label(row, t->o->bytes);
	size_t i;

	if (!line || !name || t->scols->line_set_data(line, 0, name) < 0)
		return -ENOMEM;
	for (i = 0; i < t->columns.count; i++) {
		char *text = cell_text(row, t->columns.list[i].name, t->o->bytes);

		if (!text || t->scols->line_refer_data(line, i + 1, text) < 0) {
			free(text);
			return -ENOMEM;
		}
	}
	*ret = line;
	return 0;
}

static int add_rows(struct tree *t, const struct rec *r, const char *list,
		    struct libscols_line *parent)
{
	const struct rec *c;
	int rc = 0;

	if (!rec_is_container(r))
		return 0;
	if (row_kind(r, list))
		rc = add_row(t, r, parent, &parent);
	for (c = r->first; c && rc == 0; c = c->next)
		rc = add_rows(t, c, r->key, parent);
	return rc;
}

int out_tree(FILE *f, const struct rec *top, const struct out_opts *o)
{
	__attribute__((cleanup(cleanup_view))) struct libscols_table *view = NULL;
	struct tree t = { .o = o, .scols = scols_load(NULL) };
	char heading[96];
	size_t i;
	int rc = 0;

	rows_walk(top, collect_row, &t);
	if (o->columns)
		columns_select(&t.columns, NULL, o->columns, true);
	else
		rc = choose_columns(&t, top);
	if (rc < 0)
		return rc;
	if (!t.scols)
		return -ELIBACC;
	view = t.view = t.scols->new_table();
	if (!view || !t.scols->table_new_column(view, "NAME", 0, SCOLS_FL_TREE))
		return -ENOMEM;
	for (i = 0; i < t.columns.count; i++) {
		const struct column *c = &t.columns.list[i];

		column_heading(c->name, heading, sizeof(heading));
		if (!t.scols->table_new_column(view, heading, 0, c->right ? SCOLS_FL_RIGHT : 0))
			return -ENOMEM;
	}
	t.scols->table_enable_noheadings(view, o->noheadings);
	t.scols->table_set_stream(view, f);
	t.scols->table_set_termforce(view, SCOLS_TERMFORCE_NEVER); /* do not cut long lines */
	rc = add_rows(&t, top, NULL, NULL);
	return rc < 0 ? rc : t.scols->print_table(view);
}
