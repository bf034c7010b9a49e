// SPDX-License-Identifier: LGPL-2.1-or-later
/* DAX regions and devices as records. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "daxctl/lib/dax.h"
#include "daxctl/lib/memory.h"
#include "util/array.h"
#include "util/num.h"
#include "util/sys-errors.h"

static const struct {
	const char *driver, *mode;
} modes[] = {
	{ "device_dax", "devdax" },
	{ "kmem", "system-ram" },
	{ "fsdev_dax", "famfs" },
};

static const char *driver_mode(const char *driver)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(modes); i++)
		if (str_eq(modes[i].driver, driver))
			return modes[i].mode;
	return "devdax";
}

/* Memory blocks of a device in system-ram mode; left out unless all of its ranges are known. */
static void emit_blocks(const struct sysdir *dev, struct rec *out)
{
	auto_memory_blocks struct memory_blocks b = { 0 };
	bool zone_known = false, movable = true;
	u64 online = 0;
	char state[32];
	size_t i;

	if (memory_blocks_of(dev, &b) == 0) {
		if (b.unknown)
			return;
		for (i = 0; i < b.count; i++) {
			online += b.at[i].online;
			if (!*b.at[i].zone)
				continue;
			zone_known = true;
			movable = movable && str_eq(b.at[i].zone, "Movable");
		}
		rec_uint(out, "online_memblocks", online);
		rec_uint(out, "total_memblocks", b.count);
	}
	if (zone_known)
		rec_bool(out, "movable", movable);
	/* Of kmem since Linux 7.3: bound, but its memory is removed. The others are requests. */
	if (b.count == 0 && sysdir_read(dev, "state", state, sizeof(state)) >= 0 &&
	    str_eq(state, "unplugged"))
		rec_str(out, "state", state);
}

static void emit_device(const struct sysroot *root, const char *region, const char *name, bool idle,
			struct rec *to)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	char path[PATH_MAX], driver[64] = "";
	u64 size, align, node;
	struct rec *r;
	bool has_size;
	int driver_rc;

	if (path_join(path, sizeof(path), region, name) < 0 ||
	    sysdir_open(&d, root, TREE_SYS, path) < 0)
		return;
	has_size = sysdir_read_u64(&d, "size", &size) == 0;
	if (has_size && size == 0 && !idle)
		return;
	r = rec_obj(to, NULL);
	rec_str(r, "chardev", name);
	if (has_size)
		rec_num(r, "size", VAL_SIZE, size);
	if (sysdir_read_u64(&d, "target_node", &node) == 0)
		rec_uint(r, "target_node", node);
	if (sysdir_read_u64(&d, "align", &align) == 0 && align)
		rec_num(r, "align", VAL_SIZE, align);
	driver_rc = sysdir_link_name(&d, "driver", driver, sizeof(driver));
	if (driver_rc < 0 && !sys_is_absent(driver_rc))
		return;
	rec_str(r, "mode", driver_mode(driver));
	if (str_eq(driver, "kmem"))
		emit_blocks(&d, r);
	if (!*driver)
		rec_str(r, "state", "disabled");
}

/* Sorts "dax0.2" before "dax0.10". */
static int by_number(const void *a, const void *b)
{
	return strverscmp(*(char *const *)a, *(char *const *)b);
}

static bool is_dax_name(const char *name)
{
	const char *rest = str_after(name, "dax");
	u64 n;

	rest = rest ? num_prefix(rest, &n) : NULL;
	rest = rest && *rest == '.' ? num_prefix(rest + 1, &n) : NULL;
	return rest && !*rest;
}

void dax_region_emit(const struct sysroot *root, const char *path, bool idle, struct rec *out)
{
	auto_namelist struct namelist names = { 0 };
	auto_sysdir struct sysdir d = { .fd = -1 };
	struct rec *devices;
	char attrs[PATH_MAX];
	size_t i;
	u64 v;

	if (path_join(attrs, sizeof(attrs), path, "dax_region") < 0 ||
	    sysdir_open(&d, root, TREE_SYS, attrs) < 0)
		return;
	if (sysdir_read_u64(&d, "id", &v) == 0)
		rec_uint(out, "id", v);
	if (sysdir_read_u64(&d, "size", &v) == 0)
		rec_num(out, "size", VAL_SIZE, v);
	if (sysdir_read_u64(&d, "available_size", &v) == 0 && v)
		rec_num(out, "available_size", VAL_SIZE, v);
	if (sysdir_read_u64(&d, "align", &v) == 0)
		rec_num(out, "align", VAL_BYTES, v);
	if (sys_list(root, TREE_SYS, path, &names) < 0)
		return;
	qsort(names.names, names.count, sizeof(*names.names), by_number);
	devices = rec_loose(out, VAL_ARR);
	for (i = 0; i < names.count; i++)
		if (is_dax_name(names.names[i]))
			emit_device(root, path, names.names[i], idle, devices);
	if (devices->count)
		rec_attach(out, "devices", devices);
}

/* --- by address */

#define DEVICES "bus/dax/devices"

void dax_devices_free(struct dax_devices *l)
{
	free(l->at);
	*l = (struct dax_devices){ 0 };
}

static bool overlaps(const struct sysdir *d, u64 start, u64 size, bool *partial)
{
	u64 at, len;

	*partial = true;
	if (sysdir_read_u64(d, "size", &len) < 0 || sysdir_read_u64(d, "resource", &at) < 0)
		return true;
	*partial = at < start || at - start > size || len > size - (at - start);
	return at < start ? len > start - at : len && size > at - start;
}

static int add_device(const struct sysdir *d, const char *name, bool partial, struct dax_devices *l)
{
	struct dax_device device = { .partial = partial }, *at;
	char path[128], target[PATH_MAX];

	snprintf(device.name, sizeof(device.name), "%s", name);
	if (sysdir_link_name(d, "driver", device.driver, sizeof(device.driver)) < 0)
		device.driver[0] = '\0';
	device.hmem = path_join(path, sizeof(path), DEVICES, name) == 0 &&
		      sys_readlink(d->root, TREE_SYS, path, target, sizeof(target)) > 0 &&
		      strstr(target, "/hmem.");
	at = array_grow(l->at, l->count, sizeof(*at));
	if (!at)
		return -ENOMEM;
	l->at = at;
	at[l->count++] = device;
	return 0;
}

static int by_device(const void *a, const void *b)
{
	const struct dax_device *x = a, *y = b;

	return strverscmp(x->name, y->name);
}

int dax_devices_in(const struct sysroot *root, u64 start, u64 size, struct dax_devices *ret)
{
	auto_namelist struct namelist names = { 0 };
	struct dax_devices l = { 0 };
	char path[PATH_MAX];
	bool partial;
	size_t i;
	int rc = sys_list(root, TREE_SYS, DEVICES, &names);

	for (i = 0; rc == 0 && i < names.count; i++) {
		auto_sysdir struct sysdir d = { .fd = -1 };

		if (is_dax_name(names.names[i]) &&
		    path_join(path, sizeof(path), DEVICES, names.names[i]) == 0 &&
		    sysdir_open(&d, root, TREE_SYS, path) == 0 &&
		    overlaps(&d, start, size, &partial))
			rc = add_device(&d, names.names[i], partial, &l);
	}
	if (rc < 0 && rc != -ENOENT) { /* a kernel without DAX has none */
		dax_devices_free(&l);
		return rc;
	}
	if (l.count)
		qsort(l.at, l.count, sizeof(*l.at), by_device);
	*ret = l;
	return 0;
}
