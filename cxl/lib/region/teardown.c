// SPDX-License-Identifier: LGPL-2.1-or-later
/* Enable, disable and destroy regions. */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/lib/plan/driver.h"
#include "cxl/lib/region/dpa.h"
#include "cxl/lib/region/iomem.h"
#include "cxl/lib/region/order.h"
#include "cxl/lib/region/teardown.h"
#include "cxl/lib/topo/decoder.h"
#include "daxctl/lib/dax.h"
#include "daxctl/lib/memory.h"

size_t region_memdev_names(const struct topo *t, const struct node *region,
			   const char *names[REGION_WAYS_MAX], bool *more)
{
	struct region_state r;
	size_t count = 0;
	u64 i;

	*more = true;
	if (region_read(t, region, &r, NULL) < 0)
		return 0;
	for (i = 0; i < r.ways; i++)
		if (r.targets[i].memdev)
			names[count++] = r.targets[i].memdev->name;
	*more = r.committed && count < r.ways; /* before, a target may not be set yet */
	return count;
}

/* --- memory blocks */

static void add_offline(struct plan *p, const struct region_state *r, const struct memory_block *b,
			u64 size, bool force)
{
	plan_offline(p, b, size);
	plan_undone_without(p, r->node->path); /* a block may not come back with its region */
	if (force)
		plan_optional(p);
}

/* The kernel adds whole blocks for a region; other memory of the system may begin inside of it. */
static int check_partial(const struct topo *t, const struct region_state *r,
			 const struct memory_blocks *b, struct fail *why)
{
	const u64 last = r->start + (r->size - 1);
	u64 from, to;
	size_t i;

	for (i = 0; i < b->count; i++) {
		if (!b->at[i].partial || !b->at[i].online)
			continue;
		from = b->at[i].number * b->size;
		to = from + (b->size - 1);
		if (iomem_has_ram(t->root, MAX(from, r->start), to > from ? MIN(to, last) : last))
			return fail_refuse(
				why, "in_use", "set it offline first, see chmem(8)",
				"memory block %" PRIu64 " (0x%" PRIx64 "-0x%" PRIx64
				") is online, and only a part of it belongs to the region",
				b->at[i].number, from, to);
	}
	return 0;
}

/*
 * The blocks are found by address: memory can be online although the region is disabled, or belongs
 * to a DAX device of the driver dax_hmem or of a namespace.
 */
static int add_all_offline(struct plan *p, const struct topo *t, const struct region_state *r,
			   bool force, struct fail *why)
{
	auto_memory_blocks struct memory_blocks b = { 0 };
	size_t i;
	int rc;

	if (!r->has_range)
		return 0;
	rc = memory_blocks_in(t->root, r->start, r->size, &b);
	if (rc == -ENOENT) /* a kernel without memory hot-plug */
		return 0;
	if (rc == 0 && b.unknown)
		rc = -EIO;
	if (rc < 0)
		return fail_set(why, rc, "read_failed", rc == -EACCES ? "run as root" : "",
				"cannot read which memory blocks are online: %s",
				sys_error_text(rc));
	if (!force)
		rc = check_partial(t, r, &b, why);
	for (i = b.count; rc == 0 && i-- > 0;)
		if (b.at[i].online && !b.at[i].partial)
			add_offline(p, r, &b.at[i], b.size, force);
	return rc;
}

/* DAX devices of dax_hmem remain when the region is unbound, and would be used without it. */
static int add_unbind_hmem(struct plan *p, const struct topo *t, const struct region_state *r,
			   struct fail *why)
{
	auto_dax_devices struct dax_devices devices = { 0 };
	size_t i;
	int rc = r->has_range ? dax_devices_in(t->root, r->start, r->size, &devices) : 0;

	if (rc < 0)
		return fail_set(
			why, rc, "read_failed", rc == -EACCES ? "run as root" : "",
			"cannot read which DAX devices are in the addresses of the region: %s",
			sys_error_text(rc));
	for (i = 0; i < devices.count; i++)
		if (devices.at[i].hmem && !devices.at[i].partial && *devices.at[i].driver)
			plan_unbind_dax(p, devices.at[i].name, devices.at[i].driver);
	return 0;
}

static int add_release_memory(struct plan *p, const struct topo *t, const struct region_state *r,
			      bool force, struct fail *why)
{
	int rc = add_all_offline(p, t, r, force, why);

	return rc == 0 ? add_unbind_hmem(p, t, r, why) : rc;
}

/* --- disable */

static void add_unbind(struct plan *p, const struct node *region)
{
	plan_unbind(p, region);
	if (!region->enabled)
		return;
	plan_undo(p, "bind", region->name);
	plan_undone_without(p, region->path);
}

int plan_disable_region(struct plan *p, const struct topo *t, const struct node *region, bool force,
			struct fail *why)
{
	struct region_state r;
	int rc = region_read(t, region, &r, why);

