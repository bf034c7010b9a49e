// SPDX-License-Identifier: LGPL-2.1-or-later
/* Processes that use a device file, from /proc/PID/fd, /proc/PID/maps and /proc/PID/map_files. */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>

#include "cxl/lib/topo/open-files.h"
#include "util/num.h"
#include "util/text.h"

#define KERNEL_THREAD 0x00200000U
#define MAPS_MAX (64U << 20) /* bytes */
/* The initial namespace, include/linux/proc_ns.h; others do not show all processes. */
#define PID_NAMESPACE "pid:[4026531836]"
#define MAPS_TRIES 10
#define DELETED " (deleted)" /* the file may have been created again since */

/* A process that ends meanwhile, or a thread of the kernel, uses nothing. */
static bool is_gone(int rc)
{
	return rc == -ENOENT || rc == -ESRCH || rc == -ENOTDIR;
}

/* Whether @path, of @len bytes, ends with @end. */
static bool ends_with(const char *path, size_t len, const char *end)
{
	const size_t n = strlen(end);

	return len >= n && memcmp(path + len - n, end, n) == 0;
}

/*
 * Whether @path is that of "/dev/dax0.0". The /dev of a container is below its root directory. If
 * it is not mounted here, the path is that in the mount: "/dax0.0".
 */
static bool has_name(const char *path, const struct device_file *device)
{
	const char *base = strrchr(device->path, '/');
	size_t len = strlen(path);

	if (ends_with(path, len, DELETED))
		len -= strlen(DELETED);
	return ends_with(path, len, device->path) ||
	       (len == strlen(base) && memcmp(path, base, len) == 0);
}

/* 1 or 0: whether the number of the file @path below /proc is that of @device. */
static int has_number(const struct sysroot *root, const char *path,
		      const struct device_file *device)
{
	struct device_number n;
	int rc;

	if (device->number.kind == DEVICE_NONE)
		return -ENODATA;
	rc = device_number_read(root, TREE_PROC, path, &n);
	if (rc < 0)
		return rc;
	return n.kind == device->number.kind && str_eq(n.text, device->number.text);
}

/* @link: below /proc. A file that is closed meanwhile is not open. */
static int is_device(const struct sysroot *root, const char *link, const struct device_file *device)
{
	char target[PATH_MAX];
	int rc = has_number(root, link, device), n;

	if (rc >= 0)
		return rc;
	n = sys_readlink(root, TREE_PROC, link, target, sizeof(target));
	if (n > 0 && has_name(target, device))
		return 1;
	if (n < 0 && !is_gone(n) && n != -E2BIG)
		return n;
	return rc == -ENODATA || is_gone(rc) || is_gone(n) ? 0 : rc;
}

/* @task: "4711" or, a thread, "4711/task/4712". */
static int has_open(const struct sysroot *root, const char *task, const struct device_file *device)
{
	auto_namelist struct namelist fds = { 0 };
	char dir[60], path[90];
	int rc, error = 0;
	size_t i;

	snprintf(dir, sizeof(dir), "%.50s/fd", task);
	rc = sys_list(root, TREE_PROC, dir, &fds);
	if (rc < 0)
		return is_gone(rc) ? 0 : rc;
	for (i = 0; i < fds.count; i++) {
		snprintf(path, sizeof(path), "%s/%.20s", dir, fds.names[i]);
		rc = is_device(root, path, device);
		if (rc > 0)
			return rc;
		if (rc < 0)
			error = rc;
	}
	return error;
}

/*
 * A mapping: "7f00-7f40 rw-s 00000000 00:05 400   /dev/dax0.0". Instead of the path of a file it
 * may have a name in brackets: "[heap]", or one that the process has chosen, "[anon:a/b]".
 */
struct map {
	const char *range, *flags, *dev, *inode, *path; /* @path: "" if it is not of a file */
};

