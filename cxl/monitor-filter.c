// SPDX-License-Identifier: GPL-2.0-only
/* The options of cxl monitor that select events. */
#include <stdio.h>

#include "cxl/lib/topo/memdev.h"
#include "cxl/lib/trace/event.h"
#include "cxl/monitor-filter.h"
#include "util/num.h"
#include "util/strbuf.h"
#include "util/words.h"

#define WORD_MAX 128 /* bytes */

/* In the order of event_severity_names. */
const char *const monitor_severities[] = { "info", "warning", "failure", "fatal", NULL };

/* The next word of the list at *@rest; false: there are no more. A longer one matches nothing. */
static bool next_word(const char **rest, char word[WORD_MAX])
{
	size_t len;
	const char *at = word_next(rest, &len);

	snprintf(word, WORD_MAX, "%.*s", at ? (int)MIN(len, (size_t)WORD_MAX) : 0, at ? at : "");
	return at != NULL;
}

/* Events of other kernels have names that start with "cxl_". */
static bool is_event_name(const char *word)
{
	const char *known, *name = str_after(word, "cxl_");
	size_t i;

	for (i = 0; (known = trace_event_known(i)); i++)
		if (str_eq(known, word))
			return true;
	return name && *name;
}

static int unknown_event(const char *word, struct fail *why)
{
	auto_strbuf struct strbuf list = { 0 };
	const char *known;
	size_t i;

	for (i = 0; (known = trace_event_known(i)); i++)
		strbuf_addf(&list, "%s, ", known);
	strbuf_addf(&list, "or cxl_NAME as in the directory events/cxl of tracefs");
	return fail_invalid_value(why, "--event", word, list.s ? list.s : "the name of an event");
}

int monitor_filter_check(const struct monitor_filter *f, struct fail *why)
{
	const char *rest = f->events ? f->events : "", *serial;
	char word[WORD_MAX];
	bool any = false;
	u64 number;

	for (; next_word(&rest, word); any = true)
		if (!is_event_name(word))
			return unknown_event(word, why);
	if (f->events && !any)
		return unknown_event(f->events, why);
	rest = f->memdevs ? f->memdevs : "";
	for (any = false; next_word(&rest, word); any = true) {
		serial = str_after(word, "serial:");
		if (serial && num_u64_or_signed(serial, &number) < 0)
			return fail_invalid_value(why, "--memdev", word,
						  "a number without leading zeros after 'serial:'");
	}
	return f->memdevs && !any
		       ? fail_invalid_value(why, "--memdev", f->memdevs, "names of memory devices")
		       : 0;
}

static bool event_matches(const char *list, const char *event)
{
	char word[WORD_MAX];

	while (next_word(&list, word))
		if (str_eq(word, event) || str_eq(word, trace_event_name(event)))
			return true;
	return false;
}

/* As memdev_has_name(). */
static bool has_name(const struct trace_record *t, const char *word)
{
	const char *serial = str_after(word, "serial:");
	const char *dev = str_after(word, sys_tree_name(TREE_DEV));
	const char *node = dev ? str_after(dev, "/cxl/") : NULL;
	char memdev[64], host[128];
	u64 number, actual;

	if (!trace_field_text(t, "memdev", memdev, sizeof(memdev)))
		return false;
	if (str_eq(word, "all"))
		return true;
	if (node)
		return str_eq(node, memdev);
	if (serial)
		return num_u64_or_signed(serial, &number) == 0 &&
		       trace_field_number(t, "serial", &actual) && number == actual;
	if (trace_field_text(t, "host", host, sizeof(host)) && host_has_name(host, word))
		return true;
	return str_eq(word, memdev) ||
	       (num_u64(word, 10, &number) == 0 && str_after(memdev, "mem") &&
		num_u64(str_after(memdev, "mem"), 10, &actual) == 0 && number == actual);
}

static bool memdev_matches(const char *list, const struct trace_record *t)
{
	char word[WORD_MAX];

	while (next_word(&list, word))
		if (has_name(t, word))
			return true;
	return false;
}

static bool severity_matches(const char *least, const struct trace_record *t)
{
	const int severity = trace_event_severity(t);
	int i = 0;

	while (monitor_severities[i] && !str_eq(monitor_severities[i], least))
		i++;
	return severity < 0 || severity >= i;
}

bool monitor_filter_matches(const struct monitor_filter *f, const struct trace_record *t)
{
	return (!f->events || event_matches(f->events, t->event->name)) &&
	       (!f->memdevs || memdev_matches(f->memdevs, t)) &&
	       (!f->severity || severity_matches(f->severity, t));
}
