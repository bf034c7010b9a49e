// SPDX-License-Identifier: LGPL-2.1-or-later
/* The send path. */
#include <stdio.h>

#include "cxl/lib/mailbox/component-check.h"
#include "cxl/lib/mailbox/exec.h"
#include "cxl/lib/wire/feature.h"
#include "cxl/lib/wire/status.h"
#include "util/clock.h"

int mbox_device_error(u16 opcode, u16 code, struct fail *why)
{
	fail_set(why, -EIO, status_name(code), "",
		 "command 0x%04x: the device returned code 0x%02x: %s", opcode, code,
		 status_text(code));
	if (why)
		why->device_status = code;
	if (why && (code == MBOX_UNSUPPORTED || code == MBOX_UNSUPPORTED_MAILBOX))
		why->outcome = OUTCOME_UNSUPPORTED;
	return -EIO;
}

static int check_size(const struct selected_route *r, const struct mbox_request *req,
		      struct fail *why)
{
	if (r->route != ROUTE_IOCTL || r->cmd.size_in < 0 || r->cmd.size_in == (s64)req->in_len)
		return 0;
	return fail_invalid(why, "invalid_size", "",
			    "command 0x%04x: invalid input of %u bytes: expected %u bytes",
			    req->opcode, req->in_len, (unsigned int)r->cmd.size_in);
}

enum gate_known mbox_raw_built(const struct memdev *m, struct fail *why)
{
	struct kernel_cmds cmds;

	if (kernel_cmds_read(m, &cmds, why) < 0)
		return GATE_UNKNOWN;
	return kernel_cmds_find(&cmds, KERNEL_CMD_RAW) ? GATE_YES : GATE_NO;
}

bool mbox_typed_find(const struct memdev *m, u16 opcode, struct kernel_cmd *ret)
{
	const struct kernel_cmd *cmd;
	struct kernel_cmds cmds;

	if (!opcode_kernel_id(opcode) || kernel_cmds_read(m, &cmds, NULL) < 0)
		return false;
	cmd = kernel_cmds_typed(&cmds, opcode);
	if (cmd)
		*ret = *cmd;
	return cmd;
}

/* The raw route. @raw: the facts of the caller; those of the kernel are added. */
static int select_raw(const struct memdev *m, const struct mbox_request *req,
		      struct selected_route *route, struct gate_raw *raw, struct fail *why)
{
	const struct kernel_cmd *typed;
	struct kernel_cmds cmds;
	int rc;

	rc = route_select_raw(m, route, &cmds, why);
	if (rc < 0)
		return rc;
	raw->built = kernel_cmds_find(&cmds, KERNEL_CMD_RAW) ? GATE_YES : GATE_NO;
	typed = kernel_cmds_typed(&cmds, req->opcode);
	if (!raw->native && typed)
		raw->native = "cxl send-command without --raw";
	return 0;
}

/* A component that is no device of this host: what its own Command Effects Log says counts. */
static int select_component(const struct memdev *m, const struct mbox_request *req,
			    struct selected_route *route, struct mbox_result *result,
			    struct fail *why)
{
	int rc;

	if (req->opcode == OP_TUNNEL)
		return fail_refuse(why, "native_exists", "see cxl-list-targets(1)",
				   "refusing to send 0x%04x: use the address of the component that "
				   "the command is for",
				   req->opcode);
	rc = result->auth.request.raw ? route_select_raw(m, route, NULL, why)
				      : route_select(m, req->opcode, route, why);
	if (rc == 0 && req->in_len > memdev_payload_max(m))
		rc = fail_set(why, -EMSGSIZE, "too_large", "",
			      "command 0x%04x: the input of %u bytes is larger than one message",
			      req->opcode, req->in_len);
	if (rc == 0)
		rc = component_check(m, req->opcode, &result->auth.request.risk, why);
	route->again = result->auth.request.risk == RISK_READ;
	return rc;
}

static int select_route(const struct memdev *m, const struct mbox_request *req,
			struct selected_route *route, struct mbox_result *result, struct fail *why)
{
	int rc;