static bool parse_map(char *line, struct map *ret)
{
	char *rest = NULL;
	struct map m;

	m.range = strtok_r(line, " ", &rest);
	m.flags = strtok_r(NULL, " ", &rest);
	strtok_r(NULL, " ", &rest);
	m.dev = strtok_r(NULL, " ", &rest);
	m.inode = strtok_r(NULL, " ", &rest);
	if (!m.inode)
		return false;
	m.path = rest && rest[strspn(rest, " ")] != '[' ? strchr(rest, '/') : NULL;
	if (!m.path)
		m.path = "";
	*ret = m;
	return true;
}

/*
 * Names in map_files have no leading zeros. Only the directory of a process has it, but that of a
 * thread exists, too, though it is not listed.
 */
static int map_number(const struct sysroot *root, const char *task, const struct map *m,
		      const struct device_file *device)
{
	const char *thread = path_base(task);
	u64 start, end;
	char path[80], *at;

	start = strtoull(m->range, &at, 16);
	if (*at != '-')
		return -EBADMSG;
	end = strtoull(at + 1, &at, 16);
	snprintf(path, sizeof(path), "%.20s/map_files/%" PRIx64 "-%" PRIx64, thread, start, end);
	return has_number(root, path, device);
}

/* DAX devices have no private mappings, drivers/dax/device.c, as most files have. */
static bool may_be_device(const struct map *m, const struct device_file *device)
{
	return *m->path && (device->number.kind != DEVICE_CHAR || strchr(m->flags, 's'));
}

static bool same_file(const struct map *a, const struct map *b)
{
	return str_eq(a->dev, b->dev) && str_eq(a->inode, b->inode) && str_eq(a->path, b->path);
}

/* -EAGAIN: the mapping has changed meanwhile. Captured trees have only the names. */
static int map_is_device(const struct sysroot *root, const char *task, const struct map *m,
			 const struct device_file *device)
{
	int rc = map_number(root, task, m, device);

	if (rc >= 0)
		return rc;
	if (has_name(m->path, device))
		return 1;
	if (rc == -ENODATA || (root->captured && rc == -ENOENT))
		return 0;
	return rc == -ENOENT ? -EAGAIN : rc;
}

static int search_maps(const struct sysroot *root, const char *task,
		       const struct device_file *device)
{
	auto_sys_text struct sys_text text = { 0 };
	char path[60], *next = NULL, *line;
	struct map m, last = { .dev = "", .inode = "", .path = "" };
	int rc, error = 0;

	snprintf(path, sizeof(path), "%.50s/maps", task);
	rc = sys_read_file(root, TREE_PROC, path, MAPS_MAX, &text);
	if (rc < 0)
		return is_gone(rc) ? 0 : rc;
	for (line = strtok_r(text.text, "\n", &next); line; line = strtok_r(NULL, "\n", &next)) {
		if (!parse_map(line, &m) || !may_be_device(&m, device) || same_file(&m, &last))
			continue;
		rc = map_is_device(root, task, &m, device);
		if (rc > 0)
			return rc;
		if (rc < 0)
			error = rc;
		else
			last = m; /* a file often has several mappings, one after the other */
	}
	return error;
}

static int has_mapped(const struct sysroot *root, const char *task,
		      const struct device_file *device)
{
	int rc, tries = MAPS_TRIES;

	do {
		rc = search_maps(root, task, device);
	} while (rc == -EAGAIN && --tries);
	return rc;
}

static int uses(const struct sysroot *root, const char *task, const struct device_file *device)
{
	int rc = has_open(root, task, device);

	return rc ? rc : has_mapped(root, task, device);
}

static bool has_no_program(const struct sysroot *root, const char *pid)
{
	char path[50], target[PATH_MAX];

	snprintf(path, sizeof(path), "%.20s/exe", pid);
	return sys_readlink(root, TREE_PROC, path, target, sizeof(target)) == -ENOENT;
}

