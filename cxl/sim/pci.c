// SPDX-License-Identifier: GPL-2.0-only
/*
 * PCI functions of a tree: the attributes and the configuration space that it does not have, as
 * those of a CXL memory device, a root port, and the ports of a switch.
 */
#include <limits.h>
#include <stdio.h>

#include "cxl/sim/build.h"
#include "util/num.h"

#define DEVICES "bus/pci/devices"
#define CONFIG_LEN 4096
#define FIRST 0x100 /* extended capability */

enum function_type {
	TYPE_ENDPOINT = 0,
	TYPE_ROOT_PORT = 4,
	TYPE_UPSTREAM = 5,
	TYPE_DOWNSTREAM = 6,
};

struct function {
	struct sim *s;
	const char *path;   /* below sys/ */
	const char *memdev; /* "mem0"; NULL: none */
	enum function_type type;
	u8 config[CONFIG_LEN];
	u16 last, next; /* extended capabilities: the last one, and where the next one is */
};

static u64 number(const struct function *f, const char *attr, u64 default_value)
{
	char path[PATH_MAX], text[64];
	u64 v;

	if (path_join(path, sizeof(path), f->path, attr) < 0 ||
	    sys_read(&f->s->plain, TREE_SYS, path, text, sizeof(text)) < 0 ||
	    num_u64(text, 0, &v) < 0)
		return default_value;
	return v;
}

static u64 memdev_number(const struct function *f, const char *attr)
{
	char path[128];

	if (!f->memdev)
		return 0;
	snprintf(path, sizeof(path), "%s/%s", f->memdev, attr);
	return number(f, path, 0);
}

static void put(struct function *f, u32 at, unsigned int width, u64 value)
{
	put_le(f->config + at, width, value);
}

/* Returns the offset of the new capability of @len bytes. */
static u32 add_cap(struct function *f, u16 id, u8 version, u16 len)
{
	u16 at = f->next;

	if (f->last)
		put(f, f->last + 2U, 2, get_le(f->config + f->last + 2, 2) | (u32)at << 4);
	put(f, at, 4, id | (u32)version << 16);
	f->last = at;
	f->next = (u16)(at + ((len + 3) & ~3));
	return at;
}

static u32 add_dvsec(struct function *f, u16 id, u8 revision, u16 len)
{
	u32 at = add_cap(f, 0x23, 1, len);

	put(f, at + 4, 4, 0x1e98 | (u32)revision << 16 | (u32)len << 20);
	put(f, at + 8, 2, id);
	return at;
}

static void add_device_dvsecs(struct function *f)
{
	u64 size = memdev_number(f, "ram/size") + memdev_number(f, "pmem/size");
	u32 at = add_dvsec(f, 0, 3, 0x3c);

	put(f, at + 0x0a, 2, 0x0016); /* io, mem, one range */
	put(f, at + 0x0c, 2, 0x0006);
	put(f, at + 0x12, 2, 0x8000);
	put(f, at + 0x18, 4, size >> 32);
	put(f, at + 0x1c, 4, (size & 0xf0000000) | 3);
	at = add_dvsec(f, 8, 0, 0x1c);
	put(f, at + 0x0c, 8, 0x0100); /* component registers in BAR 0 */
	put(f, at + 0x14, 8, 0x0302); /* device registers in BAR 2 */
	at = add_dvsec(f, 5, 0, 0x10);
	put(f, at + 0x0a, 2, 0x0603); /* 3 s */
	put(f, at + 0x0c, 4, 33);     /* mW */
}

static void add_port_dvsecs(struct function *f)
{
	u32 at = add_dvsec(f, 3, 0, 0x28);

	put(f, at + 0x0a, 2, 1);
	at = add_dvsec(f, 8, 0, 0x14);
	put(f, at + 0x0c, 8, 0x0100);
	if (f->type == TYPE_UPSTREAM)
		return;
	at = add_dvsec(f, 4, 0, 0x10);
	put(f, at + 0x0c, 2, 0x050f); /* 1.5 s */
	put(f, at + 0x0e, 2, 0x050f);
}

