// SPDX-License-Identifier: GPL-2.0-only
/* Candidates for completion, from the devices of this system and from the tables. */
#include <limits.h>
#include <stdio.h>

#include "cxl/common.h"
#include "cxl/complete-dports.h"
#include "cxl/complete-names.h"
#include "cxl/doe/doe.h"
#include "cxl/lib/feature/feature.h"
#include "cxl/lib/mailbox/log.h"
#include "cxl/lib/topo/pci.h"
#include "cxl/lib/wire/opcode.h"
#include "cxl/list/columns.h"
#include "util/complete.h"
#include "util/strbuf.h"
#include "util/words.h"

/* What the candidates depend on. */
struct source {
	struct completion *c;
	const struct topo *t;
	struct memdev memdev; /* the first argument; .node NULL: none */
	bool no_list;	      /* the command takes no names that are separated by commas */
};

static void add_nodes(struct source *s, enum node_kind kind)
{
	const struct node_list *l = &s->t->kinds[kind];
	size_t i;

	if (!s->no_list)
		complete_last_element(s->c);
	for (i = 0; i < l->count; i++)
		complete_add(s->c, l->at[i]->name, l->at[i]->host);
}

static void add_memdevs(struct source *s)
{
	add_nodes(s, NODE_MEMDEV);
	if (s->c->head == 0 || s->c->word[s->c->head - 1] != ',')
		complete_add(s->c, "all", "all memory devices");
}

/* Those that a command can enable or disable. */
static void add_by_state(struct source *s, enum node_kind kind, bool enabled)
{
	const struct node_list *l = &s->t->kinds[kind];
	size_t i;

	if (!s->no_list)
		complete_last_element(s->c);
	for (i = 0; i < l->count; i++)
		if (l->at[i]->enabled == enabled)
			complete_add(s->c, l->at[i]->name, l->at[i]->host);
}

static void add_enabled_memdevs(struct source *s)
{
	add_by_state(s, NODE_MEMDEV, true);
}

/* Arguments without --memdevs are an error. */
static void add_region_memdevs(struct source *s)
{
	if (complete_given(s->c, "memdevs"))
		add_enabled_memdevs(s);
}

static void add_disabled_memdevs(struct source *s)
{
	add_by_state(s, NODE_MEMDEV, false);
}

/* With --endpoint, the arguments are endpoints. */
static enum node_kind port_kind(const struct source *s)
{
	return complete_given(s->c, "endpoint") ? NODE_ENDPOINT : NODE_PORT;
}

static void add_enabled_ports(struct source *s)
{
	add_by_state(s, port_kind(s), true);
}

static void add_disabled_ports(struct source *s)
{
	add_by_state(s, port_kind(s), false);
}

static void add_enabled_regions(struct source *s)
{
	add_by_state(s, NODE_REGION, true);
}

static void add_disabled_regions(struct source *s)
{
	add_by_state(s, NODE_REGION, false);
}

static void add_port(struct source *s)
{
	add_nodes(s, NODE_BUS);
	add_nodes(s, NODE_PORT);
	complete_add_list(s->c, "root,switch,endpoint", ',');
}

/* Memory devices, and the ports of switches: host bridges are no PCI functions. */
static void add_function(struct source *s)
{
	const struct node_list *l = &s->t->kinds[NODE_PORT];
	char path[PATH_MAX];
	size_t i;

	add_nodes(s, NODE_MEMDEV);
	for (i = 0; i < l->count; i++)
		if (pci_node_path(s->t, l->at[i], path, sizeof(path)) == 0)
			complete_add(s->c, l->at[i]->name, l->at[i]->host);
}

static void add_functions(struct source *s)
{
	add_function(s);
	complete_add(s->c, "all", "all PCI functions of CXL devices");
}

static void add_cdat_devices(struct source *s)
{
	add_by_state(s, NODE_PORT, true);
	add_nodes(s, NODE_ENDPOINT);
	add_memdevs(s);
}

