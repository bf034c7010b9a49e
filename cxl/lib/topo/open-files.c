// SPDX-License-Identifier: LGPL-2.1-or-later
/* Processes that use a device file, from /proc/PID/fd and /proc/PID/maps. */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>

#include "cxl/lib/topo/open-files.h"
#include "util/num.h"

#define MAPS_MAX (64U << 20) /* bytes */
/* The initial namespace, include/linux/proc_ns.h; others do not show all processes. */
#define PID_NAMESPACE "pid:[4026531836]"
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
static bool is_file(const char *path, size_t len, const char *device)
{
	const char *base = strrchr(device, '/');

	if (ends_with(path, len, DELETED))
		len -= strlen(DELETED);
	return ends_with(path, len, device) ||
	       (len == strlen(base) && memcmp(path, base, len) == 0);
}

/* @task: "4711" or, a thread, "4711/task/4712". */
static int has_open(const struct sysroot *root, const char *task, const char *device)
{
	auto_namelist struct namelist fds = { 0 };
	char dir[60], path[90], target[PATH_MAX];
	size_t i;
	int rc;

	snprintf(dir, sizeof(dir), "%.50s/fd", task);
	rc = sys_list(root, TREE_PROC, dir, &fds);
	if (rc < 0)
		return is_gone(rc) ? 0 : rc;
	for (i = 0; i < fds.count; i++) {
		snprintf(path, sizeof(path), "%s/%.20s", dir, fds.names[i]);
		rc = sys_readlink(root, TREE_PROC, path, target, sizeof(target));
		if (rc < 0 && !is_gone(rc) && rc != -E2BIG)
			return rc;
		if (rc > 0 && is_file(target, strlen(target), device))
			return 1;
	}
	return 0;
}

/* Lines end with the path of the file. */
static int has_mapped(const struct sysroot *root, const char *task, const char *device)
{
	auto_sys_text struct sys_text text = { 0 };
	char path[60], *next = NULL, *line;
	const char *at;
	int rc;

	snprintf(path, sizeof(path), "%.50s/maps", task);
	rc = sys_read_file(root, TREE_PROC, path, MAPS_MAX, &text);
	if (rc < 0)
		return is_gone(rc) ? 0 : rc;
	for (line = strtok_r(text.text, "\n", &next); line; line = strtok_r(NULL, "\n", &next)) {
		at = strchr(line, '/');
		if (at && is_file(at, strlen(at), device))
			return 1;
	}
	return 0;
}

static int uses(const struct sysroot *root, const char *task, const char *device)
{
	int rc = has_open(root, task, device);

	return rc ? rc : has_mapped(root, task, device);
}

/*
 * A process whose first thread has ended, by pthread_exit(), is not gone: its other threads have
 * the files and the memory. The first one has neither, nor a link to the program.
 */
static int process_uses(const struct sysroot *root, const char *pid, const char *device)
{
	auto_namelist struct namelist threads = { 0 };
	char path[50], target[PATH_MAX];
	size_t i;
	int rc = uses(root, pid, device);

	snprintf(path, sizeof(path), "%.20s/exe", pid);
	if (rc || sys_readlink(root, TREE_PROC, path, target, sizeof(target)) != -ENOENT)
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

static void read_command(const struct sysroot *root, const char *pid, struct open_file *ret)
{
	char path[40];

	snprintf(path, sizeof(path), "%.20s/comm", pid);
	if (sys_read(root, TREE_PROC, path, ret->command, sizeof(ret->command)) < 0)
		ret->command[0] = '\0';
}

static bool lists(const struct namelist *l, const char *name)
{
	size_t i;

	for (i = 0; i < l->count && !str_eq(l->names[i], name); i++)
		;
	return i < l->count;
}

/*
 * Whether /proc, with the entries @l, shows all processes. A kernel without PID namespaces has no
 * ns/pid. In the /proc of a namespace that this process is not in, "self" has no target.
 */
static bool sees_all(const struct sysroot *root, const struct namelist *l)
{
	char link[64];
	int rc = sys_readlink(root, TREE_PROC, "self/ns/pid", link, sizeof(link));

	if (rc > 0)
		return str_eq(link, PID_NAMESPACE);
	return rc == -ENOENT && (!lists(l, "self") || sys_exists(root, TREE_PROC, "self"));
}

int open_file_find(const struct sysroot *root, const char *device, struct open_file *ret)
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
	return error == -ENOENT && !sees_all(root, &pids) ? -EXDEV : error;
}
