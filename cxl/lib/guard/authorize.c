// SPDX-License-Identifier: LGPL-2.1-or-later
/* What both doors do before they let something through. */
#include <stdio.h>

#include "cxl/lib/guard/authorize.h"
#include "cxl/lib/guard/facts.h"

static bool ask(struct cxl_ctx *ctx, const struct gate_request *r, const char *device)
{
	char sentence[240], mbox_query[600];

	if (!ctx->ask)
		return false;
	if (r->taints)
		gate_taint_sentence(r, sentence, sizeof(sentence));
	snprintf(mbox_query, sizeof(mbox_query), "%s: %s. Go on?", device,
		 r->taints	  ? sentence
		 : r->description ? r->description
				  : "this changes the device");
	if (!ctx->ask(mbox_query))
		return false;
	snprintf(ctx->confirmed_device, sizeof(ctx->confirmed_device), "%s", device);
	return true;
}

static bool ask_token(struct cxl_ctx *ctx, const struct gate_request *r, const char *device,
		      const char *token)
{
	char mbox_query[1200];

	if (!ctx->prompt_text || ctx->confirm)
		return false;
	snprintf(mbox_query, sizeof(mbox_query), "%s: %s.\nTo do it, type %s: ", device,
		 r->description ? r->description : "this may destroy data", token);
	return ctx->prompt_text(mbox_query, ctx->typed, sizeof(ctx->typed));
}

static void read_token(const struct cxl_ctx *ctx, const char *device, char *buf, size_t room)
{
	if (token_read(&ctx->root, device, buf, room) < 0)
		buf[0] = '\0';
}

/*
 * What may have changed while the question stood there is looked at again after the answer, and
 * a token is only good for the device that is there now and was there before.
 */
static enum gate_verdict judge(struct cxl_ctx *ctx, const struct gate_request *r,
			       const struct audit_entry *e, struct gate_facts *f)
{
	char before[TOKEN_MAX] = "", after[TOKEN_MAX] = "";
	bool by_token = r->risk == RISK_DESTRUCTIVE;
	enum gate_verdict v;

	if (by_token)
		read_token(ctx, e->device, before, sizeof(before));
	facts_gather(ctx, r, e, f);
	v = gate_check(f, r);
	if (v == GATE_NEEDS_YES && !ask(ctx, r, e->device))
		return v;
	if (v == GATE_NEEDS_TOKEN && !ask_token(ctx, r, e->device, before))
		return v;
	if (v != GATE_NEEDS_YES && v != GATE_NEEDS_TOKEN && !(v == GATE_OPEN && by_token))
		return v;
	facts_gather(ctx, r, e, f);
	if (by_token)
		read_token(ctx, e->device, after, sizeof(after));
	f->device_changed = !str_eq(before, after);
	return gate_check(f, r);
}

/* Who did not read it in the question is told what is about to be done. */
static void tell(const struct cxl_ctx *ctx, const struct gate_request *r, const char *device)
{
	char text[1000];

	if (r->risk != RISK_DESTRUCTIVE || !ctx->tell || !ctx->confirm || ctx->dry_run ||
	    !r->description)
		return;
	snprintf(text, sizeof(text), "%s: %s", device, r->description);
	ctx->tell(text);
}

int guard_evaluate(struct cxl_ctx *ctx, const struct gate_request *r, struct audit_entry *e,
		   struct gate_facts *facts, enum gate_verdict *verdict, struct fail *why)
{
	enum gate_verdict v = judge(ctx, r, e, facts);

	*verdict = v;
	e->verdict = gate_code(v);
	if (v == GATE_OPEN) {
		tell(ctx, r, e->device);
		return 0;
	}
	if (guard_is_recorded(ctx, r->risk))
		audit_refusal(ctx, e);
	return gate_refuse(v, facts, r, why);
}

int guard_refuse(struct cxl_ctx *ctx, struct audit_entry *e, const char *code, const char *next,
		 const char *text, int err, struct fail *why)
{
	e->verdict = code;
	audit_refusal(ctx, e);
	return fail_refuse(why, code, next, "refused: %s (%s)", text, strerror(-err));
}

int guard_record_intent(struct cxl_ctx *ctx, const struct gate_request *r, struct audit_entry *e,
			struct fail *why)
{
	int rc;

	if (!guard_is_recorded(ctx, r->risk))
		return 0;
	rc = audit_intent(ctx, e);
	if (rc == 0)
		return 0;
	if (r->risk < RISK_SERVICE) {
		log_line(&ctx->log, LOG_LEVEL_NOTICE, "%s: intent could not be recorded: %s",
			 e->device, strerror(-rc));
		return 0;
	}
	return fail_refuse(
		why, "audit_unavailable", "make /dev/log or /dev/kmsg writable for this process",
		"refused: neither the system log nor the kernel log takes the record of it (%s)",
		strerror(-rc));
}

int guard_authorize(struct cxl_ctx *ctx, const struct gate_request *r, struct audit_entry *e,
		    struct fail *why)
{
	enum gate_verdict v;
	struct gate_facts f;
	int rc = guard_evaluate(ctx, r, e, &f, &v, why);

	return rc < 0 ? rc : guard_record_intent(ctx, r, e, why);
}
