// SPDX-License-Identifier: GPL-2.0-only
/* cxl clear-log: empty the vendor debug log, the only one that the kernel lets anybody clear. */

#include "cxl/common.h"
#include "cxl/lib/mailbox/exec.h"
#include "cxl/lib/wire/log.h"

/* The last argument names the log. */
static const struct log_desc *log_of(const struct inv *inv)
{
	return log_named(inv->argv[inv->argc - 1]);
}

static void clear_one(struct inv *inv, const struct topo *t, const struct node *memdev,
		      struct rec *top)
{
	const struct log_desc *log = log_of(inv);
	const struct cxl_ctx *ctx = inv->ctx;
	auto_reply struct mbox_reply rsp = { 0 };
	u8 uuid[LOG_UUID_LEN];
	struct mbox_request req = { .opcode = OP_CLEAR_LOG, .in = uuid, .in_len = sizeof(uuid) };
	struct fail why = { 0 };
	struct rec *o;
	int rc;

	log_desc_uuid(log, uuid);
	rc = mbox_exec(inv->ctx, memdev, RISK_SERVICE, &req, &rsp, &why);
	if (rc == 0 && rsp.code)
		rc = mbox_device_error(req.opcode, rsp.code, &why);
	if (rc < 0 && why.outcome != OUTCOME_DRY_RUN) {
		inv_fail(inv, memdev->name, inv->cmd->name, &why);
		return;
	}
	inv->done++;
	o = cxl_memdev_rec(top, t, memdev);
	rec_str(o, "log", log->name);
	rec_bool(o, ctx->dry_run ? "would_clear" : "cleared", true);
}

/* What is in the log is lost: that wants a yes, once for all devices. */
static bool agreed(struct inv *inv, const struct log_desc *log)
{
	struct cxl_ctx *ctx = inv->ctx;
	struct fail why = { 0 };

	if (ctx->confirmed || ctx->dry_run)
		return true;
	if (ctx->ask && ctx->ask("The contents of the log will be lost. Go on?"))
		return true;
	fail_refuse(&why, "needs_yes", "save it with 'cxl get-log', then add --yes",
		    "refused: the contents of the log would be lost");
	inv_fail(inv, log->name, inv->cmd->name, &why);
	return false;
}

static int run(struct inv *inv)
{
	auto_rec struct rec *none = rec_new_arr();
	const struct log_desc *log = log_of(inv);

	if (!log || !log->clearable)
		return inv_usage(inv, "'%s' is not a log that can be cleared; vendor-debug is",
				 inv->argv[inv->argc - 1]);
	if (!agreed(inv, log))
		return inv_print(inv, none);
	return cxl_for_each_memdev(inv, inv->argc - 1, clear_one);
}

const struct cmd cmd_clear_log = {
	.name = "clear-log",
	.args = "<memdev>...|all vendor-debug [<options>]",
	.help = "empty the vendor debug log of memory devices",
	.args_size = sizeof(struct common_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES,
	.cls = CLASS_SERVICE,
	.needs = "root",
	.min_args = 2,
	.max_args = -1,
	.positional = "memdev vendor-debug",
	.run = run,
};
