// SPDX-License-Identifier: GPL-2.0-only
/* Tables of the report. */
#include <stdlib.h>

#include "cxl/dump/dump.h"
#include "cxl/dump/report.h"
#include "util/words.h"

#define COLUMNS_MAX 48
#define ROWS_FOR_COLUMNS 64 /* whose keys are columns */
#define KEY_MAX 64

/* --- parts */

void report_table_start(struct report *r, const char *label)
{
	html(&r->html,
	     "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"$\">\n<table>\n",
	     label);
}

void report_table_head(struct report *r, const char *const *columns)
{
	html_put(&r->html, "<thead><tr>");
	for (; *columns; columns++)
		html(&r->html, "<th scope=\"col\">$</th>", *columns);
	html_put(&r->html, "</tr></thead>\n<tbody>\n");
}

void report_table_end(struct report *r)
{
	html_put(&r->html, "</tbody>\n</table>\n</div>\n");
}

bool report_fold(struct report *r, const char *title, size_t rows)
{
	if (rows <= REPORT_ROWS_OPEN)
		return false;
	html(&r->html, "<details><summary>$ ($)</summary>\n", title, NUM(rows));
	return true;
}

void report_unfold(struct report *r, bool folded)
{
	if (folded)
		html_put(&r->html, "</details>\n");
}

bool report_row(struct report *r, size_t *rows)
{
	if ((*rows)++ >= REPORT_ROWS_MAX) {
		r->incomplete = true;
		return false;
	}
	return !report_is_over(r);
}

void report_missing_rows(struct report *r, size_t rows)
{
	if (rows > REPORT_ROWS_MAX)
		html(&r->html, "<p>$ more rows are not shown.</p>\n", NUM(rows - REPORT_ROWS_MAX));
	if (report_is_over(r))
		html_put(&r->html,
			 "<p class=\"note\">This page is not complete: see its end.</p>\n");
}

/* --- a table of what a command has written */

struct columns {
	char keys[COLUMNS_MAX][KEY_MAX];
	size_t count, rows;
	bool names; /* the first column is the name of the device */
};

static void add_column(struct columns *c, const char *key, size_t len)
{
	size_t i;

	for (i = 0; i < c->count; i++)
		if (strlen(c->keys[i]) == len && memcmp(c->keys[i], key, len) == 0)
			return;
	if (c->count == COLUMNS_MAX || len >= KEY_MAX)
		return;
	memcpy(c->keys[c->count], key, len);
	c->keys[c->count++][len] = '\0';
}

static void add_keys(struct columns *c, const struct rec *row)
{
	const struct rec *v;

	rec_foreach(v, row)
		if (!str_eq(v->key, "memdev"))
			add_column(c, v->key, strlen(v->key));
}

struct walk {
	struct report *r;
	const struct report_table *t;
	struct columns columns;
	size_t rows; /* written */
};

typedef void row_fn(struct walk *w, const struct rec *object, const struct rec *row);

static void walk_object(struct walk *w, const struct rec *object, row_fn *fn)
{
	const struct rec *rows = w->t->rows ? rec_get(object, w->t->rows) : NULL, *row;

	if (object->kind != VAL_OBJ)
		return;
	if (!w->t->rows)
		fn(w, object, object);
	else if (rows && rows->kind == VAL_ARR)
		rec_foreach(row, rows)
			if (row->kind == VAL_OBJ)
				fn(w, object, row);
}

/* @enough: stop after a number of rows. */
static void walk(struct walk *w, row_fn *fn, bool enough)
{
	const struct rec *e = NULL, *object, *result;

	while ((e = report_entry(w->r, w->t->section, e)) && !report_is_over(w->r)) {
		auto_rec struct rec *envelope = report_read(w->r, e);

		result = report_result(envelope);
		if (result)
			rec_foreach(object, result)
				walk_object(w, object, fn);
		if (enough && w->columns.rows >= ROWS_FOR_COLUMNS)
			return;
	}
}

/* The memory device that an object is about, or another name at its start; NULL: none. */
static const char *name_of(const struct walk *w, const struct rec *object)
{
	const char *name = rec_get_str(object, "memdev");

	if (!name && w->t->rows && object->first && object->first->kind == VAL_STR)
		name = object->first->s;
	return name;
}

static void find_columns(struct walk *w, const struct rec *object, const struct rec *row)
{
	struct columns *c = &w->columns;

	c->rows++;
	c->names |= name_of(w, object) != NULL;
	if (!w->t->columns && c->rows <= ROWS_FOR_COLUMNS)
		add_keys(c, row);
}

static void write_row(struct walk *w, const struct rec *object, const struct rec *row)
{
	const struct columns *c = &w->columns;
	struct html *h = &w->r->html;
	char buf[HTML_TEXT_MAX];
	const char *text, *name = name_of(w, object);
	size_t i;

	if (!report_row(w->r, &w->rows))
		return;
	html_put(h, "<tr>");
	if (c->names)
		html(h, "<th scope=\"row\">$</th>", name ? name : "-");
	for (i = 0; i < c->count; i++) {
		text = report_value(row, c->keys[i], buf, sizeof(buf));
		html(h, "<td>$</td>", text ? text : "-");
	}
	html_put(h, "</tr>\n");
}