static void add_protocol(struct source *s)
{
	doe_complete_protocol(s->c, s->t);
}

static void add_dport(struct source *s)
{
	complete_dports(s->c, s->t);
}

static void add_root_decoders(struct source *s)
{
	const struct node_list *l = &s->t->kinds[NODE_DECODER];
	size_t i;

	complete_last_element(s->c);
	for (i = 0; i < l->count; i++)
		if (l->at[i]->parent->kind == NODE_BUS)
			complete_add(s->c, l->at[i]->name, NULL);
}

/* Of the memory device that the arguments name, or of all of them. */
static void add_endpoint_decoders(struct source *s)
{
	const struct node_list *l = &s->t->kinds[NODE_DECODER];
	const struct node *memdev = s->memdev.node;
	size_t i;

	for (i = 0; i < l->count; i++)
		if (l->at[i]->parent->kind == NODE_ENDPOINT &&
		    (!memdev || l->at[i]->parent->peer == memdev))
			complete_add(s->c, l->at[i]->name, NULL);
}

/* Regions are below root decoders; memory devices have those of their endpoint. */
static void add_decoder(struct source *s)
{
	const char *group = s->c->inv->cmd->group;

	if (group && str_eq(group, "Regions")) {
		add_root_decoders(s);
		return;
	}
	if (group && str_eq(group, "Memory devices")) {
		add_endpoint_decoders(s);
		return;
	}
	add_nodes(s, NODE_DECODER);
	complete_add_list(s->c, "root,switch,endpoint", ',');
}

static void add_serial(struct source *s)
{
	const struct node_list *l = &s->t->kinds[NODE_MEMDEV];
	char text[24];
	u64 serial;
	size_t i;

	complete_last_element(s->c);
	for (i = 0; i < l->count; i++) {
		if (memdev_node_serial(s->t, l->at[i], &serial) < 0)
			continue;
		snprintf(text, sizeof(text), "0x%llx", (unsigned long long)serial);
		complete_add(s->c, text, l->at[i]->name);
	}
}

/* A Feature and the number of its groups on the device; .desc NULL: its layout is not known. */
struct named_feature {
	const struct feature_desc *desc;
	u16 groups;
};

static bool find_in(const struct feature_list *l, const char *name, struct named_feature *ret)
{
	const struct feature *f;

	if (feature_find(l, name, &f, NULL) < 0)
		return false;
	ret->desc = f->desc;
	ret->groups = f->groups;
	return true;
}

static bool is_memdev(const struct source *s, const char *name)
{
	struct node *n;

	return str_eq(name, "all") || strchr(name, ',') || memdev_find(s->t, name, &n, NULL) == 0;
}

/* By name, UUID or prefix, as the commands do; a known one if the device cannot be asked. */
static bool find_feature(const struct source *s, const char *name, struct named_feature *ret)
{
	auto_feature_list struct feature_list l = { 0 };
	auto_feature_list struct feature_list known = { 0 };

	if (is_memdev(s, name))
		return false;
	if (s->memdev.node && feature_list_read(&s->memdev, &l, NULL) == 0)
		return find_in(&l, name, ret);
	if (feature_list_known(&known) < 0 || !find_in(&known, name, ret))
		return false;
	ret->groups = ret->desc->group ? 1 : 0;
	return true;
}

/* The UUID identifies a Feature without a table on every device; its name does not. */
static void offer_features(struct source *s, bool uuids)
{
	auto_feature_list struct feature_list l = { 0 };
	const struct feature_desc *d;
	const struct feature *f;
	size_t i;

	if (s->memdev.node && feature_list_read(&s->memdev, &l, NULL) == 0)
		for (f = l.at; f < l.at + l.count; f++)
			complete_add(s->c, uuids && !f->desc ? f->uuid : f->name,
				     f->desc ? f->desc->title : NULL);
	else
		for (i = 0; (d = feature_desc_at(i)); i++)
			complete_add(s->c, d->name, d->title);
}