	if (rc == 0)
		rc = add_release_memory(p, t, &r, force, why);
	if (rc == 0)
		add_unbind(p, region);
	return rc;
}

/* --- destroy */

/* @in_region: false for one that only has a reservation, as after a command was killed. */
static int blocked_by(const struct node *memdev, const struct node *decoder, bool in_region,
		      struct fail *why)
{
	char hint[120];

	if (!in_region) {
		snprintf(hint, sizeof(hint), "'cxl free-dpa %s -d %s' releases it", memdev->name,
			 decoder->name);
		return fail_set(why, -EBUSY, "later_decoder", hint,
				"destroy blocked, the later decoder %s of %s has a reservation, "
				"and no region",
				decoder->name, memdev->name);
	}
	return fail_set(why, -EBUSY, "later_decoder",
			"destroy the region of this decoder first, or see cxl-free-dpa(1)",
			"destroy blocked, %s still has later active decoder %s", memdev->name,
			decoder->name);
}

static int read_dpa_size(const struct topo *t, const struct node *decoder, u64 *ret,
			 struct fail *why)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	int rc = node_open(t, decoder, &d);

	if (rc == 0)
		rc = sysdir_read_u64(&d, "dpa_size", ret);
	return rc < 0 ? fail_set(why, rc, "read_failed", rc == -EACCES ? "run as root" : "",
				 "cannot read dpa_size of %s: %s", decoder->name,
				 sys_error_text(rc))
		      : 0;
}

/* In a dry run: by a region that was to be destroyed before. */
static bool is_released(const struct topo *t, const struct node *decoder)
{
	const struct node *region = decoder_region(t, decoder);

	return region && region->removed;
}

/* The decoders of a device are released in descending order. region_read() has found it. */
static int check_order(const struct topo *t, const struct region_target *target, struct fail *why)
{
	const struct node *decoder = topo_find(t, target->decoder), *n;
	u64 dpa_size;
	int rc;

	node_foreach(n, decoder->parent, NODE_DECODER) {
		if (n->sub <= decoder->sub)
			continue;
		rc = read_dpa_size(t, n, &dpa_size, why);
		if (rc < 0)
			return rc;
		if (dpa_size && !is_released(t, n))
			return blocked_by(target->memdev, n, decoder_region(t, n), why);
	}
	return 0;
}

static bool is_like_target(const struct topo *t, const struct node *decoder,
			   const struct region_state *r)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	char mode[16];
	u64 size;

	return !decoder_region(t, decoder) && node_open(t, decoder, &d) == 0 &&
	       sysdir_read_u64(&d, "dpa_size", &size) == 0 && size == r->size / r->ways &&
	       sysdir_read(&d, "mode", mode, sizeof(mode)) > 0 && str_eq(mode, r->mode);
}

const struct node *region_lost_decoder(const struct topo *t, const struct region_state *r,
				       const struct node *after)
{
	const struct node_list *l = &t->kinds[NODE_DECODER];
	bool passed = !after;
	size_t i;

	if (!r->size || !r->ways || r->target_count == r->ways)
		return NULL;
	for (i = 0; i < l->count; i++) {
		if (passed && l->at[i]->parent->kind == NODE_ENDPOINT && l->at[i]->parent->peer &&
		    is_like_target(t, l->at[i], r))
			return l->at[i];
		passed |= l->at[i] == after;
	}
	return NULL;
}

void plan_release_lost(struct plan *p, const struct node *decoder, const struct region_state *r)
{
	plan_dpa_size(p, decoder, 0, r->size / r->ways);
}

static void add_reset(struct plan *p, const struct node *region)
{
	plan_set(p, region->path, "commit", "0", "reset the decoders of %s", region->name);
	plan_read_back(p);
	plan_undo(p, NULL, "1");
}

static void add_detach(struct plan *p, const struct region_state *r, u64 position)
{
	const char *decoder = r->targets[position].decoder;
	char attr[32];

	snprintf(attr, sizeof(attr), "target%" PRIu64, position);
	plan_set(p, r->node->path, attr, "\n", "detach %s from %s", decoder, r->node->name);
	plan_read_back(p);
	plan_undo(p, NULL, decoder);
}

static int add_release(struct plan *p, const struct topo *t, const struct region_target *target,
		       struct fail *why)
{
	const struct node *decoder = topo_find(t, target->decoder);
	u64 size;
	int rc = read_dpa_size(t, decoder, &size, why);

	if (rc == 0 && size)
		plan_dpa_size(p, decoder, 0, size);
	return rc;
}

static int add_delete(struct plan *p, const struct node *region, struct fail *why)
{
	if (!region->parent || region->parent->kind != NODE_DECODER)
		return fail_set(why, -ENODEV, "no_root_decoder", "",
				"cannot find the root decoder of %s", region->name);
	plan_set(p, region->parent->path, "delete_region", region->name, "delete %s", region->name);
	plan_verify(p, region->path, false);
	return 0;
}

