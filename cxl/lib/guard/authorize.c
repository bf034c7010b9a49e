// SPDX-License-Identifier: LGPL-2.1-or-later
/* Authorization: gate, confirmation and audit record, for both write paths. */
#include <stdio.h>

#include "cxl/lib/guard/authorize.h"
#include "cxl/lib/guard/facts.h"
#include "cxl/lib/wire/feature.h"

/* "mem0: command 0xc001 (16 bytes)", "mem3: Feature UUID (4 bytes)", or "mem0" of a verb */
static void subject_text(const struct authorization *a, char *buf, size_t size)
{
	const struct audit_entry *e = &a->entry;
	char uuid[UUID_TEXT_LEN + 1];

	if (a->request.feature && e->opcode == OP_SET_FEATURE && e->len >= FEATURE_SET_HEADER_LEN) {
		uuid_to_text(a->request.feature, uuid);
		snprintf(buf, size, "%s: Feature %s (%zu byte%s)", e->device, uuid,
			 e->len - FEATURE_SET_HEADER_LEN,
			 e->len - FEATURE_SET_HEADER_LEN == 1 ? "" : "s");
	} else if (e->path || a->request.operation) {
		snprintf(buf, size, "%s", e->device);
	} else {
		snprintf(buf, size, "%s: command 0x%04x (%zu byte%s)", e->device, e->opcode, e->len,
			 e->len == 1 ? "" : "s");
	}
}

/* What taints the kernel cannot be undone, so a single letter does not confirm it. */
static enum answer ask_yes(struct cxl_ctx *ctx, const struct authorization *a)
{
	const struct gate_request *r = &a->request;
	const char *device = a->entry.device;
	char taint[240], text[800], subject[160];
	enum answer answer;

	if (!ctx->prompt || ctx->dry_run)
		return ANSWER_NONE;
	if (r->taints)
		gate_taint_text(r, taint, sizeof(taint));
	subject_text(a, subject, sizeof(subject));
	snprintf(text, sizeof(text), "%s: %s.", subject,
		 r->taints	  ? taint
		 : r->description ? r->description
				  : "this changes the device");
	answer = ctx->prompt(text, r->taints != 0);
	if (answer == ANSWER_YES)
		snprintf(ctx->confirmed_device, sizeof(ctx->confirmed_device), "%s", device);
	return answer;
}

static enum answer ask_token(struct cxl_ctx *ctx, const struct authorization *a, const char *token)
{
	const struct gate_request *r = &a->request;
	char text[1200], subject[160];

	if (!ctx->prompt_text || ctx->confirm || ctx->dry_run)
		return ANSWER_NONE;
	subject_text(a, subject, sizeof(subject));
	snprintf(text, sizeof(text), "%s: %s.\nType %s to confirm: ", subject,
		 r->description ? r->description : "this may destroy data", token);
	return ctx->prompt_text(text, ctx->typed_token, sizeof(ctx->typed_token));
}

static void read_token(const struct cxl_ctx *ctx, const char *device, char *buf, size_t size)
{
	if (token_read(ctx, device, buf, size) < 0)
		buf[0] = '\0';
}

/* Whether @token is that of the component that was found, see mailbox/component-info.h. */
static bool is_found(const struct authorization *a, const char *token)
{
	const char *rest = str_after(token, a->entry.serial);

	return !a->request.component || (rest && *rest == '@');
}

/*
 * Facts are gathered before each change, and again after the prompt, since they may have changed
 * meanwhile. A token is valid only when the device is the same before and after. A component has no
 * device node that stays that of one device, so each change of it is compared.
 */
static enum gate_verdict evaluate(struct cxl_ctx *ctx, struct authorization *a)
{
	const struct gate_request *r = &a->request;
	const char *device = a->entry.device;
	char before[TOKEN_MAX] = "", after[TOKEN_MAX] = "";
	const bool compared = gate_applies(GATE_DEVICE_CHANGED, r);
	enum gate_verdict v;

	if (compared)
		read_token(ctx, device, before, sizeof(before));
	if (r->risk > RISK_READ_EFFECTS)
		ctx_drop_policy(ctx);
	facts_gather(ctx, r, &a->entry, &a->facts);
	v = gate_check(&a->facts, r);
	if (v == GATE_NEEDS_YES)
		a->answer = ask_yes(ctx, a);
	else if (v == GATE_NEEDS_TOKEN)
		a->answer = ask_token(ctx, a, before);
	else if (v != GATE_ALLOWED || !compared)
		return v;
	if (v != GATE_ALLOWED && a->answer != ANSWER_YES)
		return v;
	ctx_drop_policy(ctx);
	facts_gather(ctx, r, &a->entry, &a->facts);
	if (compared)
		read_token(ctx, device, after, sizeof(after));
	a->facts.device_changed = !str_eq(before, after) || !is_found(a, after);
	return gate_check(&a->facts, r);
}

