// SPDX-License-Identifier: LGPL-2.1-or-later
/* DAX regions and devices as records. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/topo/dax.h"
#include "util/num.h"

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

struct blocks {
	u64 online, total;
	bool zone_known, movable;
};

static void count_block(const struct sysroot *root, u64 number, struct blocks *b)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	char path[64], state[32], zone[64];

	snprintf(path, sizeof(path), "devices/system/memory/memory%llu",
		 (unsigned long long)number);
	if (sysdir_open(&d, root, TREE_SYS, path) < 0)
		return;
	b->total++;
	if (sysdir_read(&d, "state", state, sizeof(state)) < 0 || !str_eq(state, "online"))
		return;
	b->online++;
	if (sysdir_read(&d, "valid_zones", zone, sizeof(zone)) < 0)
		return;
	b->movable = (!b->zone_known || b->movable) && str_eq(zone, "Movable");
	b->zone_known = true;
}

/* Blocks @first to @end - 1; the directory bounds the loop, not the numbers of a captured tree. */
static void count_blocks(const struct sysroot *root, u64 first, u64 end, struct blocks *b)
{
	auto_namelist struct namelist names = { 0 };
	const char *number;
	size_t i;
	u64 n;

	if (sys_list(root, TREE_SYS, "devices/system/memory", &names) < 0)
		return;
	for (i = 0; i < names.count; i++) {
		number = str_after(names.names[i], "memory");
		if (number && num_u64(number, 10, &n) == 0 && n >= first && n < end)
			count_block(root, n, b);
	}
}

/* Memory blocks of a device in system-ram mode. */
static void emit_blocks(const struct sysroot *root, const struct sysdir *dev, u64 size,
			struct rec *out)
{
	struct blocks b = { 0 };
	u64 start, block;
	char text[32];

	if (sysdir_read_u64(dev, "resource", &start) < 0 || start == 0 ||
	    sys_read(root, TREE_SYS, "devices/system/memory/block_size_bytes", text, sizeof(text)) <
		    0 ||
	    num_u64(text, 16, &block) < 0 || block == 0 || start > UINT64_MAX - size)
		return;
	count_blocks(root, start / block + (start % block != 0), (start + size) / block, &b);
	rec_uint(out, "online_memblocks", b.online);
	rec_uint(out, "total_memblocks", b.total);
	if (b.zone_known)
		rec_bool(out, "movable", b.movable);
}

static void emit_device(const struct sysroot *root, const char *region, const char *name, bool idle,
			struct rec *to)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	char path[PATH_MAX], driver[64] = "";
	u64 size = 0, align;
	struct rec *r;
	s64 node;

	if (path_join(path, sizeof(path), region, name) < 0 ||
	    sysdir_open(&d, root, TREE_SYS, path) < 0)
		return;
	if (sysdir_read_u64(&d, "size", &size) == 0 && size == 0 && !idle)
		return;
	r = rec_obj(to, NULL);
	rec_str(r, "chardev", name);
	rec_num(r, "size", VAL_SIZE, size);
	if (sysdir_read_s64(&d, "target_node", &node) == 0 && node >= 0)
		rec_int(r, "target_node", node);
	if (sysdir_read_u64(&d, "align", &align) == 0 && align)
		rec_num(r, "align", VAL_SIZE, align);
	if (sysdir_link_name(&d, "driver", driver, sizeof(driver)) < 0)
		*driver = '\0';
	rec_str(r, "mode", driver_mode(driver));
	if (str_eq(driver, "kmem"))
		emit_blocks(root, &d, size, r);
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
		rec_uint(out, "align", v);
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