	if (m->node->component)
		return select_component(m, req, route, result, why);
	if (result->auth.request.raw)
		rc = select_raw(m, req, route, &result->raw, why);
	else
		rc = route_select(m, req->opcode, route, why);
	if (rc == 0)
		rc = check_size(route, req, why);
	return rc < 0 ? rc
		      : opcode_kernel_check(opcode_find(req->opcode), req->in, req->in_len, why);
}

static u64 taints(const struct selected_route *route, const struct mbox_request *req)
{
	if (route->route == ROUTE_RAW)
		return BIT(TAINT_USER_BIT) | BIT(TAINT_WARN_BIT);
	return route->route == ROUTE_FWCTL && req->scope >= SCOPE_DEBUG_WRITE ? BIT(TAINT_FWCTL_BIT)
									      : 0;
}

/* Complete the request for the gate, and fill in the audit entry. */
static void describe(const struct memdev *m, const struct mbox_request *req,
		     const struct selected_route *route, struct mbox_result *result)
{
	struct authorization *a = &result->auth;
	bool raw = route->route == ROUTE_RAW;

	if (raw)
		a->request.risk = RISK_DESTRUCTIVE;
	a->request.component = m->node->component;
	a->request.taints = taints(route, req);
	a->request.opcode = req->opcode;
	a->request.feature = feature_of_command(req->opcode, req->in, req->in_len);
	a->entry = (struct audit_entry){
		.device = m->name,
		.opcode = req->opcode,
		.route = route_name(route->route),
		.payload = req->in,
		.len = req->in_len,
	};
	if (a->request.risk != RISK_READ || m->ctx->to_change)
		memdev_serial_text(m, a->entry.serial);
}

static void in_flight(const struct cxl_ctx *ctx, int change)
{
	if (ctx->commands_in_flight)
		atomic_fetch_add(ctx->commands_in_flight, change);
}

/*
 * For a read that timed out, fwctl reports success without data. Its duration tells it from other
 * failures.
 */
static int send_in_time(const struct memdev *m, const struct selected_route *route,
			const struct mbox_request *req, struct mbox_reply *reply)
{
	u64 start = clock_ms();
	int rc = route_send(route, req, reply);

	if (rc == 0 && route->route == ROUTE_FWCTL && req->out_max && !reply->code && !reply->len &&
	    clock_ms() - start >= MEMDEV_TIMEOUT_MS) {
		mbox_reply_done(reply);
		rc = -ETIMEDOUT;
	}
	if (rc == -ETIMEDOUT)
		memdev_set_timed_out(m);
	return rc;
}

/*
 * -EPERM after all checks: the kernel has a rule that this tool does not know. -EBUSY of a command
 * that may be exclusive to the kernel, which is not told beforehand.
 */
static int send_fail(int rc, const struct selected_route *route, u16 opcode,
		     const struct cci_layers *layers, struct fail *why)
{
	if (rc == -EBUSY && route->route == ROUTE_IOCTL && !route->has_flags &&
	    opcode_risk(opcode) != RISK_READ)
		return fail_set(
			why, rc, "device_busy", "try again later",
			"command 0x%04x: the mailbox is busy, the device is being sanitized or the command is in exclusive use by the kernel",
			opcode);
	if (rc != -EPERM || route->route != ROUTE_RAW)
		return route_fail(rc, route, opcode, layers, why);
	return fail_set(why, rc, "kernel_refused", "see the kernel log",
			"command 0x%04x: the kernel rejected the raw command", opcode);
}

static int send_recorded(const struct memdev *m, const struct selected_route *route,
			 const struct mbox_request *req, struct mbox_result *result,
			 struct fail *why)
{
	int rc;

	result->sent = true;
	if (result->auth.request.risk > RISK_READ_EFFECTS)
		m->ctx->changing = true;
	in_flight(m->ctx, 1);
	rc = send_in_time(m, route, req, &result->reply);
	in_flight(m->ctx, -1);
	raw_taint_end(m->ctx, &result->taint);
	guard_record_outcome(m->ctx, &result->auth, rc,
			     rc == 0 ? result->reply.code : NO_DEVICE_STATUS);
	return rc < 0 ? send_fail(rc, route, req->opcode, &result->reply.layers, why) : 0;
}

/* An interruption before the command is sent wins, and is an outcome if there is an intent. */
static int record_and_send(const struct memdev *m, const struct selected_route *route,
			   const struct mbox_request *req, struct mbox_result *result,
			   struct fail *why)
{
	int rc;

