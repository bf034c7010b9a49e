/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Gathers what the gate's verdict rests on. */
#ifndef CXL_GUARD_FACTS_H
#define CXL_GUARD_FACTS_H

#include "cxl/lib/ctx/ctx.h"
#include "cxl/lib/guard/audit.h"
#include "cxl/lib/guard/gate.h"

/*
 * For what @e says is to be done: an answer given for its device on the terminal counts as
 * confirmed, and so does a token.
 */
void facts_gather(struct cxl_ctx *ctx, const struct gate_request *r, const struct audit_entry *e,
		  struct gate_facts *ret);
/* "none [integrity] confidentiality": the word in brackets; pure. */
enum lockdown lockdown_parse(const char *text);
enum lockdown facts_lockdown(const struct cxl_ctx *ctx);
/* The raw path's debugfs switch. */
enum gate_known facts_raw_allow_all(const struct cxl_ctx *ctx);
/* A number below /proc/sys/kernel. 0 when the kernel has no such setting. */
int facts_kernel_number(const struct cxl_ctx *ctx, const char *name, u64 *ret) MUST_CHECK;
/* The taint bits that panic_on_taint= of this kernel command line names; pure. */
u64 panic_on_taint_parse(const char *cmdline);
/* May this process do raw I/O (CAP_SYS_RAWIO)? True when the system does not say. */
bool facts_rawio(const struct cxl_ctx *ctx);

#endif
