/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Gathering of the facts that the gate evaluates. */
#ifndef CXL_GUARD_FACTS_H
#define CXL_GUARD_FACTS_H

#include "cxl/lib/ctx/ctx.h"
#include "cxl/lib/guard/audit.h"
#include "cxl/lib/guard/gate.h"

/* Facts for the action @e. Confirmations at the prompt for this device, and tokens, count. */
void facts_gather(struct cxl_ctx *ctx, const struct gate_request *r, const struct audit_entry *e,
		  struct gate_facts *ret);
/* Parse "none [integrity] confidentiality": the word in brackets applies. Pure. */
enum lockdown lockdown_parse(const char *text);
enum lockdown facts_lockdown(const struct cxl_ctx *ctx);
/* Activity of a device that sysfs shows, a literal. Without any, NULL, it may still be busy. */
const char *facts_busy(const struct cxl_ctx *ctx, const char *device);
/* The debugfs file raw_allow_all. */
enum gate_known facts_raw_allow_all(const struct cxl_ctx *ctx);
/* Read a number below /proc/sys/kernel; 0 if the kernel has sysctl, but no such setting. */
int facts_kernel_number(const struct cxl_ctx *ctx, const char *name, u64 *ret) MUST_CHECK;
/* The taint bits in panic_on_taint= of the kernel command line. */
int facts_panic_on_taint(const struct cxl_ctx *ctx, u64 *ret) MUST_CHECK;
/* Likewise, of the text @cmdline (cmdline.c). Pure. */
u64 panic_on_taint_parse(const char *cmdline);
/* Whether this process has the capability @bit (CAP_SYS_RAWIO); true if unknown. */
bool facts_capable(const struct cxl_ctx *ctx, unsigned int bit);

#endif
