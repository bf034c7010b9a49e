// SPDX-License-Identifier: LGPL-2.1-or-later
/* Command Effects Log: CXL r3.2 8.2.10.5.2.1, read with Get Log. */
#include <stdlib.h>

#include "cxl/lib/mailbox/cel.h"
#include "cxl/lib/mailbox/log.h"
#include "cxl/lib/wire/cel.h"

struct store {
	u8 *data;
	size_t len, size;
};

static int put(void *data, const void *bytes, size_t len)
{
	struct store *s = data;

	if (len > s->size - s->len)
		return -EFBIG;
	memcpy(s->data + s->len, bytes, len);
	s->len += len;
	return 0;
}

int cel_read(const struct memdev *m, u8 **data, size_t *len, struct fail *why)
{
	auto_log_list struct log_list l = { 0 };
	struct store s = { 0 };
	struct log_sink sink = { .put = put, .data = &s };
	u8 uuid[LOG_UUID_LEN];
	size_t i;
	int rc;

	log_desc_uuid(log_desc_at(0), uuid);
	rc = log_list_read(m, &l, why);
	if (rc < 0)
		return rc;
	for (i = 0; i < l.count && memcmp(l.at[i].uuid, uuid, sizeof(uuid)) != 0; i++)
		;
	if (i == l.count)
		return fail_set(why, -ENOENT, "no_cel", "",
				"the device does not support the Command Effects Log");
	s.size = MIN(l.at[i].size, CEL_MAX_LEN);
	s.data = calloc(1, s.size + 1);
	if (!s.data)
		return fail_nomem(why);
	rc = log_read(m, uuid, (u32)s.size, &sink, why);
	if (rc < 0) {
		free(s.data);
		return rc;
	}
	*data = s.data;
	*len = s.len;
	return 0;
}

int cel_lists(const struct memdev *m, u16 opcode, struct fail *why)
{
	auto_free u8 *log = NULL;
	u16 effects;
	size_t len;
	int rc;

	rc = cel_read(m, &log, &len, why);
	return rc < 0 ? rc : cel_find(log, len, opcode, &effects) == 0;
}
