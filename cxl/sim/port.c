// SPDX-License-Identifier: GPL-2.0-only
/*
 * Removal of ports and endpoints, and their return. The kernel detaches memdevs from a work queue;
 * here it is done before the write returns, so "flush" has nothing to wait for.
 */
#include <stdio.h>

#include "cxl/sim/decoder.h"
#include "cxl/sim/port.h"
#include "cxl/sim/region.h"

#define DEPTH 8
#define DEBUGFS "sys/kernel/debug/cxl"

static bool is_root(const struct sim_path *port)
{
	return str_after(sim_node_name(port), "root") != NULL;
}

/* The endpoint of a memdev; false: none. */
static bool find_endpoint(struct sim *s, const struct sim_path *memdev, struct sim_path *ret)
{
	auto_namelist struct namelist l = sim_node_names(s, "cxl", "endpoint");
	size_t i;

	for (i = 0; i < l.count; i++)
		if (sim_node_find(s, "cxl", l.names[i], ret) == 0 &&
		    str_eq(sim_link_base(s, ret, "uport").s, sim_node_name(memdev)))
			return true;
	return false;
}

/* The key of the endpoint that a memdev had; empty: none. */
static struct sim_attr kept_endpoint(struct sim *s, const struct sim_path *memdev)
{
	auto_namelist struct namelist l = sim_stash_keys(s, "endpoint");
	struct sim_attr key = { "" };
	struct sim_path p;
	size_t i;

	for (i = 0; i < l.count; i++) {
		p = sim_stash_path(l.names[i]);
		if (str_eq(sim_link_base(s, &p, "uport").s, sim_node_name(memdev)))
			snprintf(key.s, sizeof(key.s), "%s", l.names[i]);
	}
	return key;
}

/* Regions lose their targets, as when the decoders are unregistered: the last one first. */
static void detach_regions(struct sim *s, const struct sim_path *endpoint)
{
	auto_namelist struct namelist l = sim_decoder_names(s, endpoint);
	struct sim_path decoder, dir;
	struct sim_region r;
	unsigned int pos;
	size_t i;

	for (i = l.count; i--;) {
		decoder = sim_path_in(endpoint, l.names[i]);
		if (sim_node_find(s, "cxl", sim_attr_get(s, &decoder, "region").s, &dir) < 0)
			continue;
		sim_region_load(s, &dir, &r);
		for (pos = 0; pos < r.ways; pos++)
			if (str_eq(r.targets[pos].s, decoder.s))
				sim_region_detach(s, &r, pos);
	}
}

struct kept {
	struct sim_path path, key;
};

#define KEPT 5
#define KEPT_NVDIMM 2

/* Commands that the kernel keeps for itself while the memdev has an nvdimm. */
static void set_nvdimm(struct sim *s, const struct sim_path *memdev, bool nvdimm)
{
	struct sim_dev *d = sim_device(s, sim_node_name(memdev));

	if (d)
		d->nvdimm = nvdimm;
}

/* What a memdev has only while it is bound, besides the endpoint. */
static void memdev_files(struct sim *s, const struct sim_path *memdev, struct kept *kept)
{
	auto_namelist struct namelist l = sim_node_names(s, "nd", "nmem");
	const char *name = sim_node_name(memdev), *n = name + strlen("mem");
	struct sim_path dir, cxl, none = { "" };
	char provider[32];
	size_t i;

	snprintf(provider, sizeof(provider), "pmem%s", n);
	kept[0] = (struct kept){ sim_path_in(memdev, "trigger_poison_list"),
				 sim_path_of("%s.trigger_poison_list", name) };
	kept[1] = (struct kept){ sim_path_of("%s/cxl_%s", memdev->s, name),
				 sim_path_of("cxl_%s", name) };
	kept[KEPT_NVDIMM] =
		(struct kept){ sim_path_in(memdev, provider), sim_path_of("%s", provider) };
	kept[3] =
		(struct kept){ sim_path_of(DEBUGFS "/%s", name), sim_path_of("%s.debugfs", name) };
	kept[4] = (struct kept){ none, sim_path_of("%s.nmem", provider) };
	for (i = 0; i < l.count; i++) {
		if (sim_node_find(s, "nd", l.names[i], &dir) < 0)
			continue;
		cxl = sim_path_in(&dir, "cxl");
		if (sim_attr_is(s, &cxl, "provider", provider))
			kept[4].path = dir;
	}
}