/* With --confirm there was no prompt that described the action. */
static void notify(const struct cxl_ctx *ctx, const struct authorization *a)
{
	const struct gate_request *r = &a->request;
	char text[1000], subject[160];

	if (r->risk != RISK_DESTRUCTIVE || !ctx->notify || !ctx->confirm || ctx->dry_run ||
	    !r->description)
		return;
	subject_text(a, subject, sizeof(subject));
	snprintf(text, sizeof(text), "%s: %s", subject, r->description);
	ctx->notify(text);
}

static bool is_recorded(const struct cxl_ctx *ctx, const struct authorization *a)
{
	return a->request.risk != RISK_READ && !ctx->dry_run;
}

/* A change is refused with the read that precedes it, but not with one that verifies it. */
static bool refusal_is_recorded(const struct cxl_ctx *ctx, const struct authorization *a)
{
	return is_recorded(ctx, a) || (ctx->to_change && !ctx->changing && !ctx->dry_run);
}

/* "send 0x0502" or "read PATH", unless the caller has a better text; writes have one */
static void operation_text(const struct authorization *a, char *buf, size_t size)
{
	const struct audit_entry *e = &a->entry;

	if (a->request.operation)
		snprintf(buf, size, "%s", a->request.operation);
	else if (e->path)
		snprintf(buf, size, "read %s/%s", sys_tree_name(TREE_SYS), e->path);
	else
		snprintf(buf, size, "send 0x%04x", e->opcode);
}

/* @changing: steps before this one were done. */
static int fail_unsent(const struct authorization *a, bool changing, struct fail *why)
{
	const struct audit_entry *e = &a->entry;

	if (a->request.operation)
		return fail_interrupted(why, "interrupted%s",
					a->request.risk <= RISK_READ_EFFECTS ? ", not read"
					: changing			     ? ""
						   : ", nothing was changed");
	if (e->path)
		return fail_interrupted(why, "%s: interrupted, not read", e->path);
	return fail_interrupted(why, "command 0x%04x: interrupted, not sent", e->opcode);
}

static const char *expected_answer(const struct gate_request *r)
{
	return r->risk == RISK_DESTRUCTIVE ? "expected SERIAL@BDF of this device"
	       : r->taints		   ? "expected 'yes'"
					   : "expected 'y' or 'yes'";
}

/* The reason of a refusal: the answer at the prompt precedes the verdict that led to it. */
static int refuse(struct authorization *a, struct fail *why)
{
	switch (a->answer) {
	case ANSWER_INTERRUPTED:
		a->entry.verdict = "interrupted";
		return fail_unsent(a, false, why);
	case ANSWER_NO:
		a->entry.verdict = "not_confirmed";
		return fail_refuse(why, "not_confirmed", expected_answer(&a->request),
				   "refusing to %s: not confirmed", a->operation);
	default:
		return gate_refuse(a->verdict, &a->facts, &a->request, a->operation, why);
	}
}

int guard_step(bool changing, const struct gate_request *rq, int rc, struct fail *why)
{
	if (rc < 0 && why && changing &&
	    (why->outcome == OUTCOME_REFUSED ||
	     (why->outcome == OUTCOME_UNSUPPORTED && rq->risk > RISK_READ_EFFECTS)))
		why->outcome = OUTCOME_FAILED;
	return rc;
}

int guard_evaluate(struct cxl_ctx *ctx, struct authorization *a, struct fail *why)
{
	int rc;

	a->answer = ANSWER_NONE;
	operation_text(a, a->operation, sizeof(a->operation));
	a->verdict = evaluate(ctx, a);
	a->entry.verdict = gate_code(a->verdict);
	if (a->verdict == GATE_ALLOWED) {
		notify(ctx, a);
		return 0;
	}
	rc = refuse(a, why);
	guard_record_refusal(ctx, a, a->entry.verdict);
	return rc;
}