	rc = guard_record_intent(m->ctx, &result->auth, why);
	if (rc < 0 && !req->ends_transfer)
		return rc;
	rc = req->ends_transfer ? 0 : guard_check_interrupted(m->ctx, &result->auth, why);
	if (rc == 0)
		return send_recorded(m, route, req, result, why);
	guard_record_outcome(m->ctx, &result->auth, rc, NO_DEVICE_STATUS);
	return rc;
}

/*
 * All that can prevent sending, before anything is done. An open transfer is aborted whatever has
 * changed since its first part, which passed these checks.
 */
static int check(const struct memdev *m, const struct mbox_request *req, struct mbox_result *result,
		 struct fail *why)
{
	const struct gate_request *gate = &result->auth.request;
	int rc;

	if (req->ends_transfer && !m->ctx->read_only) {
		result->auth.entry.verdict = gate_code(GATE_ALLOWED);
		return 0;
	}
	rc = guard_check_timed_out(m, &result->auth, why);
	if (rc == 0) {
		rc = guard_evaluate(m->ctx, &result->auth, why);
		result->evaluated = true;
	}
	if (rc == 0 && gate->risk >= RISK_SERVICE)
		rc = guard_check_audit(m->ctx, &result->auth, why);
	if (rc == 0 && gate->raw)
		rc = raw_taint_check(m->ctx, &result->auth, &result->taint, why);
	if (rc == 0 && m->ctx->dry_run && (gate->risk != RISK_READ || gate->dry_run_reads))
		rc = fail_dry_run(why);
	if (rc == 0)
		rc = guard_check_interrupted(m->ctx, &result->auth, why);
	return rc;
}

/* The node that was found is not that of the device. */
static void record_unsent(const struct memdev *m, const struct mbox_request *req,
			  const struct selected_route *route, struct mbox_result *result,
			  const char *code)
{
	describe(m, req, route, result);
	guard_record_refusal(m->ctx, &result->auth, code);
}

/* The checks of a command that cannot be sent, for the plan of a dry run. */
static void evaluate_unsent(const struct memdev *m, const struct mbox_request *req,
			    const struct selected_route *route, struct mbox_result *result)
{
	auto_memdev_lock struct memdev_lock lock = { .fd = -1 };

	describe(m, req, route, result);
	result->evaluated = guard_lock(m, &result->auth, &lock, NULL) == 0 &&
			    guard_evaluate(m->ctx, &result->auth, NULL) <= 0;
	result->auth.entry.route = NULL;
}

/* What is held while a command is checked and sent; released by the caller in any case. */
struct hold {
	struct selected_route *route;
	struct memdev_lock *lock;
};

/* Route, lock and all checks. */
static int prepare(const struct memdev *m, const struct mbox_request *req, const struct hold *hold,
		   struct mbox_result *result, struct fail *why)
{
	int rc = select_route(m, req, hold->route, result, why);

	if (rc == 0)
		describe(m, req, hold->route, result);
	else if (m->ctx->dry_run && result->auth.request.dry_run_reads)
		evaluate_unsent(m, req, hold->route, result);
	else if (why->outcome == OUTCOME_REFUSED)
		record_unsent(m, req, hold->route, result, why->code);
	if (rc == 0 && !req->ends_transfer)
		rc = guard_lock(m, &result->auth, hold->lock, why);
	return rc < 0 ? rc : check(m, req, result, why);
}

int mbox_exec(const struct memdev *m, const struct mbox_request *req,
	      const struct gate_request *conditions, struct mbox_result *result, struct fail *why)
{
	auto_memdev_lock struct memdev_lock lock = { .fd = -1 };
	struct gate_request *gate = &result->auth.request;
	auto_route struct selected_route route = { .node.fd = -1 };
	const struct hold hold = { &route, &lock };
	const bool changing = m->ctx->changing;
	struct fail ignored = { 0 };
	int rc;

	why = why ? why : &ignored;
	*result = (struct mbox_result){ .auth.request = *conditions };
	if (conditions->raw) {
		result->raw = *conditions->raw;
		result->raw.built = GATE_UNKNOWN; /* until the kernel is asked */
		gate->raw = &result->raw;
	}
	rc = prepare(m, req, &hold, result, why);
	if (rc == 0 && route.route == ROUTE_RAW)
		rc = raw_taint_set(m->ctx, &result->auth, &result->taint, why);
	if (rc == 0)
		rc = record_and_send(m, &route, req, result, why);
	return guard_step(changing, gate, rc, why);
}

