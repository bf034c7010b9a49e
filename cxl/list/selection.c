// SPDX-License-Identifier: GPL-2.0-only
/* Filters of "cxl list". */
#include <stdio.h>

#include "cxl/lib/topo/decoder.h"
#include "cxl/lib/topo/dport.h"
#include "cxl/lib/topo/memdev.h"
#include "cxl/list/selection.h"
#include "util/num.h"

typedef bool token_fn(const struct selection *s, const struct node *n, const char *token);

/* Whether some token of @list fits @n. */
static bool any_token(const struct selection *s, const struct node *n, const char *list,
		      token_fn *fits)
{
	auto_free char *copy = NULL;
	char *save = NULL, *token;
	const char *sep;

	if (!list)
		return true;
	sep = strchr(list, ' ') ? " " : ",";
	copy = strdup(list);
	if (!copy)
		return false;
	for (token = strtok_r(copy, sep, &save); token; token = strtok_r(NULL, sep, &save))
		if (str_eq(token, "all") || fits(s, n, token))
			return true;
	return false;
}

static bool is_number(const char *token, u32 id)
{
	u64 v;

	return num_u64(token, 10, &v) == 0 && v == id;
}

static bool is_name(const struct node *n, const char *token)
{
	return str_eq(token, n->name) || (n->host && str_eq(token, n->host));
}

static bool memdev_token(const struct selection *s, const struct node *n, const char *token)
{
	const char *serial = str_after(token, "serial:");
	u64 want, have;

	if (serial)
		return num_u64(serial, 0, &want) == 0 && memdev_serial(s->t, n, &have) == 0 &&
		       want == have;
	return is_number(token, n->id) || is_name(n, token);
}

static bool serial_token(const struct selection *s, const struct node *n, const char *token)
{
	u64 want, have;

	return num_u64(token, 0, &want) == 0 && memdev_serial(s->t, n, &have) == 0 && want == have;
}

static bool bus_token(const struct selection *s, const struct node *n, const char *token)
{
	(void)s;
	return is_number(token, n->id) || str_eq(token, n->name) || str_eq(token, bus_provider(n));
}

static bool port_token(const struct selection *s, const struct node *n, const char *token)
{
	(void)s;
	if (str_eq(token, "root"))
		return n->kind == NODE_BUS;
	if (str_eq(token, "switch"))
		return n->kind == NODE_PORT;
	if (str_eq(token, "endpoint"))
		return n->kind == NODE_ENDPOINT;
	/* Buses, ports and endpoints share one space of numbers: any of them is "portN" too. */
	return is_number(token, n->id) || is_name(n, token) ||
	       (str_after(token, "port") && is_number(token + 4, n->id));
}

static bool endpoint_token(const struct selection *s, const struct node *n, const char *token)
{
	(void)s;
	return is_number(token, n->id) || is_name(n, token);
}

static bool decoder_token(const struct selection *s, const struct node *n, const char *token)
{
	static const struct {
		const char *word;
		enum node_kind kind;
	} words[] = { { "root", NODE_BUS },
		      { "switch", NODE_PORT },
		      { "endpoint", NODE_ENDPOINT } };
	const char *numbers = strchr(n->name, 'r') + 1; /* "P.D" of "decoderP.D" */
	size_t i;

	(void)s;
	for (i = 0; i < ARRAY_SIZE(words); i++)
		if (str_eq(token, words[i].word))
			return n->parent && n->parent->kind == words[i].kind;
	return str_eq(token, n->name) || str_eq(token, numbers);
}

static bool region_token(const struct selection *s, const struct node *n, const char *token)
{
	(void)s;
	return is_number(token, n->id) || str_eq(token, n->name);
}

bool token_contains(const char *list, const char *part)
{
	return list && strstr(list, part);
}

bool select_memdev(const struct selection *s, const struct node *memdev)
{
	return any_token(s, memdev, s->f.memdev, memdev_token) &&
	       any_token(s, memdev, s->f.serial, serial_token);
}

static bool names_memdevs(const struct selection *s)
{
	return s->f.memdev || s->f.serial;
}

/* -p names @port, or (unless -S) a port above it. */
static bool port_named(const struct selection *s, const struct node *port)
{
	for (; port; port = port->parent) {
		if (any_token(s, port, s->f.port, port_token))
			return true;
		if (s->f.single)
			return false;
	}
	return false;
}

static bool bus_named(const struct selection *s, const struct node *n)
{
	const struct node *bus = node_bus(n);

	return !s->f.bus || (bus && any_token(s, bus, s->f.bus, bus_token));
}

/* Is a memdev that -m and -s let through behind one of the port's dports? */
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

	if (!any_token(s, endpoint, s->f.endpoint, endpoint_token) || !bus_named(s, endpoint))
		return false;
	if (s->f.port && !any_token(s, endpoint, s->f.port, port_token) &&
	    !(port && port_named(s, port)))
		return false;
	if (!names_memdevs(s))
		return true;
	return endpoint->peer && select_memdev(s, endpoint->peer);
}

/* Whether one of the decoder's targets leads to @memdev. */
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
	decoder_parse_targets(text, &targets);
	for (i = 0; i < targets.count; i++) {
		dport = dport_by_id(dports, targets.ids[i]);
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
			if (any_token(s, region, s->f.region, region_token))
				return true;
		return false;
	}
	region = decoder_region(s->t, decoder);
	return region && any_token(s, region, s->f.region, region_token);
}

bool select_decoder(const struct selection *s, const struct node *decoder)
{
	if (!decoder->parent || !any_token(s, decoder, s->f.decoder, decoder_token))
		return false;
	return select_port(s, decoder->parent) &&
	       (!names_memdevs(s) || decoder_maps_any(s, decoder)) && decoder_in_region(s, decoder);
}

bool select_region(const struct selection *s, const struct node *region)
{
	const struct node *decoder = region->parent;

	return any_token(s, region, s->f.region, region_token) && decoder && decoder->parent &&
	       bus_named(s, region) && port_named(s, decoder->parent) &&
	       any_token(s, decoder, s->f.decoder, decoder_token);
}

/* A port that -p names by itself has the memdev behind one of its dports. */
static bool memdev_below_port(const struct selection *s, const struct node *memdev)
{
	static const enum node_kind kinds[] = { NODE_BUS, NODE_PORT };
	const struct node *port;
	size_t k, i;

	for (k = 0; k < ARRAY_SIZE(kinds); k++)
		for (i = 0; i < s->t->kinds[kinds[k]].count; i++) {
			port = s->t->kinds[kinds[k]].at[i];
			if (!bus_named(s, port) || !any_token(s, port, s->f.port, port_token))
				continue;
			if (dport_by_memdev(port_dports(s->t, port), memdev))
				return true;
		}
	return false;
}

/* Endpoint decoders have no targets to lead to a memdev; ndctl's users rely on that. */
static bool memdev_below_decoder(const struct selection *s, const struct node *memdev)
{
	const struct node_list *l = &s->t->kinds[NODE_DECODER];
	size_t i;

	for (i = 0; i < l->count; i++)
		if (l->at[i]->parent && l->at[i]->parent->kind != NODE_ENDPOINT &&
		    any_token(s, l->at[i], s->f.decoder, decoder_token) &&
		    decoder_maps(s, l->at[i], memdev))
			return true;
	return false;
}

bool select_memdev_place(const struct selection *s, const struct node *memdev)
{
	return (!(s->f.bus || s->f.port) || memdev_below_port(s, memdev)) &&
	       (!s->f.decoder || memdev_below_decoder(s, memdev));
}
