// SPDX-License-Identifier: LGPL-2.1-or-later
/* Modes of DAX devices: which driver they are bound to. */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/plan/driver.h"
#include "daxctl/plan/plan.h"

#define DRIVERS "bus/dax/drivers"

static const char *attr_path(const struct dax_state *s, const char *attr, char *buf, size_t size)
{
	snprintf(buf, size, "%s/%s", s->node->path, attr);
	return buf;
}

/* --- leaving a driver */

/* How the memory is online; "state" has the last request only. NULL: it is not. */
static const char *online_word(const struct dax_state *s)
{
	size_t i, movable = 0, kernel = 0;

	for (i = 0; i < s->memory.count; i++) {
		movable += s->memory.at[i].online && str_eq(s->memory.at[i].zone, "Movable");
		kernel += s->memory.at[i].online && !str_eq(s->memory.at[i].zone, "Movable");
	}
	return movable ? "online_movable" : kernel ? "online_kernel" : NULL;
}

/*
 * Since Linux 7.3: the kernel removes the memory of the device, or none of it. To undo it, the
 * memory is removed first: the kernel may have added it in another way when kmem was bound again.
 */
static void add_unplug(struct plan *p, const struct dax_state *s)
{
	const char *word = online_word(s);
	char state[PATH_MAX];

	plan_set(p, s->node->path, "state", "unplugged",
		 "set the memory of %s offline, and remove it", s->node->name);
	plan_read_back(p);
	plan_retry(p);
	if (!word) {
		plan_needs_no_undo(p);
		return;
	}
	plan_undo(p, NULL, word);
	plan_undo_first(p, NULL, "unplugged", attr_path(s, "state", state, sizeof(state)));
}

int dax_plan_release(struct plan *p, const struct dax_state *s, bool force, struct fail *why)
{
	const size_t online = dax_online_blocks(s);
	size_t i;

	if (s->mode != DAX_SYSTEM_RAM)
		return 0;
	if (online && !force)
		return fail_refuse(
			why, "memory_online",
			"set them offline first, see daxctl-offline-memory(1), or use --force",
			"%zu of %zu memory blocks are online", online, s->memory.count);
	if (s->can_unplug && !str_eq(s->request, "unplugged")) {
		add_unplug(p, s);
		return 0;
	}
	for (i = s->memory.count; i-- > 0;)
		if (s->memory.at[i].online)
			plan_offline(p, &s->memory.at[i], s->memory.size);
	return 0;
}

/* The link of the driver, which it has while the device is bound to it. */
static const char *bound_path(const char *driver, const char *name, char *buf, size_t size)
{
	snprintf(buf, size, DRIVERS "/%s/%s", driver, name);
	return buf;
}

static void add_unbind(struct plan *p, const struct dax_state *s)
{
	char dir[128], bound[200];

	snprintf(dir, sizeof(dir), DRIVERS "/%s", s->driver);
	plan_set(p, dir, "unbind", s->node->name, "unbind %s from driver %s", s->node->name,
		 s->driver);
	plan_undo(p, "bind", s->node->name);
	plan_undone_with(p, bound_path(s->driver, s->node->name, bound, sizeof(bound)));
	plan_undone_without(p, s->node->path);
	if (s->mode == DAX_SYSTEM_RAM) /* a block may have been set online meanwhile */
		plan_recheck(p);
}

/*
 * Writing to new_id also binds other devices without a driver that match; so it is used only where
 * the driver does not match this device by its type (dax_match_type() in drivers/dax/bus.c).
 */
static bool matches_by_type(const struct dax_state *s, enum dax_mode mode)
{
	if (mode == DAX_SYSTEM_RAM)
		return s->from_kmem;
	return mode == DAX_DEVDAX && !s->from_kmem && !strstr(s->node->path, "/hmem.");
}

/*
 * Otherwise the kernel would bind the device to this driver again: after a reset, and when another
 * device is added to those of the driver.
 */
static void add_forget(struct plan *p, const struct dax_state *s)
{
	char dir[128];

	if (matches_by_type(s, s->mode))
		return;
	snprintf(dir, sizeof(dir), DRIVERS "/%s", s->driver);
	plan_set(p, dir, "remove_id", s->node->name, "remove %s from the devices of driver %s",
		 s->node->name, s->driver);
	plan_undo(p, "new_id", s->node->name);
}

