/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The send path of all mailbox commands: select the route, ask the gate, record, send. */
#ifndef CXL_MAILBOX_EXEC_H
#define CXL_MAILBOX_EXEC_H

#include "cxl/lib/guard/raw-taint.h"
#include "cxl/lib/topo/memdev.h"
#include "cxl/lib/transport/route.h"

/* The result of one command. */
struct mbox_result {
	struct mbox_reply reply;   /* valid when mbox_exec() returned 0; owned */
	struct authorization auth; /* .request.raw is &.raw, or NULL */
	struct gate_raw raw;
	struct raw_taint taint;
	bool sent;
	bool evaluated; /* .auth has the verdict of the gate */
};

/*
 * Send @req to @m in these steps: route, lock (unless it reads), earlier timeout, gate,
 * interruption, taint (raw), audit intent, command, audit outcome. @conditions: the request for the
 * gate, without taints and Feature, which follow from @req. 0: the device replied, see
 * result->reply.code; the reply is never longer than req->out_max. Otherwise a negative errno with
 * the reason in @why: refused, unsupported, dry run, interrupted before it was sent, or failed in
 * the transport. Reads are sent in a dry run, too, unless @conditions has .dry_run_reads. With
 * conditions->raw the raw command of the kernel is used: the risk is RISK_DESTRUCTIVE and the
 * kernel is tainted with U first. @result is filled in up to the step that failed.
 */
int mbox_exec(const struct memdev *m, const struct mbox_request *req,
	      const struct gate_request *conditions, struct mbox_result *result,
	      struct fail *why) MUST_CHECK;

/* As mbox_exec(), but a return code other than success is a failure (-EIO). */
int mbox_send_with(const struct memdev *m, const struct mbox_request *req,
		   const struct gate_request *conditions, struct mbox_reply *reply,
		   struct fail *why) MUST_CHECK;
/* mbox_send_with() the risk of the opcode. */
int mbox_send(const struct memdev *m, const struct mbox_request *req, struct mbox_reply *reply,
	      struct fail *why) MUST_CHECK;
/* mbox_send() of a read command without input. */
int mbox_read(const struct memdev *m, u16 opcode, u32 out_max, struct mbox_reply *reply,
	      struct fail *why) MUST_CHECK;

/*
 * Several typed commands with the same opcode to one device, as one action: one selection of the
 * route, one lock, one verdict, one audit record. Closed by mbox_end() in any case.
 */
struct mbox_sequence {
	const struct memdev *m;
	struct selected_route route;
	struct memdev_lock lock;
	struct mbox_result result;
	bool recorded;	 /* the intent */
	int err, status; /* of the first command that failed, for the outcome */
};

/*
 * All steps of mbox_exec() before the record. @first: the first request; it is not sent. A dry run
 * returns OUTCOME_DRY_RUN, unless the command reads.
 */
int mbox_begin(const struct memdev *m, const struct mbox_request *first,
	       const struct gate_request *conditions, struct mbox_sequence *ret,
	       struct fail *why) MUST_CHECK;
/*
 * Record the intent of a change, before the first command. @data: all that will be sent, borrowed
 * until mbox_end().
 */
int mbox_record_intent(struct mbox_sequence *s, const void *data, size_t len,
		       struct fail *why) MUST_CHECK;
/* Send; interruptions are up to the caller. A return code other than success is -EIO. */
int mbox_next(struct mbox_sequence *s, const struct mbox_request *req, struct mbox_reply *reply,
	      struct fail *why) MUST_CHECK;
/* The action failed or was interrupted, for the outcome; the first error counts. */
void mbox_fail(struct mbox_sequence *s, int err);
/* Record the outcome, if there is an intent, and unlock. */
void mbox_end(struct mbox_sequence *s);

/* Fill in @why for the return code of a device; returns -EIO. */
int mbox_device_error(u16 opcode, u16 code, struct fail *why);

/*
 * Whether the kernel supports raw commands, from its command table. Accesses no device. @why has
 * the reason for GATE_UNKNOWN.
 */
enum gate_known mbox_raw_built(const struct memdev *m, struct fail *why);
/* Find the enabled typed command of the kernel for @opcode. */
bool mbox_typed_find(const struct memdev *m, u16 opcode, struct kernel_cmd *ret);

#endif
