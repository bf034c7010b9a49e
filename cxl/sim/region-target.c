// SPDX-License-Identifier: GPL-2.0-only
/* Targets of a region: attach and detach endpoint decoders, reserve those of the ports above. */
#include <stdio.h>

#include "cxl/sim/decoder.h"
#include "cxl/sim/region.h"

/* Whether a target other than @except is below @port. */
static bool has_target_below(const struct sim_region *r, const struct sim_path *port,
			     unsigned int except)
{
	unsigned int i;

	for (i = 0; i < r->ways; i++)
		if (i != except && *r->targets[i].s && sim_path_below(&r->targets[i], port))
			return true;
	return false;
}

/* The decoders keep their interleave, as in the kernel. */
static void clear_decoder(struct sim *s, const struct sim_path *decoder)
{
	sim_attr_set(s, decoder, "region", "%s", "");
	sim_decoder_set_range(s, decoder, 0, 0);
}

/* The range of switch decoders is set while all targets are attached. */
static void teardown(struct sim *s, const struct sim_region *r)
{
	struct sim_path ports[REGION_DEPTH], decoder;
	size_t n, k;
	unsigned int i;

	for (i = 0; i < r->ways; i++) {
		n = *r->targets[i].s ? sim_target_ports(&r->targets[i], ports, REGION_DEPTH) : 0;
		for (k = 1; k < n; k++)
			if (sim_region_decoder(s, r, &ports[k], &decoder))
				sim_decoder_set_range(s, &decoder, 0, 0);
	}
}

void sim_region_detach(struct sim *s, struct sim_region *r, unsigned int pos)
{
	struct sim_path ports[REGION_DEPTH], decoder, target = r->targets[pos];
	bool active;
	char name[16];
	size_t n, k;

	if (r->committed)
		sim_region_reset(s, r);
	active = sim_region_state(s, r) == REGION_ACTIVE;
	n = sim_target_ports(&target, ports, REGION_DEPTH);
	for (k = 1; k < n; k++)
		if (!has_target_below(r, &ports[k], pos) &&
		    sim_region_decoder(s, r, &ports[k], &decoder))
			clear_decoder(s, &decoder);
	clear_decoder(s, &target);
	r->targets[pos].s[0] = '\0';
	snprintf(name, sizeof(name), "target%u", pos);
	sim_attr_set(s, &r->dir, name, "%s", "");
	if (active)
		teardown(s, r);
	sim_region_release(s, &r->dir);
}

/* Regions of a port are attached in the order of their addresses. */
static int check_order(struct sim *s, const struct sim_region *r, const struct sim_path *port)
{
	auto_namelist struct namelist l = sim_decoder_names(s, port);
	struct sim_path decoder, other;
	size_t i;

	for (i = 0; i < l.count; i++) {
		decoder = sim_path_in(port, l.names[i]);
		if (sim_node_find(s, "cxl", sim_attr_get(s, &decoder, "region").s, &other) == 0 &&
		    sim_attr_number(s, &other, "size") &&
		    sim_attr_number(s, &other, "resource") > r->start)
			return -EBUSY;
	}
	return 0;
}

/* The first decoder that is not committed, unless decoders above it are. */
static int find_free(struct sim *s, const struct sim_path *port, struct sim_path *ret)
{
	auto_namelist struct namelist l = sim_decoder_names(s, port);
	u64 next = sim_attr_number(s, port, "decoders_committed");
	struct sim_path decoder;
	bool found = false;
	size_t i;

	for (i = 0; i < l.count; i++) {
		decoder = sim_path_in(port, l.names[i]);
		if (sim_decoder_id(&decoder) != next)
			continue;
		*ret = decoder;
		found = !*sim_attr_get(s, &decoder, "region").s;
	}
	/* A decoder below was disabled out of order. */
	for (i = 0; found && i < l.count; i++) {
		decoder = sim_path_in(port, l.names[i]);
		if (sim_decoder_id(&decoder) < next && !sim_decoder_enabled(s, &decoder))
			found = false;
	}
	return found ? 0 : -EBUSY;
}

/* Reserve a decoder at each port above the endpoint; those of other targets are shared. */
static int attach_ports(struct sim *s, const struct sim_region *r, const struct sim_path *target)
{
	struct sim_path ports[REGION_DEPTH], decoder, taken[REGION_DEPTH];
	size_t n = sim_target_ports(target, ports, REGION_DEPTH), count = 0, k;
	int rc = 0;

	for (k = 0; rc == 0 && k < n; k++) {
		if (k && sim_region_decoder(s, r, &ports[k], &decoder))
			continue;
		rc = check_order(s, r, &ports[k]);
		decoder = *target;
		if (rc == 0 && k)
			rc = find_free(s, &ports[k], &decoder);
		if (rc == 0 && *sim_attr_get(s, &decoder, "region").s)
			rc = -EBUSY;
		if (rc < 0)
			break;
		sim_attr_set(s, &decoder, "region", "%s", r->name);
		taken[count++] = decoder;
	}
	while (rc < 0 && count)
		sim_attr_set(s, &taken[--count], "region", "%s", "");
	return rc;
}