static bool has_children(struct sim *s, const struct sim_path *port)
{
	auto_namelist struct namelist l = sim_dir_names(s, port);
	size_t i;

	for (i = 0; i < l.count; i++)
		if (str_after(l.names[i], "endpoint") || str_after(l.names[i], "port"))
			return true;
	return false;
}

/* Switch ports are removed with their last memdev; host bridges stay. */
static void reap_ports(struct sim *s, struct sim_path port)
{
	struct sim_path up = sim_path_up(port);

	while (!is_root(&port) && !is_root(&up) && !has_children(s, &port)) {
		sim_stash(s, sim_node_name(&port), &port);
		port = up;
		up = sim_path_up(port);
	}
}

void sim_memdev_release(struct sim *s, const struct sim_path *memdev)
{
	struct kept kept[KEPT];
	struct sim_path endpoint;
	size_t i;

	memdev_files(s, memdev, kept);
	if (find_endpoint(s, memdev, &endpoint)) {
		detach_regions(s, &endpoint);
		sim_decoder_release_all(s, &endpoint);
		sim_stash(s, sim_node_name(&endpoint), &endpoint);
		reap_ports(s, sim_path_up(endpoint));
	}
	if (sim_path_exists(s, &kept[KEPT_NVDIMM].path))
		set_nvdimm(s, memdev, false);
	for (i = 0; i < KEPT; i++)
		sim_stash(s, kept[i].key.s, &kept[i].path);
	sim_node_clear_driver(s, memdev);
}

/* Keys of the decoders and dports of an unbound port: "port1:decoder1.0", "port1:dport0". */
static struct sim_path child_key(const struct sim_path *port, const char *name)
{
	return sim_path_of("%s:%s", sim_node_name(port), name);
}

/* The first memdev brings back all decoders, each memdev the dport that leads to it. */
static void populate_port(struct sim *s, const struct sim_path *port, const struct sim_path *memdev)
{
	struct sim_path prefix = child_key(port, ""), kept, part;
	auto_namelist struct namelist l = sim_stash_keys(s, prefix.s);
	const char *name;
	size_t i;

	for (i = 0; i < l.count; i++) {
		name = l.names[i] + strlen(prefix.s);
		if (str_after(name, "dport")) {
			kept = sim_stash_path(prefix.s);
			kept = sim_path_up(kept);
			part = sim_path_of("/%s/", sim_link_base(s, &kept, l.names[i]).s);
			if (!strstr(memdev->s, part.s))
				continue;
		}
		if (sim_stash_restore(s, l.names[i]) < 0)
			fprintf(stderr, "cxl-sim: cannot restore %s\n", l.names[i]);
	}
}

/* From the root to the port above the endpoint. -ENXIO: one has no driver, or there is no root. */
static int enumerate_ports(struct sim *s, const struct sim_path *endpoint,
			   const struct sim_path *memdev)
{
	struct sim_path ports[DEPTH], p = sim_path_up(*endpoint);
	size_t n = 0;

	for (; *p.s && !is_root(&p) && n < DEPTH; p = sim_path_up(p))
		ports[n++] = p;
	if (!sim_path_exists(s, &p))
		return -ENXIO;
	while (n--) {
		if (!sim_path_exists(s, &ports[n]) &&
		    sim_stash_restore(s, sim_node_name(&ports[n])) < 0)
			return -ENXIO;
		if (!*sim_node_driver(s, &ports[n]).s)
			return -ENXIO;
		populate_port(s, &ports[n], memdev);
	}
	return 0;
}

