// SPDX-License-Identifier: LGPL-2.1-or-later
/* Mounts, swap space, block devices and processes that use DAX devices and block devices. */
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>

#include "cxl/lib/topo/device-users.h"
#include "cxl/lib/topo/open-files.h"
#include "util/sys-errors.h"

#define FILE_MAX (16U << 20) /* bytes */

/* Whether @l has a dependent of the device @name. */
static bool names_it(const struct dependent_list *l, const char *name)
{
	size_t i;

	for (i = 0; i < l->count; i++)
		if (str_eq(l->at[i].name, name))
			return true;
	return false;
}

/* Trees that were captured without the attribute dev have only the name. */
static int describe_device(const struct sysroot *root, enum device_kind kind, const char *name,
			   struct device_file *ret)
{
	struct device_file f = { .path = "" };
	char path[128];
	int rc;

	snprintf(f.path, sizeof(f.path), "%s/%.50s", sys_tree_name(TREE_DEV), name);
	snprintf(path, sizeof(path), "%s/%.80s/dev",
		 kind == DEVICE_BLOCK ? "class/block" : "bus/dax/devices", name);
	rc = sys_read(root, TREE_SYS, path, f.number.text, sizeof(f.number.text));
	if (rc < 0 && !sys_is_absent(rc))
		return rc;
	f.number.kind = rc > 0 ? kind : DEVICE_NONE;
	*ret = f;
	return 0;
}

static void add_process(const struct sysroot *root, enum device_kind kind, const char *name,
			struct dependent_list *l)
{
	struct device_file device = { .path = "" };
	struct open_file user;
	struct dependent *d;
	int rc = describe_device(root, kind, name, &device);

	if (rc < 0) {
		dependents_add_unknown(l, name, "which processes use it");
		return;
	}
	rc = open_file_find(root, &device, &user);
	if (rc == -ENOENT)
		return;
	d = dependents_add(l, rc == 0 ? DEPENDENT_PROCESS : DEPENDENT_UNKNOWN, name);
	if (d && rc == 0)
		snprintf(d->text, sizeof(d->text), "process %" PRIu64 "%s%s%s uses %s", user.pid,
			 *user.command ? " (" : "", user.command, *user.command ? ")" : "",
			 device.path);
	else if (d)
		snprintf(d->text, sizeof(d->text), "cannot read which processes use %s%s",
			 device.path,
			 rc == -EXDEV ? ": those outside of this container are not visible" : "");
}

/* Whether the block device "pmem0" is on CXL memory, by the target of its class link. */
static bool below_cxl(const struct sysroot *root, const char *name)
{
	char path[128], target[PATH_MAX];

	return path_join(path, sizeof(path), "class/block", name) == 0 &&
	       sys_readlink(root, TREE_SYS, path, target, sizeof(target)) > 0 &&
	       strstr(target, "/nvdimm-bridge");
}

/* Lines of @file that start with "/dev/pmem" or, unless it is NULL, with the DAX device @dax. */
static int find_users(const struct sysroot *root, const char *file, enum dependent_kind kind,
		      const char *dax, struct dependent_list *l)
{
	auto_sys_text struct sys_text text = { 0 };
	char *next = NULL, *line;
	int rc = sys_read_file(root, TREE_PROC, file, FILE_MAX, &text);

	if (rc < 0)
		return rc;
	for (line = strtok_r(text.text, "\n", &next); line; line = strtok_r(NULL, "\n", &next)) {
		char *save = NULL, *what = strtok_r(line, " \t\n", &save);
		char *where = strtok_r(NULL, " \t\n", &save);
		const char *name = what ? path_base(what) : "";
		struct dependent *d;

		if (!where || strchr(what, '/') == NULL ||
		    (dax ? !str_eq(name, dax) : !str_after(name, "pmem") || !below_cxl(root, name)))
			continue;
		d = dependents_add(l, kind, name);
		if (d && kind == DEPENDENT_MOUNT)
			snprintf(d->text, sizeof(d->text), "%s is mounted on %.100s", name, where);
		else if (d)
			snprintf(d->text, sizeof(d->text), "%s is in use as swap space", name);
	}
	return 0;
}

/* A kernel without swap has no such file. */
static void add_users(const struct sysroot *root, const char *file, enum dependent_kind kind,
		      const char *dax, struct dependent_list *l)
{
	int rc = find_users(root, file, kind, dax, l);

	if (rc < 0 && (rc != -ENOENT || (kind == DEPENDENT_MOUNT && !root->captured)))
		dependents_add_unknown(l, file,
				       kind == DEPENDENT_MOUNT ? "which file systems are mounted"
							       : "what is swap space");
}

/* A process that has ended, fs/proc_namespace.c: EINVAL if it has no mount namespace any more. */
static bool has_no_mounts(int rc)
{
	return rc == -ENOENT || rc == -ESRCH || rc == -EINVAL;
}

/*
 * The mounts of process @pid. If its first thread has ended, it has none, but the other threads do;
 * see open-files.c.
 */
static int find_mounts(const struct sysroot *root, const char *pid, const char *dax,
		       struct dependent_list *l)
{
	auto_namelist struct namelist threads = { 0 };
	char path[60];
	size_t i;
	int rc;

	snprintf(path, sizeof(path), "%.20s/mounts", pid);
	rc = find_users(root, path, DEPENDENT_MOUNT, dax, l);
	if (!has_no_mounts(rc))
		return rc;
	snprintf(path, sizeof(path), "%.20s/task", pid);
	rc = sys_list(root, TREE_PROC, path, &threads);
	for (i = 0; i < threads.count && !dependents_known(l, DEPENDENT_MOUNT, dax) &&
		    (rc == 0 || has_no_mounts(rc));
	     i++) {
		snprintf(path, sizeof(path), "%.20s/task/%.20s/mounts", pid, threads.names[i]);
		rc = find_users(root, path, DEPENDENT_MOUNT, dax, l);
	}
	return has_no_mounts(rc) ? 0 : rc;
}

