// SPDX-License-Identifier: LGPL-2.1-or-later
/* A private temporary directory that does not outlive the process. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/sysroot.h"
#include "util/temp-dir.h"

#define DIR_FLAGS (O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)

/* The directory that is removed. */
struct removal {
	int top;
	unsigned int moved;   /* directories that were moved to it */
	unsigned int removed; /* in this pass */
};

/* A file or an empty directory. */
static bool remove_name(struct removal *r, int dir, const char *name)
{
	bool done = unlinkat(dir, name, 0) == 0 || unlinkat(dir, name, AT_REMOVEDIR) == 0;

	r->removed += done;
	return done;
}

/* Directories that are not empty are moved to the top, for the next pass. */
static void empty_dir(struct removal *r, const char *name)
{
	auto_close int dir = openat(r->top, name, DIR_FLAGS);
	auto_namelist struct namelist names = { 0 };
	char to[24];
	size_t i;

	if (dir < 0 || namelist_read(openat(r->top, name, DIR_FLAGS), false, &names) < 0)
		return;
	for (i = 0; i < names.count; i++) {
		if (remove_name(r, dir, names.names[i]))
			continue;
		snprintf(to, sizeof(to), ".remove-%u", r->moved++);
		r->removed += renameat(dir, names.names[i], r->top, to) == 0;
	}
}

/*
 * Neither the length of a path nor the number of open files depends on the depth. A process of this
 * program that is about to end may add a file meanwhile, so there are passes until nothing is left.
 */
void tree_remove(const char *path)
{
	auto_close int top = open(path, DIR_FLAGS);
	struct removal r = { .top = top, .removed = 1 };
	size_t i;

	while (top >= 0 && r.removed && rmdir(path) < 0) {
		auto_namelist struct namelist names = { 0 };

		r.removed = 0;
		if (namelist_read(openat(r.top, ".", DIR_FLAGS), false, &names) < 0)
			break;
		for (i = 0; i < names.count; i++) {
			if (remove_name(&r, r.top, names.names[i]))
				continue;
			empty_dir(&r, names.names[i]);
			remove_name(&r, r.top, names.names[i]);
		}
	}
}

/* @path becomes absolute: the child process does not depend on the current directory. */
static int make_temp(void *path)
{
	char absolute[PATH_MAX];
	int rc;

	if (mkdir(path, 0700) < 0)
		return -errno;
	if (realpath(path, absolute)) {
		snprintf(path, PATH_MAX, "%s", absolute);
		return 0;
	}
	rc = -errno;
	rmdir(path);
	return rc;
}

static void remove_temp(const void *path)
{
	tree_remove(path);
}

/* The absolute path of a new directory. */
static int new_name(const char *prefix, char *path)
{
	const char *below = getenv("TMPDIR");
	char dir[PATH_MAX], name[64];
	u64 number;

	if (!below || !*below)
		below = "/tmp";
	snprintf(path, PATH_MAX, "%s", below);
	if (!realpath(below, dir))
		return -errno;
	if (getrandom(&number, sizeof(number), 0) != sizeof(number))
		return -EIO;
	snprintf(name, sizeof(name), "%s.%016jx", prefix, (uintmax_t)number);
	return path_join(path, PATH_MAX, dir, name);
}

static int create(struct temp_dir *t)
{
	int rc = exit_process_start(&t->remover, make_temp, remove_temp, t->path);

	t->exists = rc == 0;
	return rc;
}

int temp_dir_create(struct temp_dir *t, const char *prefix)
{
	int rc = new_name(prefix, t->path);

	return rc < 0 ? rc : create(t);
}

int temp_dir_create_at(struct temp_dir *t, const char *path)
{
	char absolute[PATH_MAX];
	int rc;

	if (strlen(path) >= sizeof(t->path))
		return -ENAMETOOLONG;
	snprintf(t->path, sizeof(t->path), "%s", path);
	rc = create(t);
	if (rc == 0 && realpath(path, absolute))
		snprintf(t->path, sizeof(t->path), "%s", absolute);
	return rc;
}

void temp_dir_keep(struct temp_dir *t)
{
	exit_process_cancel(&t->remover);
	*t = (struct temp_dir){ .path = "" };
}

void temp_dir_remove(struct temp_dir *t)
{
	if (!t->exists)
		return;
	exit_process_stop(&t->remover);
	tree_remove(t->path); /* if somebody has killed the child */
	*t = (struct temp_dir){ .path = "" };
}
