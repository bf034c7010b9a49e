// SPDX-License-Identifier: GPL-2.0-only
/* Candidates for completion that do not depend on the system. */
#include "cxl/complete-names.h"
#include "cxl/check/check.h"
#include "cxl/dump/dump.h"
#include "cxl/lib/trace/event.h"

static void add_events(struct completion *c)
{
	const char *name;
	size_t i;

	for (i = 0; (name = trace_event_known(i)); i++)
		complete_add(c, name, NULL);
}

static void add_rules(struct completion *c)
{
	const struct check_rule *r;
	size_t i;

	for (i = 0; (r = check_rule_at(i)); i++)
		complete_add(c, r->name, r->title);
}

/* Those that a dump has on request only. */
static void add_sections(struct completion *c)
{
	const struct dump_section *s;
	size_t i;

	for (i = 0; (s = dump_section_at(i)); i++)
		if (s->on_request)
			complete_add(c, s->name, s->title);
}

bool complete_names(struct completion *c, const char *kind)
{
	static const struct {
		const char *kind;
		void (*add)(struct completion *c);
	} rows[] = {
		{ "event", add_events },
		{ "rules", add_rules },
		{ "without", add_rules },
		{ "with", add_sections },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		if (!str_eq(rows[i].kind, kind))
			continue;
		complete_last_element(c);
		rows[i].add(c);
		return true;
	}
	return false;
}
