// SPDX-License-Identifier: LGPL-2.1-or-later
/* Files of debugfs that belong to CXL devices. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/topo/debugfs.h"

void topo_list_debugfs(struct topo *t)
{
	struct namelist *l = &t->debugfs_names;
	char path[PATH_MAX];

	t->debugfs_rc = sys_find_mount(t->root, "debugfs", &t->debugfs);
	if (!t->debugfs)
		return;
	t->debugfs_names_rc = path_join(path, sizeof(path), t->debugfs, "cxl");
	if (t->debugfs_names_rc == 0)
		t->debugfs_names_rc = sys_list(t->root, TREE_SYS, path, l);
	namelist_sort(l);
}

static int by_directory(const void *path, const void *name)
{
	const char *const *n = name;
	const size_t len = strcspn(path, "/");
	const int order = strncmp(path, *n, len);

	return order || strlen(*n) == len ? order : -1;
}

int topo_debugfs_check(const struct topo *t, const char *path)
{
	const struct namelist *l = &t->debugfs_names;
	char at[PATH_MAX];
	int n;

	if (!t->debugfs)
		return t->debugfs_rc == -ENOENT ? -ENODATA : t->debugfs_rc;
	if (t->debugfs_names_rc < 0)
		return t->debugfs_names_rc;
	/* Many devices may be missing there; this saves a system call for each. */
	if (!l->count || !bsearch(path, l->names, l->count, sizeof(*l->names), by_directory))
		return -ENOENT;
	n = snprintf(at, sizeof(at), "%s/cxl/%s", t->debugfs, path);
	return n < 0 || (size_t)n >= sizeof(at) ? -ENAMETOOLONG : sys_check(t->root, TREE_SYS, at);
}

int topo_no_debugfs(struct fail *why)
{
	char hint[120];

	snprintf(hint, sizeof(hint), "mount it with 'mount -t debugfs debugfs %s/kernel/debug'",
		 sys_tree_name(TREE_SYS));
	return fail_unsupported(why, "no_debugfs", hint, "debugfs is not mounted");
}