/* "max_size" becomes "max size". */
static const char *heading(const char *key, char *buf, size_t size)
{
	char *p;

	snprintf(buf, size, "%s", key);
	for (p = buf; *p; p++)
		if (*p == '_')
			*p = ' ';
	return buf;
}

static void write_head(struct walk *w)
{
	const struct columns *c = &w->columns;
	struct html *h = &w->r->html;
	char text[KEY_MAX];
	size_t i;

	html_put(h, "<thead><tr>");
	if (c->names)
		html_put(h, "<th scope=\"col\">device</th>");
	for (i = 0; i < c->count; i++)
		html(h, "<th scope=\"col\">$</th>", heading(c->keys[i], text, sizeof(text)));
	html_put(h, "</tr></thead>\n<tbody>\n");
}

/* --- the same with a column for each device, for few devices with many values */

#define TURNED_MAX 8   /* devices */
#define TURNED_FROM 12 /* values */

struct turned {
	struct rec *envelopes[TURNED_MAX];
	const struct rec *objects[TURNED_MAX];
	size_t read, count;
};

static void turned_read(struct walk *w, struct turned *t)
{
	const struct rec *e = NULL, *result, *o;

	while (t->read < TURNED_MAX && (e = report_entry(w->r, w->t->section, e))) {
		t->envelopes[t->read] = report_read(w->r, e);
		result = report_result(t->envelopes[t->read++]);
		if (result)
			rec_foreach(o, result)
				if (o->kind == VAL_OBJ && t->count < TURNED_MAX)
					t->objects[t->count++] = o;
	}
}

static void turned_row(struct walk *w, const struct turned *t, const char *key)
{
	char buf[HTML_TEXT_MAX], title[KEY_MAX];
	const char *text;
	size_t i;

	html(&w->r->html, "<tr><th scope=\"row\">$</th>", heading(key, title, sizeof(title)));
	for (i = 0; i < t->count; i++) {
		text = report_value(t->objects[i], key, buf, sizeof(buf));
		html(&w->r->html, "<td>$</td>", text ? text : "-");
	}
	html_put(&w->r->html, "</tr>\n");
}

static void write_turned(struct walk *w)
{
	struct html *h = &w->r->html;
	struct turned t = { .read = 0 };
	const char *name;
	size_t i;

	turned_read(w, &t);
	html_put(h, "<thead><tr><th scope=\"col\">value</th>");
	for (i = 0; i < t.count; i++) {
		name = name_of(w, t.objects[i]);
		html(h, "<th scope=\"col\">$</th>", name ? name : "system");
	}
	html_put(h, "</tr></thead>\n<tbody>\n");
	for (i = 0; i < w->columns.count; i++)
		turned_row(w, &t, w->columns.keys[i]);
	for (i = 0; i < t.read; i++)
		rec_free(t.envelopes[i]);
}

static bool is_turned(const struct walk *w)
{
	return !w->t->rows && w->columns.rows <= TURNED_MAX && w->columns.count >= TURNED_FROM;
}

/* --- the section */

/* Whether all devices have the section, and where it is. */
static void describe_source(struct report *r, const char *section)
{
	const struct rec *e = NULL;
	size_t bad = 0, count = 0, devices = 0;

	while ((e = report_entry(r, section, e))) {
		count++;
		devices += rec_get_str(e, "memdev") != NULL;
		bad += !str_eq(rec_get_str(e, "result") ?: "", "ok");
	}
	html(&r->html, "<p class=\"note\">From <code>$$.json</code>", devices ? "memdevs/*/" : "",
	     section);
	if (bad)
		html(&r->html, "; $ of $ <a href=\"#incomplete\">without a complete result</a>",
		     NUM(bad), NUM(count));
	html_put(&r->html, ".</p>\n");
}

static const char *title_of(const char *section)
{
	const struct dump_section *s;
	size_t i;

	for (i = 0; (s = dump_section_at(i)); i++)
		if (str_eq(s->name, section))
			return s->title;
	return section;
}

void report_folded_table(struct report *r, const struct report_table *t)
{
	const char *title = t->title ? t->title : title_of(t->section);
	const char *list = t->columns, *word;
	struct walk w = { .r = r, .t = t };
	size_t len;

	while (list && (word = word_next(&list, &len)))
		add_column(&w.columns, word, len);
	walk(&w, find_columns, true);
	html(&r->html, "<details id=\"section-$\"><summary>$</summary>\n", t->section, title);
	describe_source(r, t->section);
	if (!w.columns.rows) {
		html_put(&r->html, "<p>No data.</p>\n</details>\n");
		return;
	}
	report_table_start(r, title);
	if (is_turned(&w)) {
		write_turned(&w);
	} else {
		write_head(&w);
		walk(&w, write_row, false);
	}
	report_table_end(r);
	report_missing_rows(r, w.rows);
	html_put(&r->html, "</details>\n");
}
