// SPDX-License-Identifier: LGPL-2.1-or-later
/* A private temporary directory that does not outlive the process. */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

#include "util/sysroot.h"
#include "util/temp-dir.h"

#define FDS_MAX 16

static int remove_entry(const char *path, const struct stat *st, int type, struct FTW *at)
{
	return remove(path);
}

/* Twice: a process of this program that is about to end may add a file meanwhile. */
void tree_remove(const char *path)
{
	if (nftw(path, remove_entry, FDS_MAX, FTW_DEPTH | FTW_PHYS) != 0)
		nftw(path, remove_entry, FDS_MAX, FTW_DEPTH | FTW_PHYS);
}

static void remove_temp(const void *path)
{
	tree_remove(path);
}

/* An absolute path, which the child process needs. */
static int create(const char *prefix, char *path)
{
	const char *below = getenv("TMPDIR");
	char dir[PATH_MAX], name[64];
	int rc;

	if (!below || !*below)
		below = "/tmp";
	snprintf(path, PATH_MAX, "%s", below);
	if (!realpath(below, dir))
		return -errno;
	snprintf(name, sizeof(name), "%s.XXXXXX", prefix);
	rc = path_join(path, PATH_MAX, dir, name);
	return rc == 0 && !mkdtemp(path) ? -errno : rc;
}

int temp_dir_create(struct temp_dir *t, const char *prefix)
{
	int rc = create(prefix, t->path);

	if (rc < 0)
		return rc;
	/* Without the child process, it is removed by temp_dir_remove() only. */
	t->exists = true;
	if (exit_process_start(&t->remover, remove_temp, t->path) < 0)
		t->remover.pid = 0;
	return 0;
}

void temp_dir_remove(struct temp_dir *t)
{
	if (!t->exists)
		return;
	exit_process_stop(&t->remover);
	tree_remove(t->path); /* if somebody has killed the child */
	*t = (struct temp_dir){ .path = "" };
}
