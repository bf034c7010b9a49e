// SPDX-License-Identifier: GPL-2.0-only
/* Defaults for a tree: missing files of the host, and a device for every memdev. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "cxl/sim/build.h"
#include "cxl/sim/kernel.h"
#include "cxl/sim/security.h"
#include "util/num.h"

#define DEV_MAJOR 250U /* of device nodes without a number in the tree */
#define CAPACITY (256ULL << 20)
#define DEVICES "bus/cxl/devices"

static const struct {
	const char *path, *text;
} host_files[] = {
	{ "proc/sys/kernel/tainted", "0\n" },
	{ "proc/sys/kernel/panic_on_warn", "0\n" },
	{ "proc/sys/kernel/warn_limit", "0\n" },
	{ "proc/sys/kernel/random/boot_id", "7d3f0c1e-5a52-4e0b-9d5c-0b1f6c2a9e44\n" },
	{ "proc/cmdline", "root=/dev/sda1 ro\n" },
	{ "proc/mounts", "sysfs /sys sysfs rw,nosuid,nodev,noexec,relatime 0 0\n"
			 "proc /proc proc rw,nosuid,nodev,noexec,relatime 0 0\n"
			 "securityfs /sys/kernel/security securityfs rw,relatime 0 0\n" },
	{ "proc/swaps", "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n" },
	{ "proc/self/loginuid", "4294967295\n" },
	{ "proc/self/status", "Name:\tcxl\nCapEff:\t000001ffffffffff\n" },
	{ "dev/kmsg", "" },
};

/* Trees of a real kernel have the link to the driver of the root, but not the driver. */
static int default_root_driver(int dirfd)
{
	static const char *const devices[] = { "ACPI0017:00", "cxl_acpi.0" };
	static const char *const files[] = { "bind", "unbind" };
	char path[128];
	struct stat st;
	size_t i, k;
	int rc = 0;

	for (i = 0; i < ARRAY_SIZE(devices); i++) {
		snprintf(path, sizeof(path), "sys/devices/platform/%s/driver", devices[i]);
		if (fstatat(dirfd, path, &st, AT_SYMLINK_NOFOLLOW) < 0)
			continue;
		for (k = 0; rc == 0 && k < ARRAY_SIZE(files); k++) {
			snprintf(path, sizeof(path), "sys/bus/platform/drivers/cxl_acpi/%s",
				 files[k]);
			rc = build_file(dirfd, path, "");
		}
	}
	return rc;
}

int default_files(int dirfd, struct fail *why)
{
	static const char *const dirs[] = { "sys", "etc/cxl/policy.d", "dev/cxl", "run",
					    "var/lib" };
	size_t i;
	int rc = 0;

	for (i = 0; rc == 0 && i < ARRAY_SIZE(dirs); i++)
		rc = build_dir(dirfd, dirs[i]);
	if (rc < 0)
		return fail_set(why, rc, "bad_tree", NULL,
				"cannot create sys, etc, dev/cxl or run: %s", strerror(-rc));
	for (i = 0; rc == 0 && i < ARRAY_SIZE(host_files); i++) {
		rc = build_file(dirfd, host_files[i].path, host_files[i].text);
		if (rc < 0)
			fail_set(why, rc, "bad_tree", NULL, "cannot create %s: %s",
				 host_files[i].path, strerror(-rc));
	}
	if (rc == 0) {
		rc = default_root_driver(dirfd);
		if (rc < 0)
			fail_set(why, rc, "bad_tree", NULL, "cannot create driver cxl_acpi: %s",
				 strerror(-rc));
	}
	return rc;
}

/* By length, then by name: mem2 before mem10. */
static int compare_names(const void *a, const void *b)
{
	const char *x = *(char *const *)a, *y = *(char *const *)b;
	size_t m = strlen(x), n = strlen(y);

	return m != n ? (m > n) - (m < n) : strcmp(x, y);
}

