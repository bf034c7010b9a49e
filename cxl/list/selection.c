// SPDX-License-Identifier: GPL-2.0-only
/* Filters of "cxl list". */
#include <stdio.h>

#include "cxl/lib/topo/decoder.h"
#include "cxl/lib/topo/dport.h"
#include "cxl/lib/topo/memdev.h"
#include "cxl/list/selection.h"
#include "util/cmd.h"
#include "util/num.h"
#include "util/words.h"

/* Whether @name, one of a filter's names, is a name of @n. */
typedef bool name_matcher(const struct selection *s, const struct node *n, const char *name);

#define NAME_SIZE 128

/* Copy a word of a list; a word that is too long for a name becomes "". */
static void copy_word(const char *word, size_t len, char name[NAME_SIZE])
{
	len = len < NAME_SIZE ? len : 0;
	memcpy(name, word, len);
	name[len] = '\0';
}

/* Whether one of the names in @list matches @n. */
static bool any_matches(const struct selection *s, const struct node *n, const char *list,
			name_matcher *matches)
{
	char name[NAME_SIZE];
	const char *word;
	size_t len;

	if (!list)
		return true;
	while ((word = word_next(&list, &len))) {
		copy_word(word, len, name);
		if (str_eq(name, "all") || matches(s, n, name))
			return true;
	}
	return false;
}

static bool is_number(const char *name, u32 id)
{
	u64 v;

	return num_u64(name, 10, &v) == 0 && v == id;
}

static bool is_name(const struct node *n, const char *name)
{
	return str_eq(name, n->name) || (n->host && host_eq(n->host, name));
}

static bool serial_matches(const struct selection *s, const struct node *n, const char *name)
{
	u64 expected, serial;

	return num_u64_or_signed(name, &expected) == 0 &&
	       memdev_node_serial(s->t, n, &serial) == 0 && serial == expected;
}

static bool memdev_matches(const struct selection *s, const struct node *n, const char *name)
{
	return memdev_has_name(s->t, n, name);
}

static bool bus_matches(const struct selection *s, const struct node *n, const char *name)
{
	return is_number(name, n->id) || str_eq(name, n->name) || str_eq(name, bus_provider(n));
}

static bool port_matches(const struct selection *s, const struct node *n, const char *name)
{
	if (str_eq(name, "root"))
		return n->kind == NODE_BUS;
	if (str_eq(name, "switch"))
		return n->kind == NODE_PORT;
	if (str_eq(name, "endpoint"))
		return n->kind == NODE_ENDPOINT;
	/* Buses, ports and endpoints are numbered together: "portN" is a name of each. */
	return is_number(name, n->id) || is_name(n, name) ||
	       (str_after(name, "port") && is_number(name + 4, n->id));
}

static bool endpoint_matches(const struct selection *s, const struct node *n, const char *name)
{
	return is_number(name, n->id) || is_name(n, name);
}

static bool decoder_matches(const struct selection *s, const struct node *n, const char *name)
{
	static const struct {
		const char *name;
		enum node_kind kind;
	} classes[] = { { "root", NODE_BUS },
			{ "switch", NODE_PORT },
			{ "endpoint", NODE_ENDPOINT } };
	const char *numbers = strchr(n->name, 'r') + 1; /* "P.D" of "decoderP.D" */
	size_t i;

	for (i = 0; i < ARRAY_SIZE(classes); i++)
		if (str_eq(name, classes[i].name))
			return n->parent && n->parent->kind == classes[i].kind;
	return str_eq(name, n->name) || str_eq(name, numbers);
}

static bool region_matches(const struct selection *s, const struct node *n, const char *name)
{
	return is_number(name, n->id) || str_eq(name, n->name);
}

bool filter_contains(const char *list, const char *part)
{
	return list && strstr(list, part);
}

bool filter_names_bus(const struct topo *t, const char *list)
{
	const struct selection s = { .t = t };
	const struct node_list *l = &t->kinds[NODE_BUS];
	size_t i;

	for (i = 0; i < l->count; i++)
		if (any_matches(&s, l->at[i], list, bus_matches))
			return true;
	return false;
}

bool filter_names_root(const struct topo *t, const char *list)
{
	const struct selection s = { .t = t };
	const struct node_list *l = &t->kinds[NODE_DECODER];
	size_t i;

	for (i = 0; i < l->count; i++)
		if (l->at[i]->parent && l->at[i]->parent->kind == NODE_BUS &&
		    any_matches(&s, l->at[i], list, decoder_matches))
			return true;
	return false;
}