int sim_memdev_probe(struct sim *s, const struct sim_path *memdev)
{
	struct sim_attr key = kept_endpoint(s, memdev);
	struct sim_path endpoint = sim_stash_origin(s, key.s);
	struct kept kept[KEPT];
	size_t i;
	int rc;

	/* A memdev that never had an endpoint: its ports are not known. */
	if (!*key.s || !*endpoint.s)
		return -ENXIO;
	rc = enumerate_ports(s, &endpoint, memdev);
	if (rc == 0)
		rc = sim_stash_restore(s, key.s);
	if (rc < 0)
		return -ENXIO;
	memdev_files(s, memdev, kept);
	for (i = 0; i < KEPT; i++) {
		rc = sim_stash_restore(s, kept[i].key.s);
		if (rc < 0 && rc != -ENOENT)
			return rc;
		if (rc == 0 && i == KEPT_NVDIMM)
			set_nvdimm(s, memdev, true);
	}
	sim_node_set_driver(s, memdev, "cxl_mem");
	return 0;
}

/* Memdevs with an endpoint at or below @top. */
static void release_memdevs(struct sim *s, const struct sim_path *top)
{
	auto_namelist struct namelist l = sim_node_names(s, "cxl", "endpoint");
	struct sim_path endpoint, memdev;
	size_t i;

	for (i = 0; i < l.count; i++)
		if (sim_node_find(s, "cxl", l.names[i], &endpoint) == 0 &&
		    (sim_path_below(&endpoint, top) || str_eq(endpoint.s, top->s)) &&
		    sim_endpoint_memdev(s, &endpoint, &memdev) == 0)
			sim_memdev_release(s, &memdev);
}

void sim_port_release(struct sim *s, const struct sim_path *port)
{
	struct sim_path p, key;
	size_t i;

	release_memdevs(s, port);
	if (!sim_path_exists(s, port))
		return;
	sim_node_clear_driver(s, port);
	auto_namelist struct namelist l = sim_dir_names(s, port);
	for (i = 0; i < l.count; i++) {
		if (!str_after(l.names[i], "decoder") && !str_after(l.names[i], "dport") &&
		    !str_eq(l.names[i], "CDAT"))
			continue;
		if (str_eq(l.names[i], "decoders_committed"))
			continue;
		p = sim_path_in(port, l.names[i]);
		key = child_key(port, l.names[i]);
		sim_stash(s, key.s, &p);
	}
}

int sim_port_probe(struct sim *s, const struct sim_path *port)
{
	struct sim_path up = sim_path_up(*port);

	if (!is_root(&up) && !*sim_node_driver(s, &up).s)
		return -ENXIO;
	sim_node_set_driver(s, port, "cxl_port");
	return 0;
}

void sim_root_release(struct sim *s, const struct sim_path *dev)
{
	auto_namelist struct namelist regions = sim_node_names(s, "cxl", "region"),
				      l = sim_dir_names(s, dev);
	struct sim_path p;
	size_t i;

	release_memdevs(s, dev);
	for (i = 0; i < regions.count; i++)
		if (sim_node_find(s, "cxl", regions.names[i], &p) == 0 && sim_path_below(&p, dev))
			sim_region_delete(s, &p);
	for (i = 0; i < l.count; i++) {
		p = sim_path_in(dev, l.names[i]);
		if (is_root(&p))
			sim_stash(s, l.names[i], &p);
	}
	sim_node_clear_driver(s, dev);
}

/* All memdevs without a driver are probed again. */
static void rescan(struct sim *s)
{
	auto_namelist struct namelist l = sim_node_names(s, "cxl", "mem");
	struct sim_path memdev;
	size_t i;

	for (i = 0; i < l.count; i++)
		if (sim_node_find(s, "cxl", l.names[i], &memdev) == 0 &&
		    !*sim_node_driver(s, &memdev).s && sim_memdev_probe(s, &memdev) < 0)
			continue;
}

int sim_root_probe(struct sim *s, const struct sim_path *dev)
{
	auto_namelist struct namelist l = sim_stash_keys(s, "root");
	struct sim_path origin;
	size_t i;
	int rc = -ENODEV;

	for (i = 0; i < l.count; i++) {
		origin = sim_stash_origin(s, l.names[i]);
		if (sim_path_below(&origin, dev))
			rc = sim_stash_restore(s, l.names[i]);
	}
	if (rc < 0)
		return -ENODEV;
	sim_node_set_driver(s, dev, "cxl_acpi");
	rescan(s);
	return 0;
}
