// SPDX-License-Identifier: LGPL-2.1-or-later
/* Door 1: everything that is sent to a device passes here. */
#include <stdio.h>

#include "cxl/lib/guard/authorize.h"
#include "cxl/lib/guard/taint.h"
#include "cxl/lib/mailbox/exec.h"
#include "cxl/lib/transport/route.h"
#include "cxl/lib/wire/codec.h"
#include "cxl/lib/wire/feature.h"

#define KERNEL_CMDS_MAX 64

int mbox_device_error(u16 opcode, u16 code, struct fail *why)
{
	fail_set(why, -EIO, status_word(code), "",
		 "the device answered command %04xh with code %02xh, %s", opcode, code,
		 status_text(code));
	if (why)
		why->device_status = code;
	return -EIO;
}

static int send_typed(const struct cxl_ctx *ctx, const struct route *r,
		      const struct mbox_request *req, struct mbox_reply *rsp)
{
	struct mbox_request q = *req;
	int rc;

	if (r->kind == ROUTE_FWCTL)
		return transport.rpc(&ctx->root, r->name, req, rsp);
	/* The kernel insists on room for the whole reply of commands with a fixed one. */
	if (r->cmd.size_out > (s64)q.out_max)
		q.out_max = (u32)r->cmd.size_out;
	rc = transport.send(&ctx->root, r->name, r->cmd.id, &q, rsp);
	if (rc == 0 && rsp->len > req->out_max)
		rsp->len = req->out_max;
	return rc;
}

static void read_serial(const struct cxl_ctx *ctx, const struct node *memdev, char *buf,
			size_t room)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	char text[32];

	buf[0] = '\0';
	if (sysdir_open(&d, &ctx->root, TREE_SYS, memdev->path) == 0 &&
	    sysdir_read(&d, "serial", text, sizeof(text)) > 0)
		snprintf(buf, room, "%s", text);
}

static void command_in_flight(const struct cxl_ctx *ctx, bool now)
{
	if (ctx->command_in_flight)
		*ctx->command_in_flight = now;
}

/* The last moment at which stopping leaves nothing done. */
static int not_stopped(const struct cxl_ctx *ctx, u16 opcode, struct fail *why)
{
	if (!ctx->command_in_flight || !ctx_interrupted(ctx))
		return 0;
	return fail_interrupted(why, "command %04xh: interrupted, not sent", opcode);
}

/* Get Feature and Set Feature start with the UUID, whichever way they take. */
static const u8 *feature_of(const struct mbox_request *req)
{
	bool named = req->opcode == OP_GET_FEATURE || req->opcode == OP_SET_FEATURE;

	return named && req->in_len >= FEATURE_UUID_LEN ? req->in : NULL;
}

static int check_size(const struct route *r, const struct mbox_request *req, struct fail *why)
{
	if (r->kind != ROUTE_IOCTL || r->cmd.size_in < 0 || r->cmd.size_in == (s64)req->in_len)
		return 0;
	return fail_set(why, -EINVAL, "bad_size", "", "command %04xh takes %u bytes, not %u",
			req->opcode, (unsigned int)r->cmd.size_in, req->in_len);
}

/* A command that the kernel looks into, on the way that route_pick() found. */
static int exec_routed(struct cxl_ctx *ctx, const struct node *memdev,
		       const struct gate_request *hints, const struct mbox_request *req,
		       struct mbox_reply *rsp, struct exec_report *report, struct fail *why)
{
	struct gate_request gate = *hints;
	struct audit_entry entry;
	struct route route;
	char serial[32] = "";
	int rc;

