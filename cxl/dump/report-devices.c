// SPDX-License-Identifier: GPL-2.0-only
/* Topology, memory devices and their health in the report. */
#include <stdio.h>

#include "cxl/dump/report.h"

static const char *value(const struct rec *o, const char *key, char *buf, size_t size)
{
	const char *text = o ? report_value(o, key, buf, size) : NULL;

	return text ? text : "-";
}

/* --- a table of items of the topology */

/* Title and key of each column. */
struct column {
	const char *title, *key;
};

static void item_row(struct report *r, const struct map_item *i, const struct column *columns)
{
	char buf[HTML_TEXT_MAX];

	html(&r->html, "<tr><th scope=\"row\">$</th>", i->name);
	for (; columns->title; columns++)
		html(&r->html, "<td>$</td>", value(i->rec, columns->key, buf, sizeof(buf)));
	html_put(&r->html, "</tr>\n");
}

static void item_table(struct report *r, enum map_kind kind, const char *title,
		       const struct column *columns)
{
	const size_t count = map_count(&r->map, kind, false);
	const struct map_item *i;
	const struct column *c;
	size_t rows = 0;

	if (!count)
		return;
	html(&r->html, "<details><summary>$ ($)</summary>\n", title, NUM(count));
	report_table_start(r, title);
	html_put(&r->html, "<thead><tr><th scope=\"col\">name</th>");
	for (c = columns; c->title; c++)
		html(&r->html, "<th scope=\"col\">$</th>", c->title);
	html_put(&r->html, "</tr></thead>\n<tbody>\n");
	for (i = r->map.items; i < r->map.items + r->map.count; i++)
		if (i->kind == kind && report_row(r, &rows))
			item_row(r, i, columns);
	report_table_end(r);
	report_missing_rows(r, rows);
	html_put(&r->html, "</details>\n");
}

/* --- topology */

static void drawing_limits(struct report *r)
{
	const struct map *m = &r->map;
	size_t all = map_count(m, MAP_MEMDEV, false), drawn = map_count(m, MAP_MEMDEV, true);

	if (drawn < all)
		html(&r->html,
		     "<p class=\"note\">$ of $ memory devices are drawn, those that need "
		     "attention first.</p>\n",
		     NUM(drawn), NUM(all));
	all = map_count(m, MAP_PORT, false) + map_count(m, MAP_REGION, false) +
	      map_count(m, MAP_DAX, false);
	drawn = map_count(m, MAP_PORT, true) + map_count(m, MAP_REGION, true) +
		map_count(m, MAP_DAX, true);
	if (drawn < all)
		html(&r->html,
		     "<p class=\"note\">$ of $ ports, regions and DAX devices are drawn.</p>\n",
		     NUM(drawn), NUM(all));
	if (m->too_large)
		html_put(&r->html, "<p class=\"note\">The topology is too large for this page: see "
				   "<code>list.json</code>.</p>\n");
}

void report_topology(struct report *r)
{
	static const struct column ports[] = {
		{ "host", "host" },
		{ "parent dport", "parent_dport" },
		{ "depth", "depth" },
		{ "decoders committed", "decoders_committed" },
		{ "dports", "nr_dports" },
		{ "state", "state" },
		{ 0 },
	};
	static const struct column regions[] = {
		{ "resource", "resource" },
		{ "size", "size" },
		{ "type", "type" },
		{ "ways", "interleave_ways" },
		{ "granularity", "interleave_granularity" },
		{ "decode state", "decode_state" },
		{ "state", "state" },
		{ 0 },
	};
	static const struct column dax[] = {
		{ "size", "size" },
		{ "mode", "mode" },
		{ "target node", "target_node" },
		{ "online blocks", "online_memblocks" },
		{ "all blocks", "total_memblocks" },
		{ "movable", "movable" },
		{ "state", "state" },
		{ 0 },
	};

	html_put(&r->html, "<section id=\"topology\">\n<h2>Topology</h2>\n");
	if (!r->list)
		html_put(&r->html,
			 "<p>Missing: the output of <code>cxl list</code> is not in this dump, "
			 "or too large for this page.</p>\n");
	else if (!r->map.count)
		html_put(&r->html, "<p>No CXL bus, port or memory device was found.</p>\n");
	else
		report_drawing(r);
	drawing_limits(r);
	item_table(r, MAP_PORT, "Ports", ports);
	item_table(r, MAP_REGION, "Regions", regions);
	item_table(r, MAP_DAX, "DAX devices", dax);
	html_put(&r->html, "</section>\n");
}

/* --- memory devices */

static void identity_cells(struct report *r, const struct rec *memdev)
{
	static const char *const keys[] = { "host",	"serial",    "firmware_version",
					    "ram_size", "pmem_size", "numa_node" };
	char buf[200];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(keys); i++)
		html(&r->html, "<td>$</td>", value(memdev, keys[i], buf, sizeof(buf)));
}

