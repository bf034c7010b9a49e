// SPDX-License-Identifier: LGPL-2.1-or-later
/* DAX regions and devices as records. */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "daxctl/lib/dax.h"
#include "daxctl/lib/memory.h"
#include "daxctl/lib/scan.h"
#include "daxctl/lib/state.h"
#include "util/array.h"
#include "util/num.h"
#include "util/strbuf.h"
#include "util/sys-errors.h"

/* As ndctl: "devdax" also without a driver. */
static const char *driver_mode(const char *driver)
{
	const enum dax_mode mode = *driver ? dax_mode_of_driver(driver) : DAX_DEVDAX;

	return mode < DAX_MODES ? dax_mode_name(mode) : "unknown";
}

/* "34-37,40": the numbers of the blocks that are online, or of the others. */
static void emit_numbers(const struct memory_blocks *b, bool online, const char *key,
			 struct rec *out)
{
	auto_strbuf struct strbuf text = { 0 };
	size_t i, first;

	for (i = 0; i < b->count; i++) {
		if (b->at[i].online != online)
			continue;
		for (first = i; i + 1 < b->count && b->at[i + 1].online == online &&
				b->at[i + 1].number == b->at[i].number + 1;
		     i++)
			;
		strbuf_addf(&text, "%s%" PRIu64, text.len ? "," : "", b->at[first].number);
		if (i > first)
			strbuf_addf(&text, "-%" PRIu64, b->at[i].number);
	}
	if (text.failed)
		rec_fail(out);
	else if (text.len)
		rec_str(out, key, text.s);
}

static void emit_zones(const struct memory_blocks *b, struct rec *out)
{
	const char *last = "";
	struct rec *zones = rec_loose(out, VAL_ARR);
	const struct rec *r;
	size_t i;

	for (i = 0; i < b->count; i++) {
		if (!*b->at[i].zone || str_eq(b->at[i].zone, last))
			continue;
		last = b->at[i].zone;
		rec_foreach(r, zones)
			if (str_eq(r->s, last))
				break;
		if (!r)
			rec_str(zones, NULL, last);
	}
	if (zones->count)
		rec_attach(out, "zones", zones);
}

static void emit_block_details(const struct memory_blocks *b, struct rec *out)
{
	struct rec *o = rec_obj(out, "memory_blocks");

	rec_num(o, "size", VAL_SIZE, b->size);
	emit_numbers(b, true, "online", o);
	emit_numbers(b, false, "offline", o);
	emit_zones(b, o);
}

/* Memory blocks of a device in system-ram mode; left out unless all of its ranges are known. */
static void emit_blocks(const struct sysdir *dev, const struct dax_mappings *m, unsigned int parts,
			struct rec *out)
{
	auto_memory_blocks struct memory_blocks b = { 0 };
	bool zone_known = false, movable = true;
	u64 online = 0;
	char state[32];
	size_t i;

	if (m && memory_blocks_of(dev->root, m, &b) == 0) {
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
	if (b.count && (parts & DAX_BLOCKS))
		emit_block_details(&b, out);
}

static void emit_mappings(const struct dax_mappings *m, struct rec *out)
{
	struct rec *arr = rec_loose(out, VAL_ARR), *o;
	size_t i;

	for (i = 0; i < m->count; i++) {
		o = rec_obj(arr, NULL);
		rec_num(o, "page_offset", VAL_HEX, m->at[i].page_offset);
		rec_num(o, "start", VAL_HEX, m->at[i].start);
		rec_num(o, "end", VAL_HEX, m->at[i].end);
		rec_num(o, "size", VAL_SIZE, m->at[i].end - m->at[i].start + 1);
	}
	if (arr->count)
		rec_attach(out, "mappings", arr);
}

struct rec *dax_device_emit(const struct sysroot *root, const char *path, unsigned int parts,
			    struct rec *to)
{
	auto_dax_mappings struct dax_mappings mappings = { 0 };
	auto_sysdir struct sysdir d = { .fd = -1 };
	char driver[64] = "";
	u64 size, align, node;
	struct rec *r;
	bool has_size;
	int driver_rc, mapping_rc = 0;

