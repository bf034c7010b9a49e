// SPDX-License-Identifier: GPL-2.0-only
/* Attributes of buses, ports, endpoints and their downstream ports. */
#include <limits.h>
#include <stdio.h>

#include "cxl/lib/topo/debugfs.h"
#include "cxl/lib/topo/dport.h"
#include "cxl/lib/topo/einj.h"
#include "cxl/list/list.h"

static void get_provider(struct list_obj *o)
{
	rec_str(o->out, o->key, bus_provider(o->node));
}

static void get_error_types(struct list_obj *o)
{
	const struct protocol_error *e;
	const struct topo *t = o->lc->t;
	char path[PATH_MAX], text[2048];
	struct rec *arr;
	u64 types;
	int rc;

	if (!t->debugfs)
		return;
	snprintf(path, sizeof(path), "%s/cxl/einj_types", t->debugfs);
	rc = sys_read(t->root, TREE_SYS, path, text, sizeof(text));
	if (rc < 0 && rc != -ENOENT)
		return;
	arr = rec_arr(o->out, o->key);
	types = rc > 0 ? protocol_errors_parse(text) : 0;
	for (e = protocol_errors; e->name; e++)
		if (types & e->bit)
			rec_str(arr, NULL, e->name);
}

static void get_parent_dport(struct list_obj *o)
{
	char name[NAME_MAX + 1];

	if (o->node->depth > 1 && attr_link_name(o, "parent_dport", name, sizeof(name)) >= 0)
		rec_str(o->out, o->key, name);
}

static void get_depth(struct list_obj *o)
{
	rec_uint(o->out, o->key, o->node->depth);
}

static void emit_dport(struct list_ctx *lc, const struct dport *d, struct rec *to)
{
	const struct topo *t = lc->t;
	struct rec *r = rec_obj(to, NULL);
	char attr[PATH_MAX];
	int rc;

	rec_str(r, "dport", d->name);
	if (d->alias)
		rec_str(r, "alias", d->alias);
	rec_num(r, "id", VAL_HEX, d->id);
	snprintf(attr, sizeof(attr), "%s/einj_inject", d->name);
	rc = topo_debugfs_check(t, attr);
	/* As ndctl, false without debugfs. */
	if (rc == 0 || rc == -ENOENT || rc == -ENODATA)
		rec_bool(r, "protocol_injectable", rc == 0);
	if (list_has(lc, LIST_PCI))
		list_dport_pci(lc, d->path, r);
}

static void get_nr_dports(struct list_obj *o)
{
	const struct dport_list *dports = port_dports(o->lc->t, o->node);

	if (dports->count)
		rec_uint(o->out, o->key, dports->count);
}

static void get_dports(struct list_obj *o)
{
	const struct dport_list *dports = port_dports(o->lc->t, o->node);
	struct rec *arr;
	size_t i;

	if (dports->count == 0)
		return;
	arr = rec_arr(o->out, o->key);
	for (i = 0; i < dports->count; i++)
		if (select_dport(&o->lc->sel, &dports->at[i]))
			emit_dport(o->lc, &dports->at[i], arr);
}

#define BUS BIT(NODE_BUS)
#define PORT BIT(NODE_PORT)
#define ENDPOINT BIT(NODE_ENDPOINT)

/* clang-format off */
static const struct attr rows[] = {
	{ "bus", .get = attr_name, .ports = BUS },
	{ "provider", .get = get_provider, .ports = BUS },
	{ "injectable_protocol_errors", .get = get_error_types, .ports = BUS },
	{ "port", .get = attr_name, .ports = PORT },
	{ "endpoint", .get = attr_name, .ports = ENDPOINT },
	{ "host", .get = attr_host, .ports = PORT | ENDPOINT },
	{ "parent_dport", .get = get_parent_dport, .ports = PORT | ENDPOINT },
	{ "depth", .get = get_depth, .ports = PORT | ENDPOINT },
	{ "state", .get = attr_disabled, .ports = PORT | ENDPOINT },
	{ "decoders_committed", "decoders_committed", VAL_UINT, .ports = PORT | ENDPOINT },
	{ "nr_dports", .get = get_nr_dports, .flag = LIST_TARGETS, .ports = BUS | PORT },
	{ "dports", .get = get_dports, .flag = LIST_TARGETS, .ports = BUS | PORT,
	  .records = "dport,alias,id,protocol_injectable" },
	{ "pci", .get = list_pci, .flag = LIST_PCI, .ports = PORT, .add_names = list_pci_columns },
};
/* clang-format on */

void list_port_columns(struct strbuf *names)
{
	attrs_names(rows, ARRAY_SIZE(rows), names);
}

struct rec *list_port(struct list_ctx *lc, const struct node *port, struct rec *to)
{
	auto_obj struct list_obj o = { .lc = lc, .node = port, .port = port, .own = { .fd = -1 } };

	if (obj_open(&o, "decoders_committed") < 0)
		return NULL;
	o.out = rec_obj(to, NULL);
	attrs_emit(&o, rows, ARRAY_SIZE(rows));
	return o.out;
}
