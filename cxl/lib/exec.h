/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Door 1, to devices. Every mailbox command of every tool passes here, so nothing is sent that
 * was not routed, allowed by the gate and written down, in this order.
 */
#ifndef CXL_EXEC_H
#define CXL_EXEC_H

#include "cxl/lib/ctx.h"
#include "cxl/lib/guard/gate.h"
#include "cxl/lib/topo/topo.h"
#include "cxl/lib/xport/xport.h"

/*
 * Send @req to @memdev with risk @risk. Returns 0 when the device answered: look at rsp->code.
 * Otherwise a negative errno with a sentence in @why (NULL allowed): -EACCES refused by the gate (and only that),
 * -EOPNOTSUPP no way to send this opcode, or that of the transport. A reply is never longer
 * than req->out_max. In a dry run nothing but reads is sent: -ECANCELED.
 */
int exec_mbox(struct cxl_ctx *ctx, const struct node *memdev, enum risk risk,
	      const struct mbox_req *req, struct mbox_rsp *rsp, struct fail *why);

/* The device's own refusal as a failure: word, sentence and status; returns -EIO. */
int exec_device_error(u16 opcode, u16 code, struct fail *why);

/* As exec_mbox() with RISK_READ and no input, and a device error is an error too (-EIO). */
int exec_get(struct cxl_ctx *ctx, const struct node *memdev, u16 opcode, u32 out_max,
	     struct mbox_rsp *rsp, struct fail *why);

/* Records of the kernel's own table of commands for this memdev; touches no hardware. */
int exec_query(struct cxl_ctx *ctx, const struct node *memdev, struct kernel_cmd *cmds, size_t max,
	       size_t *count, struct fail *why) MUST_CHECK;

#endif
