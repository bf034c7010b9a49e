/* SPDX-License-Identifier: GPL-2.0-only */
/* The parts of cxl send-command: what is composed, and how what came of it is shown. */
#ifndef CXL_SEND_COMMAND_H
#define CXL_SEND_COMMAND_H

#include "cxl/common.h"
#include "cxl/lib/mailbox/passthrough.h"

struct send_args {
	struct common_args common;
	const char *input, *hex, *output, *out_len, *timeout, *confirm;
	bool raw, no_native, unlisted, force;
};

/* One command, to one device. */
struct send_job {
	struct node *memdev;
	struct passthrough hand;
	struct mbox_request req;
	u8 *in; /* req.in */
	u32 payload_max;
	u64 timeout_ms;
};

/* What goes in: from a file, hexadecimal text or KEY=VALUE (@pairs). Says why not. */
bool send_compose(struct inv *inv, struct send_job *j, char *const *pairs, int pair_count);

void send_show_plan(struct inv *inv, const struct topo *t, const struct send_job *j,
		    const struct exec_report *report, struct rec *top);
void send_show_reply(struct inv *inv, const struct topo *t, const struct send_job *j,
		     const struct exec_report *report, const struct mbox_reply *rsp,
		     struct rec *top);
/* What became of the kernel's taint: said whenever it was touched. */
void send_tell_taint(struct inv *inv, const struct send_job *j, const struct exec_report *report);

#endif
