/* SPDX-License-Identifier: GPL-2.0-only */
/* The parts of cxl send-command: command, input and output. */
#ifndef CXL_SEND_COMMAND_H
#define CXL_SEND_COMMAND_H

#include "cxl/common.h"
#include "cxl/lib/mailbox/passthrough.h"
#include "util/blob.h"

struct send_args {
	struct common_args common;
	const char *input, *hex, *output, *out_len, *timeout, *confirm;
	bool raw, no_native, unlisted, force;
	bool to_stdout; /* --output - */
};

/* One command to one device, and its result. */
struct send_job {
	struct memdev memdev;
	struct passthrough command;
	struct mbox_request req;
	u8 *in; /* req.in; owned */
	u32 payload_max;
	u64 timeout_ms;
	struct mbox_result result;
	struct outfile file; /* .f NULL: not open */
	bool replied;	     /* result.reply is the device's */
};

/* KEY=VALUE arguments. */
struct send_pairs {
	char *const *at;
	int count;
};

/* Check what is invalid for every device, before it is known. False: reported. */
bool send_check_input(struct inv *inv, const struct send_job *j, const struct send_pairs *pairs);
/* The input payload: from a file, hexadecimal text or KEY=VALUE. False: reported. */
bool send_input(struct inv *inv, struct send_job *j, const struct send_pairs *pairs);

void send_show_plan(struct inv *inv, const struct send_job *j, const struct fail *why,
		    struct rec *top);
void send_show_reply(struct inv *inv, const struct send_job *j, struct rec *top);
/* Warn about the kernel taint, whenever it was changed. */
void send_warn_taint(struct inv *inv, const struct send_job *j);

#endif
