// SPDX-License-Identifier: GPL-2.0-only
/* The start of the report: what is wrong, the worst first. */
#include "cxl/dump/report.h"

#define PROBLEMS_MAX 100 /* of each level */

/* A list of problems of one level. */
struct problems {
	struct report *r;
	const char *level;	    /* "critical", "attention", "unknown" */
	const struct rec *findings; /* of "cxl check"; NULL: none */
	size_t count;
};

/* Whether to write one more, after its level. */
static bool start_problem(struct problems *p)
{
	if (p->count++ >= PROBLEMS_MAX)
		return false;
	html(&p->r->html, "<li class=\"$\"><b>$</b> ", p->level, p->level);
	return true;
}

static void add(struct problems *p, const char *subject, const char *text, const char *more)
{
	if (!start_problem(p))
		return;
	html(&p->r->html, "<span><a href=\"#$\">$</a>: ", more, subject);
	html(&p->r->html, "$</span></li>\n", text);
}

/* --- health */

static void add_findings(struct problems *p, const struct report_device *d)
{
	const struct rec *list = rec_get(d->health, "findings"), *f;
	const size_t before = p->count;

	if (list && list->kind == VAL_ARR)
		rec_foreach(f, list)
			if (f->kind == VAL_STR)
				add(p, d->name, f->s, "health");
	if (p->count == before)
		add(p, d->name, "the health of the device, without a reason", "health");
}

static void add_health(struct problems *p)
{
	const struct report_device *d;

	for (d = p->r->devices; d < p->r->devices + p->r->count; d++)
		if (d->verdict && str_eq(d->verdict, p->level) && d->health)
			add_findings(p, d);
}

static const char *why_unknown(const struct report_device *d)
{
	const struct rec *error = rec_get(d->entry, "error");
	const char *result = rec_get_str(d->entry, "result");
	const char *message = error ? rec_get_str(error, "message") : NULL;

	if (result && str_eq(result, "unsupported"))
		return "this kernel or device does not support it";
	if (result && str_eq(result, "not_run"))
		return "it was not read";
	return message ? message : "it could not be read";
}

static void add_unknown_health(struct problems *p)
{
	const struct report_device *d;

	for (d = p->r->devices; d < p->r->devices + p->r->count; d++)
		if (d->verdict && str_eq(d->verdict, "unknown") && start_problem(p))
			html(&p->r->html,
			     "<span><a href=\"#incomplete\">$</a>: health is unknown: "
			     "$</span></li>\n",
			     d->name, why_unknown(d));
}

/* --- the system */

/* Not those about health, which have lines of their own: see add_health(). */
static bool is_finding(const struct rec *finding, const char *result)
{
	const char *text = rec_get_str(finding, "result"), *rule = rec_get_str(finding, "rule");

	return text && str_eq(text, result) && !(rule && str_eq(rule, "health"));
}

static void add_finding(struct problems *p, const struct rec *finding)
{
	const char *device = rec_get_str(finding, "device");
	const char *action = rec_get_str(finding, "action");
	const char *command = rec_get_str(finding, "command");

	if (!start_problem(p))
		return;
	html(&p->r->html, "<span><a href=\"#section-check\">$</a>: $",
	     device ? device : rec_get_str(finding, "rule"), rec_get_str(finding, "seen"));
	if (action)
		html(&p->r->html, "; $", action);
	if (command)
		html(&p->r->html, ": <code>$</code>", command);
	html_put(&p->r->html, "</span></li>\n");
}

/* Somebody may have disabled it, and the others work without it. */
static bool is_disabled(const struct problems *p, const struct rec *finding)
{
	const char *device = rec_get_str(finding, "device");
	const struct map *m = &p->r->map;
	const struct map_item *i;

	for (i = m->items; device && i < m->items + m->count; i++)
		if (map_is_disabled(i) && str_eq(i->name, device))
			return true;
	return false;
}

static bool is_at_level(const struct problems *p, const struct rec *finding)
{
	if (is_finding(finding, "fail"))
		return str_eq(p->level, is_disabled(p, finding) ? "attention" : "critical");
	return is_finding(finding, "warn") && str_eq(p->level, "attention");
}

/* Those that are the consequence of another one are in the table of all findings only. */
static void add_found(struct problems *p)
{
	const struct rec *f;

	if (p->findings)
		rec_foreach(f, p->findings)
			if (!rec_get(f, "caused_by") && is_at_level(p, f))
				add_finding(p, f);
}