/* The host bridge of @target must be the one that the root decoder has at @pos. */
static int check_bridge(struct sim *s, const struct sim_region *r, const struct sim_path *target,
			unsigned int pos)
{
	struct sim_path ports[REGION_DEPTH], root = sim_path_up(r->root);
	size_t n = sim_target_ports(target, ports, REGION_DEPTH);
	u64 ways = sim_attr_number(s, &r->root, "interleave_ways");
	struct sim_attr list = sim_attr_get(s, &r->root, "target_list");
	char *save = NULL, *id = strtok_r(list.s, ",", &save);
	char name[32];
	u64 i;

	if (!n || !ways || !sim_path_below(target, &root))
		return -ENXIO;
	for (i = 0; id && i < pos % ways; i++)
		id = strtok_r(NULL, ",", &save);
	if (!id)
		return -ENXIO;
	snprintf(name, sizeof(name), "dport%s", id);
	return str_eq(sim_link_base(s, &root, name).s,
		      sim_link_base(s, &ports[n - 1], "parent_dport").s)
		       ? 0
		       : -ENXIO;
}

/* The memdev may have one target of a region only. */
static int check_position(const struct sim_region *r, const struct sim_path *target,
			  unsigned int pos)
{
	struct sim_path endpoint = sim_path_up(*target);
	unsigned int i;

	if (*r->targets[pos].s)
		return -EBUSY;
	for (i = 0; i < r->ways; i++)
		if (*r->targets[i].s && sim_path_below(&r->targets[i], &endpoint))
			return -EBUSY;
	return 0;
}

static unsigned int target_count(const struct sim_region *r)
{
	unsigned int i, n = 0;

	for (i = 0; i < r->ways; i++)
		n += *r->targets[i].s != '\0';
	return n;
}

/* In the order of cxl_region_attach(). */
static int check_target(struct sim *s, const struct sim_region *r, const struct sim_path *target,
			unsigned int pos)
{
	u64 size = sim_attr_number(s, target, "dpa_size");
	int rc;

	if (!sim_attr_is(s, target, "mode", r->pmem ? "pmem" : "ram"))
		return -EINVAL;
	if (sim_region_state(s, r) > REGION_SIZED)
		return -EBUSY;
	if (sim_region_state(s, r) < REGION_SIZED)
		return -ENXIO;
	if (target_count(r) >= r->ways)
		return -EINVAL;
	if (sim_attr_is(s, target, "target_type", "accelerator") || !size)
		return -ENXIO;
	if (size * r->ways + sim_attr_number(s, &r->dir, "extended_linear_cache_size") != r->size)
		return -EINVAL;
	rc = check_position(r, target, pos);
	return rc < 0 ? rc : check_bridge(s, r, target, pos);
}

/* If the interleave is not possible, the last target stays attached, as in the kernel. */
static int attach(struct sim *s, struct sim_region *r, unsigned int pos,
		  const struct sim_path *target)
{
	char name[16];
	int rc = check_target(s, r, target, pos);

	if (rc == 0)
		rc = attach_ports(s, r, target);
	if (rc < 0)
		return rc;
	r->targets[pos] = *target;
	snprintf(name, sizeof(name), "target%u", pos);
	sim_attr_set(s, &r->dir, name, "%s", sim_node_name(target));
	if (target_count(r) == r->ways) {
		rc = sim_region_setup(s, r);
		if (rc < 0) {
			teardown(s, r);
			return rc;
		}
	}
	sim_attr_set(s, target, "interleave_ways", "%u", (unsigned int)r->ways);
	sim_attr_set(s, target, "interleave_granularity", "%u", (unsigned int)r->granularity);
	sim_decoder_set_range(s, target, r->start, r->size);
	return 0;
}

int sim_region_store_target(struct sim *s, struct sim_region *r, unsigned int pos,
			    const char *value)
{
	struct sim_attr name = sim_store_text(value);
	struct sim_path target;

	if (pos >= r->ways)
		return -ENXIO;
	if (!*name.s) {
		if (*r->targets[pos].s)
			sim_region_detach(s, r, pos);
		return 0;
	}
	if (sim_node_find(s, "cxl", name.s, &target) < 0)
		return -ENODEV;
	if (!sim_attr_is(s, &target, "devtype", "cxl_decoder_endpoint"))
		return -EINVAL;
	return attach(s, r, pos, &target);
}
