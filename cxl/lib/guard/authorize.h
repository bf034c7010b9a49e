/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What both write paths do before they send or write: facts, verdict, prompt, audit record. */
#ifndef CXL_GUARD_AUTHORIZE_H
#define CXL_GUARD_AUTHORIZE_H

#include "cxl/lib/guard/audit.h"
#include "cxl/lib/guard/gate.h"

/* One action and its verdict. The caller fills in .request and .entry, guard_evaluate() the rest. */
struct authorization {
	struct gate_request request;
	struct audit_entry entry;
	struct gate_facts facts;
	enum gate_verdict verdict;
};

/*
 * Facts and verdict, with a prompt on the terminal when only the user's confirmation is missing.
 * 0: allowed. Otherwise OUTCOME_REFUSED, recorded unless it is a read or a dry run.
 */
int guard_evaluate(struct cxl_ctx *ctx, struct authorization *a, struct fail *why) MUST_CHECK;
/*
 * Record the intent; call it last, immediately before the action. OUTCOME_REFUSED when an action
 * that affects service cannot be recorded. Reads and dry runs leave no record.
 */
int guard_record_intent(struct cxl_ctx *ctx, struct authorization *a, struct fail *why) MUST_CHECK;
/* Both of the above. */
int guard_authorize(struct cxl_ctx *ctx, struct authorization *a, struct fail *why) MUST_CHECK;
/* Record a refusal for a reason that is no verdict of the gate. */
void guard_record_refusal(struct cxl_ctx *ctx, struct authorization *a, const char *code);
/* Record how the action ended: @err negative errno or 0, @status as for audit_outcome(). */
void guard_record_outcome(struct cxl_ctx *ctx, const struct authorization *a, int err, int status);

#endif