/* Features of the device; every known one if the device cannot be asked. */
static void add_feature(struct source *s)
{
	struct named_feature f;

	if (s->c->probe)
		s->c->found = find_feature(s, s->c->probe, &f);
	else
		offer_features(s, false);
}

/* The values of the key in front of '=' in the word. */
static void add_value(struct completion *c, const struct value_name *names, bool boolean)
{
	struct completion value = *c;

	value.head = (size_t)(strchr(c->word + c->head, '=') + 1 - c->word);
	if (boolean)
		complete_add_list(&value, "true,false", ',');
	for (; names && names->name; names++)
		complete_add(&value, names->name, NULL);
}

struct keys {
	struct completion *c;
	const struct feature_desc *d;
	bool read_only; /* offer these fields, too */
};

/* "KEY=", or values when the word has the key already. */
static void add_key(struct completion *c, const char *key, const char *help)
{
	char text[80];

	snprintf(text, sizeof(text), "%s=", key);
	complete_add(c, text, help);
}

static int add_field(void *data, const struct feature_field *f, u16 group)
{
	const struct feature_value v = { .field = f, .group = group };
	struct keys *k = data;
	const char *rest;
	char key[64];

	if (!feature_field_settable(f) && !k->read_only)
		return 0;
	feature_key(k->d, &v, key, sizeof(key));
	rest = str_after(k->c->word + k->c->head, key);
	if (rest && *rest == '=')
		add_value(k->c, f->value_names, f->kind == VAL_BOOL);
	else
		add_key(k->c, key, f->help);
	return 0;
}

/* Fields of the Feature that the arguments name. */
static void add_some_fields(struct source *s, bool read_only)
{
	struct keys k = { .c = s->c, .read_only = read_only };
	struct named_feature f = { 0 };
	bool found = false;
	size_t i;

	for (i = 1; i < s->c->count && !found; i++)
		found = find_feature(s, s->c->words[i], &f);
	k.d = f.desc;
	if (k.d)
		feature_fields_walk(k.d, f.groups, add_field, &k);
	else if (found)
		add_key(s->c, "data", "hexadecimal bytes");
}

static void add_fields(struct source *s)
{
	add_some_fields(s, false);
}

/* What may be compared. */
static void add_if_current(struct source *s)
{
	add_some_fields(s, true);
}

static void add_log(struct source *s)
{
	auto_log_list struct log_list l = { 0 };
	const struct log_desc *d;
	size_t i;

	if (s->memdev.node && log_list_read(&s->memdev, &l, NULL) == 0) {
		for (i = 0; i < l.count; i++) {
			d = log_desc_find(l.at[i].uuid);
			if (d)
				complete_add(s->c, d->name, d->title);
		}
		return;
	}
	for (i = 0; (d = log_desc_at(i)); i++)
		complete_add(s->c, d->name, d->title);
}

static void add_opcode(struct source *s)
{
	const struct opcode_desc *d;
	size_t i;

	for (i = 0; (d = opcode_at(i)); i++)
		complete_add(s->c, d->name, d->title);
}

/* Fields of the input of the command that the second argument names. */
static void add_input(struct source *s)
{
	const struct opcode_desc *d = NULL;
	const struct field *f;
	const char *rest;
	u16 opcode, i;

	if (s->c->count >= 2 && opcode_parse(s->c->words[1], &opcode, NULL) == 0)
		d = opcode_find(opcode);
	if (!d || !d->in)
		return;
	for (i = 0; i < d->in->count; i++) {
		f = &d->in->fields[i];
		rest = str_after(s->c->word, f->key);
		if (rest && *rest == '=')
			add_value(s->c, f->value_names, f->kind == VAL_BOOL);
		else
			add_key(s->c, f->key, NULL);
	}
}

