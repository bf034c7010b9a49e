// SPDX-License-Identifier: GPL-2.0-only
/* What the files of a region show: its parameters and state, ports and decoders of its targets. */
#include <stdio.h>

#include "cxl/sim/decoder.h"
#include "cxl/sim/region.h"

void sim_region_load(struct sim *s, const struct sim_path *dir, struct sim_region *r)
{
	unsigned int i;
	char name[16];

	*r = (struct sim_region){
		.dir = *dir,
		.root = sim_path_up(*dir),
		.ways = MIN(sim_attr_number(s, dir, "interleave_ways"), (u64)REGION_TARGETS),
		.granularity = sim_attr_number(s, dir, "interleave_granularity"),
		.size = sim_attr_number(s, dir, "size"),
		.start = sim_attr_number(s, dir, "resource"),
		.pmem = sim_attr_is(s, dir, "mode", "pmem"),
		.committed = sim_attr_is(s, dir, "commit", "1"),
	};
	r->name = sim_node_name(&r->dir);
	for (i = 0; i < r->ways; i++) {
		snprintf(name, sizeof(name), "target%u", i);
		if (sim_node_find(s, "cxl", sim_attr_get(s, dir, name).s, &r->targets[i]) < 0)
			r->targets[i].s[0] = '\0';
	}
}

/*
 * A target that could not complete the region has no range: the files show then that the region is
 * not active.
 */
enum sim_region_state sim_region_state(struct sim *s, const struct sim_region *r)
{
	unsigned int i;

	if (r->committed)
		return REGION_COMMITTED;
	if (!r->size)
		return REGION_IDLE;
	for (i = 0; i < r->ways; i++)
		if (!*r->targets[i].s || !sim_attr_number(s, &r->targets[i], "size"))
			return REGION_SIZED;
	return REGION_ACTIVE;
}

size_t sim_target_ports(const struct sim_path *decoder, struct sim_path *ports, size_t max)
{
	struct sim_path p = sim_path_up(*decoder);
	size_t n = 0;

	for (; *p.s && n < max && !str_after(sim_node_name(&p), "root"); p = sim_path_up(p))
		ports[n++] = p;
	return n;
}

bool sim_region_decoder(struct sim *s, const struct sim_region *r, const struct sim_path *port,
			struct sim_path *ret)
{
	auto_namelist struct namelist l = sim_decoder_names(s, port);
	size_t i;

	for (i = 0; i < l.count; i++) {
		*ret = sim_path_in(port, l.names[i]);
		if (sim_attr_is(s, ret, "region", r->name))
			return true;
	}
	return false;
}
