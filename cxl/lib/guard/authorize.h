/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What both doors do before they let something through. */
#ifndef CXL_GUARD_AUTHORIZE_H
#define CXL_GUARD_AUTHORIZE_H

#include "cxl/lib/guard/audit.h"
#include "cxl/lib/guard/gate.h"

/*
 * Facts, verdict, the question on the terminal if that is all that is missing, and the record of
 * the intent or of the refusal. 0: go ahead, with e->verdict filled in; nothing is recorded for
 * reads and for dry runs. -EACCES: refused, with the reason in @why.
 */
int guard_authorize(struct cxl_ctx *ctx, const struct gate_request *r, struct audit_entry *e,
		    struct fail *why) MUST_CHECK;

/*
 * Its two halves, for whoever has something to do in between. guard_evaluate() fills in @facts and
 * *@verdict also when it refuses; a refusal is recorded. After guard_record_intent() the thing is done.
 */
int guard_evaluate(struct cxl_ctx *ctx, const struct gate_request *r, struct audit_entry *e,
		   struct gate_facts *facts, enum gate_verdict *verdict,
		   struct fail *why) MUST_CHECK;
int guard_record_intent(struct cxl_ctx *ctx, const struct gate_request *r, struct audit_entry *e,
			struct fail *why) MUST_CHECK;
/* A refusal for a reason that is no verdict: recorded, and said. Returns -EACCES. */
int guard_refuse(struct cxl_ctx *ctx, struct audit_entry *e, const char *code, const char *next,
		 const char *text, int err, struct fail *why);

static inline bool guard_is_recorded(const struct cxl_ctx *ctx, enum risk risk)
{
	return risk != RISK_READ && !ctx->dry_run;
}

#endif
