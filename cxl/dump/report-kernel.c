// SPDX-License-Identifier: GPL-2.0-only
/* Kernel, taint, support status and audit trail in the report. */
#include <fcntl.h>
#include <unistd.h>

#include "cxl/dump/copy.h"
#include "cxl/dump/report.h"
#include "util/cleanup.h"

#define AUDIT_ROWS 100	   /* the newest */
#define MESSAGES_LINES 100 /* likewise */
#define MESSAGES_BYTES 32768

/* --- support status */

static bool is_true(const struct rec *o, const char *key)
{
	const struct rec *v = rec_get(o, key);

	return v && v->kind == VAL_BOOL && v->b;
}

static bool is_false(const struct rec *o, const char *key)
{
	const struct rec *v = rec_get(o, key);

	return v && v->kind == VAL_BOOL && !v->b;
}

static void check_row(struct report *r, const struct rec *check, bool unsupported)
{
	const char *state = is_false(check, "supported")      ? "no"
			    : is_true(check, "informational") ? "-"
			    : is_true(check, "supported")     ? "yes"
							      : "unknown";
	struct html *h = &r->html;

	if (str_eq(state, "no") != unsupported)
		return;
	html(h, "<tr><th scope=\"row\">$</th><td class=\"$\"><b>$</b></td>",
	     rec_get_str(check, "check"), unsupported ? "attention" : "", state);
	html(h, "<td>$</td><td>$</td></tr>\n", rec_get_str(check, "value"),
	     rec_get_str(check, "description"));
}

static void check_rows(struct report *r, const struct rec *result, bool unsupported)
{
	const struct rec *group, *checks, *c;
	size_t rows = 0;

	rec_foreach(group, result) {
		checks = rec_get(group, "checks");
		if (checks && checks->kind == VAL_ARR)
			rec_foreach(c, checks)
				if (report_row(r, &rows))
					check_row(r, c, unsupported);
	}
}

static void support_table(struct report *r)
{
	static const char *const columns[] = { "check", "supported", "value", "description", NULL };
	const struct rec *e = report_entry(r, "support-status", NULL);
	auto_rec struct rec *envelope = e ? report_read(r, e) : NULL;
	const struct rec *result = report_result(envelope);
	bool folded;

	html_put(&r->html, "<h3>Support status</h3>\n");
	if (!result) {
		html_put(&r->html, "<p>Missing.</p>\n");
		return;
	}
	/* Most of many rows are the Features of each device. */
	folded = report_fold(r, "Checks", r->count > REPORT_ROWS_OPEN ? r->count : 0);
	report_table_start(r, "Support status");
	report_table_head(r, columns);
	check_rows(r, result, true);
	check_rows(r, result, false);
	report_table_end(r);
	report_unfold(r, folded);
}

/* --- messages */

/* The last lines of a text. */
static char *last_lines(char *text, size_t lines)
{
	char *at = text + strlen(text);
	size_t n = 0;

	while (at > text && (at[-1] != '\n' || n++ < lines))
		at--;
	return at;
}

