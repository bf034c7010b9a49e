// SPDX-License-Identifier: GPL-2.0-only
/* The file fwctl.json of a dump: what the fwctl devices of all drivers say about themselves. */
#include <limits.h>
#include <stdio.h>

#include "cxl/dump/copy.h"
#include "cxl/dump/dump.h"
#include "cxl/lib/transport/route.h"
#include "util/out-json.h"
#include "util/text.h"

#define CLASS "class/fwctl"
#define FWCTL "fwctl.json"

static void add_info(const struct fwctl_info *info, struct rec *o)
{
	/* include/uapi/fwctl/fwctl.h */
	static const char *const names[] = { "error", "mlx5", "cxl", "bnxt", "pds" };
	char hex[2 * FWCTL_DATA_MAX + 1];

	rec_uint(o, "type", info->type);
	if (info->type < ARRAY_SIZE(names))
		rec_str(o, "type_name", names[info->type]);
	hex_format(info->data, info->len, hex);
	rec_str(o, "data", hex);
}

/* The device that the fwctl device belongs to: "mem0", or the name of an auxiliary device. */
static void add_parent(const struct sysroot *root, const char *name, struct rec *o)
{
	char path[96], link[PATH_MAX];

	snprintf(path, sizeof(path), CLASS "/%.64s/device", name);
	if (sys_readlink(root, TREE_SYS, path, link, sizeof(link)) > 0)
		rec_str(o, "parent", path_base(link));
}

static void add_device(const struct sysroot *root, const char *name, struct rec *list)
{
	struct rec *o = rec_obj(list, NULL);
	struct fwctl_info info;
	int rc = fwctl_info_read(root, name, &info);

	rec_str(o, "device", name);
	add_parent(root, name, o);
	if (rc == 0)
		add_info(&info, o);
	else
		rec_uint(o, "errno", (u64)-rc);
}

static int write_list(const struct dump_copy *c, const struct rec *list)
{
	auto_free char *line = out_json_line(list);
	auto_close int fd = line ? dump_create(c->dir, FWCTL, 0600) : -ENOMEM;

	if (fd < 0)
		return fd;
	return dprintf(fd, "%s\n", line) < 0 ? -errno : 0;
}

int copy_fwctl_info(struct dump_copy *c)
{
	auto_namelist struct namelist names = { 0 };
	auto_rec struct rec *list = rec_new_arr();
	size_t i;
	int rc;

	if (copy_list(c, TREE_SYS, CLASS, &names) < 0 || !names.count)
		return 0;
	for (i = 0; i < names.count; i++)
		add_device(c->root, names.names[i], list);
	rc = write_list(c, list);
	return rc < 0 ? rc : copy_listed(c, FWCTL, 0);
}
