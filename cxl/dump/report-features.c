// SPDX-License-Identifier: GPL-2.0-only
/* Features in the report whose current value is not the default. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/dump/report.h"
#include "cxl/lib/wire/feature.h"

#define LONG 32 /* characters of a value, of which only the first difference is shown */
#define GROUPS_MAX 0xffff

struct features {
	struct report *r;
	const char *memdev;
	size_t compared, differing, without_default, unread; /* numbers of Features */
	size_t rows;
};

/* --- comparison */

static const struct feature_desc *desc_of(const char *name)
{
	const struct feature_desc *d;
	size_t i;

	for (i = 0; (d = feature_desc_at(i)); i++)
		if (str_eq(d->name, name))
			return d;
	return NULL;
}

/* What the device only reports, such as its limits, has no default. */
static bool is_setting(const struct feature_desc *desc, const char *key)
{
	const struct feature_field *f;
	u16 group;

	if (!desc)
		return true;
	f = feature_field_find(desc, key, GROUPS_MAX, &group);
	return !f || f->set_bits;
}

/* Bytes in hexadecimal, if they are many from the byte at @at on. */
static const char *excerpt(const char *text, size_t at, char *buf, size_t size)
{
	const size_t len = strlen(text);

	if (len <= LONG)
		return text;
	at = MIN(at, len) & ~(size_t)1;
	snprintf(buf, size, "byte %zu: %.*s%s", at / 2, LONG, text + at,
		 len - at > LONG ? "..." : "");
	return buf;
}

/* @texts: current, default and saved value. The table starts with its first row. */
static void row(struct features *f, const char *name, const char *key, const char *const texts[3])
{
	static const char *const columns[] = { "memdev",  "Feature", "field", "current",
					       "default", "saved",   NULL };
	struct html *h = &f->r->html;
	char buf[120];
	size_t i, at = 0;

	while (texts[0][at] && texts[0][at] == texts[1][at])
		at++;
	if (!f->rows) {
		report_table_start(f->r, "Features whose current value differs from the default");
		report_table_head(f->r, columns);
	}
	if (!report_row(f->r, &f->rows))
		return;
	html(h, "<tr><th scope=\"row\">$</th><td>$</td><td>$</td>", f->memdev, name, key);
	for (i = 0; i < 3; i++)
		html(h, "<td class=\"value\">$</td>",
		     texts[i] ? excerpt(texts[i], at, buf, sizeof(buf)) : "-");
	html_put(h, "</tr>\n");
}

static bool compare_fields(struct features *f, const struct rec *feature, const char *name)
{
	const struct rec *current = rec_get(feature, "current"), *v, *to;
	const struct rec *def = rec_get(feature, "default"), *saved = rec_get(feature, "saved");
	const struct feature_desc *desc = desc_of(name);
	char a[64], b[64], c[64];
	const char *texts[3];
	bool differs = false;

	rec_foreach(v, current) {
		to = rec_get(def, v->key);
		if (!to || !is_setting(desc, v->key))
			continue;
		texts[0] = report_text(v, a, sizeof(a));
		texts[1] = report_text(to, b, sizeof(b));
		if (str_eq(texts[0], texts[1]))
			continue;
		to = saved ? rec_get(saved, v->key) : NULL;
		texts[2] = to ? report_text(to, c, sizeof(c)) : NULL;
		row(f, name, v->key, texts);
		differs = true;
	}
	return differs;
}

static bool is_object(const struct rec *o)
{
	return o && o->kind == VAL_OBJ;
}

static bool is_true(const struct rec *o, const char *key)
{
	const struct rec *v = rec_get(o, key);

	return v && v->kind == VAL_BOOL && v->b;
}

static void compare(struct features *f, const struct rec *feature)
{
	const char *name = rec_get_str(feature, "name");

	if (!name)
		return;
	if (is_object(rec_get(feature, "current")) && is_object(rec_get(feature, "default"))) {
		f->compared++;
		f->differing += compare_fields(f, feature, name);
	} else if (is_true(feature, "default_selection")) {
		f->unread++;
	} else {
		f->without_default++;
	}
}

/* --- the section */

static void read_device(struct features *f, const struct rec *entry)
{
	auto_rec struct rec *envelope = report_read(f->r, entry);
	const struct rec *result = report_result(envelope), *device, *list, *feature;

	f->memdev = rec_get_str(entry, "memdev");
	if (!result)
		return;
	rec_foreach(device, result) {
		list = rec_get(device, "features");
		if (list && list->kind == VAL_ARR)
			rec_foreach(feature, list)
				compare(f, feature);
	}
}

/* Devices without a list: those whose section is not complete. */
static size_t count_missing(const struct report *r)
{
	const struct rec *e = NULL;
	size_t n = 0;

	while ((e = report_entry(r, "features", e)))
		n += report_is_bad(e);
	return n;
}

/* The kernel provides no Features of disabled devices. */
static size_t count_disabled(const struct report *r)
{
	const struct rec *e = NULL, *error;
	size_t n = 0;

	while ((e = report_entry(r, "features", e))) {
		error = rec_get(e, "error");
		n += str_eq(error ? rec_get_str(error, "code") ?: "" : "", "disabled");
	}
	return n;
}

static void summary(const struct features *f)
{
	const size_t disabled = count_disabled(f->r);
	const size_t missing = count_missing(f->r);
	struct html *h = &f->r->html;

	html(h, "<p>$ of $ Features with a default value differ from it.", NUM(f->differing),
	     NUM(f->compared));
	if (f->unread)
		html(h, " Values of $ more could not be read.", NUM(f->unread));
	if (f->without_default)
		html(h, " For $ others, no default value is known.", NUM(f->without_default));
	if (disabled)
		html(h, " Those of $ disabled memory devices are not known.", NUM(disabled));
	if (missing)
		html(h,
		     " The list <a href=\"#incomplete\">is not complete</a> for $ memory devices.",
		     NUM(missing));
	html_put(h, "</p>\n");
}

void report_features(struct report *r)
{
	struct features f = { .r = r };
	const struct rec *e = NULL;
	bool folded;

	html_put(&r->html, "<section id=\"features\">\n<h2>Features</h2>\n");
	folded = report_fold(r, "Memory devices", r->count);
	while ((e = report_entry(r, "features", e)) && !report_is_over(r))
		read_device(&f, e);
	if (f.rows)
		report_table_end(r);
	report_missing_rows(r, f.rows);
	report_unfold(r, folded);
	if (report_entry(r, "features", NULL))
		summary(&f);
	else
		html_put(&r->html, "<p>Missing: there is no list of Features in this dump.</p>\n");
	html_put(&r->html, "</section>\n");
}