int mbox_send_with(const struct memdev *m, const struct mbox_request *req,
		   const struct gate_request *conditions, struct mbox_reply *reply,
		   struct fail *why)
{
	const bool changing = m->ctx->changing;
	struct mbox_result result;
	int rc = mbox_exec(m, req, conditions, &result, why);

	if (rc == 0 && result.reply.code) {
		rc = mbox_device_error(req->opcode, result.reply.code, why);
		mbox_reply_done(&result.reply);
	}
	if (rc == 0)
		*reply = result.reply;
	return guard_step(changing, conditions, rc, why);
}

int mbox_send(const struct memdev *m, const struct mbox_request *req, struct mbox_reply *reply,
	      struct fail *why)
{
	const struct gate_request conditions = { .risk = opcode_risk(req->opcode) };

	return mbox_send_with(m, req, &conditions, reply, why);
}

int mbox_read(const struct memdev *m, u16 opcode, u32 out_max, struct mbox_reply *reply,
	      struct fail *why)
{
	const struct mbox_request req = { .opcode = opcode, .out_max = out_max };

	return mbox_send(m, &req, reply, why);
}

int mbox_begin(const struct memdev *m, const struct mbox_request *first,
	       const struct gate_request *conditions, struct mbox_sequence *ret, struct fail *why)
{
	const struct hold hold = { &ret->route, &ret->lock };
	struct fail ignored = { 0 };

	*ret = (struct mbox_sequence){
		.m = m,
		.route.node.fd = -1,
		.lock.fd = -1,
		.result.auth.request = *conditions,
		.status = NO_DEVICE_STATUS,
	};
	why = why ? why : &ignored;
	return guard_step(m->ctx->changing, conditions, prepare(m, first, &hold, &ret->result, why),
			  why);
}

int mbox_record_intent(struct mbox_sequence *s, const void *data, size_t len, struct fail *why)
{
	struct authorization *a = &s->result.auth;
	int rc;

	a->entry.payload = data;
	a->entry.len = len;
	rc = guard_record_intent(s->m->ctx, a, why);
	if (rc < 0)
		return rc;
	s->recorded = true;
	s->err = guard_check_interrupted(s->m->ctx, a, why);
	return s->err;
}

/* The outcome is that of the first command that failed. */
static void keep_outcome(struct mbox_sequence *s, int rc, u16 code)
{
	if (s->err < 0 || s->status > 0)
		return;
	s->err = code ? 0 : rc;
	s->status = rc < 0 && !code ? NO_DEVICE_STATUS : code;
}

void mbox_fail(struct mbox_sequence *s, int err)
{
	keep_outcome(s, err, 0);
}

int mbox_next(struct mbox_sequence *s, const struct mbox_request *req, struct mbox_reply *reply,
	      struct fail *why)
{
	auto_reply struct mbox_reply r = { 0 };
	int rc = check_size(&s->route, req, why);

	if (rc < 0) {
		mbox_fail(s, rc);
		return rc;
	}
	if (s->recorded)
		s->m->ctx->changing = true;
	in_flight(s->m->ctx, 1);
	rc = memdev_timed_out(s->m) ? -ETIMEDOUT : send_in_time(s->m, &s->route, req, &r);
	in_flight(s->m->ctx, -1);
	if (rc < 0)
		rc = send_fail(rc, &s->route, req->opcode, &r.layers, why);
	else if (r.code)
		rc = mbox_device_error(req->opcode, r.code, why);
	keep_outcome(s, rc, r.code);
	if (rc < 0)
		return rc;
	*reply = r;
	r = (struct mbox_reply){ 0 };
	return 0;
}

void mbox_end(struct mbox_sequence *s)
{
	if (!s->m)
		return;
	if (s->recorded)
		guard_record_outcome(s->m->ctx, &s->result.auth, s->err, s->status);
	route_close(&s->route);
	memdev_unlock(&s->lock);
	s->m = NULL;
}
