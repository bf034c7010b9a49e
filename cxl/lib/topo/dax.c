// SPDX-License-Identifier: LGPL-2.1-or-later
/* DAX regions and devices as records. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/topo/dax.h"
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

/* Memory blocks @first to @end - 1. */
struct block_range {
	u64 first, end;
};

struct blocks {
	struct block_range *ranges;
	size_t range_count;
	u64 online, total;
	bool zone_known, movable;
	bool unknown; /* something could not be read */
};

static void cleanup_blocks(struct blocks *b)
{
	free(b->ranges);
}

#define auto_blocks __attribute__((cleanup(cleanup_blocks)))

static void count_block(const struct sysroot *root, u64 number, struct blocks *b)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	char path[64], state[32], zone[64];
	int rc;

	snprintf(path, sizeof(path), "devices/system/memory/memory%llu",
		 (unsigned long long)number);
	rc = sysdir_open(&d, root, TREE_SYS, path);
	if (rc < 0) {
		b->unknown = b->unknown || !sys_is_absent(rc);
		return;
	}
	b->total++;
	rc = sysdir_read(&d, "state", state, sizeof(state));
	b->unknown = b->unknown || rc < 0;
	if (rc < 0 || !str_eq(state, "online"))
		return;
	b->online++;
	if (sysdir_read(&d, "valid_zones", zone, sizeof(zone)) < 0)
		return;
	b->movable = (!b->zone_known || b->movable) && str_eq(zone, "Movable");
	b->zone_known = true;
}

static bool is_in_range(const struct blocks *b, u64 number)
{
	size_t i;

	for (i = 0; i < b->range_count; i++)
		if (number >= b->ranges[i].first && number < b->ranges[i].end)
			return true;
	return false;
}

/* The directory bounds the loop, not the numbers of a captured tree. */
static void count_blocks(const struct sysroot *root, struct blocks *b)
{
	auto_namelist struct namelist names = { 0 };
	const char *number;
	size_t i;
	u64 n;

	b->unknown = sys_list(root, TREE_SYS, "devices/system/memory", &names) < 0;
	for (i = 0; i < names.count; i++) {
		number = str_after(names.names[i], "memory");
		if (number && num_u64(number, 10, &n) == 0 && is_in_range(b, n))
			count_block(root, n, b);
	}
}

/* Whole blocks only: kmem does not add the rest of a range. */
static int add_mapping(const struct sysdir *dev, const char *name, u64 block, struct blocks *b)
{
	char start_attr[64], end_attr[64];
	struct block_range *ranges;
	u64 start, last;
	int rc;

	rc = path_join(start_attr, sizeof(start_attr), name, "start");
	if (rc == 0)
		rc = path_join(end_attr, sizeof(end_attr), name, "end");
	if (rc == 0)
		rc = sysdir_read_u64(dev, start_attr, &start);
	if (rc == 0)
		rc = sysdir_read_u64(dev, end_attr, &last);
	if (rc == 0 && start > last)
		rc = -EBADMSG;
	if (rc < 0)
		return rc;
	ranges = array_grow(b->ranges, b->range_count, sizeof(*ranges));
	if (!ranges)
		return -ENOMEM;
	b->ranges = ranges;
	ranges[b->range_count++] = (struct block_range){
		.first = start / block + (start % block != 0),
		.end = (last + 1) / block,
	};
	return 0;
}

/* The mappings of a device need not be adjacent: resource and size do not describe them. */
static int read_mappings(const struct sysdir *dev, u64 block, struct blocks *b)
{
	auto_namelist struct namelist names = { 0 };
	const char *number;
	size_t i;
	int rc;
	u64 n;

	rc = sys_list(dev->root, dev->tree, dev->path, &names);
	for (i = 0; rc == 0 && i < names.count; i++) {
		number = str_after(names.names[i], "mapping");
		if (number && num_u64(number, 10, &n) == 0)
			rc = add_mapping(dev, names.names[i], block, b);
	}
	return rc == 0 && b->range_count == 0 ? -ENODATA : rc;
}

static int read_block_size(const struct sysroot *root, u64 *ret)
{
	static const char path[] = "devices/system/memory/block_size_bytes";
	char text[32];
	int rc = sys_read(root, TREE_SYS, path, text, sizeof(text));

	if (rc < 0)
		return rc;
	if (num_u64(text, 16, ret) < 0 || *ret == 0)
		return sys_error_note(root, TREE_SYS, path, -EBADMSG);
	return 0;
}

/* Memory blocks of a device in system-ram mode; left out unless all of its ranges are known. */
static void emit_blocks(const struct sysdir *dev, struct rec *out)
{
	auto_blocks struct blocks b = { 0 };
	char state[32];
	u64 block;

	if (read_block_size(dev->root, &block) == 0 && read_mappings(dev, block, &b) == 0) {
		count_blocks(dev->root, &b);
		if (b.unknown)
			return;
		rec_uint(out, "online_memblocks", b.online);
		rec_uint(out, "total_memblocks", b.total);
	}
	if (b.zone_known)
		rec_bool(out, "movable", b.movable);
	/* Of kmem since Linux 7.3: bound, but its memory is removed. The others are requests. */
	if (b.total == 0 && sysdir_read(dev, "state", state, sizeof(state)) >= 0 &&
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
