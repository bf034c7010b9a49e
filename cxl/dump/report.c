// SPDX-License-Identifier: GPL-2.0-only
/* report.html: a page about a dump, which a person reads first. */
#include <unistd.h>

#include "cxl/dump/dump.h"
#include "cxl/dump/report.h"

#define PAGE_MAX (16U << 20) /* bytes; rows that come later are left out */

/* Even if text were taken for markup, nothing would be loaded or run. */
static const char start[] =
	"<!DOCTYPE html>\n"
	"<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n<head>\n"
	"<meta charset=\"utf-8\"/>\n"
	"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
	"style-src 'unsafe-inline'\"/>\n"
	"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
	"<meta name=\"referrer\" content=\"no-referrer\"/>\n<title>CXL dump of ";

/* One link for each part. */
static const struct {
	const char *id, *title;
	void (*write)(struct report *r);
} parts[] = {
	{ "problems", "Problems", report_problems },
	{ "topology", "Topology", report_topology },
	{ "health", "Memory devices", report_devices },
	{ "features", "Features", report_features },
	{ "kernel", "Kernel", report_kernel },
	{ "audit", "Audit trail", report_audit },
	{ "incomplete", "Incomplete sections", report_sections },
	{ "details", "Details", report_details },
};

static void uid_row(struct report *r)
{
	const struct rec *uid = rec_get(r->manifest, "uid");
	char buf[NUM_MAX];

	html_put(&r->html, "<dt>collected by</dt><dd>");
	if (uid && !rec_is_container(uid) && str_eq(report_text(uid, buf, sizeof(buf)), "0"))
		html_put(&r->html, "root");
	else
		html(&r->html, "user $, who cannot read everything",
		     uid ? report_text(uid, buf, sizeof(buf)) : NULL);
	html_put(&r->html, "</dd>\n");
}

static void results_row(struct report *r)
{
	const struct rec *e = NULL;
	size_t counts[DUMP_FAILED + 1] = { 0 }, i;
	const char *result;

	while ((e = report_entry(r, NULL, e)))
		for (i = 0; i < ARRAY_SIZE(counts); i++) {
			result = rec_get_str(e, "result");
			counts[i] +=
				result && str_eq(result, dump_result_name((enum dump_result)i));
		}
	html_put(&r->html, "<dt>sections</dt><dd>");
	html(&r->html, "$ ok", NUM(counts[DUMP_OK]));
	for (i = 0; i < ARRAY_SIZE(counts); i++)
		if (counts[i] && i != DUMP_OK)
			html(&r->html, ", $ $", NUM(counts[i]),
			     dump_result_name((enum dump_result)i));
	html_put(&r->html, "</dd>\n");
}

static void devices_row(struct report *r)
{
	static const char *const verdicts[] = { "critical", "attention", "unknown", "ok" };
	const struct report_device *d;
	size_t i, n;

	html(&r->html, "<dt>memory devices</dt><dd>$", NUM(r->count));
	for (i = 0; i < ARRAY_SIZE(verdicts); i++) {
		n = 0;
		for (d = r->devices; d < r->devices + r->count; d++)
			n += d->verdict && str_eq(d->verdict, verdicts[i]);
		if (n)
			html(&r->html, ", $ $", NUM(n), verdicts[i]);
	}
	html_put(&r->html, "</dd>\n");
}

static void requested_row(struct report *r)
{
	const struct rec *list = rec_get(r->manifest, "memdevs_requested");
	char buf[HTML_TEXT_MAX];

	if (list && list->kind == VAL_ARR && list->count)
		html(&r->html, "<dt>queried</dt><dd>only $</dd>\n",
		     report_text(list, buf, sizeof(buf)));
}

static void header(struct report *r)
{
	static const char *const keys[] = { "time", "kernel", "tool" };
	const char *host = rec_get_str(r->manifest, "host");
	size_t i;

	html(&r->html, "$</title>\n<style>\n", host);
	html_fill(&r->html, report_style, NULL, 0);
	html(&r->html, "</style>\n</head>\n<body>\n<header>\n<h1>CXL dump of $</h1>\n<dl>\n", host);
	for (i = 0; i < ARRAY_SIZE(keys); i++)
		html(&r->html, "<dt>$</dt><dd>$</dd>\n", keys[i],
		     rec_get_str(r->manifest, keys[i]));
	uid_row(r);
	devices_row(r);
	requested_row(r);
	results_row(r);
	html_put(&r->html, "</dl>\n<nav aria-label=\"Parts of this page\">\n");
	for (i = 0; i < ARRAY_SIZE(parts); i++)
		html(&r->html, "<a href=\"#$\">$</a>\n", parts[i].id, parts[i].title);
	html_put(&r->html, "</nav>\n</header>\n<main>\n");
}

static void footer(struct report *r)
{
	html_put(&r->html, "</main>\n<footer>\n");
	if (r->incomplete)
		html_put(&r->html,
			 "<p id=\"rest\"><b>This page is not complete.</b> Its size or the "
			 "time to write it has a limit. The files of the dump have the "
			 "rest.</p>\n");
	html_put(&r->html,
		 "<p class=\"note\">All of this is from files of the dump, which are listed "
		 "in <code>manifest.json</code>.</p>\n</footer>\n</body>\n</html>\n");
}

static void write_page(struct report *r)
{
	size_t i;

	html_fill(&r->html, start, NULL, 0);
	header(r);
	for (i = 0; i < ARRAY_SIZE(parts); i++)
		parts[i].write(r);
	footer(r);
}

int report_write(int dir, const struct rec *manifest, u64 end)
{
	struct report r = { .dir = dir, .manifest = manifest, .end = end };
	int fd = dump_create(dir, REPORT_NAME, 0600), rc;

	r.html = (struct html){ .f = fd < 0 ? NULL : fdopen(fd, "w"), .left = PAGE_MAX };
	if (!r.html.f) {
		rc = fd < 0 ? fd : -errno;
		if (fd >= 0)
			close(fd);
		return rc;
	}
	rc = report_load(&r);
	if (rc == 0)
		write_page(&r);
	report_unload(&r);
	if (rc == 0)
		rc = r.html.err;
	if (fclose(r.html.f) != 0 && rc == 0)
		rc = -errno;
	return rc < 0 ? rc : r.incomplete;
}

int dump_report(const struct dump *d, struct rec *manifest)
{
	struct rec *o;
	int rc = report_write(d->dir, manifest, d->report_end);

	if (rc < 0)
		return rc;
	o = rec_obj(manifest, "report");
	if (rc > 0)
		rec_bool(o, "truncated", true);
	return dump_describe_file(d, REPORT_NAME, o);
}