/* Names in @dir of the form @prefix and a number, sorted by number. */
static void list_numbered(struct sim *s, const char *dir, const char *prefix, struct namelist *ret)
{
	struct namelist l = { 0 };
	const char *end;
	size_t i, n = 0;
	u64 num;

	*ret = l;
	if (sys_list(&s->plain, TREE_SYS, dir, &l) < 0)
		return;
	for (i = 0; i < l.count; i++) {
		end = str_after(l.names[i], prefix);
		end = end ? num_prefix(end, &num) : NULL;
		if (end && !*end && strlen(l.names[i]) < SIM_NAME_LEN)
			l.names[n++] = l.names[i];
	}
	l.count = n;
	if (n)
		qsort(l.names, n, sizeof(char *), compare_names);
	*ret = l;
}

/* Add the attribute dev to the device @path below sys, a link in the tree. */
static int add_number(struct sim *s, const char *path, const char *number)
{
	char link[PATH_MAX], real[PATH_MAX + 16];
	const char *target = link;

	if (sys_readlink(&s->plain, TREE_SYS, path, link, sizeof(link)) < 0)
		target = path;
	while (str_after(target, "../"))
		target += strlen("../");
	snprintf(real, sizeof(real), "sys/%s/dev", target);
	return build_file(s->dirfd, real, number);
}

/* A file with the device number of @dir/@name in sysfs, which is added if it is missing. */
static int default_node(struct sim *s, const char *dir, const char *name, const char *dev)
{
	char path[128], number[32];
	int rc;

	snprintf(path, sizeof(path), "%s/%s/dev", dir, name);
	if (sys_read(&s->plain, TREE_SYS, path, number, sizeof(number)) < 0) {
		snprintf(number, sizeof(number), "%u:%s", DEV_MAJOR,
			 name + strcspn(name, "0123456789"));
		snprintf(path, sizeof(path), "%s/%s", dir, name);
		rc = add_number(s, path, number);
		if (rc < 0)
			return rc;
	}
	snprintf(path, sizeof(path), "dev/%s/%s", dev, name);
	return build_file(s->dirfd, path, number);
}

/* dev/cxl/memN and dev/fwctl/fwctlN: files with the device number. */
int default_nodes(struct sim *s)
{
	static const struct {
		const char *dir, *prefix, *dev;
	} rows[] = {
		{ DEVICES, "mem", "cxl" },
		{ "class/fwctl", "fwctl", "fwctl" },
	};
	auto_namelist struct namelist l = { 0 };
	size_t r, i;
	int rc = 0;

	for (r = 0; r < ARRAY_SIZE(rows); r++) {
		namelist_free(&l);
		list_numbered(s, rows[r].dir, rows[r].prefix, &l);
		for (i = 0; rc == 0 && i < l.count; i++)
			rc = default_node(s, rows[r].dir, l.names[i], rows[r].dev);
	}
	return rc;
}

static u64 read_number(struct sim *s, const char *memdev, const char *attr, u64 default_value)
{
	char path[128], text[64];
	u64 v;

	snprintf(path, sizeof(path), DEVICES "/%s/%s", memdev, attr);
	if (sys_read(&s->plain, TREE_SYS, path, text, sizeof(text)) < 0 || num_u64(text, 0, &v) < 0)
		return default_value;
	return v;
}

static bool has_attr(struct sim *s, const char *memdev, const char *name)
{
	char path[128];

	snprintf(path, sizeof(path), DEVICES "/%s/%s", memdev, name);
	return sys_exists(&s->plain, TREE_SYS, path);
}

static void fill_blocks(struct sim *s, struct sim_dev *d)
{
	static const u8 alerts[] = { 0x07, 0x1f, 90, 80, 85, 0, 0xf6, 0xff, 75, 0 };
	u64 ram = read_number(s, d->name, "ram/size", 0) / CAPACITY;
	u64 pmem = read_number(s, d->name, "pmem/size", 0) / CAPACITY;
	u8 *id = d->block[BLOCK_IDENTIFY], *fw = d->block[BLOCK_FW];
	char path[128], text[64] = "";

	snprintf(path, sizeof(path), DEVICES "/%s/firmware_version", d->name);
	if (sys_read(&s->plain, TREE_SYS, path, text, sizeof(text)) <= 0)
		snprintf(text, sizeof(text), "sim 1.0");
	memcpy(id, text, MIN(strlen(text), 16));
	put_le(id + 0x10, 8, ram + pmem);
	put_le(id + 0x18, 8, ram);
	put_le(id + 0x20, 8, pmem);
	put_le(id + 0x38, 4, read_number(s, d->name, "label_storage_size", 0));
	put_le(id + 0x3c, 3, 256);
	put_le(d->block[BLOCK_PARTITION], 8, ram);
	put_le(d->block[BLOCK_PARTITION] + 8, 8, pmem);
	fw[0] = 2;
	fw[1] = 1;
	memcpy(fw + 0x10, text, MIN(strlen(text), 16));
	memcpy(fw + 0x20, "sim 0.9", 7);
	d->block[BLOCK_HEALTH][3] = 4;
	d->block[BLOCK_HEALTH][4] = 32;
	memcpy(d->block[BLOCK_ALERTS], alerts, sizeof(alerts));
	put_le(d->block[BLOCK_TIMESTAMP], 8, 1700000000000000000ULL);
}

