/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The send path: every mailbox command of every tool passes here, so nothing is sent that was not
 * routed, allowed by the gate and recorded, in this order.
 */
#ifndef CXL_MAILBOX_EXEC_H
#define CXL_MAILBOX_EXEC_H

#include "cxl/lib/guard/authorize.h"
#include "cxl/lib/topo/memdev.h"
#include "cxl/lib/transport/route.h"

/* What happened to one command. */
struct mbox_result {
	struct mbox_reply reply;   /* valid when mbox_exec() returned 0; owned */
	struct authorization auth; /* .request.raw is &.raw, or NULL */
	struct gate_raw raw;
	bool tainted; /* raw: the taint bit U was set, by us */
	bool sent;
	u64 taint_before, taint_marked; /* raw: before, and after setting U */
	u64 taint_after;		/* raw: after the command */
};

/*
 * Send @req to @m: route, gate, interruption, taint (raw), audit intent, command, audit outcome.
 * 0: the device replied, see result->reply.code; the reply is never longer than req->out_max.
 * Otherwise a negative errno with the reason in @why: refused by the gate, unsupported, a dry
 * run (reads are sent in a dry run, unless req->gate says otherwise), interrupted before it was
 * sent, or failed in the transport.
 *
 * With req->gate->raw the kernel's raw command is used: the risk is RISK_DESTRUCTIVE, the kernel
 * is tainted with U first; .built is found out here, and .native is set when there is a typed
 * command for the opcode. @result is filled in as far as it went, also on failure.
 */
int mbox_exec(const struct memdev *m, const struct mbox_request *req, struct mbox_result *result,
	      struct fail *why) MUST_CHECK;

/* As mbox_exec(), and an error code of the device is a failure too (-EIO). */
int mbox_send(const struct memdev *m, const struct mbox_request *req, struct mbox_reply *reply,
	      struct fail *why) MUST_CHECK;
/* mbox_send() of a read command without input. */
int mbox_read(const struct memdev *m, u16 opcode, u32 out_max, struct mbox_reply *reply,
	      struct fail *why) MUST_CHECK;

/* A return code of the device as a failure; returns -EIO. */
int mbox_device_error(u16 opcode, u16 code, struct fail *why);

/* Was the kernel built with raw commands? From its command table; touches no device. */
enum gate_known mbox_raw_built(const struct memdev *m);
/* Whether an enabled typed command of the kernel carries @opcode to this device. */
bool mbox_typed_find(const struct memdev *m, u16 opcode, struct kernel_cmd *ret);

#endif