	rc = route_pick(&ctx->root, memdev->name, memdev->path, req->opcode, &route, why);
	if (rc == 0)
		rc = check_size(&route, req, why);
	if (rc < 0)
		return rc;
	if (route.kind == ROUTE_FWCTL && req->scope >= SCOPE_DEBUG_WRITE)
		gate.taints = BIT(TAINT_FWCTL_BIT);
	gate.feature = feature_of(req);
	if (gate.risk != RISK_READ)
		read_serial(ctx, memdev, serial, sizeof(serial));
	entry = (struct audit_entry){
		.device = memdev->name,
		.serial = serial,
		.opcode = req->opcode,
		.route = route.kind == ROUTE_FWCTL ? "fwctl" : "ioctl",
		.payload = req->in,
		.len = req->in_len,
	};
	report->request = gate;
	rc = guard_evaluate(ctx, &gate, &entry, &report->facts, &report->verdict, why);
	if (rc == 0)
		rc = not_stopped(ctx, req->opcode, why);
	if (rc == 0)
		rc = guard_record_intent(ctx, &gate, &entry, why);
	if (rc < 0)
		return rc;
	if (ctx->dry_run && (gate.risk != RISK_READ || gate.dry_run_reads))
		return fail_dry_run(why);
	*rsp = (struct mbox_reply){ 0 };
	report->sent = true;
	command_in_flight(ctx, true);
	rc = send_typed(ctx, &route, req, rsp);
	command_in_flight(ctx, false);
	if (guard_is_recorded(ctx, gate.risk))
		audit_outcome(ctx, &entry, rc, rc == 0 ? rsp->code : NO_DEVICE_STATUS);
	return rc < 0 ? transport_fail(rc, req->opcode, why) : 0;
}

int mbox_exec(struct cxl_ctx *ctx, const struct node *memdev, enum risk risk,
	      const struct mbox_request *req, struct mbox_reply *rsp, struct fail *why)
{
	const struct gate_request gate = { .risk = risk };
	struct exec_report report;

	return exec_routed(ctx, memdev, &gate, req, rsp, &report, why);
}

int mbox_kernel_cmds(struct cxl_ctx *ctx, const struct node *memdev, struct kernel_cmd *cmds,
		     size_t max, size_t *count, struct fail *why)
{
	int rc = transport.query(&ctx->root, memdev->name, cmds, max, count);

	return rc < 0 ? transport_fail(rc, 0, why) : 0;
}

static bool query_id(struct cxl_ctx *ctx, const char *memdev, u32 id, struct kernel_cmd *ret,
		     int *rc)
{
	struct kernel_cmd cmds[KERNEL_CMDS_MAX];
	size_t i, count = 0;

	*rc = transport.query(&ctx->root, memdev, cmds, ARRAY_SIZE(cmds), &count);
	for (i = 0; *rc == 0 && i < count; i++)
		if (cmds[i].id == id) {
			*ret = cmds[i];
			return true;
		}
	return false;
}

enum gate_known mbox_raw_built(struct cxl_ctx *ctx, const char *memdev)
{
	struct kernel_cmd cmd;
	int rc;

	if (query_id(ctx, memdev, KERNEL_CMD_RAW, &cmd, &rc))
		return GATE_YES;
	return rc < 0 ? GATE_UNKNOWN : GATE_NO;
}

bool mbox_kernel_cmd_find(struct cxl_ctx *ctx, const char *memdev, u16 opcode,
			  struct kernel_cmd *ret)
{
	u32 id = kernel_cmd_id(opcode);
	struct kernel_cmd cmd;
	int rc;

	if (!id || !query_id(ctx, memdev, id, &cmd, &rc) || !cmd.enabled)
		return false;
	*ret = cmd;
	return true;
}

/* The mark first, so that no later bug report lacks it; then the record; then the command. */
static int mark_and_record(struct cxl_ctx *ctx, const struct gate_request *gate,
			   struct audit_entry *e, struct exec_report *report, struct fail *why)
{
	int rc = taint_read(&ctx->root, &report->taint_before);

