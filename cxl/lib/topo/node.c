// SPDX-License-Identifier: LGPL-2.1-or-later
/* The directory and the attributes of one device. */
#include <limits.h>
#include <stdio.h>

#include "cxl/lib/topo/topo.h"

int node_open(const struct topo *t, const struct node *n, struct sysdir *ret)
{
	if (!n->path) {
		*ret = (struct sysdir){ .root = t->root, .fd = -1, .path = "" };
		return -ENOENT;
	}
	return sysdir_open(ret, t->root, TREE_SYS, n->path);
}

int node_check(const struct topo *t, const struct node *n, const char *attr)
{
	char at[PATH_MAX];
	int rc = path_join(at, sizeof(at), n->path, attr);

	return rc < 0 ? rc : sys_check(t->root, TREE_SYS, at);
}

int topo_debugfs_check(const struct topo *t, const char *path)
{
	char at[PATH_MAX];
	int n;

	if (!t->debugfs)
		return t->debugfs_rc == -ENOENT ? -ENODATA : t->debugfs_rc;
	n = snprintf(at, sizeof(at), "%s/cxl/%s", t->debugfs, path);
	return n < 0 || (size_t)n >= sizeof(at) ? -ENAMETOOLONG : sys_check(t->root, TREE_SYS, at);
}
