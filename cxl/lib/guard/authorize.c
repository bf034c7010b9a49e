// SPDX-License-Identifier: LGPL-2.1-or-later
/* Authorization: gate, confirmation and audit record, for both write paths. */
#include <stdio.h>

#include "cxl/lib/guard/authorize.h"
#include "cxl/lib/guard/facts.h"

static bool prompt_yes(struct cxl_ctx *ctx, const struct gate_request *r, const char *device)
{
	char taint[240], text[600];

	if (!ctx->prompt || ctx->dry_run)
		return false;
	if (r->taints)
		gate_taint_text(r, taint, sizeof(taint));
	snprintf(text, sizeof(text), "%s: %s. Continue?", device,
		 r->taints	  ? taint
		 : r->description ? r->description
				  : "this changes the device");
	if (!ctx->prompt(text))
		return false;
	snprintf(ctx->confirmed_device, sizeof(ctx->confirmed_device), "%s", device);
	return true;
}

static bool prompt_token(struct cxl_ctx *ctx, const struct gate_request *r, const char *device,
			 const char *token)
{
	char text[1200];

	if (!ctx->prompt_text || ctx->confirm || ctx->dry_run)
		return false;
	snprintf(text, sizeof(text), "%s: %s.\nType %s to confirm: ", device,
		 r->description ? r->description : "this may destroy data", token);
	return ctx->prompt_text(text, ctx->typed_token, sizeof(ctx->typed_token));
}

static void read_token(const struct cxl_ctx *ctx, const char *device, char *buf, size_t size)
{
	if (token_read(&ctx->root, device, buf, size) < 0)
		buf[0] = '\0';
}

/*
 * Facts are gathered again after the prompt, since they may have changed meanwhile. A token is
 * valid only when the device is the same before and after.
 */
static enum gate_verdict evaluate(struct cxl_ctx *ctx, struct authorization *a)
{
	const struct gate_request *r = &a->request;
	const char *device = a->entry.device;
	char before[TOKEN_MAX] = "", after[TOKEN_MAX] = "";
	bool by_token = r->risk == RISK_DESTRUCTIVE;
	enum gate_verdict v;

	if (by_token)
		read_token(ctx, device, before, sizeof(before));
	facts_gather(ctx, r, &a->entry, &a->facts);
	v = gate_check(&a->facts, r);
	if (v == GATE_NEEDS_YES && !prompt_yes(ctx, r, device))
		return v;
	if (v == GATE_NEEDS_TOKEN && !prompt_token(ctx, r, device, before))
		return v;
	if (v != GATE_NEEDS_YES && v != GATE_NEEDS_TOKEN && !(v == GATE_ALLOWED && by_token))
		return v;
	facts_gather(ctx, r, &a->entry, &a->facts);
	if (by_token)
		read_token(ctx, device, after, sizeof(after));
	a->facts.device_changed = !str_eq(before, after);
	return gate_check(&a->facts, r);
}

/* With --confirm there was no prompt that described the action. */
static void notify(const struct cxl_ctx *ctx, const struct gate_request *r, const char *device)
{
	char text[1000];

	if (r->risk != RISK_DESTRUCTIVE || !ctx->notify || !ctx->confirm || ctx->dry_run ||
	    !r->description)
		return;
	snprintf(text, sizeof(text), "%s: %s", device, r->description);
	ctx->notify(text);
}

static bool is_recorded(const struct cxl_ctx *ctx, const struct authorization *a)
{
	return a->request.risk != RISK_READ && !ctx->dry_run;
}

/* "send 0x0502", "write PATH" or "read PATH" */
static void operation_text(const struct authorization *a, char *buf, size_t size)
{
	const struct audit_entry *e = &a->entry;

	if (e->path)
		snprintf(buf, size, "%s %s", a->request.risk == RISK_READ ? "read" : "write",
			 e->path);
	else
		snprintf(buf, size, "send 0x%04x", e->opcode);
}

int guard_evaluate(struct cxl_ctx *ctx, struct authorization *a, struct fail *why)
{
	char operation[160];

	a->verdict = evaluate(ctx, a);
	a->entry.verdict = gate_code(a->verdict);
	if (a->verdict == GATE_ALLOWED) {
		notify(ctx, &a->request, a->entry.device);
		return 0;
	}
	if (is_recorded(ctx, a))
		audit_refusal(ctx, &a->entry);
	operation_text(a, operation, sizeof(operation));
	return gate_refuse(a->verdict, &a->facts, &a->request, operation, why);
}

void guard_record_refusal(struct cxl_ctx *ctx, struct authorization *a, const char *code)
{
	a->entry.verdict = code;
	audit_refusal(ctx, &a->entry);
}

int guard_record_intent(struct cxl_ctx *ctx, struct authorization *a, struct fail *why)
{
	char operation[160];
	int rc;

	if (!is_recorded(ctx, a))
		return 0;
	rc = audit_intent(ctx, &a->entry);
	if (rc == 0)
		return 0;
	if (a->request.risk < RISK_SERVICE) {
		log_line(&ctx->log, LOG_LEVEL_NOTICE, "%s: cannot write the audit record: %s",
			 a->entry.device, strerror(-rc));
		return 0;
	}
	operation_text(a, operation, sizeof(operation));
	return fail_refuse(why, "audit_unavailable",
			   "run as root, and check that /dev/log or /dev/kmsg exists",
			   "refusing to %s: cannot write the audit record: %s", operation,
			   strerror(-rc));
}

void guard_record_outcome(struct cxl_ctx *ctx, const struct authorization *a, int err, int status)
{
	if (is_recorded(ctx, a))
		audit_outcome(ctx, &a->entry, err, status);
}

int guard_authorize(struct cxl_ctx *ctx, struct authorization *a, struct fail *why)
{
	int rc = guard_evaluate(ctx, a, why);

	return rc < 0 ? rc : guard_record_intent(ctx, a, why);
}