/* Of a region without a driver, which has lost a memory device, for example. */
static int check_online(size_t blocks, bool force, struct fail *why)
{
	return force || !blocks
		       ? 0
		       : fail_refuse(why, "memory_online",
				     "set them offline first, see daxctl-offline-memory(1) and "
				     "chmem(8), or use --force",
				     "%zu memory block%s online", blocks,
				     blocks > 1 ? "s are" : " is");
}

static int check_destroy(const struct topo *t, const struct region_state *r, bool force,
			 struct fail *why)
{
	int rc = 0;
	u64 i;

	if (r->locked)
		return fail_set(why, -EPERM, "locked", "a reset of the system is needed",
				"cannot destroy a locked region");
	if (r->node->enabled && !force)
		return fail_refuse(why, "region_active", "see cxl-disable-region(1)",
				   "active. Disable it or use --force");
	for (i = 0; rc == 0 && i < r->ways; i++)
		if (*r->targets[i].decoder)
			rc = check_order(t, &r->targets[i], why);
	return rc;
}

int plan_destroy_region(struct plan *p, const struct topo *t, const struct node *region, bool force,
			struct fail *why)
{
	const size_t before = p->count;
	struct region_state r;
	int rc = region_read(t, region, &r, why);
	u64 i;

	if (rc == 0)
		rc = check_destroy(t, &r, force, why);
	/* Memory that is online without decoders stops the system. */
	if (rc == 0)
		rc = add_all_offline(p, t, &r, false, why);
	if (rc == 0)
		rc = check_online(p->count - before, force, why);
	if (rc == 0)
		rc = add_unbind_hmem(p, t, &r, why);
	if (rc < 0)
		return rc;
	add_unbind(p, region);
	if (r.committed)
		add_reset(p, region);
	/* One by one, so that an interruption leaves one reservation without a region at most. */
	for (i = r.ways; rc == 0 && i-- > 0;) {
		if (!*r.targets[i].decoder)
			continue;
		add_detach(p, &r, i);
		rc = add_release(p, t, &r.targets[i], why);
	}
	return rc < 0 ? rc : add_delete(p, region, why);
}

/* --- enable */

static void add_commit(struct plan *p, const struct node *region)
{
	plan_set(p, region->path, "commit", "1", "commit the decoders of %s", region->name);
	plan_read_back(p);
	plan_undo(p, NULL, "0");
}

int plan_enable_region(struct plan *p, const struct topo *t, const struct node *region, bool load,
		       struct fail *why)
{
	struct region_state r;
	int rc = region->enabled ? 0 : region_read(t, region, &r, why);

	if (rc < 0 || region->enabled)
		return rc;
	if (!r.committed && (!r.has_range || !r.ways || r.target_count < r.ways))
		return fail_set(why, -ENXIO, "incomplete",
				"destroy it with 'cxl destroy-region', and create it again",
				"it is not completely configured: it has %zu of %" PRIu64
				" targets%s",
				r.target_count, r.ways, r.has_range ? "" : ", and no size");
	rc = r.committed ? 0 : check_commit_region(t, &r, why);
	if (rc < 0)
		return rc;
	if (!r.committed)
		add_commit(p, region);
	return plan_bind(p, t, region, load, why);
}

/* --- errors */

void region_explain(const struct plan *p, size_t failed, struct fail *why)
{
	const struct plan_step *step = failed < p->count ? &p->at[failed] : NULL;
	const char *hint = NULL;

	if (!step || why->outcome != OUTCOME_FAILED)
		return;
	if (str_eq(step->write.value, "offline"))
		hint = str_eq(step->undo.value, "online_kernel")
			       ? "it is not in zone Movable, so the kernel may use it itself; online "
				 "the memory as movable after the next boot"
			       : "a page of it is in use and cannot be moved now; try again, or see "
				 "the kernel log";
	else if (str_ends(step->write.path, "/commit") && why->err == -ENXIO)
		hint = "see the kernel log; in a virtual machine the kernel cannot invalidate CPU "
		       "caches unless it has CONFIG_CXL_REGION_INVALIDATION_TEST";
	else if (strstr(step->write.path, "/target") && why->err == -ENXIO)
		hint = "the memory device, or a host bridge or switch above it, may not be capable "
		       "of this number of ways or granularity";
	else if (str_ends(step->write.path, "/commit") && why->err == -EBUSY)
		hint = "the decoders of a port are committed in ascending order and reset in "
		       "descending order, and not during a sanitize operation";
	fail_prefix(why, step->text);
	if (hint && !strstr(why->message, "; the kernel: "))
		snprintf(why->hint, sizeof(why->hint), "%s", hint);
}
