// SPDX-License-Identifier: LGPL-2.1-or-later
/* The confirmation token of a device. */
#include <stdio.h>

#include "cxl/lib/guard/identity.h"
#include "cxl/lib/guard/token.h"
#include "cxl/lib/topo/memdev.h"
#include "util/num.h"

int token_read(const struct cxl_ctx *ctx, const char *device, char *buf, size_t size)
{
	struct device_identity id;
	int n;

	device_identity_read(ctx, device, &id);
	if (!*id.serial_text || !*id.host)
		return -ENODATA;
	n = snprintf(buf, size, "%s@%s", id.serial_text, id.host);
	return (size_t)n >= size ? -ENAMETOOLONG : 0; /* an error of snprintf() too */
}

/* Split "SERIAL@HOST" in place. */
static bool split(char *text, u64 *serial, const char **host)
{
	char *at = strchr(text, '@');

	if (!at)
		return false;
	*at = '\0';
	*host = at + 1;
	return num_u64(text, 0, serial) == 0;
}

/* The same serial number, decimal or hexadecimal, and a name of the same host. Changes @given. */
static bool names_same(const char *token, char *given)
{
	const char *host, *given_host;
	u64 serial, given_serial;
	char text[TOKEN_MAX];

	snprintf(text, sizeof(text), "%s", token);
	return split(text, &serial, &host) && split(given, &given_serial, &given_host) &&
	       serial == given_serial && host_has_name(host, given_host);
}

enum token_state token_compare(const char *token, const char *given)
{
	char word[TOKEN_MAX];
	size_t len;

	if (!given)
		return TOKEN_NONE;
	given += strspn(given, " \t\r\n");
	len = strcspn(given, " \t\r\n");
	if (len == 0 && !given[0])
		return TOKEN_NONE;
	if (given[len + strspn(given + len, " \t\r\n")] || len >= sizeof(word))
		return TOKEN_WRONG;
	memcpy(word, given, len);
	word[len] = '\0';
	return names_same(token, word) ? TOKEN_MATCHES : TOKEN_WRONG;
}
