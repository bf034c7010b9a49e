/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Small settings of a device that one command reads and another one sets: read, compare, set only
 * what differs, read back and compare.
 */
#ifndef CXL_MAILBOX_SETTING_H
#define CXL_MAILBOX_SETTING_H

#include "cxl/lib/mailbox/exec.h"

#define SETTING_MAX 64 /* bytes of a reply */

struct setting {
	u16 get_opcode, set_opcode;
	u32 reply_len;	       /* bytes that the device returns at least, up to SETTING_MAX */
	const char *operation; /* "set the shutdown state", for messages */
	/* Risk for the gate; RISK_READ: that of .set_opcode in the table of opcodes. */
	enum risk risk;
	/*
	 * Whether @reply (.reply_len bytes) has the values of @input; @data is that of the request.
	 * NULL: compare the first MIN(input_len, reply_len) bytes.
	 */
	bool (*matches)(const u8 *reply, const u8 *input, const void *data);
	/* The same for the value read back, if less is required of it. NULL: .matches. */
	bool (*accepts)(const u8 *reply, const u8 *input, const void *data);
};

/* What to set: the input payload of .set_opcode. */
struct setting_request {
	const struct setting *setting;
	const u8 *input;
	u32 input_len;
	const void *data; /* for .matches of the setting */
	bool force;	  /* even if the device is in use */
};

struct setting_result {
	u8 old[SETTING_MAX], new[SETTING_MAX]; /* replies; .new is not filled in by a dry run */
	bool old_known;			       /* the device can report the setting */
	bool new_known;
	bool changed; /* in a dry run: would be */
};

/* Fill in .old. A device that does not support .get_opcode has none. */
int setting_read(const struct memdev *m, const struct setting *s, struct setting_result *ret,
		 struct fail *why) MUST_CHECK;
/*
 * Set what differs from @ret->old, of setting_read(); without it, set without comparison. -EIO with
 * the code "readback_differs": the value read back, which is @ret->new, differs. A dry run returns
 * 0 and sets nothing.
 */
int setting_apply(const struct memdev *m, const struct setting_request *rq,
		  struct setting_result *ret, struct fail *why) MUST_CHECK;

#endif