	if (rc == 0)
		rc = taint_set(&ctx->root, BIT(TAINT_USER_BIT), &report->taint_marked);
	if (rc < 0)
		return guard_refuse(ctx, e, rc == -EIO ? "taint_not_set" : "taint_failed",
				    "run it as root, where sysctl kernel.tainted can be written",
				    "the kernel cannot be marked as tainted (U), and raw commands"
				    " are not sent without",
				    rc, why);
	report->marked = true;
	return guard_record_intent(ctx, gate, e, why);
}

/* -EPERM after all that was checked: the kernel has a rule that is not known here. */
static int raw_fail(int rc, u16 opcode, struct fail *why)
{
	if (rc != -EPERM)
		return transport_fail(rc, opcode, why);
	return fail_set(why, rc, "kernel_refused", "see the kernel log",
			"command %04xh: the kernel refused to send it raw", opcode);
}

static int exec_raw(struct cxl_ctx *ctx, const struct node *memdev,
		    const struct gate_request *hints, const struct mbox_request *req,
		    struct mbox_reply *rsp, struct exec_report *report, struct fail *why)
{
	struct gate_raw raw = *hints->raw;
	struct gate_request gate = *hints;
	struct audit_entry entry;
	struct kernel_cmd typed;
	char serial[32];
	int rc;

	raw.built = mbox_raw_built(ctx, memdev->name) != GATE_NO;
	if (!raw.native && mbox_kernel_cmd_find(ctx, memdev->name, req->opcode, &typed))
		raw.native = "cxl send-command without --raw";
	gate.risk = RISK_DESTRUCTIVE;
	gate.taints = BIT(TAINT_USER_BIT) | BIT(TAINT_WARN_BIT);
	gate.feature = feature_of(req);
	read_serial(ctx, memdev, serial, sizeof(serial));
	entry = (struct audit_entry){
		.device = memdev->name,
		.serial = serial,
		.opcode = req->opcode,
		.route = "raw",
		.payload = req->in,
		.len = req->in_len,
	};
	report->raw = raw;
	gate.raw = &report->raw;
	report->request = gate;
	rc = guard_evaluate(ctx, &gate, &entry, &report->facts, &report->verdict, why);
	if (rc < 0)
		return rc;
	if (ctx->dry_run)
		return fail_dry_run(why);
	rc = not_stopped(ctx, req->opcode, why);
	if (rc == 0)
		rc = mark_and_record(ctx, &gate, &entry, report, why);
	if (rc < 0)
		return rc;
	*rsp = (struct mbox_reply){ 0 };
	report->sent = true;
	command_in_flight(ctx, true);
	rc = transport.raw(&ctx->root, memdev->name, req, rsp);
	command_in_flight(ctx, false);
	if (taint_read(&ctx->root, &report->taint_after) < 0)
		report->taint_after = report->taint_marked;
	audit_outcome(ctx, &entry, rc, rc == 0 ? rsp->code : NO_DEVICE_STATUS);
	return rc < 0 ? raw_fail(rc, req->opcode, why) : 0;
}

int exec_by_hand(struct cxl_ctx *ctx, const struct node *memdev, enum risk risk,
		 const struct gate_request *hints, const struct mbox_request *req,
		 struct mbox_reply *rsp, struct exec_report *report, struct fail *why)
{
	struct gate_request gate = *hints;

	*report = (struct exec_report){ 0 };
	gate.risk = risk;
	return hints->raw ? exec_raw(ctx, memdev, &gate, req, rsp, report, why)
			  : exec_routed(ctx, memdev, &gate, req, rsp, report, why);
}

int mbox_get(struct cxl_ctx *ctx, const struct node *memdev, u16 opcode, u32 out_max,
	     struct mbox_reply *rsp, struct fail *why)
{
	struct mbox_request req = { .opcode = opcode, .out_max = out_max };
	int rc = mbox_exec(ctx, memdev, RISK_READ, &req, rsp, why);

	if (rc < 0 || rsp->code == 0)
		return rc;
	rc = mbox_device_error(opcode, rsp->code, why);
	mbox_reply_done(rsp);
	return rc;
}
