/* SPDX-License-Identifier: GPL-2.0-only */
/* Replies of the FM API: records, in one reply or in several. */
#ifndef CXL_FM_ASK_H
#define CXL_FM_ASK_H

#include "cxl/lib/mailbox/exec.h"
#include "util/rec.h"

/* Records of equal size, read with one or several commands. */
struct fm_records {
	u8 *data; /* owned */
	size_t count;
};

/* Append @count records of @size bytes; -ENOMEM. */
int fm_records_add(struct fm_records *r, const u8 *data, size_t count, size_t size) MUST_CHECK;
/* Send @opcode with @in. -EBADMSG: the reply is shorter than @min bytes. */
int fm_ask(const struct memdev *m, const struct mbox_request *req, u32 min,
	   struct mbox_reply *reply, struct fail *why) MUST_CHECK;
/* The reply is not that of the request: it has other counts, for example. */
int fm_invalid(u16 opcode, struct fail *why);
/* Add a record of @size bytes with the layout of those in the reply to @opcode. */
void fm_record(u16 opcode, const u8 *data, struct rec *o);

#endif