static void health_cells(struct report *r, const struct rec *health)
{
	static const char *const keys[] = { "life_used_percent", "temperature", "dirty_shutdowns",
					    "volatile_errors", "pmem_errors" };
	char buf[200];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(keys); i++)
		html(&r->html, "<td>$</td>", value(health, keys[i], buf, sizeof(buf)));
}

static void device_row(struct report *r, const struct report_device *d)
{
	size_t at = map_find_memdev(&r->map, d->name);
	const char *verdict = d->verdict ? d->verdict : "-";

	html(&r->html, "<tr><th scope=\"row\">$</th><td class=\"$\"><b>$</b></td>", d->name,
	     d->verdict ? verdict : "", verdict);
	identity_cells(r, at == MAP_NONE ? NULL : r->map.items[at].rec);
	health_cells(r, d->health);
	html_put(&r->html, "</tr>\n");
}

static void device_table(struct report *r)
{
	static const char *const columns[] = {
		"memdev",
		"health",
		"host",
		"serial",
		"firmware",
		"volatile",
		"persistent",
		"NUMA node",
		"life used %",
		"temperature",
		"dirty shutdowns",
		"volatile errors",
		"persistent errors",
		NULL,
	};
	size_t i, rows = 0;

	report_table_start(r, "Memory devices");
	report_table_head(r, columns);
	for (i = 0; i < r->count; i++)
		if (report_row(r, &rows))
			device_row(r, &r->devices[i]);
	report_table_end(r);
	report_missing_rows(r, rows);
}

/* --- alerts */

/* Thresholds: a warning that can be programmed, and one of the vendor. */
static const struct {
	const char *title, *warning, *critical;
} alerts[] = {
	{ "life used %", "life_used", "life_used_crit_alert_threshold" },
	{ "over temperature", "dev_over_temperature", "dev_over_temperature_crit_alert_threshold" },
	{ "under temperature", "dev_under_temperature",
	  "dev_under_temperature_crit_alert_threshold" },
	{ "corrected volatile errors", "corrected_volatile_mem_err", NULL },
	{ "corrected persistent errors", "corrected_pmem_err", NULL },
};

/* The threshold of a warning that is enabled. */
static const char *warning_text(const struct rec *o, const char *name, char *buf, size_t size)
{
	char key[80];
	const struct rec *valid;

	snprintf(key, sizeof(key), "%s_prog_warn_threshold_valid", name);
	valid = rec_get(o, key);
	if (!valid || valid->kind != VAL_BOOL)
		return "unknown";
	if (!valid->b)
		return "off";
	snprintf(key, sizeof(key), "%s_prog_warn_threshold", name);
	return value(o, key, buf, size);
}

static void alert_row(struct report *r, const char *memdev, const struct rec *o)
{
	char warning[64], critical[64];
	size_t i;

	html(&r->html, "<tr><th scope=\"row\">$</th>", memdev);
	for (i = 0; i < ARRAY_SIZE(alerts); i++) {
		html(&r->html, "<td>$</td>",
		     o ? warning_text(o, alerts[i].warning, warning, sizeof(warning)) : "unknown");
		if (alerts[i].critical)
			html(&r->html, "<td>$</td>",
			     o ? value(o, alerts[i].critical, critical, sizeof(critical))
			       : "unknown");
	}
	html_put(&r->html, "</tr>\n");
}

static void alert_head(struct report *r)
{
	size_t i;

	report_table_start(r, "Alert thresholds");
	html_put(&r->html, "<thead><tr><th scope=\"col\">memdev</th>");
	for (i = 0; i < ARRAY_SIZE(alerts); i++) {
		html(&r->html, "<th scope=\"col\">$: warning</th>", alerts[i].title);
		if (alerts[i].critical)
			html(&r->html, "<th scope=\"col\">$: critical</th>", alerts[i].title);
	}
	html_put(&r->html, "</tr></thead>\n<tbody>\n");
}

static void alert_table(struct report *r)
{
	const struct rec *e = NULL, *result;
	const char *memdev;
	size_t rows = 0;

	html_put(&r->html, "<h3>Alert thresholds</h3>\n");
	if (!report_entry(r, "alerts", NULL))
		html_put(&r->html, "<p>Missing.</p>\n");
	else
		alert_head(r);
	while ((e = report_entry(r, "alerts", e)) && report_row(r, &rows)) {
		auto_rec struct rec *envelope = report_read(r, e);

		memdev = rec_get_str(e, "memdev");
		result = report_result(envelope);
		if (memdev)
			alert_row(r, memdev,
				  result && result->first && result->first->kind == VAL_OBJ
					  ? result->first
					  : NULL);
	}
	if (report_entry(r, "alerts", NULL))
		report_table_end(r);
	report_missing_rows(r, rows);
}

void report_devices(struct report *r)
{
	bool folded;

	html_put(&r->html, "<section id=\"health\">\n<h2>Memory devices</h2>\n");
	if (!r->count)
		html_put(&r->html, "<p>None was found.</p>\n");
	folded = report_fold(r, "Memory devices", r->count);
	if (r->count) {
		device_table(r);
		alert_table(r);
	}
	report_unfold(r, folded);
	html_put(&r->html, "</section>\n");
}