/* The end of the file, from the start of a line on; NULL: none. */
static char *read_messages(const struct report *r, char *text, size_t size)
{
	auto_close int fd =
		openat(r->dir, MESSAGES, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	const off_t end = fd < 0 ? -1 : lseek(fd, 0, SEEK_END), max = (off_t)size - 1;
	ssize_t n = end < 0 ? -1 : pread(fd, text, size - 1, MAX(end - max, (off_t)0));
	char *cut;

	if (n < 0)
		return NULL;
	text[n] = '\0';
	cut = end > max ? strchr(text, '\n') : NULL;
	return last_lines(cut ? cut + 1 : text, MESSAGES_LINES);
}

static void messages(struct report *r)
{
	char text[MESSAGES_BYTES], *line, *save = NULL;
	char *lines = read_messages(r, text, sizeof(text));

	html_put(&r->html, "<details id=\"messages\"><summary>Kernel messages about CXL, the newest"
			   "</summary>\n");
	if (!lines || !*lines) {
		html(&r->html, "<p>$.</p>\n</details>\n", lines ? "None" : "Missing");
		return;
	}
	html_put(&r->html, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
			   "aria-label=\"Kernel messages\"><pre>");
	for (line = strtok_r(lines, "\n", &save); line; line = strtok_r(NULL, "\n", &save))
		html(&r->html, "$\n", line);
	html_put(&r->html, "</pre></div>\n</details>\n");
}

void report_kernel(struct report *r)
{
	/* The longest command line of the kernel on x86 has 2048 bytes. */
	static const struct {
		const char *title, *file;
	} files[] = {
		{ "version", "proc/version" },
		{ "command line", "proc/cmdline" },
		{ "taint", "proc/sys/kernel/tainted" },
		{ "lockdown", "sys/kernel/security/lockdown" },
		{ "boot id", "proc/sys/kernel/random/boot_id" },
		{ "uptime and idle time, s", "proc/uptime" },
	};
	char text[HTML_TEXT_MAX];
	size_t i;

	html_put(&r->html, "<section id=\"kernel\">\n<h2>Kernel</h2>\n<dl>\n");
	for (i = 0; i < ARRAY_SIZE(files); i++) {
		html(&r->html, "<dt>$</dt>", files[i].title);
		html(&r->html, "<dd>$</dd>\n",
		     report_read_text(r, files[i].file, text, sizeof(text)) ? text : "missing");
	}
	html_put(&r->html, "</dl>\n");
	support_table(r);
	messages(r);
	html_put(&r->html, "</section>\n");
}

/* --- audit trail */

static void audit_row(struct report *r, const struct rec *entry)
{
	static const char *const keys[] = { "verb", "device", "serial",	 "route", "opcode",
					    "path", "uid",    "verdict", "result" };
	const char *event = rec_get_str(entry, "event"), *text;
	char buf[HTML_TEXT_MAX];
	size_t i;

	html(&r->html, "<tr><th scope=\"row\">$</th><td>$</td>", rec_get_str(entry, "time"), event);
	for (i = 0; i < ARRAY_SIZE(keys); i++) {
		text = report_value(entry, keys[i], buf, sizeof(buf));
		html(&r->html, "<td>$</td>", text ? text : "-");
	}
	html_put(&r->html, "</tr>\n");
}

static void audit_table(struct report *r, const struct rec *result)
{
	static const char *const columns[] = { "time",	 "event",   "verb",   "device",
					       "serial", "route",   "opcode", "path",
					       "uid",	 "verdict", "result", NULL };
	const size_t skip = result->count > AUDIT_ROWS ? result->count - AUDIT_ROWS : 0;
	const struct rec *entry;
	size_t i = 0;

	if (skip)
		html(&r->html,
		     "<p class=\"note\">$ older entries are in <code>audit.json</code>.</p>\n",
		     NUM(skip));
	report_table_start(r, "Audit trail");
	report_table_head(r, columns);
	rec_foreach(entry, result)
		if (i++ >= skip && !report_is_over(r))
			audit_row(r, entry);
	report_table_end(r);
}

static void warnings(struct report *r, const struct rec *envelope)
{
	const struct rec *list = rec_get(envelope, "warnings"), *w;

	if (list && list->kind == VAL_ARR)
		rec_foreach(w, list)
			if (w->kind == VAL_STR)
				html(&r->html, "<p class=\"note\">$</p>\n", w->s);
}

void report_audit(struct report *r)
{
	const struct rec *e = report_entry(r, "audit", NULL);
	auto_rec struct rec *envelope = e ? report_read(r, e) : NULL;
	const struct rec *result = report_result(envelope);

	html_put(&r->html, "<section id=\"audit\">\n<h2>Audit trail</h2>\n");
	if (!result)
		html_put(&r->html, "<p>Missing.</p>\n");
	else if (result->count)
		audit_table(r, result);
	else
		html_put(&r->html, "<p>No change by cxl is in the logs.</p>\n");
	if (envelope)
		warnings(r, envelope);
	html_put(&r->html, "</section>\n");
}
