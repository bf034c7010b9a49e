/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What both doors do before they let something through. */
#ifndef CXL_GUARD_PASS_H
#define CXL_GUARD_PASS_H

#include "cxl/lib/guard/audit.h"
#include "cxl/lib/guard/gate.h"

/*
 * Facts, verdict, the question on the terminal if that is all that is missing, and the record of
 * the intent or of the refusal. 0: go ahead, with e->verdict filled in; nothing is recorded for
 * reads and for dry runs. -EACCES: refused, with the reason in @why.
 */
int guard_pass(struct cxl_ctx *ctx, const struct gate_request *r, struct audit_entry *e,
	       struct fail *why) MUST_CHECK;

static inline bool guard_records(const struct cxl_ctx *ctx, enum risk risk)
{
	return risk != RISK_READ && !ctx->dry_run;
}

#endif
