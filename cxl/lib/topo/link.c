// SPDX-License-Identifier: LGPL-2.1-or-later
/* Targets of symbolic links in sysfs. */
#include <limits.h>

#include "cxl/lib/topo/topo.h"

/* Remove the last component; false when there is none. */
static bool path_up(char *path)
{
	char *slash = strrchr(path, '/');

	if (!*path)
		return false;
	*(slash ? slash : path) = '\0';
	return true;
}

/* @at: the path of the link, which is changed; @rest: its text. */
static int resolve(char *at, const char *rest, char *buf, size_t size)
{
	path_up(at); /* to the directory of the link */
	while (str_after(rest, "..") && (rest[2] == '/' || rest[2] == '\0')) {
		if (!path_up(at))
			return -EINVAL;
		rest += rest[2] == '/' ? 3 : 2;
	}
	if (*rest == '/' || strstr(rest, ".."))
		return -EINVAL;
	if (*at && *rest)
		return path_join(buf, size, at, rest);
	rest = *at ? at : rest;
	if (strlen(rest) >= size)
		return -ENAMETOOLONG;
	memcpy(buf, rest, strlen(rest) + 1);
	return 0;
}

int link_resolve(const struct topo *t, const char *path, const char *link, char *buf, size_t size)
{
	char at[PATH_MAX], text[PATH_MAX];
	int rc = path_join(at, sizeof(at), path, link);

	if (rc == 0)
		rc = sys_readlink(t->root, TREE_SYS, at, text, sizeof(text));
	return rc < 0 ? rc : resolve(at, text, buf, size);
}

int link_resolve_in(const struct sysdir *d, const char *link, char *buf, size_t size)
{
	char at[PATH_MAX], text[PATH_MAX];
	int rc = path_join(at, sizeof(at), d->path, link);

	if (rc == 0)
		rc = sysdir_readlink(d, link, text, sizeof(text));
	return rc < 0 ? rc : resolve(at, text, buf, size);
}
