// SPDX-License-Identifier: LGPL-2.1-or-later
/* Regions, memory, mounts, swap and volumes that depend on a memory device. */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/lib/topo/decoder.h"
#include "cxl/lib/topo/dependents.h"
#include "cxl/lib/topo/device-users.h"

static void add_dax(const struct rec *device, struct dependent_list *l)
{
	const struct rec *online = rec_get(device, "online_memblocks");
	const struct rec *total = rec_get(device, "total_memblocks");
	const char *name = rec_get_str(device, "chardev");
	struct dependent *d;

	if (!name || !online || !total || online->u == 0)
		return;
	d = dependents_add(l, DEPENDENT_MEMORY, name);
	if (d)
		snprintf(d->text, sizeof(d->text),
			 "%s: %" PRIu64 " of %" PRIu64 " memory blocks are online", name, online->u,
			 total->u);
}

static void add_memory(const struct topo *t, const struct node *region, struct dependent_list *l)
{
	const struct node *dax;
	const struct rec *devices, *device;

	node_foreach(dax, region, NODE_DAX_REGION) {
		auto_rec struct rec *r = rec_new_obj();

		dax_region_emit(t->root, dax->path, false, r);
		devices = rec_get(r, "devices");
		if (!devices)
			continue;
		rec_foreach(device, devices)
			add_dax(device, l);
	}
}

static int region_range(const struct topo *t, const struct node *region, u64 *start, u64 *size)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	int rc = node_open(t, region, &d);

	if (rc == 0)
		rc = sysdir_read_u64(&d, "size", size);
	return rc == 0 && *size ? sysdir_read_u64(&d, "resource", start) : rc;
}

/*
 * Of all DAX devices in its addresses: also those of a namespace, and of dax_hmem. Those in mode
 * system-ram have neither mounts nor processes: their memory is in that of the system.
 */
static void add_processes(const struct topo *t, const struct node *region, struct dependent_list *l)
{
	auto_dax_devices struct dax_devices devices = { 0 };
	u64 start = 0, size = 0;
	size_t i;
	int rc = region_range(t, region, &start, &size);

	if (rc == 0 && size)
		rc = dax_devices_in(t->root, start, size, &devices);
	if (rc < 0)
		dependents_add_unknown(l, region->name, "which DAX devices are in its addresses");
	for (i = 0; i < devices.count; i++)
		if (!str_eq(devices.at[i].driver, "kmem"))
			device_users_dax(t->root, &devices.at[i], l);
}

/* Before Linux 6.3, all regions are persistent, and have no such attribute. */
static bool is_volatile(const struct topo *t, const struct node *region)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	char mode[16];

	return node_open(t, region, &d) == 0 && sysdir_read(&d, "mode", mode, sizeof(mode)) > 0 &&
	       str_eq(mode, "ram");
}

static void add_region(const struct topo *t, const struct node *region, struct dependent_list *l)
{
	struct dependent *d = dependents_add(l, DEPENDENT_REGION, region->name);

	if (d)
		snprintf(d->text, sizeof(d->text), "part of %s", region->name);
	add_memory(t, region, l);
	add_processes(t, region, l);
}

/* Whether a region without driver is in use all the same. */
static bool is_committed(const struct topo *t, const struct node *region)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	u64 commit;
	int rc;

	rc = node_open(t, region, &d);
	if (rc == 0)
		rc = sysdir_read_u64(&d, "commit", &commit);
	return rc == 0 ? commit != 0 : rc != -ENOENT;
}

static bool has_online_memory(const struct topo *t, const struct node *region)
{
	struct dependent_list l = { .count = 0 };

	add_memory(t, region, &l);
	return l.count > 0;
}

static void add_text(struct dependent_list *l, enum dependent_kind kind, const struct node *n,
		     const char *text)
{
	struct dependent *d = dependents_add(l, kind, n->name);

	if (d)
		snprintf(d->text, sizeof(d->text), "%s", text);
}

/* Kernels before 6.7 do not show which decoders are committed: the sizes decide. */
static int has_size(const struct topo *t, const struct node *endpoint)
{
	const struct node *decoder;

	node_foreach(decoder, endpoint, NODE_DECODER) {
		auto_sysdir struct sysdir d = { .fd = -1 };
		u64 size;
		int rc = node_open(t, decoder, &d);

		if (rc == 0)
			rc = sysdir_read_u64(&d, "size", &size);
		if (rc < 0 || size)
			return rc < 0 ? rc : 1;
	}
	return 0;
}

/* Committed decoders decode memory, also those set up by the firmware. */
static void add_decoders(const struct topo *t, const struct node *endpoint,
			 struct dependent_list *l)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	u64 committed;
	int rc;

	rc = node_open(t, endpoint, &d);
	if (rc == 0)
		rc = sysdir_read_u64(&d, "decoders_committed", &committed);
	if (rc == 0)
		rc = committed > 0;
	else if (rc == -ENOENT)
		rc = has_size(t, endpoint);
	if (rc > 0)
		add_text(l, DEPENDENT_DECODER, endpoint, "its decoders are committed");
	else if (rc < 0)
		add_text(l, DEPENDENT_UNKNOWN, endpoint,
			 "cannot read whether its decoders are committed");
}

/* Those in use; true: one of them is persistent. */
static bool add_regions(const struct topo *t, const struct node *endpoint, struct dependent_list *l)
{
	const struct node *decoder, *region;
	bool pmem = false;

	node_foreach(decoder, endpoint, NODE_DECODER) {
		region = decoder_region(t, decoder);
		if (region && !dependents_known(l, DEPENDENT_REGION, region->name) &&
		    (region->enabled || is_committed(t, region) || has_online_memory(t, region))) {
			add_region(t, region, l);
			pmem |= !is_volatile(t, region);
		}
	}
	return pmem;
}

/*
 * The next endpoint of a memdev from number @i on; NULL: none. There should be one. If several have
 * a link to the memdev, its peer is any of them, depending on the scope of the scan.
 */
static const struct node *next_endpoint(const struct memdev *m, size_t *i)
{
	const struct node_list *l = &m->topo->kinds[NODE_ENDPOINT];
	const struct node *n;

	while (*i < l->count) {
		n = l->at[(*i)++];
		if (n->host && str_eq(n->host, m->node->name))
			return n;
	}
	return NULL;
}

void dependents_find(const struct memdev *m, struct dependent_list *ret)
{
	const struct node *endpoint;
	bool pmem = false;
	size_t i = 0;

	*ret = (struct dependent_list){ .count = 0 };
	if (!m->node->peer) {
		add_text(ret, DEPENDENT_UNKNOWN, m->node,
			 "it has no endpoint, so its decoders are not known");
		return;
	}
	while ((endpoint = next_endpoint(m, &i)))
		pmem |= add_regions(m->topo, endpoint, ret);
	if (pmem)
		device_users_pmem(m->topo->root, ret);
	for (i = 0; ret->count == 0 && (endpoint = next_endpoint(m, &i));)
		add_decoders(m->topo, endpoint, ret);
}

void dependents_find_region(const struct topo *t, const struct node *region,
			    struct dependent_list *ret)
{
	*ret = (struct dependent_list){ .count = 0 };
	add_processes(t, region, ret);
	if (!is_volatile(t, region))
		device_users_pmem(t->root, ret);
}
