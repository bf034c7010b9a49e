// SPDX-License-Identifier: GPL-2.0-only
/* cxl check: health of memory devices, and the thresholds of their warnings. */
#include <stdio.h>

#include "cxl/check/check.h"
#include "cxl/lib/wire/alert.h"
#include "cxl/lib/wire/health-verdict.h"
#include "cxl/lib/wire/layout.h"
#include "util/strbuf.h"

/* False: reported. */
static bool has_reply(struct check *c, const struct check_device *d, const struct check_reply *r)
{
	if (r->reply.data)
		return true;
	if (memdev_lacks_mailbox(&d->memdev))
		check_inform(c, d->memdev.name, "it has no mailbox");
	else if (r->why.outcome == OUTCOME_UNSUPPORTED)
		check_inform(c, d->memdev.name, "%s", r->why.message);
	else
		check_unknown(c, d->memdev.name, r->why.hint, "%s",
			      *r->why.message ? r->why.message : "the device cannot be asked");
	return false;
}

/* Nothing is known to be good of devices that all have no mailbox. */
static void pass(struct check *c, size_t count, const char *what)
{
	if (count || !c->topo.kinds[NODE_MEMDEV].count)
		check_pass(c, "%s: %zu", what, count);
}

/* --- health */

/* "life used exceeds the warning threshold: plan a replacement" */
static void add_findings(const struct rec *list, struct strbuf *seen, struct strbuf *action)
{
	const struct rec *r;
	const char *colon;

	rec_foreach(r, list) {
		colon = strstr(r->s, ": ");
		if (seen->len)
			strbuf_addf(seen, "; ");
		strbuf_add(seen, r->s, colon ? (size_t)(colon - r->s) : strlen(r->s));
		if (colon && !action->len)
			strbuf_addf(action, "%s", colon + 2);
	}
}

static void report_health(struct check *c, const struct check_device *d, const struct rec *verdict)
{
	const bool critical = str_eq(rec_get_str(verdict, "verdict"), "critical");
	auto_strbuf struct strbuf seen = { 0 }, action = { 0 };
	const char *name = d->memdev.name;
	struct finding *f;

	add_findings(rec_get(verdict, "findings"), &seen, &action);
	f = check_report(c, critical ? CHECK_FAIL : CHECK_WARN, name, "%s",
			 seen.s ? seen.s : "its health is not good");
	finding_because(f, check_find(c, "media-ready", name));
	if (f->cause) {
		finding_action(f, "see the rule %s", f->cause->rule->name);
		finding_command(f, "%s", f->cause->command);
	} else if (action.s && strstr(action.s, "replace")) {
		finding_action(f, "%s; take it out of service when nothing uses it", action.s);
		finding_command(f, "cxl disable-memdev %s", name);
	} else {
		finding_action(f, "%s; watch its events", action.s ? action.s : "see its health");
		finding_command(f, "cxl monitor -m %s", name);
	}
}

/* Whether there is no problem. */
static bool check_device_health(struct check *c, const struct check_device *d)
{
	auto_rec struct rec *verdict = rec_new_obj();

	if (!has_reply(c, d, &d->health))
		return false;
	if (health_verdict(d->health.reply.data, d->health.reply.len, verdict) < 0 ||
	    rec_failed(verdict))
		check_unknown(c, d->memdev.name, NULL, "its health has only %zu bytes",
			      (size_t)d->health.reply.len);
	else if (str_eq(rec_get_str(verdict, "verdict"), "ok"))
		return true;
	else
		report_health(c, d, verdict);
	return false;
}

void check_health(struct check *c)
{
	pass(c, check_each_device(c, check_device_health), "memory devices that report no problem");
}

/* --- thresholds */

static int read_s16(const u8 *at)
{
	return (s16)(at[0] | at[1] << 8);
}

/*
 * A warning, in the order of alert_descs: its option, and the critical threshold, which the device
 * has for the first three of them.
 */
static const struct threshold {
	const char *option;
	const char *unit;
	size_t critical_at, size; /* in the reply of Get Alert Configuration; size 0: none */
	bool zero;		  /* a critical value of 0 is one, otherwise there is none */
	int step;		  /* from critical to a warning that comes in time */
	int least;		  /* that the option accepts */
} thresholds[ALERT_COUNT] = {
	{ "life-used", "%", 2, 1, false, -5, 0 },
	{ "over-temperature", " degrees Celsius", 4, 2, false, -5, INT16_MIN },
	{ "under-temperature", " degrees Celsius", 6, 2, true, 5, INT16_MIN },
	{ "volatile-mem-err", "", 0, 0, false, 0, 0 },
	{ "pmem-err", "", 0, 0, false, 0, 0 },
};

/* See .zero. */
static int critical_of(const u8 *reply, const struct threshold *t)
{
	const u8 *at = reply + t->critical_at;

	return !t->size ? 0 : t->size == 1 ? *at : read_s16(at);
}

static bool comes_late(const struct threshold *t, int warning, int critical)
{
	return t->size && (critical || t->zero) &&
	       (t->step < 0 ? warning >= critical : warning <= critical);
}

static void check_threshold(struct check *c, const struct check_device *d, size_t i)
{
	const struct threshold *t = &thresholds[i];
	const struct alert_setting s = alert_setting_of(d->alerts.reply.data, i);
	const int critical = critical_of(d->alerts.reply.data, t), warning = critical + t->step;
	struct finding *f;

	if (!s.enabled || !comes_late(t, s.threshold, critical))
		return;
	f = check_report(c, CHECK_WARN, d->memdev.name,
			 "the warning for %s comes too late: at %d%s, critical is %d%s",
			 alert_descs[i].name, s.threshold, t->unit, critical, t->unit);
	if (!alert_is_writable(d->alerts.reply.data, i)) {
		finding_action(f, "the device does not allow to change it: watch the value");
		return;
	}
	finding_action(f, "set a threshold that is reached before the critical one");
	/* A device may have a critical value at which there is no earlier one. */
	if (warning < t->least || warning > INT16_MAX)
		return;
	finding_command(f, "cxl set-alert-config %s --%s-threshold=%d --%s-alert=on",
			d->memdev.name, t->option, warning, t->option);
}

static bool check_device_alerts(struct check *c, const struct check_device *d)
{
	size_t i;

	if (!has_reply(c, d, &d->alerts))
		return false;
	if (d->alerts.reply.len < ALERT_REPLY_SIZE) {
		check_unknown(c, d->memdev.name, NULL, "its alert configuration has only %zu bytes",
			      (size_t)d->alerts.reply.len);
		return false;
	}
	for (i = 0; i < ALERT_COUNT; i++)
		check_threshold(c, d, i);
	return true;
}

void check_alerts(struct check *c)
{
	pass(c, check_each_device(c, check_device_alerts),
	     "memory devices whose warnings come before critical values");
}