int dax_plan_disable(struct plan *p, const struct dax_state *s, bool force, struct fail *why)
{
	char driver[PATH_MAX];
	int rc = dax_plan_release(p, s, force, why);

	if (rc < 0 || !*s->driver)
		return rc;
	add_unbind(p, s);
	add_forget(p, s);
	plan_verify(p, attr_path(s, "driver", driver, sizeof(driver)), false);
	return 0;
}

/* --- entering a driver */

/*
 * Other devices without a driver that the one of @mode may match by their type: new_id binds them,
 * too. It is not known which type those of hmem have.
 */
static bool is_taken(const struct dax_state *other, enum dax_mode mode)
{
	if (*other->driver || !other->size)
		return false;
	if (mode == DAX_SYSTEM_RAM)
		return other->from_kmem || strstr(other->node->path, "/hmem.");
	return mode == DAX_DEVDAX && !other->from_kmem;
}

/* Otherwise its module is loaded first: a new driver is bound to all devices that it matches. */
static bool driver_exists(const struct dax_state *s, enum dax_mode mode)
{
	char dir[128];

	snprintf(dir, sizeof(dir), DRIVERS "/%s", dax_mode_driver(mode));
	return sys_exists(s->root, TREE_SYS, dir);
}

/* Free the result with dax_nodes_free(). */
static int find_taken(const struct dax_state *s, enum dax_mode mode, struct dax_nodes *ret)
{
	struct dax_nodes l = { 0 };
	size_t i, count = 0;
	bool taken;
	const bool others = !matches_by_type(s, mode) || !driver_exists(s, mode);
	int rc = others ? dax_scan(s->root, &l) : 0;

	for (i = 0; i < l.count; i++) {
		auto_dax_state struct dax_state other = { .driver = "" };

		taken = !str_eq(l.at[i].name, s->node->name) &&
			dax_state_read(s->root, &l.at[i], &other, NULL) == 0 &&
			is_taken(&other, mode);
		if (taken)
			l.at[count++] = l.at[i];
		else
			free(l.at[i].path);
	}
	l.count = count;
	*ret = l;
	return rc;
}

/* Memory that the kernel sets online may never be released: that is refused. */
static int check_taken(const struct dax_nodes *taken, enum dax_mode mode, enum dax_force force,
		       struct fail *why)
{
	if (mode != DAX_SYSTEM_RAM || !taken->count || force == DAX_FORCE_ALL)
		return 0;
	return fail_refuse(why, "takes_others",
			   "enable it first, see daxctl-enable-device(1), or use --force",
			   "the kernel would take the memory of %s, too, which has no driver",
			   taken->at[0].name);
}

/* They had no driver, and have none again. */
static void add_release(struct plan *p, const char *driver, const struct dax_nodes *taken)
{
	char dir[128];
	size_t i;

	snprintf(dir, sizeof(dir), DRIVERS "/%s", driver);
	for (i = 0; i < taken->count; i++) {
		plan_set(p, dir, "unbind", taken->at[i].name,
			 "unbind %s, which driver %s may have taken, too", taken->at[i].name,
			 driver);
		plan_needs_no_undo(p);
		plan_optional(p);
	}
}

static void add_bind(struct plan *p, const struct dax_state *s, enum dax_mode mode,
		     const struct dax_nodes *taken)
{
	const char *driver = dax_mode_driver(mode), *name = s->node->name;
	char dir[128], link[PATH_MAX], bound[200];

	snprintf(dir, sizeof(dir), DRIVERS "/%s", driver);
	bound_path(driver, name, bound, sizeof(bound));
	attr_path(s, "driver", link, sizeof(link));
	if (!matches_by_type(s, mode)) {
		plan_set(p, dir, "new_id", name, "add %s to the devices of driver %s", name,
			 driver);
		plan_undo(p, "remove_id", name);
		plan_undo_first(p, "unbind", name, bound); /* new_id binds it, too */
	}
	if (mode != DAX_SYSTEM_RAM)
		add_release(p, driver, taken);
	plan_set(p, dir, "bind", name, "bind %s to driver %s", name, driver);
	plan_undo(p, "unbind", name);
	plan_undone_without(p, bound);
	plan_unless(p, link);
	if (!driver_exists(s, mode))
		plan_starts_with_module(p, driver);
	plan_verify(p, bound, true);
}

