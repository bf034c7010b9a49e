// SPDX-License-Identifier: GPL-2.0-only
/* The folded part of the report: one table for each other section that runs a command. */
#include "cxl/dump/dump.h"
#include "cxl/dump/report.h"

/* Sections whose rows are not simply the objects that the command writes. */
static const struct report_table tables[] = {
	{ .section = "firmware", .title = "Firmware" },
	{ .section = "partition", .title = "Partition" },
	{ .section = "commands",
	  .title = "Command Effects Log",
	  .rows = "commands",
	  .columns = "opcode name command_set in_cel enabled effects route risk native" },
	{ .section = "cdat", .title = "CDAT: performance", .rows = "performance" },
	{ .section = "identify", .title = "Device identification" },
	{ .section = "health", .title = "Health, all values" },
	{ .section = "alerts", .title = "Alert configuration, all values" },
	{ .section = "logs", .title = "Logs", .rows = "logs" },
	{ .section = "features",
	  .title = "Features",
	  .rows = "features",
	  .columns = "name uuid get_size set_size changeable persistence effects owner route "
		     "taints" },
};

/* Shown elsewhere, or included in another section. */
static bool is_elsewhere(const char *section)
{
	static const char *const names[] = { "list", "support-status", "audit", "cel" };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (str_eq(section, names[i]))
			return true;
	for (i = 0; i < ARRAY_SIZE(tables); i++)
		if (str_eq(section, tables[i].section))
			return true;
	return false;
}

void report_details(struct report *r)
{
	const struct dump_section *s;
	size_t i;

	html_put(&r->html, "<section id=\"details\">\n<h2>Details</h2>\n");
	for (i = 0; i < ARRAY_SIZE(tables); i++)
		if (report_entry(r, tables[i].section, NULL))
			report_folded_table(r, &tables[i]);
	for (i = 0; (s = dump_section_at(i)); i++)
		if (!s->copy && !is_elsewhere(s->name) && report_entry(r, s->name, NULL))
			report_folded_table(r, &(struct report_table){ .section = s->name });
	html_put(&r->html, "</section>\n");
}