/* What is not known is in the same table. */
static void add_unknown_findings(struct problems *p)
{
	const struct rec *f;
	size_t n = 0;

	if (!p->findings) {
		add(p, "check", "missing in this dump", "incomplete");
		return;
	}
	rec_foreach(f, p->findings)
		n += is_finding(f, "unknown");
	if (n && start_problem(p))
		html(&p->r->html,
		     "<span><a href=\"#section-check\">cxl check</a>: $ results are "
		     "unknown</span></li>\n",
		     NUM(n));
}

static bool is_found(const struct problems *p, const char *device)
{
	const struct rec *f;
	const char *name;

	if (!p->findings)
		return false;
	rec_foreach(f, p->findings) {
		name = rec_get_str(f, "device");
		if (name && str_eq(name, device) &&
		    (is_finding(f, "fail") || is_finding(f, "warn")))
			return true;
	}
	return false;
}

static void add_disabled(struct problems *p)
{
	const struct map *m = &p->r->map;
	const struct map_item *i;

	for (i = m->items; i < m->items + m->count; i++)
		if (map_is_disabled(i) && !is_found(p, i->name))
			add(p, i->name, "disabled", "topology");
}

static bool is_unsupported(const struct rec *check)
{
	const struct rec *supported = rec_get(check, "supported");

	return supported && supported->kind == VAL_BOOL && !supported->b;
}

static void add_check(struct problems *p, const struct rec *check)
{
	const char *name = rec_get_str(check, "check"), *value = rec_get_str(check, "value");

	/* Each taint bit is a check of its own. */
	if (!name || !is_unsupported(check) ||
	    (str_eq(name, "taint") && value && !str_eq(value, "unknown")) || !start_problem(p))
		return;
	html(&p->r->html, "<span><a href=\"#kernel\">$</a>: $; ", name, value);
	html(&p->r->html, "$</span></li>\n", rec_get_str(check, "description"));
}

/* The checks that say that the system is not supported. */
static void add_support(struct problems *p)
{
	const struct rec *e = report_entry(p->r, "support-status", NULL), *group, *checks, *c;
	auto_rec struct rec *envelope = e ? report_read(p->r, e) : NULL;
	const struct rec *result = report_result(envelope);

	if (!result) {
		add(p, "support-status", "missing in this dump", "incomplete");
		return;
	}
	rec_foreach(group, result) {
		checks = rec_get(group, "checks");
		if (checks && checks->kind == VAL_ARR)
			rec_foreach(c, checks)
				add_check(p, c);
	}
}

/* --- the dump */

static void add_incomplete(struct problems *p)
{
	const struct rec *e = NULL;
	size_t bad = 0, all = 0;

	while ((e = report_entry(p->r, NULL, e))) {
		all++;
		bad += report_is_bad(e);
	}
	if (bad && start_problem(p))
		html(&p->r->html,
		     "<span><a href=\"#incomplete\">$ of $ sections</a> of this dump are "
		     "incomplete</span></li>\n",
		     NUM(bad), NUM(all));
	if (p->r->count == 0)
		add(p, "memory devices", "none found", "topology");
	else if (!p->r->list)
		add(p, "topology", "missing in this dump, or too large for this page", "topology");
}

static void more(const struct problems *p)
{
	if (p->count > PROBLEMS_MAX)
		html(&p->r->html, "<li class=\"$\"><b>$</b> <span>$ more</span></li>\n", p->level,
		     p->level, NUM(p->count - PROBLEMS_MAX));
}

void report_problems(struct report *r)
{
	const struct rec *e = report_entry(r, "check", NULL);
	auto_rec struct rec *envelope = e ? report_read(r, e) : NULL;
	const struct rec *findings = report_result(envelope);
	struct problems critical = { .r = r, .level = "critical", .findings = findings };
	struct problems attention = { .r = r, .level = "attention", .findings = findings };
	struct problems unknown = { .r = r, .level = "unknown", .findings = findings };

	html_put(&r->html,
		 "<section id=\"problems\">\n<h2>Problems</h2>\n<ul class=\"problems\">\n");
	add_health(&critical);
	add_found(&critical);
	more(&critical);
	add_health(&attention);
	add_found(&attention);
	add_disabled(&attention);
	add_support(&attention);
	more(&attention);
	add_unknown_health(&unknown);
	add_unknown_findings(&unknown);
	add_incomplete(&unknown);
	more(&unknown);
	if (critical.count + attention.count + unknown.count == 0)
		html_put(&r->html,
			 "<li class=\"ok\"><b>none</b> <span>in health, the rules of cxl "
			 "check that query no device, support status and completeness of this "
			 "dump</span></li>\n");
	html_put(&r->html, "</ul>\n</section>\n");
}