static void fill_config(struct function *f)
{
	bool is_port = f->type != TYPE_ENDPOINT;
	u32 at;

	f->next = FIRST;
	put(f, 0x00, 2, number(f, "vendor", 0x8086));
	put(f, 0x02, 2, number(f, "device", 0x0d93));
	put(f, 0x04, 4, 0x00100406);
	put(f, 0x08, 1, number(f, "revision", 0));
	put(f, 0x09, 3, number(f, "class", 0));
	put(f, 0x0e, 1, is_port);
	put(f, 0x34, 1, 0x40);
	put(f, 0x40, 4, 0x00020010 | (u32)f->type << 20);
	put(f, 0x4c, 4, 0x00000105); /* 32 GT/s, 16 lanes */
	put(f, 0x52, 2, 0x0105);
	if (is_port)
		add_port_dvsecs(f);
	else
		add_device_dvsecs(f);
	at = add_dvsec(f, 7, 2, 0x20);
	put(f, at + 0x0a, 2, 0x0026);
	put(f, at + 0x0e, 2, 0x0026);
	add_cap(f, 0x01, 2, 0x48);
	if (!is_port || f->type == TYPE_UPSTREAM) {
		at = add_cap(f, 0x2e, 1, 0x18);
		put(f, at + 4, 4, 1);
	}
	if (!is_port) {
		at = add_cap(f, 0x03, 1, 0x0c);
		put(f, at + 4, 8, memdev_number(f, "serial"));
	}
}

static int add_file(struct function *f, const char *name, const char *text)
{
	char path[PATH_MAX + 4];

	snprintf(path, sizeof(path), "sys/%s/%s", f->path, name);
	return build_file(f->s->dirfd, path, text);
}

static int add_files(struct function *f)
{
	static const char *const doe[][2] = {
		{ "doe_features/doe_discovery", "0001:00\n" },
		{ "doe_features/1e98:02", "1e98:02\n" },
	};
	static const char *const files[][2] = {
		{ "revision", "0x01\n" },
		{ "subsystem_vendor", "0x1af4\n" },
		{ "subsystem_device", "0x1100\n" },
		{ "reset_method", "flr bus cxl_bus\n" },
		{ "aer_dev_correctable", "TOTAL_ERR_COR 0\n" },
		{ "aer_dev_nonfatal", "TOTAL_ERR_NONFATAL 0\n" },
		{ "aer_dev_fatal", "TOTAL_ERR_FATAL 0\n" },
		{ "current_link_speed", "32.0 GT/s PCIe\n" },
		{ "current_link_width", "16\n" },
		{ "max_link_speed", "32.0 GT/s PCIe\n" },
		{ "max_link_width", "16\n" },
	};
	size_t i;
	int rc = 0;

	for (i = 0; rc == 0 && i < ARRAY_SIZE(files); i++)
		rc = add_file(f, files[i][0], files[i][1]);
	if (f->type == TYPE_ROOT_PORT || f->type == TYPE_DOWNSTREAM)
		return rc;
	for (i = 0; rc == 0 && i < ARRAY_SIZE(doe); i++)
		rc = add_file(f, doe[i][0], doe[i][1]);
	return rc;
}

static int add_function(struct function *f)
{
	char path[PATH_MAX + 4];
	int rc = add_files(f);

	if (rc < 0)
		return rc;
	fill_config(f);
	snprintf(path, sizeof(path), "sys/%s/config", f->path);
	return build_data(f->s->dirfd, path, f->config, sizeof(f->config));
}

static const char *find_memdev(const struct namelist *names)
{
	const char *end;
	size_t i;
	u64 n;

	for (i = 0; i < names->count; i++) {
		end = str_after(names->names[i], "mem");
		end = end ? num_prefix(end, &n) : NULL;
		if (end && !*end)
			return names->names[i];
	}
	return NULL;
}

/* From the class, and the number of bridges above: devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0 */
static bool find_type(struct function *f)
{
	u64 class = number(f, "class", 0) >> 8;
	const char *at = f->path;
	unsigned int depth = 0;

	while ((at = strchr(at, '/'))) {
		at++;
		depth++;
	}
	f->type = depth == 2 ? TYPE_ROOT_PORT : depth == 3 ? TYPE_UPSTREAM : TYPE_DOWNSTREAM;
	if (class == 0x0502)
		f->type = TYPE_ENDPOINT;
	return class == 0x0502 || class == 0x0604;
}

static int add_from_link(struct sim *s, const char *name)
{
	auto_namelist struct namelist names = { 0 };
	struct function f = { .s = s };
	char link[PATH_MAX], path[PATH_MAX];

	snprintf(path, sizeof(path), DEVICES "/%s", name);
	if (sys_readlink(&s->plain, TREE_SYS, path, link, sizeof(link)) < 0)
		return 0;
	for (f.path = link; str_after(f.path, "../");)
		f.path += strlen("../");
	if (!find_type(&f))
		return 0;
	if (sys_list(&s->plain, TREE_SYS, f.path, &names) == 0)
		f.memdev = find_memdev(&names);
	return add_function(&f);
}

int default_pci(struct sim *s)
{
	auto_namelist struct namelist l = { 0 };
	size_t i;
	int rc = 0;

	if (sys_list(&s->plain, TREE_SYS, DEVICES, &l) < 0)
		return 0;
	for (i = 0; rc == 0 && i < l.count; i++)
		rc = add_from_link(s, l.names[i]);
	return rc;
}