/* Commands of a memory expander and their effects. */
static void fill_cel(struct sim_dev *d)
{
	/* clang-format off */
	static const u16 cel[][2] = {
		{ 0x0200, 0 }, { 0x0201, 0x0040 }, { 0x0202, 0x0041 }, { 0x0300, 0 },
		{ 0x0301, 0x0008 }, { 0x0400, 0 }, { 0x0401, 0 }, { 0x0402, 0 }, { 0x0405, 0 },
		{ 0x0500, 0 }, { 0x0501, 0 }, { 0x0502, 0x003e }, { 0x4000, 0 }, { 0x4100, 0 },
		{ 0x4102, 0 }, { 0x4103, 0x0006 }, { 0x4200, 0 }, { 0x4201, 0 },
		{ 0x4202, 0x0008 }, { 0x4203, 0 }, { 0x4204, 0x0008 },
	};
	/* clang-format on */
	bool labels = get_le(d->block[BLOCK_IDENTIFY] + 0x38, 4) != 0;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cel); i++) {
		if (!labels && (cel[i][0] == 0x4102 || cel[i][0] == 0x4103))
			continue;
		d->cel[d->cel_count].opcode = cel[i][0];
		d->cel[d->cel_count++].effects = cel[i][1];
	}
}

/* The kernel creates fwctl only for a memdev with a vendor Feature. */
static int add_vendor_feature(struct sim_dev *d)
{
	static const u8 value[] = { 0xef, 0xbe, 0xad, 0xde };
	struct sim_feature *f;
	u8 uuid[SIM_UUID];
	size_t i;
	int rc;

	memset(uuid, 0xff, sizeof(uuid));
	f = sim_feature_add(d, uuid);
	if (!f)
		return -ENOSPC;
	f->flags = 0x61;
	f->effects = 0x0201;
	rc = sim_feature_sizes(f, sizeof(value), sizeof(value));
	for (i = 0; rc == 0 && i < VALUE_COUNT; i++)
		memcpy(f->value[i], value, sizeof(value));
	return rc;
}

static int default_device(struct sim *s, const char *memdev)
{
	struct sim_dev *d;
	char pmem[128];
	int rc;

	d = sim_device_add(s, memdev);
	if (!d)
		return -ENOSPC;
	d->payload_max = (u32)read_number(s, memdev, "payload_max", d->payload_max);
	d->payload_max = MAX(256U, MIN(d->payload_max, SIM_OUT_MAX));
	snprintf(pmem, sizeof(pmem), DEVICES "/pmem%s/driver", memdev + strlen("mem"));
	d->nvdimm = sys_exists(&s->plain, TREE_SYS, pmem);
	fill_blocks(s, d);
	fill_cel(d);
	sim_security_import(s, d);
	rc = edac_import(s, d);
	if (rc == 0 && has_attr(s, memdev, "fwctl"))
		rc = add_vendor_feature(d);
	return rc;
}

int default_devices(struct sim *s)
{
	auto_namelist struct namelist l = { 0 };
	size_t i;
	int rc = 0;

	list_numbered(s, DEVICES, "mem", &l);
	for (i = 0; rc == 0 && i < l.count; i++)
		if (has_attr(s, l.names[i], "payload_max"))
			rc = default_device(s, l.names[i]);
	return rc;
}