bool select_memdev(const struct selection *s, const struct node *memdev)
{
	return any_matches(s, memdev, s->f.memdev, memdev_matches) &&
	       any_matches(s, memdev, s->f.serial, serial_matches);
}

static bool names_memdevs(const struct selection *s)
{
	return s->f.memdev || s->f.serial;
}

/* -p names @port, or (unless -S) a port above it. */
static bool port_named(const struct selection *s, const struct node *port)
{
	for (; port; port = port->parent) {
		if (any_matches(s, port, s->f.port, port_matches))
			return true;
		if (s->f.single)
			return false;
	}
	return false;
}

static bool bus_named(const struct selection *s, const struct node *n)
{
	const struct node *bus = node_bus(n);

	return !s->f.bus || (bus && any_matches(s, bus, s->f.bus, bus_matches));
}

bool select_port_memdev(const struct selection *s, const struct node *port)
{
	const struct node_list *l = &s->t->kinds[NODE_MEMDEV];
	const struct dport_list *dports;
	size_t i;

	if (!names_memdevs(s))
		return true;
	dports = port_dports(s->t, port);
	for (i = 0; i < l->count; i++)
		if (select_memdev(s, l->at[i]) && dport_by_memdev(dports, l->at[i]))
			return true;
	return false;
}

bool select_dport(const struct selection *s, const struct dport *dport)
{
	const struct node_list *l = &s->t->kinds[NODE_MEMDEV];
	size_t i;

	if (!names_memdevs(s))
		return true;
	for (i = 0; i < l->count; i++)
		if (select_memdev(s, l->at[i]) && dport_maps(dport, l->at[i]))
			return true;
	return false;
}

bool select_bus(const struct selection *s, const struct node *bus)
{
	const struct node_list *l = &s->t->kinds[NODE_MEMDEV];
	size_t i;

	if (!bus_named(s, bus))
		return false;
	if (!names_memdevs(s))
		return true;
	for (i = 0; i < l->count; i++)
		if (select_memdev(s, l->at[i]) && node_bus(l->at[i]->peer) == bus)
			return true;
	return false;
}

bool select_port(const struct selection *s, const struct node *port)
{
	return port_named(s, port) && bus_named(s, port);
}

bool select_endpoint(const struct selection *s, const struct node *endpoint)
{
	const struct node *port = endpoint->parent;

	if (!any_matches(s, endpoint, s->f.endpoint, endpoint_matches) || !bus_named(s, endpoint))
		return false;
	if (s->f.port && !any_matches(s, endpoint, s->f.port, port_matches) &&
	    !(port && port_named(s, port)))
		return false;
	if (!names_memdevs(s))
		return true;
	return endpoint->peer && select_memdev(s, endpoint->peer);
}

/* Whether @memdev is below one of the decoder's targets. */
static bool decoder_maps(const struct selection *s, const struct node *decoder,
			 const struct node *memdev)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	const struct dport_list *dports;
	struct decoder_targets targets;
	const struct dport *dport;
	char text[2048];
	size_t i;

	if (!decoder->parent)
		return false;
	if (decoder->parent->kind == NODE_ENDPOINT)
		return decoder->parent->peer == memdev;
	if (node_open(s->t, decoder, &d) < 0 ||
	    sysdir_read(&d, "target_list", text, sizeof(text)) <= 0)
		return false;
	dports = port_dports(s->t, decoder->parent);
	if (decoder_parse_targets(text, &targets) < 0)
		sysdir_invalid(&d, "target_list");
	for (i = 0; i < targets.count; i++) {
		dport = dport_by_id(dports, targets.at[i].id);
		if (dport && dport_maps(dport, memdev))
			return true;
	}
	return false;
}

static bool decoder_maps_any(const struct selection *s, const struct node *decoder)
{
	const struct node_list *l = &s->t->kinds[NODE_MEMDEV];
	size_t i;

	for (i = 0; i < l->count; i++)
		if (select_memdev(s, l->at[i]) && decoder_maps(s, decoder, l->at[i]))
			return true;
	return false;
}

static bool decoder_in_region(const struct selection *s, const struct node *decoder)
{
	const struct node *region;

	if (!s->f.region)
		return true;
	if (decoder->parent->kind == NODE_BUS) {
		node_foreach(region, decoder, NODE_REGION)
			if (any_matches(s, region, s->f.region, region_matches))
				return true;
		return false;
	}
	region = decoder_region(s->t, decoder);
	return region && any_matches(s, region, s->f.region, region_matches);
}