/* Of kmem, which adds whole memory blocks. */
static int check_system_ram(const struct dax_state *s, struct fail *why)
{
	if (!s->has_node)
		return fail_set(
			why, -EINVAL, "no_node",
			"the tables SRAT or CEDT of the firmware assign no node to its addresses",
			"the kernel has no NUMA node for its memory");
	if (s->no_block)
		return fail_set(why, -EINVAL, "no_block",
				"see /sys/devices/system/memory/block_size_bytes",
				"it has no whole memory block, which is what the kernel adds");
	return 0;
}

int dax_plan_mode(struct plan *p, const struct dax_state *s, enum dax_mode mode,
		  enum dax_force force, struct fail *why)
{
	auto_dax_nodes struct dax_nodes taken = { 0 };
	int rc = 0;

	if (s->mode == mode)
		return 0;
	if (!s->size)
		return fail_set(why, -ENXIO, "no_memory",
				"give it a size first, see daxctl-reconfigure-device(1)",
				"it has no memory");
	if (mode == DAX_FAMFS && s->mode != DAX_DEVDAX && *s->driver)
		return fail_set(why, -EINVAL, "not_devdax", "",
				"it is in %s mode; it must be in devdax mode to convert to famfs",
				s->mode < DAX_MODES ? dax_mode_name(s->mode) : "another");
	if (mode == DAX_SYSTEM_RAM)
		rc = check_system_ram(s, why);
	if (rc == 0 && find_taken(s, mode, &taken) < 0)
		rc = fail_nomem(why);
	if (rc == 0)
		rc = check_taken(&taken, mode, force, why);
	if (rc == 0)
		rc = dax_plan_release(p, s, force != DAX_FORCE_NONE, why);
	if (rc < 0)
		return rc;
	if (*s->driver) {
		add_unbind(p, s);
		add_forget(p, s);
	}
	add_bind(p, s, mode, &taken);
	return 0;
}

/* --- errors */

/* Of the block of the step, or of any block. */
static const char *offline_hint(const struct plan_step *step, const struct dax_state *s)
{
	const bool all = str_eq(step->write.value, "unplugged");
	char dir[MEMORY_PATH_MAX];
	const char *stuck = NULL, *attr;
	size_t i;

	for (i = 0; !stuck && i < s->memory.count; i++) {
		memory_block_path(s->memory.at[i].number, dir);
		attr = str_after(step->write.path, dir);
		if (s->memory.at[i].online && (all || (attr && *attr == '/')))
			stuck = memory_block_stuck(s->root, &s->memory.at[i]);
	}
	return stuck ? stuck
		     : "a page of it is in use, or cannot be moved; try again, or see "
		       "daxctl-offline-memory(1)";
}

void dax_plan_explain(const struct plan *p, const struct dax_state *s, size_t failed,
		      struct fail *why)
{
	const struct plan_step *step = failed < p->count ? &p->at[failed] : NULL;
	const char *hint = NULL;

	if (!step || why->outcome != OUTCOME_FAILED)
		return;
	if (failed == 0 && why->code && str_eq(why->code, "no_driver")) {
		why->outcome = OUTCOME_UNSUPPORTED;
		fail_prefix(why, "not supported by this kernel (devdax needs CONFIG_DEV_DAX, "
				 "system-ram CONFIG_DEV_DAX_KMEM, famfs Linux 7.1)");
		return;
	}
	if ((str_eq(step->write.value, "offline") || str_eq(step->write.value, "unplugged")) &&
	    (why->err == -EBUSY || why->err == -EAGAIN || why->err == -ETIMEDOUT))
		hint = offline_hint(step, s);
	else if (str_ends(step->write.path, "kmem/bind") && why->err == -EINVAL)
		hint = "kmem adds whole memory blocks, which it may not have";
	else if (str_ends(step->write.path, "/mapping") && why->err == -ENOMEM)
		hint = "it is outside of the region, or another device has a part of it; see "
		       "'daxctl list -DM'";
	else if (str_ends(step->write.path, "/size") && why->err == -ENXIO)
		hint = "the region is disabled, or the size is not a multiple of the alignment";
	fail_prefix(why, step->text);
	if (hint && !strstr(why->message, "; the kernel: "))
		snprintf(why->hint, sizeof(why->hint), "%s", hint);
}
