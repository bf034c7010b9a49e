// SPDX-License-Identifier: LGPL-2.1-or-later
/* What both doors do before they let something through. */
#include <stdio.h>

#include "cxl/lib/guard/facts.h"
#include "cxl/lib/guard/pass.h"

static bool ask(struct cxl_ctx *ctx, const struct gate_request *r, const char *device)
{
	char sentence[240], question[400];

	if (!ctx->ask)
		return false;
	gate_taint_sentence(r, sentence, sizeof(sentence));
	snprintf(question, sizeof(question), "%s: %s. Go on?", device, sentence);
	if (!ctx->ask(question))
		return false;
	snprintf(ctx->answered, sizeof(ctx->answered), "%s", device);
	return true;
}

/* What may have changed while the question stood there is looked at again after the answer. */
static enum gate_verdict judge(struct cxl_ctx *ctx, const struct gate_request *r,
			       const char *device)
{
	enum gate_verdict v;
	struct gate_facts f;

	facts_gather(ctx, device, &f);
	v = gate_check(&f, r);
	if (v != GATE_NEEDS_YES || !ask(ctx, r, device))
		return v;
	facts_gather(ctx, device, &f);
	return gate_check(&f, r);
}

int guard_pass(struct cxl_ctx *ctx, const struct gate_request *r, struct audit_entry *e,
	       struct fail *why)
{
	enum gate_verdict v = judge(ctx, r, e->device);
	int rc;

	e->verdict = gate_code(v);
	if (v != GATE_OPEN) {
		if (guard_records(ctx, r->risk))
			audit_refusal(ctx, e);
		return gate_refuse(v, r, why);
	}
	if (!guard_records(ctx, r->risk))
		return 0;
	rc = audit_intent(ctx, e);
	if (rc == 0)
		return 0;
	if (r->risk < RISK_SERVICE) {
		log_line(&ctx->log, LOG_LEVEL_NOTICE, "%s: intent could not be recorded: %s",
			 e->device, strerror(-rc));
		return 0;
	}
	fail_set(why, -EACCES, "audit_unavailable",
		 "make /dev/log or /dev/kmsg writable for this process",
		 "refused: neither the system log nor the kernel log takes the record of it (%s)",
		 strerror(-rc));
	if (why)
		why->refused = true;
	return -EACCES;
}