	if (sysdir_open(&d, root, TREE_SYS, path) < 0)
		return NULL;
	has_size = sysdir_read_u64(&d, "size", &size) == 0;
	if (has_size && size == 0 && !(parts & DAX_IDLE))
		return NULL;
	r = rec_obj(to, NULL);
	rec_str(r, "chardev", path_base(path));
	if (has_size)
		rec_num(r, "size", VAL_SIZE, size);
	if (sysdir_read_u64(&d, "target_node", &node) == 0)
		rec_uint(r, "target_node", node);
	if (sysdir_read_u64(&d, "align", &align) == 0 && align)
		rec_num(r, "align", VAL_SIZE, align);
	driver_rc = sysdir_link_name(&d, "driver", driver, sizeof(driver));
	if ((parts & DAX_MAPPINGS) || str_eq(driver, "kmem"))
		mapping_rc = dax_mappings_read(&d, parts & DAX_MAPPINGS, &mappings);
	if (driver_rc == 0 || sys_is_absent(driver_rc)) {
		rec_str(r, "mode", driver_mode(driver));
		if (str_eq(driver, "kmem"))
			emit_blocks(&d, mapping_rc == 0 ? &mappings : NULL, parts, r);
		if (!*driver)
			rec_str(r, "state", "disabled");
	}
	if (parts & DAX_MAPPINGS)
		emit_mappings(&mappings, r);
	return r;
}

/* Sorts "dax0.2" before "dax0.10". */
static int by_number(const void *a, const void *b)
{
	return strverscmp(*(char *const *)a, *(char *const *)b);
}

static bool is_dax_name(const char *name)
{
	u64 region, number;

	return dax_parse_name(name, &region, &number);
}

int dax_region_available(const struct sysroot *root, const struct dax_node *d, u64 *ret)
{
	auto_sysdir struct sysdir dir = { .fd = -1 };
	char path[PATH_MAX];
	int rc;

	snprintf(path, sizeof(path), "%.*s/dax_region", (int)d->region_len, d->path);
	rc = sysdir_open(&dir, root, TREE_SYS, path);
	return rc < 0 ? rc : sysdir_read_u64(&dir, "available_size", ret);
}

void dax_region_attrs_emit(const struct sysroot *root, const char *path, struct rec *out)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	char attrs[PATH_MAX];
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
}

void dax_region_emit(const struct sysroot *root, const char *path, bool idle, struct rec *out)
{
	auto_namelist struct namelist names = { 0 };
	char device[PATH_MAX];
	struct rec *devices;
	size_t i;

	dax_region_attrs_emit(root, path, out);
	if (sys_list(root, TREE_SYS, path, &names) < 0)
		return;
	qsort(names.names, names.count, sizeof(*names.names), by_number);
	devices = rec_loose(out, VAL_ARR);
	for (i = 0; i < names.count; i++)
		if (is_dax_name(names.names[i]) &&
		    path_join(device, sizeof(device), path, names.names[i]) == 0)
			dax_device_emit(root, device, idle ? DAX_IDLE : 0, devices);
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

/* A device without ranges, which has no memory, or whose ranges are not there. */
static bool overlaps_as_one(const struct sysdir *d, u64 start, u64 size, bool *partial)
{
	u64 at, len;

	*partial = true;
	if (sysdir_read_u64(d, "size", &len) < 0 ||
	    (len && sysdir_read_u64(d, "resource", &at) < 0))
		return true;
	if (!len)
		return false;
	*partial = at < start || at - start > size || len > size - (at - start);
	return at < start ? len > start - at : size > at - start;
}

/* @partial: it has other memory, too. What cannot be read may be there. */
static bool overlaps(const struct sysdir *d, u64 start, u64 size, bool *partial)
{
	auto_dax_mappings struct dax_mappings m = { 0 };
	const u64 last = start + (size - 1);
	bool found = false;
	size_t i;
	int rc = dax_mappings_read(d, false, &m);

	if (rc == 0 && !m.count)
		return overlaps_as_one(d, start, size, partial);
	*partial = rc < 0;
	for (i = 0; i < m.count; i++) {
		found |= m.at[i].start <= last && start <= m.at[i].end;
		*partial |= m.at[i].start < start || m.at[i].end > last;
	}
	return found || rc < 0;
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