/* Famfs, which a mount namespace of other processes may have. */
static void add_dax_mounts(const struct sysroot *root, const struct dax_device *device,
			   struct dependent_list *l)
{
	auto_namelist struct namelist pids = { 0 };
	size_t i;

	add_users(root, "mounts", DEPENDENT_MOUNT, device->name, l);
	if (!str_eq(device->driver, "fsdev_dax") ||
	    sys_list(root, TREE_PROC, ".", &pids) < 0) /* add_process() finds that, too */
		return;
	for (i = 0; i < pids.count && !dependents_known(l, DEPENDENT_MOUNT, device->name); i++) {
		if (pids.names[i][strspn(pids.names[i], "0123456789")])
			continue;
		if (find_mounts(root, pids.names[i], device->name, l) == 0)
			continue;
		dependents_add_unknown(l, device->name, "what other mount namespaces have mounted");
		return;
	}
}

/*
 * An open file of a character device, also one that is only mapped, holds the module of its driver
 * (cdev_get() in fs/char_dev.c). Most often there is none, and looking at all processes takes long.
 */
static bool may_be_open(const struct sysroot *root, const struct dax_device *device)
{
	char path[128], text[24];

	snprintf(path, sizeof(path), "bus/dax/drivers/%.60s/module/refcnt", device->driver);
	return !*device->driver || sys_read(root, TREE_SYS, path, text, sizeof(text)) < 0 ||
	       !str_eq(text, "0");
}

void device_users_dax(const struct sysroot *root, const struct dax_device *device,
		      struct dependent_list *l)
{
	add_dax_mounts(root, device, l);
	if (may_be_open(root, device))
		add_process(root, DEVICE_CHAR, device->name, l);
}

/* Block devices on top of the block device @name, such as a logical volume or a RAID array. */
static void add_holders(const struct sysroot *root, const char *name, struct dependent_list *l)
{
	auto_namelist struct namelist holders = { 0 };
	struct dependent *d;
	char path[160];
	size_t i;
	int rc;

	snprintf(path, sizeof(path), "class/block/%.100s/holders", name);
	rc = sys_list(root, TREE_SYS, path, &holders);
	if (rc < 0 && rc != -ENOENT) {
		dependents_add_unknown(l, name, "which block devices use it");
		return;
	}
	for (i = 0; i < holders.count; i++) {
		d = dependents_add(l, DEPENDENT_HOLDER, name);
		if (d)
			snprintf(d->text, sizeof(d->text), "%s is part of %.100s", name,
				 holders.names[i]);
	}
}

/* The loop device @loop, if it is on a block device of persistent CXL memory. */
static void add_loop(const struct sysroot *root, const char *loop, struct dependent_list *l)
{
	char path[160], file[PATH_MAX];
	struct dependent *d;
	int rc;

	snprintf(path, sizeof(path), "class/block/%.100s/loop/backing_file", loop);
	rc = sys_read(root, TREE_SYS, path, file, sizeof(file));
	if (rc < 0 && !sys_is_absent(rc)) {
		dependents_add_unknown(l, loop, "which file a loop device uses");
		return;
	}
	if (rc < 0 || !str_after(path_base(file), "pmem") || !below_cxl(root, path_base(file)))
		return;
	d = dependents_add(l, DEPENDENT_HOLDER, path_base(file));
	if (d)
		snprintf(d->text, sizeof(d->text), "%s is used by %.100s", path_base(file), loop);
}

/*
 * An exclusive open fails with EBUSY if the block device is mounted in any mount namespace, is swap
 * space or is part of another block device. Without a node in /dev it is not known.
 */
static void add_exclusive(const struct sysroot *root, const char *name, struct dependent_list *l)
{
	auto_close int fd = -1;
	struct dependent *d;

	if (root->captured || names_it(l, name))
		return;
	fd = sys_open(root, TREE_DEV, name, O_RDONLY | O_EXCL);
	if (fd >= 0)
		return;
	if (fd != -EBUSY) {
		dependents_add_unknown(l, name, "whether a block device is in use");
		return;
	}
	d = dependents_add(l, DEPENDENT_HOLDER, name);
	if (d)
		snprintf(d->text, sizeof(d->text),
			 "%s is in exclusive use, such as by a mount of a container", name);
}

/* Those of persistent CXL memory, and their partitions. */
static void add_block_users(const struct sysroot *root, struct dependent_list *l)
{
	auto_namelist struct namelist names = { 0 };
	size_t i;
	int rc = sys_list(root, TREE_SYS, "class/block", &names);

	if (rc < 0 && rc != -ENOENT)
		dependents_add_unknown(l, "block", "which block devices exist");
	for (i = 0; i < names.count; i++) {
		if (str_after(names.names[i], "loop"))
			add_loop(root, names.names[i], l);
		if (!str_after(names.names[i], "pmem") || !below_cxl(root, names.names[i]))
			continue;
		add_holders(root, names.names[i], l);
		add_process(root, DEVICE_BLOCK, names.names[i], l);
		add_exclusive(root, names.names[i], l);
	}
}

void device_users_pmem(const struct sysroot *root, struct dependent_list *l)
{
	add_users(root, "mounts", DEPENDENT_MOUNT, NULL, l);
	add_users(root, "swaps", DEPENDENT_SWAP, NULL, l);
	add_block_users(root, l);
}