/* Of the kernel itself, see PF_KTHREAD in include/linux/sched.h: it has no files, and no memory. */
static bool is_kernel_thread(const struct sysroot *root, const char *pid)
{
	char path[50], text[1024];
	const char *at;
	u64 flags;
	int i;

	snprintf(path, sizeof(path), "%.20s/stat", pid);
	if (sys_read(root, TREE_PROC, path, text, sizeof(text)) < 0)
		return false;
	at = strrchr(text, ')'); /* the end of its name, which may have any character */
	for (i = 0; at && i < 7; i++)
		at = strchr(at + 1, ' ');
	return at && num_prefix(at + 1, &flags) && flags & KERNEL_THREAD;
}

/*
 * A process whose first thread has ended, by pthread_exit(), is not gone: its other threads have
 * the files and the memory. The first one has neither, nor a link to the program.
 */
static int process_uses(const struct sysroot *root, const char *pid,
			const struct device_file *device)
{
	auto_namelist struct namelist threads = { 0 };
	char path[50];
	size_t i;
	int rc;

	if (has_no_program(root, pid) && is_kernel_thread(root, pid))
		return 0;
	rc = uses(root, pid, device);
	if (rc || !has_no_program(root, pid))
		return rc;
	snprintf(path, sizeof(path), "%.20s/task", pid);
	rc = sys_list(root, TREE_PROC, path, &threads);
	if (rc < 0)
		return is_gone(rc) ? 0 : rc;
	for (i = 0; rc == 0 && i < threads.count; i++) {
		snprintf(path, sizeof(path), "%.20s/task/%.20s", pid, threads.names[i]);
		rc = uses(root, path, device);
	}
	return rc;
}

/* A process can choose any name: one with a newline would be a second line of the message. */
static void read_command(const struct sysroot *root, const char *pid, struct open_file *ret)
{
	char path[40], *c;

	snprintf(path, sizeof(path), "%.20s/comm", pid);
	if (sys_read(root, TREE_PROC, path, ret->command, sizeof(ret->command)) < 0)
		ret->command[0] = '\0';
	for (c = ret->command; *c; c++)
		if (ascii_is_control(*c))
			*c = '?';
}

static bool lists(const struct namelist *l, const char *name)
{
	size_t i;

	for (i = 0; i < l->count && !str_eq(l->names[i], name); i++)
		;
	return i < l->count;
}

/*
 * Whether /proc, with the entries @l, shows all processes: 0, or the error. A kernel without PID
 * namespaces has no ns/pid. In the /proc of a namespace that this process is not in, "self" has no
 * target. Mounted with hidepid, it may have only those of this user, so not the first one.
 */
static int check_view(const struct sysroot *root, const struct namelist *l)
{
	char link[64];
	int rc = sys_readlink(root, TREE_PROC, "self/ns/pid", link, sizeof(link));
	bool all;

	if (rc > 0)
		all = str_eq(link, PID_NAMESPACE);
	else
		all = rc == -ENOENT && (!lists(l, "self") || sys_exists(root, TREE_PROC, "self"));
	if (!all)
		return -EXDEV;
	return root->captured || lists(l, "1") ? 0 : -EACCES;
}

int open_file_find(const struct sysroot *root, const struct device_file *device,
		   struct open_file *ret)
{
	auto_namelist struct namelist pids = { 0 };
	int rc = sys_list(root, TREE_PROC, ".", &pids), error = -ENOENT;
	struct open_file found;
	size_t i;

	if (rc < 0)
		return rc == -ENOENT ? -EIO : rc;
	for (i = 0; i < pids.count; i++) {
		if (num_u64(pids.names[i], 10, &found.pid) < 0)
			continue;
		rc = process_uses(root, pids.names[i], device);
		if (rc < 0)
			error = rc;
		if (rc <= 0)
			continue;
		read_command(root, pids.names[i], &found);
		*ret = found;
		return 0;
	}
	rc = error == -ENOENT ? check_view(root, &pids) : 0;
	return rc < 0 ? rc : error;
}
