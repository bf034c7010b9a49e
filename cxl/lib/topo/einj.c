// SPDX-License-Identifier: LGPL-2.1-or-later
/* Errors of the protocols that the platform can inject. */
#include <stdio.h>

#include "cxl/lib/topo/einj.h"
#include "util/num.h"

/* clang-format off */
const struct protocol_error protocol_errors[] = {
	{ 0x1000, "cache-correctable" },
	{ 0x2000, "cache-uncorrectable" },
	{ 0x4000, "cache-fatal" },
	{ 0x8000, "mem-correctable" },
	{ 0x10000, "mem-uncorrectable" },
	{ 0x20000, "mem-fatal" },
	{ 0, NULL },
};
/* clang-format on */

u64 protocol_errors_parse(const char *text)
{
	char number[24];
	size_t len;
	u64 bit, ret = 0;

	for (; *text; text += len + (text[len] == '\n')) {
		len = strcspn(text, "\n");
		snprintf(number, sizeof(number), "%.*s", (int)strcspn(text, " \t\n"), text);
		if (num_u64(number, 16, &bit) == 0)
			ret |= bit;
	}
	return ret;
}