bool select_decoder(const struct selection *s, const struct node *decoder)
{
	if (!decoder->parent || !any_matches(s, decoder, s->f.decoder, decoder_matches))
		return false;
	return select_port(s, decoder->parent) &&
	       (!names_memdevs(s) || decoder_maps_any(s, decoder)) && decoder_in_region(s, decoder);
}

bool select_region(const struct selection *s, const struct node *region)
{
	const struct node *decoder = region->parent;

	return any_matches(s, region, s->f.region, region_matches) && decoder && decoder->parent &&
	       bus_named(s, region) && port_named(s, decoder->parent) &&
	       any_matches(s, decoder, s->f.decoder, decoder_matches);
}

/* The memdev is below a dport of a port that -p names itself. */
static bool memdev_below_port(const struct selection *s, const struct node *memdev)
{
	static const enum node_kind kinds[] = { NODE_BUS, NODE_PORT };
	const struct node *port;
	size_t k, i;

	for (k = 0; k < ARRAY_SIZE(kinds); k++)
		for (i = 0; i < s->t->kinds[kinds[k]].count; i++) {
			port = s->t->kinds[kinds[k]].at[i];
			if (!bus_named(s, port) || !any_matches(s, port, s->f.port, port_matches))
				continue;
			if (dport_by_memdev(port_dports(s->t, port), memdev))
				return true;
		}
	return false;
}

/* Endpoint decoders have no targets: as in ndctl, they select no memdev. */
static bool memdev_below_decoder(const struct selection *s, const struct node *memdev)
{
	const struct node_list *l = &s->t->kinds[NODE_DECODER];
	size_t i;

	for (i = 0; i < l->count; i++)
		if (l->at[i]->parent && l->at[i]->parent->kind != NODE_ENDPOINT &&
		    any_matches(s, l->at[i], s->f.decoder, decoder_matches) &&
		    decoder_maps(s, l->at[i], memdev))
			return true;
	return false;
}

bool select_memdev_parent(const struct selection *s, const struct node *memdev)
{
	if (s->f.endpoint &&
	    (!memdev->peer || !any_matches(s, memdev->peer, s->f.endpoint, endpoint_matches)))
		return false;
	return (!(s->f.bus || s->f.port) || memdev_below_port(s, memdev)) &&
	       (!s->f.decoder || memdev_below_decoder(s, memdev));
}

static bool matches_any(const struct selection *s, u32 kinds, const char *name,
			name_matcher *matches)
{
	const struct node_list *l;
	size_t i, kind;

	if (str_eq(name, "all"))
		return true;
	for (kind = 0; kind < NODE_KINDS; kind++)
		for (i = 0, l = &s->t->kinds[kind]; kinds & BIT(kind) && i < l->count; i++)
			if (matches(s, l->at[i], name))
				return true;
	return false;
}

void selection_unmatched(const struct selection *s, struct inv *inv)
{
	const struct filters *f = &s->f;
	const u32 ports = BIT(NODE_BUS) | BIT(NODE_PORT) | BIT(NODE_ENDPOINT);
	const struct {
		const char *option, *list;
		u32 kinds;
		name_matcher *matches;
	} rows[] = {
		{ "memdev", f->memdev, BIT(NODE_MEMDEV), memdev_matches },
		{ "serial", f->serial, BIT(NODE_MEMDEV), serial_matches },
		{ "bus", f->bus, BIT(NODE_BUS), bus_matches },
		{ "port", f->port, ports, port_matches },
		{ "endpoint", f->endpoint, BIT(NODE_ENDPOINT), endpoint_matches },
		{ "decoder", f->decoder, BIT(NODE_DECODER), decoder_matches },
		{ "region", f->region, BIT(NODE_REGION), region_matches },
	};
	char name[NAME_SIZE];
	const char *word, *rest;
	size_t i, len;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		rest = rows[i].list;
		while (rest && (word = word_next(&rest, &len))) {
			copy_word(word, len, name);
			if (len != strlen(rows[i].list) &&
			    !matches_any(s, rows[i].kinds, name, rows[i].matches))
				inv_warn(inv, "no device matches --%s '%.*s'", rows[i].option,
					 (int)len, word);
		}
	}
}
