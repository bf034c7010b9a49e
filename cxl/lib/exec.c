// SPDX-License-Identifier: LGPL-2.1-or-later
/* Door 1: everything that is sent to a device passes here. */
#include <stdio.h>

#include "cxl/lib/exec.h"
#include "cxl/lib/guard/pass.h"
#include "cxl/lib/wire/codec.h"
#include "cxl/lib/xport/route.h"

int exec_device_error(u16 opcode, u16 code, struct fail *why)
{
	fail_set(why, -EIO, status_word(code), "",
		 "the device answered command %04xh with code %02xh, %s", opcode, code,
		 status_text(code));
	if (why)
		why->device_status = code;
	return -EIO;
}

static int transport(const struct cxl_ctx *ctx, const struct route *r,
		     const struct mbox_req *req, struct mbox_rsp *rsp)
{
	struct mbox_req q = *req;
	int rc;

	if (r->kind == ROUTE_FWCTL)
		return xport.rpc(&ctx->root, r->name, req, rsp);
	/* The kernel insists on room for the whole reply of commands with a fixed one. */
	if (r->cmd.size_out > (s64)q.out_max)
		q.out_max = (u32)r->cmd.size_out;
	rc = xport.send(&ctx->root, r->name, r->cmd.id, &q, rsp);
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

int exec_mbox(struct cxl_ctx *ctx, const struct node *memdev, enum risk risk,
	      const struct mbox_req *req, struct mbox_rsp *rsp, struct fail *why)
{
	struct gate_request gate = { .risk = risk };
	struct audit_entry entry;
	struct route route;
	char serial[32] = "";
	int rc;

	rc = route_pick(&ctx->root, memdev->name, memdev->path, req->opcode, &route, why);
	if (rc < 0)
		return rc;
	if (route.kind == ROUTE_IOCTL && route.cmd.size_in >= 0 &&
	    route.cmd.size_in != (s64)req->in_len)
		return fail_set(why, -EINVAL, "bad_size", "",
				"command %04xh takes %u bytes, not %u", req->opcode,
				(unsigned int)route.cmd.size_in, req->in_len);
	if (route.kind == ROUTE_FWCTL && req->scope >= SCOPE_DEBUG_WRITE)
		gate.taints = BIT(TAINT_FWCTL_BIT);
	if (risk != RISK_READ)
		read_serial(ctx, memdev, serial, sizeof(serial));
	entry = (struct audit_entry){
		.device = memdev->name, .serial = serial, .opcode = req->opcode,
		.route = route.kind == ROUTE_FWCTL ? "fwctl" : "ioctl",
		.payload = req->in, .len = req->in_len,
	};
	rc = guard_pass(ctx, &gate, &entry, why);
	if (rc < 0)
		return rc;
	if (ctx->dry_run && risk != RISK_READ)
		return fail_set(why, -ECANCELED, "dry_run", "", "not sent in a dry run");
	*rsp = (struct mbox_rsp){ 0 };
	rc = transport(ctx, &route, req, rsp);
	if (guard_records(ctx, risk))
		audit_outcome(ctx, &entry, rc, rc == 0 ? rsp->code : NO_DEVICE_STATUS);
	return rc < 0 ? xport_fail(rc, req->opcode, why) : 0;
}

int exec_get(struct cxl_ctx *ctx, const struct node *memdev, u16 opcode, u32 out_max,
	     struct mbox_rsp *rsp, struct fail *why)
{
	struct mbox_req req = { .opcode = opcode, .out_max = out_max };
	int rc = exec_mbox(ctx, memdev, RISK_READ, &req, rsp, why);

	if (rc < 0 || rsp->code == 0)
		return rc;
	rc = exec_device_error(opcode, rsp->code, why);
	mbox_rsp_done(rsp);
	return rc;
}

int exec_query(struct cxl_ctx *ctx, const struct node *memdev, struct kernel_cmd *cmds, size_t max,
	       size_t *count, struct fail *why)
{
	int rc = xport.query(&ctx->root, memdev->name, cmds, max, count);

	return rc < 0 ? xport_fail(rc, 0, why) : 0;
}
