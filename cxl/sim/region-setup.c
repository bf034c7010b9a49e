// SPDX-License-Identifier: GPL-2.0-only
/* Interleave of the switch decoders of a region, when all targets are attached. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/sim/decoder.h"
#include "cxl/sim/region.h"

#define PORTS (REGION_DEPTH * REGION_TARGETS)
#define PORT_TARGETS 8 /* that an HDM decoder of a switch can have */
#define GRANULARITY_MAX 16384U

/* A port with a decoder of the region. */
struct port {
	struct sim_path dir, decoder;
	struct sim_attr dports[REGION_TARGETS]; /* devices, in the order of the target list */
	unsigned int count, wanted;		/* dports that are set, that the region needs */
};

struct setup {
	struct sim *s;
	const struct sim_region *r;
	struct port *ports;
	size_t count;
};

/* The device of the downstream port of @port that leads to @target; empty: none. */
static struct sim_attr dport_to(struct sim *s, const struct sim_path *port,
				const struct sim_path *target)
{
	struct sim_path ports[REGION_DEPTH];
	size_t n = sim_target_ports(target, ports, REGION_DEPTH), k;
	struct sim_attr none = { "" };

	for (k = 1; k < n; k++)
		if (str_eq(ports[k].s, port->s))
			return sim_link_base(s, &ports[k - 1], "parent_dport");
	return none;
}

static unsigned int count_dports(struct sim *s, const struct sim_region *r,
				 const struct sim_path *port)
{
	struct sim_attr seen[REGION_TARGETS], at;
	unsigned int i, k, n = 0;

	for (i = 0; i < r->ways; i++) {
		at = dport_to(s, port, &r->targets[i]);
		for (k = 0; k < n && !str_eq(seen[k].s, at.s); k++)
			;
		if (k == n && *at.s)
			seen[n++] = at;
	}
	return n;
}

static struct port *find_port(struct setup *u, const struct sim_path *dir)
{
	struct port *p;
	size_t i;

	for (i = 0; i < u->count; i++)
		if (str_eq(u->ports[i].dir.s, dir->s))
			return &u->ports[i];
	p = &u->ports[u->count++];
	p->dir = *dir;
	p->wanted = count_dports(u->s, u->r, dir);
	sim_region_decoder(u->s, u->r, dir, &p->decoder);
	return p;
}

static bool is_power_of_2(u64 n)
{
	return n && !(n & (n - 1));
}

/* Ways and granularity of the decoder above @p; those of a root decoder in powers of 2. */
static void parent_interleave(struct setup *u, const struct port *p, u64 *ways, u64 *granularity)
{
	struct sim_path up = sim_path_up(p->dir), decoder;

	if (sim_region_decoder(u->s, u->r, &up, &decoder)) {
		*ways = sim_attr_number(u->s, &decoder, "interleave_ways");
		*granularity = sim_attr_number(u->s, &decoder, "interleave_granularity");
		return;
	}
	*ways = sim_attr_number(u->s, &u->r->root, "interleave_ways");
	*granularity = u->r->granularity;
	if (!is_power_of_2(*ways))
		*ways /= 3;
}

static int set_interleave(struct setup *u, struct port *p)
{
	u64 ways, granularity;

	parent_interleave(u, p, &ways, &granularity);
	if (ways * granularity > GRANULARITY_MAX)
		return -EINVAL;
	if (p->wanted > PORT_TARGETS)
		return -ENXIO;
	sim_attr_set(u->s, &p->decoder, "interleave_ways", "%u", p->wanted);
	sim_attr_set(u->s, &p->decoder, "interleave_granularity", "%" PRIu64, ways * granularity);
	sim_decoder_set_range(u->s, &p->decoder, u->r->start, u->r->size);
	return 0;
}

/* Positions of the region between two that use the same downstream port. */
static unsigned int distance_of(struct setup *u, const struct port *p)
{
	unsigned int n = (unsigned int)sim_attr_number(u->s, &u->r->root, "interleave_ways");
	struct sim_path at = p->dir;

	for (; *at.s && !str_after(sim_node_name(&at), "root"); at = sim_path_up(at))
		n *= find_port(u, &at)->wanted;
	return n;
}

static int add_dport(struct setup *u, struct port *p, const struct sim_attr *dport)
{
	auto_namelist struct namelist l = sim_dir_names(u->s, &p->dir);
	char list[128] = "";
	unsigned int i;
	size_t k, n = 0;

	if (p->count == p->wanted)
		return -ENXIO;
	p->dports[p->count++] = *dport;
	for (i = 0; i < p->count; i++)
		for (k = 0; k < l.count && n < sizeof(list); k++)
			if (str_after(l.names[k], "dport") &&
			    str_eq(sim_link_base(u->s, &p->dir, l.names[k]).s, p->dports[i].s))
				n += (size_t)snprintf(list + n, sizeof(list) - n, "%s%s",
						      n ? "," : "", l.names[k] + strlen("dport"));
	sim_attr_set(u->s, &p->decoder, "target_list", "%s", list);
	return 0;
}

/* cxl_port_setup_targets() */
static int setup_port(struct setup *u, struct port *p, unsigned int pos)
{
	struct sim_attr dport = dport_to(u->s, &p->dir, &u->r->targets[pos]), peer;
	unsigned int i, distance;
	int rc;

	if (!is_power_of_2(p->wanted))
		return -EINVAL;
	if (!p->count) {
		rc = set_interleave(u, p);
		return rc < 0 ? rc : add_dport(u, p, &dport);
	}
	distance = distance_of(u, p);
	for (i = 0; i < p->count; i++) {
		if (!str_eq(p->dports[i].s, dport.s))
			continue;
		if (pos < distance)
			return -ENXIO;
		peer = dport_to(u->s, &p->dir, &u->r->targets[pos - distance]);
		return str_eq(peer.s, dport.s) ? 0 : -ENXIO;
	}
	return add_dport(u, p, &dport);
}

int sim_region_setup(struct sim *s, const struct sim_region *r)
{
	auto_free struct port *list = calloc(PORTS, sizeof(*list));
	struct setup u = { s, r, list, 0 };
	struct sim_path ports[REGION_DEPTH];
	unsigned int i;
	int rc = list ? 0 : -ENOMEM;
	size_t k;

	for (i = 0; rc == 0 && i < r->ways; i++)
		for (k = sim_target_ports(&r->targets[i], ports, REGION_DEPTH); rc == 0 && k-- > 1;)
			rc = setup_port(&u, find_port(&u, &ports[k]), i);
	return rc;
}
