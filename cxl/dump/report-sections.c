// SPDX-License-Identifier: GPL-2.0-only
/* Sections of the dump in the report: those that are incomplete, and all. */
#include <stdio.h>

#include "cxl/dump/report.h"

struct counts {
	size_t files, unread, truncated;
	const char *first; /* that could not be read, or is truncated */
	const struct rec *error;
};

static struct counts count_files(const struct rec *entry)
{
	const struct rec *list = rec_get(entry, "files"), *f;
	struct counts c = { .files = 0 };
	const struct rec *error, *cut;

	if (!list || list->kind != VAL_ARR)
		return c;
	rec_foreach(f, list) {
		error = rec_get(f, "errno");
		cut = rec_get(f, "truncated");
		c.files++;
		c.unread += error != NULL;
		c.truncated += cut != NULL;
		if ((error || cut) && !c.first) {
			c.first = rec_get_str(f, "file");
			c.error = error;
		}
	}
	return c;
}

/* Of those without an error. */
static const char *meaning_of(const char *result)
{
	if (result && str_eq(result, "timeout"))
		return "it took longer than its time limit, or than the time that was left";
	if (result && str_eq(result, "not_run"))
		return "the device did not reply before, or the time was up";
	return "";
}

/* Why it is incomplete: the error, the warnings, and the first file. */
static void reason_cell(struct html *h, const struct rec *entry)
{
	const struct rec *error = rec_get(entry, "error"), *warnings = rec_get(entry, "warnings"),
			 *w;
	const struct counts c = count_files(entry);
	const char *hint = error ? rec_get_str(error, "hint") : NULL;

	html_put(h, "<td>");
	if (error)
		html(h, "$", rec_get_str(error, "message"));
	else
		html(h, "$", meaning_of(rec_get_str(entry, "result")));
	if (hint && *hint)
		html(h, "; $", hint);
	if (warnings && warnings->kind == VAL_ARR)
		rec_foreach(w, warnings)
			if (w->kind == VAL_STR)
				html(h, "<p>$</p>", w->s);
	if (c.unread + c.truncated)
		html(h, "<p>$ of $ files, first <code>$</code>", NUM(c.unread + c.truncated),
		     NUM(c.files), c.first);
	if (c.error && (c.error->kind == VAL_UINT || c.error->kind == VAL_INT))
		html(h, ": $", strerror((int)c.error->u));
	if (c.unread + c.truncated)
		html_put(h, "</p>");
	html_put(h, "</td>");
}

static const char *value(const struct rec *o, const char *key, char *buf, size_t size)
{
	const char *text = report_value(o, key, buf, size);

	return text ? text : "-";
}

static void row(struct report *r, const struct rec *e)
{
	const char *result = rec_get_str(e, "result");
	char memdev[40], ms[40], status[40];

	html(&r->html, "<tr><th scope=\"row\">$</th><td>$</td>", rec_get_str(e, "section"),
	     value(e, "memdev", memdev, sizeof(memdev)));
	html(&r->html, "<td class=\"$\"><b>$</b></td>", report_is_bad(e) ? "attention" : "",
	     result);
	html(&r->html, "<td>$</td><td>$</td><td>$</td>", value(e, "duration_ms", ms, sizeof(ms)),
	     value(e, "exit_status", status, sizeof(status)), NUM(count_files(e).files));
	reason_cell(&r->html, e);
	html_put(&r->html, "</tr>\n");
}

static void table(struct report *r, const char *title, bool (*wanted)(const struct rec *entry))
{
	static const char *const columns[] = {
		"section", "memdev", "result", "ms", "exit status", "files", "errors and warnings",
		NULL
	};
	const struct rec *e = NULL;
	size_t rows = 0;

	report_table_start(r, title);
	report_table_head(r, columns);
	while ((e = report_entry(r, NULL, e)))
		if (wanted(e) && report_row(r, &rows))
			row(r, e);
	report_table_end(r);
	report_missing_rows(r, rows);
}

static bool is_unsupported(const struct rec *entry)
{
	return str_eq(rec_get_str(entry, "result") ?: "", "unsupported");
}

static bool is_any(const struct rec *entry)
{
	return entry != NULL;
}

static size_t count(const struct report *r, bool (*wanted)(const struct rec *entry))
{
	const struct rec *e = NULL;
	size_t n = 0;

	while ((e = report_entry(r, NULL, e)))
		n += wanted(e);
	return n;
}

static void folded(struct report *r, const char *title, bool (*wanted)(const struct rec *entry))
{
	const size_t n = count(r, wanted);

	if (!n)
		return;
	html(&r->html, "<details><summary>$ ($)</summary>\n", title, NUM(n));
	table(r, title, wanted);
	html_put(&r->html, "</details>\n");
}

void report_sections(struct report *r)
{
	const size_t bad = count(r, report_is_bad);
	bool is_folded;

	html_put(&r->html,
		 "<section id=\"incomplete\">\n<h2>Incomplete sections of this dump</h2>\n");
	is_folded = report_fold(r, "Incomplete sections", bad);
	if (bad)
		table(r, "Incomplete sections", report_is_bad);
	else
		html_put(&r->html, "<p>None.</p>\n");
	report_unfold(r, is_folded);
	folded(r, "Not supported by this kernel or device", is_unsupported);
	folded(r, "All sections", is_any);
	html_put(&r->html, "</section>\n");
}
