/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Door 1, to devices. Every mailbox command of every tool passes here, so nothing is sent that
 * was not routed, allowed by the gate and written down, in this order.
 */
#ifndef CXL_MAILBOX_EXEC_H
#define CXL_MAILBOX_EXEC_H

#include "cxl/lib/ctx/ctx.h"
#include "cxl/lib/guard/gate.h"
#include "cxl/lib/topo/topo.h"
#include "cxl/lib/transport/transport.h"

/*
 * Send @req to @memdev with risk @risk. Returns 0 when the device answered: look at rsp->code.
 * Otherwise a negative errno with a sentence in @why (NULL allowed): -EACCES refused by the gate (and only that),
 * -EOPNOTSUPP no way to send this opcode, or that of the transport. A reply is never longer
 * than req->out_max. In a dry run nothing but reads is sent: -ECANCELED.
 */
int mbox_exec(struct cxl_ctx *ctx, const struct node *memdev, enum risk risk,
	      const struct mbox_request *req, struct mbox_reply *rsp, struct fail *why);

/* The device's own refusal as a failure: word, sentence and status; returns -EIO. */
int mbox_device_error(u16 opcode, u16 code, struct fail *why);

/* As mbox_exec() with RISK_READ and no input, and a device error is an error too (-EIO). */
int mbox_get(struct cxl_ctx *ctx, const struct node *memdev, u16 opcode, u32 out_max,
	     struct mbox_reply *rsp, struct fail *why);

/* How the gate saw it, and what became of the kernel's taint. */
struct exec_report {
	struct gate_request request; /* ->raw is &.raw, or NULL */
	struct gate_raw raw;
	struct gate_facts facts;
	enum gate_verdict verdict;
	u64 taint_before, taint_marked; /* raw: before, and once bit U was set */
	u64 taint_after;		/* and after the command */
	bool marked, sent;
};

/*
 * As mbox_exec(), for a command that somebody composed by hand. @hints: .needs_confirmation, .in_use and
 * .about, and for the kernel's raw path .raw: then its own risk is RISK_DESTRUCTIVE, the kernel
 * is tainted with U first, and ->built and the typed id in .native are found out here. Only
 * @report is filled in when the gate refuses or in a dry run.
 */
int exec_by_hand(struct cxl_ctx *ctx, const struct node *memdev, enum risk risk,
		 const struct gate_request *hints, const struct mbox_request *req,
		 struct mbox_reply *rsp, struct exec_report *report, struct fail *why);
/* The kernel's table of commands for this device (see xport.h); touches no hardware. */
int mbox_kernel_cmds(struct cxl_ctx *ctx, const struct node *memdev, struct kernel_cmd *cmds,
		     size_t max, size_t *count, struct fail *why) MUST_CHECK;
/* Has the kernel the raw path? By the record that only such a kernel has; touches no device. */
enum gate_known mbox_raw_built(struct cxl_ctx *ctx, const char *memdev);
/* Whether a typed command of the kernel carries @opcode to this device. */
bool mbox_kernel_cmd_find(struct cxl_ctx *ctx, const char *memdev, u16 opcode,
			  struct kernel_cmd *ret);

#endif
