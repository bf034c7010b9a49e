// SPDX-License-Identifier: LGPL-2.1-or-later
/* Get FW Info, 0200h (CXL r3.2 8.2.10.3.1). */
#include "cxl/lib/wire/fw.h"
#include "cxl/lib/wire/codec.h"
#include "util/text.h"

#define FW_INFO_LEN 0x50
#define REVISIONS_AT 0x10

int fw_info_decode(const void *buf, size_t len, struct fw_info *ret)
{
	const u8 *p = buf;
	size_t i;

	if (len < FW_INFO_LEN)
		return -EMSGSIZE;
	ret->slots = MIN(p[0], FW_SLOTS);
	ret->active = p[1] & 7;
	ret->staged = p[1] >> 3 & 7;
	ret->online_activate = p[2] & 1;
	for (i = 0; i < FW_SLOTS; i++)
		text_copy(p + REVISIONS_AT + i * FW_REVISION_LEN, FW_REVISION_LEN,
			  ret->revision[i]);
	return 0;
}