int guard_check_timed_out(const struct memdev *m, struct authorization *a, struct fail *why)
{
	static const char reason[] = "the device did not reply to an earlier command";
	char operation[160];

	if (!memdev_timed_out(m))
		return 0;
	if (a->request.risk == RISK_READ && a->entry.path)
		return fail_set(why, -ETIMEDOUT, "timeout", "see the kernel log",
				"%s: not read: %s", a->entry.path, reason);
	if (a->request.risk == RISK_READ)
		return fail_set(why, -ETIMEDOUT, "timeout", "see the kernel log",
				"command 0x%04x: not sent: %s", a->entry.opcode, reason);
	guard_record_refusal(m->ctx, a, "timed_out");
	operation_text(a, operation, sizeof(operation));
	return fail_refuse(why, "timed_out", "see the kernel log", "refusing to %s: %s", operation,
			   reason);
}

int guard_lock(const struct memdev *m, struct authorization *a, struct memdev_lock *lock,
	       struct fail *why)
{
	if (a->request.risk <= RISK_READ_EFFECTS || memdev_lock(m, lock, &a->not_locked) == 0)
		return 0;
	a->request.not_locked = &a->not_locked;
	return guard_check_interrupted(m->ctx, a, why);
}

int guard_lock_topology(struct cxl_ctx *ctx, struct authorization *a, struct memdev_lock *lock,
			struct fail *why)
{
	if (topo_lock(ctx, lock, &a->not_locked) == 0)
		return 0;
	a->request.not_locked = &a->not_locked;
	return guard_check_interrupted(ctx, a, why);
}

int guard_check_interrupted(const struct cxl_ctx *ctx, const struct authorization *a,
			    struct fail *why)
{
	if (!ctx_interrupted(ctx) || (a->request.risk == RISK_READ && ctx->changing))
		return 0;
	return fail_unsent(a, ctx->changing, why);
}

void guard_record_refusal(struct cxl_ctx *ctx, struct authorization *a, const char *code)
{
	a->entry.verdict = code;
	if (refusal_is_recorded(ctx, a))
		audit_refusal(ctx, &a->entry);
}

static int refuse_unrecorded(const struct authorization *a, const char *cause, const char *hint,
			     struct fail *why)
{
	char operation[160];

	operation_text(a, operation, sizeof(operation));
	return fail_refuse(why, "audit_unavailable", hint,
			   "refusing to %s: cannot write the audit record: %s", operation, cause);
}

static int refuse_no_log(const struct authorization *a, int err, struct fail *why)
{
	return refuse_unrecorded(a, strerror(-err),
				 "run as root, and check that /dev/log or /dev/kmsg exists", why);
}

int guard_check_audit(const struct cxl_ctx *ctx, const struct authorization *a, struct fail *why)
{
	struct fail cause = { 0 };
	int rc = audit_check(ctx);

	if (rc < 0)
		return refuse_no_log(a, rc, why);
	rc = audit_check_digest(&a->entry, &cause);
	return rc < 0 ? refuse_unrecorded(a, cause.message, cause.hint, why) : 0;
}

static void warn_unrecorded(const struct cxl_ctx *ctx, const struct authorization *a,
			    const char *what, const char *cause)
{
	char text[400];

	snprintf(text, sizeof(text), "%s: %snot recorded in the audit log: %.240s", a->entry.device,
		 what, cause);
	if (ctx->warn)
		ctx->warn(ctx->warn_data, text);
}

int guard_record_intent(struct cxl_ctx *ctx, struct authorization *a, struct fail *why)
{
	struct fail cause = { 0 };
	bool no_digest;
	int rc;

	if (!is_recorded(ctx, a))
		return 0;
	if (ctx->before_change)
		ctx->before_change(ctx);
	ctx->changed = true;
	no_digest = audit_check_digest(&a->entry, &cause) < 0;
	if (no_digest && a->request.risk >= RISK_SERVICE)
		return refuse_unrecorded(a, cause.message, cause.hint, why);
	rc = audit_intent(ctx, &a->entry);
	if (rc < 0 && a->request.risk >= RISK_SERVICE)
		return refuse_no_log(a, rc, why);
	/* A setting is changed all the same. */
	a->unrecorded = rc < 0;
	if (rc < 0)
		warn_unrecorded(ctx, a, "", strerror(-rc));
	else if (no_digest)
		warn_unrecorded(ctx, a, "SHA-256 of the payload ", cause.message);
	return 0;
}

void guard_record_outcome(struct cxl_ctx *ctx, const struct authorization *a, int err, int status)
{
	int rc = is_recorded(ctx, a) ? audit_outcome(ctx, &a->entry, err, status) : 0;

	if (rc < 0 && !a->unrecorded)
		warn_unrecorded(ctx, a, "result ", strerror(-rc));
}
