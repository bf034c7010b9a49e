// SPDX-License-Identifier: GPL-2.0-only
/* Replies of the FM API. */
#include <stdlib.h>

#include "cxl/fm/ask.h"
#include "cxl/lib/wire/codec.h"

int fm_records_add(struct fm_records *r, const u8 *data, size_t count, size_t size)
{
	u8 *at = realloc(r->data, (r->count + count) * size + 1);

	if (!at)
		return -ENOMEM;
	r->data = at;
	memcpy(at + r->count * size, data, count * size);
	r->count += count;
	return 0;
}

int fm_invalid(u16 opcode, struct fail *why)
{
	return fail_set(why, -EBADMSG, "invalid_reply", "",
			"command 0x%04x: the reply is not valid: its counts are not those of the "
			"request or of its length",
			opcode);
}

int fm_ask(const struct memdev *m, const struct mbox_request *req, u32 min,
	   struct mbox_reply *reply, struct fail *why)
{
	int rc = mbox_send(m, req, reply, why);

	return rc == 0 && reply->len < min ? fm_invalid(req->opcode, why) : rc;
}

void fm_record(u16 opcode, const u8 *data, struct rec *o)
{
	const struct layout *l = opcode_find(opcode)->out->list->record;
	int rc __attribute__((unused)) = layout_decode(l, data, l->size, o);
}
