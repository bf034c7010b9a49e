// SPDX-License-Identifier: LGPL-2.1-or-later
/* The confirmation token of a device. */
#include <stdio.h>

#include "cxl/lib/guard/token.h"
#include "cxl/lib/topo/memdev.h"

int token_read(const struct sysroot *root, const char *memdev, char *buf, size_t size)
{
	struct memdev_identity id;
	int n;

	memdev_identity_read(root, memdev, &id);
	if (!*id.serial_text || !*id.host)
		return -ENODATA;
	n = snprintf(buf, size, "%s@%s", id.serial_text, id.host);
	return (size_t)n >= size ? -ENAMETOOLONG : 0; /* an error of snprintf() too */
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
