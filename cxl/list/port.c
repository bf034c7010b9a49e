// SPDX-License-Identifier: GPL-2.0-only
/* What "cxl list" says of buses, ports, endpoints and their downstream ports. */
#include <limits.h>
#include <stdio.h>

#include "cxl/lib/topo/dport.h"
#include "cxl/list/list.h"
#include "util/num.h"

/* einj_types: one "0x00001000<TAB>CXL.cache Protocol Correctable" a line. */
/* clang-format off */
static const struct {
	u64 bit;
	const char *name;
} error_types[] = {
	{ 0x1000, "cache-correctable" },   { 0x2000, "cache-uncorrectable" },
	{ 0x4000, "cache-fatal" },	   { 0x8000, "mem-correctable" },
	{ 0x10000, "mem-uncorrectable" }, { 0x20000, "mem-fatal" },
};
/* clang-format on */

static void emit_error_types(struct view *v, struct rec *out)
{
	char path[PATH_MAX], text[2048], *save = NULL, *line;
	struct rec *arr;
	size_t i;
	u64 bit;

	if (!v->t->debugfs)
		return;
	arr = rec_arr(out, "injectable_protocol_errors");
	snprintf(path, sizeof(path), "%s/cxl/einj_types", v->t->debugfs);
	if (sys_read(v->t->root, TREE_SYS, path, text, sizeof(text)) <= 0)
		return;
	for (line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		line[strcspn(line, " \t")] = '\0';
		for (i = 0; num_u64(line, 16, &bit) == 0 && i < ARRAY_SIZE(error_types); i++)
			if (error_types[i].bit == bit)
				rec_str(arr, NULL, error_types[i].name);
	}
}

static bool dport_shown(struct view *v, const struct dport *d)
{
	const struct node_list *l = &v->t->kinds[NODE_MEMDEV];
	size_t i;

	if (!v->sel.f.memdev && !v->sel.f.serial)
		return true;
	for (i = 0; i < l->count; i++)
		if (select_memdev(&v->sel, l->at[i]) && dport_maps(d, l->at[i]))
			return true;
	return false;
}

static void emit_dport(struct view *v, const struct dport *d, struct rec *to)
{
	struct rec *r = rec_obj(to, NULL);
	char path[PATH_MAX];
	bool can = false;

	rec_str(r, "dport", d->name);
	if (d->alias)
		rec_str(r, "alias", d->alias);
	rec_num(r, "id", VAL_HEX, d->id);
	if (v->t->debugfs) {
		snprintf(path, sizeof(path), "%s/cxl/%s/einj_inject", v->t->debugfs, d->name);
		can = sys_exists(v->t->root, TREE_SYS, path);
	}
	rec_bool(r, "protocol_injectable", can);
}

static void emit_dports(struct view *v, const struct node *port, struct rec *out)
{
	const struct dport_list *dports;
	struct rec *arr;
	size_t i;

	if (!v->targets)
		return;
	dports = port_dports(v->t, port);
	if (dports->count == 0)
		return;
	rec_uint(out, "nr_dports", dports->count);
	arr = rec_arr(out, "dports");
	for (i = 0; i < dports->count; i++)
		if (dport_shown(v, &dports->at[i]))
			emit_dport(v, &dports->at[i], arr);
}

struct rec *view_bus(struct view *v, const struct node *bus, struct rec *to)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	struct rec *out;

	if (node_open(v->t, bus, &d) < 0)
		return NULL;
	out = rec_obj(to, NULL);
	rec_str(out, "bus", bus->name);
	rec_str(out, "provider", bus_provider(bus));
	emit_error_types(v, out);
	emit_dports(v, bus, out);
	return out;
}

struct rec *view_port(struct view *v, const struct node *port, struct rec *to)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	bool endpoint = port->kind == NODE_ENDPOINT;
	char name[NAME_MAX + 1];
	struct rec *out;
	u64 committed;

	if (node_open(v->t, port, &d) < 0)
		return NULL;
	out = rec_obj(to, NULL);
	rec_str(out, endpoint ? "endpoint" : "port", port->name);
	if (port->host)
		rec_str(out, "host", port->host);
	if (port->depth > 1 && sysdir_link_name(&d, "parent_dport", name, sizeof(name)) >= 0)
		rec_str(out, "parent_dport", name);
	rec_uint(out, "depth", port->depth);
	if (!port->enabled)
		rec_str(out, "state", "disabled");
	if (sysdir_read_u64(&d, "decoders_committed", &committed) == 0)
		rec_uint(out, "decoders_committed", committed);
	if (!endpoint)
		emit_dports(v, port, out);
	return out;
}
