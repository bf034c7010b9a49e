// SPDX-License-Identifier: GPL-2.0-only
/* Copies of sysfs, procfs and other trees. */
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cxl/dump/copy.h"
#include "cxl/dump/dump.h"
#include "util/blob.h"
#include "util/out-json.h"
#include "util/rec.h"
#include "util/sys-errors.h"

#define DEPTH_MAX 24
#define CHUNK 65536

/* --- what was copied, for the manifest */

int copy_listed(struct dump_copy *c, const char *name, int rc)
{
	auto_rec struct rec *o = rec_new_obj();
	auto_free char *line = NULL;

	rec_str(o, "file", name);
	if (rc == -EFBIG)
		rec_bool(o, "truncated", true);
	else if (rc < 0)
		rec_uint(o, "errno", (u64)-rc);
	line = out_json_line(o);
	if (line)
		fprintf(c->list, "%s\n", line);
	return 0;
}

/* --- the copy */

/* "sys/bus/cxl": the name of the copy in the dump. */
static int copy_name(enum sys_tree tree, const char *path, char *buf, size_t size)
{
	return path_join(buf, size, sys_tree_name(tree) + 1, path);
}

/* *@rc: the error of reading, -EFBIG if there is more than the limit. */
static int copy_content(struct dump_copy *c, int from, int to, int *rc)
{
	char buf[CHUNK];
	u64 left = c->bytes;
	ssize_t n;
	int err;

	for (;;) {
		n = read(from, buf, sizeof(buf));
		if (n < 0 && (errno == EINTR || errno == EPIPE)) /* EPIPE: overwritten messages */
			continue;
		*rc = n < 0 && errno != EAGAIN ? -errno : 0; /* EAGAIN: the end of /dev/kmsg */
		if (n <= 0)
			return 0;
		err = write_all(to, buf, (size_t)MIN((u64)n, left));
		if (err < 0)
			return err;
		if ((u64)n > left) {
			*rc = -EFBIG;
			return 0;
		}
		left -= (u64)n;
	}
}

int copy_file(struct dump_copy *c, enum sys_tree tree, const char *path)
{
	auto_close int from = sys_open(c->root, tree, path, O_RDONLY), to = -1;
	char name[PATH_MAX];
	int rc = copy_name(tree, path, name, sizeof(name)), err = from;

	if (rc < 0 || from == -ENOENT)
		return 0;
	if (from >= 0) {
		to = dump_create(c->dir, name, 0600);
		if (to == -EEXIST) /* below another device, too */
			return 0;
		rc = to < 0 ? to : copy_content(c, from, to, &err);
		/* Without content, the attribute would be there, and empty. */
		if (rc == 0 && err < 0 && err != -EFBIG)
			unlinkat(c->dir, name, 0);
	}
	return rc < 0 ? rc : copy_listed(c, name, err < 0 ? err : 0);
}

static bool is_missing(int rc)
{
	return rc == -ENOENT || rc == -ENOTDIR || rc == -ENODEV;
}

int copy_link(struct dump_copy *c, enum sys_tree tree, const char *path)
{
	char name[PATH_MAX], target[PATH_MAX];
	int rc = copy_name(tree, path, name, sizeof(name));

	if (rc < 0)
		return 0;
	rc = sys_readlink(c->root, tree, path, target, sizeof(target));
	if (rc < 0)
		return is_missing(rc) ? 0 : copy_listed(c, name, rc);
	if (symlinkat(target, c->dir, name) == 0 || errno == EEXIST)
		return 0;
	rc = dump_make_parents(c->dir, name);
	if (rc == 0 && symlinkat(target, c->dir, name) < 0 && errno != EEXIST)
		rc = -errno;
	return rc;
}

/* Write-only attributes become empty files: their presence tells what the kernel supports. */
static int copy_presence(struct dump_copy *c, enum sys_tree tree, const char *path)
{
	auto_close int to = -1;
	char name[PATH_MAX];
	int rc = copy_name(tree, path, name, sizeof(name));

	if (rc < 0)
		return 0;
	to = dump_create(c->dir, name, 0200);
	return to < 0 && to != -EEXIST ? to : 0;
}

int copy_list(struct dump_copy *c, enum sys_tree tree, const char *path, struct namelist *ret)
{
	char name[PATH_MAX], listed[PATH_MAX + 1];
	int rc = sys_list(c->root, tree, path, ret);

	/* The directory itself is there, so that links to it lead to it. */
	if (rc < 0 && !is_missing(rc) && copy_name(tree, path, name, sizeof(name)) == 0 &&
	    dump_make_dir(c->dir, name) == 0) {
		snprintf(listed, sizeof(listed), "%s/", name);
		copy_listed(c, listed, rc);
	}
	if (rc == 0)
		namelist_sort(ret);
	return rc;
}

static int copy_below(struct dump_copy *c, enum sys_tree tree, const char *path, int depth);

/* @at is relative to the tree. */
static int copy_entry(struct dump_copy *c, enum sys_tree tree, const char *at, int depth)
{
	auto_close int fd = sys_open(c->root, tree, at, O_PATH | O_NOFOLLOW);
	char name[PATH_MAX];
	struct stat st;

	if (fd < 0)
		return is_missing(fd) || copy_name(tree, at, name, sizeof(name)) < 0
			       ? 0
			       : copy_listed(c, name, fd);
	if (fstat(fd, &st) < 0)
		return 0;
	if (S_ISLNK(st.st_mode))
		return copy_link(c, tree, at);
	if (S_ISDIR(st.st_mode))
		return copy_below(c, tree, at, depth + 1);
	if (!S_ISREG(st.st_mode))
		return 0;
	return st.st_mode & 0444 ? copy_file(c, tree, at) : copy_presence(c, tree, at);
}

static bool is_left_out(const struct dump_copy *c, const char *name)
{
	const char *const *start = c->without;

	while (start && *start)
		if (str_after(name, *start++))
			return true;
	return false;
}

/* Recursive over directories of the kernel, not over what a device says; limited all the same. */
static int copy_below(struct dump_copy *c, enum sys_tree tree, const char *path, int depth)
{
	auto_namelist struct namelist names = { 0 };
	char name[PATH_MAX], at[PATH_MAX];
	size_t i;
	int rc;

	if (depth > DEPTH_MAX || copy_list(c, tree, path, &names) < 0 ||
	    copy_name(tree, path, name, sizeof(name)) < 0)
		return 0;
	rc = dump_make_dir(c->dir, name);
	for (i = 0; rc == 0 && i < names.count; i++) {
		if (is_left_out(c, names.names[i]))
			continue;
		if (path_join(at, sizeof(at), path, names.names[i]) == 0)
			rc = copy_entry(c, tree, at, depth);
	}
	return rc;
}

int copy_dir(struct dump_copy *c, enum sys_tree tree, const char *path)
{
	return copy_below(c, tree, path, 0);
}

int copy_some(struct dump_copy *c, const char *path, const char *const *names)
{
	char at[PATH_MAX], name[64];
	size_t len;
	int rc = 0;

	for (; rc == 0 && *names; names++) {
		len = strcspn(*names, "/");
		snprintf(name, sizeof(name), "%.*s", (int)len, *names);
		if (path_join(at, sizeof(at), path, name) == 0)
			rc = copy_entry(c, TREE_SYS, at, 0);
	}
	return rc;
}
