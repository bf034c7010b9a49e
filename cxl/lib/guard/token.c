// SPDX-License-Identifier: LGPL-2.1-or-later
/* The token that stands for one device. */
#include <limits.h>
#include <stdio.h>

#include "cxl/lib/guard/token.h"

/* The device around the memdev, by the link's text: "0000:0d:00.0". */
static int read_host(const struct sysroot *root, const char *link, char *buf, size_t room)
{
	char target[PATH_MAX], *slash;
	int rc = sys_readlink(root, TREE_SYS, link, target, sizeof(target));

	if (rc < 0)
		return rc;
	slash = strrchr(target, '/');
	if (!slash)
		return -EINVAL;
	*slash = '\0';
	if (strlen(path_base(target)) >= room)
		return -ENAMETOOLONG;
	memcpy(buf, path_base(target), strlen(path_base(target)) + 1);
	return 0;
}

int token_read(const struct sysroot *root, const char *memdev, char *buf, size_t room)
{
	char link[128], path[160], serial[32], host[64];
	int rc, n;

	rc = path_join(link, sizeof(link), "bus/cxl/devices", memdev);
	if (rc == 0)
		rc = path_join(path, sizeof(path), link, "serial");
	if (rc == 0)
		rc = read_host(root, link, host, sizeof(host));
	if (rc < 0)
		return rc;
	rc = sys_read(root, TREE_SYS, path, serial, sizeof(serial));
	if (rc < 0)
		return rc;
	if (rc == 0)
		return -ENODATA;
	n = snprintf(buf, room, "%s@%s", serial, host);
	return n < 0 || (size_t)n >= room ? -ENAMETOOLONG : 0;
}

enum token_state token_compare(const char *token, const char *given)
{
	size_t len;

	if (!given)
		return TOKEN_NONE;
	given += strspn(given, " \t\r\n");
	len = strcspn(given, " \t\r\n");
	if (len == 0 && !given[0])
		return TOKEN_NONE;
	if (given[len + strspn(given + len, " \t\r\n")])
		return TOKEN_WRONG;
	return *token && strlen(token) == len && memcmp(token, given, len) == 0 ? TOKEN_MATCHES
										: TOKEN_WRONG;
}