/* Kinds of policy rules, and the values of those that are words. */
static void add_action(struct source *s)
{
	complete_add_list(s->c, "opcode,raw,feature,doe,verb", ',');
}

static void add_action_value(struct source *s)
{
	const char *kind = s->c->count ? s->c->words[s->c->count - 1] : "";
	const struct cmd *const *cmd;

	if (str_eq(kind, "feature"))
		offer_features(s, true);
	else if (str_eq(kind, "opcode") || str_eq(kind, "raw"))
		add_opcode(s);
	else if (str_eq(kind, "verb"))
		for (cmd = s->c->inv->tool->cmds; *cmd; cmd++)
			complete_add(s->c, (*cmd)->name, (*cmd)->help);
}

static void add_columns(struct source *s)
{
	const struct cmd *cmd = s->c->inv->cmd;
	auto_strbuf struct strbuf names = { 0 };
	const char *list, *name;
	char text[96];
	size_t len;

	complete_last_element(s->c);
	if (cmd->flags & CMD_TREE)
		list_columns(s->c, s->t);
	inv_columns(s->c->inv, &names);
	list = names.s;
	while (list && (name = word_next(&list, &len))) {
		snprintf(text, sizeof(text), "%.*s", (int)len, name);
		if (strchr(text, '#') || (cmd->flags & CMD_TREE && !strchr(text, '.')))
			continue; /* depends on the device */
		if (!strchr(text, '.') || s->c->word[s->c->head])
			complete_add(s->c, text, NULL);
	}
}

void cxl_complete(struct completion *c, const char *kind)
{
	static const struct {
		const char *kind;
		void (*add)(struct source *s); /* NULL: the names of all nodes */
		enum node_kind node;
		bool no_list;
	} rows[] = {
		{ "memdev", .node = NODE_MEMDEV },
		{ "memdevs", add_memdevs },
		{ "single-memdev", .node = NODE_MEMDEV, .no_list = true },
		{ "enabled-memdevs", add_enabled_memdevs },
		{ "disabled-memdevs", add_disabled_memdevs },
		{ "region-memdevs", add_region_memdevs },
		{ "enabled-ports", add_enabled_ports },
		{ "disabled-ports", add_disabled_ports },
		{ "enabled-regions", add_enabled_regions },
		{ "disabled-regions", add_disabled_regions },
		{ "bus", .node = NODE_BUS },
		{ "port", add_port },
		{ "pci-functions", add_functions, .no_list = true },
		{ "single-pci-function", add_function, .no_list = true },
		{ "cdat-devices", add_cdat_devices, .no_list = true },
		{ "protocol", add_protocol },
		{ "dport", add_dport },
		{ "endpoint", .node = NODE_ENDPOINT },
		{ "decoder", add_decoder },
		{ "region", .node = NODE_REGION },
		{ "regions", .node = NODE_REGION },
		{ "serial", add_serial },
		{ "feature", add_feature },
		{ "field", add_fields },
		{ "if-current", add_if_current },
		{ "log", add_log },
		{ "opcode", add_opcode },
		{ "input", add_input },
		{ "action", add_action },
		{ "value", add_action_value },
		{ "columns", add_columns },
	};
	auto_topo struct topo t = { 0 };
	struct source s = { .c = c, .t = &t };
	struct cxl_ctx *ctx = c->inv->ctx;
	struct node *n;
	size_t i;

	if (complete_names(c, kind) || !ctx || topo_scan(&t, &ctx->root, TOPO_ALL, NULL) < 0)
		return;
	for (i = 0; i < c->count && !s.memdev.node; i++)
		if (memdev_find(&t, c->words[i], &n, NULL) == 0)
			s.memdev = memdev_of(ctx, &t, n);
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		if (!str_eq(rows[i].kind, kind))
			continue;
		s.no_list = rows[i].no_list;
		if (rows[i].add)
			rows[i].add(&s);
		else
			add_nodes(&s, rows[i].node);
	}
}
