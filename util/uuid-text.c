// SPDX-License-Identifier: LGPL-2.1-or-later
/* UUIDs as text, through libuuid, which is loaded on first use. */
#include <uuid/uuid.h>

#include "util/library.h"
#include "util/uuid-text.h"

#define SONAME "libuuid.so.1"

LIBRARY_NOTE(uuid, SONAME, "uuid", "UUIDs of new persistent regions", "recommended");

static struct {
	typeof(uuid_generate) *generate;
	typeof(uuid_is_null) *is_null;
	typeof(uuid_parse) *parse;
	typeof(uuid_unparse_lower) *unparse_lower;
} libuuid;

static int load(struct fail *why)
{
	static const struct library_symbol symbols[] = {
		LIBRARY_SYMBOL(libuuid, uuid_, generate),
		LIBRARY_SYMBOL(libuuid, uuid_, is_null),
		LIBRARY_SYMBOL(libuuid, uuid_, parse),
		LIBRARY_SYMBOL(libuuid, uuid_, unparse_lower),
		{ 0 },
	};

	return library_load(SONAME, symbols, why);
}

int uuid_text_parse(const char *text, char ret[UUID_TEXT_SIZE], struct fail *why)
{
	uuid_t uuid;
	int rc = load(why);

	if (rc < 0)
		return rc;
	if (libuuid.parse(text, uuid) < 0 || libuuid.is_null(uuid))
		return fail_invalid(why, "bad_uuid", "", "invalid UUID '%s'", text);
	libuuid.unparse_lower(uuid, ret);
	return 0;
}

int uuid_text_new(char ret[UUID_TEXT_SIZE], struct fail *why)
{
	uuid_t uuid;
	int rc = load(why);

	if (rc < 0)
		return rc;
	libuuid.generate(uuid);
	libuuid.unparse_lower(uuid, ret);
	return 0;
}
