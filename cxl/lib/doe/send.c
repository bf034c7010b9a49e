// SPDX-License-Identifier: LGPL-2.1-or-later
/* The write path of DOE objects: lock, gate, taint, record, exchange. */
#include <stdio.h>

#include "cxl/lib/doe/doe.h"
#include "cxl/lib/guard/identity.h"

/* clang-format off */
static const struct {
	int err;
	const char *code, *text, *hint;
} error_rows[] = {
	{ EBUSY, "device_busy", "the DOE mailbox is busy", "try again later" },
	{ ETIMEDOUT, "timeout", "the device did not reply in time", "see --timeout" },
	{ EIO, "device_error", "the DOE mailbox reports an error", "" },
	{ ENXIO, "device_gone", "the device does not respond", "see 'cxl list --pci'" },
	{ ENODEV, "device_gone", "the device has been removed", "see 'cxl list --pci'" },
	{ EBADMSG, "invalid_reply", "the reply is of another protocol or has an invalid length",
	  "" },
	{ EINTR, "interrupted", "interrupted", "" },
	{ EACCES, "permission", "permission denied for the PCI configuration space",
	  "run as root" },
	{ EPERM, "permission", "access to the PCI configuration space is not permitted",
	  "run as root, without kernel lockdown" },
	{ EROFS, "read_only_sysfs", "sysfs is read-only", "run it on the host" },
};
/* clang-format on */

static int exchange_fail(int err, const struct doe_result *r, struct fail *why)
{
	const char *code = "transport", *text = sys_error_text(err), *hint = "see the kernel log";
	const struct doe_reply *reply = &r->reply;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(error_rows); i++)
		if (error_rows[i].err == -err) {
			code = error_rows[i].code;
			text = error_rows[i].text;
			hint = error_rows[i].hint;
		}
	if (!reply->started && err == -ETIMEDOUT)
		return fail_set(why, err, "mailbox_stuck", "see cxl-doe(1)",
				"DOE object %s: not sent: the mailbox could not be reset",
				r->protocol);
	return fail_set(why, err, code, hint, "DOE object %s: %s%s%s%s", r->protocol,
			reply->started ? "" : "not sent: ", text,
			reply->started && err == -EINTR
				? "; the device may have processed the object"
				: "",
			reply->stuck ? "; the mailbox could not be reset" : "");
}

static void describe(const struct cxl_ctx *ctx, const struct doe_request *rq, struct doe_result *r)
{
	struct device_identity id;

	doe_protocol_format(&rq->gate.protocol, r->protocol, sizeof(r->protocol));
	r->raw = (struct gate_raw){
		.doe = &rq->gate,
		.destructive = true,
		.native = rq->native,
		.no_native = rq->no_native,
		.unlisted = rq->unlisted,
	};
	r->auth = (struct authorization){
		.request = {
			.risk = RISK_DESTRUCTIVE,
			.taints = BIT(TAINT_USER_BIT),
			.raw = &r->raw,
			.ignore_use = rq->force,
			.operation = rq->operation,
			.description = rq->description,
		},
		.entry = {
			.device = rq->address,
			.route = "doe",
			.protocol = r->protocol,
			.path = rq->path,
			.payload = rq->data,
			.len = rq->len,
		},
	};
	device_identity_read(ctx, rq->address, &id);
	if (id.serial_known)
		snprintf(r->auth.entry.serial, sizeof(r->auth.entry.serial), "0x%llx",
			 (unsigned long long)id.serial);
}

/* All that can prevent sending, before anything is done. @open_rc: of the configuration space. */
static int check(struct cxl_ctx *ctx, const struct doe_request *rq, int open_rc,
		 struct doe_result *r, struct fail *why)
{
	int rc = guard_evaluate(ctx, &r->auth, why);

	r->evaluated = true;
	if (rc == 0)
		rc = guard_check_audit(ctx, &r->auth, why);
	if (rc == 0)
		rc = raw_taint_check(ctx, &r->auth, &r->taint, why);
	if (rc == 0 && open_rc < 0 && !ctx->offline)
		rc = exchange_fail(open_rc, r, why);
	if (rc == 0 && ctx->dry_run)
		rc = fail_dry_run(why);
	return rc == 0 ? guard_check_interrupted(ctx, &r->auth, why) : rc;
}

static int send_recorded(struct cxl_ctx *ctx, const struct doe_request *rq,
			 const struct dev_node *config, struct doe_result *r, struct fail *why)
{
	const struct doe_mailbox mailbox = { config, rq->gate.mailbox, rq->timeout_ms,
					     ctx->interrupted };
	const struct doe_object object = { rq->gate.protocol, rq->data, rq->len };
	int rc;

	ctx->changing = true;
	rc = doe_exchange(&mailbox, &object, &r->reply);
	r->sent = r->reply.started;
	raw_taint_end(ctx, &r->taint);
	guard_record_outcome(ctx, &r->auth, rc, NO_DEVICE_STATUS);
	return rc < 0 ? exchange_fail(rc, r, why) : 0;
}

/*
 * The configuration space is opened before the checks, so that the object goes to the function
 * that they are about, whatever has its address then.
 */
static int send_authorized(struct cxl_ctx *ctx, const struct doe_request *rq,
			   struct dev_node *config, struct doe_result *r, struct fail *why)
{
	int open_rc = transport.config_open(&ctx->root, rq->path, config);
	int rc = check(ctx, rq, open_rc, r, why);

	if (rc == 0)
		rc = raw_taint_set(ctx, &r->auth, &r->taint, why);
	if (rc == 0)
		rc = guard_record_intent(ctx, &r->auth, why);
	return rc == 0 ? send_recorded(ctx, rq, config, r, why) : rc;
}

int doe_send(struct cxl_ctx *ctx, const struct doe_request *rq, struct doe_result *ret,
	     struct fail *why)
{
	auto_memdev_lock struct memdev_lock lock = { .fd = -1 };
	struct dev_node config = { .fd = -1 };
	int rc;

	*ret = (struct doe_result){ .evaluated = false };
	describe(ctx, rq, ret);
	rc = guard_lock_topology(ctx, &ret->auth, &lock, why);
	if (rc == 0)
		rc = send_authorized(ctx, rq, &config, ret, why);
	dev_node_close(&config);
	return rc;
}
