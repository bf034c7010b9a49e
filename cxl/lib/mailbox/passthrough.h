/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Job: a mailbox command that somebody composed by hand, with all that the gate wants to know. */
#ifndef CXL_MAILBOX_PASSTHROUGH_H
#define CXL_MAILBOX_PASSTHROUGH_H

#include "cxl/lib/mailbox/exec.h"
#include "cxl/lib/topo/dependents.h"
#include "cxl/lib/wire/opcode.h"

struct passthrough {
	u16 opcode;
	const struct opcode_desc *desc;	      /* NULL: no name for it */
	bool raw, no_native, unlisted, force; /* as asked for */
	const char *native;		      /* the verb to use instead of --raw; NULL: none */
	/* Filled in by passthrough_prepare(). */
	enum risk risk;
	enum gate_known listed; /* in the Command Effects Log; GATE_UNKNOWN: not read */
	u16 effects;
	struct dependent_list depends;
	char in_use[400], description[800];
};

/* May it go on in the background, by name or by what the device says of it? */
bool passthrough_background(const struct passthrough *h);
/* Looks at the device's effects log and at what depends on it, unless it is a plain read. */
void passthrough_prepare(struct cxl_ctx *ctx, const struct topo *t, const struct node *memdev,
			 struct passthrough *h);
/* As exec_by_hand(). One raw command at a time to each device: others that try are refused. */
int passthrough_send(struct cxl_ctx *ctx, const struct node *memdev, const struct passthrough *h,
		     const struct mbox_request *req, struct mbox_reply *rsp,
		     struct exec_report *report, struct fail *why) MUST_CHECK;

#endif
